import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'
import { callsIn, sentBy, seoul, standing, told, until } from './told.ts'

const ref = 'HK-2026-000001'

const acknowledged = async (stage: Stage, priority: string): Promise<void> => {
  await sentBy(stage, 'hkc.o1', ref, priority)
  await stage.fastForward(minutes(5))
  await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
  told(stage)
}

onEveryStore('given an immediate referral that is acknowledged and then forgotten', story => {
  const start = seoul('2026-11-24 15:00')

  story(
    'when nobody decides, then the decision clock catches it, and the reply clock after it',
    async stage => {
      await acknowledged(stage, 'immediate')
      await until(stage, '2026-11-24 16:40')
      expect(told(stage)).toEqual([
        '11-24 15:35 kcs-desk new HK-2026-000001: decision to accept or decline is due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act before then. | [view] | @kcs.o1',
        '11-24 15:53 kcs-desk now Immediate: referral HK-2026-000001, Acknowledged | Called again since; see the newer message. | [view]',
        '11-24 15:53 kcs-desk new HK-2026-000001: decision to accept or decline is due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act before then. | [view] | @kcs.o1',
        '11-24 16:05 kcs-desk now Immediate: referral HK-2026-000001, Acknowledged, Overdue | Called again since; see the newer message. | [view]',
        '11-24 16:05 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act now. | [view] | @kcs.o1',
        '11-24 16:05 hkc-kcs line Neither accepted nor declined by 2026-11-24 15:05 HKT / 16:05 KST. Told now: duty officer',
        '11-24 16:20 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act now. | [view] | @kcs.o1',
        '11-24 16:20 hkc-kcs line Neither accepted nor declined by 2026-11-24 15:05 HKT / 16:05 KST. Told now: backup officer',
        '11-24 16:35 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        '11-24 16:35 hkc-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 15:05 HKT / 16:05 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        '11-24 16:35 hkc-kcs line Neither accepted nor declined by 2026-11-24 15:05 HKT / 16:05 KST. Told now: supervisor, other side (Hong Kong Customs)',
      ])
      await until(stage, '2026-11-25 01:00')
      const lines = told(stage)
      expect(
        callsIn(lines.filter(l => l.includes('replied to') || l.includes('reply is due'))),
      ).toEqual([
        '11-24 19:00 kcs-desk @kcs.o1',
        '11-24 21:24 kcs-desk @kcs.o1',
        '11-24 23:00 kcs-desk @kcs.o1',
        '11-24 23:15 kcs-desk @kcs.o1',
        '11-24 23:30 kcs-desk @kcs.o2',
        '11-24 23:30 hkc-desk @hkc.o1',
        '11-25 00:00 kcs-desk @kcs.o2',
        '11-25 00:00 hkc-desk @hkc.o2',
        '11-25 01:00 kcs-desk @kcs.o2',
        '11-25 01:00 hkc-desk @hkc.o2',
      ])
      expect(callsIn(lines.filter(l => l.includes('accepted or declined')))).toEqual([])
    },
    { start },
  )

  story(
    'when it is forgotten for three days, then no hour is without a call to both desks, and at its end all are taken back',
    async stage => {
      await acknowledged(stage, 'immediate')
      await until(stage, '2026-11-24 17:05')
      told(stage)
      // A disk takes its time to make two thousand messages sure; three days are told in memory.
      const span = stage.folder() === undefined ? 72 : 16
      let looked = 0
      for (let hour = 0; hour < span; hour++) {
        await stage.fastForward(hours(1))
        if (hour % 7 === 3) await stage[hour % 2 === 0 ? 'restart' : 'crash']()
        const called = callsIn(told(stage))
        for (const place of ['kcs-desk', 'hkc-desk']) {
          expect(called.filter(c => c.includes(place)).length, `hour ${hour}`).toBeGreaterThan(0)
          looked += 1
        }
      }
      expect(looked).toBe(2 * span)
      expect(standing(stage)).toEqual([
        'kcs-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act now. | [view] | @kcs.o1',
        'kcs-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | Please act now. | [view] | @kcs.o1',
        'kcs-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        'hkc-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 15:05 HKT / 16:05 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        'kcs-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 23:00 KST / 22:00 HKT. | Please act now. | [view] | @kcs.o1',
        'kcs-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 23:00 KST / 22:00 HKT. | Please act now. | [view] | @kcs.o1',
        'kcs-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 23:00 KST / 22:00 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        'hkc-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 22:00 HKT / 23:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        'kcs-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 23:00 KST / 22:00 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o2',
        'hkc-desk HK-2026-000001 has not been replied to. It was due by 2026-11-24 22:00 HKT / 23:00 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o2',
        'kcs-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 16:05 KST / 15:05 HKT. | The duty officer has not acted. Please see to it. | This call is repeated until it is done. Interval: 1 hour | [view] | @kcs.o2',
        'hkc-desk HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 15:05 HKT / 16:05 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | This call is repeated until it is done. Interval: 1 hour | [view] | @hkc.o2',
      ])

      await act(stage, 'kcs.o1', ref, 'accept')
      expect(standing(stage).filter(l => l.includes('accepted or declined'))).toEqual([])
      const form = await stage.press('kcs.o1', 'kcs-desk', 'answer')
      await stage.submit('kcs.o1', form, { result: 'Late, and here.', 'result-info-only': 'yes' })
      const over = `Immediate: referral ${ref}, Replied | No longer due. Nothing more is needed here. | [view]`
      const answered = told(stage).map(l => l.slice('MM-DD HH:MM '.length))
      expect(answered.filter(l => !l.startsWith('hkc-kcs line'))).toEqual(
        ['kcs', 'hkc', 'kcs', 'hkc', 'kcs', 'kcs'].map(d => `${d}-desk now ${over}`),
      )
      expect(answered.filter(l => l.startsWith('hkc-kcs line'))).toEqual([
        expect.stringMatching(
          /^hkc-kcs line Korea Customs Service replied .* \| “Late, and here.” \| @hkc.o1$/,
        ),
      ])
      expect((await stage.referral(ref)).state).toBe('answered')
      expect(standing(stage)).toEqual([])
      await stage.fastForward(hours(24 * 13))
      expect(callsIn(told(stage))).toEqual([])
    },
    { start },
  )
})

onEveryStore('given an urgent referral that is being worked on', story => {
  const start = seoul('2026-11-24 15:00')
  const quiet = { minutes: '60', reason: 'working-on-it' }

  story(
    'when its owner asks for an hour of silence with a reason, then the calls wait and go on after it',
    async stage => {
      await acknowledged(stage, 'urgent')
      await until(stage, '2026-11-24 22:30')
      expect(callsIn(told(stage))).toEqual([
        '11-24 19:05 kcs-desk @kcs.o1',
        '11-24 21:29 kcs-desk @kcs.o1',
      ])
      const before = (await stage.referral(ref)).deadlines
      await stage.submit(
        'kcs.o1',
        `v1:${ref}:snooze:${(await stage.referral(ref)).revision}`,
        quiet,
      )
      expect(told(stage)).toEqual([
        '11-24 22:30 hkc-kcs line Korea Customs Service put off its calls until 2026-11-24 22:30 HKT / 23:30 KST (Kim Min-jun, 2026-11-24 21:30 HKT / 22:30 KST). Reason: being worked on. Due times stay.',
      ])
      const after = await stage.referral(ref)
      expect(after.deadlines.map(d => [d.name, d.due, d.original])).toEqual(
        before.map(d => [d.name, d.due, d.original]),
      )
      await stage.restart()
      await until(stage, '2026-11-24 23:29')
      expect(told(stage)).toEqual([])
      await until(stage, '2026-11-24 23:30')
      expect(told(stage)).toEqual([
        '11-24 23:30 kcs-desk now Urgent: referral HK-2026-000001, Acknowledged, Overdue | Called again since; see the newer message. | [view]',
        '11-24 23:30 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 23:05 KST / 22:05 HKT. | Please act now. | [view] | @kcs.o1',
        '11-24 23:30 hkc-kcs line Neither accepted nor declined by 2026-11-24 22:05 HKT / 23:05 KST. Told now: duty officer',
      ])
      await until(stage, '2026-11-25 02:30')
      expect(told(stage)).toEqual([
        '11-25 00:05 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 23:05 KST / 22:05 HKT. | Please act now. | [view] | @kcs.o1',
        '11-25 00:05 hkc-kcs line Neither accepted nor declined by 2026-11-24 22:05 HKT / 23:05 KST. Told now: backup officer',
        '11-25 02:05 kcs-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 23:05 KST / 22:05 HKT. | The duty officer has not acted. Please see to it. | [view] | @kcs.o2',
        '11-25 02:05 hkc-desk new HK-2026-000001 has been neither accepted nor declined. It was due by 2026-11-24 22:05 HKT / 23:05 KST. | Korea Customs Service has been told and has not acted. Please telephone: +82 00 0000 0002 | [view] | @hkc.o1',
        '11-25 02:05 hkc-kcs line Neither accepted nor declined by 2026-11-24 22:05 HKT / 23:05 KST. Told now: supervisor, other side (Hong Kong Customs)',
      ])
    },
    { start },
  )

  story(
    'when silence is asked where there is none to give, then that is refused and nothing changes',
    async stage => {
      await sentBy(stage, 'hkc.o1', ref, 'immediate')
      const head = await stage.store().head()
      const ask = async (who: string, values: object) =>
        readAnswer(
          await stage.submit(who, `v1:${ref}:snooze:${(await stage.referral(ref)).revision}`, {
            ...quiet,
            ...values,
          }),
        )
      expect(await ask('kcs.o1', { minutes: '1440' })).toBe(
        'refusal ko 알림을 보류할 수 있는 시간: 2시간 | 기한은 변경되지 않습니다. 조치하거나 기한 연장을 요청하십시오.',
      )
      expect(await ask('hkc.o1', {})).toBe(
        'refusal zh-HK 現時沒有所屬聯絡點可暫緩的提示。 | 期限不變，請處理或要求延期。',
      )
      expect(await ask('hkc.o3', {})).toBe(
        'refusal zh-CN 目前没有所属联络点可暂缓的提醒。 | 期限不变，请处理或要求延期。',
      )
      expect(await ask('kcs.o3', {})).toBe(
        'refusal en Your role does not allow this. | Please ask a case officer of your desk.',
      )
      expect(await ask('kcs.o1', { minutes: '61' })).toBe(
        'form ko v1:HK-2026-000001:snooze:3 | minutes: 목록에서 선택하십시오.',
      )
      expect(await ask('kcs.o1', { reason: 'lunch' })).toBe(
        'form ko v1:HK-2026-000001:snooze:3 | reason: 목록에서 선택하십시오.',
      )
      expect(await stage.store().head()).toEqual(head)
      expect(told(stage)).toEqual([])

      expect(await ask('kcs.o1', { minutes: '120' })).toBe(
        'card ko 즉시: 의뢰 HK-2026-000001, 발송 | 기록되었습니다.',
      )
      expect(told(stage)).toEqual([
        '11-24 15:00 hkc-kcs line Korea Customs Service put off its calls until 2026-11-24 16:00 HKT / 17:00 KST (Kim Min-jun, 2026-11-24 14:00 HKT / 15:00 KST). Reason: being worked on. Due times stay.',
      ])
      await stage.fastForward(minutes(30))
      told(stage)
      const spent = await stage.store().head()
      expect(await ask('kcs.o1', { minutes: '120' })).toBe(
        'refusal ko 이 의뢰의 알림은 더 이상 보류할 수 없습니다. | 기한은 변경되지 않습니다. 조치하거나 기한 연장을 요청하십시오.',
      )
      expect(await stage.store().head()).toEqual(spent)
    },
    { start },
  )
})
