import type { ActionPolicy } from '../../escalation/action.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { endOfDay, todayAt } from '../../matter/end-of-day.ts'
import type { Problem } from '../../referral/refusals.ts'
import { nextClock } from '../clocks.ts'
import { act } from '../command.ts'
import { dueProblems, language, meeting, newDue, words } from '../inputs.ts'

/**
 * Kept for another meeting, with the reason and a later due day. How often that was done stays with the item,
 * so that the agenda shows what is put off again and again.
 */
export const carryUnder = (policy: ActionPolicy) =>
  act({
    name: 'a-carry',
    verb: 'carry',
    label: 'button.a_carry',
    about: 'command.a_carry',
    inputs: { meeting, due: newDue, reason: words('form.reason'), language },
    decide: ({ a, input, now, by, directory }) => {
      const due = endOfDay(input.due, a.owner, directory)
      const problems: readonly Problem[] = [
        ...(input.meeting < todayAt(by.desk, directory, now)
          ? [{ input: 'meeting', reason: 'Past' } as const]
          : []),
        ...dueProblems(due, now),
        ...(due > now && due <= a.due ? [{ input: 'due', reason: 'NotLaterDay' } as const] : []),
      ]
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      return ok({
        type: 'action.carried',
        desk: by.desk,
        meeting: input.meeting,
        due: toRfc3339(due),
        clocks: [...nextClock(policy, a, now, due)],
      })
    },
  })
