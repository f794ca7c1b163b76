import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, nearest, truncate, visible } from '../../src/kit/text.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const graphemesOf = (text: string): readonly string[] =>
  [...segmenter.segment(text)].map(s => s.segment)

// Characters of several units: a rare Han character, flags, a family joined, a decomposed syllable.
const wide = fc.constantFrom('𠮷', '🇭🇰', '🇰🇷', '👩‍👩‍👧', 'é', '각', '轉', '의', 'a')
const text = fc.oneof(
  fc.array(wide).map(a => a.join('')),
  fc.string({ unit: 'grapheme' }),
)

describe('truncate', () => {
  it('given any text and room for at least the mark, then it fits and cuts no character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, max) => {
        const cut = truncate(whole, max)
        const kept = graphemesOf(whole)
        const heads = kept.map((_, i) => `${kept.slice(0, i).join('')}…`)
        const fitting = heads.filter(head => head.length <= max).at(-1)
        expect(cut).toBe(whole.length <= max ? whole : fitting)
        expect(cut.length).toBeLessThanOrEqual(max)
      }),
      { numRuns: 500 },
    )
  })

  it('given characters of several units at the limit, then each goes or stays whole', () => {
    const seen = [
      ['𠮷𠮷', 3, '𠮷…'],
      ['𠮷𠮷', 2, '…'],
      ['🇭🇰🇰🇷', 5, '🇭🇰…'],
      ['🇭🇰🇰🇷', 8, '🇭🇰🇰🇷'],
      ['abc', 3, 'abc'],
      ['abcd', 3, 'ab…'],
      ['abcd', 1, '…'],
    ] as const
    expect(seen.map(([t, max]) => truncate(t, max))).toEqual(seen.map(s => s[2]))
    expect(seen).toHaveLength(7)
  })
})

// Any UTF-16 units, halves of a pair included.
const units = fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes))

describe('clean', () => {
  it('given any text, then it is well formed, NFC, trimmed, with line feeds, and stays so', () => {
    const lines = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', ' ', '\uD800', '각', '각'))
    const raw = fc.oneof(
      lines.map(a => a.join('')),
      units,
    )
    fc.assert(
      fc.property(raw, typed => {
        const kept = clean(typed)
        expect(kept.isWellFormed()).toBe(true)
        expect(kept).toBe(kept.normalize('NFC').trim())
        expect(kept).not.toContain('\r')
        expect(clean(kept)).toBe(kept)
      }),
    )
  })

  it('given what a keyboard may send, then the words remain', () => {
    expect(clean(' 관세청'.normalize('NFD'))).toBe('관세청')
    expect(clean('a\r\nb\rc\n')).toBe('a\nb\nc')
    expect(clean('a\uDC00')).toBe('a\uFFFD')
  })
})

describe('visible', () => {
  const hidden = (
    '00AD 061C 115F 1160 180E 200B 200E 200F 202A 202E ' +
    '2060 2064 2066 2069 3164 FEFF FFA0 0000 001B 0085'
  ).split(' ')

  it('given a hidden character, then its number is shown in its place', () => {
    const shown = hidden.map(hex => visible(`a${String.fromCodePoint(Number.parseInt(hex, 16))}b`))
    expect(shown).toEqual(hidden.map(hex => `a[U+${hex}]b`))
    expect(hidden).toHaveLength(20)
  })

  it('given text without any, then nothing changes, emoji and line ends included', () => {
    const plain = '轉介 의뢰 é 👩‍👩‍👧 ✈️\n\tx'
    expect(visible(plain)).toBe(plain)
  })

  it('given any mixture, then what is hidden is gone and the rest stands', () => {
    const secret = fc.constantFrom(...hidden.map(hex => Number.parseInt(hex, 16)))
    const piece = fc.oneof(
      secret.map(code => ({ code, text: String.fromCodePoint(code) })),
      fc.constantFrom('轉', '의', 'a', ' ', '🇭🇰').map(seen => ({ code: undefined, text: seen })),
    )
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const wanted = pieces.map(({ code, text: seen }) =>
          code === undefined
            ? seen
            : `[U+${hidden.find(hex => Number.parseInt(hex, 16) === code)}]`,
        )
        expect(visible(pieces.map(p => p.text).join(''))).toBe(wanted.join(''))
      }),
    )
  })
})

describe('nearest', () => {
  const commands = ['send', 'accept', 'decline', 'acknowledge', 'close', 'withdraw', 'help']

  it('given a slip of the finger, then the command meant is found', () => {
    const slips = [
      'snd',
      'acept',
      'Decline',
      'acknowlege',
      'aknowledge',
      'colse',
      'withdrew',
      'hepl',
    ]
    expect(slips.map(slip => nearest(slip, commands))).toEqual([
      ...['send', 'accept', 'decline', 'acknowledge', 'acknowledge', 'close', 'withdraw', 'help'],
    ])
  })

  it('given another word, or nothing to choose from, then there is no guess', () => {
    expect(nearest('translate', commands)).toBeUndefined()
    expect(nearest('轉介文件', commands)).toBeUndefined()
    expect(nearest('x'.repeat(100_000), commands)).toBeUndefined()
    expect(nearest('send', [])).toBeUndefined()
  })

  it('given one letter changed, left out or added, then the command is among the nearest', () => {
    const slip = fc.record({
      of: fc.constantFrom('acknowledge', 'withdraw', 'decline'),
      at: fc.nat(6),
      drop: fc.constantFrom(0, 1),
      add: fc.constantFrom('', 'q'),
    })
    fc.assert(
      fc.property(slip, ({ of, at, drop, add }) => {
        expect(nearest(of.slice(0, at) + add + of.slice(at + drop), commands)).toBe(of)
      }),
    )
  })
})
