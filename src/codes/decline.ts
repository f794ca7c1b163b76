import type { MessageKey } from '../card/key.ts'
import { type DeclineCode, declineCodes } from '../kit/codes.ts'

/**
 * Why a request may not be met: judgement, after Directive (EU) 2023/977, Article 29(5) of the
 * Budapest Convention and mutual assistance agreements.
 */
export const declines = declineCodes
export type Decline = DeclineCode

export const labelOf = (decline: Decline): MessageKey => `declining.${decline}`

/** The code says too little alone: whom to ask instead, which reference, which condition. */
export const needsExplanation = (decline: Decline): boolean =>
  decline === 'outside-competence' ||
  decline === 'duplicate' ||
  decline === 'condition-not-accepted'
