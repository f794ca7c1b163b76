import { equal, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { Store } from '../ports/store.ts'
import type { EntryBody } from './entry.ts'
import { frontierOver, runsOf, tileWidth } from './tiles.ts'
import { appendLeaf, rootOf } from './tree.ts'
import { openTrusted, policyOfKeys, sameSigner } from './trust.ts'
import { type Tampered, tampered } from './verdict.ts'
import { printVerifierKey, type VerifierKey } from './verifier-key.ts'
import { checkEntry } from './walk.ts'

/** The keys by which a log signs its checkpoints. */
export interface OwnKeys {
  /** That signs now. */
  readonly key: VerifierKey
  /** Those before it, in any order. */
  readonly earlier: readonly VerifierKey[]
}

export interface TailToVerify {
  readonly store: Pick<Store, 'head' | 'hashes' | 'readEntries'>
  readonly origin: string
  /** So many of the newest entries are read at least, where there are so many. */
  readonly least: number
  readonly keys: OwnKeys
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

/** Between a change of the key and the next entry the old key has signed last. */
const isChangeTo = ({ type, event }: EntryBody, key: VerifierKey): boolean =>
  type === 'log.key_changed' &&
  typeof event === 'object' &&
  event !== null &&
  'vkey' in event &&
  event['vkey'] === printVerifierKey(key)

/**
 * Checks the end of a log before anything is appended to it: the bytes of the newest entries, that each follows
 * the one before of its subject, that together with the nodes over all before them they give the root, and that
 * the log's own key signed it. What lies before is for a check of the whole log.
 */
export const verifyTail = async (tail: TailToVerify): Promise<Result<undefined, Tampered>> => {
  const { store, origin, keys, digest, verifySignature } = tail
  const { size, note } = await store.head()
  if (size === 0) return ok(undefined)
  const trust = { policy: policyOfKeys([keys.key, ...keys.earlier]), digest, verifySignature }
  const head = openTrusted(note, trust)
  if (!head.ok)
    return err(tampered(head.error === 'NotACheckpoint' ? 'NotACheckpoint' : 'BadSignature'))
  const from = Math.max(0, Math.floor((size - tail.least) / tileWidth) * tileWidth)
  const span = { from: 0, to: from }
  const runs = runsOf(span).map(run => store.hashes(run.level, run.from, run.to))
  let frontier = frontierOver(span, await Promise.all(runs), digest)
  const links = new Map<string, string>()
  let last: EntryBody | undefined
  for await (const entry of store.readEntries(from, size)) {
    const seq = frontier.size
    if (entry.seq !== seq) return err(tampered('SeqGap', seq))
    const read = checkEntry(entry, origin, digest, entry.leaf)
    if (!read.ok) return err(tampered(read.error, seq))
    const { leaf, body } = read.value
    const before = body.subject && links.get(body.subject.id)
    if (before !== undefined && body.subject?.prev !== before)
      return err(tampered('BrokenLink', seq))
    if (body.subject) links.set(body.subject.id, toBase64(leaf))
    frontier = appendLeaf(frontier, leaf, digest)
    last = body
  }
  const { checkpoint, signers } = head.value
  if (frontier.size !== size || checkpoint.size !== size)
    return err(tampered('SizeMismatch', Math.min(frontier.size, checkpoint.size)))
  if (!equal(rootOf(frontier, digest), checkpoint.root)) return err(tampered('RootMismatch'))
  const isInForce = signers.some(s => sameSigner(s, keys.key))
  return isInForce || (last && isChangeTo(last, keys.key))
    ? ok(undefined)
    : err(tampered('BadSignature'))
}
