import { expect } from 'vitest'
import { hours, seconds } from '../../src/kit/time.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { callsIn, sentBy, seoul, standing, told, until } from './told.ts'

const given = { start: seoul('2026-11-24 09:30') }
const ref = (n: number): string => `HK-2026-${String(n).padStart(6, '0')}`

/** So many routine referrals sent in one minute; half of their time is over at 15:30. */
const several = async (stage: Stage, count: number): Promise<void> => {
  for (let n = 1; n <= count; n++) {
    stage.jump(Math.floor(seconds(30) / count))
    await sentBy(stage, 'hkc.o1', ref(n))
  }
  told(stage)
}

onEveryStore('given several routine referrals that are due in one minute', story => {
  story(
    'when their time comes, then one message calls once for all, and says one by one what is over',
    async stage => {
      await several(stage, 3)
      await until(stage, '2026-11-24 15:30')
      expect(told(stage)).toEqual([])
      await until(stage, '2026-11-24 15:31')
      expect(told(stage)).toEqual([
        '11-24 15:31 kcs-desk new Deadlines that need attention: 3 | Please act on each of these. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000002: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000003: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view] | [view] | [view] | @kcs.o1',
      ])
      await stage.say('kcs.o1', `/referral acknowledge ${ref(2)}`)
      expect(told(stage)).toEqual([
        '11-24 15:31 kcs-desk now Deadlines that need attention: 2 | Please act on each of these. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000003: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view] | [view]',
        '11-24 15:31 hkc-kcs line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 14:31 HKT / 15:31 KST).',
      ])
      await stage.restart()
      await stage.say('kcs.o1', `/referral acknowledge ${ref(1)}`)
      expect(told(stage)).toEqual([
        '11-24 15:31 kcs-desk now Deadlines that need attention: 1 | Please act on each of these. | HK-2026-000003: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view]',
        '11-24 15:31 hkc-kcs line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 14:31 HKT / 15:31 KST).',
      ])
      await stage.crash()
      await stage.say('kcs.o1', `/referral acknowledge ${ref(3)}`)
      expect(told(stage)).toEqual([
        '11-24 15:31 kcs-desk now No longer due. Nothing more is needed here.',
        '11-24 15:31 hkc-kcs line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 14:31 HKT / 15:31 KST).',
      ])
      expect(standing(stage)).toEqual([])
      const bundles = (await stage.entries()).filter(e => e.type === 'referral.escalated')
      expect(
        bundles.map(e => [e.subject?.id, (e.event as { bundle: unknown[] }).bundle.length]),
      ).toEqual([1, 2, 3].map(n => [ref(n), 3]))
    },
    given,
  )

  story(
    'when an immediate one is due in the same minute, then it is told alone',
    async stage => {
      await several(stage, 2)
      await until(stage, '2026-11-24 15:23')
      stage.jump(seconds(60))
      await sentBy(stage, 'hkc.o2', ref(3), 'immediate')
      await until(stage, '2026-11-24 15:30')
      told(stage)
      await until(stage, '2026-11-24 15:32')
      expect(told(stage)).toEqual([
        '11-24 15:31 kcs-desk new HK-2026-000003: acknowledgement of receipt is due by 2026-11-24 15:39 KST / 14:39 HKT. | Please act before then. | [view] | @kcs.o1',
        '11-24 15:31 kcs-desk new Deadlines that need attention: 2 | Please act on each of these. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000002: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view] | [view] | @kcs.o1',
      ])
    },
    given,
  )

  story(
    'when there are more than twenty, then each message names at most twenty',
    async stage => {
      await several(stage, 23)
      await until(stage, '2026-11-24 15:31')
      const lines = told(stage)
      const bundles = lines.filter(l => l.includes(' new '))
      expect(bundles.map(l => l.split(' | ')[0])).toEqual([
        '11-24 15:31 kcs-desk new Deadlines that need attention: 20',
        '11-24 15:31 kcs-desk new Deadlines that need attention: 3',
      ])
      expect(callsIn(bundles)).toEqual([
        '11-24 15:31 kcs-desk @kcs.o1',
        '11-24 15:31 kcs-desk @kcs.o1',
      ])
      const named = bundles.flatMap(l => l.match(/HK-2026-\d{6}/g) ?? [])
      expect([...new Set(named)].sort()).toEqual(Array.from({ length: 23 }, (_, i) => ref(i + 1)))
      expect(lines).toHaveLength(2)
    },
    given,
  )

  story(
    'when one is acknowledged in that very moment, then the others are told all the same',
    async stage => {
      await several(stage, 3)
      stage.clock.set(seoul('2026-11-24 15:31'))
      const due = 'acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT'
      const data = stage.button('kcs-desk', 'acknowledge', ref(2))
      const [answer] = await Promise.all([
        stage.hear('kcs.o1', { kind: 'button', data }),
        stage.bot().sweep(),
        stage.bot().sweep(),
      ])
      expect(answer).toEqual({ kind: 'none' })
      await stage.pump()
      const escalated = async (n: number) =>
        (await stage.story(ref(n))).filter(e => e === 'escalated').length
      expect([await escalated(1), await escalated(3)]).toEqual([1, 1])
      expect((await stage.story(ref(2))).filter(e => e === 'acknowledged')).toHaveLength(1)
      expect(await escalated(2)).toBeLessThanOrEqual(1)
      expect(callsIn(told(stage))).toEqual(['11-24 15:31 kcs-desk @kcs.o1'])
      expect(standing(stage)).toEqual([
        `kcs-desk Deadlines that need attention: 2 | Please act on each of these. | ${ref(1)}: ${due} | ${ref(3)}: ${due} | [view] | [view] | @kcs.o1`,
      ])
      await stage.fastForward(hours(1))
      expect(told(stage)).toEqual([])
    },
    given,
  )

  story(
    'when they are late the next morning, then each later step is one message too',
    async stage => {
      await several(stage, 2)
      await until(stage, '2026-11-24 16:00')
      told(stage)
      await until(stage, '2026-11-26 09:30')
      expect(told(stage)).toEqual([
        '11-25 09:00 kcs-desk now Called again since; see the newer message.',
        '11-25 09:00 kcs-desk new Deadlines that need attention: 2 | Please act on each of these. | Outside working hours, calls were held back. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000002: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view] | [view] | @kcs.o1',
        '11-25 09:00 hkc-kcs line Not acknowledged by 2026-11-24 20:30 HKT / 21:30 KST. Told now: duty officer, backup officer',
        '11-25 09:00 hkc-kcs line Not acknowledged by 2026-11-24 20:30 HKT / 21:30 KST. Told now: duty officer, backup officer',
        '11-26 09:00 kcs-desk new Deadlines that need attention: 2 | The duty officer has not acted. Please see to it. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | HK-2026-000002: acknowledgement of receipt, due 2026-11-24 21:30 KST / 20:30 HKT | [view] | [view] | @kcs.o2',
        '11-26 09:00 hkc-desk new Deadlines that need attention: 2 | Korea Customs Service has been told of each of these. Please contact the other side where they are late. | HK-2026-000001: acknowledgement of receipt, due 2026-11-24 20:30 HKT / 21:30 KST | HK-2026-000002: acknowledgement of receipt, due 2026-11-24 20:30 HKT / 21:30 KST | [view] | [view] | @hkc.o1',
        '11-26 09:00 hkc-kcs line Not acknowledged by 2026-11-24 20:30 HKT / 21:30 KST. Told now: supervisor, other side (Hong Kong Customs)',
        '11-26 09:00 hkc-kcs line Not acknowledged by 2026-11-24 20:30 HKT / 21:30 KST. Told now: supervisor, other side (Hong Kong Customs)',
      ])
    },
    given,
  )
})
