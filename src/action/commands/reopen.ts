import type { ActionPolicy } from '../../escalation/action.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { endOfDay } from '../../matter/end-of-day.ts'
import type { Problem } from '../../referral/refusals.ts'
import { counterpartOf } from '../action.ts'
import { nextClock } from '../clocks.ts'
import { act } from '../command.ts'
import { dueProblems, language, optionalNewDue, words } from '../inputs.ts'

/** The desk that waited for it doesn't take it for done, and says why; by the old due day where that lies ahead. */
export const reopenUnder = (policy: ActionPolicy) =>
  act({
    name: 'a-reopen',
    verb: 'reopen',
    label: 'button.reopen',
    about: 'command.a_reopen',
    inputs: { reason: words('form.reason'), due: optionalNewDue, language },
    over: true,
    against: (a, by) => {
      if (a.status !== 'done') return { kind: 'MovedOn' }
      const other = counterpartOf(a)
      return by.desk === other ? undefined : { kind: 'OnlyDesk', desk: other }
    },
    decide: ({ a, input, now, by, directory }) => {
      const due = input.due === undefined ? a.due : endOfDay(input.due, a.owner, directory)
      const problems: readonly Problem[] =
        input.due === undefined && due <= now
          ? [{ input: 'due', reason: 'Missing' }]
          : dueProblems(due, now)
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      return ok({
        type: 'action.reopened',
        desk: by.desk,
        due: toRfc3339(due),
        clocks: [...nextClock(policy, a, now, due)],
      })
    },
  })
