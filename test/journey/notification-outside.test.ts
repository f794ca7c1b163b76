import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { called, cardAt, courier, news, notification, ref } from './notification-scenes.ts'
import { onEveryStore } from './on-every-store.ts'

const third = 'external="Third Customs; +63 0000 0001 / Fourth Customs; +65 0000 0002"'

onEveryStore('given contacts that are not on Liaison', story => {
  story('when they are named, then the sender records who told them, when and how', async stage => {
    await stage.say('hkc.o1', `${courier} to=kcs.cyber ${third}`)
    expect(cardAt(stage, 'hkc-desk')).toContain(
      'External contact 2: not told yet. Please tell it and record how.',
    )
    expect(cardAt(stage, 'hkc-desk')).toContain('“Third Customs; +63 0000 0001 / Fourth')
    // Whom else the sender tells is no business of an addressee.
    expect(cardAt(stage, 'kcs-desk')).not.toMatch(/Third|External/)
    stage.read()
    const form = await stage.press('hkc.o1', 'hkc-desk', 'n-told')
    await stage.submit('hkc.o1', form, {
      external: '1',
      way: 'telephone',
      at: '2026-11-24 13:58 HKT',
      remark: 'Duty room, Lt. Cruz',
    })
    expect(news(stage)).toEqual([
      '11-24 15:00 hkc-desk line External contact 1: told by Wong Ka-ming at 2026-11-24 13:58 HKT / 14:58 KST (by telephone) | “Duty room, Lt. Cruz” | [view]',
    ])
    await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
    stage.read()
    const view = await stage.say('kcs.o1', `/notification view ${ref}`)
    expect(readAnswer(view)).not.toMatch(/Third|Cruz/)
    await stage.fastForward(minutes(45))
    expect(called(news(stage))).toEqual([
      '11-24 15:15 hkc-desk @hkc.o1',
      '11-24 15:30 hkc-desk @hkc.o1',
      '11-24 15:45 hkc-desk @hkc.o2',
    ])
    await stage.say('hkc.o2', `/notification told ${ref} external=2 way=liaison-officer`)
    expect((await notification(stage)).externals.map(e => e.told?.way)).toEqual([
      'telephone',
      'liaison-officer',
    ])
    expect(cardAt(stage, 'hkc-desk')).not.toContain('not told yet')
    stage.read()
  })

  story('when it goes to them alone, then it is a notification all the same', async stage => {
    const answer = await stage.say('hkc.o1', `${courier} ${third}`)
    expect(readAnswer(answer)).toContain('card zh-HK')
    expect(Object.keys(stage.read())).toEqual(['hkc-desk'])
  })
})

onEveryStore('given a notification that was begun by telephone', story => {
  story(
    'when it is not confirmed in writing, then the sender is called; and it is, then not',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber oral=yes`)
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toContain('Written confirmation is still owed.')
      await stage.say('kcs.o1', `/notification answer ${ref} result=seized`)
      stage.read()
      await stage.fastForward(hours(6))
      expect(called(news(stage))).toEqual([
        '11-24 19:00 hkc-desk @hkc.o1',
        '11-24 20:00 hkc-desk @hkc.o1 @hkc.o2',
      ])
      const form = await stage.press('hkc.o1', 'hkc-desk', 'n-confirm')
      if (form.kind !== 'form') throw new Error(readAnswer(form))
      const given = Object.fromEntries(form.form.inputs.map(i => [i.name, i.value ?? '']))
      expect(given).toMatchObject({
        what: 'Courier, cocaine in a false bottom',
        category: 'drugs',
        action: 'hold-and-examine',
      })
      await stage.submit('hkc.o1', form, { ...given, what: 'Courier, heroin in a false bottom' })
      for (const place of ['hkc-desk', 'kcs-desk']) {
        expect(cardAt(stage, place)).toMatch(/Confirmed in writing by Wong Ka-ming .*heroin/)
        expect(cardAt(stage, place)).not.toContain('cocaine')
      }
      stage.read()
      await stage.fastForward(hours(12))
      expect(stage.read()).toEqual({})
    },
  )
})

onEveryStore('given a rights holder who is asked', story => {
  story(
    'when a desk asks and hears, then the sender and it see it, and nobody of the trade is there',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber`)
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      stage.read()
      const line = `/notification ask-holder ${ref} holder="Brand AG" address="ip@brand.example"`
      await stage.say('kcs.o1', line)
      await stage.say(
        'kcs.o1',
        `/notification verified ${ref} verdict=counterfeit on=2026-11-24 reference=B-7`,
      )
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(cardAt(stage, place)).toContain(
          'Rights holder asked by Korea Customs Service, contact point: Counterfeit (2026-11-24)',
        )
      const logged = JSON.stringify(await stage.entries())
      expect(logged).not.toMatch(/Brand AG|brand\.example|B-7/)
      expect(stage.directory.channels.every(c => c.desks.length > 0)).toBe(true)
      stage.read()
    },
  )
})

onEveryStore('given a notification that is marked above what a channel is cleared for', story => {
  story(
    'when it is told there, then only its reference, category, clock and buttons are',
    async stage => {
      await stage.say('hkc.o1', `${courier} to=kcs.cyber tlp=red`)
      for (const place of ['hkc-desk', 'kcs-desk']) {
        expect(cardAt(stage, place)).toContain('Marked above what this channel is cleared for.')
        expect(cardAt(stage, place)).not.toContain('cocaine')
      }
      const answer = await stage.say('kcs.o1', `/notification view ${ref}`)
      expect(readAnswer(answer)).toContain('cocaine')
      await stage.press('kcs.o1', 'kcs-desk', 'n-acknowledge')
      await stage.say('kcs.o1', `/notification answer ${ref} result=released remark="the blue bag"`)
      expect(JSON.stringify(stage.read())).not.toMatch(/cocaine|CX 416|blue bag/)
    },
  )
})
