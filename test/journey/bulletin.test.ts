import { expect } from 'vitest'
import { configSchema } from '../../src/config.ts'
import { days } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import {
  asking,
  begunItem,
  bulletinIn,
  calls,
  cardAt,
  fieldsAt,
  given,
  item,
  notice,
  sentNotice,
} from './agreed-scenes.ts'
import { erase, hanging } from './erased.ts'
import { onEveryStore } from './on-every-store.ts'

const korean = {
  title: '불법 스트리밍 기기',
  body: '새 기기는 채널 목록을 DNS로 받아옵니다.',
  language: 'ko',
}

onEveryStore('given a technical bulletin', story => {
  story(
    'when an officer confirms reading, then the sender sees by whom, and a new text asks anew',
    async stage => {
      await sentNotice(stage)
      expect(cardAt(stage, 'hkc-desk', 'bulletin')).toContain('Read by 0 of 1')
      expect(cardAt(stage, 'kcs-desk', 'bulletin')).toContain('“Illicit streaming boxes”')
      // That it was shown, and that somebody looked at it, is no receipt.
      await stage.say('kcs.o1', `/bulletin view ${notice}`)
      expect((await bulletinIn(stage)).addressees).toEqual([{ desk: 'kcs.cyber' }])

      const old = stage.button('kcs-desk', 'b-read', notice)
      await given(stage, 'hkc.o1', `/bulletin version ${notice}`, korean)
      // The place reads English first, and there is an English text; that there is a Korean one is said.
      expect(cardAt(stage, 'kcs-desk', 'bulletin')).toContain('“Illicit streaming boxes”')
      expect(fieldsAt(stage, 'kcs-desk', 'bulletin')).toContain(
        'Languages of the text: English, 한국어',
      )
      expect(readAnswer(await stage.say('kcs.o1', `/bulletin view ${notice}`))).toMatch(
        /“불법 스트리밍 기기”.*“Illicit streaming boxes”/,
      )
      expect((await stage.hear('kcs.o1', { kind: 'button', data: old })).kind).toBe('none')
      await stage.pump()
      expect(cardAt(stage, 'hkc-desk', 'bulletin')).toMatch(
        /Read by 1 of 1 \| Korea Customs Service, contact point: read, as Kim Min-jun confirmed/,
      )
      expect((await stage.hear('kcs.o2', { kind: 'button', data: old })).kind).toBe('refusal')
      stage.read()

      await given(stage, 'hkc.o1', `/bulletin revise ${notice}`, {
        title: 'Illicit streaming boxes',
        body: 'They now use HTTPS.',
        language: 'en',
      })
      expect(cardAt(stage, 'hkc-desk', 'bulletin')).toContain('Read by 0 of 1')
      expect(cardAt(stage, 'kcs-desk', 'bulletin')).toMatch(/: not read \| .*“They now use HTTPS.”/)
      await stage.press('kcs.o2', 'kcs-desk', 'b-read')
      expect((await bulletinIn(stage)).addressees[0]?.read?.by).toBe('kcs.o2')
      expect(await stage.story(notice)).toEqual([
        'bulletin.begun',
        'bulletin.translated',
        'bulletin.read',
        'bulletin.revised',
        'bulletin.read',
      ])
      stage.read()
    },
  )

  story(
    'when nobody reads it and its review date passes, then each desk is reminded of its own',
    async stage => {
      await sentNotice(stage, { review: '2026-12-11' })
      stage.read()
      await stage.fastForward(days(9))
      expect(calls(stage)).toEqual([
        '12-02 09:00 kcs-desk new HK-B-2026-000001: Korea Customs Service, contact point has not confirmed reading it. It was due by 2026-12-01 18:00 KST / 17:00 HKT. @kcs.o1',
      ])
      await stage.press('kcs.o1', 'kcs-desk', 'b-read')
      expect(asking(stage, 'kcs-desk')).toBe(0)
      stage.read()
      await stage.fastForward(days(12))
      expect(calls(stage)).toEqual([
        '12-14 10:00 hkc-desk new HK-B-2026-000001: to be reviewed by Hong Kong Customs, contact point. The review was due by 2026-12-11 23:59 HKT / 2026-12-12 00:59 KST. @hkc.o1',
      ])
      const form = await stage.press('hkc.o1', 'hkc-desk', 'b-review')
      await stage.submit('hkc.o1', form, { review: '2027-06-30' })
      expect(asking(stage, 'hkc-desk')).toBe(0)
      expect((await bulletinIn(stage)).review).toBe('2027-06-30')
      stage.read()
      await given(stage, 'hkc.o1', `/bulletin withdraw ${notice}`, { reason: 'It is over.' })
      expect(cardAt(stage, 'kcs-desk', 'bulletin')).toContain('withdrawn')
      stage.read()
      await stage.fastForward(days(300))
      expect(calls(stage)).toEqual([])
      stage.read()
    },
  )

  story(
    'when it is marked more strictly than a channel is cleared for, then the channel shows no word of it',
    async stage => {
      await sentNotice(stage, { tlp: 'red' })
      const shown = cardAt(stage, 'kcs-desk', 'bulletin')
      expect(shown).not.toContain('streaming')
      expect(shown).not.toContain('DNS')
      expect(shown).toContain('[b-read]')
      // Its officers may read it alone.
      expect(readAnswer(await stage.say('kcs.o1', `/bulletin view ${notice}`))).toContain('DNS')
      stage.read()
    },
  )

  story(
    'when it and an action item are erased, then no word of them hangs or is kept',
    async stage => {
      await sentNotice(stage)
      await begunItem(stage)
      expect(hanging(stage)).not.toEqual([])
      const texts = (await bulletinIn(stage)).texts
      expect(await erase(stage, notice)).toBe('erased')
      expect(await erase(stage, item)).toBe('erased')
      for (const t of texts) expect(await stage.vault().get(t.item)).toBeUndefined()
      await stage.pump()
      expect(hanging(stage)).toEqual([])
      expect(cardAt(stage, 'kcs-desk', 'bulletin')).toContain('The content was erased')
      expect(cardAt(stage, 'kcs-desk', 'action')).toContain('The content was erased')
      stage.read()
    },
  )

  story(
    'when an item was done for as long as the settings say, then it is erased; taken up again it is not',
    async stage => {
      await begunItem(stage)
      await given(stage, 'kcs.o1', `/action done ${item}`, { result: 'Done.' })
      const form = await stage.press('hkc.o1', 'hkc-desk', 'a-reopen')
      await stage.submit('hkc.o1', form, { reason: 'No.' })
      stage.read()
      await stage.fastForward(days(12))
      expect(await stage.story(item)).not.toContain('action.erased')
      await given(stage, 'kcs.o1', `/action done ${item}`, { result: 'Done.' })
      await stage.fastForward(days(12))
      expect(await stage.story(item)).toContain('action.erased')
      stage.read()
    },
    { config: configSchema.parse({ ...stageSettings(), retentionDays: 10 }) },
  )
})
