import { isUtf8 } from 'node:buffer'
import Database from 'better-sqlite3'
import { hashBytes, type Page, pagesOf } from '../../src/audit/page.ts'
import type { SealedEntry } from '../../src/ports/store.ts'

const width = 256
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// One row for all of them, so that no text is made of any: bodies, each behind a byte 0x00, leaves, and where each
// is. Null, which a file that we are to judge may hold too, is left out and missed; a number or a BLOB comes as it
// does when cast to text.
const packedSql = `SELECT
    CAST(group_concat(char(0) || body, '') AS BLOB) AS bytes,
    CAST(group_concat(leaf, '') AS BLOB) AS leaves,
    sum(octet_length(leaf) = ${hashBytes}) AS sound,
    group_concat(seq || ' ' || octet_length(body), ' ') AS spans
  FROM entry WHERE seq >= ? AND seq < ?`

interface Row {
  readonly bytes: Buffer | null
  readonly leaves: Buffer | null
  readonly sound: number | null
  readonly spans: string | null
}

/** Whole numbers with a space between each two; not a number where there is anything else. */
const numbersIn = (text: string): readonly number[] => {
  const numbers: number[] = []
  let n = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 48 && c <= 57) n = n * 10 + c - 48
    else {
      numbers.push(c === 32 ? n : Number.NaN)
      n = 0
    }
  }
  numbers.push(n)
  return numbers
}

/** The same bytes as an array like all others: one kind of it is read faster than two. */
const plain = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length)

const pageOf = (row: Row, first: number): Page | undefined => {
  const { sound, spans } = row
  if (!row.bytes || !row.leaves || !spans) return undefined
  const bytes = plain(row.bytes)
  const leaves = plain(row.leaves)
  const numbers = numbersIn(spans)
  const count = numbers.length / 2
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  let at = 1
  for (let i = 0; i < count; i++) {
    if (numbers[2 * i] !== first + i) return undefined
    from[i] = at
    at += numbers[2 * i + 1] ?? 0
    to[i] = at++
  }
  const isWhole = at === bytes.length + 1 && sound === count && leaves.length === count * hashBytes
  if (!isWhole || !isUtf8(bytes)) return undefined
  const entry = (i: number): SealedEntry => ({
    seq: first + i,
    body: utf8.decode(bytes.subarray(from[i], to[i])),
    leaf: leaves.subarray(i * hashBytes, (i + 1) * hashBytes),
  })
  return { first, count, entry, packed: { bytes, from, to, leaves } }
}

type ReadPacked = (first: number, to: number) => Page | undefined

/** Reads the entries of up to 256 positions; undefined where they must be read row by row. */
export const packedOf = (db: Database.Database): ReadPacked => {
  const read = db.prepare<[number, number], Row>(packedSql)
  return (first, to) => {
    try {
      const row = read.get(first, Math.min(first + width, to))
      return row && pageOf(row, first)
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error
      return undefined
    }
  }
}

type ReadRows = (from: number, to: number) => readonly SealedEntry[]

/** Entries before `to` in order, packed as far as they can be. */
export async function* streamPacked(
  packed: ReadPacked,
  rows: ReadRows,
  to: number,
): AsyncGenerator<Page> {
  // A row that was slipped in below 0 must be seen.
  yield* pagesOf(rows(Number.MIN_SAFE_INTEGER, 0))
  let next = 0
  for (;;) {
    const page = packed(next, to)
    const pages = page ? [page] : [...pagesOf(rows(next, to))]
    const last = pages.at(-1)
    if (!last) return
    yield* pages
    next = last.first + last.count
  }
}
