import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Priority } from '../../src/kit/codes.ts'
import { days, hours, type Instant, instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { basisOf, startClock } from '../../src/referral/clocks.ts'
import { passed, timersOf } from '../../src/referral/deadlines.ts'
import type { Escalated } from '../../src/referral/events.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { directory, hkc, kcs, onSide } from './desks.ts'
import { afterOf, drafted, folded, given, id, inState, start } from './sample.ts'

const times = directory.workingTime
const deadline = (r: Referral, name: string) => r.deadlines.find(d => d.name === name)
const receiver = onSide('receiver', 'supervisor')
const sender = onSide('sender')

interface Called {
  readonly at: Instant
  readonly event: Escalated
}

/** Lets the clock act on one deadline whenever the bot looks, from the first moment to the last. */
const watched = (first: Referral, name: string, looks: readonly Instant[]) => {
  let r = first
  const called: Called[] = []
  for (const at of looks)
    for (let event = passed(r, name, at, times); event; event = passed(r, name, at, times)) {
      called.push({ at, event })
      r = evolve(r, id, { event, at, by: 'clock' })
    }
  return { r, called }
}

/** Lets the clock act on one deadline whenever it is armed, so many times. */
const walked = (first: Referral, name: string, calls: number) => {
  let r = first
  const called: Called[] = []
  for (let n = 0; n < calls; n++) {
    const at = timersOf(r, times).find(t => t.deadline === name)?.due
    const event = at === undefined ? undefined : passed(r, name, at, times)
    if (at === undefined || !event) throw new Error(`${name} fell silent`)
    called.push({ at, event })
    r = evolve(r, id, { event, at, by: 'clock' })
  }
  return { r, called }
}

describe('a paused clock', () => {
  const wait = fc.integer({ min: 1, max: hours(200) })

  it('given any questions and any waits, then the reply has exactly the time left that it had', () => {
    let pauses = 0
    const property = fc.property(
      fc.array(fc.tuple(wait, wait), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('sent', 'acknowledged', 'accepted'),
      (rounds, state) => {
        let r = inState(state, { priority: 'routine' })
        let now = plus(start, hours(1))
        const original = deadline(r, 'reply')?.original
        for (const [until, pause] of rounds) {
          now = plus(now, until)
          const left = (deadline(r, 'reply')?.due ?? 0) - now
          r = afterOf({ name: 'request-info', by: receiver, on: r, now })
          expect(timersOf(r, times).map(t => t.deadline)).not.toContain('reply')
          expect(passed(r, 'reply', plus(now, days(3000)), times)).toBeUndefined()
          now = plus(now, pause)
          r = afterOf({ name: 'supply-info', by: sender, on: r, now })
          expect((deadline(r, 'reply')?.due ?? 0) - now).toBe(left)
          expect(deadline(r, 'reply')?.original).toBe(original)
          expect(deadline(r, 'reply')?.pausedAt).toBeUndefined()
          expect(deadline(r, 'info')).toBeUndefined()
          pauses++
        }
      },
    )
    fc.assert(property, { numRuns: 100 })
    expect(pauses).toBeGreaterThanOrEqual(100)
  })

  it('given a question about what was only sent, then it is acknowledged and decided on later', () => {
    const asked = afterOf({ name: 'request-info', by: receiver, on: inState('sent') })
    expect([asked.state, asked.resume, asked.acts.acknowledged?.by]).toEqual([
      'info_requested',
      'acknowledged',
      receiver.id,
    ])
    const now = plus(start, hours(5))
    const r = afterOf({ name: 'supply-info', by: sender, on: asked, now })
    expect([r.state, deadline(r, 'decision')?.due]).toEqual(['acknowledged', plus(start, hours(6))])
  })
})

describe('an extended reply', () => {
  it('given more time, then the first date is kept and the calls begin anew', () => {
    const accepted = inState('accepted')
    const first = deadline(accepted, 'reply')?.due ?? start
    const late = plus(first, minutes(10))
    const called = watched(accepted, 'reply', [late]).r
    // Two reminders and the call at the due time.
    expect(deadline(called, 'reply')?.reached).toBe(3)
    const asked = afterOf({ name: 'extend', by: receiver, on: called, now: late })
    expect(deadline(asked, 'reply')?.due).toBe(first)
    const r = afterOf({ name: 'approve-extension', by: sender, on: asked, now: late })
    const later = plus(first, days(1))
    expect(deadline(r, 'reply')).toMatchObject({
      original: first,
      due: later,
      reached: 0,
      calls: [],
    })
    expect([r.extensions, r.extension]).toEqual([1, undefined])
    expect(passed(r, 'reply', instant(later - minutes(240) - 1), times)).toBeUndefined()
    expect(passed(r, 'reply', later, times)).toMatchObject({ step: 2, due: toRfc3339(later) })
  })

  it('given more time that begins late, then reminders that are past by then are left out', () => {
    const accepted = inState('accepted')
    const asked = afterOf({ name: 'extend', by: receiver, on: accepted })
    const until = plus(deadline(accepted, 'reply')?.due ?? start, days(1))
    const grant = (before: number) =>
      afterOf({ name: 'approve-extension', by: sender, on: asked, now: plus(until, -before) })
    const left = (r: Referral, before: number) => [
      deadline(r, 'reply')?.reached,
      passed(r, 'reply', plus(until, -before), times)?.step,
    ]
    // Of 8 hours the reminders are 4 h and 1 h 36 min before the end.
    expect(left(grant(minutes(300)), minutes(300))).toEqual([0, undefined])
    expect(left(grant(minutes(200)), minutes(200))).toEqual([1, undefined])
    expect(left(grant(minutes(60)), minutes(60))).toEqual([2, undefined])
    // Granted after its own end it is late at once, and called for.
    expect(left(grant(-minutes(1)), -minutes(1))).toEqual([2, 2])
  })

  it('given a refusal of more time, then the reply stays due when it was', () => {
    const asked = afterOf({ name: 'extend', by: receiver, on: inState('accepted') })
    const r = afterOf({ name: 'reject-extension', by: sender, on: asked })
    expect(r.deadlines).toEqual(inState('accepted').deadlines)
    expect([r.extension, r.extensions]).toEqual([undefined, 0])
  })
})

describe('a clock that runs again', () => {
  const chased = (priority: Priority) => inState('forwarded', { priority })
  const from = (r: Referral, name: string) => deadline(r, name)?.due ?? start

  it('given months without word, then chasing does not end: every 12 hours or 3 days', () => {
    for (const [priority, every] of [
      ['immediate', hours(12)],
      ['urgent', hours(12)],
      ['routine', days(3)],
    ] as const) {
      const on = chased(priority)
      const moments = Array.from({ length: 100 }, (_, i) => plus(from(on, 'chase'), i * every))
      // What is routine waits for the morning of a working day.
      const waited = priority === 'routine' ? moments.map(times(kcs).next) : moments
      const expected = [...new Set(waited)]
      const { r, called } = walked(on, 'chase', expected.length)
      expect(called.map(c => c.at)).toEqual(expected)
      expect(new Set(called.map(c => c.event.due)).size).toBe(1)
      expect(new Set(called.map(c => c.event.owner))).toEqual(new Set(['receiver']))
      expect(r.escalations).toBe(100)
      expect(deadline(r, 'chase')?.calls).toHaveLength(1)
      expect(timersOf(r, times).find(t => t.deadline === 'chase')?.step).toBe(100)
    }
  })

  it('given word from the authority or an interim answer, then chasing begins anew', () => {
    const now = plus(start, hours(11))
    const r = afterOf({ name: 'interim', by: receiver, on: chased('urgent'), now })
    expect(deadline(r, 'chase')?.due).toBe(plus(now, hours(12)))
    expect(deadline(r, 'reply')).toEqual(deadline(chased('urgent'), 'reply'))
    const back = afterOf({ name: 'return', by: receiver, on: chased('urgent') })
    expect(deadline(back, 'chase')).toBeUndefined()
  })

  it('given an answer, then feedback is asked for after 14 or 30 days and then each month', () => {
    for (const [priority, first] of [
      ['immediate', days(14)],
      ['urgent', days(30)],
      ['routine', days(30)],
    ] as const)
      for (const state of ['answered', 'declined'] as const) {
        const on = inState(state, { priority })
        const at = on.acts[state]?.at ?? start
        const moments = [0, 1, 2, 3].map(n => plus(plus(at, first), n * days(30)))
        const { called } = walked(on, 'feedback', 4)
        expect(called.map(c => [c.at, c.event.owner])).toEqual(
          moments.map(m => [priority === 'routine' ? times(hkc).next(m) : m, 'sender']),
        )
      }
  })

  it('given a downtime of any length, then one call is made and the next moment is still to come', () => {
    const on = chased('urgent')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days(400) }), down => {
        const now = plus(from(on, 'chase'), down)
        const { r, called } = watched(on, 'chase', [now])
        expect(called).toHaveLength(1)
        const [next] = timersOf(r, times).filter(t => t.deadline === 'chase')
        const at = next?.due ?? now
        expect(at).toBeGreaterThan(now)
        expect(at - now).toBeLessThanOrEqual(hours(12))
        expect((at - from(on, 'chase')) % hours(12)).toBe(0)
        expect(next?.step).toBe((at - from(on, 'chase')) / hours(12))
      }),
    )
  })
})

describe('a clock that warns of a loss', () => {
  const seenAt = start
  const observed = (minutesAgo: number) =>
    toRfc3339(instant(seenAt - minutes(minutesAgo))).replace(/\.\d+Z$/, 'Z')
  const sentAfter = (ago: number) =>
    afterOf({ name: 'send', by: sender, on: drafted({ observed: observed(ago) }) })

  it('given records that last 90 days, then both are warned 30, 14, 7 and 2 days before, and told', () => {
    const looks = Array.from({ length: 95 }, (_, day) => plus(start, days(day)))
    const { called } = watched(sentAfter(0), 'evidence', looks)
    expect(called.map(c => [(c.at - start) / days(1), c.event.step, c.event.missed])).toEqual([
      [60, 0, []],
      [76, 1, []],
      [83, 2, []],
      [88, 3, []],
      [90, 4, []],
    ])
    expect(new Set(called.map(c => c.event.due))).toEqual(
      new Set([toRfc3339(plus(start, days(90)))]),
    )
  })

  it('given a downtime over warnings, then one event leaps and tells everybody of them', () => {
    const { called } = watched(sentAfter(0), 'evidence', [plus(start, days(84))])
    expect(called.map(c => [c.event.step, c.event.missed, c.event.tell])).toEqual([
      [2, [0, 1], ['duty', 'other-desk']],
    ])
  })

  it('given what was seen long ago, then it warns at once, or not at all where all is gone', () => {
    const atOnce = watched(sentAfter(85 * 1440), 'evidence', [start]).called
    // The last warning that is past, taken now; nobody missed those before it.
    expect(atOnce.map(c => [c.event.step, c.event.missed, c.event.tell])).toEqual([
      [0, [], ['duty', 'other-desk']],
    ])
    expect(deadline(sentAfter(85 * 1440), 'evidence')?.steps.map(s => s.afterMinutes)).toEqual([
      -5 * 1440,
      -2 * 1440,
      0,
    ])
    expect(deadline(sentAfter(90 * 1440), 'evidence')).toBeUndefined()
    expect(deadline(sentAfter(90 * 1440 - 1), 'evidence')?.due).toBe(plus(start, minutes(1)))
    const draft = drafted({ category: 'tobacco', observed: '' })
    const unseen = afterOf({ name: 'send', by: sender, on: draft })
    expect(deadline(unseen, 'evidence')).toBeUndefined()
  })

  it('given a date until which data are kept, then it warns from there, after the case is closed too', () => {
    const until = plus(start, days(60))
    const basis = basisOf(given(receiver), inState('accepted', { priority: 'urgent' }))
    const clocks = startClock(basis, 'preservation', { due: until })
    expect(clocks).toMatchObject([{ since: toRfc3339(start), due: toRfc3339(until) }])
    expect(clocks[0]).not.toHaveProperty('rule')
    const answered = folded(
      inState('accepted'),
      [{ type: 'referral.answered', results: [], preservedUntil: toRfc3339(until), clocks }],
      { by: receiver },
    )
    const closed = afterOf({ name: 'close', by: sender, on: answered })
    const looks = Array.from({ length: 70 }, (_, day) => plus(start, days(day)))
    const { called } = watched(closed, 'preservation', looks)
    expect(called.map(c => [(c.at - start) / days(1), c.event.owner])).toEqual([
      [30, 'sender'],
      [46, 'sender'],
      [53, 'sender'],
      [58, 'sender'],
      [60, 'sender'],
    ])
    expect(timersOf(closed, times)).toEqual([
      { deadline: 'preservation', step: 0, due: plus(start, days(30)) },
    ])
  })
})

describe('a clock of consent', () => {
  it('given either side asks, then the other one owes the answer and its clock ends with it', () => {
    for (const [asking, owing] of [
      ['sender', 'receiver'],
      ['receiver', 'sender'],
    ] as const) {
      const r = afterOf({ name: 'ask-consent', by: onSide(asking), on: inState('accepted') })
      expect(deadline(r, 'consent')).toMatchObject({ owner: owing, due: plus(start, hours(8)) })
      const officer = onSide(owing, 'officer')
      const proposed = afterOf({ name: 'propose-consent', by: officer, on: r })
      expect(deadline(proposed, 'consent')).toEqual(deadline(r, 'consent'))
      const head = onSide(owing, 'head')
      const decided = afterOf({ name: 'decide-consent', by: head, on: proposed })
      expect(deadline(decided, 'consent')).toBeUndefined()
      expect(decided.consents).toMatchObject([{ by: asking, decision: 'granted' }])
    }
  })
})
