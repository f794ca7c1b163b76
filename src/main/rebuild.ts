import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createFileCache } from '../../adapters/cache/index.ts'
import { stores } from '../../adapters/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import type { Derived, LogReader } from '../../adapters/sqlite/index.ts'
import { readEntry } from '../audit/entry.ts'
import { emptyFrontier, type Link, type TreeNode } from '../audit/seal.ts'
import { appendNode } from '../audit/tiles.ts'
import { officerIn } from '../bot/happened.ts'
import { foldFrom, foldPartsOf } from '../bot/kept-fold.ts'
import { createRefold, isBeside, type Refolded } from '../bot/refold.ts'
import { equal, fromBase64 } from '../kit/bytes.ts'
import { differsAt } from '../kit/differs.ts'
import type { SubjectId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { mattersUnder } from '../matter/index.ts'
import type { Told } from '../matter/matter.ts'
import type { SealedEntry } from '../ports/store.ts'
import { createDirectory, type Directory } from '../roster/directory.ts'
import { createFold, type Fold } from '../summary/fold.ts'
import { linkedBefore, readInto } from '../summary/read.ts'
import { keptFile } from './disk.ts'
import type { StartFault } from './fault.ts'
import type { Settings } from './settings.ts'
import { witnessingOf } from './witnessing.ts'

/** What is kept beside the entries, each kind by itself. */
export type DerivedKind = 'snapshot' | 'parties' | 'timers' | 'links' | 'nodes' | 'figures'

export interface Difference {
  readonly kind: DerivedKind
  /** The first that differs: a subject, `level/n` of a node, or two desks and their week. */
  readonly at: string
  readonly why: string
}

export interface RebuildReport {
  readonly entries: number
  readonly subjects: number
  /** The first of each kind. */
  readonly differences: readonly Difference[]
}

/** As `Fold.save` gives them. */
interface SavedLine {
  readonly figures?: { readonly desks: readonly string[]; readonly week: string }
  readonly pair?: readonly string[]
  readonly week?: string
}

interface Look {
  readonly reader: LogReader
  readonly derived: Derived
  readonly tell: (kind: DerivedKind, at: string, why: string) => void
}

/** One way through the log: where each subject's last entry is, and the nodes of the tree. */
const walk = async ({ reader, tell }: Look): Promise<ReadonlyMap<SubjectId, Link>> => {
  const links = new Map<SubjectId, Link>()
  let frontier = emptyFrontier
  for await (const { body, leaf } of reader.entries()) {
    const made: TreeNode[] = []
    frontier = appendNode(frontier, leaf, digest, made)
    for (const { level, n, hash } of made) {
      const [kept] = await reader.hashes(level, n, n + 1)
      if (!kept || !equal(kept, hash)) tell('nodes', `${level}/${n}`, 'not of the leaves below it')
    }
    const entry = readEntry(body)
    if (!entry.ok) throw new Error(`entry ${frontier.size - 1} can't be read: ${entry.error}`)
    const { subject } = entry.value
    if (subject) links.set(subject.id as SubjectId, { n: subject.n, leaf })
  }
  return links
}

/** All that happened to a subject, by its back-links: no more than one subject is in memory. */
const toldOf = ({ reader }: Look, last: Uint8Array): readonly Told<Json>[] => {
  const told: Told<Json>[] = []
  for (let leaf: Uint8Array | undefined = last; leaf; ) {
    const entry = reader.withLeaf(leaf)
    const read = entry && readEntry(entry.body)
    if (!read?.ok) throw new Error('a link to an entry that is not there')
    const { type, event, at, actor, subject } = read.value
    if (!isBeside(type)) told.push({ event, at: fromRfc3339(at), by: officerIn(actor) })
    leaf = subject?.prev === undefined ? undefined : fromBase64(subject.prev)
  }
  return told.toReversed()
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

/** Compares what is kept of a subject with what its entries come to. */
const compare = (look: Look, id: SubjectId, link: Link, made: Refolded): void => {
  const { derived, tell } = look
  const kept = derived.subject(id)
  const state = kept && differsAt(JSON.parse(kept.state), plain(made.state))
  if (!kept) tell('snapshot', id, 'is not kept')
  else if (state !== undefined)
    tell('snapshot', id, state === '' ? 'differs' : `differs at ${state}`)
  if (kept) {
    const isOpen = kept.open === Number(made.open)
    const parties = differsAt(JSON.parse(kept.parties), plain(made.parties))
    const listed = [...new Set(made.parties)].sort().map(party => ({ party, open: kept.open }))
    if (!isOpen) tell('parties', id, made.open ? 'is kept as closed' : 'is kept as open')
    else if (parties !== undefined || differsAt(plain(kept.listed), plain(listed)) !== undefined)
      tell('parties', id, 'is listed under others')
  }
  const timers = differsAt(
    plain(derived.timers(id)),
    plain(
      made.timers.toSorted((a, b) =>
        a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : a.step - b.step,
      ),
    ),
  )
  if (timers !== undefined) tell('timers', id, timers === '' ? 'differ' : `differ at ${timers}`)
  const known = derived.link(id)
  if (!known || known.n !== link.n || !equal(known.leaf, link.leaf))
    tell('links', id, 'leads to another entry than its last')
}

/** Rows of subjects that no entry speaks of. */
const orphans = ({ derived, tell }: Look, links: ReadonlyMap<SubjectId, Link>): void => {
  let after = ''
  for (;;) {
    const ids = derived.ids(after)
    for (const id of ids.filter(i => !links.has(i))) {
      if (derived.subject(id)) tell('snapshot', id, 'no entry speaks of it')
      if (derived.timers(id).length > 0) tell('timers', id, 'no entry speaks of it')
      if (derived.link(id)) tell('links', id, 'no entry speaks of it')
    }
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
  }
}

async function* upTo(entries: AsyncIterable<SealedEntry>, size: number) {
  for await (const entry of entries) {
    if (entry.seq >= size) return
    yield entry
  }
}

/** The figures of each pair and week that a fold holds, that which is under way too. */
const weeksIn = (fold: Fold): ReadonlyMap<string, Json> => {
  const weeks = new Map<string, Json>()
  for (const text of fold.save()) {
    const line: SavedLine = JSON.parse(text)
    if (line.figures)
      weeks.set(`${line.figures.desks.join(' and ')}, ${line.figures.week}`, plain(line))
    if (line.pair) weeks.set(`${line.pair.join(' and ')}, ${line.week ?? 'none yet'}`, plain(line))
  }
  return weeks
}

/** Counts the weeks anew as far as they were kept, where they were. */
const figures = async ({ reader, tell }: Look, directory: Directory, file: string) => {
  const readEntries = (from: number, to: number) => reader.between(from, to)
  const cache = createFileCache(file)
  const kept = await foldFrom({ store: { readEntries }, directory, cache })
  if (!kept) return
  const anew = createFold(foldPartsOf(directory))
  await readInto(anew, upTo(reader.entries(), kept.size()), (_, of) =>
    linkedBefore(of, reader.withLeaf),
  )
  const [before, after] = [weeksIn(kept), weeksIn(anew)]
  for (const week of new Set([...before.keys(), ...after.keys()]))
    if (differsAt(before.get(week), after.get(week)) !== undefined)
      tell('figures', week, 'are not what the entries come to')
}

/**
 * Folds the whole log anew and compares with what is kept beside it, which must follow from it. Reads only, one
 * state of the file, also while a desk runs.
 */
export const checkDerived = async (
  dataDir: string,
  { config, calendars }: Settings,
): Promise<Result<RebuildReport, StartFault>> => {
  const file = join(dataDir, 'log.db')
  if (!existsSync(file)) return err({ kind: 'NoLog', dataDir })
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) return err({ ...opened.error })
  const reader = opened.value
  const found = new Map<DerivedKind, Difference>()
  const tell: Look['tell'] = (kind, at, why) => {
    if (!found.has(kind)) found.set(kind, { kind, at, why })
  }
  const look: Look = { reader, derived: reader.derived(), tell }
  const directory = createDirectory(config, calendars)
  const matters = mattersUnder(config)
  const witnessing = witnessingOf(config)
  const refold = createRefold({ directory, matters, witnessing })
  try {
    const links = await walk(look)
    for (const [id, link] of links) compare(look, id, link, refold(id, toldOf(look, link.leaf)))
    orphans(look, links)
    await figures(look, directory, join(dataDir, keptFile))
    const differences = [...found.values()]
    return ok({ entries: reader.head.size, subjects: links.size, differences })
  } finally {
    witnessing.client?.close()
    reader.close()
  }
}
