import { printAddCheckpoint } from '../audit/add-checkpoint.ts'
import { createTreeReader } from '../audit/tiles.ts'
import type { Digest } from '../ports/signer.ts'
import type { Store } from '../ports/store.ts'

/**
 * What a witness that cosigned the first `old` entries last is asked to cosign: proof and note in one text, to
 * be sent or to be copied (C2SP tlog-witness). `old` must not be larger than the size of the note.
 */
export const requestText = async (
  { store, digest }: { readonly store: Pick<Store, 'hashes'>; readonly digest: Digest },
  old: number,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<string> => {
  const proof = await createTreeReader(store.hashes, digest).consistency(old, size)
  return printAddCheckpoint({ old, proof, note })
}
