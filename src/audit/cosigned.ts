import { type Instant, instant } from '../kit/time.ts'
import { isQuorum, type Trust, type Trusted } from './trust.ts'

/** What witnesses have seen of a log. */
export interface Cosigned {
  /** Entries below it. */
  readonly size: number
  /** Names of the witnesses' keys. */
  readonly by: readonly string[]
  /** The latest of them, by its own clock. */
  readonly at: Instant
}

const sized = ({ checkpoint, cosignatures }: Trusted): Cosigned => ({
  size: checkpoint.size,
  by: cosignatures.map(c => c.key.name),
  at: instant(Math.max(...cosignatures.map(c => c.time)) * 1000),
})

/** The largest of these checkpoints whose cosignatures the policy finds enough; undefined where it asks for none. */
export const cosignedBy = (
  all: readonly Trusted[],
  trust: Trust,
): Cosigned | 'NoQuorum' | undefined => {
  const enough = all
    .filter(one => one.cosignatures.length > 0 && isQuorum(one, trust))
    .toSorted((a, b) => b.checkpoint.size - a.checkpoint.size)
  const [best] = enough
  if (best) return sized(best)
  return trust.policy.quorumOfNone ? undefined : 'NoQuorum'
}
