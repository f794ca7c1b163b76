import { describe, expect, it } from 'vitest'
import { isOverdue } from '../../src/action/action.ts'
import { instant } from '../../src/kit/time.ts'
import {
  afterOf,
  at,
  attempt,
  begun,
  carried,
  directory,
  done,
  erased,
  gdf,
  hkc,
  id,
  kcs,
  link,
  matter,
  mustTick,
  officerAt,
  problemsOf,
  refusalOf,
  sitelist,
  spec,
  start,
  ticked,
} from './sample.ts'

const keyOf = (o: { readonly what: unknown }): unknown => (o.what as { key: string }).key

/** The end of 15 December in Korea, where it is done. */
const due = at('2026-12-15T23:59:00+09:00')

describe('an action item', () => {
  it('given a day and an owner, when it is begun, then it is due at the end of that day where it is done', () => {
    const { state } = begun()
    expect(state).toMatchObject({ from: hkc, other: kcs, owner: kcs, due, link, status: 'open' })
    expect(begun({ owner: 'own' }).state).toMatchObject({
      owner: hkc,
      due: at('2026-12-15T23:59:00+08:00'),
    })
    expect(state.texts.map(t => [t.part, t.desk])).toEqual([['item', hkc]])
    expect(spec.owed(state, kcs).map(keyOf)).toEqual(['actionitem.owed'])
    expect([spec.owed(state, hkc), spec.isTurnOf(state, kcs), spec.isTurnOf(state, hkc)]).toEqual([
      [],
      true,
      false,
    ])
  })

  it('given half and four fifths of the time, and the end of it, then its owner is reminded at work', () => {
    const { state } = begun()
    const [clock] = state.clocks
    expect(clock?.steps.map(s => [s.atPercent ?? s.afterMinutes, s.tell.join()])).toEqual([
      [50, 'duty'],
      [80, 'duty'],
      [0, 'duty'],
      [1440, 'duty,backup'],
      [4320, 'supervisor,other-desk'],
    ])
    // Half of the time is over on a Friday evening: Monday tells it.
    const moments = [
      at('2026-12-07T09:00:00+09:00'),
      at('2026-12-11T17:23:00+09:00'),
      at('2026-12-16T09:00:00+09:00'),
    ]
    let p = begun()
    for (const moment of moments) {
      const [timer] = spec.timersOf(p.state, directory.workingTime)
      expect(timer).toMatchObject({ deadline: 'due:1', due: moment })
      expect(ticked(p, 'due:1', instant(moment - 1))).toBeUndefined()
      p = mustTick(p, 'due:1', moment)
    }
    // Over by night, told in the morning.
    expect(moments.at(-1)).toBe(at('2026-12-16T09:00:00+09:00'))
    expect(isOverdue(p.state, due)).toBe(true)
    expect(isOverdue(p.state, instant(due - 1))).toBe(false)
    expect(p.notices.map(n => `${n.desk} ${n.purpose} ${n.urgent ?? 'waits'}`)).toEqual([
      'hkc.cyber card waits',
      'kcs.cyber card waits',
      'kcs.cyber ping.due:1.2.2026-12-15T14:59:00.000Z waits',
    ])
  })

  it('given a call that hangs, when it is done, then it is taken back and nothing calls any more', () => {
    const late = mustTick(begun(), 'due:1', at('2026-12-16T09:00:00+09:00'))
    const over = done(late, at('2026-12-16T10:00:00+09:00'))
    expect(over.notices.map(n => n.purpose)).toContain('ping.due:1.2.2026-12-15T14:59:00.000Z')
    expect(spec.timersOf(over.state, directory.workingTime)).toEqual([])
    expect([over.state.status, spec.isOpen(over.state)]).toEqual(['done', false])
  })

  it('given one that was done, when the other side takes it up again, then it is due as before', () => {
    const again = afterOf({
      ...{ name: 'a-reopen', by: officerAt(hkc), on: done(), raw: { reason: 'Half of it only.' } },
    })
    expect(again.state).toMatchObject({ status: 'open', due, reopened: 1 })
    expect(again.state.ended).toBeUndefined()
    expect(again.state.clocks.map(c => c.name)).toEqual(['due:2'])
    const later = at('2027-01-05T10:00:00+09:00')
    const reopen = { name: 'a-reopen', by: officerAt(hkc), on: done(), now: later }
    expect(problemsOf({ ...reopen, raw: { reason: 'No.' } })).toEqual(['due: Missing'])
    expect(afterOf({ ...reopen, raw: { reason: 'No.', due: '2027-02-01' } }).state.due).toBe(
      at('2027-02-01T23:59:00+09:00'),
    )
  })

  it('given one that is not done, when it is carried twice, then it is counted and has another clock', () => {
    const once = carried()
    expect(once.state).toMatchObject({ due: at('2027-03-31T23:59:00+09:00') })
    const twice = carried(
      once,
      { meeting: '2028-03-08', due: '2028-03-31' },
      at('2027-03-10T02:00:00Z'),
    )
    expect(twice.state.carried.map(c => c.meeting)).toEqual(['2027-03-10', '2028-03-08'])
    expect(twice.state.clocks.map(c => c.name)).toEqual(['due:3'])
  })

  it('given its content, when it is erased, then no clock runs and what happened stays', () => {
    const p = erased(carried(), start)
    expect(p.state).toMatchObject({ texts: [], clocks: [], erased: true, carried: [{}] })
    expect([matter.isErased(p.json), matter.isErased(begun().json)]).toEqual([true, false])
    expect(spec.owed(p.state, kcs)).toEqual([])
    const said = afterOf({ name: 'a-update', by: officerAt(kcs), on: p, raw: { progress: 'x' } })
    expect(matter.isErased(said.json)).toBe(false)
  })
})

describe('who may do what about an action item', () => {
  it('given the wrong desk, then it is told whose it is', () => {
    const raw = { result: 'x', reason: 'x' }
    expect(refusalOf({ name: 'a-done', by: officerAt(hkc), on: begun(), raw })).toEqual({
      kind: 'OnlyDesk',
      desk: kcs,
    })
    expect(refusalOf({ name: 'a-withdraw', by: officerAt(kcs), on: begun(), raw })).toEqual({
      kind: 'OnlyDesk',
      desk: hkc,
    })
    expect(refusalOf({ name: 'a-reopen', by: officerAt(kcs), on: done(), raw })).toEqual({
      kind: 'OnlyDesk',
      desk: hkc,
    })
    expect(refusalOf({ name: 'a-update', by: officerAt(gdf), on: begun() }).kind).toBe(
      'UnknownReferral',
    )
    expect(refusalOf({ name: 'a-update', by: officerAt(hkc, 'auditor'), on: begun() }).kind).toBe(
      'WrongRole',
    )
  })

  it.each(['a-update', 'a-done', 'a-carry', 'a-withdraw'])(
    'given one that is over, when somebody tries %s, then it has moved on',
    name => {
      const by = officerAt(name === 'a-withdraw' ? hkc : kcs)
      expect(refusalOf({ name, by, on: done() })).toEqual({ kind: 'MovedOn' })
    },
  )

  it('given one that is open or was withdrawn, then it can not be taken up again', () => {
    const raw = { reason: 'Not needed.' }
    const gone = afterOf({ name: 'a-withdraw', by: officerAt(hkc), on: begun(), raw })
    expect(gone.state.status).toBe('withdrawn')
    for (const on of [begun(), gone])
      expect(refusalOf({ name: 'a-reopen', by: officerAt(hkc), on }).kind).toBe('MovedOn')
  })

  it('given a button that was shown before it was carried, then it is stale', () => {
    const command = matter.commands.find(c => c.name === 'a-done')
    const shown = matter.revisionOf(begun().json, kcs)
    expect(command?.against(carried().json, officerAt(kcs), shown)).toEqual({ kind: 'MovedOn' })
    expect(command?.against(begun().json, officerAt(kcs), shown)).toBeUndefined()
  })
})

describe('bad input about an action item', () => {
  const wrong = (raw: Record<string, string>, seen: readonly string[] = [link]) =>
    problemsOf({ name: 'a-begin', by: officerAt(hkc), raw: { ...sitelist, ...raw }, seen })

  it.each([
    [{ due: '2026-11-23' }, ['due: Past']],
    [{ due: '2030-01-01' }, ['due: TooFarAway']],
    [{ due: '2026-02-30' }, ['due: NotADate']],
    [{ due: '' }, ['due: Missing']],
    [{ with: 'nobody.here' }, ['with: NotAChoice']],
    [{ with: hkc }, ['with: OwnDesk']],
    [{ with: '' }, ['with: Missing']],
    [{ owner: 'somebody' }, ['owner: NotAChoice']],
    [{ link: 'HK-12' }, ['link: NotAReference']],
    [{ agreed: '2026-11-26' }, ['agreed: NotYet']],
    [{ agreed: 'Thursday' }, ['agreed: NotADate']],
    [{ what: ' ' }, ['what: Missing']],
    [{ what: 'x'.repeat(801) }, ['what: TooLong']],
    [{ language: 'xx' }, ['language: NotAChoice']],
  ])('given %o, then it is refused at its field', (raw, problems) => {
    expect(wrong(raw)).toEqual(problems)
  })

  it('given a reference that the desk may not see, then it is none', () => {
    expect(wrong({}, [])).toEqual(['link: NotAReference'])
    expect(wrong({ link: 'HK-S-2026-000001' })).toEqual(['link: NotAReference'])
    const none = { ...sitelist, link: '' }
    expect(attempt({ name: 'a-begin', by: officerAt(hkc), raw: none }).ok).toBe(true)
  })

  it('given a desk as somebody writes it, then it is that desk', () => {
    expect(begun({ with: 'KCS.cyber' }).state.other).toBe(kcs)
  })

  it('given a meeting that is over or an earlier due day, then it is not carried', () => {
    const carry = { name: 'a-carry', by: officerAt(kcs), on: begun() }
    const reason = 'Later.'
    expect(
      problemsOf({ ...carry, raw: { meeting: '2026-11-23', due: '2026-12-15', reason } }),
    ).toEqual(['meeting: Past', 'due: NotLaterDay'])
    expect(problemsOf({ ...carry, raw: { meeting: '2027-01-05', due: '2026-11-20' } })).toEqual([
      'reason: Missing',
    ])
    expect(
      problemsOf({ ...carry, raw: { meeting: '2027-01-05', due: '2026-11-20', reason } }),
    ).toEqual(['due: Past'])
  })

  it('given bytes of another type, then no state and no event is read', () => {
    expect(() => spec.readState({})).toThrow()
    expect(() => spec.readEvent({ type: 'action.begun' })).toThrow()
    expect(() =>
      matter.withText(matter.erasing, {
        language: 'en',
        ref: { item: 'i', commit: 'c', bytes: 1 },
      }),
    ).toThrow()
    expect(id).toBe('HK-A-2026-000001')
  })
})
