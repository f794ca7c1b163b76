import { describe, expect, it } from 'vitest'
import { minutes, plus } from '../../src/kit/time.ts'
import { owed } from '../../src/shipment/owed.ts'
import { begun, directory, held, hkc, id, kcs, onward, type Played, spec, start } from './sample.ts'

const later = plus(start, minutes(3))
/** Not what was declared on the leg before. */
const doors = { goods: 'Wooden doors', hs: '4418' }
const keyOf = (o: { readonly what: unknown }): unknown => (o.what as { key: string }).key
const happened = { event: { type: 'shipment.erased' }, at: later, by: 'clock' } as const
const erased = ({ s }: Played) => spec.evolve(s, id, happened)

describe('what a desk owes about a shipment', () => {
  it('given a leg, then its custodian owes an act on it, and nobody else anything', () => {
    const { s } = begun()
    expect([owed(s, hkc).map(keyOf), owed(s, kcs)]).toEqual([['home.owed.act'], []])
  })

  it('given a change and a hold, then each desk owes its look, and the holder a decision', () => {
    const { s } = onward(doors, held())
    expect(owed(s, kcs).map(keyOf)).toEqual(['home.owed.alarm'])
    expect(owed(s, hkc).map(keyOf).toSorted()).toEqual([
      'home.owed.act',
      'home.owed.alarm',
      'home.owed.hold',
    ])
    expect(owed(s, hkc).find(o => keyOf(o) === 'home.owed.hold')?.due).toBe(s.holds[0]?.limit)
    expect([spec.isTurnOf(s, kcs), spec.isTurnOf(s, hkc)]).toEqual([true, true])
  })
})

describe('an erased shipment', () => {
  it('given an alarm, when it is erased, then no clock runs and nobody is waited for', () => {
    const before = onward(doors)
    const s = erased(before)
    expect([s.clocks, s.texts, s.erased, s.legs]).toEqual([[], [], true, before.s.legs])
    expect(s.alarms.map(a => [a.what, a.desks])).toEqual([[before.s.alarms[0]?.what, []]])
    expect(spec.timersOf(s, directory.workingTime)).toEqual([])
    expect([spec.isErased(before.s), spec.isErased(s)]).toEqual([false, true])
    expect([owed(s, hkc), owed(s, kcs)]).toEqual([[], []])
    const told = spec.effects(before.s, s, happened).map(n => `${n.desk} ${n.purpose}`)
    expect(told.toSorted()).toEqual(
      [hkc, kcs].flatMap(d => [`${d} card`, `${d} ping.alarm.1`]).toSorted(),
    )
  })

  it('given goods on hold, when it is erased, then their limit goes on', () => {
    const s = erased(held())
    expect(spec.timersOf(s, directory.workingTime).map(t => t.deadline)).toEqual(['hold:1'])
    expect(owed(s, hkc).map(keyOf)).toEqual(['home.owed.hold'])
  })
})
