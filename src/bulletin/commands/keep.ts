import type { BulletinPolicy } from '../../escalation/bulletin.ts'
import { err, ok } from '../../kit/result.ts'
import { toRfc3339 } from '../../kit/time.ts'
import { endOfDay } from '../../matter/end-of-day.ts'
import { reviewClock } from '../clocks.ts'
import { act } from '../command.ts'
import { language, reason, remark, review, reviewProblems } from '../inputs.ts'

/** The sender has looked at it again: it holds until another review date. */
export const reviewUnder = (policy: BulletinPolicy) =>
  act({
    name: 'b-review',
    verb: 'review',
    label: 'button.b_review',
    about: 'command.b_review',
    by: 'sender',
    inputs: { review, remark, language },
    decide: ({ b, input, now, directory }) => {
      const reviewBy = endOfDay(input.review, b.from, directory)
      const problems = reviewProblems(reviewBy, now)
      if (problems.length > 0) return err({ kind: 'BadInput', problems })
      const nth = b.reviews.length + 2
      return ok({
        type: 'bulletin.reviewed',
        review: input.review,
        reviewBy: toRfc3339(reviewBy),
        clocks: [...reviewClock(policy, { from: b.from, nth }, now, reviewBy)],
      })
    },
  })

/** It no longer holds. */
export const withdraw = act({
  name: 'b-withdraw',
  verb: 'withdraw',
  label: 'button.withdraw',
  about: 'command.b_withdraw',
  style: 'danger',
  by: 'sender',
  inputs: { reason, language },
  decide: () => ok({ type: 'bulletin.withdrawn' }),
})
