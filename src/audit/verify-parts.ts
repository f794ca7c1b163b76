import { equal, toBase64 } from '../kit/bytes.ts'
import type { Digest } from '../ports/signer.ts'
import { boundsOf, isOutside, latestOf } from './brackets.ts'
import type { Held } from './bundle-files.ts'
import { believe, type ClaimedHead, headIn, keptIn, maxNote, type Unread } from './bundle-head.ts'
import { maxBytes } from './canonical.ts'
import { cosignedBy } from './cosigned.ts'
import type { EntryBody } from './entry.ts'
import type { KeptCheckpoint } from './kept.ts'
import type { Manifest } from './manifest.ts'
import type { Link } from './seal.ts'
import { parseTlogProof } from './tlog-proof.ts'
import { verifyInclusion } from './tree-proof.ts'
import type { Trust } from './trust.ts'
import { type Tampered, tampered, type Unknowable, undecided, type Verdict } from './verdict.ts'
import { checkSubjectHead } from './verify-head.ts'
import { checkEntry } from './walk.ts'

export type Parts = Exclude<Manifest, { kind: 'log' }>

export interface PartsToVerify {
  readonly manifest: Parts
  readonly held: Held
  /** Whom to believe, or that nobody said so. */
  readonly trust: Trust | Unknowable
  readonly kept: readonly KeptCheckpoint[]
  readonly digest: Digest
}

const seqsIn = (paths: readonly string[], folder: string): readonly number[] =>
  paths
    .flatMap(path => new RegExp(`^${folder}/([0-9]+)\\.`).exec(path)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b)

/** Which positions must be there, and the first that isn't. */
const missingFrom = (m: Parts, seqs: readonly number[]): Tampered | undefined => {
  if (m.kind !== 'range') return undefined
  const gap = seqs.findIndex((seq, i) => seq !== m.from + i)
  if (gap >= 0 && (seqs[gap] ?? 0) < m.from) return tampered('NotABundle', seqs[gap])
  if (gap >= 0) return tampered('EntryMissing', m.from + gap)
  if (seqs.length > m.to - m.from) return tampered('NotABundle', m.to)
  return seqs.length < m.to - m.from ? tampered('EntryMissing', m.from + seqs.length) : undefined
}

const provesIn = (
  text: string,
  seq: number,
  leaf: Uint8Array,
  { note, checkpoint }: ClaimedHead,
  digest: Digest,
): boolean => {
  const proof = parseTlogProof(text)
  if (!proof.ok || proof.value.index !== seq || proof.value.note !== note) return false
  const { size, root } = checkpoint
  return verifyInclusion({ index: seq, size, leaf, path: proof.value.path, root }, digest)
}

/** Whether an entry follows the one before of its subject; in a range that one may be outside. */
const linkFlaw = (
  manifest: Parts,
  { seq, subject }: EntryBody,
  links: ReadonlyMap<string, Link>,
): Tampered | undefined => {
  if (manifest.kind === 'subject' && subject?.id !== manifest.subject)
    return tampered('BrokenLink', seq)
  if (!subject) return undefined
  const before = links.get(subject.id)
  if (!before && manifest.kind === 'range') return undefined
  const n = (before?.n ?? 0) + 1
  if (subject.n > n) return tampered('EntryMissing', seq)
  const prev = before && toBase64(before.leaf)
  return subject.n === n && subject.prev === prev ? undefined : tampered('BrokenLink', seq)
}

/** Checks each entry with its proof, in order; gives what the last of each subject is. */
const checkEntries = async (
  { manifest, held, digest }: PartsToVerify,
  head: ClaimedHead,
): Promise<{ links: Map<string, Link>; bodies: EntryBody[] } | Tampered | Unread> => {
  const seqs = seqsIn(held.paths, 'entries')
  const missing = missingFrom(manifest, seqs)
  const links = new Map<string, Link>()
  const bodies: EntryBody[] = []
  for (const seq of seqs) {
    if (missing?.at !== undefined && missing.at < seq) return missing
    const file = `entries/${seq}.json`
    const bytes = await held.bytes(file, maxBytes)
    if (!bytes) return 'unread'
    const text = held.decode(bytes)
    if (text === undefined) return tampered('NotCanonical', seq, { file })
    const checked = checkEntry({ seq, body: text }, manifest.origin, digest)
    if (!checked.ok) return tampered(checked.error, seq, { file })
    const { body, leaf } = checked.value
    const proof = await held.text(`receipts/${seq}.tlog-proof`, maxNote)
    if (proof === undefined && held.has(`receipts/${seq}.tlog-proof`)) return 'unread'
    if (!provesIn(proof ?? '', seq, leaf, head, digest)) return tampered('BadProof', seq)
    const flaw = linkFlaw(manifest, body, links)
    if (flaw) return flaw
    if (body.subject) links.set(body.subject.id, { n: body.subject.n, leaf })
    bodies.push(body)
  }
  if (missing) return missing
  const orphan = seqsIn(held.paths, 'receipts').find(seq => !held.has(`entries/${seq}.json`))
  return orphan === undefined ? { links, bodies } : tampered('EntryMissing', orphan)
}

/** Verifies the entries of one subject, or of a range, against the one checkpoint that they lead to. */
export const verifyParts = async (parts: PartsToVerify): Promise<Verdict | Unread> => {
  const { manifest, held, trust } = parts
  const head = await headIn(held, manifest)
  if (head === 'unread' || 'finding' in head) return head
  const checked = await checkEntries(parts, head)
  if (checked === 'unread' || 'finding' in checked) return checked
  const { links, bodies } = checked
  const known = 'policy' in trust ? trust : undefined
  if (manifest.kind === 'subject') {
    const flaw = await checkSubjectHead({ manifest, held, trust: known, links, bodies })
    if (flaw) return flaw
  }
  const inside = await keptIn(held, manifest.origin)
  if (inside === 'unread' || 'finding' in inside) return inside
  if (!('policy' in trust)) return trust
  const believed = believe(head.note, manifest.origin, [...inside, ...parts.kept], trust)
  if (!believed.ok) return believed.error
  const { opened, ignored, open } = believed.value
  const latest = latestOf([
    ...boundsOf(believed.value.head),
    ...opened.flatMap(o => boundsOf(o, o.shown)),
  ])
  const untimely = bodies.find(body => isOutside(body, latest))
  if (untimely) return tampered('TimeOutsideBracket', untimely.seq)
  if (open) return open
  const cosigned = cosignedBy([believed.value.head], trust)
  if (cosigned === 'NoQuorum') return undecided('NoQuorum')
  const { size, root } = head.checkpoint
  return {
    kind: 'proven',
    what: manifest.kind,
    origin: manifest.origin,
    size,
    root,
    entries: bodies.length,
    ...(manifest.kind === 'subject'
      ? { subject: manifest.subject }
      : { from: manifest.from, to: manifest.to }),
    ...(cosigned && { cosigned }),
    kept: opened.filter(o => equal(o.checkpoint.root, root)).length,
    ignored,
  }
}
