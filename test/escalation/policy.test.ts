import { describe, expect, it } from 'vitest'
import {
  clockOf,
  defaultPolicy,
  policySchema,
  stepSchema,
  targets,
} from '../../src/escalation/policy.ts'
import { deadlineNames, priorities } from '../../src/kit/codes.ts'

const withAck = (ack: unknown) => ({
  ...defaultPolicy,
  urgent: { ...defaultPolicy.urgent, ack },
})
const withSteps = (...steps: readonly unknown[]) => withAck({ withinMinutes: 60, steps })
const step = (afterMinutes: number, ...tell: readonly string[]) => ({
  afterMinutes,
  tell: tell.length > 0 ? tell : ['duty'],
})
const reads = (policy: unknown): boolean => policySchema.safeParse(policy).success

const hour = 60
const day = 1440
/** Days before the loss, then the loss itself; what `evidence` and `preservation` warn by. */
const warnings = [-30 * day, -14 * day, -7 * day, -2 * day, 0]

describe('the escalation policy', () => {
  it('given no agreement of the pair, then the figures are those that the README names', () => {
    const figures = priorities.flatMap(priority =>
      deadlineNames.flatMap(name => {
        const c = clockOf(defaultPolicy, priority, name)
        if (!c) return []
        const again = c.againMinutes === undefined ? [] : [`again ${c.againMinutes}`]
        return [[priority, name, c.withinMinutes, ...c.steps.map(s => s.afterMinutes), ...again]]
      }),
    )
    const expiries = (priority: string) => [
      [priority, 'evidence', 30 * day, ...warnings],
      [priority, 'preservation', 60 * day, ...warnings],
    ]
    expect(figures).toEqual([
      ['immediate', 'ack', 15, 0, 30],
      ['immediate', 'decision', hour, 0, 30],
      ['immediate', 'reply', 8 * hour, 0, 30],
      ['immediate', 'info', 2 * hour, 0, hour],
      ['immediate', 'chase', 12 * hour, 0, `again ${12 * hour}`],
      ['immediate', 'feedback', 14 * day, 0, `again ${30 * day}`],
      ['immediate', 'consent', 8 * hour, 0, hour],
      ...expiries('immediate'),
      ['urgent', 'ack', hour, 0, 3 * hour],
      ['urgent', 'decision', 8 * hour, 0, 3 * hour],
      ['urgent', 'reply', 3 * day, 0, 3 * hour],
      ['urgent', 'info', day, 0, 3 * hour],
      ['urgent', 'chase', 12 * hour, 0, `again ${12 * hour}`],
      ['urgent', 'feedback', 30 * day, 0, `again ${30 * day}`],
      ['urgent', 'consent', 3 * day, 0, 3 * hour],
      ...expiries('urgent'),
      ['routine', 'ack', 12 * hour, 0, day],
      ['routine', 'decision', 3 * day, 0, day],
      ['routine', 'reply', 7 * day, 0, day],
      ['routine', 'info', 3 * day, 0, day],
      ['routine', 'chase', 3 * day, 0, `again ${3 * day}`],
      ['routine', 'feedback', 30 * day, 0, `again ${30 * day}`],
      ['routine', 'consent', 7 * day, 0, day],
      ...expiries('routine'),
      ['information', 'ack', 3 * day, 0, day],
      ...expiries('information'),
    ])
  })

  it('given the defaults, then what presses first tells the duty officer, then supervisor and other desk', () => {
    const pressing = ['ack', 'decision', 'reply', 'info', 'consent'] as const
    const told = priorities.flatMap(p =>
      pressing.flatMap(name => {
        const c = clockOf(defaultPolicy, p, name)
        return c ? [c.steps.map(s => s.tell)] : []
      }),
    )
    expect(told).toEqual(Array.from({ length: 16 }, () => [['duty'], ['supervisor', 'other-desk']]))
    expect(policySchema.parse(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy)
  })

  it('given the defaults, then both desks hear of a loss a week before and when it happens', () => {
    const told = priorities.flatMap(p =>
      (['evidence', 'preservation'] as const).map(name =>
        clockOf(defaultPolicy, p, name)?.steps.map(s => s.tell.includes('other-desk')),
      ),
    )
    expect(told).toEqual(Array.from({ length: 8 }, () => [false, false, true, true, true]))
  })

  it('given steps, then each must be later than the one before', () => {
    expect(reads(withSteps(step(-30), step(0), step(1)))).toBe(true)
    const wrong = [
      [step(0), step(0)],
      [step(5), step(4)],
      [step(0), step(-1)],
      [step(0), step(10), step(10)],
      [step(0), step(10), step(9), step(11)],
    ]
    expect(wrong.map(steps => reads(withSteps(...steps)))).toEqual(wrong.map(() => false))
    const problem = policySchema.safeParse(withSteps(step(1), step(1))).error?.issues[0]
    expect(problem).toMatchObject({
      path: ['urgent', 'ack', 'steps'],
      message: 'each step must be later than the one before',
    })
  })

  it('given a policy with a hole, a stranger or a figure out of bounds, then it is not read', () => {
    const { routine: _, ...hole } = defaultPolicy
    const within = (withinMinutes: number) => withAck({ withinMinutes, steps: [step(0)] })
    const again = (againMinutes: number) =>
      withAck({ withinMinutes: 60, steps: [step(0)], againMinutes })
    const wrong = [
      hole,
      { ...defaultPolicy, whenever: defaultPolicy.urgent },
      withSteps(),
      withSteps(step(-525_601)),
      withSteps(step(0.5)),
      withSteps(step(525_601)),
      withSteps(step(0, 'minister')),
      withSteps({ afterMinutes: 0, tell: [] }),
      withSteps({ ...step(0), note: 'x' }),
      { ...defaultPolicy, urgent: { ...defaultPolicy.urgent, tea: defaultPolicy.urgent.ack } },
      within(0),
      within(525_601),
      again(59),
      again(525_601),
    ]
    expect(wrong.map(reads)).toEqual(wrong.map(() => false))
    expect(wrong).toHaveLength(14)
    const bounds = [
      within(1),
      within(525_600),
      again(60),
      again(525_600),
      withSteps(step(-525_600)),
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

  it('given each target, then a step may tell it', () => {
    expect(targets.map(t => stepSchema.safeParse(step(0, t)).success)).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
})
