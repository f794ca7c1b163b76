import { z } from 'zod'
import { weekdays } from '../kit/zone.ts'
import { quietSchema } from './quiet.ts'
import { rotationSchema } from './rotation.ts'

const moment = z.iso.datetime({ precision: 3 })
const officer = z.string().min(1)
const ordinal = z.int().min(1)

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`duty.${type}` as const), ...shape })

const span = { from: moment, to: moment }

/** The rotations that liaison.json has, at the first start and after each change of it. */
const configured = of('configured', { rotations: z.array(rotationSchema) })
/** An officer put a rotation in place of the one of its name, or took it away. */
const set = of('set', { name: z.string(), rotation: rotationSchema.exactOptional() })
/** For that time one officer is on duty, whoever's turn it was. */
const overridden = of('overridden', { id: ordinal, officer, ...span })
const leaveTaken = of('leave_taken', { id: ordinal, officer, ...span })
/** An override, a leave or a swap that is no more. */
const cancelled = of('cancelled', { id: ordinal })
const swapAsked = of('swap_asked', { id: ordinal, officer, with: officer, ...span })
const swapAccepted = of('swap_accepted', { id: ordinal })
const swapDeclined = of('swap_declined', { id: ordinal })
/** The clock's: from now on others are on duty. `shift` counts them. */
const shiftChanged = of('shift_changed', {
  shift: ordinal,
  at: moment,
  from: z.array(officer),
  to: z.array(officer),
  /** When the next change is due; absent where nobody ever relieves them. */
  until: moment.exactOptional(),
})
/** An incoming officer has read the hand-over note. */
const shiftAccepted = of('shift_accepted', { shift: ordinal })
/** The clock's: nobody had accepted the note; `call` counts the reminders of this shift. */
const shiftReminded = of('shift_reminded', {
  shift: ordinal,
  call: ordinal,
  called: z.array(officer),
})
/** The clock's, daily: times ahead at which nobody, or more than was planned, are on duty; new ones only. */
const coverageTold = of('coverage_told', {
  problems: z.array(z.strictObject({ kind: z.enum(['gap', 'overlap']), ...span })),
})
/** The clock's: is the directory still true? `call` counts from the last confirmation. */
const confirmAsked = of('confirm_asked', { call: ordinal })
const confirmed = of('confirmed', {})
/** An officer's own settings, all of them, as they are from now on; what is absent is as it was at first. */
const officerSet = of('officer_set', {
  officer,
  language: z.string().min(1).exactOptional(),
  quiet: quietSchema.exactOptional(),
})
/** When the weekly summary of the desk is posted from now on, by its own clock. */
const summaryScheduled = of('summary_scheduled', {
  day: z.enum(weekdays),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})
/** The clock's: the holidays of no later year are known. */
const calendarEnding = of('calendar_ending', { year: z.int() })
/** The clock's, weekly: how the clock itself did. */
const watched = of('watched', {
  from: moment,
  to: moment,
  /** Steps taken, and how many of them later than a second, 5 s, a minute, 15 minutes, an hour. */
  taken: z.int().min(0),
  later: z.array(z.int().min(0)).length(5),
  /** Steps leapt over. */
  missed: z.int().min(0),
  /** Whether every armed timer has fired or is ahead. */
  clean: z.boolean(),
  /**
   * The weekly summaries that go with it, one for each desk that shares a channel: of which week, of how many
   * entries of the log, and SHA-256 of the figures.
   */
  summaries: z
    .array(
      z.strictObject({
        with: z.string(),
        week: z.string().regex(/^\d{4}-W\d{2}$/),
        size: z.int().min(0),
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        /** It takes a second message. */
        long: z.literal(true).exactOptional(),
      }),
    )
    .exactOptional(),
})

export const dutyEventSchema = z.discriminatedUnion('type', [
  configured,
  set,
  overridden,
  leaveTaken,
  cancelled,
  swapAsked,
  swapAccepted,
  swapDeclined,
  shiftChanged,
  shiftAccepted,
  shiftReminded,
  coverageTold,
  confirmAsked,
  confirmed,
  officerSet,
  summaryScheduled,
  calendarEnding,
  watched,
])

/** What happened to the duty roster of a contact point, past tense. */
export type DutyEvent = z.infer<typeof dutyEventSchema>
export type Watched = z.infer<typeof watched>
/** That a summary was posted, and of what. */
export type Summarised = NonNullable<Watched['summaries']>[number]
