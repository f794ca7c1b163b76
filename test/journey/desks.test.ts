import { expect } from 'vitest'
import { hours } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { stageSettings, withoutSharedChannel, withThirdDesk } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { filmCase, filmForm, firstRef, newForm, sent } from './scenes.ts'

onEveryStore('given a third administration', story => {
  const config = withThirdDesk(stageSettings())

  story(
    'when two others hand over a referral, then it neither sees it nor may act',
    async stage => {
      await sent(stage)
      const before = await stage.store().head()
      const asked = [
        await stage.say('tst.o1', `/referral view ${firstRef}`),
        await stage.say('tst.o1', `/referral acknowledge ${firstRef}`),
        await stage.submit('tst.o1', `v1:${firstRef}:acknowledge:2`, {}),
        await stage.submit('tst.o1', `v1:${firstRef}:withdraw:2`, { explanation: 'x' }),
        await stage.submit('tst.o1', `v1:${firstRef}:view:2`, {}),
        // The same words for a referral that isn't there: nobody learns which numbers are taken.
        await stage.say('tst.o1', '/referral view HK-2026-000002'),
      ].map(readAnswer)
      const unknown = `refusal en Referral ${firstRef} was not found. | /referral list shows those of your desk.`
      expect(asked.slice(0, 5)).toEqual(Array(5).fill(unknown))
      expect(asked[5]).toBe(unknown.replace(firstRef, 'HK-2026-000002'))
      expect(readAnswer(await stage.say('tst.o1', '/referral list'))).toBe(
        'card en Open referrals: 0 | No open referrals.',
      )
      expect(await stage.bot().complete(stage.actorOf('tst.o1'), '/referral view ')).toEqual([])
      expect(await stage.store().head()).toEqual(before)

      await stage.fastForward(hours(1))
      expect(Object.keys(stage.read()).sort()).toEqual(['hkc-desk', 'hkc-kcs', 'kcs-desk'])
      expect(stage.paper.calls().filter(c => c.place === 'tst-desk')).toEqual([])
    },
    { config },
  )

  story(
    'when it is written to itself, then it has a reference of its own and the third side hears nothing',
    async stage => {
      const form = await stage.submit('tst.o1', newForm, { ...filmCase, to: 'hkc.cyber' })
      await stage.submit('tst.o1', form, filmForm)
      await stage.press('tst.o1', 'tst-desk', 'send')
      const shown = stage.read()
      expect(Object.keys(shown).sort()).toEqual(['hkc-desk', 'tst-desk'])
      expect(shown['hkc-desk']).toEqual([
        'ping TS-2026-000001: the records are expected to be deleted on 2026-12-24 13:30 HKT and cannot be brought back. | Please have the data preserved, or reply, before then. | [view] | @hkc.o1',
        'new Immediate: referral TS-2026-000001, Sent | turn: Hong Kong Customs, contact point | Please acknowledge receipt by 2026-11-24 14:15 HKT. | “Film offered by an initial seeder” | [acknowledge] | [view]',
        'line Sent by Third Officer at 2026-11-24 14:00 HKT. | @hkc.o1',
        'line The records are expected to be deleted on 2026-12-24 13:30 HKT. Told now: duty officer',
      ])
      expect(readAnswer(await stage.say('kcs.o1', '/referral view TS-2026-000001'))).toMatch(
        /^refusal ko /,
      )
    },
    { config },
  )
})

onEveryStore('given a pair without a channel in common', story => {
  story(
    'when a referral is handed over, then each desk has one card of its own and reads every line',
    async stage => {
      await sent(stage)
      await stage.press('kcs.o1', 'kcs-desk', 'acknowledge')
      const head = `Immediate: referral ${firstRef}, Acknowledged`
      const shown = stage.read()
      expect(Object.keys(shown).sort()).toEqual(['hkc-desk', 'kcs-desk'])
      expect(shown['hkc-desk']).toEqual([
        expect.stringMatching(new RegExp(`^now ${head} .*\\| \\[view\\]$`)),
        expect.stringMatching(/^line Korea Customs Service acknowledged receipt/),
      ])
      expect(shown['hkc-desk']?.[0]).not.toContain('[accept]')
      expect(shown['kcs-desk']).toEqual([
        expect.stringMatching(
          new RegExp(`^now ${head} .*\\[accept\\] \\| \\[decline\\] \\| \\[view\\]$`),
        ),
        expect.stringMatching(/^line Korea Customs Service acknowledged receipt/),
      ])
      const cards = stage.paper.sheets().filter(s => s.outgoing.card.name === 'referral')
      expect(cards.map(c => c.place).sort()).toEqual(['hkc-desk', 'kcs-desk'])
    },
    { config: withoutSharedChannel(stageSettings()) },
  )
})
