import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { logApplicationId, openLogForReading } from '../../adapters/sqlite/index.ts'
import { leafHash } from '../../src/audit/tree.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { concat, utf8 } from '../../src/kit/bytes.ts'
import { temporaryFolder } from '../contract/store-rig.ts'
import { logOf, referral, signer } from './log-under-test.ts'
import { ours, type Said, theirs, warnOfNoPython } from './tamper/both.ts'

const drafts = Array.from({ length: 300 }, (_, n) => ({
  subject: referral(n % 7),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  // The first page is ASCII, which in UTF-16 is UTF-8 too.
  event: { text: n < 256 ? `${n}` : `香港 한국 ${n}` },
}))
const log = logOf([drafts])

interface Row {
  readonly seq: number
  readonly body: string | Uint8Array | number | null
  readonly leaf: Uint8Array | null
}

const odd = 270
const nul = Uint8Array.of(0)
const bytesAt = (seq: number): Uint8Array => utf8(log.entries[seq]?.body ?? '')
const leafAt = (seq: number): Uint8Array => log.entries[seq]?.leaf ?? nul
const rehashed = (seq: number, bytes: Uint8Array): Row => ({
  seq,
  body: bytes,
  leaf: leafHash(bytes, digest),
})

type Change = (row: Row) => Row | undefined

const only =
  (change: Change): Change =>
  row =>
    row.seq === odd ? change(row) : row

const asText = 'UPDATE entry SET body = CAST(body AS TEXT)'
const keyed = 'seq INTEGER PRIMARY KEY'

interface Odd {
  readonly change?: Change
  readonly column?: string
  readonly pragma?: string
  /** Done to the file when the rows are in it. */
  readonly after?: string
  readonly verdict: string
  readonly at?: number
}

const halves: Change = row => {
  if (row.seq === odd) return rehashed(odd, concat(bytesAt(odd), Uint8Array.of(0xe9, 0xa6)))
  return row.seq === odd + 1
    ? rehashed(row.seq, concat(Uint8Array.of(0x99), bytesAt(row.seq)))
    : row
}

const joined: Change = row => {
  if (row.seq === odd) return { ...row, body: concat(bytesAt(odd), nul, bytesAt(odd + 1)) }
  return row.seq === odd + 1 ? { ...row, body: '' } : row
}

/** All the same bytes, one of them in the row after its own. */
const shifted: Change = ({ seq, body, leaf }) => {
  if (seq === odd) return { seq, body, leaf: leafAt(odd).slice(0, -1) }
  if (seq !== odd + 1) return { seq, body, leaf }
  return { seq, body, leaf: concat(leafAt(odd).slice(-1), leafAt(seq)) }
}

const files: Readonly<Record<string, Odd>> = {
  'all as it was': { verdict: 'proven' },
  'bodies that are BLOBs': { change: r => ({ ...r, body: bytesAt(r.seq) }), verdict: 'proven' },
  'a leaf that is text': {
    after: `UPDATE entry SET leaf = CAST(leaf AS TEXT) WHERE seq = ${odd}`,
    verdict: 'proven',
  },
  'a file in UTF-16': { pragma: "encoding = 'UTF-16le'", verdict: 'proven' },
  'positions that are no key, the last row first': { column: 'seq INT', verdict: 'proven' },
  'positions that are no whole numbers by type': { column: 'seq REAL', verdict: 'proven' },
  'a position between two': {
    column: 'seq REAL',
    change: only(r => ({ ...r, seq: odd - 0.5 })),
    verdict: 'SeqGap',
    at: odd,
  },
  'no body': { change: only(r => ({ ...r, body: null })), verdict: 'LeafMismatch', at: odd },
  'no body and the leaf of nothing': {
    change: only(r => ({ ...rehashed(r.seq, new Uint8Array()), body: null })),
    verdict: 'NotCanonical',
    at: odd,
  },
  'a number for a body': {
    change: only(r => ({ ...r, body: 7 })),
    verdict: 'LeafMismatch',
    at: odd,
  },
  'a number for a body, with its leaf': {
    change: only(r => ({ ...rehashed(r.seq, utf8('7')), body: '7' })),
    verdict: 'NotAnEntry',
    at: odd,
  },
  'a 0x00 in a body, with its leaf': {
    change: only(r => rehashed(r.seq, utf8(`${log.entries[odd]?.body.replace('hkc', 'h\0c')}`))),
    after: asText,
    verdict: 'NotCanonical',
    at: odd,
  },
  'two bodies in one row, a 0x00 between them': {
    change: joined,
    after: asText,
    verdict: 'LeafMismatch',
    at: odd,
  },
  'a byte that is no UTF-8, with its leaf': {
    change: only(r => rehashed(r.seq, bytesAt(odd).with(bytesAt(odd).indexOf(0xe9), 0xff))),
    after: asText,
    verdict: 'LeafMismatch',
    at: odd,
  },
  'a character cut in two between rows, with their leaves': {
    change: halves,
    after: asText,
    verdict: 'LeafMismatch',
    at: odd,
  },
  'a leaf too short and one too long': { change: shifted, verdict: 'LeafMismatch', at: odd },
  'no leaf': { change: only(r => ({ ...r, leaf: null })), verdict: 'LeafMismatch', at: odd },
  'a body that is too long, with its leaf': {
    change: only(r => rehashed(r.seq, utf8('a'.repeat(65_536)))),
    verdict: 'NotCanonical',
    at: odd,
  },
  'a row below 0': {
    change: r => ({ ...r, seq: r.seq === odd ? -1 : r.seq }),
    verdict: 'SeqGap',
    at: 0,
  },
  'a row that is lost': { change: only(() => undefined), verdict: 'SeqGap', at: odd },
  'a row that is far away': {
    change: r => ({ ...r, seq: r.seq === 299 ? 100_000 : r.seq }),
    verdict: 'SeqGap',
    at: 299,
  },
}

const write = (file: string, { change = r => r, column = keyed, pragma, after }: Odd): void => {
  const db = Database(file)
  if (pragma !== undefined) db.pragma(pragma)
  db.pragma(`application_id = ${logApplicationId}`)
  db.exec(`CREATE TABLE entry (${column}, body, leaf); CREATE TABLE head (only, size, note)`)
  const insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?)')
  db.transaction(() => {
    for (const row of log.entries.toReversed()) {
      const put = change(row)
      if (put) insert.run(put.seq, put.body, put.leaf)
    }
    db.prepare('INSERT INTO head VALUES (1, ?, ?)').run(log.entries.length, log.note)
    if (after !== undefined) db.exec(after)
  })()
  db.close()
}

/** What is said of it row by row. */
const byRows = async (file: string): Promise<Pick<Said, 'kind' | 'finding' | 'at'>> => {
  const opened = openLogForReading(file)
  if (!opened.ok) throw new Error(opened.error.kind)
  const { head, entries, close } = opened.value
  const parts = { vkey: signer.vkey, note: head.note, digest, verifySignature }
  const report = await verifyLog({ ...parts, entries: entries() })
  close()
  return report
}

const { folder, remove } = temporaryFolder()
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const names = Object.keys(files)
const path = (i: number): string => join(folder, `${i}.db`)
let second: readonly Said[] | undefined

const asked = (i: number): readonly string[] => [
  '--log',
  path(i),
  '--policy',
  join(folder, 'policy'),
]

beforeAll(() => {
  file('policy', `log ${signer.vkey}\nquorum none\n`)
  for (const [i, odd] of Object.values(files).entries()) write(path(i), odd)
  second = theirs(
    names.map((_, i) => asked(i)),
    file,
  )
  if (!second) warnOfNoPython()
})
afterAll(remove)

describe('given a file of a log that may hold anything', () => {
  test.each(names)('when it has %s, then each way to read it comes to the same', async name => {
    const i = names.indexOf(name)
    const { verdict, at } = files[name] ?? { verdict: 'none' }
    const mine = await ours(asked(i))
    expect([mine.finding ?? mine.kind, mine.at]).toEqual([verdict, at])
    if (second) expect(second[i]).toEqual(mine)
    const rows = await byRows(path(i))
    expect(rows).toMatchObject({
      kind: mine.kind,
      ...(at !== undefined && { finding: verdict, at }),
    })
  })
})
