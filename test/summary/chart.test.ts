import { describe, expect, it } from 'vitest'
import type { Priority } from '../../src/kit/codes.ts'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { codesOf, pictureOf, totalsOf } from '../../src/summary/chart.ts'
import { mostItems } from '../../src/summary/figures.ts'
import { csvOf } from '../../src/summary/rows.ts'
import { full as f } from '../golden/summary.ts'
import { hkc, kcs } from '../referral/desks.ts'

const desk = (id: string) => id as ContactPointId

describe('the chart of a week', () => {
  it('given figures, then each bar is a figure of the file that is saved beside it', () => {
    const lines = csvOf([{ figures: f, digest: '' }]).split('\n')
    const summed = (side: ContactPointId, name: string): number =>
      lines
        .map(l => l.split(','))
        .filter(
          ([, , of, group, figure]) =>
            of === side &&
            figure === name &&
            group?.match(/^(immediate|urgent|routine|information)$/),
        )
        .reduce((n, [, , , , , value]) => n + Number(value), 0)
    const bars = (n: number) => pictureOf(f).chart.rows[n]?.bars
    expect(bars(0)).toEqual([hkc, kcs].map(d => ({ value: summed(d, 'sent') })))
    expect(bars(1)).toEqual([hkc, kcs].map(d => ({ value: summed(d, 'received') })))
    expect(bars(2)).toEqual(
      [hkc, kcs].map(d => ({
        value: summed(d, 'acknowledged in time'),
        of: summed(d, 'acknowledged with a limit'),
      })),
    )
    expect(bars(3)).toEqual(
      [hkc, kcs].map(d => ({
        value: summed(d, 'answered in time'),
        of: summed(d, 'answered with a limit'),
      })),
    )
    expect(bars(4)).toEqual([hkc, kcs].map(d => ({ value: summed(d, 'open') })))
    expect(bars(0)?.some(b => b.value > 0)).toBe(true)
  })

  it('given priorities, then together they are the whole', () => {
    const all: readonly Priority[] = ['immediate', 'urgent', 'routine', 'information']
    const each = all.map(p => totalsOf(f, hkc, [p]))
    const whole = totalsOf(f, hkc)
    expect(each.reduce((n, t) => n + t.sent, 0)).toBe(whole.sent)
    expect(each.reduce((n, t) => n + t.late, 0)).toBe(whole.late)
  })

  it('given more that is overdue than a list holds, then the bars say that there may be more', () => {
    const [item] = f.overdue.first
    if (!item) throw new Error('nothing is overdue')
    const first = Array.from({ length: mostItems }, () => ({ ...item, turn: kcs }))
    const late = pictureOf({ ...f, overdue: { count: mostItems + 9, first } }).chart.rows[5]
    expect(late).toMatchObject({
      tone: 'late',
      bars: [
        { value: 0, atLeast: true },
        { value: mostItems, atLeast: true },
      ],
    })
  })

  it('given two desks, then their codes differ and are short', () => {
    expect(codesOf([hkc, kcs])).toEqual(['HKC', 'KCS'])
    expect(codesOf([desk('hkc.cyber'), desk('hkc.tobacco')])).toEqual(['CYBER', 'TOBAC'])
  })
})
