import { feedbacks, isInterim, labelOf, needsReason } from '../../codes/feedback.ts'
import type { NotificationPolicy } from '../../escalation/notification.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { choice, optionalMoment } from '../../referral/inputs.ts'
import type { Problem } from '../../referral/refusals.ts'
import { nextAnswerClock } from '../clocks.ts'
import { act, ownOf } from '../command.ts'
import type { NotificationEvent } from '../events.ts'
import { language, remark } from '../inputs.ts'

const inputs = {
  result: choice({ label: 'form.result', codes: feedbacks, labelOf }),
  controlled: optionalMoment({ label: 'notification.controlled', hint: 'form.instant_hint' }),
  remark,
  language,
}

/**
 * What an addressee did about it: the WCO's Feedback. Who answers has it, so an answer acknowledges too.
 * After one that isn't the last word the clock starts anew.
 */
export const answerUnder = (policy: NotificationPolicy) =>
  act({
    name: 'n-answer',
    verb: 'answer',
    label: 'button.n_answer',
    about: 'command.n_answer',
    style: 'primary',
    by: 'addressee',
    inputs,
    decide: ({ n, now, by, input }) => {
      const { result, controlled, remark: said } = input
      const problems: readonly Problem[] = [
        ...(controlled !== undefined && controlled > now
          ? [{ input: 'controlled', reason: 'NotYet' } as const]
          : []),
        ...(needsReason(result) && said === undefined
          ? [{ input: 'remark', reason: 'Missing' } as const]
          : []),
      ]
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      const first: readonly NotificationEvent[] = ownOf({ n, by }).acknowledged
        ? []
        : [{ type: 'notification.acknowledged', desk: by.desk, clocks: [] }]
      return ok([
        ...first,
        {
          type: 'notification.answered',
          desk: by.desk,
          result,
          ...(controlled === undefined ? {} : { controlled: toRfc3339(controlled) }),
          clocks: isInterim(result) ? [nextAnswerClock(policy, now, n, by.desk)] : [],
        },
      ])
    },
  })
