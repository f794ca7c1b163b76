import { describe, expect, it } from 'vitest'
import {
  agreedActionSchema,
  defaultActionPolicy,
  overActionDefaults,
} from '../../src/escalation/action.ts'
import {
  agreedBulletinSchema,
  defaultBulletinPolicy,
  overBulletinDefaults,
} from '../../src/escalation/bulletin.ts'
import { config } from '../referral/desks.ts'

const duty = ['duty']

describe('the reminders of action items and bulletins', () => {
  it('given nothing that is agreed, then the defaults hold, each with its source', () => {
    expect(overActionDefaults({})).toEqual(defaultActionPolicy)
    expect(overBulletinDefaults({})).toEqual(defaultBulletinPolicy)
    expect([config.action, config.bulletin]).toEqual([defaultActionPolicy, defaultBulletinPolicy])
    const sources = [
      defaultActionPolicy.due.source,
      ...[defaultBulletinPolicy.read.source, defaultBulletinPolicy.review.source],
    ]
    expect(sources.filter(s => !s?.startsWith('judgement'))).toEqual([])
  })

  it('given one that is agreed, then it stands in place of its default alone', () => {
    const due = { steps: [{ afterMinutes: 0, tell: ['duty'] }], againMinutes: 1440 }
    expect(overActionDefaults(agreedActionSchema.parse({ due }))).toEqual({ due })
    const review = { ...due, againMinutes: 720 }
    expect(overBulletinDefaults(agreedBulletinSchema.parse({ review }))).toEqual({
      ...{ read: defaultBulletinPolicy.read, review },
    })
  })

  it.each([
    ['no step', []],
    ['a step before the due time in minutes', [{ afterMinutes: -60, tell: duty }]],
    ['steps in a wrong order', [80, 50].map(atPercent => ({ atPercent, tell: duty }))],
    [
      'a share of the time after its end',
      [
        { afterMinutes: 0, tell: duty },
        { atPercent: 50, tell: duty },
      ],
    ],
    ['nobody to tell', [{ afterMinutes: 0, tell: [] }]],
    ['a channel, which a matter has none of', [{ afterMinutes: 0, tell: ['channel:hkc-desk'] }]],
  ])('given %s, then it is refused', (_, steps) => {
    const clock = { steps, againMinutes: 1440 }
    expect(agreedActionSchema.safeParse({ due: clock }).success).toBe(false)
    expect(agreedBulletinSchema.safeParse({ review: clock }).success).toBe(false)
  })
})
