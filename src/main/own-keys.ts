import { digest } from '../../adapters/keys/index.ts'
import { readEntry } from '../audit/entry.ts'
import { parseVerifierKey, sameKey, type VerifierKey } from '../audit/verifier-key.ts'
import type { OwnKeys } from '../audit/verify-tail.ts'
import { loadWitnessed } from '../bot/witnessed.ts'
import type { Store } from '../ports/store.ts'

const vkeyOf = (event: unknown): readonly string[] =>
  typeof event === 'object' && event !== null && 'vkey' in event && typeof event.vkey === 'string'
    ? [event.vkey]
    : []

const keyOf = (vkey: string): readonly VerifierKey[] => {
  const key = parseVerifierKey(vkey, digest)
  return key.ok ? [key.value] : []
}

/** The key that is in the data directory, and those that the log says it had before. */
export const ownKeysOf = async (
  store: Pick<Store, 'load' | 'readEntries'>,
  vkey: string,
): Promise<OwnKeys> => {
  const [key] = keyOf(vkey)
  if (!key) throw new Error('the key that signs the log has no public half')
  const first: string[] = []
  for await (const { body } of store.readEntries(0, 1)) {
    const entry = readEntry(body)
    if (entry.ok) first.push(...vkeyOf(entry.value.event))
  }
  const { log } = await loadWitnessed(store)
  const known = [...first, ...(log?.keys ?? [])].flatMap(keyOf)
  return { key, earlier: known.filter(k => !sameKey(k, key)) }
}
