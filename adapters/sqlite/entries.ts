import type { Database } from 'better-sqlite3'
import type { Frontier, Link, Sealed } from '../../src/audit/seal.ts'
import { emptyFrontier } from '../../src/audit/seal.ts'
import { appendLeaf } from '../../src/audit/tree.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Digest } from '../../src/ports/signer.ts'
import type { Head, SealedEntry } from '../../src/ports/store.ts'

/** Statements on what is sealed: entries, the head over them, and each referral's last entry. */
export const prepareEntries = (db: Database) => {
  const range = db.prepare<[number, number], SealedEntry>(
    'SELECT seq, body, leaf FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 256',
  )
  const leaves = db.prepare<[], { seq: number; leaf: Uint8Array }>(
    'SELECT seq, leaf FROM entry ORDER BY seq',
  )
  const insert = db.prepare<[number, string, Uint8Array]>(
    'INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)',
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
    append: ({ entries, frontier, links, note }: Sealed) => {
      for (const { seq, body, leaf } of entries) insert.run(seq, body, leaf)
      writeHead.run(frontier.size, note)
      for (const [subject, { n, leaf }] of links) writeLink.run(subject, n, leaf)
    },
    /** The next entries from `from` up to but not including `to`; 256 at most. */
    page: (from: number, to: number): readonly SealedEntry[] => range.all(from, to),
    /** The frontier as the rows say; undefined where a position is missing. */
    rebuild: (digest: Digest): Frontier | undefined => {
      let frontier = emptyFrontier
      for (const { seq, leaf } of leaves.iterate()) {
        if (seq !== frontier.size) return undefined
        frontier = appendLeaf(frontier, leaf, digest)
      }
      return frontier
    },
  }
}

export type Entries = ReturnType<typeof prepareEntries>

/**
 * Entries in pages, each read whole: an open cursor would keep the connection from committing while
 * the reader awaits something.
 */
export async function* streamEntries(
  page: (from: number, to: number) => readonly SealedEntry[],
  from: number,
  to: number,
): AsyncGenerator<SealedEntry> {
  let next = from
  for (;;) {
    const entries = page(next, to)
    yield* entries
    const last = entries.at(-1)
    if (!last) return
    next = last.seq + 1
  }
}
