import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLine } from '../../src/bot/words.ts'

const pairs = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['「', '」'],
  ['＂', '＂'],
] as const

const character = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '“',
    '”',
    '「',
    '」',
    '＂',
    '=',
    '＝',
    ' ',
    '　',
    '\n',
    '\t',
    '/',
    '長',
    '각',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
)
const anyText = fc.array(character, { maxLength: 40 }).map(c => c.join(''))
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/)

describe('a command line', () => {
  it('given any text, then it is taken apart without a failure and no letter of a word is made up', () => {
    let values = 0
    const begin = fc.constantFrom('', '/referral new ', '/referral new to=', '/x a="')
    const anyUnits = fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes))
    fc.assert(
      fc.property(begin, fc.oneof(anyText, anyUnits), (first, rest) => {
        const text = first + rest
        const line = parseLine(text)
        values += Object.keys(line.values).length
        for (const piece of [...line.words, ...Object.values(line.values)])
          for (const c of piece) expect(text.includes(c)).toBe(true)
      }),
      { numRuns: 1000 },
    )
    expect(values).toBeGreaterThan(0)
  })

  it('given a value in any quotes it does not contain, then it comes back to the letter', () => {
    let round = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        name,
        anyText,
        fc.constantFrom('=', '＝'),
        (q, n, text, is) => {
          fc.pre(!text.includes(q[1]))
          round++
          expect(parseLine(`/referral new ${n}${is}${q[0]}${text}${q[1]} to=kcs.cyber`)).toEqual({
            words: ['/referral', 'new'],
            values: n === 'to' ? { to: 'kcs.cyber' } : { [n]: text, to: 'kcs.cyber' },
          })
        },
      ),
      { numRuns: 1000 },
    )
    expect(round).toBeGreaterThanOrEqual(1000)
  })

  it('given words and blanks of any kind, then the words are found and the blanks are not', () => {
    const word = fc.stringMatching(/^[a-z0-9./長-]{1,8}$/)
    const blank = fc.stringMatching(/^[ \t\n　\u00A0]{1,4}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(blank, word), { minLength: 1 }), found => {
        expect(parseLine(found.flat().join('')).words).toEqual(found.map(f => f[1]))
      }),
    )
  })

  it('given what officers type, then it is read as they mean it', () => {
    const seen: readonly (readonly [
      string,
      readonly string[],
      Readonly<Record<string, string>>,
    ])[] = [
      ['', [], {}],
      ['   ', [], {}],
      ['/referral new subject="two words"', ['/referral', 'new'], { subject: 'two words' }],
      ['/referral new Subject＝「兩 個　字＝」', ['/referral', 'new'], { subject: '兩 個　字＝' }],
      ['／referral　view　HK-2026-000001', ['／referral', 'view', 'HK-2026-000001'], {}],
      ["/referral new subject=it's to=x", ['/referral', 'new'], { subject: "it's", to: 'x' }],
      ['/referral new subject=""', ['/referral', 'new'], { subject: '' }],
      ['/referral new subject="never closed', ['/referral', 'new'], { subject: 'never closed' }],
      ['/referral new a=1 a=2', ['/referral', 'new'], { a: '2' }],
      ['/referral new url=https://x/?a=b', ['/referral', 'new'], { url: 'https://x/?a=b' }],
      ['to=first', ['to=first'], {}],
      ['/referral 主旨=x', ['/referral', '主旨=x'], {}],
      ['say "two words" end', ['say', 'two words', 'end'], {}],
    ]
    expect(seen.map(([text]) => parseLine(text))).toEqual(
      seen.map(([, words, values]) => ({ words, values })),
    )
    expect(seen).toHaveLength(13)
  })
})
