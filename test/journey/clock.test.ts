import { expect } from 'vitest'
import { hours, type Instant, instant, minutes, seconds } from '../../src/kit/time.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { callsIn, sentBy, seoul, shippedCalendars, standing, told } from './told.ts'

const hk = 'HK-2026-000001'
const given = { rosters: true, start: seoul('2026-11-24 15:00'), calendars: shippedCalendars() }

/** An immediate referral, sent at 15:00 and due at 15:15; nobody acknowledges it. */
const waiting = async (stage: Stage): Promise<void> => {
  await stage.pump()
  await sentBy(stage, 'hkc.o1', hk, 'immediate')
  await ticks(stage, 2)
  told(stage)
}

/** The bot ticks minute by minute, as the host's clock goes on. */
const ticks = async (stage: Stage, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    stage.jump(minutes(1))
    await stage.pump()
  }
}

/** What entered the log about the clock, and which steps were taken. */
const clockLog = async (stage: Stage): Promise<readonly string[]> =>
  (await stage.entries())
    .filter(e => e.type.startsWith('clock.') || e.type === 'referral.escalated')
    .map(e => `${e.type} ${JSON.stringify(e.event)}`)

const jumped = 'the clock of the host jumped: deadlines wait until it is confirmed'
const unconfirmed = 'the clock of the host could not be confirmed: deadlines go on by it'

/** What the time really is, by a chat system's own clock. */
const truth = (stage: Stage, wrongBy: number) => (): Instant => instant(stage.clock.now() - wrongBy)

onEveryStore('given a host whose clock is set forward by three hours', story => {
  story(
    'when no other clock can be asked, then nothing fires for five minutes and then it says why',
    async stage => {
      await waiting(stage)
      stage.misset(hours(3))
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 18:02 hkc-desk new The clock of the system jumped forward by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
        '11-24 18:02 kcs-desk new The clock of the system jumped forward by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
      ])
      expect(stage.alarms()).toEqual([jumped])
      await ticks(stage, 4)
      expect(told(stage)).toEqual([])
      await ticks(stage, 1)
      expect(told(stage)).toEqual([
        '11-24 18:07 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 18:07 KST / 17:07 HKT. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o1 | @kcs.o2',
        '11-24 18:07 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service is only being told now. Please telephone: +82 00 0000 0002 | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 14:02 HKT / 15:02 KST to 2026-11-24 17:07 HKT / 18:07 KST. | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o1 | @hkc.o2',
        '11-24 18:07 hkc-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:07 kcs-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:07 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer, backup officer, supervisor, other side (Hong Kong Customs), head of the desk, head of the other side (Hong Kong Customs)',
      ])
      expect(await clockLog(stage)).toEqual([
        'clock.jumped {"from":"2026-11-24T06:02:00.000Z","jumpMs":10800000}',
        'clock.agreed {"by":"patience","jumpMs":10800000}',
        'referral.escalated {"because":{"from":"2026-11-24T06:02:00.000Z","kind":"clock","to":"2026-11-24T09:07:00.000Z"},"called":["kcs.o1","kcs.o2"],"calledOther":["hkc.o1","hkc.o2"],"deadline":"ack","due":"2026-11-24T06:15:00.000Z","missed":[0,1,2,3,4,5],"owner":"receiver","planned":"2026-11-24T08:15:00.000Z","step":6,"tell":["duty","backup","supervisor","other-desk","head","other-head"],"type":"referral.escalated"}',
      ])
      expect(stage.alarms()).toEqual([unconfirmed])
      expect(standing(stage).filter(l => l.includes('clock'))).toEqual([])
      // The next of its hourly calls is due at 18:15.
      await ticks(stage, 7)
      expect(told(stage)).toEqual([])
      await ticks(stage, 1)
      expect(callsIn(told(stage))).toEqual([
        '11-24 18:15 kcs-desk @kcs.o2',
        '11-24 18:15 hkc-desk @hkc.o2',
      ])
    },
    given,
  )

  story(
    'when the chat system says the same as before, then nothing fires for half an hour',
    async stage => {
      stage.platformTells(truth(stage, 0))
      await waiting(stage)
      stage.misset(hours(3))
      stage.platformTells(truth(stage, hours(3)))
      await stage.pump()
      expect(callsIn(told(stage))).toEqual([])
      await ticks(stage, 29)
      expect(told(stage)).toEqual([])
      await ticks(stage, 1)
      expect(told(stage)).toEqual([
        '11-24 18:32 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 7 | The system time was in doubt from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 18:32 KST / 17:32 HKT. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o1 | @kcs.o2',
        '11-24 18:32 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service is only being told now. Please telephone: +82 00 0000 0002 | Earlier steps passed over: 7 | The system time was in doubt from 2026-11-24 14:02 HKT / 15:02 KST to 2026-11-24 17:32 HKT / 18:32 KST. | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o1 | @hkc.o2',
        '11-24 18:32 hkc-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:32 kcs-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:32 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer, backup officer, supervisor, other side (Hong Kong Customs), head of the desk, head of the other side (Hong Kong Customs)',
      ])
      stage.alarms()
      expect((await clockLog(stage)).slice(0, 2)).toEqual([
        'clock.jumped {"from":"2026-11-24T06:02:00.000Z","jumpMs":10800000}',
        'clock.agreed {"by":"patience","jumpMs":10800000}',
      ])
    },
    given,
  )

  story(
    'when the chat system has the new time, then it was wrong before and fires at once',
    async stage => {
      await waiting(stage)
      stage.platformTells(truth(stage, 0))
      stage.misset(hours(3))
      await stage.pump()
      told(stage)
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 18:02 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 18:02 KST / 17:02 HKT. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o1 | @kcs.o2',
        '11-24 18:02 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service is only being told now. Please telephone: +82 00 0000 0002 | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 14:02 HKT / 15:02 KST to 2026-11-24 17:02 HKT / 18:02 KST. | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o1 | @hkc.o2',
        '11-24 18:02 hkc-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 18:02 kcs-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 18:02 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer, backup officer, supervisor, other side (Hong Kong Customs), head of the desk, head of the other side (Hong Kong Customs)',
      ])
      stage.alarms()
    },
    given,
  )

  story(
    'when it is put right again, then nothing has fired and the calls come at their time',
    async stage => {
      await waiting(stage)
      stage.misset(hours(3))
      await stage.pump()
      await ticks(stage, 3)
      told(stage)
      stage.misset(0)
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 15:05 hkc-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 15:05 kcs-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
      ])
      stage.alarms()
      expect(await clockLog(stage)).toEqual([
        'clock.jumped {"from":"2026-11-24T06:02:00.000Z","jumpMs":10800000}',
        'clock.agreed {"by":"restored","jumpMs":10800000}',
      ])
      await ticks(stage, 10)
      expect(callsIn(told(stage))).toEqual([
        '11-24 15:07 kcs-desk @kcs.o1',
        '11-24 15:12 kcs-desk @kcs.o1',
        '11-24 15:15 kcs-desk @kcs.o1',
      ])
    },
    given,
  )

  story(
    'when the bot is started anew meanwhile, then it goes on waiting, and tells it once and why',
    async stage => {
      await waiting(stage)
      stage.misset(hours(3))
      await stage.pump()
      told(stage)
      stage.alarms()
      await stage.restart()
      await stage.pump()
      await ticks(stage, 2)
      await stage.crash()
      await stage.pump()
      await ticks(stage, 4)
      expect(told(stage)).toEqual([])
      await ticks(stage, 1)
      expect(told(stage)).toEqual([
        '11-24 18:09 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 18:09 KST / 17:09 HKT. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o1 | @kcs.o2',
        '11-24 18:09 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service is only being told now. Please telephone: +82 00 0000 0002 | Earlier steps passed over: 6 | The system time was in doubt from 2026-11-24 14:02 HKT / 15:02 KST to 2026-11-24 17:09 HKT / 18:09 KST. | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o1 | @hkc.o2',
        '11-24 18:09 hkc-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:09 kcs-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 18:09 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer, backup officer, supervisor, other side (Hong Kong Customs), head of the desk, head of the other side (Hong Kong Customs)',
      ])
      stage.alarms()
      expect((await clockLog(stage)).slice(0, -1)).toEqual([
        'clock.jumped {"from":"2026-11-24T06:02:00.000Z","jumpMs":10800000}',
        'clock.agreed {"by":"patience","jumpMs":10800000}',
      ])
      await ticks(stage, 5)
      expect(told(stage)).toEqual([])
    },
    given,
  )

  story(
    'when it is set while the bot is stopped, then what the chat system says at the start shows it',
    async stage => {
      await waiting(stage)
      await stage.restart()
      stage.misset(hours(3))
      stage.platformTells(truth(stage, hours(3)))
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 18:02 hkc-desk new The clock of the system jumped forward by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
        '11-24 18:02 kcs-desk new The clock of the system jumped forward by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
      ])
      await ticks(stage, 4)
      expect(told(stage)).toEqual([])
      stage.misset(0)
      stage.platformTells(truth(stage, 0))
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 15:06 hkc-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 15:06 kcs-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
      ])
      stage.alarms()
      await ticks(stage, 10)
      expect(callsIn(told(stage))).toEqual([
        '11-24 15:07 kcs-desk @kcs.o1',
        '11-24 15:12 kcs-desk @kcs.o1',
        '11-24 15:15 kcs-desk @kcs.o1',
      ])
    },
    given,
  )
})

onEveryStore('given a host whose clock is set back by three hours', story => {
  story(
    'when no other clock can be asked, then nothing fires for five minutes, and then at the time it shows',
    async stage => {
      await waiting(stage)
      stage.misset(-hours(3))
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 12:02 hkc-desk new The clock of the system jumped back by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
        '11-24 12:02 kcs-desk new The clock of the system jumped back by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
      ])
      expect(stage.alarms()).toEqual([jumped])
      await ticks(stage, 5)
      expect(told(stage)).toEqual([
        '11-24 12:07 hkc-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        '11-24 12:07 kcs-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
      ])
      expect(await clockLog(stage)).toEqual([
        'clock.jumped {"from":"2026-11-24T06:02:00.000Z","jumpMs":-10800000}',
        'clock.agreed {"by":"patience","jumpMs":-10800000}',
      ])
      expect(stage.alarms()).toEqual([unconfirmed])
      await ticks(stage, 180 - 6)
      expect(told(stage)).toEqual([])
      await ticks(stage, 10)
      expect(callsIn(told(stage))).toEqual(['11-24 15:07 kcs-desk @kcs.o1'])
    },
    given,
  )

  for (const how of ['restart', 'crash'] as const)
    story(
      `when it is set while the bot is stopped (${how}), then the last run shows it, and it fires all the same`,
      async stage => {
        await waiting(stage)
        await stage[how]()
        stage.misset(-hours(3))
        await stage.pump()
        expect(told(stage)).toEqual([
          '11-24 12:02 hkc-desk new The clock of the system jumped back by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
          '11-24 12:02 kcs-desk new The clock of the system jumped back by 3 hours. Deadlines call nobody until it is confirmed. | Watch what is open yourselves, and telephone what cannot wait.',
        ])
        await ticks(stage, 5)
        expect(told(stage)).toEqual([
          '11-24 12:07 hkc-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
          '11-24 12:07 kcs-desk now The clock of the system had jumped by 3 hours and could not be confirmed. Deadlines call again all the same; check the clock of the host.',
        ])
        expect(stage.alarms()).toHaveLength(2)
        await ticks(stage, 181)
        expect(callsIn(told(stage))).toEqual(['11-24 15:07 kcs-desk @kcs.o1'])
      },
      given,
    )

  story(
    'when it is put right after the due time, then the call comes at once and says why',
    async stage => {
      stage.platformTells(truth(stage, 0))
      await waiting(stage)
      stage.misset(-hours(3))
      stage.platformTells(truth(stage, -hours(3)))
      await ticks(stage, 20)
      expect(callsIn(told(stage))).toEqual([])
      stage.misset(0)
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 15:22 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 2 | The system time was in doubt from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 15:22 KST / 14:22 HKT. | [view] | @kcs.o1',
        '11-24 15:22 hkc-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 15:22 kcs-desk now The clock of the system had jumped by 3 hours and is trusted again. What fell due meanwhile is told now.',
        '11-24 15:22 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer',
      ])
      stage.alarms()
    },
    given,
  )
})

onEveryStore('given a bot that was down for three hours', story => {
  story(
    'when an acknowledgement waited to be heard, then it is heard first and nothing fires',
    async stage => {
      await waiting(stage)
      const data = stage.button('kcs-desk', 'acknowledge')
      stage.jump(hours(3))
      await stage.restart()
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 18:02 hkc-desk new The system was not running from 2026-11-24 14:02 HKT to 2026-11-24 17:02 HKT. What fell due meanwhile is told shortly.',
        '11-24 18:02 kcs-desk new The system was not running from 2026-11-24 15:02 KST to 2026-11-24 18:02 KST. What fell due meanwhile is told shortly.',
      ])
      stage.jump(seconds(30))
      await stage.hear('kcs.o1', { kind: 'button', data })
      await ticks(stage, 2)
      expect(told(stage)).toEqual([
        '11-24 18:03 hkc-kcs line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-11-24 17:02 HKT / 18:02 KST).',
      ])
      expect(await stage.story(hk)).not.toContain('escalated')
    },
    given,
  )

  story(
    'when nothing waited, then after a minute one message names the steps that were missed',
    async stage => {
      await waiting(stage)
      stage.jump(hours(3))
      await stage.crash()
      await stage.pump()
      told(stage)
      stage.jump(seconds(59))
      await stage.pump()
      expect(told(stage)).toEqual([])
      stage.jump(seconds(1))
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-24 18:03 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 15:15 KST / 14:15 HKT. | Please act now. | Earlier steps passed over: 6 | The system was not running from 2026-11-24 15:02 KST / 14:02 HKT to 2026-11-24 18:02 KST / 17:02 HKT. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o1 | @kcs.o2',
        '11-24 18:03 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-24 14:15 HKT / 15:15 KST. | Korea Customs Service is only being told now. Please telephone: +82 00 0000 0002 | Earlier steps passed over: 6 | The system was not running from 2026-11-24 14:02 HKT / 15:02 KST to 2026-11-24 17:02 HKT / 18:02 KST. | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o1 | @hkc.o2',
        '11-24 18:03 hkc-kcs line Not acknowledged by 2026-11-24 14:15 HKT / 15:15 KST. Told now: duty officer, backup officer, supervisor, other side (Hong Kong Customs), head of the desk, head of the other side (Hong Kong Customs)',
      ])
      expect(await clockLog(stage)).toEqual([
        'clock.resumed {"from":"2026-11-24T06:02:00.000Z","to":"2026-11-24T09:02:00.000Z"}',
        'referral.escalated {"because":{"from":"2026-11-24T06:02:00.000Z","kind":"down","to":"2026-11-24T09:02:00.000Z"},"called":["kcs.o1","kcs.o2"],"calledOther":["hkc.o1","hkc.o2"],"deadline":"ack","due":"2026-11-24T06:15:00.000Z","missed":[0,1,2,3,4,5],"owner":"receiver","planned":"2026-11-24T08:15:00.000Z","step":6,"tell":["duty","backup","supervisor","other-desk","head","other-head"],"type":"referral.escalated"}',
      ])
      await ticks(stage, 10)
      expect(told(stage)).toEqual([])
    },
    given,
  )
})
