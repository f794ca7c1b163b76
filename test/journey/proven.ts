import { expect } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { openCheckpoint } from '../../src/audit/checkpoint.ts'
import { parseTlogProof } from '../../src/audit/tlog-proof.ts'
import { verifyInclusion } from '../../src/audit/tree-proof.ts'
import { parseVerifierKey } from '../../src/audit/verifier-key.ts'
import type { Store } from '../../src/ports/store.ts'
import { stageVkey } from '../rigs/witness.ts'

export interface Proven {
  readonly type: string
  readonly size: number
  /** Who signed the checkpoint, the log first. */
  readonly signers: readonly string[]
}

/** What a receipt proves by the log's key alone, beside the entries that either side has. */
export const proven = async (store: Store, text: string): Promise<Proven> => {
  const proof = parseTlogProof(text)
  if (!proof.ok) throw new Error(proof.error)
  const { index, path, note } = proof.value
  const key = parseVerifierKey(stageVkey, digest)
  if (!key.ok) throw new Error(key.error)
  const checkpoint = openCheckpoint(note, key.value, verifySignature)
  if (!checkpoint.ok) throw new Error(checkpoint.error)
  const { size, root } = checkpoint.value
  for await (const { body, leaf } of store.readEntries(index, index + 1)) {
    expect(verifyInclusion({ index, size, leaf, path, root }, digest)).toBe(true)
    const { type } = JSON.parse(body) as { readonly type: string }
    return { type, size, signers: [...note.matchAll(/^— (\S+)/gm)].map(([, name = '']) => name) }
  }
  throw new Error(`no entry ${index}`)
}
