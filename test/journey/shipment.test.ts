import { expect } from 'vitest'
import { hours, minutes } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { stageSettings, withThirdDesk } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import {
  asking,
  beginForm,
  begun,
  busan,
  called,
  cardAt,
  fieldsAt,
  given,
  italy,
  news,
  ref,
  shipment,
  titlesAt,
} from './shipment-scenes.ts'

onEveryStore('given a container whose declared goods change between two legs', story => {
  story(
    'when the next leg is reported, then both desks are alarmed and each says that it has seen it',
    async stage => {
      await begun(stage)
      expect(fieldsAt(stage, 'hkc-desk')).toEqual([
        'From: Korea Customs Service, contact point',
        'Watched by: Hong Kong Customs, contact point',
        'Due: 2026-11-27 06:00 HKT / 07:00 KST',
        'Leg: 1: Busan to Hong Kong. Departure 2026-11-24 19:00 HKT / 20:00 KST, arrival 2026-11-27 10:00 HKT / 11:00 KST. Responsible: Hong Kong Customs, contact point',
      ])
      news(stage)

      await given(stage, 'hkc.o1', 'leg', italy)
      const alarm = (time: string) =>
        `new KR-S-2026-000001: the shipment changed on its way | Leg 2 compared with leg 1: declared goods of another HS chapter | Reported by Hong Kong Customs, contact point, Wong Ka-ming, ${time} | Please compare the two, and confirm that you have seen it. | “Plastic household articles” | “Wooden doors” | [s-seen] | [view]`
      expect(news(stage).toSorted()).toEqual([
        `11-24 15:00 hkc-desk ${alarm('2026-11-24 14:00 HKT / 15:00 KST')} | @hkc.o1`,
        `11-24 15:00 kcs-desk ${alarm('2026-11-24 15:00 KST / 14:00 HKT')} | @kcs.o1`,
      ])
      for (const place of ['hkc-desk', 'kcs-desk'])
        expect(titlesAt(stage, place)).toEqual([
          'Leg 1, declared goods, HS 3924.10',
          'Leg 1, containers',
          'Leg 1: Conveyance',
          'Leg 2, declared goods, HS 4418.29 (changed: declared goods of another HS chapter)',
          'Leg 2: Responsible administration outside Liaison',
        ])

      await stage.press('kcs.o1', 'kcs-desk', 's-seen')
      expect(cardAt(stage, 'hkc-desk')).toContain('Seen: Korea Customs Service, contact point, Kim')
      expect([asking(stage, 'kcs-desk'), asking(stage, 'hkc-desk')]).toEqual([0, 1])
      news(stage)

      // The other one is called on, up the ladder, and over a restart.
      await stage.fastForward(minutes(20))
      await stage.restart()
      await stage.pump()
      await stage.fastForward(minutes(15))
      expect(called(news(stage))).toEqual([
        '11-24 15:15 hkc-desk new KR-S-2026-000001: Hong Kong Customs, contact point has not confirmed change 1. It was due by 2026-11-24 14:15 HKT / 15:15 KST. @hkc.o1',
        '11-24 15:30 hkc-desk new KR-S-2026-000001: Hong Kong Customs, contact point has not confirmed change 1. It was due by 2026-11-24 14:15 HKT / 15:15 KST. @hkc.o2',
        '11-24 15:30 kcs-desk new KR-S-2026-000001: Hong Kong Customs, contact point has not confirmed change 1. It was due by 2026-11-24 15:15 KST / 14:15 HKT. @kcs.o1',
      ])
      await stage.press('hkc.o1', 'hkc-desk', 's-seen')
      expect([asking(stage, 'kcs-desk'), asking(stage, 'hkc-desk')]).toEqual([0, 0])
      expect(cardAt(stage, 'kcs-desk')).toMatch(
        /^KR-S-2026-000001: Shipment, watched \| Leg 2 comp/,
      )
      news(stage)
      expect(await stage.story(ref)).toEqual([
        'shipment.begun',
        'shipment.leg_added',
        'shipment.alarmed',
        'shipment.seen',
        'shipment.escalated',
        'shipment.escalated',
        'shipment.seen',
      ])
      expect(stage.faults()).toEqual([])
    },
  )

  story(
    'when the goods come into another container, then the alarm shows the numbers of both sides',
    async stage => {
      await begun(stage)
      news(stage)
      await given(stage, 'kcs.o1', 'container', {
        leg: '1',
        containers: 'TEXU3070078',
        language: 'ko',
      })
      const [alarm] = news(stage).filter(l => l.includes('hkc-desk new'))
      expect(alarm).toMatch(/Leg 1 .*what was known of it: a container not seen before \|/)
      expect(alarm).toContain('“CSQU3054383\nMSKU6011672” | “TEXU3070078”')
      // A wrong check digit is said and taken.
      expect(fieldsAt(stage, 'hkc-desk').at(-1)).toMatch(
        /^Please check: TEXU3070078: .*check digit/i,
      )
      const again = await stage.say('hkc.o1', `/shipment view ${ref}`)
      expect(readAnswer(again)).toMatch(
        /\| \[s-leg\] \| \[s-goods\] \| \[s-container\] \| \[s-seen\] \| \[s-feedback\] \| \[s-hold\]$/,
      )
    },
  )

  story(
    'when feedback comes from outside, then it is told for the leg, and its clock stops',
    async stage => {
      await begun(stage)
      await given(stage, 'hkc.o1', 'leg', { ...italy, goods: busan['goods'] ?? '', hs: '3924' })
      await stage
        .press('hkc.o1', 'hkc-desk', 's-feedback')
        .then(form => stage.submit('hkc.o1', form, { leg: '1', result: 'surveillance-continues' }))
      news(stage)
      expect((await shipment(stage)).clocks.map(c => [c.name, c.desk])).toEqual([
        ['act:2', 'hkc.cyber'],
      ])
      await given(stage, 'hkc.o1', 'feedback', {
        leg: '2',
        result: 'seized',
        controlled: '2026-11-24 05:00 +00:00',
        words: 'Told by Genoa by telephone.',
        language: 'en',
      })
      expect(cardAt(stage, 'kcs-desk')).toContain(
        'Leg 1: Surveillance continues. Told by Hong Kong Customs, contact point, 2026-11-24 15:00 KST / 14:00 HKT | Leg 2: Seized. Told by Hong Kong Customs, contact point, 2026-11-24 14:00 KST / 13:00 HKT',
      )
      expect(fieldsAt(stage, 'kcs-desk').at(-1)).toContain('not on Liaison')
      news(stage)

      await given(stage, 'kcs.o1', 'close', { outcome: 'success', words: 'Thank you.' })
      expect(cardAt(stage, 'hkc-desk')).toMatch(/^KR-S-2026-000001: Shipment, watch ended \| /)
      news(stage)
      await stage.fastForward(hours(24 * 40))
      expect(stage.read()).toEqual({})
    },
  )

  story(
    'when nobody acts on a leg, then its custodian is warned, called, and both sides are told',
    async stage => {
      await begun(stage)
      news(stage)
      await stage.fastForward(hours(70))
      expect(called(news(stage)).map(l => l.slice(0, 58))).toEqual([
        '11-27 05:00 hkc-desk new KR-S-2026-000001: leg 1 needs act',
        '11-27 07:00 hkc-desk new KR-S-2026-000001: Hong Kong Custo',
        '11-27 08:00 hkc-desk new KR-S-2026-000001: Hong Kong Custo',
        '11-27 08:00 kcs-desk new KR-S-2026-000001: Hong Kong Custo',
        '11-27 11:00 hkc-desk new KR-S-2026-000001: Hong Kong Custo',
        '11-27 11:00 kcs-desk new KR-S-2026-000001: Hong Kong Custo',
      ])
      expect(cardAt(stage, 'hkc-desk')).toContain(
        'Leg 1: Hong Kong Customs, contact point has not acted.',
      )
    },
  )
})

onEveryStore('given bad input about a shipment', story => {
  const problems = (text: string): readonly string[] =>
    text
      .split(' | ')
      .slice(1)
      .map(p => p.split(':')[0] ?? '')

  story(
    'when it is submitted, then each is refused at its field and nothing happens',
    async stage => {
      const wrong = {
        ...busan,
        containers: '',
        departs: '2026-11-24 20:00',
        hs: 'toys',
        watchers: 'nobody.here',
      }
      const refused = await stage.submit('kcs.o1', beginForm, wrong)
      expect(problems(readAnswer(refused))).toEqual(['containers', 'departs', 'hs'])
      const again = await begun(stage, { watchers: 'nobody.here', external: 'Dogane' })
      expect(problems(readAnswer(again))).toEqual(['external', 'watchers'])
      expect(stage.read()).toEqual({})
      expect(await stage.story(ref)).toEqual([])

      await begun(stage)
      const early = await given(stage, 'hkc.o1', 'leg', {
        ...italy,
        departs: '2026-11-27 09:59 HKT',
      })
      expect(problems(readAnswer(early))).toEqual(['departs'])
      expect(await stage.story(ref)).toEqual(['shipment.begun'])
      stage.read()
    },
  )

  story(
    'when a desk asks that does not watch, then it learns nothing; once it has a leg, it does',
    async stage => {
      await begun(stage)
      expect(readAnswer(await stage.say('tst.o1', `/shipment view ${ref}`))).toMatch(
        /^refusal en .*KR-S-2026-000001 was not found/,
      )
      expect(Object.keys(stage.read())).not.toContain('tst-desk')
      const { external: _, ...onward } = italy
      await given(stage, 'hkc.o1', 'leg', { ...onward, custodian: 'tst.cyber' })
      expect(Object.keys(stage.read()).toSorted()).toEqual(['hkc-desk', 'kcs-desk', 'tst-desk'])
      await stage.press('tst.o1', 'tst-desk', 's-seen')
      expect(readAnswer(await stage.say('tst.o1', '/shipment list'))).toContain(ref)
      stage.read()
    },
    { config: withThirdDesk(stageSettings()) },
  )

  story('when a button is stale, then it is refused and nothing changes', async stage => {
    await begun(stage)
    await given(stage, 'hkc.o1', 'leg', italy)
    const old = stage.button('hkc-desk', 's-seen', ref)
    await stage.press('hkc.o1', 'hkc-desk', 's-seen')
    stage.read()
    const late = await stage.hear('hkc.o2', { kind: 'button', data: old })
    expect(late.kind).toBe('refusal')
    expect(stage.read()).toEqual({})
  })
})
