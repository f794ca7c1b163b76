import { describe, expect, it } from 'vitest'
import { hours, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { timersOf } from '../../src/referral/deadlines.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { directory, onSide } from './desks.ts'
import { afterActs, afterOf, attempt, inState, start } from './sample.ts'

const receiver = onSide('receiver')
const raw = (spanMinutes: number) => ({ minutes: `${spanMinutes}`, reason: 'awaiting-court' })
const snoozed = (on: Referral, span: number, now = start) =>
  attempt({ name: 'snooze', by: receiver, on, raw: raw(span), now })
const quiet = (on: Referral, span: number, now = start) =>
  afterOf({ name: 'snooze', by: receiver, on, raw: raw(span), now })
const reply = (r: Referral) => r.deadlines.find(d => d.name === 'reply')
const timer = (r: Referral) =>
  timersOf(r, directory.workingTime).find(t => t.deadline === 'reply')?.due

describe('calls put off', () => {
  // Of an immediate reply 120 minutes in all may be silent.
  const accepted = inState('accepted')

  it('given silence, then calls wait for its end, and due time, statistics and revision stay', () => {
    const due = reply(accepted)?.due ?? start
    const now = plus(due, -hours(1))
    const r = quiet(accepted, 120, now)
    expect(reply(r)).toMatchObject({ due, original: due, snoozed: 120, reached: 0 })
    expect(timer(r)).toBe(plus(now, hours(2)))
    expect(timer(accepted)).toBeLessThan(now)
    expect([r.revision, r.escalations]).toEqual([accepted.revision, accepted.escalations])
  })

  it('given an act, then the event has side, end, reason and the clocks that may be silent', () => {
    const decided = snoozed(inState('acknowledged'), 30)
    expect(decided.ok && decided.value.events).toEqual([
      {
        type: 'referral.snoozed',
        side: 'receiver',
        until: toRfc3339(plus(start, minutes(30))),
        reason: 'awaiting-court',
        deadlines: ['reply'],
      },
    ])
  })

  it('given silence upon silence, then what overlaps counts once, and no more than the policy allows', () => {
    const once = quiet(accepted, 60)
    const longer = quiet(once, 60, plus(start, minutes(30)))
    expect(reply(longer)?.snoozed).toBe(90)
    const left = (leftMinutes: number) => ({
      ok: false,
      error: { kind: 'SnoozeSpent', leftMinutes },
    })
    expect(snoozed(longer, 60, plus(start, hours(2)))).toEqual(left(30))
    const spent = quiet(longer, 30, plus(start, hours(2)))
    expect(reply(spent)?.snoozed).toBe(120)
    expect(snoozed(spent, 15, plus(start, hours(4)))).toEqual(left(0))
    expect(snoozed(accepted, 240)).toEqual(left(120))
  })

  it('given a shorter silence than there is, then the longer one stays', () => {
    const r = quiet(quiet(accepted, 60), 15)
    expect(reply(r)).toMatchObject({ snoozed: 60, snoozedUntil: plus(start, hours(1)) })
  })

  it('given nothing of its own that may be silent, then it is refused', () => {
    const kind = (by: typeof receiver, on: Referral) => {
      const tried = attempt({ name: 'snooze', by, on, raw: raw(15) })
      return tried.ok ? 'ok' : tried.error.kind
    }
    expect([
      kind(onSide('sender'), accepted),
      kind(receiver, inState('info_requested')),
      kind(onSide('sender'), inState('info_requested')),
      kind(receiver, inState('sent', { priority: 'information' })),
      kind(receiver, inState('closed')),
    ]).toEqual(['NotSnoozable', 'NotSnoozable', 'ok', 'NotSnoozable', 'WrongState'])
  })

  it('given more time for the reply, then the silence is over and what was used of it stays used', () => {
    const asked = afterActs(quiet(accepted, 60), [['extend', 'receiver']])
    const r = afterActs(asked, [['approve-extension', 'sender']])
    expect(reply(r)?.snoozed).toBe(60)
    expect(reply(r)).not.toHaveProperty('snoozedUntil')
  })
})
