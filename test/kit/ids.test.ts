import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nthReferralId, numberOf, toReferralId } from '../../src/kit/ids.ts'

describe('a reference', () => {
  const number = fc.integer({ min: 1, max: 999_999 })
  const year = fc.integer({ min: 2000, max: 9999 })
  const prefix = fc.stringMatching(/^[A-Z]{2,4}$/)

  it('given any side, year and running number, then it is read back as typed, number and all', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(prefix, year, number, (side, y, n) => {
        const id = nthReferralId(side, y, n)
        const typed = [id, id.toLowerCase(), ` ${id}\n`, wide(id)]
        expect(typed.map(toReferralId)).toEqual([id, id, id, id])
        expect(numberOf(id)).toBe(n)
      }),
    )
  })

  it('given what is no reference, then nothing is guessed', () => {
    const wrong = ['', 'HK', 'HK-26-000123', 'HK-2026-123', 'HK-2026-0001234', 'H-2026-000123']
    wrong.push('HK 2026 000123', 'HK-2026-000123 x', 'HKHKH-2026-000123', '香港-2026-000123')
    expect(wrong.map(toReferralId)).toEqual(wrong.map(() => undefined))
    expect(wrong).toHaveLength(10)
  })
})
