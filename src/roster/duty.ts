import { z } from 'zod'
import type { ContactPointId, Language, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { weekdays } from '../kit/zone.ts'
import type { DutyEvent } from './events.ts'
import { quietSchema } from './quiet.ts'
import { rotationSchema } from './rotation.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const ordinal = z.int().min(1)

const span = z.object({ from: moment, to: moment })
const turn = z.object({ id: ordinal, officer: id<OfficerId>(), from: moment, to: moment })
/** `instead`: an accepted swap takes the place of that officer alone, and of nobody else on duty. */
const override = turn.extend({ instead: id<OfficerId>().exactOptional() })
const swap = turn.extend({ with: id<OfficerId>() })
const call = z.object({ call: ordinal, called: z.array(id<OfficerId>()) })

const shift = z.object({
  /** Counts the changes of this desk. */
  n: ordinal,
  since: moment,
  from: z.array(id<OfficerId>()),
  to: z.array(id<OfficerId>()),
  until: moment.exactOptional(),
  /** When its hand-over note was posted: later than `since` after a downtime. */
  told: moment,
  /** Reminders that nobody had accepted the note; those that a downtime leapt over are not among them. */
  calls: z.array(call),
  accepted: z.object({ by: id<OfficerId>(), at: moment }).exactOptional(),
})
export type Shift = z.infer<typeof shift>

const own = z.object({
  officer: id<OfficerId>(),
  language: id<Language>().exactOptional(),
  quiet: quietSchema.exactOptional(),
})
/** What an officer has set for himself. */
export type OwnSettings = z.infer<typeof own>

/** The duty roster of a contact point as its events leave it. */
export const dutyRosterSchema = z.object({
  desk: id<ContactPointId>(),
  /** As liaison.json had them last. */
  configured: z.array(rotationSchema),
  /** Those in force, by name. */
  rotations: z.array(rotationSchema),
  overrides: z.array(override),
  leaves: z.array(turn),
  /** Asked for, and neither accepted nor declined. */
  swaps: z.array(swap),
  /** Gives each override, leave and swap its own number. */
  lastId: z.int().min(0),
  shift: shift.exactOptional(),
  /** What lies ahead and was told, so that it is told once. */
  told: z.array(span.extend({ kind: z.enum(['gap', 'overlap']) })),
  confirmed: z.object({ by: id<OfficerId>(), at: moment }).exactOptional(),
  /** Since when the directory counts as true, and the calls for a confirmation since. */
  asked: z.object({ since: moment, calls: z.array(ordinal) }),
  /** Of those who have set anything; absent in what was kept before there were settings. */
  own: z.array(own).exactOptional(),
  /** When the week is posted; absent where nobody has set it. */
  post: z.object({ day: z.enum(weekdays), at: z.string() }).exactOptional(),
  /** Last year whose end of calendars was told. */
  calendarTold: z.int().exactOptional(),
  /** When coverage was last looked at, and when the clock was last reported on. */
  looked: moment,
  watched: moment,
})
export type DutyRoster = z.infer<typeof dutyRosterSchema>

export type Span = z.infer<typeof span>
export type Turn = z.infer<typeof turn>
export type Override = z.infer<typeof override>
export type Swap = z.infer<typeof swap>

/** An event with when and by whom, as the log has it. */
export interface DutyHappened {
  readonly event: DutyEvent
  readonly at: Instant
  readonly by: OfficerId | 'clock'
}
