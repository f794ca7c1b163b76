import { fromRfc3339, type Instant } from '../kit/time.ts'
import type { Counted } from './entry.ts'
import type { Bounds } from './week.ts'

/** A time in which nothing ran, or a jump of the host's clock: then it began and ended at once. */
export interface Stop extends Bounds {
  readonly kind: 'down' | 'jump'
}

/** How the system did in a week: its stops of more than a minute, as it logged them itself. */
export interface StopFigures {
  readonly count: number
  /** In the week, ms. */
  readonly ms: number
  readonly longestMs: number
  readonly jumps: number
}

interface Resumed {
  readonly type: string
  readonly from?: string
  readonly to?: string
}

const stopOf = ({ at, event }: Counted): Stop => {
  const { type, from, to } = event as Resumed
  return type === 'clock.resumed' && from !== undefined && to !== undefined
    ? { kind: 'down', from: fromRfc3339(from), to: fromRfc3339(to) }
    : { kind: 'jump', from: at, to: at }
}

export const createStops = () => {
  let stops: Stop[] = []
  return {
    take: (entry: Counted): void => void stops.push(stopOf(entry)),
    standing: (): readonly Stop[] => stops,
    tidy: (since: number): void => {
      stops = stops.filter(s => s.to >= since)
    },
    restore: (stop: Stop): void => void stops.push(stop),
  }
}

const within = ({ from, to }: Bounds, stop: Stop): number =>
  Math.max(0, Math.min(to, stop.to) - Math.max(from, stop.from))

/** A stop that began before the week or went on after it counts for its part in it. */
export const stopFigures = (stops: readonly Stop[], bounds: Bounds): StopFigures => {
  const down = stops
    .flatMap(s => (s.kind === 'down' ? [within(bounds, s)] : []))
    .filter(ms => ms > 0)
  const isIn = (at: Instant): boolean => bounds.from <= at && at < bounds.to
  return {
    count: down.length,
    ms: down.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(0, ...down),
    jumps: stops.filter(s => s.kind === 'jump' && isIn(s.from)).length,
  }
}
