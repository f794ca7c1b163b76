import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex } from '../../src/kit/bytes.ts'
import type { SealedEntry } from '../../src/ports/store.ts'
import { batches, type Log, logOf, verify } from './log-under-test.ts'

const logs = batches.map(given => logOf(given))

/** A log, one of its entries, and a number to choose with. */
const spot = fc
  .tuple(logs, fc.nat(), fc.nat())
  .map(([log, n, choice]) => ({ log, i: n % log.entries.length, choice }))

const counting = async <T>(
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  check: (t: T) => Promise<void>,
) => {
  let seen = 0
  const property = fc.asyncProperty(arbitrary, async given => {
    await check(given)
    seen++
  })
  await fc.assert(property, { numRuns: runs })
  return seen
}

const put = (log: Log, i: number, entry: SealedEntry): Log => ({
  ...log,
  entries: log.entries.map((kept, j) => (i === j ? entry : kept)),
})

/** The body with one bit of one byte changed, as SQLite would give it back. */
const flip = (body: string, choice: number): string => {
  const bytes = Buffer.from(body)
  const at = choice % bytes.length
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (choice % 7))
  return bytes.toString('utf8')
}

test('given any drafts in any batches, when sealed and verified, then they are proven', async () => {
  const seen = await counting(logs, 300, async log => {
    const report = await verify(log)
    expect(report).toMatchObject({ kind: 'proven', size: log.entries.length })
  })
  expect(seen).toBe(300)
})

test('given one byte changed in any body, when verified, then it is found at that entry', async () => {
  const seen = await counting(spot, 500, async ({ log, i, choice }) => {
    const entry = log.entries[i]
    if (entry === undefined) throw new Error('no such entry')
    const report = await verify(put(log, i, { ...entry, body: flip(entry.body, choice) }))
    expect(report).toEqual({ kind: 'tampered', finding: 'LeafMismatch', at: i })
  })
  expect(seen).toBe(500)
})

test('given any entry removed, when verified, then the first missing one is named', async () => {
  const seen = await counting(spot, 300, async ({ log, i }) => {
    const report = await verify({ ...log, entries: log.entries.filter(e => e.seq !== i) })
    const finding = i === log.entries.length - 1 ? 'SizeMismatch' : 'SeqGap'
    expect(report).toEqual({ kind: 'tampered', finding, at: i })
  })
  expect(seen).toBe(300)
})

test('given an entry removed and the rest renumbered, when verified, then it is found', async () => {
  const seen = await counting(spot, 300, async ({ log, i }) => {
    const rest = log.entries.filter(e => e.seq !== i).map((entry, seq) => ({ ...entry, seq }))
    const report = await verify({ ...log, entries: rest })
    const finding = i === log.entries.length - 1 ? 'SizeMismatch' : 'SeqMismatch'
    expect(report).toEqual({ kind: 'tampered', finding, at: i })
  })
  expect(seen).toBe(300)
})

test('given two entries swapped, in rows or under their numbers, when verified, then found', async () => {
  const many = spot.filter(({ log }) => log.entries.length > 1)
  const seen = await counting(many, 300, async ({ log, i, choice }) => {
    const j = (i + 1 + (choice % (log.entries.length - 1))) % log.entries.length
    const [a, b] = [log.entries[i], log.entries[j]]
    if (a === undefined || b === undefined) throw new Error('no such entry')
    const at = Math.min(i, j)
    const rows = await verify(put(put(log, i, b), j, a))
    expect(rows).toEqual({ kind: 'tampered', finding: 'SeqGap', at })
    const numbers = await verify(put(put(log, i, { ...b, seq: i }), j, { ...a, seq: j }))
    expect(numbers).toEqual({ kind: 'tampered', finding: 'SeqMismatch', at })
  })
  expect(seen).toBe(300)
})

test('given an entry replaced by one of another log, when verified, then it is never proven', async () => {
  const pair = fc.tuple(spot, logs)
  const findings = new Set<string>()
  const seen = await counting(pair, 300, async ([{ log, i }, another]) => {
    const stranger = another.entries[i]
    const own = log.entries[i]
    if (stranger === undefined || own === undefined || toHex(stranger.leaf) === toHex(own.leaf))
      return
    const report = await verify(put(log, i, stranger))
    if (report.kind !== 'tampered') throw new Error(`taken for sound: ${report.kind}`)
    findings.add(report.finding)
    // A forger who keeps the form is found by the link that follows, or by the root.
    if (report.at !== undefined) expect(report.at).toBeGreaterThanOrEqual(i)
    else expect(report.finding).toBe('RootMismatch')
  })
  expect(seen).toBe(300)
  expect([...findings].sort()).toEqual(['BrokenLink', 'RootMismatch'])
})

test('given one byte changed in the checkpoint, when verified, then it is never proven', async () => {
  const seen = await counting(spot, 300, async ({ log, choice }) => {
    const report = await verify({ ...log, note: flip(log.note, choice) })
    expect(report.kind).not.toBe('proven')
  })
  expect(seen).toBe(300)
})
