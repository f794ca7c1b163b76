import type { RigClock } from './clock.ts'

/** What goes wrong with a call. `lost`: done, then the connection dies. `cut`: it dies before. */
export type Fault =
  | { readonly kind: 'ratelimited'; readonly retryAfterS: number }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'slow'; readonly ms: number }

export interface Trouble {
  /** Every method where it isn't named; so with the channel (as the caller names it) and the workspace. */
  readonly method?: string
  readonly channel?: string
  readonly team?: string
  /** How many calls it strikes; one where neither this nor `forMs` is given. */
  readonly times?: number
  readonly forMs?: number
  readonly fault: Fault
}

export interface Struck {
  readonly hits: () => number
  readonly lift: () => void
}

export interface Troubles {
  readonly add: (trouble: Trouble) => Struck
  readonly strike: (call: {
    readonly method: string
    readonly channel: string | undefined
    readonly team: string | undefined
  }) => Fault | undefined
}

export const createTroubles = (clock: RigClock): Troubles => {
  const running: {
    readonly trouble: Trouble
    readonly until: number
    left: number
    hits: number
  }[] = []
  return {
    add: trouble => {
      const { times, forMs } = trouble
      const one = {
        trouble,
        until: forMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + forMs,
        left: times ?? (forMs === undefined ? 1 : Number.POSITIVE_INFINITY),
        hits: 0,
      }
      running.push(one)
      return {
        hits: () => one.hits,
        lift: () => {
          one.left = 0
        },
      }
    },
    strike: call => {
      const found = running.find(
        ({ trouble, until, left }) =>
          left > 0 &&
          clock.now() < until &&
          (['method', 'channel', 'team'] as const).every(
            part => trouble[part] === undefined || trouble[part] === call[part],
          ),
      )
      if (!found) return undefined
      found.left--
      found.hits++
      return found.trouble.fault
    },
  }
}
