import type { ContactPointId } from '../kit/ids.ts'
import { type Agreed, type EscalationPolicy, over } from './policy.ts'

export interface PairPolicy {
  readonly between: readonly [ContactPointId, ContactPointId]
  readonly policy: Agreed
}

/** What is agreed with everybody, and what single pairs of desks have agreed in place of it. */
export interface Agreements {
  readonly policy: EscalationPolicy
  readonly pairs: readonly PairPolicy[]
}

/** Names a pair of desks, whichever of them is first. */
export const pairKey = (a: ContactPointId, b: ContactPointId): string => [a, b].sort().join(' ')

/** The policy between two desks, in either order: clock by clock the pair's own, else the general one. */
export const createPolicyOf = ({ policy, pairs }: Agreements) => {
  const own = new Map(
    pairs.map(({ between: [a, b], policy: agreed }) => [pairKey(a, b), over(policy, agreed)]),
  )
  return (a: ContactPointId, b: ContactPointId): EscalationPolicy =>
    own.get(pairKey(a, b)) ?? policy
}
