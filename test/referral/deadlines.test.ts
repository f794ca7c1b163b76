import { describe, expect, it } from 'vitest'
import { clockOf, defaultPolicy } from '../../src/escalation/policy.ts'
import { type DeadlineName, type Priority, priorities, type State } from '../../src/kit/codes.ts'
import { instant, minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import {
  isEscalated,
  isOverdue,
  nextDeadline,
  passed,
  timersOf,
} from '../../src/referral/deadlines.ts'
import { evolve } from '../../src/referral/evolve.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { onSide } from './desks.ts'
import { afterOf, drafted, id, inState, start } from './sample.ts'

const sentAt = start
const sent = (priority: Priority): Referral =>
  afterOf({
    name: 'send',
    by: onSide('sender'),
    // Nothing was observed, so that no evidence runs out.
    on: drafted({ priority, category: 'tobacco', observed: '' }),
    now: sentAt,
  })

/** Minutes after sending at which each step of each deadline is due, written out by hand. */
const due: Readonly<Record<Priority, readonly (readonly ['ack' | 'reply', number, number])[]>> = {
  immediate: [
    ['ack', 15, 45],
    ['reply', 480, 510],
  ],
  urgent: [
    ['ack', 60, 240],
    ['reply', 4320, 4500],
  ],
  routine: [
    ['ack', 720, 2160],
    ['reply', 10_080, 11_520],
  ],
  information: [['ack', 4320, 5760]],
}
const all = priorities.flatMap(priority =>
  due[priority].map(([name, ...at]) => ({ priority, name, minutes: at })),
)
const later = (m: number) => plus(sentAt, minutes(m))

const clockActs = (r: Referral, name: string, at: ReturnType<typeof later>): Referral => {
  const event = passed(r, name, at)
  if (!event) throw new Error(`nothing passed for ${name}`)
  return evolve(r, id, { event, at, by: 'clock' })
}

describe('the deadlines of a referral', () => {
  it('given each priority, when it is sent, then the first step of its deadlines is armed', () => {
    expect(priorities.map(p => timersOf(sent(p)))).toEqual(
      priorities.map(p =>
        due[p].map(([deadline, first]) => ({ deadline, step: 0, due: later(first) })),
      ),
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
          owner: 'receiver',
          step,
          due: toRfc3339(later(at[0] ?? 0)),
          tell: clockOf(defaultPolicy, priority, name)?.steps[step]?.tell,
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
    expect(steps).toBe(14)
  })

  it('given a downtime over both steps, then one event leaps over the first and tells both', () => {
    const leaps = all.map(({ priority, name, minutes: at }) =>
      passed(sent(priority), name, later(at[1] ?? 0)),
    )
    expect(leaps).toEqual(
      all.map(({ name, minutes: at }) => ({
        type: 'referral.escalated',
        deadline: name,
        owner: 'receiver',
        step: 1,
        due: toRfc3339(later(at[0] ?? 0)),
        tell: ['duty', 'supervisor', 'other-desk'],
        missed: [0],
      })),
    )
    const r = clockActs(sent('urgent'), 'ack', later(100_000))
    expect([r.escalations, timersOf(r).map(t => t.deadline)]).toEqual([2, ['reply']])
  })

  it('given each state, then what runs in it runs, whose it is, and nothing else', () => {
    const running: Readonly<Record<State, readonly string[]>> = {
      draft: [],
      sent: ['ack receiver', 'reply receiver', 'evidence receiver'],
      acknowledged: ['reply receiver', 'evidence receiver', 'decision receiver'],
      accepted: ['reply receiver', 'evidence receiver'],
      info_requested: ['reply receiver paused', 'evidence receiver', 'info sender'],
      forwarded: ['reply receiver', 'evidence receiver', 'chase receiver'],
      answered: ['evidence receiver', 'feedback sender'],
      declined: ['feedback sender'],
      withdrawn: [],
      closed: [],
    }
    const names = Object.keys(running) as State[]
    const found = names.map(state => [
      state,
      inState(state).deadlines.map(d =>
        [d.name, d.owner, ...(d.pausedAt === undefined ? [] : ['paused'])].join(' '),
      ),
    ])
    expect(Object.fromEntries(found)).toEqual(running)
    for (const state of names) {
      const r = inState(state)
      const alive = r.deadlines.filter(d => passed(r, d.name, later(10_000_000)))
      const stopped = r.deadlines.filter(d => d.pausedAt !== undefined)
      expect(alive.length).toBe(r.deadlines.length - stopped.length)
    }
    expect(passed(inState('sent'), 'chase', later(10_000_000))).toBeUndefined()
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
    expect(timersOf(r)).toEqual([
      { deadline: 'reply', step: 0, due: later(480) },
      { deadline: 'decision', step: 0, due: later(81) },
    ])
    expect(passed(r, 'ack', later(1000))).toBeUndefined()
  })

  it('given several deadlines, then the one that presses first is shown', () => {
    const shown = (r: Referral): DeadlineName | undefined => nextDeadline(r)?.name
    expect(nextDeadline(sent('routine'))).toEqual({ ...nextDeadline(sent('routine')), name: 'ack' })
    expect(nextDeadline(sent('routine'))?.due).toBe(later(720))
    const states = ['acknowledged', 'accepted', 'info_requested', 'answered', 'closed'] as const
    expect(states.map(s => shown(inState(s)))).toEqual([
      'decision',
      'reply',
      'info',
      'feedback',
      undefined,
    ])
  })

  it('given a loss that nears, then it is a warning, and the referral is not overdue for it', () => {
    const r = afterOf({ name: 'send', by: onSide('sender'), on: drafted({ priority: 'routine' }) })
    const warned = clockActs(r, 'evidence', plus(start, minutes(89 * 1440)))
    expect(warned.escalations).toBeGreaterThan(0)
    expect([isOverdue(warned), isEscalated(warned)]).toEqual([false, false])
  })

  it('given a step that tells only the duty officer, then it is overdue and not yet escalated', () => {
    const telling = (tell: 'duty' | 'head'): Referral => {
      const r = sent('immediate')
      return {
        ...r,
        deadlines: r.deadlines
          .filter(d => d.name === 'ack')
          .map(d => ({ ...d, steps: [{ afterMinutes: 0, tell: [tell] }], reached: 1 })),
      }
    }
    expect([isOverdue(telling('duty')), isEscalated(telling('duty'))]).toEqual([true, false])
    expect([isOverdue(telling('head')), isEscalated(telling('head'))]).toEqual([true, true])
  })
})
