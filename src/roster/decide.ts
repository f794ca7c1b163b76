import type { OfficerId } from '../kit/ids.ts'
import { days, type Instant, instant } from '../kit/time.ts'
import type { Speaker } from '../referral/command.ts'
import { seniorRoles } from '../referral/command.ts'
import type { Problem } from '../referral/refusals.ts'
import type { Span } from './duty.ts'

/** Nothing is planned further ahead than a year; a slip of the finger in the year shows (judgement). */
export const farthest = days(366)

export const isSenior = (by: Speaker): boolean => by.roles.some(r => seniorRoles.includes(r))

/** The part of a span that is still ahead: what was is not changed any more. */
export const aheadOf = (span: Span, now: Instant): Span => ({
  from: instant(Math.max(span.from, now)),
  to: span.to,
})

/** What is wrong with `from` and `to`: an end that isn't later or isn't ahead, or either more than 366 days ahead. */
export const spanProblems = ({ from, to }: Span, now: Instant): readonly Problem[] => [
  ...(from > now + farthest ? [{ input: 'from', reason: 'TooFarAway' } as const] : []),
  ...(to <= from || to <= now ? [{ input: 'to', reason: 'EndsTooEarly' } as const] : []),
  ...(to > now + farthest ? [{ input: 'to', reason: 'TooFarAway' } as const] : []),
]

/** The officer of the own desk whom `typed` names, in any case. */
export const colleagueOf = (
  typed: string,
  colleagues: readonly OfficerId[],
): OfficerId | undefined =>
  colleagues.find(c => c === typed) ?? colleagues.find(c => c.toLowerCase() === typed.toLowerCase())
