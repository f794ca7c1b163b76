import { describe, expect, it } from 'vitest'
import { directory, hkc, id, matter, officerAt } from '../notification/sample.ts'
import { describeCards } from './matter-suite.ts'
import { notificationCards } from './notification.ts'

await describeCards({
  ...{ name: 'notification', matter, id, directory, cards: notificationCards },
  officer: officerAt(hkc),
  kinds: {
    notification: 30 + 1 + 3 + 2,
    'notification-happened': 13,
    'notification-call': 10,
    'notification-supervisor': 2,
    'matter-list': 1,
  },
  wordy:
    /false bottom|Grey|Delayed|duty room|2\.1 kg|Brand AG|Photographs|Wrong flight|arrested|B-7/,
  general: ['matter-list'],
  onLockScreen: `Immediate notification ${id}`,
  words: 90,
  // Of a referral that was begun from one.
  unseen: ['notification.begun_from', 'notification.begun_from_hint'],
})

describe('what one addressee did', () => {
  it('given the card of another, then it is not shown', async () => {
    const others = notificationCards.filter(c => /an addressee of another/.test(c.title))
    expect(others).toHaveLength(1)
    for (const { card } of others)
      expect(JSON.stringify(await card)).not.toMatch(/kcs\.|2\.1 kg|seized/)
  })
})
