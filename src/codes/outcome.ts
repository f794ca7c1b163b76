import type { MessageKey } from '../card/key.ts'
import { type Outcome, outcomes } from '../kit/codes.ts'

/** How a referral ended, as its sender reports it on closing: judgement. */
export { type Outcome, outcomes }

export const labelOf = (outcome: Outcome): MessageKey => `ending.${outcome}`

/** What made it too late; the figure that tells which clock to shorten. */
export const latenessCauses = ['reply', 'evidence-expired', 'moved'] as const
export type LatenessCause = (typeof latenessCauses)[number]

export const labelOfLateness = (cause: LatenessCause): MessageKey => `lateness.${cause}`

export const needsCause = (outcome: Outcome): boolean => outcome === 'too-late'
