import { describe, expect, it } from 'vitest'
import type { MatterId } from '../../src/kit/ids.ts'
import { days, plus } from '../../src/kit/time.ts'
import { desksThat, participantsOf, partiesOf } from '../../src/operation/operation.ts'
import { isTurnOf, owed } from '../../src/operation/owed.ts'
import { rowsSince, tallyOf } from '../../src/operation/tally.ts'
import {
  afterOf,
  at,
  begun,
  closed,
  drill,
  erased,
  first,
  foreign,
  gdf,
  hkc,
  id,
  joined,
  kcs,
  mustTick,
  officerAt,
  open,
  outside,
  type Played,
  problemsOf,
  proxied,
  refusalOf,
  reported,
  results,
  second,
  spec,
  start,
  tagged,
  ticked,
} from './sample.ts'

const [hk, kr, it3] = [officerAt(hkc), officerAt(kcs), officerAt(gdf)]
const clocks = ({ o }: Played) => o.clocks.map(c => `${c.name} ${new Date(c.due).toISOString()}`)
const said = (p: Played) => p.notices.map(n => `${n.desk} ${n.purpose}`).toSorted()

describe('an operation that begins', () => {
  it('given a period and desks, then the one that leads it owes reports, and the others an answer', () => {
    const p = begun()
    expect(p.o).toMatchObject({ from: hkc, status: 'open', tlp: 'amber-strict' })
    expect(clocks(p)).toEqual(['report:1 2026-12-01T06:00:00.000Z', 'end 2027-01-17T16:00:00.000Z'])
    expect([participantsOf(p.o), desksThat(p.o, 'invited')]).toEqual([[hkc], [kcs, gdf]])
    expect([hkc, kcs, gdf].map(d => isTurnOf(p.o, d))).toEqual([false, true, true])
    expect(said(p)).toEqual([`${gdf} card`, `${hkc} card`, `${kcs} card`].toSorted())
  })

  it('given a period that is none, then it is told what is wrong with it', () => {
    const tried = (raw: Readonly<Record<string, string>>) =>
      problemsOf({ name: 'o-begin', by: hk, raw: { ...begunRaw, ...raw } })
    expect(tried({ to: '2026-11-22 00:00 +08:00' })).toEqual(['to: EndsTooEarly'])
    expect(tried({ from: '2026-11-01 00:00 +08:00', to: '2026-11-24 13:59 +08:00' })).toEqual([
      'to: EndsTooEarly',
    ])
    expect(tried({ to: '2028-01-18 00:00 +08:00' })).toEqual(['to: TooFarAway'])
    expect(tried({ from: '2025-01-18 00:00 +08:00' })).toEqual(['from: Past'])
    expect(tried({ from: '2027-12-18 00:00 +08:00', to: '2027-12-19 00:00 +08:00' })).toEqual([
      'from: TooFarAway',
      'to: TooFarAway',
    ])
    expect(tried({ from: '2026-11-23 00:00' })).toEqual(['from: NoOffset'])
    expect(tried({ categories: '' })).toEqual(['categories: Missing'])
    expect(tried({ invited: 'nobody.there' })).toEqual(['invited: NotAChoice'])
    expect(tried({ invited: hkc })).toEqual(['invited: OwnDesk'])
  })

  it('given a period shorter than a week, then the end report is all that is owed', () => {
    expect(clocks(begun({ to: '2026-11-28 00:00 +08:00' }))).toEqual([
      'end 2026-11-27T16:00:00.000Z',
    ])
  })

  it('given one that begins later, then the first report is due a week after it has', () => {
    expect(clocks(begun({ from: '2026-12-07 00:00 +08:00' }))[0]).toBe(
      'report:1 2026-12-13T16:00:00.000Z',
    )
  })
})

const begunRaw = {
  ...{ name: 'X', from: '2026-11-23 00:00 +08:00', to: '2027-01-18 00:00 +08:00' },
  ...{ invited: kcs, categories: 'tobacco', language: 'en' },
}

describe('who takes part', () => {
  it('given an invitation, then a desk joins once, or declines and sees no more of it', () => {
    const p = joined()
    expect(participantsOf(p.o)).toEqual([hkc, kcs])
    expect(refusalOf({ name: 'o-join', by: kr, on: p }).kind).toBe('NothingAsked')
    expect(refusalOf({ name: 'o-join', by: hk, on: p }).kind).toBe('NothingAsked')
    const out = afterOf({ name: 'o-decline', by: it3, on: p, raw: { reason: 'No ships.' } })
    expect(partiesOf(out.o)).toEqual([hkc, kcs])
    expect([spec.itemsOf(out.o, gdf), spec.itemsOf(out.o, kcs).length]).toEqual([[], 2])
    expect(said(out)).toContain(`${gdf} card`)
    expect(said(out)).not.toContain(`${gdf} reply`)
    expect(refusalOf({ name: 'o-join', by: it3, on: out }).kind).toBe('UnknownReferral')
  })

  it('given one that declined, then it may be invited again, and only by the desk that leads', () => {
    const out = afterOf({ name: 'o-decline', by: it3, on: joined(), raw: { reason: 'No ships.' } })
    const raw = { invited: gdf }
    expect(refusalOf({ name: 'o-invite', by: kr, on: out, raw }).kind).toBe('NotLead')
    const again = afterOf({ name: 'o-invite', by: hk, on: out, raw })
    expect(participantsOf(joined(again, it3).o)).toEqual([hkc, kcs, gdf])
    const asked = { name: 'o-invite', by: hk, on: again }
    expect(problemsOf({ ...asked, raw })).toEqual(['invited: NotAChoice'])
    expect(problemsOf({ ...asked, raw: { invited: kcs } })).toEqual(['invited: NotAChoice'])
    expect(problemsOf({ ...asked, raw: { invited: hkc } })).toEqual(['invited: OwnDesk'])
    expect(problemsOf({ ...asked, raw: { invited: ' ' } })).toEqual(['invited: Missing'])
  })

  it('given a desk that has not answered, then it may neither count nor report', () => {
    const p = begun()
    for (const name of ['o-tag', 'o-untag', 'o-proxy'])
      expect(refusalOf({ name, by: kr, on: p }).kind, name).toBe('NotJoined')
    for (const name of ['o-sitrep', 'o-close'])
      expect(refusalOf({ name, by: kr, on: joined() }).kind, name).toBe('NotLead')
  })
})

describe('what is counted', () => {
  const sums = (p: Played, from = results) =>
    tallyOf(p.o, from).sums.map(m => `${m.kind} ${m.currency ?? m.unit} ${m.basis} ${m.amount}`)

  it('given referrals, then like is added to like, and a third state’s seizure stays by itself', () => {
    expect(sums(tagged(second, tagged()))).toEqual([
      'cigarettes stick own 12580000',
      'cigarettes stick third 8000000',
      'market-value HKD own 8500000000',
      'market-value KRW own 1200000000',
    ])
  })

  it('given both sides that take part, then each result counts once, whoever tags it first', () => {
    const p = tagged()
    const again = { name: 'o-tag', by: hk, on: p, raw: { referral: first } }
    expect(refusalOf(again)).toEqual({ kind: 'AlreadyCounted', ref: first, operation: id })
    expect(sums(p)[0]).toBe('cigarettes stick own 3580000')
  })

  it('given one that another operation counts, then it is told where', () => {
    const other = 'KR-O-2026-000007' as MatterId
    const claimed = new Map([[String(second), other]])
    const raw = { referral: second }
    expect(refusalOf({ name: 'o-tag', by: kr, on: joined(), raw, claimed })).toEqual({
      ...{ kind: 'AlreadyCounted', ref: second, operation: other },
    })
  })

  it('given one that is not there, not the desk’s, not sent or an exercise, then it is not counted', () => {
    const tried = (referral: string, by = hk, referrals = results) =>
      refusalOf({ name: 'o-tag', by, on: joined(), raw: { referral }, referrals }).kind
    expect(tried('KR-2026-000099')).toBe('UnknownReferral')
    expect(tried(foreign)).toBe('UnknownReferral')
    expect(tried(drill)).toBe('OnlyADrill')
    const [, draft] = [...results].find(([ref]) => ref === open) ?? []
    if (!draft) throw new Error('no draft')
    expect(tried(open, hk, new Map([[String(open), { ...draft, isSent: false }]]))).toBe(
      'UnknownReferral',
    )
    const raw = { referral: 'HK-O-2026-000001' }
    expect(problemsOf({ name: 'o-tag', by: hk, on: joined(), raw })).toEqual([
      'referral: NotAReference',
    ])
  })

  it('given one that counts no longer, then the desk that tagged it or the lead said so, with a reason', () => {
    const p = tagged(first, joined(joined(), it3))
    const raw = { referral: first, reason: 'Not of it.' }
    expect(refusalOf({ name: 'o-untag', by: it3, on: p, raw }).kind).toBe('NotLead')
    expect(problemsOf({ name: 'o-untag', by: kr, on: p, raw: { referral: first } })).toEqual([
      'reason: Missing',
    ])
    for (const by of [kr, hk])
      expect(sums(afterOf({ name: 'o-untag', by, on: p, raw }))).toEqual([])
    const never = { ...raw, referral: second }
    expect(problemsOf({ name: 'o-untag', by: kr, on: p, raw: never })).toEqual([
      'referral: NotAChoice',
    ])
  })

  it('given totals of an administration outside, then they stand apart, and new ones take their place', () => {
    const p = proxied()
    expect(sums(p)[0]).toBe('cigarettes stick own 3580000')
    expect(tallyOf(p.o, results).outside).toMatchObject([
      { proxy: 1, sums: [{ kind: 'cigarettes', amount: 8_000_000 }] },
    ])
    const next = { number: '1', administration: '', 'measure-1-value': '9000000' }
    const later = proxied(next, p)
    expect(later.o.proxies).toMatchObject([{ n: 1, desk: kcs, sums: [{ amount: 9_000_000 }] }])
    expect(later.o.proxies[0]?.item).toBe(p.o.proxies[0]?.item)
    expect(proxied({ administration: 'Zoll' }, later).o.proxies).toHaveLength(2)
  })

  it('given totals that are none, then it is told what is wrong with them', () => {
    const tried = (raw: Readonly<Record<string, string>>) =>
      problemsOf({ name: 'o-proxy', by: kr, on: proxied(), raw: { ...outside, ...raw } })
    expect(tried({ administration: '' })).toEqual(['administration: Missing'])
    expect(tried({ number: '1' })).toEqual(['administration: OnlyOneName'])
    expect(tried({ administration: '', number: '4' })).toEqual(['number: NotAChoice'])
    expect(tried({ 'as-of': '2026-11-25 00:00 +08:00' })).toEqual(['as-of: NotYet'])
    expect(tried({ 'measure-1-value': '' })).toEqual(['measure-1-value: Missing'])
    expect(tried({ 'measure-1-kind': '', 'measure-1-value': '', 'measure-1-basis': '' })).toEqual([
      'measure-1-kind: Missing',
    ])
  })
})

describe('reports', () => {
  it('given one, then every participant gets it, it keeps what was told, and the next is due in a week', () => {
    const p = reported(proxied({}, tagged(first, joined())), plus(start, days(2)))
    expect(said(p)).toEqual(
      [hkc, kcs]
        .flatMap(d => [`${d} card`, `${d} summary.report.1`])
        .concat(`${gdf} card`)
        .toSorted(),
    )
    expect(clocks(p)).toEqual(['end 2027-01-17T16:00:00.000Z', 'report:2 2026-12-03T06:00:00.000Z'])
    expect(p.o.reports[0]?.tally).toMatchObject({ tagged: 1, outside: [{ proxy: 1 }] })
    // What comes later changes nothing of what was told.
    const later = tagged(second, p)
    expect(later.o.reports[0]).toEqual(p.o.reports[0])
    const rows = rowsSince(tallyOf(later.o, results).sums, later.o.reports[0]?.tally.sums)
    expect(rows.map(r => `${r.sum.currency ?? r.sum.unit} ${r.sum.basis} ${r.change}`)).toEqual([
      'stick own 9000000',
      'stick third 0',
      'HKD own 0',
      'KRW own 1200000000',
    ])
    const without = rowsSince([], later.o.reports[0]?.tally.sums)
    expect(without.map(r => [r.sum.amount, r.change])).toEqual([
      [0, -3_580_000],
      [0, -8_000_000],
      [0, -8_500_000_000],
    ])
  })

  it('given a week without one, then it is asked for in working hours, up the ladder, until it is given', () => {
    const p = joined()
    const due = at('2026-12-01T06:00:00Z')
    expect(ticked(p, 'report:1', plus(due, -1))).toBeUndefined()
    const asked = mustTick(p, 'report:1', due)
    expect(said(asked)).toContain(`${hkc} ping.report:1.0.2026-12-01T06:00:00.000Z`)
    expect([isTurnOf(asked.o, hkc), owed(asked.o, hkc).length, owed(asked.o, kcs)]).toEqual([
      ...[true, 2, []],
    ])
    const given = reported(asked, plus(due, days(1)))
    expect(said(given)).toContain(`${hkc} ping.report:1.0.2026-12-01T06:00:00.000Z`)
    expect(isTurnOf(given.o, hkc)).toBe(false)
  })

  it('given a period that is over, then the end report is asked for in place of a report still due, and ends it', () => {
    const over = at('2027-01-18T01:00:00Z')
    const asked = mustTick(tagged(), 'report:1', over)
    const late = mustTick(asked, 'end', over)
    // The report that was due is asked for no longer, as the end report stands for it.
    expect(late.o.clocks.map(c => c.name)).toEqual(['end'])
    expect(said(late).filter(n => n.includes('ping.'))).toHaveLength(2)
    const p = closed(late, plus(over, days(1)))
    expect([p.o.status, p.o.clocks, p.o.ended?.tally.tagged]).toEqual(['closed', [], 1])
    expect(said(p)).toEqual(expect.arrayContaining([`${kcs} summary.end`, `${hkc} summary.end`]))
    expect(said(p).filter(n => n.includes('ping.'))).toHaveLength(1)
    for (const name of ['o-tag', 'o-sitrep', 'o-close', 'o-invite', 'o-proxy'])
      expect(refusalOf({ name, by: hk, on: p }).kind, name).toBe('MovedOn')
    // It stays in the count, so that no later operation counts it again.
    expect(spec.counts?.(p.o)).toEqual([first])
    expect(spec.recounted?.(p.o)).toEqual([])
  })
})

describe('an operation that ends', () => {
  it('given a referral from which nothing came, then it is let go, and may be counted elsewhere', () => {
    const p = closed(tagged(open, tagged()))
    expect([spec.counts?.(p.o), p.o.ended?.released]).toEqual([[first], [open]])
    expect(p.o.ended?.tally.tagged).toBe(1)
  })
})

describe('an erased operation', () => {
  it('given reports, when it is erased, then they are made anew without words, and figures stay', () => {
    const p = erased(closed(), plus(start, days(400)))
    expect([p.o.texts, p.o.clocks, spec.isErased(p.o)]).toEqual([[], [], true])
    expect(p.o.ended?.tally.sums).not.toEqual([])
    expect(said(p)).toEqual(
      [hkc, kcs]
        .flatMap(d => [`${d} card`, `${d} summary.report.1`, `${d} summary.end`])
        .concat(`${gdf} card`)
        .toSorted(),
    )
  })
})
