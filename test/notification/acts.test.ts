import { describe, expect, it } from 'vitest'
import { hours, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { revisionOf } from '../../src/notification/notification.ts'
import {
  afterOf,
  attempt,
  gdf,
  hkc,
  id,
  kcs,
  officerAt,
  problemsOf,
  referred,
  refusalOf,
  sent,
  start,
  toldBy,
} from './sample.ts'

const later = plus(start, minutes(3))
const sender = officerAt(hkc)
const korea = officerAt(kcs)
const italy = officerAt(gdf)

const two = sent({ hub: gdf })
const has = afterOf({ name: 'n-acknowledge', by: korea, on: two, now: later })
const names = (n: { clocks: readonly { name: string }[] }) => n.clocks.map(c => c.name)

describe('an addressee', () => {
  it('given a named officer acknowledges, then the desk has it, its clock is met, and its answer is due', () => {
    expect(has.n.addressees[0]?.acknowledged).toEqual({ by: korea.id, at: later })
    expect(names(has.n)).toEqual([`ack:${gdf}`, `answer:${kcs}`])
    // At arrival, which is earlier than eight hours.
    expect(has.n.clocks[1]?.due).toBe(plus(start, hours(3)))
    expect(toldBy(has)).toEqual([`${hkc} card`, `${kcs} card`, `${hkc} reply`, `${kcs} reply`])
  })

  it('given it has it, then nobody of it acknowledges again, and the others still may', () => {
    const again = { name: 'n-acknowledge', by: officerAt(kcs, 'duty'), on: has }
    expect(refusalOf(again)).toEqual({ kind: 'AlreadyAcknowledged', by: korea.id, at: later })
    const all = afterOf({ name: 'n-acknowledge', by: italy, on: has })
    expect(all.n.addressees.every(a => a.acknowledged)).toBe(true)
  })

  it('given one desk acknowledges, then the buttons of all others stay as they were', () => {
    const revisions = (p: typeof two) => [hkc, kcs, gdf].map(d => revisionOf(p.n, d))
    expect([revisions(two), revisions(has)]).toEqual([
      [1, 1, 1],
      [1, 2, 1],
    ])
  })

  it('given it answers, then the answer is told, and who answers at once has it too', () => {
    const raw = { result: 'seized', controlled: '2026-11-24 14:01 HKT', remark: '2 kg' }
    const done = afterOf({ name: 'n-answer', by: italy, on: has, raw, now: later })
    expect(done.events.map(e => e.type)).toEqual([
      'notification.acknowledged',
      'notification.answered',
    ])
    expect(done.n.addressees[1]).toMatchObject({
      acknowledged: { by: italy.id },
      answers: [{ result: 'seized', controlled: plus(start, minutes(1)) }],
    })
    expect(names(done.n)).toEqual([`answer:${kcs}`])
    expect(new Set(done.notices.map(x => x.desk))).toEqual(new Set([hkc, gdf]))
  })

  it('given an answer that is not the last word, then another is due', () => {
    for (const result of ['not-arrived', 'surveillance-continues']) {
      const done = afterOf({ name: 'n-answer', by: korea, on: has, raw: { result }, now: later })
      expect(names(done.n)).toEqual([`ack:${gdf}`, `answer:${kcs}`])
      expect(done.n.clocks[1]?.due).toBe(plus(start, hours(3)))
      // After the landing there is no moment left to be in time for.
      const landed = plus(start, hours(4))
      const next = afterOf({ name: 'n-answer', by: korea, on: done, raw: { result }, now: landed })
      expect(next.n.clocks[1]?.due).toBe(plus(landed, hours(8)))
    }
  })

  it('given an answer, then not controlled needs a reason, and a control is over', () => {
    const t = { name: 'n-answer', by: korea, on: has, now: later }
    expect(problemsOf({ ...t, raw: { result: 'not-controlled' } })).toEqual(['remark: Missing'])
    expect(attempt({ ...t, raw: { result: 'not-controlled', remark: 'no staff' } }).ok).toBe(true)
    const controlled = toRfc3339(plus(later, 1))
    expect(problemsOf({ ...t, raw: { result: 'seized', controlled } })).toEqual([
      'controlled: NotYet',
    ])
    expect(problemsOf({ ...t, raw: { result: 'lost' } })).toEqual(['result: NotAChoice'])
  })

  it('given it makes a referral of it, then the referral is known to it and to the sender', () => {
    const linked = referred(has, korea)
    expect(linked.n.addressees[0]?.referrals).toEqual(['KR-2026-000001'])
    expect(new Set(linked.notices.map(x => x.desk))).toEqual(new Set([hkc, kcs]))
  })

  it('given what is the sender’s, then an addressee may not, nor the sender what is theirs', () => {
    for (const name of ['n-told', 'n-confirm', 'n-supplement', 'n-close', 'n-withdraw'])
      expect(refusalOf({ name, by: korea, on: two })).toEqual({
        kind: 'WrongSide',
        needed: 'sender',
      })
    for (const name of ['n-acknowledge', 'n-answer', 'n-refer'])
      expect(refusalOf({ name, by: sender, on: two })).toEqual({
        kind: 'WrongSide',
        needed: 'receiver',
      })
    expect(refusalOf({ name: 'n-acknowledge', by: officerAt(kcs, 'auditor'), on: two }).kind).toBe(
      'WrongRole',
    )
    // A desk that it was not sent to learns not even that there is one.
    expect(refusalOf({ name: 'n-acknowledge', by: italy, on: sent() }).kind).toBe('UnknownReferral')
  })
})

describe('the sender', () => {
  const outside = sent({ external: 'A; 1 / B; 2', oral: 'yes' })

  it('given external contacts, then each is told once, and how and when is kept', () => {
    const raw = { external: '2', way: 'telephone', at: '2026-11-24 14:02 HKT', remark: 'Lt. Cruz' }
    const told = afterOf({ name: 'n-told', by: sender, on: outside, raw, now: later })
    expect(told.n.externals).toEqual([
      {},
      { told: { by: sender.id, at: later, way: 'telephone', told: plus(start, minutes(2)) } },
    ])
    expect(names(told.n)).toEqual([`ack:${kcs}`, 'told:1', 'written'])
    const again = { name: 'n-told', by: sender, on: told, raw, now: later }
    expect(problemsOf(again)).toEqual(['external: NotAChoice'])
    expect(
      problemsOf({ ...again, raw: { ...raw, external: '1', at: '2026-11-24 15:00 HKT' } }),
    ).toEqual(['at: NotYet'])
    const both = afterOf({ ...again, raw: { external: '1', way: 'fax' } })
    expect(refusalOf({ ...again, on: both }).kind).toBe('NothingAsked')
    // Whom it told outside of Liaison is its own.
    expect(new Set(told.notices.map(x => x.desk))).toEqual(new Set([hkc]))
  })

  it('given it began by telephone, then it confirms in writing what holds, once', () => {
    const raw = {
      category: 'cash',
      what: 'Cash, not drugs',
      where: 'HKG to ICN',
      action: 'check-declaration-records',
      contact: 'Duty room',
      arrival: toRfc3339(plus(start, hours(3))),
    }
    const t = { name: 'n-confirm', by: sender, on: outside, raw, now: later }
    const done = afterOf(t)
    expect(done.n).toMatchObject({
      category: 'cash',
      actions: ['check-declaration-records'],
      confirmed: { by: sender.id },
    })
    expect(names(done.n)).not.toContain('written')
    expect(new Set(done.notices.map(x => x.desk))).toEqual(new Set([hkc, kcs]))
    expect(refusalOf({ ...t, on: done }).kind).toBe('NothingAsked')
    expect(refusalOf({ ...t, on: two }).kind).toBe('NothingAsked')
    expect(problemsOf({ ...t, raw: { ...raw, what: '', contact: '' } })).toEqual(['what: Missing'])
    // It may have landed since it was told by telephone.
    expect(attempt({ ...t, now: plus(start, hours(4)) }).ok).toBe(true)
  })

  it('given another arrival, then clocks by it move, and such as are due stay due', () => {
    const arrival = toRfc3339(plus(start, hours(8)))
    const t = { name: 'n-supplement', by: sender, on: has, raw: { arrival }, now: later }
    const dues = (p: typeof two) => p.n.clocks.map(c => `${c.name} ${(c.due - start) / minutes(1)}`)
    expect(dues(has)).toEqual([`ack:${gdf} 5`, `answer:${kcs} 180`])
    expect(dues(afterOf(t))).toEqual([`ack:${gdf} 15`, `answer:${kcs} 480`])
    const late = plus(start, minutes(6))
    expect(dues(afterOf({ ...t, now: late }))).toEqual([`ack:${gdf} 5`, `answer:${kcs} 480`])
    const sooner = toRfc3339(plus(start, minutes(40)))
    expect(dues(afterOf({ ...t, raw: { arrival: sooner }, now: late }))).toEqual([
      `ack:${gdf} 5`,
      `answer:${kcs} 40`,
    ])
    expect(problemsOf({ ...t, raw: { arrival: toRfc3339(start) } })).toEqual(['arrival: Past'])
    expect(problemsOf({ ...t, raw: {} })).toEqual(['supplement: Missing'])
  })

  it('given it ends it, then nothing runs and nothing more may be done', () => {
    const closed = afterOf({
      name: 'n-close',
      by: sender,
      on: has,
      raw: { outcome: 'success', closing: 'Courier arrested' },
    })
    const withdrawn = afterOf({
      name: 'n-withdraw',
      by: sender,
      on: has,
      raw: { withdrawal: 'Wrong person' },
    })
    for (const p of [closed, withdrawn]) {
      expect(p.n.clocks).toEqual([])
      expect(new Set(p.notices.map(x => x.desk))).toEqual(new Set([hkc, kcs, gdf]))
      expect(refusalOf({ name: 'n-acknowledge', by: italy, on: p }).kind).toBe('MovedOn')
      expect(refusalOf({ name: 'n-supplement', by: sender, on: p }).kind).toBe('MovedOn')
    }
    expect([closed.n.status, withdrawn.n.status]).toEqual(['closed', 'withdrawn'])
    expect(closed.n.id).toBe(id)
  })
})

describe('a rights holder', () => {
  it('given a desk asked, then it says what was found; one question of a desk at a time', () => {
    const raw = { holder: 'Brand AG', address: 'ip@brand.example' }
    const asked = afterOf({ name: 'n-ask-holder', by: korea, on: two, raw })
    expect(refusalOf({ name: 'n-ask-holder', by: korea, on: asked, raw }).kind).toBe('AlreadyAsked')
    expect(refusalOf({ name: 'n-verified', by: italy, on: asked }).kind).toBe('NothingAsked')
    const t = { name: 'n-verified', by: korea, on: asked }
    const finding = { verdict: 'counterfeit', on: '2026-11-24', reference: 'B-7' }
    const known = afterOf({ ...t, raw: finding })
    expect(known.n.holders).toMatchObject([
      { desk: kcs, verified: { verdict: 'counterfeit', on: '2026-11-24' } },
    ])
    expect(problemsOf({ ...t, raw: { ...finding, verdict: 'perhaps' } })).toEqual([
      'verdict: NotAChoice',
    ])
    expect(problemsOf({ ...t, raw: { ...finding, on: '2026-11-26' } })).toEqual(['on: NotYet'])
    expect(JSON.stringify(known.events)).not.toContain('B-7')
    expect(new Set(known.notices.map(x => x.desk))).toEqual(new Set([hkc, kcs]))
    const mine = afterOf({ name: 'n-ask-holder', by: sender, on: two, raw })
    expect(new Set(mine.notices.map(x => x.desk))).toEqual(new Set([hkc, kcs, gdf]))
  })
})
