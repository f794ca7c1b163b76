import { type DeadlineName, deadlineNames } from '../../src/kit/codes.ts'
import { days, hours, instant, plus, toRfc3339 } from '../../src/kit/time.ts'
import type { Reach } from '../../src/referral/cards/facts.ts'
import { basisOf, startClock } from '../../src/referral/clocks.ts'
import type { Escalated } from '../../src/referral/events.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { started } from '../../src/referral/running.ts'
import type { Addressee } from '../../src/referral/told.ts'
import { onSide } from '../referral/desks.ts'
import { given, inState, start } from '../referral/sample.ts'
import { escalated, reached } from './matters.ts'

interface Call {
  readonly title: string
  readonly r: Referral
  readonly event: Escalated
  readonly to: Addressee
  readonly reach: Reach
}

/** A referral on which that clock alone runs. */
export const withClock = (name: DeadlineName): Referral => {
  const state = name === 'preservation' ? 'answered' : 'accepted'
  return {
    ...inState(state),
    deadlines: started(
      [],
      startClock(basisOf(given(onSide('sender')), inState(state), 'urgent'), name),
    ),
  }
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
    const other = event.tell.some(t => t.startsWith('other'))
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

const missed = called('ack', 4, [2, 3])
const over = called('reply', 2)
const first = called('ack', 5)
const second = reached(first.r, 'ack', 6)
const from = toRfc3339(start)
const to = toRfc3339(plus(start, hours(3)))

/** Why steps were leapt over, each way. */
const because: readonly Call[] = (
  [{ kind: 'hours' }, { kind: 'down', from, to }, { kind: 'clock', from, to }] as const
).map(why => ({
  title: `ack, steps missed, ${why.kind}`,
  r: missed.r,
  event: { ...missed.event, missedRounds: 1, because: why },
  to: 'owner',
  reach: { mentions },
}))

const toldOnlyNow: Pick<Call, 'r' | 'event'> = {
  r: missed.r,
  event: {
    ...missed.event,
    tell: ['duty', 'backup', 'supervisor', 'other-desk'],
    because: { kind: 'down', from, to },
  },
}

/** Where nothing could call before, nobody at the other desk is told that the owner did not act. */
const onlyNow: readonly Call[] = [
  { ...toldOnlyNow, title: 'ack, told only now, to other', to: 'other', reach: { mentions } },
  {
    ...toldOnlyNow,
    title: 'ack, told only now, to other, with a telephone',
    to: 'other',
    reach: { mentions, phone },
  },
  { ...toldOnlyNow, title: 'ack, told only now, to a channel', to: 'channel', reach: { mentions } },
]

/** Every step of every clock, for each desk that it tells; those that leapt, and one that is over. */
export const calls: readonly Call[] = [
  ...running,
  { title: 'ack, steps missed', ...missed, to: 'owner', reach: { mentions } },
  ...because,
  ...onlyNow,
  ...[0, 4].map(
    (step): Call => ({
      title: `ack, step ${step}, to a channel`,
      ...called('ack', step),
      to: 'channel',
      reach: { mentions },
    }),
  ),
  {
    title: 'reply, no longer due',
    event: over.event,
    r: { ...inState('answered'), deadlines: [] },
    to: 'owner',
    reach: { mentions, phone },
  },
  {
    title: 'ack, called again since',
    event: first.event,
    r: escalated(first.r, { ...second, tell: first.event.tell }),
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
