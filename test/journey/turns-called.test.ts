import { expect } from 'vitest'
import { minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { monday, settled, who } from './rota.ts'
import { callsIn, sentBy, standing, told, until } from './told.ts'

const hk = 'HK-2026-000001'

onEveryStore('given a call at an instant', story => {
  /** Whom an immediate referral of that moment calls when it is late. */
  const calledAt = async (stage: Stage, ref: string): Promise<readonly string[]> => {
    await sentBy(stage, 'hkc.o1', ref, 'immediate')
    await stage.fastForward(minutes(15))
    return callsIn(told(stage).filter(l => l.includes(`${ref} has not been`)))
  }

  story(
    'when a hand-over, an override and a leave come between, then whoever is on duty is called',
    async stage => {
      await settled(stage)
      await until(stage, '2026-11-24 08:40')
      told(stage)
      expect(await calledAt(stage, hk)).toEqual(['11-24 08:55 kcs-desk @kcs.o1'])
      await until(stage, '2026-11-24 08:56')
      expect(await calledAt(stage, 'HK-2026-000002')).toEqual(['11-24 09:11 kcs-desk @kcs.o2'])
      await stage.say(
        'kcs.o2',
        '/duty override officer=kcs.o1 from="2026-11-24 10:00 +09:00" to="2026-11-24 11:00 +09:00"',
      )
      expect(told(stage)).toEqual([
        '11-24 09:11 kcs-desk new Duty roster: update | Override no. 1: Kim Min-jun is on duty from 2026-11-24 10:00 KST to 2026-11-24 11:00 KST. Entered by Park Seo-yeon at 2026-11-24 09:11 KST.',
      ])
      await until(stage, '2026-11-24 10:00')
      told(stage)
      await stage.restart()
      await stage.pump()
      expect(await calledAt(stage, 'HK-2026-000003')).toEqual(['11-24 10:15 kcs-desk @kcs.o1'])
      await until(stage, '2026-11-24 11:00')
      told(stage)
      await stage.crash()
      await stage.pump()
      expect(await calledAt(stage, 'HK-2026-000004')).toEqual(['11-24 11:15 kcs-desk @kcs.o2'])
      expect(
        readAnswer(
          await stage.say(
            'kcs.o2',
            '/duty leave from="2026-11-24 12:00 +09:00" to="2026-11-24 13:00 +09:00"',
          ),
        ),
      ).toBe(
        'card ko 기록되었습니다. 앞으로 당직자가 없는 시간이 있습니다. | 휴가 2번: 박서연, 2026-11-24 12:00 KST / 11:00 HKT부터 2026-11-24 13:00 KST / 12:00 HKT까지 부재(담당: 박서연, 일시: 2026-11-24 11:15 KST / 10:15 HKT) | 당직자 없음: 2026-11-24 12:00 KST / 11:00 HKT부터 2026-11-24 13:00 KST / 12:00 HKT까지 | 해당 시간의 당직자 지정: /duty override officer=… from=… to=…',
      )
      expect(told(stage)).toEqual([
        '11-24 11:15 kcs-desk new Duty roster: update | Leave no. 2: Park Seo-yeon is away from 2026-11-24 12:00 KST to 2026-11-24 13:00 KST. Entered by Park Seo-yeon at 2026-11-24 11:15 KST.',
      ])
      await until(stage, '2026-11-24 12:10')
      expect(told(stage).filter(l => / (new|now) Duty hand-over/.test(l))).toEqual([
        '11-24 12:00 kcs-desk now Duty hand-over: never accepted | The next shift began before anybody had accepted this hand-over.',
        '11-24 12:00 kcs-desk now Duty hand-over: no longer due | Nothing more is needed here.',
        '11-24 12:00 kcs-desk now Duty hand-over: no longer due | Nothing more is needed here.',
        '11-24 12:00 kcs-desk new Duty hand-over: nobody comes on duty | Please put somebody on duty at once. | Open referrals: 4 | Already due: HK-2026-000001: Sent, Escalated. Whose turn: Korea Customs Service, contact point. Due 2026-11-24 08:55 KST | Already due: HK-2026-000002: Sent, Escalated. Whose turn: Korea Customs Service, contact point. Due 2026-11-24 09:11 KST | Already due: HK-2026-000003: Sent, Escalated. Whose turn: Korea Customs Service, contact point. Due 2026-11-24 10:15 KST | Already due: HK-2026-000004: Sent, Escalated. Whose turn: Korea Customs Service, contact point. Due 2026-11-24 11:15 KST | @kcs.o2',
      ])
      expect(await calledAt(stage, 'HK-2026-000005')).toEqual(['11-24 12:25 kcs-desk @kcs.o1'])
      expect(await who(stage)).toBe(
        'Nobody is on duty. Calls go to: Kim Min-jun (+82 00 0000 0201)',
      )
    },
    monday,
  )

  story(
    'when a leave leaves a gap, then it is told at once, and by the daily look once only',
    async stage => {
      await settled(stage)
      expect(
        readAnswer(
          await stage.say(
            'kcs.o2',
            '/duty leave officer=kcs.o1 from="2026-11-25 09:00 +09:00" to="2026-11-26 09:00 +09:00"',
          ),
        ),
      ).toBe(
        'card ko 기록되었습니다. 앞으로 당직자가 없는 시간이 있습니다. | 휴가 1번: 김민준, 2026-11-25 09:00 KST / 08:00 HKT부터 2026-11-26 09:00 KST / 08:00 HKT까지 부재(담당: 박서연, 일시: 2026-11-23 10:00 KST / 09:00 HKT) | 당직자 없음: 2026-11-25 09:00 KST / 08:00 HKT부터 2026-11-26 09:00 KST / 08:00 HKT까지 | 해당 시간의 당직자 지정: /duty override officer=… from=… to=…',
      )
      expect(told(stage)).toEqual([
        '11-23 10:00 kcs-desk new Duty roster: update | Leave no. 1: Kim Min-jun is away from 2026-11-25 09:00 KST to 2026-11-26 09:00 KST. Entered by Park Seo-yeon at 2026-11-23 10:00 KST.',
      ])
      await until(stage, '2026-11-24 09:00')
      await stage.press('kcs.o2', 'kcs-desk', 'duty-accept')
      expect(told(stage)).toEqual([
        '11-24 09:00 kcs-desk new Duty roster: gaps or overlaps ahead | Nobody is on duty from 2026-11-25 09:00 KST to 2026-11-26 09:00 KST. | Put one officer on duty for that time: /duty override officer=… from=… to=… | @kcs.o2',
        '11-24 09:00 kcs-desk new Duty hand-over: please accept | Please read what is open and accept the hand-over. | No open referrals. | [duty-accept] | @kcs.o2',
        '11-24 09:00 kcs-desk now Duty hand-over: accepted | No open referrals.',
      ])
      await until(stage, '2026-11-25 09:30')
      expect(told(stage)).toEqual([
        '11-25 09:00 kcs-desk new Duty hand-over: nobody comes on duty | Please put somebody on duty at once. | No open referrals. | @kcs.o2',
      ])
      expect(await who(stage)).toBe(
        'Nobody is on duty. Calls go to: Park Seo-yeon (+82 00 0000 0202)',
      )
      await stage.say(
        'kcs.o2',
        '/duty override officer=kcs.o2 from="2026-11-25 09:30 +09:00" to="2026-11-26 09:00 +09:00"',
      )
      expect(told(stage)).toEqual([
        '11-25 09:30 kcs-desk now Duty hand-over: never accepted | The next shift began before anybody had accepted this hand-over.',
        '11-25 09:30 kcs-desk new Duty hand-over: please accept | Please read what is open and accept the hand-over. | No open referrals. | [duty-accept] | @kcs.o2',
        '11-25 09:30 kcs-desk new Duty roster: update | Override no. 2: Park Seo-yeon is on duty from 2026-11-25 09:30 KST to 2026-11-26 09:00 KST. Entered by Park Seo-yeon at 2026-11-25 09:30 KST.',
      ])
      await stage.press('kcs.o2', 'kcs-desk', 'duty-accept')
      expect(told(stage)).toEqual([
        '11-25 09:30 kcs-desk now Duty hand-over: accepted | No open referrals.',
      ])
      await until(stage, '2026-11-26 09:10')
      expect(told(stage)).toEqual([])
    },
    monday,
  )

  story(
    'when a month is over, then the directory is to be confirmed, and again until it is',
    async stage => {
      await until(stage, '2026-12-29 12:00')
      const lines = told(stage)
      const weekly = lines.filter(l => l.includes(' new Weekly summary '))
      // Five Mondays of two sides, each in its own channel and the shared one.
      expect(weekly.map(l => l.slice(0, 11))).toEqual(
        ['11-30', '12-07', '12-14', '12-21', '12-28'].flatMap(d => [
          ...[`${d} 09:00`, `${d} 09:00`, `${d} 10:00`, `${d} 10:00`],
        ]),
      )
      expect(lines.filter(l => !weekly.includes(l))).toEqual([
        '12-23 10:00 hkc-desk new Directory: is this still true? | Wong Ka-ming: officer, duty officer. Telephone: +852 0000 0101. Language: 繁體中文（香港） | Chan Mei-ling: officer, supervisor. Telephone: +852 0000 0102. Language: English | Li Wei: officer. Telephone: +852 0000 0103. Language: 简体中文 | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @hkc.o2',
        '12-23 10:00 kcs-desk new Directory: is this still true? | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @kcs.o2',
        '12-26 10:00 hkc-desk new Directory: is this still true? | Wong Ka-ming: officer, duty officer. Telephone: +852 0000 0101. Language: 繁體中文（香港） | Chan Mei-ling: officer, supervisor. Telephone: +852 0000 0102. Language: English | Li Wei: officer. Telephone: +852 0000 0103. Language: 简体中文 | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @hkc.o2',
        '12-26 10:00 kcs-desk new Directory: is this still true? | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @kcs.o2',
        '12-29 10:00 hkc-desk new Directory: is this still true? | Wong Ka-ming: officer, duty officer. Telephone: +852 0000 0101. Language: 繁體中文（香港） | Chan Mei-ling: officer, supervisor. Telephone: +852 0000 0102. Language: English | Li Wei: officer. Telephone: +852 0000 0103. Language: 简体中文 | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @hkc.o2',
        '12-29 10:00 kcs-desk new Directory: is this still true? | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English | If all of it is true, please confirm. | If not, please have it corrected in the settings first. | [duty-confirm] | @kcs.o2',
      ])
      const head = await stage.store().head()
      expect(readAnswer(await stage.say('hkc.o3', '/duty confirm'))).toBe(
        'refusal zh-CN 您的职责不包括此操作。 | 请交由所属联络点的经办人员处理。',
      )
      expect(readAnswer(await stage.press('hkc.o2', 'kcs-desk', 'duty-confirm'))).toBe(
        'refusal en There is no open entry of that number in the duty roster. | /duty week shows what is planned.',
      )
      expect(await stage.store().head()).toEqual(head)
      await stage.press('kcs.o2', 'kcs-desk', 'duty-confirm')
      expect(told(stage)).toEqual([
        '12-29 12:00 kcs-desk now Directory: confirmed | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English',
        '12-29 12:00 kcs-desk now Directory: confirmed | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English',
        '12-29 12:00 kcs-desk now Directory: confirmed | Kim Min-jun: officer, duty officer. Telephone: +82 00 0000 0201. Language: 한국어 | Park Seo-yeon: officer, supervisor. Telephone: +82 00 0000 0202. Language: 한국어 | Lee Ji-hoon: auditor. Telephone: +82 00 0000 0203. Language: English',
        '12-29 12:00 kcs-desk new Duty roster: update | Park Seo-yeon confirmed at 2026-12-29 12:00 KST that the directory is true.',
      ])
      expect(standing(stage).filter(l => l.startsWith('kcs'))).toEqual([])
    },
    { ...monday, config: stageSettings() },
  )
})
