import type { ActionPolicy } from '../../escalation/action.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { endOfDay, todayAt } from '../../matter/end-of-day.ts'
import { languageOf } from '../../matter/language.ts'
import { caseRoles } from '../../referral/command.ts'
import { valuesOf } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { dueClock } from '../clocks.ts'
import type { ActionCommand } from '../command.ts'
import type { Begun } from '../events.ts'
import { dueProblems, beginInputs as inputs } from '../inputs.ts'

/** The other desk where it can be one: known, and not the officer's own. */
const otherProblems = (
  other: ContactPointId | undefined,
  own: ContactPointId,
): readonly Problem[] => {
  if (other === undefined) return [{ input: 'with', reason: 'NotAChoice' }]
  return other === own ? [{ input: 'with', reason: 'OwnDesk' }] : []
}

/** What one desk is to do for both by the end of a day, as a conference or the two of them agreed. */
export const beginUnder = (policy: ActionPolicy): ActionCommand => ({
  name: 'a-begin',
  line: '/action new',
  label: 'button.a_begin',
  about: 'command.a_begin',
  roles: caseRoles,
  begins: true,
  style: 'primary',
  against: () => undefined,
  inputsOf: () => inputs,
  prefill: ({ by, directory }) => {
    const others = directory.contactPoints.filter(c => c.id !== by.desk)
    return others.length === 1 ? { with: others.map(c => c.id).join('') } : {}
  },
  decide: ({ raw, now, by, directory, languages, seen }) => {
    const { agreed, link, tlp = 'amber-strict', ...input } = valuesOf(inputs, raw)
    const named = input.with.toLowerCase()
    const other = directory.contactPoints.find(c => c.id === named)?.id
    const owner = input.owner === 'theirs' && other !== undefined ? other : by.desk
    const due = endOfDay(input.due, owner, directory)
    const problems: readonly Problem[] = [
      ...otherProblems(other, by.desk),
      ...dueProblems(due, now),
      ...(link !== undefined && !seen?.has(link)
        ? [{ input: 'link', reason: 'NotAReference' } as const]
        : []),
      ...(agreed !== undefined && agreed > todayAt(by.desk, directory, now)
        ? [{ input: 'agreed', reason: 'NotYet' } as const]
        : []),
    ]
    if (problems.length > 0 || other === undefined) return err({ kind: 'BadInput', problems })
    const counterpart = owner === other ? by.desk : other
    const begun: Begun = {
      type: 'action.begun',
      desk: by.desk,
      ...{ other, owner, tlp },
      due: toRfc3339(due),
      ...(agreed === undefined ? {} : { agreed }),
      ...(link === undefined ? {} : { link }),
      clocks: [...dueClock(policy, { owner, other: counterpart, term: 1 }, now, due)],
    }
    return ok({ events: [begun], words: {}, language: languageOf(raw, { by, languages }) })
  },
})
