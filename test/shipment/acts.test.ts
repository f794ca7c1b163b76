import { describe, expect, it } from 'vitest'
import { days, minutes, plus } from '../../src/kit/time.ts'
import { timersOf } from '../../src/shipment/clocks.ts'
import { partiesOf, revisionOf, type Shipment } from '../../src/shipment/shipment.ts'
import {
  afterOf,
  alarmsOf,
  at,
  begun,
  directory,
  gdf,
  held,
  hkc,
  kcs,
  officerAt,
  onward,
  problemsOf,
  refusalOf,
  start,
  ticked,
} from './sample.ts'

const hk = officerAt(hkc)
const kr = officerAt(kcs)
const matterTimers = (s: Shipment) => timersOf(s, directory.workingTime)

describe('beginning a shipment', () => {
  it('given its first leg, then codes and moments are in the log and words are not', () => {
    const { events, s, contents } = begun({ source: 'hk-n-2026-000007', tlp: 'red' })
    expect(events).toMatchObject([
      {
        type: 'shipment.begun',
        desk: kcs,
        leg: 1,
        from: 'KRPUS',
        to: 'HKHKG',
        departs: '2026-11-24T11:00:00.000Z',
        hs: '392410',
        containers: 2,
        custodian: hkc,
        source: 'HK-N-2026-000007',
        tlp: 'red',
      },
    ])
    expect(JSON.stringify(events)).not.toMatch(/CSQU|Plastic|Example/)
    expect([...contents.values()]).toMatchObject([{ containers: 'CSQU3054383\nMSKU6011672' }])
    expect(partiesOf(s)).toEqual([kcs, hkc])
  })

  it('given no custodian, then it is the own desk; given a name outside, then none is a desk', () => {
    expect(begun({ custodian: '' }).s.legs[0]?.custodian).toBe(kcs)
    const outside = begun({ custodian: '', external: 'Dogane' })
    expect(outside.s.legs[0]?.custodian).toBeUndefined()
    expect(outside.s.clocks).toMatchObject([{ name: 'act:1', desk: kcs, other: hkc }])
  })

  it('given a custodian that nobody named as watching, then it watches too', () => {
    expect(partiesOf(begun({ custodian: gdf, watchers: '' }).s)).toEqual([kcs, gdf])
  })

  it.each([
    [{ departs: '2026-11-24 20:00' }, ['departs: NoOffset']],
    [{ arrives: '2026-11-24 19:59 +09:00' }, ['arrives: ArrivesTooEarly']],
    [{ arrives: '2028-11-24 19:59 +09:00' }, ['arrives: TooFarAway']],
    [{ containers: ' ' }, ['containers: Missing']],
    [{ goods: '' }, ['goods: Missing']],
    [{ hs: 'toys' }, ['hs: NotANumber']],
    [{ custodian: 'nobody.here' }, ['custodian: NotAChoice']],
    [{ external: 'Dogane' }, ['external: OnlyOne']],
    [{ watchers: 'nobody.here' }, ['watchers: NotAChoice']],
    [{ watchers: 'hkc.cyber,kcs.cyber' }, ['watchers: OwnDesk']],
    [{ source: 'HK-1' }, ['source: NotAReference']],
    [{ language: 'fr' }, ['language: NotAChoice']],
  ])('given %o, then it is refused at the field', (raw, problems) => {
    const wrong = { name: 's-begin', by: kr, raw: { ...begunRaw, ...raw } }
    expect(problemsOf(wrong)).toEqual(problems)
  })

  it('given a container with a wrong check digit, then it is taken as it is', () => {
    expect(begun({ containers: 'CSQU3054384' }).s.legs[0]?.containers).toHaveLength(1)
  })
})

const begunRaw = {
  containers: 'CSQU3054383',
  from: 'KRPUS',
  to: 'HKHKG',
  departs: '2026-11-24 20:00 +09:00',
  arrives: '2026-11-27 10:00 +08:00',
  goods: 'Plastic household articles',
  custodian: 'hkc.cyber',
}

describe('the next leg', () => {
  it('given the same goods in other words of the same kind, then nobody is alarmed', () => {
    const { events, s } = onward()
    expect(events.map(e => e.type)).toEqual(['shipment.leg_added'])
    expect(s.legs[1]?.containers).toEqual(s.legs[0]?.containers)
  })

  it('given other goods, then every desk that watches is alarmed and has a clock of its own', () => {
    const after = onward({ goods: 'Wooden doors', hs: '4418' })
    expect(after.events.map(e => e.type)).toEqual(['shipment.leg_added', 'shipment.alarmed'])
    expect(alarmsOf(after)).toEqual(['2 against 1: chapter'])
    expect(after.s.clocks.map(c => [c.name, c.desk, c.other])).toEqual([
      ['act:1', hkc, kcs],
      ['act:2', hkc, kcs],
      ['alarm:1.kcs.cyber', kcs, hkc],
      ['alarm:1.hkc.cyber', hkc, kcs],
    ])
    const urgent = after.notices.filter(n => n.urgent).map(n => `${n.desk} ${n.purpose}`)
    expect(urgent).toEqual([`${kcs} ping.alarm.1`, `${hkc} ping.alarm.1`])
  })

  it('given another container and another heading, then one alarm says both', () => {
    const after = onward({ hs: '3926', containers: 'TEXU3070079\nCSQU3054383' })
    expect(alarmsOf(after)).toEqual(['2 against 1: heading+container'])
  })

  it('given that it begins before the one above ends, then it is refused at the field', () => {
    const wrong = { departs: '2026-11-27 09:59 +08:00', arrives: '2026-11-27 09:58 +08:00' }
    const raw = { ...begunRaw, containers: '', ...wrong }
    expect(problemsOf({ name: 's-leg', by: hk, on: begun(), raw })).toEqual([
      'departs: LegTooEarly',
      'arrives: ArrivesTooEarly',
    ])
  })

  it('given it begins at the moment at which the one above ends, then it is taken', () => {
    expect(onward({ departs: '2026-11-27 10:00 +08:00' }).s.legs).toHaveLength(2)
  })

  it('given an officer of a desk that does not watch, then there is no such shipment', () => {
    expect(refusalOf({ name: 's-leg', by: officerAt(gdf), on: begun() }).kind).toBe(
      'UnknownReferral',
    )
    expect(refusalOf({ name: 's-leg', by: officerAt(hkc, 'auditor'), on: begun() }).kind).toBe(
      'WrongRole',
    )
  })
})

describe('what is reported of a leg later', () => {
  const goods = (raw: object, on = onward()) =>
    afterOf({ name: 's-goods', by: kr, on, raw: { nature: 'correction', language: 'en', ...raw } })

  it('given a leg declared anew, then it is compared with itself and with the legs beside it', () => {
    const after = goods({ leg: '1', nature: 'declared-anew', goods: 'Toys', hs: '9503' })
    expect(alarmsOf(after)).toEqual(['1 against 1: chapter', '1 against 2: chapter'])
    expect(after.s.alarms[0]).toMatchObject({ before: { hs: '392410' }, after: { hs: '9503' } })
  })

  it('given a correction that makes two legs agree, then nobody is alarmed', () => {
    const on = onward({ goods: 'Toys', hs: '9503' })
    const after = goods({ leg: '1', goods: 'toys', hs: '950300' }, on)
    expect(after.events.map(e => e.type)).toEqual(['shipment.goods_declared'])
  })

  it('given no leg, then it is the last one; given one that is not there, then it is refused', () => {
    expect(goods({ goods: 'Toys', hs: '9503' }).events[0]).toMatchObject({ leg: 2 })
    const raw = { leg: '3', nature: 'correction', goods: 'Toys' }
    expect(problemsOf({ name: 's-goods', by: kr, on: onward(), raw })).toEqual(['leg: NotAChoice'])
  })

  it('given a new container, then it is on the legs after it too, and an alarm tells both', () => {
    const raw = { leg: '1', containers: 'TEXU3070079', language: 'en' }
    const after = afterOf({ name: 's-container', by: kr, on: onward(), raw })
    expect(alarmsOf(after)).toEqual(['1 against 1: container'])
    const [first, second] = after.s.legs
    expect(first?.containers).toHaveLength(2)
    expect(second?.containers.at(-1)).toBe(first?.containers.at(-1))
    expect(after.s.alarms[0]?.containers).toEqual({
      before: first?.containers[0],
      after: first?.containers[1],
    })
  })

  it('given one container less, then nobody is alarmed', () => {
    const raw = { containers: 'CSQU3054383' }
    expect(alarmsOf(afterOf({ name: 's-container', by: kr, on: begun(), raw }))).toEqual([])
  })
})

describe('an alarm', () => {
  const alarmed = onward({ goods: 'Wooden doors', hs: '4418' })

  it('given a desk that has seen it, then its clock stops, and that of the other goes on', () => {
    const after = afterOf({ name: 's-seen', by: hk, on: alarmed })
    expect(after.s.clocks.map(c => c.name)).toEqual(['act:1', 'act:2', 'alarm:1.kcs.cyber'])
    expect(after.s.alarms[0]?.seen).toMatchObject([{ desk: hkc, by: hk.id }])
    expect(refusalOf({ name: 's-seen', by: hk, on: after }).kind).toBe('NothingAsked')
    expect(revisionOf(after.s, hkc)).toBe(revisionOf(alarmed.s, hkc) + 1)
    expect(revisionOf(after.s, kcs)).toBe(revisionOf(alarmed.s, kcs))
    const back = after.notices.filter(n => n.purpose === 'ping.alarm.1').map(n => n.desk)
    expect(back).toEqual([hkc])
  })

  it('given nobody has seen it for a quarter of an hour, then the ladder goes up', () => {
    const name = 'alarm:1.hkc.cyber'
    expect(ticked(alarmed, name, plus(start, minutes(14)))).toBeUndefined()
    const first = ticked(alarmed, name, plus(start, minutes(15)))
    expect(first?.events).toMatchObject([
      { tell: ['duty', 'backup'], called: ['hkc.duty', 'hkc.officer'] },
    ])
    const second = first && ticked(first, name, plus(start, minutes(30)))
    expect(second?.events).toMatchObject([
      { tell: ['supervisor', 'other-desk'], calledOther: ['kcs.duty'] },
    ])
  })
})

describe('the clock of a leg', () => {
  it('given its arrival, then it is due four hours before, and warns two hours earlier', () => {
    const { s } = begun()
    expect(s.clocks).toMatchObject([{ name: 'act:1', due: at('2026-11-26T22:00:00Z') }])
    expect(ticked(begun(), 'act:1', at('2026-11-26T19:59:00Z'))).toBeUndefined()
    expect(ticked(begun(), 'act:1', at('2026-11-26T20:00:00Z'))?.events).toMatchObject([
      { step: 0, tell: ['duty'] },
    ])
  })

  it('given an arrival in two hours, then a quarter of an hour is left; given one that is over, then none runs', () => {
    const soon = begun({ departs: '2026-11-23 20:00 +09:00', arrives: '2026-11-24 16:00 +08:00' })
    expect(soon.s.clocks).toMatchObject([{ due: plus(start, minutes(15)) }])
    const over = begun({ departs: '2003-03-17 20:00 +09:00', arrives: '2003-03-20 16:00 +08:00' })
    expect(over.s.clocks).toEqual([])
  })

  it.each([
    ['feedback of its custodian', 's-feedback', hk, { leg: '1', result: 'nothing-found' }, true],
    ['feedback of another desk', 's-feedback', kr, { leg: '1', result: 'already-left' }, false],
    ['feedback on another leg', 's-feedback', hk, { leg: '2', result: 'seized' }, false],
    ['a hold of its custodian', 's-hold', hk, { leg: '1', held: 'all' }, true],
  ])('given %s, then %#', (_, name, by, raw, met) => {
    const after = afterOf({ name, by, on: onward(), raw })
    expect(after.s.clocks.some(c => c.name === 'act:1')).toBe(!met)
  })

  it('given a leg of an administration outside, then any desk may say what it did', () => {
    const raw = { leg: '2', result: 'seized', words: 'As Genoa told us.' }
    const after = afterOf({ name: 's-feedback', by: kr, on: onward(), raw })
    expect(after.s.clocks.map(c => c.name)).toEqual(['act:1'])
  })
})

describe('feedback', () => {
  it.each([
    [{ result: 'not-controlled' }, ['words: Missing']],
    [{ result: 'lost' }, ['result: NotAChoice']],
    [{ result: 'seized', controlled: '2026-11-24 15:00 +08:00' }, ['controlled: NotYet']],
    [{ result: 'seized', leg: '2' }, ['leg: NotAChoice']],
    [{ result: 'seized', leg: 'x' }, ['leg: NotAChoice']],
  ])('given %o, then it is refused at the field', (raw, problems) => {
    expect(problemsOf({ name: 's-feedback', by: hk, on: begun(), raw })).toEqual(problems)
  })
})

describe('the end', () => {
  const end = { outcome: 'success' }

  it('given the desk that began it, then it ends with all its clocks', () => {
    const on = onward({ goods: 'Wooden doors', hs: '4418' })
    const { s, notices } = afterOf({ name: 's-close', by: kr, on, raw: end })
    expect([s.status, s.outcome, s.clocks]).toEqual(['closed', 'success', []])
    expect(matterTimers(s)).toEqual([])
    expect(notices.filter(n => n.purpose === 'ping.alarm.1').map(n => n.desk)).toEqual([kcs, hkc])
  })

  it('given another desk, or goods on hold, then it is refused', () => {
    expect(refusalOf({ name: 's-close', by: hk, on: begun(), raw: end }).kind).toBe('WrongSide')
    expect(refusalOf({ name: 's-close', by: kr, on: held(), raw: end }).kind).toBe('StillHeld')
  })

  it('given that it has ended, then nothing more may be done', () => {
    const on = afterOf({ name: 's-close', by: kr, on: begun(), raw: end })
    for (const name of ['s-leg', 's-goods', 's-seen', 's-hold', 's-feedback', 's-close'])
      expect(refusalOf({ name, by: kr, on, now: plus(start, days(1)) }).kind, name).toBe('MovedOn')
  })
})
