import type { Lease, LeaseAsk } from '../../src/ports/store.ts'
import type { LogState } from './disk.ts'

/** The state after somebody asked for the lease, and the answer. */
export const leaseTo = (
  state: LogState,
  { holder, now, until }: LeaseAsk,
): { readonly state: LogState; readonly lease: Lease } => {
  if (until < now || holder === '') throw new Error('a lease of nobody, or that is over')
  const before = state.lease
  if (before && before.holder !== holder && before.until > now)
    return { state, lease: { kind: 'taken', until: before.until } }
  const epoch = (before?.epoch ?? 0) + Number(before?.holder !== holder)
  return {
    state: { ...state, lease: { holder, epoch, seen: now, until } },
    lease: { kind: 'held', epoch, ...(before ? { seen: before.seen } : {}) },
  }
}
