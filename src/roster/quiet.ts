import { z } from 'zod'
import type { Instant } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A part of every day, on the desk's clock, in which an officer is not called by what can wait. */
export const quietSchema = z.strictObject({ from: timeOfDay, to: timeOfDay })
export type Quiet = z.infer<typeof quietSchema>

/** From `from` (included) to `to` (not), past midnight where `to` is the earlier. */
export const isWithin = ({ from, to }: Quiet, at: Instant, zone: string): boolean => {
  const { time } = localAt(at, zone)
  return from <= to ? from <= time && time < to : from <= time || time < to
}
