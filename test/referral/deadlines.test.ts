import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/escalation/policy.ts'
import { type Priority, priorities, states } from '../../src/kit/codes.ts'
import { instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import {
  isEscalated,
  isOverdue,
  nextDeadline,
  passed,
  timersOf,
} from '../../src/referral/deadlines.ts'
import { evolve, type Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { afterOf, drafted, id, inState, start } from './sample.ts'

const sentAt = start
const sent = (priority: Priority): Referral =>
  afterOf({ name: 'send', by: onSide('sender'), on: drafted({ priority }), now: sentAt })

/** Minutes after sending at which each step of each deadline is due, written out by hand. */
const due: Readonly<Record<Priority, Readonly<Record<'ack' | 'reply', readonly number[]>>>> = {
  immediate: { ack: [15, 45], reply: [480, 510] },
  urgent: { ack: [60, 240], reply: [4320, 4500] },
  routine: { ack: [720, 2160], reply: [10_080, 11_520] },
}
const all = priorities.flatMap(priority =>
  (['ack', 'reply'] as const).map(name => ({ priority, name, minutes: due[priority][name] })),
)
const later = (m: number) => plus(sentAt, minutes(m))

const clockActs = (r: Referral, name: string, at: ReturnType<typeof later>): Referral => {
  const event = passed(r, name, at)
  if (!event) throw new Error(`nothing passed for ${name}`)
  return evolve(r, id, { event, at, by: 'clock' })
}

describe('the deadlines of a referral', () => {
  it('given each priority, when it is sent, then the first step of both deadlines is armed', () => {
    const armed = priorities.map(p => timersOf(sent(p)))
    expect(armed).toEqual(
      priorities.map(p => [
        { deadline: 'ack', step: 0, due: later(due[p].ack[0] ?? 0) },
        { deadline: 'reply', step: 0, due: later(due[p].reply[0] ?? 0) },
      ]),
    )
    expect(timersOf(drafted())).toEqual([])
  })

  it('given each step, then it is reached at its minute and not a millisecond earlier', () => {
    let steps = 0
    for (const { priority, name, minutes: at } of all) {
      let r = sent(priority)
      for (const [step, minute] of at.entries()) {
        const about = `${priority} ${name} ${step}`
        expect(passed(r, name, instant(later(minute) - 1)), about).toBeUndefined()
        expect(passed(r, name, later(minute)), about).toEqual({
          type: 'referral.escalated',
          deadline: name,
          step,
          due: toRfc3339(later(at[0] ?? 0)),
          tell: defaultPolicy[priority][name].steps[step]?.tell,
          missed: [],
        })
        r = clockActs(r, name, later(minute))
        expect(passed(r, name, later(minute)), `${about} again`).toBeUndefined()
        expect(isOverdue(r)).toBe(true)
        expect(isEscalated(r)).toBe(step > 0)
        steps++
      }
      expect(timersOf(r).map(t => t.deadline)).not.toContain(name)
      expect(passed(r, name, later(1_000_000))).toBeUndefined()
    }
    expect(steps).toBe(12)
  })

  it('given a downtime over both steps, then one event leaps over the first and tells both', () => {
    const leaps = all.map(({ priority, name, minutes: at }) =>
      passed(sent(priority), name, later(at[1] ?? 0)),
    )
    expect(leaps).toEqual(
      all.map(({ name, minutes: at }) => ({
        type: 'referral.escalated',
        deadline: name,
        step: 1,
        due: toRfc3339(later(at[0] ?? 0)),
        tell: ['duty', 'supervisor', 'sending-desk'],
        missed: [0],
      })),
    )
    const r = clockActs(sent('urgent'), 'ack', later(100_000))
    expect([r.escalations, timersOf(r).map(t => t.deadline)]).toEqual([2, ['reply']])
  })

  it('given a met deadline, then it is silent for good, and what else runs goes on', () => {
    const forever = later(10_000_000)
    const alive = states.map(state => [
      state,
      ...['ack', 'reply'].filter(name => passed(inState(state), name, forever)),
    ])
    expect(alive).toEqual([
      ['draft'],
      ['sent', 'ack', 'reply'],
      ['acknowledged', 'reply'],
      ['accepted', 'reply'],
      ['answered'],
      ['declined'],
      ['withdrawn'],
      ['closed'],
    ])
    expect(passed(inState('sent'), 'chase', forever)).toBeUndefined()
  })

  it('given a late acknowledgement, then the referral is no longer overdue and no step is left', () => {
    const late = clockActs(sent('immediate'), 'ack', later(20))
    const r = afterOf({ name: 'acknowledge', by: onSide('receiver'), on: late, now: later(21) })
    expect([isOverdue(late), isOverdue(r), isEscalated(r), r.escalations]).toEqual([
      true,
      false,
      false,
      1,
    ])
    expect(timersOf(r)).toEqual([{ deadline: 'reply', step: 0, due: later(480) }])
    expect(passed(r, 'ack', later(1000))).toBeUndefined()
  })

  it('given two deadlines, then the one that is due first is shown', () => {
    expect(nextDeadline(sent('routine'))).toMatchObject({ name: 'ack', due: later(720) })
    expect(nextDeadline(inState('accepted'))).toMatchObject({ name: 'reply' })
    expect(nextDeadline(inState('closed'))).toBeUndefined()
  })

  it('given a step that tells only the duty officer, then it is overdue and not yet escalated', () => {
    const r = sent('immediate')
    const telling = (tell: 'duty' | 'head'): Referral => ({
      ...r,
      deadlines: [
        {
          name: 'ack',
          due: later(1),
          steps: [{ afterMinutes: 0, tell: [tell] }],
          reached: 1,
          calls: [],
        },
      ],
    })
    expect([isOverdue(telling('duty')), isEscalated(telling('duty'))]).toEqual([true, false])
    expect([isOverdue(telling('head')), isEscalated(telling('head'))]).toEqual([true, true])
  })
})
