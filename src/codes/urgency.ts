import type { MessageKey } from '../card/key.ts'
import type { Priority } from '../kit/codes.ts'

/**
 * Why a referral can't wait: judgement. `life-safety`, `liberty-decision` and `losing-relevance`
 * follow the grounds of Directive (EU) 2023/977; `moving-now` and `live-data` are customs' own.
 */
export const urgencyReasons = [
  'life-safety',
  'moving-now',
  'live-data',
  'losing-relevance',
  'preservation',
  'liberty-decision',
] as const
export type UrgencyReason = (typeof urgencyReasons)[number]

const priorityByReason = {
  'life-safety': 'immediate',
  'moving-now': 'immediate',
  'live-data': 'immediate',
  'losing-relevance': 'urgent',
  preservation: 'urgent',
  'liberty-decision': 'urgent',
} as const satisfies Readonly<Record<UrgencyReason, Priority>>

export const labelOf = (reason: UrgencyReason): MessageKey => `urgency.${reason}`

/** The highest priority that the reason carries. */
export const priorityOf = (reason: UrgencyReason): Priority => priorityByReason[reason]

export const needsReason = (priority: Priority): boolean =>
  priority === 'immediate' || priority === 'urgent'

/** Whether `reason` is enough for `priority`: one of an immediate matter is enough for an urgent one. */
export const carries = (reason: UrgencyReason, priority: Priority): boolean =>
  !needsReason(priority) || priority === 'urgent' || priorityOf(reason) === 'immediate'
