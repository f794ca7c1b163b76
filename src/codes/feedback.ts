import type { MessageKey } from '../card/key.ts'

/**
 * What was done on a warning: the WCO's Feedback message, whose list isn't public; judgement. Nothing
 * found is worth as much as a hit, so it is its own answer.
 */
export const feedbacks = [
  'seized',
  'nothing-found',
  'not-arrived',
  'already-left',
  'released',
  'not-controlled',
  'surveillance-continues',
] as const
export type Feedback = (typeof feedbacks)[number]

export const labelOf = (feedback: Feedback): MessageKey => `feedback.${feedback}`

/** Whoever let it pass unseen says why. */
export const needsReason = (feedback: Feedback): boolean => feedback === 'not-controlled'

/** More is to come: a later answer follows. */
export const isInterim = (feedback: Feedback): boolean =>
  feedback === 'not-arrived' || feedback === 'surveillance-continues'
