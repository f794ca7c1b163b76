import { equal, isBase64At, toBase64, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { fromRfc3339, type Instant, instant } from '../kit/time.ts'
import type { Digest } from '../ports/signer.ts'
import type { SealedEntry } from '../ports/store.ts'
import { causeTime, isOff } from './brackets.ts'
import { maxBytes } from './canonical.ts'
import { createEarlierRoots } from './earlier-roots.ts'
import { type EntryBody, readEntry } from './entry.ts'
import { createReleased, type ReleasedNote } from './released.ts'
import { type Scanned, scanEntry } from './scan.ts'
import { emptyFrontier, type Frontier, type Link } from './seal.ts'
import { appendLeaf, leafHash, type Made } from './tree.ts'
import { type EntryFinding, type Tampered, tampered } from './verdict.ts'
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** From the entry at `seq` on the log signs with another key; the tree that ends with it, not yet. */
export interface KeyChange {
  readonly seq: number
  readonly key: VerifierKey
}

/** What was met on the way through a log. */
export interface Walked {
  readonly frontier: Frontier
  readonly links: ReadonlyMap<string, Link>
  readonly changes: readonly KeyChange[]
  /** The root that it had at an earlier size; undefined where it is not that long. */
  readonly rootAt: (size: number) => Uint8Array | undefined
  /** What it says it released. */
  readonly released: readonly ReleasedNote[]
  /** When each entry says that it was written. */
  readonly times: readonly Instant[]
  /** The first entry whose time isn't that of its cause. */
  readonly offCause?: number
}

export interface Walk {
  /** In order, some at a time. */
  readonly pages: AsyncIterable<readonly SealedEntry[]>
  readonly origin: string | undefined
  readonly made?: Made
  readonly leafOf: LeafOf
  readonly digest: Digest
}

/** Leaf hash of an entry's text, which is well-formed. */
export type LeafOf = (text: string) => Uint8Array

/** Checks the bytes of one entry: where it is, and that it is ours; gives its recomputed leaf. */
export const checkEntry = (
  { seq, body: text }: Pick<SealedEntry, 'seq' | 'body'>,
  origin: string | undefined,
  digest: Digest,
  stored?: Uint8Array,
): Result<{ readonly leaf: Uint8Array; readonly body: EntryBody }, EntryFinding> => {
  if (text.length > maxBytes || !text.isWellFormed()) return err('NotCanonical')
  const leaf = leafHash(utf8(text), digest)
  if (stored && !equal(leaf, stored)) return err('LeafMismatch')
  const read = readEntry(text)
  if (!read.ok) return read
  const body = read.value
  if (body.seq !== seq) return err('SeqMismatch')
  if (origin !== undefined && body.log !== origin) return err('WrongLog')
  return ok({ leaf, body })
}

/** What of an entry the way through a log needs. */
interface Met {
  readonly scanned: Scanned
  readonly leaf: Uint8Array
  /** As JSON, where it had to be read with care, or is about the log itself. */
  readonly body?: EntryBody
}

const metIn = (body: EntryBody, leaf: Uint8Array): Met => {
  const { seq, at, type, log } = body
  const cause = causeTime(body)
  const scanned = { seq, at: fromRfc3339(at), type, log, ...(cause !== undefined && { cause }) }
  return { scanned, leaf, body }
}

const meet = (entry: SealedEntry, { origin, digest, leafOf }: Walk): Result<Met, EntryFinding> => {
  const { seq, body: text } = entry
  if (text.length > maxBytes || !text.isWellFormed()) return err('NotCanonical')
  const scanned = scanEntry(text)
  if (scanned && !scanned.type.startsWith('log.')) {
    const leaf = leafOf(text)
    if (!equal(leaf, entry.leaf)) return err('LeafMismatch')
    if (scanned.seq !== seq) return err('SeqMismatch')
    return origin === undefined || scanned.log === origin ? ok({ scanned, leaf }) : err('WrongLog')
  }
  const checked = checkEntry(entry, origin, digest, entry.leaf)
  return checked.ok ? ok(metIn(checked.value.body, checked.value.leaf)) : checked
}

/** The subject of an entry, if it follows the one before of it. */
const linkOf = (
  { body, scanned, leaf }: Met,
  text: string,
  links: ReadonlyMap<string, Link>,
): { readonly id: string; readonly link: Link } | undefined | 'BrokenLink' => {
  const named = body ? body.subject : scanned.subject
  if (!named) return undefined
  const { id, n, prev } = named
  const before = links.get(id)
  if (n !== (before?.n ?? 0) + 1 || (prev === undefined) !== (before === undefined))
    return 'BrokenLink'
  const isSame =
    before === undefined ||
    (typeof prev === 'number'
      ? isBase64At(text, prev, before.leaf)
      : prev === toBase64(before.leaf))
  return isSame ? { id, link: { n, leaf } } : 'BrokenLink'
}

/** The key that an entry says the log changes to. */
const changedTo = ({ type, event }: EntryBody, digest: Digest): VerifierKey | undefined => {
  if (type !== 'log.key_changed' || typeof event !== 'object' || event === null) return undefined
  const vkey = 'vkey' in event ? event['vkey'] : undefined
  const key = typeof vkey === 'string' ? parseVerifierKey(vkey, digest) : undefined
  return key?.ok ? key.value : undefined
}

/** Recomputes a log entry by entry, or says which is the first that is wrong. */
export const walk = async (w: Walk): Promise<Result<Walked, Tampered>> => {
  const { digest } = w
  const links = new Map<string, Link>()
  const changes: KeyChange[] = []
  const roots = createEarlierRoots(digest)
  const times: Instant[] = []
  const released = createReleased()
  let frontier = emptyFrontier
  let offCause: number | undefined
  for await (const page of w.pages)
    for (const entry of page) {
      const seq = frontier.size
      if (entry.seq !== seq) return err(tampered('SeqGap', seq))
      const read = meet(entry, w)
      if (!read.ok) return err(tampered(read.error, seq))
      const met = read.value
      const { scanned, leaf, body } = met
      const linked = linkOf(met, entry.body, links)
      if (linked === 'BrokenLink') return err(tampered(linked, seq))
      if (linked) links.set(linked.id, linked.link)
      if (offCause === undefined && isOff(scanned.at, scanned.cause)) offCause = seq
      times.push(instant(scanned.at))
      roots.take(frontier, leaf)
      if (body) {
        const key = changedTo(body, digest)
        if (key) changes.push({ seq, key })
        released.take(body)
      }
      frontier = appendLeaf(frontier, leaf, digest, w.made)
    }
  return ok({
    frontier,
    links,
    changes,
    rootAt: roots.at,
    released: released.notes(),
    times,
    ...(offCause !== undefined && { offCause }),
  })
}
