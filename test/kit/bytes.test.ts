import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  concat,
  equal,
  fromBase64,
  fromBase64url,
  fromHex,
  toBase64,
  toBase64url,
  toHex,
  utf8,
} from '../../src/kit/bytes.ts'

const bytes = fc.uint8Array({ maxLength: 100 })
const text = fc.string({ unit: 'binary', maxLength: 100 })

test('given any well-formed text, when encoded, then the bytes are those of the platform', () => {
  let seen = 0
  const property = fc.property(text, value => {
    expect(Buffer.from(utf8(value)).equals(Buffer.from(value, 'utf8'))).toBe(true)
    seen++
  })
  fc.assert(property, { numRuns: 2000 })
  expect(seen).toBe(2000)
})

test('given each width of UTF-8, when encoded, then the bytes are those of RFC 3629', () => {
  expect(toHex(utf8('\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}'))).toBe(
    '7fc280dfbfe0a080efbfbff0908080f48fbfbf',
  )
})

test('given a lone surrogate, when encoded, then it throws', () => {
  expect(() => utf8('a\ud800b')).toThrow('lone surrogate')
  expect(() => utf8('\udc00')).toThrow('lone surrogate')
})

test('given any bytes, when written and read as text, then they agree with the platform', () => {
  let seen = 0
  const property = fc.property(bytes, value => {
    const theirs = Buffer.from(value)
    expect(toBase64(value)).toBe(theirs.toString('base64'))
    expect(toBase64url(value)).toBe(theirs.toString('base64url'))
    expect(toHex(value)).toBe(theirs.toString('hex'))
    expect(fromBase64(toBase64(value))).toEqual(value)
    expect(fromBase64url(toBase64url(value))).toEqual(value)
    expect(fromHex(toHex(value))).toEqual(value)
    seen++
  })
  fc.assert(property, { numRuns: 1000 })
  expect(seen).toBe(1000)
})

test('given the vectors of RFC 4648 section 10, when encoded, then the texts are those', () => {
  const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar']
  expect(words.map(word => toBase64(utf8(word)))).toEqual([
    '',
    'Zg==',
    'Zm8=',
    'Zm9v',
    'Zm9vYg==',
    'Zm9vYmE=',
    'Zm9vYmFy',
  ])
})

test.each([
  'Zg',
  'Zg=',
  'Zg===',
  'Zh==',
  'Zm9=',
  'Z===',
  'Z',
  '====',
  '=',
  'Zm9v\n',
  ' Zm9v',
  'Zm-_',
  'Zm9v====',
  'Zg==Zg==',
  'Zm\u00e9v',
])('given base64 that is not the one text of its bytes (%j), when read, then nothing', given => {
  expect(fromBase64(given)).toBeUndefined()
})

test.each(['Zg==', 'Zh', 'Z', 'Zm+/', 'Zm9v\n'])(
  'given base64url that is not the one text of its bytes (%j), when read, then nothing',
  given => {
    expect(fromBase64url(given)).toBeUndefined()
  },
)

test.each(['0', 'AB', '0g', '00\n', ' 00'])(
  'given hex that is not lower-case pairs (%j), when read, then nothing',
  given => {
    expect(fromHex(given)).toBeUndefined()
  },
)

test('given two byte strings, when compared, then they are equal only byte for byte', () => {
  const one = Uint8Array.of(1, 2, 3)
  expect(equal(one, Uint8Array.of(1, 2, 3))).toBe(true)
  expect(equal(one, Uint8Array.of(1, 2))).toBe(false)
  expect(equal(one, Uint8Array.of(1, 2, 4))).toBe(false)
  expect(equal(new Uint8Array(), new Uint8Array())).toBe(true)
})

test('given parts, when joined, then they follow each other', () => {
  expect(concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(
    Uint8Array.of(1, 2, 3),
  )
  expect(concat()).toEqual(new Uint8Array())
})
