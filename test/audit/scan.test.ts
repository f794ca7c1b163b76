import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, leafOf } from '../../adapters/keys/index.ts'
import { causeTime } from '../../src/audit/brackets.ts'
import { canonical } from '../../src/audit/canonical.ts'
import { readEntry } from '../../src/audit/entry.ts'
import { scanEntry } from '../../src/audit/scan.ts'
import { leafHash } from '../../src/audit/tree.ts'
import { isBase64At, toBase64, utf8 } from '../../src/kit/bytes.ts'
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

/** Whatever is scanned, must be read the same way with care. */
const agree = (t: string): boolean => {
  const scanned = t.isWellFormed() ? scanEntry(t) : undefined
  if (!scanned) return false
  const read = readEntry(t)
  if (!read.ok) throw new Error(`scanned, and is none: ${t}`)
  const { seq, at, type, log, subject: s } = read.value
  expect(scanned).toMatchObject({ seq, at: fromRfc3339(at), type, log })
  expect([scanned.subject?.id, scanned.subject?.n]).toEqual([s?.id, s?.n])
  const prev = scanned.subject?.prev
  expect(prev === undefined ? undefined : t.slice(prev, prev + 44)).toBe(s?.prev)
  expect(scanned.cause).toBe(causeTime(read.value))
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
    let scanned = 0
    fc.assert(
      fc.property(batches, drafts => {
        for (const { body } of logOf(drafts).entries) scanned += agree(body) ? 1 : 0
      }),
      { numRuns: 100, seed: 5 },
    )
    expect(scanned).toBeGreaterThan(50)
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
    let scanned = 0
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
        scanned += agree(changed) ? 1 : 0
      }),
      { numRuns: 6000, seed: 6 },
    )
    expect(scanned).toBeGreaterThan(500)
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
  ])('when it has %s, then it is not scanned', (_, spoilt) => {
    expect(scanEntry(spoilt)).toBeUndefined()
  })

  test('when it is nested as deep as it may be, or one more, then the scan knows it as the reader does', () => {
    for (const depth of [14, 15, 16]) {
      const nested = text
        .replace('"event":{', `"event":${'['.repeat(depth - 1)}{`)
        .replace('},"log"', `}${']'.repeat(depth - 1)},"log"`)
      expect([depth, scanEntry(nested) !== undefined]).toEqual([depth, readEntry(nested).ok])
    }
  })

  test('when its times are of any day, then they are read as the calendar has them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) }), ms => {
        const at = toRfc3339(instant(ms))
        expect(scanEntry(canonical({ ...entry, at }))?.at).toBe(ms)
      }),
      { numRuns: 500, seed: 7 },
    )
  })
})

test('given 32 bytes, when their base64 is looked for in a text, then it is found there and nowhere else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(43), (bytes, at) => {
      const encoded = toBase64(bytes)
      expect(isBase64At(`xx${encoded}"`, 2, bytes)).toBe(true)
      const other = encoded[at] === 'A' ? 'B' : 'A'
      expect(isBase64At(encoded.slice(0, at) + other + encoded.slice(at + 1), 0, bytes)).toBe(false)
    }),
    { numRuns: 500, seed: 8 },
  )
})

test('given any text, when its leaf is hashed in one call, then it is that of its bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), t => {
      expect(leafOf(t)).toEqual(leafHash(utf8(t), digest))
    }),
    { numRuns: 200, seed: 9 },
  )
})
