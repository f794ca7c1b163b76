import { z } from 'zod'
import { type Weekday, weekdays } from '../escalation/working.ts'
import type { OfficerId } from '../kit/ids.ts'

/** Whom a rotation puts on duty: the first to be called, or the one after. */
export const ranks = ['duty', 'backup'] as const
export type Rank = (typeof ranks)[number]

const officer = z.custom<OfficerId>(v => typeof v === 'string' && v !== '')
/** `HH:MM`, on the clock of the rotation's zone. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Officers who take turns, as the configuration or `/duty set` has it. */
export const rotationSchema = z.strictObject({
  /** Tells the rotations of a desk apart, e.g. `day`, `night`. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,20}$/),
  rank: z.enum(ranks).default('duty'),
  /** In the order of their turns; the first one's turn begins on `since`. */
  officers: z.array(officer).min(1).max(60),
  since: z.iso.date(),
  /** Days of a turn: 1 daily, 7 weekly. */
  everyDays: z.int().min(1).max(60),
  /** When one takes over from the other. */
  at: timeOfDay,
  /** Where its shifts end before the next hand-over; `18:00` after `at` 09:00, or the next day's `06:00`. */
  until: timeOfDay.exactOptional(),
  /** On which days its shifts begin; every day where not given. */
  days: z.array(z.enum(weekdays)).min(1).exactOptional(),
  /** IANA name; the zone of the desk where not given. */
  zone: z.string().exactOptional(),
})
export type Rotation = z.infer<typeof rotationSchema>
export type { Weekday }
