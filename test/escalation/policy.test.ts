import { describe, expect, it } from 'vitest'
import {
  clocksOf,
  defaultPolicy,
  policySchema,
  stepSchema,
  targets,
} from '../../src/escalation/policy.ts'
import { deadlineNames, priorities } from '../../src/kit/codes.ts'

const withSteps = (...steps: readonly unknown[]) => ({
  ...defaultPolicy,
  urgent: { ...defaultPolicy.urgent, ack: { withinMinutes: 60, steps } },
})
const step = (afterMinutes: number, ...tell: readonly string[]) => ({
  afterMinutes,
  tell: tell.length > 0 ? tell : ['duty'],
})
const reads = (policy: unknown): boolean => policySchema.safeParse(policy).success

describe('the escalation policy', () => {
  it('given no agreement of the pair, then the figures are those that the README names', () => {
    const figures = priorities.flatMap(priority =>
      clocksOf(defaultPolicy, priority).map(c => [
        priority,
        c.name,
        c.withinMinutes,
        ...c.steps.map(s => s.afterMinutes),
      ]),
    )
    expect(figures).toEqual([
      ['immediate', 'ack', 15, 0, 30],
      ['immediate', 'reply', 480, 0, 30],
      ['urgent', 'ack', 60, 0, 180],
      ['urgent', 'reply', 3 * 1440, 0, 180],
      ['routine', 'ack', 720, 0, 1440],
      ['routine', 'reply', 7 * 1440, 0, 1440],
    ])
  })

  it('given the defaults, then each first tells the duty officer, then supervisor and sending desk', () => {
    const told = priorities.flatMap(p =>
      deadlineNames.map(name => defaultPolicy[p][name].steps.map(s => s.tell)),
    )
    expect(told).toEqual(
      Array.from({ length: 6 }, () => [['duty'], ['supervisor', 'sending-desk']]),
    )
    expect(policySchema.parse(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy)
  })

  it('given steps, then each must be later than the one before', () => {
    expect(reads(withSteps(step(0), step(1), step(2)))).toBe(true)
    const wrong = [
      [step(0), step(0)],
      [step(5), step(4)],
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
    const wrong = [
      hole,
      { ...defaultPolicy, whenever: defaultPolicy.urgent },
      withSteps(),
      withSteps(step(-1)),
      withSteps(step(0.5)),
      withSteps(step(525_601)),
      withSteps(step(0, 'minister')),
      withSteps({ afterMinutes: 0, tell: [] }),
      withSteps({ ...step(0), note: 'x' }),
      { ...defaultPolicy, urgent: { ack: defaultPolicy.urgent.ack } },
      { ...defaultPolicy, urgent: { ...defaultPolicy.urgent, chase: defaultPolicy.urgent.ack } },
      {
        ...defaultPolicy,
        urgent: { ...defaultPolicy.urgent, ack: { ...defaultPolicy.urgent.ack, withinMinutes: 0 } },
      },
    ]
    expect(wrong.map(reads)).toEqual(wrong.map(() => false))
    expect(wrong).toHaveLength(12)
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
