import { z } from 'zod'
import type { AgencyId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const size = z.int().min(0)

const released = z.object({
  size,
  at: moment,
  /** Signed by the log, with the cosignatures that came in. */
  note: z.string().min(1),
  /** Whose cosignatures these are; `time` in seconds since 1970 by the witness's clock. */
  by: z.array(z.object({ agency: id<AgencyId>(), vkey: z.string(), time: size })),
})
/** A checkpoint that was posted. */
export type Released = z.infer<typeof released>

const witness = z.object({
  agency: id<AgencyId>(),
  vkey: z.string().min(1),
  /** Of the checkpoint that it cosigned last; 0 before the first. */
  size,
  /** The first checkpoint that is not cosigned by it or covered by one that is. */
  owed: z.object({ size, since: moment }).exactOptional(),
  /** Steps taken because of that one. */
  calls: z.array(z.object({ step: z.int().min(1), called: z.array(id<OfficerId>()) })),
})
export type Witness = z.infer<typeof witness>

/** The log as a whole, as its own events leave it. */
export const witnessedLogSchema = z.object({
  /** Since when checkpoints are released. */
  since: moment,
  /** Newest last; the latest, and of each witness the last that it cosigned. */
  released: z.array(released),
  witnesses: z.array(witness),
  /** Of keys after the first, in order. */
  keys: z.array(z.string()),
  frozen: z.boolean(),
})
export type WitnessedLog = z.infer<typeof witnessedLogSchema>

export const newestOf = ({ released: all }: WitnessedLog): Released | undefined => all.at(-1)
