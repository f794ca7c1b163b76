import { expect } from 'vitest'
import { hours } from '../../src/kit/time.ts'
import { readFields } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { cardOf } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { sentBy, seoul, shippedCalendars, told, until, untilWith } from './told.ts'

const calendars = shippedCalendars()
const hk = 'HK-2026-000001'

const fieldsOf = async (stage: Stage, who: string, ref: string): Promise<readonly string[]> =>
  readFields(cardOf(await stage.say(who, `/referral view ${ref}`)))

const escalations = async (stage: Stage) =>
  (await stage.entries())
    .filter(e => e.type === 'referral.escalated')
    .map(e => e.event as Record<string, unknown>)

onEveryStore(
  'given a routine referral that nobody acknowledges over a night and a holiday',
  story => {
    const christmas = { start: seoul('2026-12-24 19:00'), calendars }

    story(
      'when Korea owes it at Christmas, then it is called when Korea works again',
      async stage => {
        await sentBy(stage, 'hkc.o1', hk)
        expect(await fieldsOf(stage, 'kcs.o1', hk)).toEqual([
          '상태: 발송',
          '조치 주체: 관세청 연락창구',
          '발신: 홍콩 관세청 연락창구',
          '수신: 관세청 연락창구',
          '구분: 기타',
          '처리기한: 2026-12-25 07:00 KST / 06:00 HKT',
          '회신 기한: 2026-12-31 19:00 KST / 18:00 HKT',
          '기한 산정 기준: 접수 확인: 2026-12-24 19:00 KST / 18:00 HKT부터 12시간, 회신: 2026-12-24 19:00 KST / 18:00 HKT부터 7일',
          '법적 근거: 양자 관세 협력 약정',
          '절차의 성격: 행정 절차',
          '당사자·사업자에게 비밀 유지: 예',
          '요청 조치: 참고용',
        ])
        await until(stage, '2026-12-28 08:59')
        expect(told(stage)).toEqual([])
        await until(stage, '2026-12-29 12:00')
        expect(told(stage)).toEqual([
          '12-28 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-25 07:00 KST / 06:00 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
          '12-28 09:00 kcs-desk new HK-2026-000001: reply is due by 2026-12-31 19:00 KST / 18:00 HKT. | Please act before then. | [view] | @kcs.o1',
          '12-28 09:00 hkc-kcs line Not acknowledged by 2026-12-25 06:00 HKT / 07:00 KST. Told now: duty officer, backup officer',
          '12-29 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-25 07:00 KST / 06:00 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 day | [view] | @kcs.o2',
          '12-29 09:00 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-25 06:00 HKT / 07:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 day | [view] | @hkc.o1',
          '12-29 09:00 hkc-kcs line Not acknowledged by 2026-12-25 06:00 HKT / 07:00 KST. Told now: supervisor, other side (Hong Kong Customs)',
        ])
        expect(
          (await escalations(stage)).filter(e => e['deadline'] === 'ack').map(e => e['because']),
        ).toEqual([{ kind: 'hours' }, undefined])
        await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
        expect(told(stage)).toEqual([
          '12-29 12:00 kcs-desk now Routine: referral HK-2026-000001, Acknowledged | No longer due. Nothing more is needed here. | [view]',
          '12-29 12:00 hkc-desk now Routine: referral HK-2026-000001, Acknowledged | No longer due. Nothing more is needed here. | [view]',
          '12-29 12:00 kcs-desk now Routine: referral HK-2026-000001, Acknowledged | No longer due. Nothing more is needed here. | [view]',
          '12-29 12:00 hkc-kcs line Korea Customs Service acknowledged receipt (Kim Min-jun, 2026-12-29 11:00 HKT / 12:00 KST).',
        ])
      },
      christmas,
    )

    story(
      'when Hong Kong owes it at Christmas, then it is called when Hong Kong works again',
      async stage => {
        await sentBy(stage, 'kcs.o1', 'KR-2026-000001')
        await until(stage, '2026-12-28 09:59')
        expect(told(stage)).toEqual([])
        await until(stage, '2026-12-28 12:00')
        expect(told(stage)).toEqual([
          '12-28 10:00 hkc-desk new KR-2026-000001 has not been acknowledged. It was due by 2026-12-25 06:00 HKT / 07:00 KST. | Please act now. | Outside working hours, calls were held back. | [view] | @hkc.o1',
          '12-28 10:00 hkc-desk new KR-2026-000001: reply is due by 2026-12-31 18:00 HKT / 19:00 KST. | Please act before then. | [view] | @hkc.o1',
          '12-28 10:00 hkc-kcs line Not acknowledged by 2026-12-25 06:00 HKT / 07:00 KST. Told now: duty officer, backup officer',
        ])
      },
      christmas,
    )

    story(
      'when Hong Kong alone has a holiday the next day, then Korea is called in the morning',
      async stage => {
        const ref = 'HK-2027-000001'
        await sentBy(stage, 'hkc.o1', ref)
        expect(await untilWith(stage, '2027-03-26 08:59', 'restart', hours(2))).toBe(8)
        expect(told(stage)).toEqual([])
        await until(stage, '2027-03-29 12:00')
        expect(told(stage)).toEqual([
          '03-26 09:00 kcs-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-03-26 06:30 KST / 05:30 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
          '03-26 09:00 hkc-kcs line Not acknowledged by 2027-03-26 05:30 HKT / 06:30 KST. Told now: duty officer, backup officer',
          '03-29 09:00 kcs-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-03-26 06:30 KST / 05:30 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 day | [view] | @kcs.o2',
          '03-29 09:00 hkc-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-03-26 05:30 HKT / 06:30 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 day | [view] | @hkc.o1',
          '03-29 09:00 kcs-desk new HK-2027-000001: reply is due by 2027-04-01 18:30 KST / 17:30 HKT. | Please act before then. | [view] | @kcs.o1',
          '03-29 09:00 hkc-kcs line Not acknowledged by 2027-03-26 05:30 HKT / 06:30 KST. Told now: supervisor, other side (Hong Kong Customs)',
        ])
      },
      { start: seoul('2027-03-25 18:30'), calendars },
    )

    story(
      'when Seollal follows, then the holidays of each desk count for that desk',
      async stage => {
        await sentBy(stage, 'hkc.o1', 'HK-2027-000001')
        await sentBy(stage, 'kcs.o1', 'KR-2027-000001')
        await until(stage, '2027-02-10 08:59')
        expect(told(stage)).toEqual([])
        await until(stage, '2027-02-10 10:30')
        expect(told(stage)).toEqual([
          '02-10 09:00 kcs-desk new HK-2027-000001 has not been acknowledged. It was due by 2027-02-06 06:30 KST / 05:30 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
          '02-10 09:00 kcs-desk new HK-2027-000001: reply is due by 2027-02-12 18:30 KST / 17:30 HKT. | Please act before then. | [view] | @kcs.o1',
          '02-10 09:00 hkc-kcs line Not acknowledged by 2027-02-06 05:30 HKT / 06:30 KST. Told now: duty officer, backup officer',
          '02-10 10:00 hkc-desk new KR-2027-000001 has not been acknowledged. It was due by 2027-02-06 05:30 HKT / 06:30 KST. | Please act now. | Outside working hours, calls were held back. | [view] | @hkc.o1',
          '02-10 10:00 hkc-desk new KR-2027-000001: reply is due by 2027-02-12 17:30 HKT / 18:30 KST. | Please act before then. | [view] | @hkc.o1',
          '02-10 10:00 hkc-kcs line Not acknowledged by 2027-02-06 05:30 HKT / 06:30 KST. Told now: duty officer, backup officer',
        ])
      },
      { start: seoul('2027-02-05 18:30'), calendars },
    )

    story(
      'when the day before Seollal is left, then Hong Kong works and Korea does not',
      async stage => {
        await sentBy(stage, 'hkc.o1', hk)
        await sentBy(stage, 'kcs.o1', 'KR-2026-000001')
        await until(stage, '2026-02-16 09:59')
        expect(told(stage)).toEqual([])
        await until(stage, '2026-02-19 09:10')
        expect(told(stage)).toEqual([
          '02-16 10:00 hkc-desk new KR-2026-000001 has not been acknowledged. It was due by 2026-02-14 05:30 HKT / 06:30 KST. | Please act now. | Outside working hours, calls were held back. | [view] | @hkc.o1',
          '02-16 10:00 hkc-kcs line Not acknowledged by 2026-02-14 05:30 HKT / 06:30 KST. Told now: duty officer, backup officer',
          '02-19 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-02-14 06:30 KST / 05:30 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o1',
          '02-19 09:00 kcs-desk new HK-2026-000001: reply is due by 2026-02-20 18:30 KST / 17:30 HKT. | Please act before then. | Outside working hours, calls were held back. | [view] | @kcs.o1',
          '02-19 09:00 hkc-kcs line Not acknowledged by 2026-02-14 05:30 HKT / 06:30 KST. Told now: duty officer, backup officer',
        ])
      },
      { start: seoul('2026-02-13 18:30'), calendars },
    )
  },
)

onEveryStore('given a night before a holiday', story => {
  const night = { start: seoul('2026-12-24 22:00'), calendars }

  story(
    'when an immediate one is not acknowledged, then its calls go on through the night',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk, 'immediate')
      await until(stage, '2026-12-25 01:20')
      expect(told(stage)).toEqual([
        '12-24 22:07 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-24 22:15 KST / 21:15 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-24 22:12 kcs-desk now Immediate: referral HK-2026-000001, Sent | Called again since; see the newer message. | [view]',
        '12-24 22:12 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-24 22:15 KST / 21:15 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-24 22:15 kcs-desk now Immediate: referral HK-2026-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '12-24 22:15 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | Please act now. | [view] | @kcs.o1',
        '12-24 22:15 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: duty officer',
        '12-24 22:30 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | Please act now. | [view] | @kcs.o1',
        '12-24 22:30 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: backup officer',
        '12-24 22:45 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        '12-24 22:45 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 21:15 HKT / 22:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        '12-24 22:45 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: supervisor, other side (Hong Kong Customs)',
        '12-24 23:15 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o2',
        '12-24 23:15 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 21:15 HKT / 22:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o2',
        '12-24 23:15 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: head of the desk, head of the other side (Hong Kong Customs)',
        '12-25 00:15 kcs-desk now Immediate: referral HK-2026-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '12-25 00:15 hkc-desk now Immediate: referral HK-2026-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '12-25 00:15 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: head of the desk, head of the other side (Hong Kong Customs)',
        '12-25 00:15 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o2',
        '12-25 00:15 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 21:15 HKT / 22:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o2',
        '12-25 01:15 kcs-desk now Immediate: referral HK-2026-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '12-25 01:15 hkc-desk now Immediate: referral HK-2026-000001, Sent, Escalated | Called again since; see the newer message. | [view]',
        '12-25 01:15 hkc-kcs line Not acknowledged by 2026-12-24 21:15 HKT / 22:15 KST. Told now: head of the desk, head of the other side (Hong Kong Customs)',
        '12-25 01:15 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:15 KST / 21:15 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o2',
        '12-25 01:15 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 21:15 HKT / 22:15 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o2',
      ])
    },
    night,
  )

  story(
    'when an urgent one is not acknowledged, then its calls go on through the night',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk, 'urgent')
      await until(stage, '2026-12-25 08:30')
      expect(told(stage)).toEqual([
        '12-24 22:30 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-24 23:00 KST / 22:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-24 22:48 kcs-desk now Urgent: referral HK-2026-000001, Sent | Called again since; see the newer message. | [view]',
        '12-24 22:48 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-24 23:00 KST / 22:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-24 23:00 kcs-desk now Urgent: referral HK-2026-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '12-24 23:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 23:00 KST / 22:00 HKT. | Please act now. | [view] | @kcs.o1',
        '12-24 23:00 hkc-kcs line Not acknowledged by 2026-12-24 22:00 HKT / 23:00 KST. Told now: duty officer',
        '12-25 00:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 23:00 KST / 22:00 HKT. | Please act now. | [view] | @kcs.o1',
        '12-25 00:00 hkc-kcs line Not acknowledged by 2026-12-24 22:00 HKT / 23:00 KST. Told now: backup officer',
        '12-25 02:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 23:00 KST / 22:00 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        '12-25 02:00 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:00 HKT / 23:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        '12-25 02:00 hkc-kcs line Not acknowledged by 2026-12-24 22:00 HKT / 23:00 KST. Told now: supervisor, other side (Hong Kong Customs)',
        '12-25 07:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 23:00 KST / 22:00 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 8 hours | [view] | @kcs.o2',
        '12-25 07:00 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-24 22:00 HKT / 23:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 8 hours | [view] | @hkc.o2',
        '12-25 07:00 hkc-kcs line Not acknowledged by 2026-12-24 22:00 HKT / 23:00 KST. Told now: head of the desk, head of the other side (Hong Kong Customs)',
      ])
    },
    night,
  )

  story(
    'when one for information is sent, then three working days of its receiver are counted',
    async stage => {
      await sentBy(stage, 'hkc.o1', hk, 'information')
      expect(await fieldsOf(stage, 'hkc.o2', hk)).toEqual([
        'Status: Sent',
        'Whose turn: Korea Customs Service, contact point',
        'From: Hong Kong Customs, contact point',
        'To: Korea Customs Service, contact point',
        'Category: Other',
        'Due: 2026-12-30 17:00 HKT / 18:00 KST',
        'How due times are counted: acknowledgement of receipt: working days of Korea Customs Service from 2026-12-24 21:00 HKT / 22:00 KST: 3',
        'Legal basis: Bilateral customs cooperation arrangement',
        'Nature of proceedings: Administrative',
        'Keep from the person or provider concerned: Yes',
        'Actions requested: For information only',
      ])
      await until(stage, '2027-01-04 12:00')
      expect(told(stage)).toEqual([
        '12-28 09:00 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-30 18:00 KST / 17:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-29 14:00 kcs-desk now For information: referral HK-2026-000001, Sent | Called again since; see the newer message. | [view]',
        '12-29 14:00 kcs-desk new HK-2026-000001: acknowledgement of receipt is due by 2026-12-30 18:00 KST / 17:00 HKT. | Please act before then. | [view] | @kcs.o1',
        '12-31 09:00 kcs-desk now For information: referral HK-2026-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '12-31 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-30 18:00 KST / 17:00 HKT. | Please act now. | [view] | @kcs.o1',
        '12-31 09:00 hkc-kcs line Not acknowledged by 2026-12-30 17:00 HKT / 18:00 KST. Told now: duty officer',
        '01-04 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-30 18:00 KST / 17:00 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 7 days | [view] | @kcs.o2',
        '01-04 09:00 hkc-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-12-30 17:00 HKT / 18:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 7 days | [view] | @hkc.o1',
        '01-04 09:00 hkc-kcs line Not acknowledged by 2026-12-30 17:00 HKT / 18:00 KST. Told now: supervisor, other side (Hong Kong Customs)',
      ])
    },
    night,
  )
})
