import { z } from 'zod'
import type { Instant } from '../kit/time.ts'

const moment = z.iso.datetime({ precision: 3 })
const size = z.int().min(0)
const vkey = z.string().min(1).max(400)

const of = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(`log.${type}` as const), ...shape })

/** The witnesses that liaison.json names, at the first start and after each change of it. */
const witnessesNamed = of('witnesses_named', {
  witnesses: z.array(z.strictObject({ agency: z.string().min(1), vkey })),
})
/** The clock's: this checkpoint was released, on quiet days too, so that its absence would show. */
const checkpoint = of('checkpoint', {
  size: z.int().min(1),
  /** Base64. */
  root: z.string().length(44),
  /** The signed note. */
  note: z.string().min(1).max(2000),
})
/** The witness of that agency cosigned a checkpoint that was released. */
const cosigned = of('cosigned', {
  agency: z.string().min(1),
  /** Name of its key. */
  witness: z.string().min(1),
  size,
  /** Its signature line, without the line end. */
  line: z.string().min(1).max(600),
  /** Seconds since 1970, by the witness's own clock. */
  time: size,
})
/** The clock's: a checkpoint of `size` entries or a later one was not cosigned in time. */
const cosignatureMissed = of('cosignature_missed', {
  agency: z.string().min(1),
  size,
  step: z.int().min(1),
  /** When the step was due. */
  planned: moment,
  /** Steps leapt over. */
  missed: z.array(z.int()),
  called: z.array(z.string().min(1)),
})
/** From the next entry on the log is signed by this key; the checkpoint over this entry still by the old one. */
const keyChanged = of('key_changed', { vkey })
/** The last entry: nothing is appended to this log any more. */
const frozen = of('frozen', {})

export const logEventSchema = z.discriminatedUnion('type', [
  witnessesNamed,
  checkpoint,
  cosigned,
  cosignatureMissed,
  keyChanged,
  frozen,
])

/** What happened to the log as a whole, past tense; `log.opened` comes before all of it. */
export type LogEvent = z.infer<typeof logEventSchema>

/** An event with when it happened. */
export interface LogHappened {
  readonly event: LogEvent
  readonly at: Instant
}
