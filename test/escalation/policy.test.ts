import { describe, expect, it } from 'vitest'
import {
  type ClockPolicy,
  clockOf,
  defaultPolicy,
  isLoss,
  overDefaults,
  policySchema,
  stepSchema,
  targets,
} from '../../src/escalation/policy.ts'
import { deadlineNames, type Priority, priorities } from '../../src/kit/codes.ts'

const withAck = (ack: unknown) => ({
  ...defaultPolicy,
  urgent: { ...defaultPolicy.urgent, ack },
})
const withSteps = (...steps: readonly unknown[]) =>
  withAck({ within: { minutes: 60 }, steps, againMinutes: 60 })
const step = (afterMinutes: number, ...tell: readonly string[]) => ({
  afterMinutes,
  tell: tell.length > 0 ? tell : ['duty'],
})
const percent = (atPercent: number) => ({ atPercent, tell: ['duty'] })
const reads = (policy: unknown): boolean => policySchema.safeParse(policy).success
const problemOf = (policy: unknown) => policySchema.safeParse(policy).error?.issues[0]

const hour = 60
const day = 1440

/** Written by hand after domain.md 6.3: within, again, snooze; a missing figure is a nought. */
const agreed: Readonly<Record<Priority, Readonly<Record<string, readonly number[]>>>> = {
  immediate: {
    ack: [15, hour, 0],
    decision: [hour, hour, 0],
    reply: [8 * hour, hour, 120],
    info: [2 * hour, hour, 60],
    chase: [12 * hour, 12 * hour, 0],
    feedback: [14 * day, 30 * day, 0],
    consent: [8 * hour, hour, 120],
    evidence: [30 * day, 0, 0],
    preservation: [60 * day, 0, 0],
  },
  urgent: {
    ack: [hour, 8 * hour, 0],
    decision: [8 * hour, 8 * hour, 120],
    reply: [3 * day, 8 * hour, day],
    info: [day, 8 * hour, 8 * hour],
    chase: [12 * hour, 12 * hour, 0],
    feedback: [30 * day, 30 * day, 0],
    consent: [3 * day, 8 * hour, day],
    evidence: [30 * day, 0, 0],
    preservation: [60 * day, 0, 0],
  },
  routine: {
    ack: [12 * hour, day, 0],
    decision: [3 * day, day, day],
    reply: [7 * day, day, 3 * day],
    info: [3 * day, day, 2 * day],
    chase: [3 * day, 3 * day, 0],
    feedback: [30 * day, 30 * day, 0],
    consent: [7 * day, day, 3 * day],
    evidence: [30 * day, 0, 0],
    preservation: [60 * day, 0, 0],
  },
  information: {
    ack: [-3, 7 * day, 0],
    evidence: [30 * day, 0, 0],
    preservation: [60 * day, 0, 0],
  },
}

/** Working days as a negative figure. */
const withinOf = ({ within }: ClockPolicy): number =>
  'minutes' in within ? within.minutes : -within.workingDays

const ladder = (c: ClockPolicy | undefined): readonly string[] =>
  (c?.steps ?? []).map(
    s => `${'atPercent' in s ? `${s.atPercent}%` : `+${s.afterMinutes}`} ${s.tell.join(' ')}`,
  )

const pressing = ['ack', 'decision', 'reply', 'info', 'consent'] as const

describe('the default policy', () => {
  it('given no agreement of the pair, then the figures are those of the domain reference', () => {
    let clocks = 0
    for (const priority of priorities) {
      const found = deadlineNames.flatMap(name => {
        const c = clockOf(defaultPolicy, priority, name)
        return c ? [[name, [withinOf(c), c.againMinutes ?? 0, c.snoozeMinutes ?? 0]]] : []
      })
      expect(Object.fromEntries(found), priority).toEqual(agreed[priority])
      clocks += found.length
    }
    expect(clocks).toBe(30)
  })

  it('given each clock, then its figures name their source', () => {
    const sources = priorities.flatMap(p =>
      deadlineNames.flatMap(n => {
        const clock = clockOf(defaultPolicy, p, n)
        return clock ? [clock.source ?? ''] : []
      }),
    )
    expect(sources).toHaveLength(30)
    for (const source of sources)
      expect(source).toMatch(/judgement|Directive \(EU\) 2023\/977|SIRENE|Budapest Convention/)
  })

  it('given what presses, then it reminds, calls, and climbs as the ladder of its priority has it', () => {
    const reminders = ['50% duty', '80% duty', '+0 duty']
    const ladders: Readonly<Record<Priority, readonly string[]>> = {
      immediate: ['+15 backup', '+30 supervisor other-desk', '+60 head other-head'],
      urgent: ['+60 backup', '+180 supervisor other-desk', '+480 head other-head'],
      routine: ['+60 backup', '+1440 supervisor other-desk'],
      information: ['+1440 supervisor other-desk'],
    }
    let seen = 0
    for (const priority of priorities)
      for (const name of pressing) {
        const clock = clockOf(defaultPolicy, priority, name)
        if (!clock) continue
        expect(ladder(clock), `${priority} ${name}`).toEqual([...reminders, ...ladders[priority]])
        seen++
      }
    expect(seen).toBe(16)
  })

  it('given a loss, then both desks hear of it a week before and when it happens', () => {
    const told = priorities.flatMap(p =>
      (['evidence', 'preservation'] as const).map(name => ladder(clockOf(defaultPolicy, p, name))),
    )
    expect(told).toHaveLength(8)
    for (const steps of told)
      expect(steps).toEqual([
        '+-43200 duty',
        '+-20160 duty',
        '+-10080 duty other-desk',
        '+-2880 duty supervisor other-desk',
        '+0 supervisor other-desk',
      ])
  })

  it('given any clock but one of a loss, then its last step comes again', () => {
    const silent = priorities.flatMap(p =>
      deadlineNames.filter(n => {
        const clock = clockOf(defaultPolicy, p, n)
        return clock && clock.againMinutes === undefined
      }),
    )
    expect(silent).toHaveLength(8)
    expect(silent.filter(n => !isLoss(n))).toEqual([])
  })
})

describe('the escalation policy', () => {
  it('given steps, then each must be later than the one above it', () => {
    const right = [
      [step(-30), step(0), step(1)],
      [percent(50), percent(80), step(0), step(1)],
      [percent(1), percent(99)],
      [percent(50), step(5)],
    ]
    expect(right.map(steps => reads(withSteps(...steps)))).toEqual(right.map(() => true))
    const wrong = [
      [step(0), step(0)],
      [step(5), step(4)],
      [step(0), step(-1)],
      [step(0), step(10), step(9), step(11)],
      [percent(50), percent(50)],
      [percent(80), percent(50), step(0)],
      [step(0), percent(50)],
      [percent(50), step(0), percent(80)],
    ]
    for (const steps of wrong)
      expect(problemOf(withSteps(...steps)), JSON.stringify(steps)).toMatchObject({
        message: 'each step must be later than the one above it',
      })
    expect(problemOf(withSteps(step(1), step(1)))?.path).toEqual(['urgent', 'ack', 'steps', 1])
  })

  it('given percent and minutes before the deadline in one clock, then it is not read', () => {
    const mixed = withSteps(percent(50), step(-10), step(0))
    expect(problemOf(mixed)).toMatchObject({
      path: ['urgent', 'ack', 'steps', 1],
      message: 'steps before the deadline are either all in percent or all in minutes',
    })
    expect(reads(withSteps(step(-20), step(-10), step(0)))).toBe(true)
  })

  it('given a last step that ends silently, then it is not read, but for the clocks of a loss', () => {
    const { againMinutes: _, ...silent } = { ...clockOf(defaultPolicy, 'urgent', 'ack') }
    expect(problemOf(withAck(silent))).toMatchObject({
      path: ['urgent', 'ack'],
      message: 'the last step must not end silently: give againMinutes',
    })
    const { evidence, ack, ...rest } = defaultPolicy.urgent
    expect(evidence?.againMinutes).toBeUndefined()
    expect(ack?.againMinutes).toBe(480)
    expect(reads({ ...defaultPolicy, urgent: { ...rest, evidence } })).toBe(true)
  })

  it('given a policy with a hole, a stranger or a figure out of bounds, then it is not read', () => {
    const { routine: _, ...hole } = defaultPolicy
    const steps = [step(0)]
    const within = (minutes: number) => withAck({ within: { minutes }, steps, againMinutes: 60 })
    const working = (workingDays: number) =>
      withAck({ within: { workingDays }, steps, againMinutes: 60 })
    const again = (againMinutes: number) =>
      withAck({ within: { minutes: 60 }, steps, againMinutes })
    const wrong = [
      hole,
      { ...defaultPolicy, whenever: defaultPolicy.urgent },
      withSteps(),
      withSteps(step(-525_601)),
      withSteps(step(0.5)),
      withSteps(step(525_601)),
      withSteps(step(0, 'minister')),
      withSteps(step(0, 'channel:')),
      withSteps(percent(0)),
      withSteps(percent(100)),
      withSteps({ afterMinutes: 0, tell: [] }),
      withSteps({ ...step(0), note: 'x' }),
      withSteps({ ...step(0), atPercent: 50 }),
      { ...defaultPolicy, urgent: { ...defaultPolicy.urgent, tea: defaultPolicy.urgent.ack } },
      within(0),
      within(525_601),
      working(0),
      working(251),
      again(9),
      again(525_601),
    ]
    expect(wrong.map(reads)).toEqual(wrong.map(() => false))
    expect(wrong).toHaveLength(20)
    const bounds = [
      within(1),
      within(525_600),
      working(1),
      working(250),
      again(10),
      again(525_600),
      withSteps(step(-525_600)),
      withSteps(step(0, 'channel:watch-1')),
    ]
    expect(bounds.map(reads)).toEqual(bounds.map(() => true))
  })

  it('given a clock that is left out, then it does not run and the rest is read', () => {
    const policy = policySchema.parse({
      ...defaultPolicy,
      urgent: { ack: defaultPolicy.urgent.ack },
    })
    expect(deadlineNames.filter(name => clockOf(policy, 'urgent', name))).toEqual(['ack'])
  })

  it('given some clocks agreed by a pair, then the others are the defaults', () => {
    const ack: ClockPolicy = {
      within: { minutes: 20 },
      steps: [{ afterMinutes: 0, tell: ['head'] }],
      againMinutes: 10,
    }
    const policy = overDefaults({ urgent: { ack } })
    expect(policy.urgent).toEqual({ ...defaultPolicy.urgent, ack })
    expect([policy.immediate, policy.routine]).toEqual([
      defaultPolicy.immediate,
      defaultPolicy.routine,
    ])
  })

  it('given each target, then a step may tell it', () => {
    const told = targets.map(t => stepSchema.safeParse(step(0, t)).success)
    expect(told).toEqual([true, true, true, true, true, true])
  })
})
