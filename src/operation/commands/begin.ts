import type { OperationPolicy } from '../../escalation/operation.ts'
import { ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { languageOf } from '../../matter/language.ts'
import { caseRoles } from '../../referral/command.ts'
import { valuesOf } from '../../referral/inputs.ts'
import { endClock, reportClock } from '../clocks.ts'
import { badInput, type OperationCommand } from '../command.ts'
import type { Begun } from '../events.ts'
import { beginInputs as inputs, invitedDesks, periodProblems } from '../inputs.ts'

/**
 * A joint operation: its name, its period, what it is after and whom it invites. The desk that begins it leads
 * it. An operation of one desk alone is none, but others may be invited later.
 */
export const beginUnder = (policy: OperationPolicy): OperationCommand => ({
  name: 'o-begin',
  line: '/operation new',
  label: 'button.o_begin',
  about: 'command.o_begin',
  roles: caseRoles,
  begins: true,
  style: 'primary',
  against: () => undefined,
  inputsOf: () => inputs,
  prefill: ({ by, directory }) => {
    const others = directory.contactPoints.filter(c => c.id !== by.desk)
    return others.length === 1 ? { invited: others.map(c => c.id).join(',') } : {}
  },
  decide: ({ raw, now, by, directory, languages }) => {
    const input = valuesOf(inputs, raw)
    const { desks, problems } = invitedDesks(input.invited, by.desk, directory)
    const wrong = [...periodProblems(input, now), ...problems]
    if (wrong.length > 0) return badInput(wrong)
    const running = { desk: by.desk, from: input.from, to: input.to }
    const begun: Begun = {
      type: 'operation.begun',
      desk: by.desk,
      from: toRfc3339(input.from),
      to: toRfc3339(input.to),
      categories: [...input.categories],
      invited: [...desks],
      tlp: input.tlp ?? 'amber-strict',
      clocks: [...reportClock(policy, running, 1, now), endClock(policy, running, now)],
    }
    return ok({ events: [begun], words: {}, language: languageOf(raw, { by, languages }) })
  },
})
