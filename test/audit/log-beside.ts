import { digest, verifySignature } from '../../adapters/keys/index.ts'
import type { TreeNode } from '../../src/audit/seal.ts'
import { emptyFrontier } from '../../src/audit/seal.ts'
import { appendNode } from '../../src/audit/tiles.ts'
import { parseVerifierKey, type VerifierKey } from '../../src/audit/verifier-key.ts'
import type { Store } from '../../src/ports/store.ts'
import { type Log, signer } from './log-under-test.ts'

export const keyOf = (vkey: string): VerifierKey => {
  const key = parseVerifierKey(vkey, digest)
  if (!key.ok) throw new Error(key.error)
  return key.value
}

/** What of a store is asked about such a log; its nodes are those of the leaves as they are. */
export const storeOf = ({ entries, note }: Log): Pick<Store, 'head' | 'hashes' | 'readEntries'> => {
  const nodes: TreeNode[] = []
  let frontier = emptyFrontier
  for (const { leaf } of entries) frontier = appendNode(frontier, leaf, digest, nodes)
  return {
    head: async () => ({ size: entries.length, note }),
    hashes: async (level, from, to) =>
      level === 0
        ? entries.slice(from, to).map(e => e.leaf)
        : nodes.filter(n => n.level === level && n.n >= from && n.n < to).map(n => n.hash),
    async *readEntries(from, to) {
      yield* entries.slice(from, to)
    },
  }
}

export const ownOf = (log: Log, vkey = signer.vkey, earlier: readonly string[] = []) => ({
  store: storeOf(log),
  origin: signer.origin,
  keys: { key: keyOf(vkey), earlier: earlier.map(keyOf) },
  digest,
  verifySignature,
})
