import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  admiraltyGrades,
  admiraltySources,
  fourByFourGrades,
  fourByFourSources,
  makeEvaluation,
  printEvaluation,
  readEvaluation,
} from '../../src/codes/evaluation.ts'
import {
  defaultHandling,
  type HandlingCode,
  handlingCodes,
  isLooser as isLooserHandling,
  makeHandling,
  printHandling,
  readHandling,
} from '../../src/codes/handling.ts'
import { isLooser as isLooserPap, paps, printPap, readPap } from '../../src/codes/pap.ts'
import { isLooser, printTlp, readTlp, stricter, tlps } from '../../src/codes/tlp.ts'

describe('TLP and PAP', () => {
  it('given every label, when it is printed and read, then it is the same', () => {
    expect(tlps.map(printTlp)).toEqual([
      'TLP:RED',
      'TLP:AMBER+STRICT',
      'TLP:AMBER',
      'TLP:GREEN',
      'TLP:CLEAR',
    ])
    expect(tlps.map(t => readTlp(printTlp(t)))).toEqual(tlps)
    expect(tlps.map(t => readTlp(t))).toEqual(tlps)
    expect(paps.map(printPap)).toEqual(['PAP:RED', 'PAP:AMBER', 'PAP:GREEN', 'PAP:CLEAR'])
    expect(paps.map(p => readPap(printPap(p)))).toEqual(paps)
  })

  it('given how people type, when it is read, then the label is found', () => {
    expect(readTlp(' ＴＬＰ：ＡＭＢＥＲ＋ＳＴＲＩＣＴ ')).toBe('amber-strict')
    expect(readTlp('tlp: amber + strict')).toBe('amber-strict')
    expect(readPap('pap:red')).toBe('red')
  })

  it('given the WHITE of old, when it is read, then it is clear, and it is never printed', () => {
    expect([readTlp('TLP:WHITE'), readTlp('white')]).toEqual(['clear', 'clear'])
    expect(readPap('PAP:WHITE')).toBe('clear')
    expect([...tlps.map(printTlp), ...paps.map(printPap)].join()).not.toMatch(/white/i)
  })

  it.each(['', 'TLP:', 'TLP:EX:CHR', 'UNCLEAR', 'STRICT', 'TLP:RED AMBER', 'PAP:RED'])(
    'given %j, when it is read as TLP, then it is none',
    text => expect(readTlp(text)).toBeUndefined(),
  )

  it('given every pair, then exactly the later of the two is looser', () => {
    const pairs = tlps.flatMap((a, i) => tlps.map((b, j) => [isLooser(a, b), i > j]))
    expect(pairs.filter(([got, want]) => got !== want)).toEqual([])
    expect(pairs).toHaveLength(25)
    const actions = paps.flatMap((a, i) => paps.map((b, j) => [isLooserPap(a, b), i > j]))
    expect(actions.filter(([got, want]) => got !== want)).toEqual([])
    expect(actions).toHaveLength(16)
    expect(isLooser('amber', 'amber-strict')).toBe(true)
    expect(isLooser('red', 'clear')).toBe(false)
  })

  it('given two things put together, then the marking is not looser than either', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tlps), fc.constantFrom(...tlps), (a, b) => {
        const both = stricter(a, b)
        expect([a, b]).toContain(both)
        expect(isLooser(both, a) || isLooser(both, b)).toBe(false)
      }),
    )
  })
})

const subsets: readonly (readonly HandlingCode[])[] = Array.from({ length: 16 }, (_, bits) =>
  handlingCodes.filter((_code, i) => (bits >> i) & 1),
)

describe('handling codes', () => {
  it('given every set, then it is made exactly where its parts go together', () => {
    const made = subsets.filter(s => makeHandling(s, s.includes('h3') ? 'ask first' : '').ok)
    expect(made.map(s => s.join('+'))).toEqual([
      'h0',
      'h1',
      'h2',
      'h1+h2',
      'h3',
      'h1+h3',
      'h2+h3',
      'h1+h2+h3',
    ])
    expect(subsets).toHaveLength(16)
  })

  it.each([
    [[], undefined, 'Empty'],
    [['h0', 'h1'], undefined, 'H0NotAlone'],
    [['h3'], undefined, 'NoText'],
    [['h1', 'h3'], ' \u200B ', 'NoText'],
    [['h1'], 'ask first', 'TextWithoutH3'],
  ] as const)('given %j with %j, then it is refused: %s', (codes, text, error) => {
    expect(makeHandling(codes, text)).toEqual({ ok: false, error })
  })

  it('given a set that was made, when it is printed and read, then it is the same', () => {
    const trips = subsets.flatMap(s => {
      const text = s.includes('h3') ? 'ask first' : undefined
      const made = makeHandling(s.toReversed(), text)
      return made.ok ? [[made, readHandling(printHandling(made.value), text)]] : []
    })
    for (const [made, read] of trips) expect(read).toEqual(made)
    expect(trips).toHaveLength(8)
    expect(readHandling('Ｈ１、h2 H1')).toEqual({ ok: true, value: defaultHandling })
    expect(printHandling(defaultHandling)).toBe('H1+H2')
    expect(readHandling('H1+H9')).toEqual({ ok: false, error: 'NotACode' })
    expect(readHandling('')).toEqual({ ok: false, error: 'Empty' })
  })

  it('given two sets, then the one that gives up a restriction is looser', () => {
    const h0 = { codes: ['h0'] } as const
    const h1 = { codes: ['h1'] } as const
    const h3 = { codes: ['h1', 'h3'], restriction: 'ask first' } as const
    expect(isLooserHandling(h0, h1)).toBe(true)
    expect(isLooserHandling(h1, defaultHandling)).toBe(true)
    expect(isLooserHandling(h1, h3)).toBe(true)
    expect(isLooserHandling({ ...h3, restriction: 'ask later' }, h3)).toBe(true)
    expect(isLooserHandling(h1, h0)).toBe(false)
    expect(isLooserHandling(defaultHandling, h1)).toBe(false)
    expect(isLooserHandling(h3, h1)).toBe(false)
    expect(isLooserHandling(h3, h3)).toBe(false)
  })
})

describe('evaluation', () => {
  const all = [
    ...fourByFourSources.flatMap(s =>
      fourByFourGrades.flatMap(i => makeEvaluation('four-by-four', s, i) ?? []),
    ),
    ...admiraltySources.flatMap(s =>
      admiraltyGrades.flatMap(i => makeEvaluation('admiralty', s, i) ?? []),
    ),
  ]

  it('given every grade of both schemes, when printed and read, then it is the same', () => {
    expect(all.map(e => readEvaluation(printEvaluation(e)))).toEqual(
      all.map(value => ({ ok: true, value })),
    )
    expect(new Set(all.map(printEvaluation)).size).toBe(16 + 36)
    expect(printEvaluation({ scheme: 'four-by-four', source: 'x', information: '4' })).toBe(
      '4x4 X4',
    )
    expect(printEvaluation({ scheme: 'admiralty', source: 'f', information: '6' })).toBe(
      'Admiralty F6',
    )
  })

  it('given a grade without its scheme, then it is refused: A1 is two things', () => {
    expect(readEvaluation('A1')).toEqual({ ok: false, error: 'NoScheme' })
    expect(readEvaluation('４×４：ａ１').ok).toBe(true)
  })

  it.each(['4x4 D1', '4x4 A5', 'Admiralty X1', 'Admiralty A7', 'Admiralty G1', '4x4', '', '4x4A1'])(
    'given %j, then it is no grade of that scheme',
    text => expect(readEvaluation(text)).toEqual({ ok: false, error: 'NotAGrade' }),
  )
})
