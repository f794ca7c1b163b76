import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockWatch, type Finding, observe } from '../../src/bot/clock-watch.ts'
import { instant, minutes, seconds } from '../../src/kit/time.ts'

interface Tick {
  readonly wall: number
  readonly mono: number
  readonly others?: readonly number[]
}

const run = (ticks: readonly Tick[]): readonly Finding['kind'][] => {
  let watch: ClockWatch = {}
  return ticks.map(({ wall, mono, others = [] }) => {
    const seen = observe(watch, {
      wall: instant(wall),
      monotonic: mono,
      others: others.map(instant),
    })
    watch = seen.watch
    return seen.finding.kind
  })
}

describe('given a clock that is compared with one that nobody can set', () => {
  it('when both go on alike, then it is steady, whatever passes between two ticks', () => {
    let ticks = 0
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10 ** 9 }), { minLength: 1, maxLength: 30 }), gaps => {
        let at = 0
        const kinds = run(
          gaps.map(gap => {
            at += gap
            return { wall: 1_700_000_000_000 + at, mono: at }
          }),
        )
        ticks += kinds.length
        expect(kinds.every(k => k === 'steady')).toBe(true)
      }),
    )
    expect(ticks).toBeGreaterThan(500)
  })

  it('when it is slewed by less than five seconds a tick, then it is steady', () => {
    expect(
      run([
        { wall: 0, mono: 0 },
        { wall: seconds(5), mono: seconds(1) },
        { wall: seconds(1), mono: seconds(2) },
      ]),
    ).toEqual(['steady', 'steady', 'steady'])
  })

  it('when it starts more than 30 seconds from every platform, then it waits, but not for one of two', () => {
    const tick = (s: number, ...off: readonly number[]): Tick => ({
      wall: seconds(s),
      mono: seconds(s),
      others: off.map(o => seconds(s + o)),
    })
    expect(run([tick(1, 31)])).toEqual(['jumped'])
    expect(run([tick(1, -31, -40), tick(2, -31), tick(3, -30)])).toEqual([
      'jumped',
      'held',
      'agreed',
    ])
    expect(run([tick(1, 31, 30)])).toEqual(['steady'])
    // The first word of a platform counts, also where it comes late; after that only jumps do.
    expect(run([tick(1), tick(2, 31)])).toEqual(['steady', 'jumped'])
    expect(run([tick(1, 30), tick(2, 31)])).toEqual(['steady', 'steady'])
  })

  it.each([
    ['forward', minutes(90)],
    ['back', -minutes(90)],
  ])('when it jumps %s, then nothing is trusted until a platform agrees', (_, jump) => {
    const at = (s: number) => ({ wall: seconds(s) + jump, mono: seconds(s) })
    expect(
      run([
        { wall: 0, mono: 0 },
        at(1),
        at(2),
        { ...at(3), others: [seconds(3)] },
        { ...at(4), others: [seconds(4) + jump + seconds(31)] },
        { ...at(5), others: [seconds(5), seconds(5) + jump - seconds(30)] },
        at(6),
      ]),
    ).toEqual(['steady', 'jumped', 'held', 'held', 'held', 'agreed', 'steady'])
  })

  it('when nobody can say, then it is trusted again after five minutes; while one disagrees, after thirty', () => {
    const jump = minutes(90)
    const at = (s: number) => ({ wall: seconds(s) + jump, mono: seconds(s) })
    expect(run([{ wall: 0, mono: 0 }, at(1), at(300), at(301)])).toEqual([
      'steady',
      'jumped',
      'held',
      'agreed',
    ])
    const against = (s: number) => ({ ...at(s), others: [seconds(s)] })
    expect(
      run([{ wall: 0, mono: 0 }, against(1), against(301), against(1800), against(1801)]),
    ).toEqual(['steady', 'jumped', 'held', 'held', 'agreed'])
  })

  it('when it jumps back to where it was, then it is trusted at once', () => {
    expect(
      run([
        { wall: 0, mono: 0 },
        { wall: minutes(90), mono: seconds(1) },
        { wall: seconds(2), mono: seconds(2) },
        { wall: seconds(3), mono: seconds(3) },
      ]),
    ).toEqual(['steady', 'jumped', 'agreed', 'steady'])
  })

  it('when it jumps twice, then it is still held, and by how much is summed', () => {
    let watch: ClockWatch = {}
    const step = (wall: number, mono: number) => {
      const seen = observe(watch, { wall: instant(wall), monotonic: mono, others: [] })
      watch = seen.watch
      return seen.finding
    }
    step(0, 0)
    step(minutes(10), seconds(1))
    expect(step(minutes(20), seconds(2))).toMatchObject({
      kind: 'jumped',
      hold: { jumpMs: minutes(20) - seconds(2), from: 0 },
    })
  })
})
