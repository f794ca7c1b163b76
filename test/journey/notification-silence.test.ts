import { expect } from 'vitest'
import { hours, instant, minutes } from '../../src/kit/time.ts'
import { called, cardAt, courier, news, notification, ref } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'
import { standing } from './told.ts'

/** 02:00 in Hong Kong on a Sunday, 03:00 in Korea. */
const night = { start: instant(Date.UTC(2026, 10, 21, 18)) }
const landing = courier.replace('2026-11-24 17:00 HKT', '2026-11-22 06:05 HKT')

const desk = 'Korea Customs Service, contact point'
const late = `HK-N-2026-000001: ${desk} has not acknowledged it. It was due by`
const kst = '2026-11-22 03:05 KST / 02:05 HKT.'
const hkt = '2026-11-22 02:05 HKT / 03:05 KST.'
const phone = `Telephone of ${desk}: +82 00 0000 0002`
const kim = 'Telephone of Kim Min-jun: +82 00 0000 0201'
const park = 'Telephone of Park Seo-yeon: +82 00 0000 0202'
const own = '[n-acknowledge] | [n-answer] | [view]'
const sender = '[n-supplement] | [n-close] | [view]'
const again = 'This call is repeated until it is done. Interval: 1 hour'
const acted = `${desk} has been called and has not acted. Please telephone.`
const supervise = 'The duty officer has not acted. Please see to it.'

onEveryStore('given an addressee that is silent at night', story => {
  story(
    'when nobody acts, then the whole ladder is told to both sides, and does not end',
    async stage => {
      await stage.say('hkc.o1', `${landing} to=kcs.cyber`)
      stage.read()
      await stage.fastForward(minutes(20))
      expect(news(stage)).toEqual([
        `11-22 03:05 kcs-desk new ${late} ${kst} | Please act now. | ${phone} | ${kim} | ${own} | @kcs.o1`,
        `11-22 03:20 kcs-desk new ${late} ${kst} | Please act now. | ${phone} | ${kim} | ${own} | @kcs.o1`,
      ])
      expect(cardAt(stage, 'hkc-desk')).toContain('(Addressee): not acknowledged, overdue since')
      expect(cardAt(stage, 'kcs-desk')).toContain('Please acknowledge now.')
      await stage.restart()
      // At once, as it ticks each second: a start that nobody missed is no downtime.
      await stage.pump()
      await stage.fastForward(minutes(15))
      expect(news(stage)).toEqual([
        `11-22 03:35 kcs-desk new ${late} ${kst} | ${supervise} | ${phone} | ${park} | ${own} | @kcs.o2`,
        `11-22 03:35 hkc-desk new ${late} ${hkt} | ${acted} | ${phone} | ${park} | ${sender} | @hkc.o1`,
      ])
      await stage.fastForward(minutes(30))
      expect(news(stage)).toEqual([
        `11-22 04:05 kcs-desk new ${late} ${kst} | ${supervise} | ${phone} | ${park} | ${again} | ${own} | @kcs.o2`,
        `11-22 04:05 hkc-desk new ${late} ${hkt} | ${acted} | ${phone} | ${park} | ${again} | ${sender} | @hkc.o2`,
      ])
      // Before and after the landing; the flight's arrival calls nobody, and ends nothing.
      await stage.fastForward(hours(5))
      expect(called(news(stage))).toEqual(
        ['05:05', '06:05', '07:05', '08:05', '09:05'].flatMap(at =>
          [`kcs-desk @kcs.o2`, `hkc-desk @hkc.o2`].map(who => `11-22 ${at} ${who}`),
        ),
      )
      expect(cardAt(stage, 'hkc-desk')).toContain(
        '06:05 HKT / 07:05 KST has passed without an answer.',
      )

      await stage.press('kcs.o2', 'kcs-desk', 'n-acknowledge')
      expect(standing(stage).filter(x => x.includes('has not acknowledged'))).toEqual([])
      const back = news(stage).filter(line => line.includes('No longer due.'))
      expect(back.map(line => line.split(' ')[2]).sort()).toEqual([
        ...Array(7).fill('hkc-desk'),
        ...Array(9).fill('kcs-desk'),
      ])
      expect((await notification(stage)).clocks.map(c => c.name)).toEqual(['answer:kcs.cyber'])
    },
    night,
  )

  story(
    'when the bot was down meanwhile, then only the highest step is taken, and it says why',
    async stage => {
      await stage.say('hkc.o1', `${landing} to=kcs.cyber`)
      stage.read()
      stage.jump(minutes(50))
      await stage.restart()
      await stage.fastForward(minutes(2))
      const calls = news(stage).filter(line => line.includes('has not acknowledged'))
      expect(calls.map(line => line.split(' ')[2])).toEqual(['kcs-desk', 'hkc-desk'])
      const steps = (await stage.entries()).filter(e => e.type === 'notification.escalated')
      expect(steps.map(e => e.event)).toMatchObject([
        { step: 2, missed: [0, 1], because: { kind: 'down' } },
      ])
      expect(calls.every(line => line.includes('Earlier steps passed over: 2'))).toBe(true)
      expect(calls[1]).toContain('is only being called now. Please telephone.')
      stage.alarms()
    },
    night,
  )

  story(
    'when it has it and does not answer, then the answer is called for, and a late answer ends it',
    async stage => {
      await stage.say('hkc.o1', `${landing} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      stage.read()
      await stage.fastForward(hours(5) + minutes(5))
      const lines = news(stage)
      expect(called(lines)).toEqual([
        '11-22 07:05 kcs-desk @kcs.o1',
        '11-22 07:20 kcs-desk @kcs.o1',
        '11-22 07:35 kcs-desk @kcs.o2',
        '11-22 07:35 hkc-desk @hkc.o1',
        '11-22 08:05 kcs-desk @kcs.o2',
        '11-22 08:05 hkc-desk @hkc.o2',
      ])
      expect(cardAt(stage, 'hkc-desk')).toContain('answer overdue since 2026-11-22 06:05 HKT')
      await stage.say('kcs.o1', `/notification answer ${ref} result=nothing-found`)
      expect(standing(stage).filter(x => x.includes('has not answered'))).toEqual([])
      stage.read()
      await stage.fastForward(hours(24))
      expect(stage.read()).toEqual({})
    },
    night,
  )
})
