import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stores } from '../../adapters/index.ts'
import { digest, openSigner } from '../../adapters/keys/index.ts'
import { type BundleFile, type LogSource, logFiles, maxParts, partFiles } from '../audit/bundle.ts'
import { readCheckpoint } from '../audit/checkpoint.ts'
import { type EntryBody, readEntry } from '../audit/entry.ts'
import type { HowtoAbout } from '../audit/howto.ts'
import { parseNote } from '../audit/note.ts'
import { createReleased, fieldOf, type ReleasedNote } from '../audit/released.ts'
import { signSubjectHead } from '../audit/subject-head.ts'
import { createMarkings } from '../bot/markings.ts'
import { utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { SealedEntry } from '../ports/store.ts'
import { prepareFolder, writeBundle } from './bundle-writer.ts'
import type { StartFault } from './fault.ts'

export type ExportOf =
  | { readonly kind: 'subject'; readonly subject: string }
  /** `to` isn't included. */
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'log' }

export interface ExportAsked {
  readonly dataDir: string
  readonly out: string
  readonly of: ExportOf
  /** Text of the policy that goes with it, for information; one that names the key alone where not given. */
  readonly policy?: string
  /** The reports on a subject, as files; none for anything else. */
  readonly reports: (facts: SubjectFacts) => readonly BundleFile[]
  /** How to check an entry by hand, a file a language. */
  readonly howtos: (marking: string, about: HowtoAbout) => readonly BundleFile[]
}

export interface SubjectFacts {
  readonly subject: string
  readonly entries: readonly SealedEntry[]
  readonly note: string
  readonly vkey: string
}

export interface Exported {
  readonly entries: number
  readonly size: number
  readonly files: number
  readonly vkey: string
}

const textFile = (path: string, text: string): BundleFile => ({ path, bytes: utf8(text) })

async function* these(entries: readonly SealedEntry[]): AsyncGenerator<SealedEntry> {
  yield* entries
}

interface Found {
  /** Of all that is handed over. */
  readonly marking: string
  /** Keys by which the log says that it signs or signed, oldest first. */
  readonly vkeys: readonly string[]
  readonly released: readonly ReleasedNote[]
  readonly entries: readonly SealedEntry[]
}

const vkeyIn = ({ type, event }: EntryBody): readonly string[] => {
  const isKey = type === 'log.opened' || type === 'log.key_changed'
  const vkey = isKey ? fieldOf(event, 'vkey') : undefined
  return typeof vkey === 'string' ? [vkey] : []
}

/** One way through the log: what it says it released, and the entries that are asked for. */
const look = async (
  stream: AsyncIterable<SealedEntry>,
  of: ExportOf,
): Promise<Result<Found, StartFault>> => {
  const released = createReleased()
  const markings = createMarkings()
  const entries: SealedEntry[] = []
  const vkeys: string[] = []
  const quoted = of.kind === 'subject' ? JSON.stringify(of.subject) : ''
  const isWanted = (seq: number, body: string): boolean => {
    if (of.kind === 'range') return seq >= of.from && seq < of.to
    // Reading each to the end would take ten times as long.
    if (of.kind !== 'subject' || !body.includes(quoted)) return false
    const read = readEntry(body)
    return read.ok && read.value.subject?.id === of.subject
  }
  for await (const entry of stream) {
    const { seq, body } = entry
    const wanted = isWanted(seq, body)
    if (wanted) entries.push(entry)
    // Few entries are of these kinds, and only those are worth reading.
    if (!body.includes('"log.') && !body.includes('"tlp"')) continue
    const read = readEntry(body)
    if (read.ok) released.take(read.value)
    if (read.ok) vkeys.push(...vkeyIn(read.value))
    if (read.ok && (wanted || of.kind === 'log')) markings.take(read.value)
    if (entries.length > maxParts) return err({ kind: 'TooMuch', most: maxParts })
  }
  return ok({ vkeys, released: released.notes(), entries, marking: markings.line() })
}

const signaturesOf = (note: string): number => {
  const parsed = parseNote(note)
  return parsed.ok ? parsed.value.signatures.length : 0
}

/** Of the checkpoints that cover what is handed over, that with the most cosignatures; else the latest. */
const bestNote = (
  latest: ReleasedNote,
  { released, entries }: Found,
  of: ExportOf,
): ReleasedNote => {
  const last = entries.at(-1)?.seq ?? 0
  const covering = released.filter(r => r.size > last && signaturesOf(r.note) > 1)
  if (of.kind === 'log') return latest
  return covering.toSorted((a, b) => signaturesOf(a.note) - signaturesOf(b.note)).at(-1) ?? latest
}

/** The newest first, which signs the latest checkpoint. */
const policyNaming = (vkeys: readonly string[]): string =>
  `${[...new Set(vkeys)].map(vkey => `log ${vkey}\n`).join('')}quorum none\n`

const describe = (of: ExportOf, origin: string, size: number) => ({
  format: 'liaison-bundle/v1' as const,
  origin,
  size,
  ...of,
})

/** Hands over a part of a log, or all of it, as a folder. Reads the log, and changes nothing of it. */
export const exportBundle = async (asked: ExportAsked): Promise<Result<Exported, StartFault>> => {
  const { dataDir, out, of } = asked
  const file = join(dataDir, 'log.db')
  // A signer that isn't there would be made, and an export changes nothing.
  if (![file, join(dataDir, 'log.key'), join(dataDir, 'log.vkey')].every(f => existsSync(f)))
    return err({ kind: 'NoLog', dataDir })
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file, { pinned: false })
  if (!opened.ok) return err({ ...opened.error, kind: 'NoLog' })
  const reader = opened.value
  try {
    const head = readCheckpoint(reader.head.note)
    if (!head.ok) return err({ kind: 'NoLog', dataDir })
    const { origin, size: grown } = head.value
    const signer = openSigner({ dir: dataDir, origin })
    if (!signer.ok) return err({ ...signer.error })
    if (of.kind === 'range' && of.to > grown) return err({ kind: 'NotInLog', size: grown })
    const found = await look(reader.between(0, grown), of)
    if (!found.ok) return found
    const { entries, released, marking, vkeys } = found.value
    if (of.kind === 'subject' && entries.length === 0)
      return err({ kind: 'UnknownReferral', referral: of.subject })
    const prepared = prepareFolder(out)
    if (!prepared.ok) return err({ ...prepared.error })
    const { note, size } = bestNote({ size: grown, note: reader.head.note }, found.value, of)
    const { vkey } = signer.value
    const source: LogSource = { note, size, entries: reader.between, hashes: reader.hashes }

    async function* files(): AsyncGenerator<BundleFile> {
      yield textFile('checkpoint', note)
      for (const r of released)
        if (r.size !== size && r.size <= grown) yield textFile(`checkpoints/${r.size}.note`, r.note)
      yield textFile('policy.txt', asked.policy ?? policyNaming([vkey, ...vkeys]))
      const [first] = entries
      yield* asked.howtos(
        marking,
        first ? { kind: 'parts', seq: first.seq } : { kind: 'log', size },
      )
      if (of.kind === 'log') yield* logFiles(source)
      else yield* partFiles(source, these(entries), digest)
      if (of.kind !== 'subject' || !signer.ok) return
      const last = entries.at(-1)
      if (!last) throw new Error('a subject without an entry')
      const { subject } = of
      const headOf = { origin, size, subject, n: entries.length, leaf: last.leaf }
      yield textFile('head', signSubjectHead(headOf, signer.value, digest))
      yield* asked.reports({ subject, entries, note, vkey })
    }
    const count = await writeBundle(out, describe(of, origin, size), files(), digest)
    return ok({
      entries: of.kind === 'log' ? size : entries.length,
      size,
      files: count + 1,
      vkey,
    })
  } finally {
    reader.close()
  }
}
