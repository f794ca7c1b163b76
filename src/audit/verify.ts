import { equal, toBase64, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { SealedEntry } from '../ports/store.ts'
import { maxBytes } from './canonical.ts'
import { type Checkpoint, openCheckpoint, readCheckpoint } from './checkpoint.ts'
import { type EntryBody, readEntry } from './entry.ts'
import { emptyFrontier, type Frontier, type Link } from './seal.ts'
import { appendLeaf, leafHash, rootOf } from './tree.ts'
import { parseVerifierKey } from './verifier-key.ts'

/** What is wrong, found at an entry. */
export type EntryFinding =
  /** A row is missing, doubled or out of order. */
  | 'SeqGap'
  /** The bytes aren't those that were hashed. */
  | 'LeafMismatch'
  | 'NotCanonical'
  | 'NotAnEntry'
  /** The entry says that its place is another. */
  | 'SeqMismatch'
  | 'WrongLog'
  /** It doesn't follow the referral's entry before. */
  | 'BrokenLink'

/** What is wrong, found at the whole. */
export type LogFinding =
  | 'NoCheckpoint'
  | 'NotACheckpoint'
  /** `at`: the first entry that is missing, or that the checkpoint doesn't cover. */
  | 'SizeMismatch'
  | 'RootMismatch'
  | 'BadSignature'

export type Undecided =
  | 'EmptyLog'
  /** Consistent in itself; nobody said whose key to believe. */
  | 'NoKey'
  | 'NotAVerifierKey'
  /** Signed, but not by the key given. */
  | 'UnknownKey'
  /** The checkpoint is of another log than the one asked for. */
  | 'UnknownOrigin'

export type LogReport =
  | {
      readonly kind: 'proven'
      readonly origin: string
      readonly size: number
      readonly root: Uint8Array
      /** Entries per referral. */
      readonly subjects: ReadonlyMap<string, number>
    }
  | {
      readonly kind: 'tampered'
      readonly finding: EntryFinding | LogFinding
      /** First bad position, where one can be told. */
      readonly at?: number
    }
  | { readonly kind: 'undecided'; readonly reason: Undecided }

export interface LogToVerify {
  readonly entries: AsyncIterable<SealedEntry>
  /** The signed checkpoint as stored; empty where there is none. */
  readonly note: string
  /** The log's public key in text form, from a source that isn't the log. */
  readonly vkey?: string | undefined
  /** The log asked for; by default the one that `vkey` names. */
  readonly origin?: string | undefined
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

interface Walk {
  readonly frontier: Frontier
  readonly links: Map<string, Link>
}

const follows = (subject: NonNullable<EntryBody['subject']>, before: Link | undefined): boolean =>
  subject.n === (before?.n ?? 0) + 1 &&
  subject.prev === (before === undefined ? undefined : toBase64(before.leaf))

/** Checks one entry against all before it, and gives its recomputed leaf; the stored one proves nothing. */
const check = (
  entry: SealedEntry,
  walk: Walk,
  origin: string | undefined,
  digest: Digest,
): Result<{ readonly leaf: Uint8Array; readonly body: EntryBody }, EntryFinding> => {
  const seq = walk.frontier.size
  if (entry.seq !== seq) return err('SeqGap')
  if (entry.body.length > maxBytes || !entry.body.isWellFormed()) return err('NotCanonical')
  const leaf = leafHash(utf8(entry.body), digest)
  if (!equal(leaf, entry.leaf)) return err('LeafMismatch')
  const read = readEntry(entry.body)
  if (!read.ok) return read
  const body = read.value
  if (body.seq !== seq) return err('SeqMismatch')
  if (origin !== undefined && body.log !== origin) return err('WrongLog')
  if (body.subject && !follows(body.subject, walk.links.get(body.subject.id)))
    return err('BrokenLink')
  return ok({ leaf, body })
}

const tampered = (finding: EntryFinding | LogFinding, at?: number): LogReport => ({
  kind: 'tampered',
  finding,
  ...(at !== undefined && { at }),
})

const undecided = (reason: Undecided): LogReport => ({ kind: 'undecided', reason })

/** Whether the checkpoint that the entries agree with is one to believe. */
const judge = (log: LogToVerify, head: Checkpoint): Undecided | 'BadSignature' | undefined => {
  if (log.origin !== undefined && head.origin !== log.origin) return 'UnknownOrigin'
  if (log.vkey === undefined) return 'NoKey'
  const key = parseVerifierKey(log.vkey.trim(), log.digest)
  if (!key.ok) return key.error
  if (key.value.name !== head.origin) return 'UnknownOrigin'
  const opened = openCheckpoint(log.note, key.value, log.verifySignature)
  if (opened.ok) return undefined
  return opened.error === 'BadSignature' ? 'BadSignature' : 'UnknownKey'
}

/**
 * Recomputes a whole log from its stored bytes. Reads each entry once and keeps one link a referral.
 * What contradicts itself is tampering, whoever signed it; what agrees is proven only by the key given.
 * `tampered` names the first bad entry where it shows; an entry forged together with its leaf shows only
 * in the link after it or in the root. A clock that went back is no finding.
 */
export const verifyLog = async (log: LogToVerify): Promise<LogReport> => {
  const head = readCheckpoint(log.note)
  const links = new Map<string, Link>()
  const origin = head.ok ? head.value.origin : log.origin
  let frontier = emptyFrontier
  for await (const entry of log.entries) {
    const checked = check(entry, { frontier, links }, origin, log.digest)
    if (!checked.ok) return tampered(checked.error, frontier.size)
    const { leaf, body } = checked.value
    if (body.subject) links.set(body.subject.id, { n: body.subject.n, leaf })
    frontier = appendLeaf(frontier, leaf, log.digest)
  }
  if (log.note === '') return frontier.size === 0 ? undecided('EmptyLog') : tampered('NoCheckpoint')
  if (!head.ok) return tampered('NotACheckpoint')
  const { size } = frontier
  if (size !== head.value.size) return tampered('SizeMismatch', Math.min(size, head.value.size))
  const root = rootOf(frontier, log.digest)
  if (!equal(root, head.value.root)) return tampered('RootMismatch')
  const verdict = judge(log, head.value)
  if (verdict === 'BadSignature') return tampered(verdict)
  if (verdict !== undefined) return undecided(verdict)
  const subjects = new Map([...links].map(([id, link]) => [id, link.n]))
  return { kind: 'proven', origin: head.value.origin, size, root, subjects }
}
