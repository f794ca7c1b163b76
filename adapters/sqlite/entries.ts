import type { Database } from 'better-sqlite3'
import { readCheckpoint } from '../../src/audit/checkpoint.ts'
import type { Frontier, Link, Sealed } from '../../src/audit/seal.ts'
import { rootOf } from '../../src/audit/tree.ts'
import { equal, fromBase64 } from '../../src/kit/bytes.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Digest } from '../../src/ports/signer.ts'
import type { Head, SealedEntry } from '../../src/ports/store.ts'
import { prepareNodes } from './nodes.ts'

/** Statements on what is sealed: entries, the head over them, and each referral's last entry. */
export const prepareEntries = (db: Database) => {
  const tree = prepareNodes(db)
  const range = db.prepare<[number, number], SealedEntry>(
    'SELECT seq, body, leaf FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 256',
  )
  const counted = db.prepare<[], { count: number; next: number }>(
    'SELECT count(*) AS count, coalesce(max(seq) + 1, 0) AS next FROM entry',
  )
  const insert = db.prepare<[number, string, Uint8Array]>(
    'INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)',
  )
  const byLeaf = db.prepare<[Uint8Array], SealedEntry & { readonly prev: string | null }>(
    `SELECT seq, body, leaf, json_extract(body, '$.subject.prev') AS prev FROM entry WHERE leaf = ?`,
  )
  const readHead = db.prepare<[], Head>('SELECT size, note FROM head')
  const writeHead = db.prepare<[number, string]>(
    `INSERT INTO head (only, size, note) VALUES (1, ?, ?)
     ON CONFLICT (only) DO UPDATE SET size = excluded.size, note = excluded.note`,
  )
  const readLink = db.prepare<[SubjectId], Link>('SELECT n, leaf FROM link WHERE subject = ?')
  const writeLink = db.prepare<[SubjectId, number, Uint8Array]>(
    `INSERT INTO link (subject, n, leaf) VALUES (?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET n = excluded.n, leaf = excluded.leaf`,
  )

  return {
    head: (): Head => readHead.get() ?? { size: 0, note: '' },
    linkOf: (subject: SubjectId): Link | undefined => readLink.get(subject),
    append: ({ entries, frontier, links, nodes, note }: Sealed) => {
      for (const { seq, body, leaf } of entries) insert.run(seq, body, leaf)
      tree.append(nodes)
      writeHead.run(frontier.size, note)
      for (const [subject, { n, leaf }] of links) writeLink.run(subject, n, leaf)
    },
    /** The entry of that leaf hash, and that of the entry of its subject before it. */
    linked: (leaf: Uint8Array): { readonly entry: SealedEntry; readonly prev?: Uint8Array } => {
      const found = byLeaf.get(leaf)
      if (!found) throw new Error('a link to an entry that is not there')
      const { prev: encoded, ...entry } = found
      const prev = fromBase64(encoded ?? '')
      return { entry, ...(encoded !== null && prev ? { prev } : {}) }
    },
    /** The next entries from `from` up to but not including `to`; 256 at most. */
    page: (from: number, to: number): readonly SealedEntry[] => range.all(from, to),
    hashes: tree.page,
    /** The frontier that the head signs; undefined where the rows are of another tree. */
    frontier: (digest: Digest): Frontier | undefined => {
      const { size, note } = readHead.get() ?? { size: 0, note: '' }
      const found = counted.get()
      if (found?.count !== size || found.next !== size || !tree.fill(size, digest)) return undefined
      const frontier = tree.frontier(size, digest)
      const signed = readCheckpoint(note)
      const isSigned = signed.ok && equal(signed.value.root, rootOf(frontier, digest))
      return size === 0 || isSigned ? frontier : undefined
    },
  }
}

export type Entries = ReturnType<typeof prepareEntries>

type ReadPage = (from: number, to: number) => readonly SealedEntry[]

/**
 * Entries one by one, a page of them read at once: an open cursor would keep the connection from committing
 * while the reader awaits something.
 */
export async function* streamEntries(
  page: ReadPage,
  from: number,
  to: number,
): AsyncGenerator<SealedEntry> {
  let next = from
  for (;;) {
    const entries = page(next, to)
    const last = entries.at(-1)
    if (!last) return
    yield* entries
    next = last.seq + 1
  }
}

/** Entries of a subject from its newest on, each by the link of the one after it. */
export async function* streamHistory(
  linkOf: () => Link | undefined,
  linked: Entries['linked'],
): AsyncGenerator<SealedEntry> {
  let leaf = linkOf()?.leaf
  while (leaf) {
    const { entry, prev } = linked(leaf)
    yield entry
    leaf = prev
  }
}
