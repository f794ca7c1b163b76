import { equal } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { SealedEntry } from '../ports/store.ts'
import { type Bound, boundsOf, isAfterSeen, latestOf } from './brackets.ts'
import { readCheckpoint } from './checkpoint.ts'
import { cosignedBy } from './cosigned.ts'
import type { DigestInto } from './grown-tree.ts'
import { contradiction, type KeptCheckpoint, type Opened, openKept } from './kept.ts'
import { type Page, pagesOf } from './page.ts'
import { type Made, rootOf } from './tree.ts'
import { openTrusted, policyOfKey, sameSigner, type Trust, type Trusted } from './trust.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { type Proven, type Tampered, tampered, type Unknowable, undecided } from './verdict.ts'
import { parseVerifierKey } from './verifier-key.ts'
import { type KeyChange, type Walked, walk } from './walk.ts'

/** `proven` has `subjects`. */
export type LogReport =
  | (Proven & { readonly subjects: ReadonlyMap<string, number> })
  | Tampered
  | Unknowable

export interface LogToVerify {
  /** In order; `pages`, some at a time: to wait for each by itself takes longer than to hash it. */
  readonly entries: AsyncIterable<SealedEntry> | { readonly pages: AsyncIterable<Page> }
  /** The signed checkpoint as stored; empty where there is none. */
  readonly note: string
  /** The log's public key in text form, from a source that isn't the log. */
  readonly vkey?: string | undefined
  /** Whom to believe, where that is more than one key. */
  readonly policy?: TrustPolicy | undefined
  /** The log asked for; by default the one that `vkey` names. */
  readonly origin?: string | undefined
  /** Checkpoints of it from elsewhere. */
  readonly kept?: readonly KeptCheckpoint[]
  /** A faster way to a hash than through an array for each, where there is one. */
  readonly digestInto?: DigestInto | undefined
  /** Told of each full subtree of 256 leaves, and of those of more. */
  readonly made?: Made
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

async function* oneByOne(entries: AsyncIterable<SealedEntry>): AsyncGenerator<Page> {
  for await (const entry of entries) yield* pagesOf([entry])
}

const trustOf = (log: LogToVerify): Result<Trust, 'NoKey' | 'NotAVerifierKey'> => {
  const { digest, verifySignature, policy, vkey } = log
  if (policy) return ok({ policy, digest, verifySignature })
  if (vkey === undefined) return err('NoKey')
  const key = parseVerifierKey(vkey.trim(), digest)
  return key.ok ? ok({ policy: policyOfKey(key.value), digest, verifySignature }) : key
}

/** Whether the key in force at that size signed it: after a change only the newest counts. */
const isInForce = ({ checkpoint, signers }: Trusted, changes: readonly KeyChange[]): boolean => {
  const change = changes.findLast(c => c.seq + 1 < checkpoint.size)
  return !change || signers.some(s => sameSigner(s, change.key))
}

/** What checkpoints of elsewhere, by the keys in force, make of a log that agrees with itself. */
const contradicted = (
  head: Trusted,
  inForce: readonly Opened[],
  { rootAt }: Pick<Walked, 'rootAt'>,
): Tampered | undefined => {
  const against = inForce.map(o => contradiction(o, head, rootAt))
  return against.find(c => c?.finding === 'Fork') ?? against.find(c => c !== undefined)
}

/** The first entry that is of a time after others saw it, which is looked up once for each size that they saw. */
const lateIn = (times: readonly Instant[], bounds: readonly Bound[]): number | undefined => {
  const latest = latestOf(bounds)
  let from = 0
  for (const size of [...new Set(bounds.map(bound => bound.size))].sort((a, b) => a - b)) {
    const by = latest(from)
    const late = times.slice(from, size).findIndex(at => isAfterSeen(at, from, () => by))
    if (late >= 0) return from + late
    from = size
  }
  return undefined
}

/** The first entry whose time can't be. */
const untimelyIn = (
  { times, offCause }: Walked,
  head: Trusted,
  all: readonly Opened[],
): number | undefined => {
  const late = lateIn(times, [...boundsOf(head), ...all.flatMap(o => boundsOf(o, o.shown))])
  const found = [offCause, late].filter(seq => seq !== undefined)
  return found.length === 0 ? undefined : Math.min(...found)
}

/**
 * Recomputes a whole log from its stored bytes. Reads each entry once and keeps one link a referral.
 * What contradicts itself is tampering, whoever signed it; what agrees is proven only by the key given.
 * `tampered` names the first bad entry where it shows; an entry forged together with its leaf shows only
 * in the link after it or in the root. A clock that went back is no finding; one that others contradict is,
 * after all else.
 */
export const verifyLog = async (log: LogToVerify): Promise<LogReport> => {
  const { digest } = log
  const claimed = readCheckpoint(log.note)
  const origin = claimed.ok ? claimed.value.origin : log.origin
  const trust = trustOf(log)
  const head = trust.ok ? openTrusted(log.note, trust.value) : undefined
  const kept = trust.ok ? openKept(log.kept ?? [], origin, trust.value) : undefined
  const opened = kept?.opened ?? []
  const walked = await walk({
    pages: 'pages' in log.entries ? log.entries.pages : oneByOne(log.entries),
    origin,
    digestInto: log.digestInto ?? ((bytes, into, at) => into.set(digest(bytes), at)),
    digest,
    made: log.made,
  })
  if (!walked.ok) return walked.error
  const { frontier, subjects } = walked.value
  const { size } = frontier
  if (log.note === '') {
    if (size > 0) return tampered('NoCheckpoint')
    const [longer] = opened
    return longer
      ? tampered('BehindCheckpoint', 0, { notes: [longer.note] })
      : undecided('EmptyLog')
  }
  if (!claimed.ok) return tampered('NotACheckpoint')
  if (size !== claimed.value.size)
    return tampered('SizeMismatch', Math.min(size, claimed.value.size))
  const root = rootOf(frontier, digest)
  if (!equal(root, claimed.value.root)) return tampered('RootMismatch')
  if (log.origin !== undefined && claimed.value.origin !== log.origin)
    return undecided('UnknownOrigin')
  if (!trust.ok) return undecided(trust.error)
  if (!head || !kept) throw new Error('a policy, and nothing opened by it')
  if (!head.ok)
    return head.error === 'BadSignature' || head.error === 'NotACheckpoint'
      ? tampered(head.error)
      : undecided(head.error)
  const flaw = kept.flaws.find(f => f.kind === 'tampered')
  const own = walked.value.released.map(r => ({ note: r.note, from: 'log' as const }))
  const all = [...opened, ...openKept(own, origin, trust.value).opened]
  if (flaw) return flaw
  const { changes } = walked.value
  if (!isInForce(head.value, changes)) return undecided('UnknownKey')
  const inForce = all.filter(o => isInForce(o, changes))
  const found = contradicted(head.value, inForce, walked.value)
  if (found) return found
  const untimely = untimelyIn(walked.value, head.value, inForce)
  if (untimely !== undefined) return tampered('TimeOutsideBracket', untimely)
  const isGivenUp = (o: Opened) => o.from !== 'found' && !inForce.includes(o)
  const [unread] = opened.some(isGivenUp) ? [undecided('UnknownKey')] : kept.flaws
  if (unread) return unread
  const cosigned = cosignedBy([head.value, ...inForce], trust.value)
  if (cosigned === 'NoQuorum') return undecided('NoQuorum')
  return {
    kind: 'proven',
    what: 'log',
    origin: claimed.value.origin,
    size,
    root,
    entries: size,
    subjects,
    ...(cosigned && { cosigned }),
    kept: opened.length,
    ignored: kept.ignored,
  }
}
