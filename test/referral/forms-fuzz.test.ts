import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories } from '../../src/kit/codes.ts'
import { actionBlocks, formFor } from '../../src/referral/forms/form.ts'
import { onSide } from './desks.ts'
import { goodForm, sha256 } from './forms-good.ts'
import { attempt, blank } from './sample.ts'

const by = onSide('sender')

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '\u202egnp.exe',
    '\u200b'.repeat(40),
    '\ufeff\u2066\u2069',
    '<script>alert(1)</script>',
    '{{7*7}} #{7*7} %s %n',
    "'; DROP TABLE entries; --",
    '@everyone <!channel> *bold* ```',
    '１２，３４５',
    '-1',
    '1e9',
    'NaN',
    '__proto__',
    'constructor',
    '2026-02-30 10:00 HKT',
    '9999-12-31T23:59:59-14:00',
    '\ud800 alone',
    'line\n'.repeat(10_000),
    'x'.repeat(100_000),
  ),
)

const forms = [
  ...categories.map(category => ({ category, asked: ['intel-check'] })),
  ...Object.keys(actionBlocks).map(block => ({ category: 'other' as const, asked: [block] })),
]

describe.each(forms)('given the form of $category with $asked', ({ category, asked }) => {
  const on = blank({ category, observed: '' })
  const good = goodForm(category, asked)
  const { inputs } = formFor(category, asked)
  const names = Object.keys(inputs).filter(name => name !== 'actions')

  it('when anything is put anywhere, then it is taken or refused by names of the form', () => {
    let refused = 0
    let taken = 0
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), hostile, { minKeys: 1, maxKeys: 5 }),
        values => {
          const decided = attempt({ name: 'fill', by, on, raw: { ...good, ...values } })
          if (decided.ok) {
            taken += 1
            expect(decided.value.events).toHaveLength(1)
            return
          }
          refused += 1
          const { error } = decided
          expect(error.kind).toBe('BadInput')
          const named = error.kind === 'BadInput' ? error.problems.map(p => p.input) : []
          expect(named.length).toBeGreaterThan(0)
          expect(named.filter(n => !names.includes(n))).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
    expect(refused).toBeGreaterThan(20)
    expect(refused + taken).toBeGreaterThanOrEqual(150)
  })

  it('when one value is far too long, then its input alone is named, with its limit', () => {
    const long = names.filter(n => inputs[n]?.max !== undefined)
    for (const name of long) {
      const raw = { ...good, [name]: 'x'.repeat((inputs[name]?.max ?? 0) + 1) }
      const decided = attempt({ name: 'fill', by, on, raw })
      const error = decided.ok ? undefined : decided.error
      expect(error).toEqual({
        kind: 'BadInput',
        problems: [{ input: name, reason: 'TooLong', max: inputs[name]?.max }],
      })
    }
    expect(long.length).toBeGreaterThan(2)
  })

  it('when words are given, then the log holds none of them', () => {
    const words = names.filter(n => inputs[n]?.keep === 'vault' && n !== 'handling-text')
    const secret = Object.fromEntries(
      words.map(n => [n, n === 'evidence-items' ? `${sha256} secret` : 'secret']),
    )
    const decided = attempt({ name: 'fill', by, on, raw: { ...good, ...secret } })
    expect(decided.ok).toBe(true)
    if (!decided.ok) return
    expect(JSON.stringify(decided.value.events)).not.toMatch(new RegExp(`secret|${sha256}`))
    expect(Object.keys(decided.value.words).sort()).toEqual([...words].sort())
    expect(words.length).toBeGreaterThan(2)
  })
})
