import { expect } from 'vitest'
import { days, hours, instant } from '../../src/kit/time.ts'
import { holdFigures } from '../../src/shipment/figures.ts'
import { readAnswer } from '../rigs/reading.ts'
import { onEveryStore } from './on-every-store.ts'
import { begun, called, cardAt, given, news, ref, shipment } from './shipment-scenes.ts'
import { shippedCalendars } from './told.ts'

/** Monday, 2026-12-14, 10:00 in Hong Kong: ten working days from here go past Christmas. */
const monday = instant(Date.parse('2026-12-14T02:00:00Z'))
const holiday = { start: monday, calendars: shippedCalendars() }

const moving = {
  departs: '2026-12-12 20:00 KST',
  arrives: '2026-12-14 09:00 HKT',
}

onEveryStore('given goods on hold', story => {
  story(
    'when the limit passes over a holiday, then it is extended, runs over a restart, and ends in a seizure',
    async stage => {
      await begun(stage, moving)
      await given(stage, 'hkc.o1', 'hold', { held: 'Both containers', language: 'en' })
      expect(cardAt(stage, 'kcs-desk')).toContain('Limit: 2026-12-29 19:00 KST')
      news(stage)

      await stage.fastForward(days(13))
      await stage.restart()
      await stage.pump()
      await stage.fastForward(days(4))
      expect(called(news(stage))).toEqual([
        // Half of it has gone on a Tuesday.
        '12-22 10:00 hkc-desk new KR-S-2026-000001: 50 % of the time of hold 1 has gone. @hkc.o1',
        '12-22 10:00 kcs-desk new KR-S-2026-000001: 50 % of the time of hold 1 has gone.',
        // 80 % on the Saturday after Christmas, a holiday, is told on Monday.
        '12-28 10:00 hkc-desk new KR-S-2026-000001: 80 % of the time of hold 1 has gone. @hkc.o1',
        '12-28 10:00 kcs-desk new KR-S-2026-000001: 80 % of the time of hold 1 has gone.',
        '12-29 19:00 hkc-desk new KR-S-2026-000001: the limit of hold 1 is over. @hkc.o1',
        '12-29 19:00 kcs-desk new KR-S-2026-000001: the limit of hold 1 is over. @kcs.o1',
        '12-30 10:00 hkc-desk new KR-S-2026-000001: the limit of hold 1 is over. @hkc.o1',
        '12-30 10:00 kcs-desk new KR-S-2026-000001: the limit of hold 1 is over. @kcs.o1',
        '12-31 10:00 hkc-desk new KR-S-2026-000001: the limit of hold 1 is over. @hkc.o1',
        '12-31 10:00 kcs-desk new KR-S-2026-000001: the limit of hold 1 is over. @kcs.o1',
      ])
      expect(cardAt(stage, 'hkc-desk')).toMatch(
        /limit of a hold is over [\s\S]*\[s-release\] \| \[s-extend\] \| \[s-seize\]/,
      )
      const early = await stage.say('kcs.o1', `/shipment close ${ref}`)
      expect(readAnswer(early)).toMatch(/^refusal ko /)

      const form = await stage.press('hkc.o1', 'hkc-desk', 's-extend')
      const why = { reason: 'The right holder answers in January.', language: 'en' }
      await stage.submit('hkc.o1', form, why)
      const back = news(stage).filter(l => l.includes('No longer due'))
      expect(back).toHaveLength(2 * 5)
      expect(cardAt(stage, 'kcs-desk')).toContain('Limit, extended: 2027-01-13 19:00 KST')
      const second = await stage.say('hkc.o1', `/shipment extend ${ref}`)
      expect(readAnswer(second)).toMatch(/^refusal zh-HK /)

      await stage.fastForward(days(12))
      // New Year and the weekends are no working days; nothing is called on them.
      expect(called(news(stage)).map(l => l.slice(0, 20))).toEqual([
        '01-06 10:00 hkc-desk',
        '01-06 10:00 kcs-desk',
        '01-11 10:00 hkc-desk',
        '01-11 10:00 kcs-desk',
      ])
      await stage
        .press('hkc.o1', 'hkc-desk', 's-seize')
        .then(f => stage.submit('hkc.o1', f, { words: 'Counterfeit.', language: 'en' }))
      news(stage)
      expect(cardAt(stage, 'kcs-desk')).toContain('Hold 1 on leg 1: Seized. Hong Kong Customs')
      const { holds, status } = await shipment(stage)
      expect([holds.length, holds[0]?.ended?.how, status]).toEqual([1, 'seized', 'open'])
      const period = { from: monday, to: stage.clock.now() }
      expect(
        holdFigures([await shipment(stage)], { ...period, to: instant(period.to + 1) }),
      ).toEqual({
        begun: 1,
        ended: 1,
        withoutResult: 0,
        medianDays: 29,
        shareWithoutResult: 0,
      })
      await stage.fastForward(days(30))
      expect(stage.read()).toEqual({})
      expect(await stage.story(ref)).toEqual([
        'shipment.begun',
        'shipment.held',
        ...Array(5).fill('shipment.reminded'),
        'shipment.extended',
        ...Array(2).fill('shipment.reminded'),
        'shipment.hold_ended',
      ])
    },
    holiday,
  )

  story(
    'when the bot was down at the limit, then one reminder comes for all that were missed',
    async stage => {
      await begun(stage, moving)
      await given(stage, 'hkc.o1', 'hold', {
        held: 'Both containers',
        limit: '2026-12-16 12:00 HKT',
        language: 'en',
      })
      news(stage)
      stage.jump(days(3))
      await stage.restart()
      await stage.fastForward(hours(1))
      expect(called(news(stage))).toHaveLength(2)
      await stage.press('hkc.o1', 'hkc-desk', 's-release').then(f => stage.submit('hkc.o1', f, {}))
      expect(cardAt(stage, 'kcs-desk')).toContain('Hold 1 on leg 1: Released.')
      news(stage)
      expect(stage.faults()).toEqual([])
    },
    holiday,
  )
})
