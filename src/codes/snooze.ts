import type { MessageKey } from '../card/key.ts'

/** Why an owner asks for silence: each is a reason that the other side may hear. Judgement. */
export const snoozeReasons = [
  'working-on-it',
  'awaiting-court',
  'awaiting-third-party',
  'officer-on-the-way',
  'told-by-phone',
] as const
export type SnoozeReason = (typeof snoozeReasons)[number]

export const labelOf = (reason: SnoozeReason): MessageKey => `snooze.${reason}`
