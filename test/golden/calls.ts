import { defaultPolicy } from '../../src/escalation/policy.ts'
import { type DeadlineName, deadlineNames } from '../../src/kit/codes.ts'
import { days, instant, plus } from '../../src/kit/time.ts'
import type { Reach } from '../../src/referral/cards/facts.ts'
import { startClock } from '../../src/referral/clocks.ts'
import type { Escalated } from '../../src/referral/events.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { started } from '../../src/referral/running.ts'
import { onSide } from '../referral/desks.ts'
import { inState, start } from '../referral/sample.ts'
import { escalated, reached } from './matters.ts'

interface Call {
  readonly title: string
  readonly r: Referral
  readonly event: Escalated
  readonly to: 'owner' | 'other'
  readonly reach: Reach
}

const basis = { policy: defaultPolicy, priority: 'routine', now: start } as const

/** A referral on which that clock alone runs. */
export const withClock = (name: DeadlineName): Referral => {
  const state = name === 'preservation' ? 'answered' : 'accepted'
  return { ...inState(state), deadlines: started([], startClock(basis, name)) }
}

const phone = '+82 00 0000 0002'

const called = (name: DeadlineName, step: number, missed: readonly number[] = []) => {
  const before = withClock(name)
  const event = reached(before, name, step, missed)
  return { r: escalated(before, event), event }
}

const stepsOf = (name: DeadlineName): readonly number[] =>
  withClock(name).deadlines.flatMap(d => d.steps.map((_, i) => i))

const mentions = [onSide('receiver', 'duty').id]

const running: readonly Call[] = deadlineNames.flatMap(name =>
  stepsOf(name).flatMap(step => {
    const { r, event } = called(name, step)
    const other = event.tell.includes('other-desk')
    return [
      { title: `${name}, step ${step}, to owner`, r, event, to: 'owner', reach: { mentions } },
      ...(other
        ? ([{ mentions }, { mentions, phone }] as const).map(reach => ({
            title: `${name}, step ${step}, to other${'phone' in reach ? ', with a telephone' : ''}`,
            r,
            event,
            to: 'other' as const,
            reach,
          }))
        : []),
    ] as const
  }),
)

const missed = called('ack', 1, [0])
const over = called('reply', 0)

/** Every step of every clock, for each desk that it tells; one that leapt, and one that is over. */
export const calls: readonly Call[] = [
  ...running,
  { title: 'ack, a step missed', ...missed, to: 'owner', reach: { mentions } },
  {
    title: 'reply, no longer due',
    event: over.event,
    r: { ...inState('answered'), deadlines: [] },
    to: 'owner',
    reach: { mentions, phone },
  },
  {
    title: 'reply, while the clock stands still',
    event: over.event,
    r: {
      ...over.r,
      deadlines: over.r.deadlines.map(d => ({ ...d, pausedAt: instant(plus(start, days(1))) })),
    },
    to: 'owner',
    reach: { mentions, phone },
  },
]
