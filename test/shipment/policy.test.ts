import { describe, expect, it } from 'vitest'
import { configSchema } from '../../src/config.ts'
import {
  actDue,
  agreedShipmentSchema,
  defaultShipmentPolicy,
  overShipmentDefaults,
} from '../../src/escalation/shipment.ts'
import { hours, minutes, plus } from '../../src/kit/time.ts'
import { config } from '../referral/desks.ts'
import { start } from './sample.ts'

const { act, alarm, hold } = defaultShipmentPolicy

describe('the policy of shipments', () => {
  it('given the defaults, then each figure has its source, and that of holds is TRIPS', () => {
    expect(hold.limit).toMatchObject({ workingDays: 10 })
    expect(hold.extension).toMatchObject({ workingDays: 10, times: 1 })
    for (const { source } of [hold.limit, hold.extension])
      expect(source).toMatch(/^TRIPS .* Art\. 55/)
    for (const { source } of [act, alarm, hold.reminders]) expect(source).toMatch(/^judgement/)
    expect(hold.reminders.atPercent).toEqual([50, 80])
  })

  it('given a ladder, then each step is later than the one above, and the last is repeated', () => {
    for (const { steps, againMinutes } of [act, alarm]) {
      const after = steps.map(s => s.afterMinutes)
      expect(after).toEqual(after.toSorted((a, b) => a - b))
      expect(againMinutes).toBeGreaterThanOrEqual(60)
    }
  })

  it('given settings with one of them, then it stands in place of its default alone', () => {
    const shorter = { ...hold, limit: { workingDays: 5 } }
    const { shipment } = configSchema.parse({ ...config, shipment: { hold: shorter } })
    expect(shipment).toEqual({ act, alarm, hold: shorter })
    expect(overShipmentDefaults({})).toEqual(defaultShipmentPolicy)
    expect(configSchema.parse({ ...config, shipment: undefined }).shipment).toEqual(
      defaultShipmentPolicy,
    )
  })

  it.each([
    [{ act: { ...act, steps: [] } }],
    [{ alarm: { ...alarm, withinMinutes: 0 } }],
    [{ hold: { ...hold, limit: { workingDays: 0 } } }],
    [{ hold: { ...hold, reminders: { atPercent: [100] } } }],
    [{ ack: act }],
  ])('given %o, then it is refused', wrong => {
    expect(agreedShipmentSchema.safeParse(wrong).success).toBe(false)
  })

  it('given an arrival, then it is due so long before, with a floor, and not at all once it is over', () => {
    expect(actDue(act, start, plus(start, hours(9)))).toBe(plus(start, hours(5)))
    expect(actDue(act, start, plus(start, hours(4)))).toBe(plus(start, minutes(15)))
    expect(actDue(act, start, plus(start, 1))).toBe(plus(start, minutes(15)))
    expect(actDue(act, start, start)).toBeUndefined()
  })
})
