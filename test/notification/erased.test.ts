import { describe, expect, it } from 'vitest'
import { minutes, plus } from '../../src/kit/time.ts'
import { itemLine } from '../../src/matter/cards/item.ts'
import { isTurnOf, owed } from '../../src/notification/owed.ts'
import { afterOf, directory, hkc, id, kcs, matter, officerAt, sent, spec, start } from './sample.ts'

const later = plus(start, minutes(3))
const keyOf = (o: { readonly what: unknown }): unknown => (o.what as { key: string }).key

const erased = (n: ReturnType<typeof sent>) =>
  spec.evolve(n.n, id, { event: { type: 'notification.erased' }, at: later, by: 'clock' })

describe('what a desk owes about a notification', () => {
  it('given one that was just sent, then each addressee owes its acknowledgement, the sender nothing', () => {
    const { n, json } = sent({ external: 'Guardia; +39 0000 0000', oral: 'yes' })
    expect(owed(n, kcs).map(keyOf)).toEqual(['deadline.ack'])
    expect(owed(n, hkc).map(keyOf)).toEqual(['home.owed.told', 'home.owed.written'])
    expect([isTurnOf(n, kcs), isTurnOf(n, hkc)]).toEqual([true, true])
    expect(isTurnOf(sent().n, hkc)).toBe(false)
    const item = matter.item(json, id, kcs)
    expect(item).toMatchObject({ id, isTurn: true, marking: [{ text: 'TLP:AMBER+STRICT' }] })
    expect(itemLine(item)).toMatchObject({ key: 'listing.due' })
  })

  it('given an acknowledged one, then an answer is owed; given an answered one, the sender is to close it', () => {
    const has = afterOf({ name: 'n-acknowledge', by: officerAt(kcs), on: sent(), now: later })
    expect(owed(has.n, kcs).map(keyOf)).toEqual(['deadline.reply'])
    const raw = { result: 'seized' }
    const done = afterOf({ name: 'n-answer', by: officerAt(kcs), on: has, raw, now: later })
    expect([owed(done.n, kcs), isTurnOf(done.n, kcs), isTurnOf(done.n, hkc)]).toEqual([
      [],
      false,
      true,
    ])
    const over = afterOf({
      name: 'n-close',
      by: officerAt(hkc),
      on: done,
      raw: { outcome: 'success', closing: 'x' },
      now: later,
    })
    expect([isTurnOf(over.n, kcs), isTurnOf(over.n, hkc)]).toEqual([false, false])
  })
})

describe('an erased notification', () => {
  it('given its words, when it is erased, then no clock runs and acts and codes stay', () => {
    const before = sent()
    const n = erased(before)
    expect(n).toEqual({ ...before.n, clocks: [], texts: [], erased: true })
    expect(spec.timersOf(n, directory.workingTime)).toEqual([])
    expect([spec.isErased(before.n), spec.isErased(n)]).toEqual([false, true])
    expect(owed(n, kcs)).toEqual([])
  })

  it('given a call that hangs, when it is erased, then it is taken back and the cards are made anew', () => {
    const before = sent()
    const step = spec.due(before.n, `ack:${kcs}`, {
      now: plus(start, minutes(6)),
      times: directory.workingTime,
      calledAt: () => [],
    })
    const [event] = step
    if (!event) throw new Error('nothing was due')
    const n = spec.evolve(before.n, id, { event, at: later, by: 'clock' })
    const after = spec.evolve(n, id, {
      event: { type: 'notification.erased' },
      at: later,
      by: 'clock',
    })
    const told = spec.effects(n, after, {
      event: { type: 'notification.erased' },
      at: later,
      by: 'clock',
    })
    expect(told.map(t => [t.desk, t.purpose.replace(/\.2026.*/, '')])).toEqual([
      [hkc, 'card'],
      [kcs, 'card'],
      [kcs, `ping.ack:${kcs}.0`],
    ])
  })

  it('given something written since, then it is not erased any more', () => {
    const n = erased(sent())
    const event = {
      type: 'notification.withdrawn',
      text: { language: 'en', ref: { item: 'i', commit: 'c', bytes: 1 } },
    } as const
    const on = spec.evolve(n, id, { event, at: later, by: officerAt(hkc).id })
    expect([on.erased, spec.isErased(on)]).toEqual([true, false])
  })
})
