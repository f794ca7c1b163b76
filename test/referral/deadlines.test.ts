import { describe, expect, it } from 'vitest'
import { clockOf, defaultPolicy, type Target } from '../../src/escalation/policy.ts'
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
import { directory, onSide } from './desks.ts'
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

const times = directory.workingTime

/**
 * Minutes after sending (15:37 on a Monday in Korea) at which each call is made, and every how many
 * minutes the last comes again, by hand: half of the time, four fifths, its end, and the ladder. What is
 * routine waits until 9:00 of a working day, where some meet.
 */
const due: Readonly<
  Record<Priority, readonly (readonly ['ack' | 'reply', number, readonly number[], number])[]>
> = {
  immediate: [
    ['ack', 15, [7, 12, 15, 30, 45, 75, 135], 60],
    ['reply', 480, [240, 384, 480, 495, 510, 540, 600], 60],
  ],
  urgent: [
    ['ack', 60, [30, 48, 60, 120, 240, 540, 1020], 480],
    ['reply', 4320, [2160, 3456, 4320, 4380, 4500, 4800, 5280], 480],
  ],
  routine: [],
  information: [],
}
const all = priorities.flatMap(priority =>
  due[priority].map(([name, end, at, again]) => ({ priority, name, end, at, again })),
)
const later = (m: number) => plus(sentAt, minutes(m))

const clockActs = (r: Referral, name: string, at: ReturnType<typeof later>): Referral => {
  const event = passed(r, name, at, times)
  if (!event) throw new Error(`nothing passed for ${name}`)
  return evolve(r, id, { event, at, by: 'clock' })
}

const policySteps = (priority: Priority, name: DeadlineName) =>
  clockOf(defaultPolicy, priority, name)?.steps ?? []

describe('the deadlines of a referral', () => {
  it('given each priority, when it is sent, then the first step of its deadlines is armed', () => {
    const armed = (p: Priority) =>
      timersOf(sent(p), times).map(t => [t.deadline, t.step, (t.due - sentAt) / minutes(1)])
    expect(armed('immediate')).toEqual([
      ['ack', 0, 7],
      ['reply', 0, 240],
    ])
    expect(armed('urgent')).toEqual([
      ['ack', 0, 30],
      ['reply', 0, 2160],
    ])
    // Half of 12 hours is 21:37 in Korea: 9:00 of the next day. Of 7 days, Friday 3:37: 9:00.
    expect(armed('routine')).toEqual([
      ['ack', 0, 1043],
      ['reply', 0, 5363],
    ])
    // Three working days end on Thursday at 18:00; half way there is 4:48 on Wednesday.
    expect(armed('information')).toEqual([['ack', 0, 2483]])
    expect(timersOf(drafted(), times)).toEqual([])
  })

  it('given each step, then it is reached at its minute and not a millisecond earlier', () => {
    let steps = 0
    for (const { priority, name, end, at } of all) {
      let r = sent(priority)
      const policy = policySteps(priority, name)
      for (const [step, minute] of at.entries()) {
        const about = `${priority} ${name} ${step}`
        expect(passed(r, name, instant(later(minute) - 1), times), about).toBeUndefined()
        expect(passed(r, name, later(minute), times), about).toEqual({
          type: 'referral.escalated',
          deadline: name,
          owner: 'receiver',
          step,
          due: toRfc3339(later(end)),
          tell: (policy[step] ?? policy.at(-1))?.tell,
          missed: [],
          planned: toRfc3339(later(minute)),
        })
        r = clockActs(r, name, later(minute))
        expect(passed(r, name, later(minute), times), `${about} again`).toBeUndefined()
        expect(isOverdue(r), about).toBe(minute >= end)
        expect(isEscalated(r), about).toBe(step > 3)
        steps++
      }
    }
    expect(steps).toBe(28)
  })

  it('given nobody who acts, then the last step comes again and again, each a step of its own', () => {
    for (const { priority, name, at, again } of all) {
      let r = sent(priority)
      const last = at.at(-1) ?? 0
      r = clockActs(r, name, later(last))
      for (let n = 1; n <= 50; n++) {
        const [timer] = timersOf(r, times).filter(t => t.deadline === name)
        expect(timer).toEqual({ deadline: name, step: 6 + n, due: later(last + n * again) })
        r = clockActs(r, name, later(last + n * again))
      }
      expect(r.deadlines.find(d => d.name === name)?.calls).toHaveLength(1)
      expect(r.escalations).toBe(57)
    }
    expect(all).toHaveLength(4)
  })

  it('given a downtime over all steps, then one event leaps over the others and tells all', () => {
    for (const { priority, name, end, at } of all) {
      const leap = passed(sent(priority), name, later((at.at(-1) ?? 0) + 1), times)
      expect(leap).toEqual({
        type: 'referral.escalated',
        deadline: name,
        owner: 'receiver',
        step: 6,
        due: toRfc3339(later(end)),
        tell: ['duty', 'backup', 'supervisor', 'other-desk', 'head', 'other-head'],
        missed: [0, 1, 2, 3, 4, 5],
        planned: toRfc3339(later(at.at(-1) ?? 0)),
      })
    }
    const r = clockActs(sent('urgent'), 'ack', later(100_000))
    expect(timersOf(r, times).map(t => t.deadline)).toEqual(['ack', 'reply'])
    // 1 h, ladder to 9 h, then every 8 hours: 207 rounds more, each leapt over but the last.
    expect(r.escalations).toBe(6 + 207)
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
      const alive = r.deadlines.filter(d => passed(r, d.name, later(10_000_000), times))
      const stopped = r.deadlines.filter(d => d.pausedAt !== undefined)
      expect(alive.length).toBe(r.deadlines.length - stopped.length)
    }
    expect(passed(inState('sent'), 'chase', later(10_000_000), times)).toBeUndefined()
  })

  it('given a late acknowledgement, then the referral is no longer overdue and no step is left', () => {
    const late = clockActs(sent('immediate'), 'ack', later(20))
    const r = afterOf({ name: 'acknowledge', by: onSide('receiver'), on: late, now: later(21) })
    expect([isOverdue(late), isOverdue(r), isEscalated(r), r.escalations]).toEqual([
      true,
      false,
      false,
      3,
    ])
    expect(timersOf(r, times)).toEqual([
      { deadline: 'reply', step: 0, due: later(240) },
      { deadline: 'decision', step: 0, due: later(51) },
    ])
    expect(passed(r, 'ack', later(1000), times)).toBeUndefined()
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

  it('given a step that tells officers on duty alone, then it is overdue and not yet escalated', () => {
    const telling = (tell: Target, afterMinutes = 0): Referral => {
      const r = sent('immediate')
      return {
        ...r,
        deadlines: r.deadlines
          .filter(d => d.name === 'ack')
          .map(d => ({ ...d, steps: [{ afterMinutes, tell: [tell] }], reached: 1 })),
      }
    }
    expect([isOverdue(telling('duty')), isEscalated(telling('duty'))]).toEqual([true, false])
    expect([isOverdue(telling('backup')), isEscalated(telling('backup'))]).toEqual([true, false])
    const beyond = ['supervisor', 'head', 'other-desk', 'other-head', 'channel:watch'] as const
    for (const tell of beyond) {
      expect([isOverdue(telling(tell)), isEscalated(telling(tell))], tell).toEqual([true, true])
      const reminded = telling(tell, -1)
      expect([isOverdue(reminded), isEscalated(reminded)], tell).toEqual([false, false])
    }
    expect(beyond).toHaveLength(5)
  })
})
