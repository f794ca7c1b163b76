import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { causeTime } from '../../src/audit/brackets.ts'
import { canonical } from '../../src/audit/canonical.ts'
import { readEntry } from '../../src/audit/entry.ts'
import { createScan, type Scanned } from '../../src/audit/scan.ts'
import { isAt, textIn, wordOf } from '../../src/audit/word.ts'
import { concat, isBase64At, toBase64, utf8 } from '../../src/kit/bytes.ts'
import { fromRfc3339, instant, toRfc3339 } from '../../src/kit/time.ts'
import { batches, logOf } from './log-under-test.ts'

const subject = { id: 'HK-2026-000001', n: 2, prev: toBase64(digest(utf8('x'))) }
const entry = {
  v: 1,
  log: 'bridge.example/hkc-kcs',
  seq: 7,
  at: '2026-02-28T23:59:59.999Z',
  type: 'referral.sent',
  salt: 'abcdefghijklmnopqrstu_',
  sw: '0.1.0',
  subject,
  actor: { officer: 'hkc.o1' },
  cause: { at: '2026-02-28T23:59:58.000Z', key: 'k' },
  event: { a: [1, -2, 0, true, false, null, [], {}], b: { c: '한국 香港', d: '' } },
}
const text = canonical(entry)

const scanAny = createScan(undefined)
const scanOurs = createScan(entry.log)
const before = utf8('"}\0')

/** As an entry among others: with something before it, and 0x00 and something behind it. */
const scanned = (t: string, scan = scanAny): Scanned | undefined => {
  const body = utf8(t)
  const bytes = concat(before, body, utf8(`\0${t}`))
  const found = scan(textIn(bytes), before.length, before.length + body.length)
  // The record is the same for each, and so it is copied; at the end of all bytes nothing else is read.
  const copy = found && { ...found }
  const end = concat(before, body)
  expect(scan(textIn(end), before.length, end.length)).toEqual(copy)
  return copy
}

/** Whatever is scanned, must be read the same way with care. */
const agree = (t: string): boolean => {
  const found = t.isWellFormed() ? scanned(t) : undefined
  if (!found) return false
  const read = readEntry(t)
  const bytes = concat(before, utf8(t))
  const textOf = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to))
  const prev = found.prev === 0 ? undefined : textOf(found.prev, found.prev + 44)
  // Whoever compares a link sees that it is none.
  if (!read.ok && prev !== undefined && !/^[A-Za-z0-9+/]{43}=$/.test(prev)) return false
  if (!read.ok) throw new Error(`scanned, and is none: ${t}`)
  const { seq, at, type, log, subject: s } = read.value
  expect([found.seq, found.at]).toEqual([seq, fromRfc3339(at)])
  expect(textOf(found.type, bytes.length - 8)).toBe(type)
  expect([found.id === 0 ? undefined : textOf(found.id, found.idEnd), prev]).toEqual([
    s?.id,
    s?.prev,
  ])
  if (s) expect(found.n).toBe(s.n)
  expect(Number.isNaN(found.cause) ? undefined : found.cause).toBe(causeTime(read.value))
  expect(scanned(t, scanOurs) !== undefined).toBe(log === entry.log)
  return true
}

describe('given an entry as this program writes it', () => {
  test('when it is scanned, then nothing more is needed', () => {
    expect(agree(text)).toBe(true)
    for (const field of ['subject', 'cause'] as const) {
      const { [field]: _, ...less } = entry
      expect(agree(canonical(less))).toBe(true)
    }
    expect(agree(canonical({ ...entry, subject: { id: 'log', n: 1 }, cause: { key: 'k' } }))).toBe(
      true,
    )
  })

  test('when it is of any draft, then it is scanned or left to be read, and never otherwise', () => {
    let count = 0
    fc.assert(
      fc.property(batches, drafts => {
        for (const { body } of logOf(drafts).entries) count += agree(body) ? 1 : 0
      }),
      { numRuns: 100, seed: 5 },
    )
    expect(count).toBeGreaterThan(50)
  })

  test('when any part of it is changed, then it is scanned only if it is still an entry', () => {
    const parts = fc.constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '-',
      '0',
      '1e3',
      '1.5',
      '01',
      '-0',
      ' ',
      'null',
      'a',
      '\u0001',
      '\ud800',
      '\u2028',
      '9007199254740993',
      '2027-13-01T00:00:00.000Z',
    )
    const keys = fc.constantFrom(...Object.keys(entry), 'n', 'id', 'prev', 'key')
    let count = 0
    const change = fc.oneof(
      fc
        .tuple(fc.nat(text.length), fc.nat(3), parts)
        .map(([at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop)),
      fc.tuple(keys, keys).map(([a, b]) => text.replace(`"${a}"`, `"${b}"`)),
      fc
        .tuple(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }))
        .map(([at, c]) => text.slice(0, at) + String.fromCharCode(c) + text.slice(at + 1)),
    )
    fc.assert(
      fc.property(change, changed => {
        count += agree(changed) ? 1 : 0
      }),
      { numRuns: 6000, seed: 6 },
    )
    expect(count).toBeGreaterThan(500)
  })

  test.each([
    [
      'one level too deep',
      canonical(entry).replace(
        '"event":{',
        `"event":${'['.repeat(15)}${']'.repeat(15)},"event2":{`,
      ),
    ],
    ['keys out of order', text.replace('"a":[', '"c":[')],
    ['a key twice', text.replace('"seq":7', '"seq":7,"seq":7')],
    ['an unknown field', text.replace('"v":1', '"u":1,"v":1')],
    ['a time of no day', text.replace('2026-02-28T23:59:59.999Z', '2026-02-29T23:59:59.999Z')],
    ['something behind it', `${text} `],
    ['nothing', ''],
    ['a 0x00 in a string', text.replace('bridge', 'bri\0ge')],
    ['a key that is not ASCII', text.replace('"a":[', '"é":[')],
    ['a subject that is not ASCII', text.replace('HK-2026', 'ＨＫ-2026')],
    ['its end cut off', text.slice(0, -1)],
    ['another entry in place of its end', text.slice(0, -40)],
  ])('when it has %s, then it is not scanned', (_, spoilt) => {
    expect(scanned(spoilt)).toBeUndefined()
    expect(scanned(spoilt, scanOurs)).toBeUndefined()
  })

  test('when it is nested as deep as it may be, or one more, then the scan knows it as the reader does', () => {
    for (const depth of [14, 15, 16]) {
      const nested = text
        .replace('"event":{', `"event":${'['.repeat(depth - 1)}{`)
        .replace('},"log"', `}${']'.repeat(depth - 1)},"log"`)
      expect([depth, scanned(nested) !== undefined]).toEqual([depth, readEntry(nested).ok])
    }
  })

  test('when its times are of any day, then they are read as the calendar has them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) }), ms => {
        const at = toRfc3339(instant(ms))
        expect(scanned(canonical({ ...entry, at }))?.at).toBe(ms)
      }),
      { numRuns: 500, seed: 7 },
    )
  })
})

const viewOf = (t: string): DataView => textIn(utf8(t)).view

test('given 32 bytes, when their base64 is looked for in a text, then it is found there and nowhere else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(43), (bytes, at) => {
      const encoded = toBase64(bytes)
      const hashes = concat(Uint8Array.of(1), bytes)
      expect(isBase64At(viewOf(`xx${encoded}"`), 2, hashes, 1)).toBe(true)
      const other = encoded[at] === 'A' ? 'B' : 'A'
      const changed = viewOf(encoded.slice(0, at) + other + encoded.slice(at + 1))
      expect(isBase64At(changed, 0, hashes, 1)).toBe(false)
      expect(isBase64At(viewOf(encoded.slice(0, -1)), 0, hashes, 1)).toBe(false)
    }),
    { numRuns: 500, seed: 8 },
  )
})

test('given an entry of another log, when those of one are wanted, then it is read with care', () => {
  const others = ['bridge.example/hkc-kcz', 'bridge.example/hkc-kcs2', 'bridge.example', 'x"y', 'é']
  for (const log of others) {
    const other = canonical({ ...entry, log })
    expect(scanned(other, scanOurs)).toBeUndefined()
    expect(scanned(other, createScan(log))).toMatchObject({ seq: 7 })
  }
})

test('given a word, when it is looked for, then it is found where it stands and nowhere else', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 4, maxLength: 11 })
  const long = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 30 })
  fc.assert(
    fc.property(short, long, (word, around) => {
      const text = textIn(utf8(around))
      for (let i = 0; i <= around.length; i++)
        expect(isAt(text, i, wordOf(word))).toBe(around.startsWith(word, i))
    }),
    { numRuns: 300, seed: 10 },
  )
})
