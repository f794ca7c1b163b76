import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language, OfficerId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Content } from '../../src/ports/vault.ts'
import { matchKeysOf, warningsOf } from '../../src/referral/deconflict.ts'
import { optionalText, text } from '../../src/referral/inputs.ts'
import type { Referral, TextPart } from '../../src/referral/referral.ts'
import { hostileTexts } from '../rigs/cards.ts'

const at = instant(Date.UTC(2005, 0, 11, 13, 40))

const about = (
  words: Content,
  more: Partial<Pick<Referral, 'observedAt' | 'details'>> = {},
  part: TextPart = 'details',
): readonly string[] => {
  const ref = { item: 'i', commit: 'c', bytes: 1 }
  const by = 'hkc.o1' as OfficerId
  const texts = [{ part, language: 'en' as Language, ref, by, at }]
  return matchKeysOf({ details: {}, ...more, texts }, new Map([['i', words]]))
}

describe('the keys by which a referral is found', () => {
  it('given two spellings of one thing in other fields, then a key is shared; of two things, none', () => {
    const same: readonly (readonly [string, string])[] = [
      ['MSKU 123456-5', 'container: msku1234565'],
      ['https://films.example/seed', 'hxxp://films[.]example/seed'],
      ['0123456789ABCDEF0123456789abcdef01234567', '0123456789abcdef0123456789abcdef01234567'],
      ['seller@mail.example', 'Seller@mail[.]example'],
    ]
    for (const [a, b] of same)
      expect(about({ identifiers: a }), a).toEqual(about({ page: `something else\n${b}` }))
    const keys = same.flatMap(([a]) => about({ identifiers: a }))
    expect(new Set(keys).size).toBe(4)
  })

  it("given an address, then it has a key only with a moment: its own, the referral's, or one of its details", () => {
    const address = { identifiers: '192.0.2.10:6881' }
    expect(about(address)).toEqual([])
    const [key, ...rest] = about(address, { observedAt: at })
    expect(rest).toEqual([])
    expect(
      about(address, { details: { seen: '2005-01-11T13:40:00.000Z', kind: 'seeder' } }),
    ).toEqual([key])
    expect(about({ identifiers: '192.0.2.10 2005-01-11 21:40 +08:00' })).toEqual([key])
    expect(about({ identifiers: '192.0.2.10 2005-01-11 21:40 +09:00' })).not.toEqual([key])
  })

  it('given words of an answer or a note, then they make no key', () => {
    const words = { result: 'MSKU1234565' }
    const parts: readonly TextPart[] = ['answer', 'note', 'interim', 'translation', 'consent']
    expect(parts.flatMap(part => about(words, {}, part))).toEqual([])
    expect(about(words, {}, 'referral')).toHaveLength(1)
  })

  it('given any text, then it never throws and gives each key once', () => {
    let seen = 0
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...hostileTexts.map(([, t]) => t)),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), texts), words => {
        seen += 1
        const keys = about(words, { observedAt: at })
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 200, seed: 3 },
    )
    expect(seen).toBe(200)
  })
})

describe('the warnings that an event records', () => {
  const inputs = {
    narrative: text({ label: 'form.narrative', max: 1500 }),
    identifiers: optionalText({ label: 'form.identifiers', max: 2000 }),
  }

  it('given what is off, then its names are recorded, sorted, once each, and nothing that was typed', () => {
    const identifiers = 'MSKU1234560\nMSKU1234561\n192.168.0.1\nMSKU1234565'
    expect(warningsOf(inputs, { narrative: 'seen', identifiers })).toEqual({
      warnings: 'container_digit ip_private',
    })
  })

  it('given nothing that is off, then nothing is recorded', () => {
    expect(warningsOf(inputs, { narrative: 'seen', identifiers: 'MSKU1234565' })).toEqual({})
    expect(warningsOf(inputs, { narrative: 'x\n'.repeat(300) })).toEqual({})
    expect(warningsOf(inputs, {})).toEqual({})
  })

  it('given any text, then what is recorded fits into the event and is made of names', () => {
    let seen = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...hostileTexts.map(([, t]) => t)),
        fc.string({ unit: 'grapheme' }),
        (a, b) => {
          seen += 1
          const { warnings = '' } = warningsOf(inputs, { narrative: b, identifiers: `${a}\n${b}` })
          expect(warnings).toMatch(/^(?:[a-z_]+(?: [a-z_]+)*)?$/)
          expect(warnings.length).toBeLessThanOrEqual(200)
        },
      ),
      { numRuns: 200, seed: 5 },
    )
    expect(seen).toBe(200)
  })
})
