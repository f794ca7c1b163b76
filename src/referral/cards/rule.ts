import { agencyOf, at, count, lasting, type Term, words } from '../../card/card.ts'
import type { DeadlineName } from '../../kit/codes.ts'
import { minutes } from '../../kit/time.ts'
import { deskOf, type Referral } from '../referral.ts'
import type { RunningDeadline } from '../running.ts'

/** What a deadline is about, as a noun. */
export const deadlineTerm = (name: DeadlineName): Term => words(`deadline.${name}`)

/** How a due time was counted and from when; nothing where a date was given. */
export const ruleTerm = (r: Referral, { name, owner, rule, since }: RunningDeadline) => {
  if (!rule || since === undefined) return undefined
  const params = { what: deadlineTerm(name), since: at(since) }
  return 'minutes' in rule
    ? words('rule.minutes', { ...params, span: lasting(minutes(rule.minutes)) })
    : words('rule.working_days', {
        ...params,
        days: count(rule.workingDays),
        agency: agencyOf(deskOf(r, owner)),
      })
}
