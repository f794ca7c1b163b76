import { equal, toBase64, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { fromRfc3339, type Instant, instant } from '../kit/time.ts'
import type { Digest } from '../ports/signer.ts'
import type { SealedEntry } from '../ports/store.ts'
import { causeTime, isOff } from './brackets.ts'
import { maxBytes } from './canonical.ts'
import { type EntryBody, readEntry } from './entry.ts'
import { createGrownTree, type DigestInto } from './grown-tree.ts'
import { hashBytes, type Packed, type Page } from './page.ts'
import { createReleased, type ReleasedNote } from './released.ts'
import { createScan } from './scan.ts'
import type { Frontier } from './seal.ts'
import { createSubjects } from './subjects.ts'
import { leafHash, type Made } from './tree.ts'
import { type EntryFinding, type Tampered, tampered } from './verdict.ts'
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts'
import { isAt, type Text, textIn, wordOf } from './word.ts'

/** From the entry at `seq` on the log signs with another key; the tree that ends with it, not yet. */
export interface KeyChange {
  readonly seq: number
  readonly key: VerifierKey
}

/** What was met on the way through a log. */
export interface Walked {
  readonly frontier: Frontier
  /** How many entries each has. */
  readonly subjects: ReadonlyMap<string, number>
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
  readonly pages: AsyncIterable<Page>
  readonly origin: string | undefined
  readonly made?: Made | undefined
  readonly digestInto: DigestInto
  readonly digest: Digest
}

const ofLog = wordOf('log.')

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

/** The key that an entry says the log changes to. */
const changedTo = ({ type, event }: EntryBody, digest: Digest): VerifierKey | undefined => {
  if (type !== 'log.key_changed' || typeof event !== 'object' || event === null) return undefined
  const vkey = 'vkey' in event ? event['vkey'] : undefined
  const key = typeof vkey === 'string' ? parseVerifierKey(vkey, digest) : undefined
  return key?.ok ? key.value : undefined
}

/** Recomputes a log entry by entry, or says which is the first that is wrong. */
export const walk = async (w: Walk): Promise<Result<Walked, Tampered>> => {
  const { origin, digest } = w
  const tree = createGrownTree(w)
  const subjects = createSubjects()
  const changes: KeyChange[] = []
  const times: Instant[] = []
  const released = createReleased()
  const scan = createScan(origin)
  let offCause: number | undefined

  const takeTime = (seq: number, at: number, cause: number | undefined): void => {
    if (offCause === undefined && isOff(at, cause)) offCause = seq
    times.push(instant(at))
  }

  /** Takes an entry that is plainly right; false for any other, of which nothing is taken. */
  const takePlain = (text: Text, { from, to, leaves }: Packed, i: number, seq: number): boolean => {
    const { bytes, view } = text
    const start = from[i] ?? 0
    const end = to[i] ?? 0
    const scanned = scan(text, start, end)
    if (!scanned || scanned.seq !== seq || isAt(text, scanned.type, ofLog)) return false
    const { id, idEnd, n, prev } = scanned
    const last = id === 0 ? undefined : subjects.at(bytes, id, idEnd)
    if (last) {
      if (n !== last.n + 1 || (prev === 0) !== (n === 1)) return false
      if (n > 1 && !tree.isLeafAt(view, prev, last.seq)) return false
    }
    if (!tree.takeEntry(bytes.subarray(start - 1, end), leaves, i * hashBytes)) return false
    if (last) {
      last.n = n
      last.seq = seq
    }
    takeTime(seq, scanned.at, scanned.cause)
    return true
  }

  /** The same with care; what is wrong with it. */
  const takeWithCare = (entry: SealedEntry, seq: number): EntryFinding | undefined => {
    const read = checkEntry(entry, origin, digest, entry.leaf)
    if (!read.ok) return read.error
    const { leaf, body } = read.value
    const { subject } = body
    if (subject) {
      const { id, n, prev } = subject
      const last = subjects.byId(id)
      const link = last.n === 0 ? undefined : toBase64(tree.leaf(last.seq))
      if (n !== last.n + 1 || prev !== link) return 'BrokenLink'
      last.n = n
      last.seq = seq
    }
    tree.take(leaf)
    takeTime(seq, fromRfc3339(body.at), causeTime(body))
    const key = changedTo(body, digest)
    if (key) changes.push({ seq, key })
    released.take(body)
    return undefined
  }

  let size = 0
  for await (const page of w.pages) {
    if (page.first !== size) return err(tampered('SeqGap', size))
    const { packed } = page
    const text = packed && textIn(packed.bytes)
    for (let i = 0; i < page.count; i++) {
      if (!text || !takePlain(text, packed, i, size)) {
        const finding = takeWithCare(page.entry(i), size)
        if (finding) return err(tampered(finding, size))
      }
      size += 1
    }
  }
  return ok({
    frontier: tree.frontier(),
    subjects: subjects.counts(),
    changes,
    rootAt: tree.rootAt,
    released: released.notes(),
    times,
    ...(offCause !== undefined && { offCause }),
  })
}
