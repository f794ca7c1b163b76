import { expect } from 'vitest'
import { hours } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { onEveryStore } from './on-every-store.ts'
import { monday, settled, who } from './rota.ts'
import { callsIn, sentBy, standing, told, until, untilWith } from './told.ts'

const hk = 'HK-2026-000001'

onEveryStore('given officers who take turns day by day', story => {
  story(
    'when nine in the morning comes, then the note lists what is open and is accepted',
    async stage => {
      await stage.pump()
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk new Duty hand-over: please accept | Please read what is open and accept the hand-over. | No open referrals. | [duty-accept] | @kcs.o1',
      ])
      await stage.press('kcs.o1', 'kcs-desk', 'duty-accept')
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk now Duty hand-over: accepted | No open referrals.',
      ])
      await sentBy(stage, 'hkc.o1', hk)
      await until(stage, '2026-11-24 08:59')
      told(stage)
      await until(stage, '2026-11-24 09:00')
      expect(told(stage)).toEqual([
        '11-24 09:00 kcs-desk now Routine: referral HK-2026-000001, Sent, Overdue | Called again since; see the newer message. | [view]',
        '11-24 09:00 kcs-desk new HK-2026-000001 has not been acknowledged. It was due by 2026-11-23 22:00 KST / 21:00 HKT. | Please act now. | Outside working hours, calls were held back. | [view] | @kcs.o2 | @kcs.o1',
        '11-24 09:00 hkc-kcs line Not acknowledged by 2026-11-23 21:00 HKT / 22:00 KST. Told now: duty officer, backup officer',
        '11-24 09:00 kcs-desk new Duty hand-over: please accept | Please read what is open and accept the hand-over. | Open referrals: 1 | Already due: HK-2026-000001: Sent, Overdue. Whose turn: Korea Customs Service, contact point. Due 2026-11-23 22:00 KST | [duty-accept] | @kcs.o2',
      ])
      expect(readAnswer(await stage.press('kcs.o2', 'kcs-desk', 'duty-accept'))).toBe('none')
      expect(told(stage)).toEqual([
        '11-24 09:00 kcs-desk now Duty hand-over: accepted | Open referrals: 1 | Already due: HK-2026-000001: Sent, Overdue. Whose turn: Korea Customs Service, contact point. Due 2026-11-23 22:00 KST',
      ])
      expect(readAnswer(await stage.say('kcs.o2', '/duty accept'))).toBe(
        'refusal ko 이미 인수 확인됨(담당: 박서연, 일시: 2026-11-24 09:00 KST / 08:00 HKT) | 추가 조치가 필요하지 않습니다.',
      )
      expect(readAnswer(await stage.say('kcs.o1', '/duty accept'))).toBe(
        'refusal ko 인수자 또는 상급자만 인수 확인할 수 있습니다. | /duty now 입력 시 현재 당직자가 표시됩니다.',
      )
      await until(stage, '2026-11-24 10:30')
      expect(told(stage)).toEqual([])
    },
    monday,
  )

  for (const how of ['restart', 'crash'] as const)
    story(
      `when nobody accepts it over each ${how}, then it calls at 15 and 30 minutes and every 12 hours, and is taken back`,
      async stage => {
        await settled(stage)
        await until(stage, '2026-11-24 09:00')
        told(stage)
        await untilWith(stage, '2026-11-24 21:40', how)
        expect(told(stage)).toEqual([
          '11-24 09:15 kcs-desk new Nobody has accepted the duty hand-over | Please accept it, or see to it that somebody does. | [duty-accept] | @kcs.o2',
          '11-24 09:30 kcs-desk new Nobody has accepted the duty hand-over | Please accept it, or see to it that somebody does. | [duty-accept] | @kcs.o2',
          '11-24 21:30 kcs-desk new Nobody has accepted the duty hand-over | Please accept it, or see to it that somebody does. | [duty-accept] | @kcs.o2',
        ])
        await stage.press('kcs.o2', 'kcs-desk', 'duty-accept')
        expect(told(stage)).toEqual([
          '11-24 21:40 kcs-desk now Duty hand-over: accepted | No open referrals.',
          '11-24 21:40 kcs-desk now Duty hand-over: no longer due | Nothing more is needed here.',
          '11-24 21:40 kcs-desk now Duty hand-over: no longer due | Nothing more is needed here.',
          '11-24 21:40 kcs-desk now Duty hand-over: no longer due | Nothing more is needed here.',
        ])
        expect(standing(stage)).toEqual([])
      },
      monday,
    )

  story(
    'when a swap is asked, then only who was asked may accept, and both turns follow',
    async stage => {
      await settled(stage)
      const asked = await stage.say(
        'kcs.o2',
        '/duty swap with=kcs.o1 from="2026-11-24 09:00 +09:00" to="2026-11-25 09:00 +09:00"',
      )
      expect(readAnswer(asked)).toBe(
        'card ko 기록되었습니다. | 당직 교대 요청 1번: 요청자 박서연, 근무 대상자 김민준, 2026-11-24 09:00 KST / 08:00 HKT부터 2026-11-25 09:00 KST / 08:00 HKT까지(담당: 박서연, 일시: 2026-11-23 10:00 KST / 09:00 HKT)',
      )
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk new Swap of duty: please answer | Asked by Park Seo-yeon: Kim Min-jun to be on duty from 2026-11-24 09:00 KST to 2026-11-25 09:00 KST. | The roster changes only when this is accepted. | [duty-swap-accept] | [duty-swap-decline] | @kcs.o1',
      ])
      const head = await stage.store().head()
      expect(readAnswer(await stage.press('kcs.o2', 'kcs-desk', 'duty-swap-accept'))).toBe(
        'refusal ko 교대 요청을 받은 담당자: 김민준 | 요청받은 담당자만 답변할 수 있습니다.',
      )
      expect(readAnswer(await stage.press('hkc.o1', 'kcs-desk', 'duty-swap-accept'))).toBe(
        'refusal zh-HK 當值表沒有此編號的有效項目。 | 輸入 /duty week 可查看當值表。',
      )
      expect(readAnswer(await stage.press('kcs.o3', 'kcs-desk', 'duty-swap-accept'))).toBe(
        'refusal en Your role does not allow this. | Please ask a case officer of your desk.',
      )
      expect(await stage.store().head()).toEqual(head)
      await stage.crash()
      expect(readAnswer(await stage.press('kcs.o1', 'kcs-desk', 'duty-swap-accept'))).toBe('none')
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk now Swap of duty: accepted | Asked by Park Seo-yeon: Kim Min-jun to be on duty from 2026-11-24 09:00 KST to 2026-11-25 09:00 KST.',
        '11-23 10:00 kcs-desk new Duty roster: update | Kim Min-jun accepted the swap no. 1 at 2026-11-23 10:00 KST.',
      ])
      await until(stage, '2026-11-24 08:59')
      expect(await who(stage)).toBe(
        'On duty until 2026-11-26 08:00 HKT / 09:00 KST: Kim Min-jun (+82 00 0000 0201)',
      )
      await until(stage, '2026-11-24 09:01')
      expect(await who(stage)).toBe(
        'On duty until 2026-11-26 08:00 HKT / 09:00 KST: Kim Min-jun (+82 00 0000 0201)',
      )
      told(stage)
      await sentBy(stage, 'hkc.o1', hk, 'immediate')
      await stage.fastForward(hours(1))
      expect(callsIn(told(stage).filter(l => l.includes(hk)))).toEqual([
        '11-24 09:08 kcs-desk @kcs.o1',
        '11-24 09:13 kcs-desk @kcs.o1',
        '11-24 09:16 kcs-desk @kcs.o1',
        '11-24 09:31 kcs-desk @kcs.o2',
        '11-24 09:46 kcs-desk @kcs.o2',
        '11-24 09:46 hkc-desk @hkc.o1',
      ])
      expect(readAnswer(await stage.say('kcs.o1', '/duty cancel 1'))).toBe(
        'card ko 기록되었습니다. | 1번 취소(담당: 김민준, 일시: 2026-11-24 10:01 KST / 09:01 HKT)',
      )
      expect(readAnswer(await stage.say('kcs.o2', '/duty cancel 1'))).toBe(
        'refusal ko 당직표에 해당 번호의 유효한 항목이 없습니다. | /duty week 입력 시 당직표가 표시됩니다.',
      )
      expect(told(stage)).toEqual([
        '11-24 10:01 kcs-desk new Duty hand-over: please accept | Please read what is open and accept the hand-over. | Open referrals: 1 | Already due: HK-2026-000001: Sent, Escalated. Whose turn: Korea Customs Service, contact point. Due 2026-11-24 09:16 KST | [duty-accept] | @kcs.o2',
        '11-24 10:01 kcs-desk new Duty roster: update | Kim Min-jun cancelled no. 1 at 2026-11-24 10:01 KST.',
      ])
    },
    monday,
  )

  story(
    'when a swap is declined or cancelled, then nothing changes and it calls nobody any more',
    async stage => {
      await settled(stage)
      const ask = () =>
        stage.say(
          'kcs.o2',
          '/duty swap with=kcs.o1 from="2026-11-24 09:00 +09:00" to="2026-11-25 09:00 +09:00"',
        )
      await ask()
      told(stage)
      expect(readAnswer(await stage.press('kcs.o2', 'kcs-desk', 'duty-swap-decline'))).toBe(
        'refusal ko 교대 요청을 받은 담당자: 김민준 | 요청받은 담당자만 답변할 수 있습니다.',
      )
      await stage.press('kcs.o1', 'kcs-desk', 'duty-swap-decline')
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk now Swap of duty: declined | Asked by Park Seo-yeon: Kim Min-jun to be on duty from 2026-11-24 09:00 KST to 2026-11-25 09:00 KST.',
        '11-23 10:00 kcs-desk new Duty roster: update | Kim Min-jun declined the swap no. 1 at 2026-11-23 10:00 KST.',
      ])
      await ask()
      told(stage)
      expect(readAnswer(await stage.say('kcs.o2', '/duty cancel 2'))).toBe(
        'card ko 기록되었습니다. | 2번 취소(담당: 박서연, 일시: 2026-11-23 10:00 KST / 09:00 HKT)',
      )
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk now Swap of duty: cancelled | Asked by Park Seo-yeon: Kim Min-jun to be on duty from 2026-11-24 09:00 KST to 2026-11-25 09:00 KST.',
        '11-23 10:00 kcs-desk new Duty roster: update | Park Seo-yeon cancelled no. 2 at 2026-11-23 10:00 KST.',
      ])
      expect(standing(stage)).toEqual([])
      await until(stage, '2026-11-24 09:01')
      expect(await who(stage)).toBe(
        'On duty until 2026-11-25 08:00 HKT / 09:00 KST: Park Seo-yeon (+82 00 0000 0202)',
      )
      told(stage)
    },
    monday,
  )
})
