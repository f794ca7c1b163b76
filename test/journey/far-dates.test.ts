import { expect } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { overDefaults } from '../../src/escalation/policy.ts'
import type { AgencyId } from '../../src/kit/ids.ts'
import { days } from '../../src/kit/time.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { sentBy, seoul, shippedCalendars, told, until } from './told.ts'

const calendars = shippedCalendars()
const hk = 'HK-2026-000001'

const holiday = (date: string) => ({
  date,
  names: { en: 'Made up', ko: '시험', 'zh-HK': '試驗', 'zh-CN': '试验' },
  source: 'this test',
})

const madeUp = (agency: string, date: string) => ({
  agency: agency as AgencyId,
  year: 2028,
  days: [holiday(date)],
})

onEveryStore('given a leap day', story => {
  const calls = async (stage: Stage) => {
    await sentBy(stage, 'hkc.o1', 'HK-2028-000001', 'information')
    await sentBy(stage, 'kcs.o1', 'KR-2028-000001')
    await until(stage, '2028-03-02 18:10')
    return told(stage)
  }
  const start = seoul('2028-02-28 10:30')

  story(
    'when it is a working day, then it counts',
    async stage => {
      expect(await calls(stage)).toEqual([
        '02-28 16:30 hkc-desk new KR-2028-000001: acknowledgement of receipt is due by 2028-02-28 21:30 HKT / 22:30 KST. | Please act before then. | [view] | @hkc.o1',
        '02-29 10:00 hkc-desk now Routine: referral KR-2028-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '02-29 10:00 hkc-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 21:30 HKT / 22:30 KST. | Please act now. | Outside working hours, calls were held back. | [view] | @hkc.o1',
        '02-29 10:00 hkc-kcs line Not acknowledged by 2028-02-28 21:30 HKT / 22:30 KST. Told now: duty officer, backup officer',
        '03-01 09:00 kcs-desk new HK-2028-000001: acknowledgement of receipt is due by 2028-03-02 18:00 KST / 17:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '03-01 10:00 hkc-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 21:30 HKT / 22:30 KST. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 day | [view] | @hkc.o2',
        '03-01 10:00 kcs-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 22:30 KST / 21:30 HKT. | Hong Kong Customs has been told and has not acted. Please telephone: +852 0000 0001 | This call is repeated until it is done. Interval: 1 day | [view] | @kcs.o1',
        '03-01 10:00 hkc-kcs line Not acknowledged by 2028-02-28 21:30 HKT / 22:30 KST. Told now: supervisor, other side (Korea Customs Service)',
        '03-02 09:00 kcs-desk now For information: referral HK-2028-000001, Sent | Called again since; see the newer message. | [view]',
        '03-02 09:00 kcs-desk new HK-2028-000001: acknowledgement of receipt is due by 2028-03-02 18:00 KST / 17:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '03-02 10:00 hkc-desk now Routine: referral KR-2028-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '03-02 10:00 kcs-desk now Routine: referral KR-2028-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '03-02 10:00 hkc-kcs line Not acknowledged by 2028-02-28 21:30 HKT / 22:30 KST. Told now: supervisor, other side (Korea Customs Service)',
        '03-02 10:00 hkc-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 21:30 HKT / 22:30 KST. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 day | [view] | @hkc.o2',
        '03-02 10:00 kcs-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 22:30 KST / 21:30 HKT. | Hong Kong Customs has been told and has not acted. Please telephone: +852 0000 0001 | This call is repeated until it is done. Interval: 1 day | [view] | @kcs.o1',
      ])
    },
    { start, calendars: [madeUp('kcs', '2028-01-01'), madeUp('hkc', '2028-01-01')] },
  )

  story(
    'when it is a holiday of both, then it does not count',
    async stage => {
      expect(await calls(stage)).toEqual([
        '02-28 16:30 hkc-desk new KR-2028-000001: acknowledgement of receipt is due by 2028-02-28 21:30 HKT / 22:30 KST. | Please act before then. | [view] | @hkc.o1',
        '03-01 10:00 hkc-desk now Routine: referral KR-2028-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '03-01 10:00 hkc-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 21:30 HKT / 22:30 KST. | Please act now. | Outside working hours, calls were held back. | [view] | @hkc.o1',
        '03-01 10:00 hkc-kcs line Not acknowledged by 2028-02-28 21:30 HKT / 22:30 KST. Told now: duty officer, backup officer',
        '03-01 14:15 kcs-desk new HK-2028-000001: acknowledgement of receipt is due by 2028-03-03 18:00 KST / 17:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '03-02 10:00 hkc-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 21:30 HKT / 22:30 KST. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 day | [view] | @hkc.o2',
        '03-02 10:00 kcs-desk new KR-2028-000001 has not been acknowledged. It was due by 2028-02-28 22:30 KST / 21:30 HKT. | Hong Kong Customs has been told and has not acted. Please telephone: +852 0000 0001 | This call is repeated until it is done. Interval: 1 day | [view] | @kcs.o1',
        '03-02 10:00 hkc-kcs line Not acknowledged by 2028-02-28 21:30 HKT / 22:30 KST. Told now: supervisor, other side (Korea Customs Service)',
      ])
    },
    { start, calendars: [madeUp('kcs', '2028-02-29'), madeUp('hkc', '2028-02-29')] },
  )
})

const inRome = configSchema.parse({
  ...stageSettings(),
  contactPoints: stageSettings().contactPoints.map(d =>
    d.id === 'kcs.cyber' ? { ...d, zone: { zone: 'Europe/Rome', label: 'Rome' } } : d,
  ),
})

onEveryStore('given a desk whose clock has summer time', story => {
  const weekend = async (stage: Stage, ref: string, end: string) => {
    await sentBy(stage, 'hkc.o1', ref)
    await until(stage, end)
    return told(stage)
  }

  story(
    'when summer begins over the weekend, then nine in the morning is nine there',
    async stage => {
      expect(await weekend(stage, 'HK-2027-000001', '2027-03-30 15:59')).toEqual([
        '03-29 16:00 kcs-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-03-27 06:00 Rome / 13:00 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
        '03-29 16:00 hkc-kcs line Not acknowledged by 2027-03-27 13:00 HKT / 06:00 Rome. Told now: duty officer, backup officer',
      ])
    },
    { start: seoul('2027-03-27 02:00'), config: inRome },
  )

  story(
    'when summer ends over the weekend, then nine in the morning is nine there',
    async stage => {
      expect(await weekend(stage, hk, '2026-10-27 16:59')).toEqual([
        '10-26 17:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-10-24 07:00 Rome / 13:00 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
        '10-26 17:00 hkc-kcs line Not acknowledged by 2026-10-24 13:00 HKT / 07:00 Rome. Told now: duty officer, backup officer',
      ])
    },
    { start: seoul('2026-10-24 02:00'), config: inRome },
  )

  story(
    'when summer begins in the night, then an immediate one is due a quarter of an hour later all the same',
    async stage => {
      await sentBy(stage, 'hkc.o1', 'HK-2027-000001', 'immediate')
      await until(stage, '2027-03-28 10:12')
      expect(told(stage)).toEqual([
        '03-28 10:02 kcs-desk new HK-2027-000001: acknowledgement of receipt is due by 2027-03-28 03:10 Rome / 09:10 HKT. | Please act before then. | [view] | @kcs.o1',
        '03-28 10:07 kcs-desk now Immediate: referral HK-2027-000001, Sent | Called again since; see the newer message. | [view]',
        '03-28 10:07 kcs-desk new HK-2027-000001: acknowledgement of receipt is due by 2027-03-28 03:10 Rome / 09:10 HKT. | Please act before then. | [view] | @kcs.o1',
        '03-28 10:10 kcs-desk now Immediate: referral HK-2027-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '03-28 10:10 kcs-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-03-28 03:10 Rome / 09:10 HKT. | Please act now. | [view] | @kcs.o1',
        '03-28 10:10 hkc-kcs line Not acknowledged by 2027-03-28 09:10 HKT / 03:10 Rome. Told now: duty officer',
      ])
    },
    { start: seoul('2027-03-28 09:55'), config: inRome },
  )
})

const farAway = configSchema.parse({
  ...stageSettings(),
  policy: overDefaults({
    routine: {
      ack: {
        within: { minutes: 90 * 24 * 60 },
        steps: [
          { afterMinutes: -30 * 24 * 60, tell: ['duty'] },
          { afterMinutes: 0, tell: ['duty'] },
        ],
        againMinutes: 24 * 60,
      },
      reply: {
        within: { minutes: 120 * 24 * 60 },
        steps: [{ afterMinutes: 0, tell: ['duty'] }],
        againMinutes: 24 * 60,
      },
    },
  }),
})

onEveryStore('given a reminder sixty days ahead', story => {
  story(
    'when the bot is started anew each day, then it is called on its day and not before',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk)
      const before = stage.clock.now()
      for (let day = 1; day < 60; day++) {
        await stage.fastForward(days(1))
        await stage.restart()
        await stage.pump()
      }
      await stage.fastForward(days(1) - 1)
      expect(stage.clock.now()).toBe(before + days(60) - 1)
      expect(told(stage)).toEqual([])
      await stage.fastForward(1)
      expect(told(stage)).toEqual([
        '12-04 11:00 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2027-01-03 11:00 KST / 10:00 HKT. | Please act before then. | [view] | @kcs.o1',
      ])
      await stage.fastForward(days(29))
      expect(told(stage)).toEqual([])
    },
    { config: farAway, start: seoul('2026-10-05 11:00'), calendars },
  )
})
