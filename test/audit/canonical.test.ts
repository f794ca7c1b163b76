import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  canonical,
  isCanonical,
  maxBytes,
  maxDepth,
  parseCanonical,
} from '../../src/audit/canonical.ts'

const text = fc.string({ unit: 'binary', maxLength: 12 })

const { value: json } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6 }),
  ),
}))

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])

test('given any value that we allow, when printed, then canonicalize 5 prints the same', () => {
  let seen = 0
  const property = fc.property(json, value => {
    const ours = canonical(value)
    expect(ours).toBe(canonicalize(value))
    expect(isCanonical(ours)).toBe(true)
    expect(canonical(JSON.parse(ours))).toBe(ours)
    seen++
  })
  fc.assert(property, { numRuns: 2000 })
  expect(seen).toBe(2000)
})

test('given keys beyond the basic plane, when printed, then the order is that of UTF-16 units', () => {
  // RFC 8785 section 3.2.3, its example: U+1F600 comes before U+FB33.
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6']
  const printed = canonical(Object.fromEntries(keys.map(key => [key, 0])))
  expect(Object.keys(JSON.parse(printed)).filter(key => key !== '1')).toEqual([
    '\r',
    '\u0080',
    '\u00f6',
    '\u20ac',
    '\u{1f600}',
    '\ufb33',
  ])
})

test('given the literals of RFC 8785 section 3.2.2, when printed, then escapes are the shortest', () => {
  const literal = '\u20ac$\u000f\nA\'B"\\\\"/'
  expect(canonical(literal)).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
})

const sparse: unknown[] = [1]
sparse[2] = 3
const cyclic: { self?: unknown } = {}
cyclic.self = cyclic

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['an undefined property', { a: undefined }],
  ['a hole', sparse],
  ['a fraction', 0.5],
  ['an unsafe integer', 2 ** 53],
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a big integer', 1n],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['bytes', Uint8Array.of(1)],
  ['a symbol', Symbol('a')],
  ['a symbol as a key', { [Symbol('a')]: 1 }],
  ['a lone surrogate', 'a\ud800'],
  ['a lone surrogate in a key', { '\udfff': 1 }],
  ['a cycle', cyclic],
])('given %s, when printed, then it throws', (_, value) => {
  expect(() => canonical(value)).toThrow('no canonical form')
  expect(() => canonical({ deep: [value] })).toThrow('no canonical form')
})

test('given the bounds, when reached, then printed; when passed, then thrown', () => {
  expect(canonical(nested(maxDepth))).toBe(`${'['.repeat(16)}1${']'.repeat(16)}`)
  expect(() => canonical(nested(maxDepth + 1))).toThrow('levels')
  expect(canonical('é'.repeat(32_766)).length).toBe(32_768)
  expect(canonical('a'.repeat(maxBytes - 2)).length).toBe(65_535)
  expect(() => canonical('a'.repeat(maxBytes - 1))).toThrow('bytes')
  expect(() => canonical('é'.repeat(32_767))).toThrow('bytes')
  expect(canonical([2 ** 53 - 1, -(2 ** 53) + 1, -0])).toBe(
    '[9007199254740991,-9007199254740991,0]',
  )
})

test.each([
  '',
  '{',
  ' 1',
  '1 ',
  '{"b":1,"a":2}',
  '{"a":1,"a":1}',
  '{"a":1.0}',
  '1e3',
  '-0',
  '0.5',
  '9007199254740993',
  '"\\u0041"',
  '"\\/"',
  '"\\ud800"',
  '"\ud800"',
  '\ufeff1',
  '['.repeat(60_000),
  '['.repeat(20) + ']'.repeat(20),
  `"${'a'.repeat(maxBytes)}"`,
])('given a text that nothing prints (case %#), when read, then it is not canonical', given => {
  expect(isCanonical(given)).toBe(false)
})

test('given a key that is special to the language, when read, then it is a key as others', () => {
  const given = '{"__proto__":{"a":1},"constructor":2}'
  expect(parseCanonical(given).ok).toBe(true)
  expect(isCanonical(given)).toBe(true)
})
