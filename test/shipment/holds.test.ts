import { describe, expect, it } from 'vitest'
import { days, hours, type Instant, plus, toRfc3339 } from '../../src/kit/time.ts'
import { timersOf } from '../../src/shipment/clocks.ts'
import { holdFigures } from '../../src/shipment/figures.ts'
import {
  afterOf,
  at,
  begun,
  directory,
  gdf,
  held,
  hkc,
  kcs,
  mustTick,
  officerAt,
  onward,
  type Played,
  problemsOf,
  refusalOf,
  start,
  ticked,
} from './sample.ts'

const hk = officerAt(hkc)
const kr = officerAt(kcs)
const hold = 'hold:1'
const nextOf = ({ s }: Played): string | undefined => {
  const due = timersOf(s, directory.workingTime).find(t => t.deadline === hold)?.due
  return due === undefined ? undefined : toRfc3339(due)
}

/** Each reminder at its own moment, as far as that one. */
const remindedUntil = (on: Played, end: Instant): readonly string[] => {
  const due = nextOf(on)
  if (due === undefined || at(due) > end) return []
  return [due, ...remindedUntil(mustTick(on, hold, at(due)), end)]
}

/** The tenth working day in Hong Kong after Tuesday, 24 November, with two days off. */
const limit = at('2026-12-10T10:00:00Z')

describe('a hold', () => {
  it('given no limit, then it is ten working days of the holding desk, its days off left out', () => {
    expect(held().s.holds).toMatchObject([{ n: 1, leg: 1, desk: hkc, since: start, limit }])
    const korean = afterOf({ name: 's-hold', by: kr, on: begun(), raw: { held: 'all' } })
    expect(korean.s.holds[0]?.limit).toBe(at('2026-12-08T09:00:00Z'))
  })

  it('given one that was agreed, then it is as agreed', () => {
    const agreed = held({ limit: '2026-11-30 12:00 +08:00', since: '2026-11-20 09:00 +08:00' })
    expect(agreed.s.holds).toMatchObject([
      { limit: at('2026-11-30T04:00:00Z'), since: at('2026-11-20T01:00:00Z') },
    ])
  })

  it('given its time, then both sides are reminded at 50, 80 and 100 %, then each working day', () => {
    // Half of it has gone on a day off, and that is told on the next working day.
    expect(remindedUntil(held(), at('2026-12-15T23:00:00Z'))).toEqual([
      '2026-12-03T01:00:00.000Z',
      '2026-12-07T04:24:00.000Z',
      '2026-12-10T10:00:00.000Z',
      '2026-12-11T01:00:00.000Z',
      '2026-12-14T01:00:00.000Z',
      '2026-12-15T01:00:00.000Z',
    ])
    const once = mustTick(held(), hold, at('2026-12-03T01:00:00Z'))
    const pings = once.notices.filter(n => n.purpose.startsWith('ping.'))
    expect(pings.map(n => n.desk)).toEqual([kcs, hkc])
  })

  it('given a limit at noon, then the first of the daily reminders is next morning', () => {
    const noon = held({ limit: '2026-12-10 12:00 +08:00' })
    expect(remindedUntil(noon, at('2026-12-11T23:00:00Z')).slice(2)).toEqual([
      '2026-12-10T04:00:00.000Z',
      '2026-12-11T01:00:00.000Z',
    ])
  })

  it('given a limit on a day off, then the daily reminders begin with the next working day', () => {
    const sunday = held({ limit: '2026-12-13 12:00 +08:00' })
    expect(remindedUntil(sunday, at('2026-12-15T23:00:00Z')).slice(2)).toEqual([
      '2026-12-13T04:00:00.000Z',
      '2026-12-14T01:00:00.000Z',
      '2026-12-15T01:00:00.000Z',
    ])
  })

  it('given a downtime over several, then one reminder says which were leapt over', () => {
    const late = mustTick(held(), hold, at('2026-12-14T02:00:00Z'))
    expect(late.events).toMatchObject([
      { step: 4, missed: [0, 1, 2, 3], planned: '2026-12-14T01:00:00.000Z' },
    ])
    expect(nextOf(late)).toBe('2026-12-15T01:00:00.000Z')
    expect(ticked(late, hold, at('2026-12-14T03:00:00Z'))).toBeUndefined()
  })

  it('given one that began long ago, then no reminder of before is made up for', () => {
    const old = held({ since: '2026-11-10 09:00 +08:00', limit: '2026-11-26 09:00 +08:00' })
    expect(old.s.holds[0]?.reminders).toEqual([])
    expect(nextOf(old)).toBe('2026-11-26T01:00:00.000Z')
  })

  it.each([
    [{ held: ' ' }, ['held: Missing']],
    [{ leg: '2' }, ['leg: NotAChoice']],
    [{ since: '2026-11-24 14:01 +08:00' }, ['since: NotYet']],
    [{ limit: '2026-11-24 14:00 +08:00' }, ['limit: EndsTooEarly']],
    [{ limit: '2027-12-24 14:00 +08:00' }, ['limit: TooFarAway']],
    [{ since: '2026-10-01 09:00 +08:00' }, ['limit: EndsTooEarly']],
    [{ limit: '2026-12-01 14:00' }, ['limit: NoOffset']],
  ])('given %o, then it is refused at the field', (raw, problems) => {
    const wrong = { held: 'all', leg: '1', ...raw }
    expect(problemsOf({ name: 's-hold', by: hk, on: begun(), raw: wrong })).toEqual(problems)
  })

  it('given a desk that has none of the goods, then it is refused; the one above hands them over', () => {
    const watched = begun({ watchers: `${hkc},${gdf}` })
    expect(refusalOf({ name: 's-hold', by: officerAt(gdf), on: watched }).kind).toBe('NotCustodian')
    expect(held({ leg: '2' }, onward()).s.holds[0]?.leg).toBe(2)
    const raw = { leg: '2', held: 'all' }
    expect(problemsOf({ name: 's-hold', by: kr, on: onward(), raw })).toEqual(['leg: NotAChoice'])
  })
})

describe('the end of a hold', () => {
  const over = mustTick(held(), hold, plus(limit, hours(1)))
  const extended = afterOf({
    name: 's-extend',
    by: hk,
    on: over,
    raw: { reason: 'The right holder has not answered.' },
    now: plus(limit, hours(1)),
  })

  it('given an extension, then it is ten more working days, with reminders of its own', () => {
    expect(extended.s.holds).toMatchObject([{ limit: at('2026-12-24T10:00:00Z'), reached: 0 }])
    expect(nextOf(extended)).toBe('2026-12-18T01:00:00.000Z')
    const back = extended.notices.filter(n => n.purpose.startsWith('ping.hold.1.'))
    expect(back.map(n => n.desk)).toEqual([kcs, hkc])
  })

  it('given a second one, then it is refused', () => {
    const refusal = refusalOf({ name: 's-extend', by: hk, on: extended })
    expect(refusal).toEqual({ kind: 'HeldLongest', max: 1 })
  })

  it.each([
    [{}, ['reason: Missing']],
    [{ reason: 'x', limit: '2026-12-10 18:00 +08:00' }, ['limit: EndsTooEarly']],
    [{ reason: 'x', limit: '2028-12-10 18:00 +08:00' }, ['limit: TooFarAway']],
    [{ reason: 'x', hold: '2' }, ['hold: NotAChoice']],
  ])('given %o, then an extension is refused at the field', (raw, problems) => {
    expect(problemsOf({ name: 's-extend', by: hk, on: over, raw })).toEqual(problems)
  })

  it.each(['s-release', 's-seize'])('given %s, then nobody is reminded any more', name => {
    const { s, notices } = afterOf({ name, by: hk, on: over })
    expect(s.holds[0]?.ended).toMatchObject({ how: name === 's-seize' ? 'seized' : 'released' })
    expect(timersOf(s, directory.workingTime).map(t => t.deadline)).toEqual([])
    expect(notices.filter(n => n.purpose.startsWith('ping.hold')).map(n => n.desk)).toEqual([
      kcs,
      hkc,
    ])
  })

  it('given a desk that holds nothing, then it may not end it', () => {
    for (const name of ['s-release', 's-extend', 's-seize'])
      expect(refusalOf({ name, by: kr, on: over }).kind, name).toBe('NothingHeld')
  })

  it('given two holds and no number, then it is the one whose limit comes first', () => {
    const two = held({ limit: '2026-11-30 12:00 +08:00' }, held())
    expect(afterOf({ name: 's-release', by: hk, on: two }).events).toMatchObject([{ hold: 2 }])
    const first = afterOf({ name: 's-release', by: hk, on: two, raw: { hold: '1' } })
    expect(first.events).toMatchObject([{ hold: 1 }])
  })
})

describe('figures of holds', () => {
  const period = { from: start, to: plus(start, days(30)) }
  const ended = (name: string, after: number) =>
    afterOf({ name, by: hk, on: held(), now: plus(start, days(after)) }).s

  it('given none, then there is no median and no share', () => {
    expect(holdFigures([begun().s], period)).toEqual({ begun: 0, ended: 0, withoutResult: 0 })
  })

  it('given some that ended, then the median in days and the share without a result', () => {
    const all = [ended('s-release', 2), ended('s-seize', 10), ended('s-release', 4), held().s]
    expect(holdFigures(all, period)).toEqual({
      begun: 4,
      ended: 3,
      withoutResult: 2,
      medianDays: 4,
      shareWithoutResult: 2 / 3,
    })
    expect(holdFigures(all.slice(0, 2), period).medianDays).toBe(6)
  })

  it('given one that ended after the period, then it began in it and did not end in it', () => {
    const week = { from: start, to: plus(start, days(7)) }
    expect(holdFigures([ended('s-seize', 7)], week)).toEqual({
      begun: 1,
      ended: 0,
      withoutResult: 0,
    })
    const next = { from: plus(start, days(7)), to: plus(start, days(14)) }
    expect(holdFigures([ended('s-seize', 7)], next)).toMatchObject({
      begun: 0,
      ended: 1,
      medianDays: 7,
    })
  })
})
