import { expect } from 'vitest'
import { configSchema } from '../../src/config.ts'
import type { MatterId } from '../../src/kit/ids.ts'
import { days, hours } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings } from '../rigs/stage-config.ts'
import { erase, hanging, holders } from './erased.ts'
import { allOf } from './matter.ts'
import {
  courier,
  notification,
  cardAt as notificationAt,
  ref as notified,
} from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'
import { begun, cardAt, given, italy, shipment, ref as watched } from './shipment-scenes.ts'

const answered = async (stage: Stage): Promise<void> => {
  await stage.say('hkc.o1', `${courier} to=kcs.cyber external="Guardia; +39 0000 0000"`)
  const form = await stage.press('kcs.o1', 'kcs-desk', 'n-answer')
  await stage.submit('kcs.o1', form, { result: 'seized', remark: 'Two bags of it' })
}

const closed = async (stage: Stage): Promise<void> => {
  const form = await stage.say('hkc.o1', `/notification close ${notified}`)
  await stage.submit('hkc.o1', form, { outcome: 'success', closing: 'Arrested at ICN' })
}

onEveryStore('given a notification and a shipment with content', story => {
  story(
    'when the notification is erased, then content and drafts are gone, and cards and log say so',
    async stage => {
      await answered(stage)
      const supplement = await stage.press('hkc.o1', 'hkc-desk', 'n-supplement')
      if (supplement.kind !== 'form') throw new Error(readAnswer(supplement))
      await stage
        .bot()
        .keep(stage.actorOf('hkc.o1'), supplement.form.data, { supplement: 'Half a draft' })
      const { texts, addressees } = await notification(stage)
      expect(texts.length).toBe(2)
      if (stage.folder()) expect(holders(stage, 'Half a draft')).not.toEqual([])
      const before = await stage.entries()

      expect(await erase(stage, notified)).toBe('erased')

      for (const { item } of texts) expect(await stage.vault().get(item)).toBeUndefined()
      for (const text of ['false bottom', 'Guardia', 'Two bags', 'Half a draft'])
        expect(holders(stage, text), text).toEqual([])
      const after = await stage.entries()
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after.slice(before.length)).toMatchObject([
        {
          type: 'notification.erased',
          actor: 'admin',
          cause: { reason: 'court-order' },
          subject: { id: notified },
        },
      ])
      expect(await notification(stage)).toMatchObject({ erased: true, texts: [], addressees })
      await stage.pump()
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(notificationAt(stage, place)).toContain('The content was erased. The log remains.')
      expect(hanging(stage)).toEqual([])
      const view = await stage.say('kcs.o1', `/notification view ${notified}`)
      expect(allOf(view)).not.toContain('false bottom')
      const anew = await stage.say('hkc.o1', `/notification supplement ${notified}`)
      if (anew.kind !== 'form') throw new Error(readAnswer(anew))
      expect(anew.form.inputs.map(i => i.value ?? '')).not.toContain('Half a draft')
      expect(await erase(stage, notified)).toBe('already')
      expect(await erase(stage, 'HK-N-2026-000009')).toBe('unknown')
      // The arrival and the ladder of an erased one call nobody.
      stage.read()
      await stage.fastForward(hours(9))
      expect(stage.read()).toEqual({})
    },
  )

  story(
    'when somebody writes after it was erased, then that can be erased too, over a crash',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      expect(await erase(stage, notified)).toBe('erased')
      const form = await stage.say('hkc.o1', `/notification withdraw ${notified}`)
      await stage.submit('hkc.o1', form, { withdrawal: 'Words after the erasure' })
      expect((await notification(stage)).texts).toHaveLength(1)
      await stage.vault().erase(notified as MatterId)
      await stage.crash()
      expect(await erase(stage, notified)).toBe('erased')
      expect(holders(stage, 'after the erasure')).toEqual([])
      expect(await stage.story(notified)).toEqual([
        'notification.sent',
        'notification.erased',
        'notification.withdrawn',
        'notification.erased',
      ])
      await stage.pump()
      stage.read()
    },
  )

  story(
    'when the shipment is erased, then alarms and reminders lose their words too, and holds go on',
    async stage => {
      await begun(stage)
      await given(stage, 'hkc.o1', 'hold', { held: 'Both boxes', language: 'en' })
      await stage.fastForward(days(8))
      await given(stage, 'hkc.o1', 'leg', {
        ...italy,
        departs: '2026-12-08 08:00 HKT',
      })
      const words = (await shipment(stage)).texts.length
      expect(words).toBe(3)
      expect(hanging(stage).some(t => t.endsWith('Wooden doors'))).toBe(true)
      expect(await erase(stage, watched)).toBe('erased')
      await stage.pump()
      expect(hanging(stage)).toEqual([])
      for (const text of ['Wooden doors', 'Both boxes', 'CSQU3054383'])
        expect(holders(stage, text), text).toEqual([])
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toContain('The content was erased. The log remains.')
      expect(allOf(await stage.say('kcs.o1', `/shipment view ${watched}`))).not.toContain('Wooden')
      stage.read()
      await stage.fastForward(days(10))
      expect(Object.values(stage.read()).flat().join()).toContain('the limit of hold 1 is over')
      expect((await stage.story(watched)).filter(e => e === 'shipment.escalated')).toEqual([])
    },
  )
})

onEveryStore('given a number of days that content is kept', story => {
  story(
    'when matters have been over so long, then each is erased as an entry of its own, once',
    async stage => {
      await answered(stage)
      await closed(stage)
      await begun(stage)
      stage.jump(days(1))
      await stage.pump()
      await given(stage, 'kcs.o1', 'close', { outcome: 'no-trace', language: 'en' })
      stage.jump(days(28) + hours(23))
      await stage.pump()
      const erased = async () =>
        (await stage.entries())
          .filter(e => e.type.endsWith('.erased'))
          .map(e => [e.subject?.id, e.type, e.actor])
      expect(await erased()).toEqual([])
      stage.jump(hours(1))
      await stage.pump()
      expect(await erased()).toEqual([[notified, 'notification.erased', 'clock']])
      stage.jump(days(1))
      await stage.pump()
      await stage.restart()
      stage.jump(days(400))
      await stage.pump()
      await stage.fastForward(hours(1))
      expect(await erased()).toEqual([
        [notified, 'notification.erased', 'clock'],
        [watched, 'shipment.erased', 'clock'],
      ])
      for (const text of ['Two bags', 'Plastic household'])
        expect(holders(stage, text), text).toEqual([])
      stage.read()
    },
    { config: configSchema.parse({ ...stageSettings(), retentionDays: 30 }) },
  )
})
