import type { Finding, Undecided } from '../../../src/audit/verdict.ts'
import type { RealLog } from './real-log.ts'

/** The arguments of `audit verify`. */
export type Arguments = readonly string[]

/** One thing that somebody may do to a log or to what was handed over of it. */
export interface TamperCase {
  /** What was done, as the documentation says it. */
  readonly done: string
  readonly verdict: 'proven' | Finding | Undecided
  /** Where that is found: in words, and as a position. */
  readonly at?: readonly [words: string, of: (real: RealLog) => number]
  readonly file?: string
  readonly make: (real: RealLog) => Arguments | Promise<Arguments>
}

export interface TamperGroup {
  readonly of: string
  readonly cases: readonly TamperCase[]
}
