import { expect } from 'vitest'
import { hours } from '../../src/kit/time.ts'
import { readAnswer } from '../rigs/reading.ts'
import { onEveryStore } from './on-every-store.ts'
import { acknowledged, drafted, firstRef, sent } from './scenes.ts'

const reason = { reason: 'no-legal-basis', explanation: 'The conduct is no offence here.' }

onEveryStore('given a referral that ends early', story => {
  story('when it is declined, then its clocks stop and the sender closes it', async stage => {
    await acknowledged(stage)
    const form = await stage.press('kcs.o2', 'hkc-kcs', 'decline')
    await stage.submit('kcs.o2', form, { ...reason, language: 'en' })
    const declined = stage.read()
    expect(declined['hkc-kcs']?.[1]).toMatch(
      /^line Korea Customs Service declined the referral \(Park Seo-yeon, .*\)\. Reason: .+ \| “The conduct is no offence here.” \| @hkc\.o1$/,
    )
    expect(declined['hkc-desk']?.[0]).toContain('turn: Hong Kong Customs, contact point')
    expect(declined['hkc-desk']?.[0]).toContain('[close]')
    expect(declined['kcs-desk']?.[0]).not.toContain('[close]')
    await stage.fastForward(hours(24 * 13))
    expect(stage.read()).toEqual({})

    const closing = await stage.press('hkc.o1', 'hkc-desk', 'close')
    await stage.submit('hkc.o1', closing, { outcome: 'declined' })
    expect(stage.read()['hkc-kcs']?.[0]).toMatch(/, Closed \| turn: nobody/)
    expect(await stage.story(firstRef)).toEqual([
      'drafted',
      'filled',
      'sent',
      'acknowledged',
      'declined',
      'closed',
    ])
  })

  story('when a draft is withdrawn, then the other side never heard of it', async stage => {
    await drafted(stage)
    const form = await stage.say('hkc.o1', `/referral withdraw ${firstRef}`)
    await stage.submit('hkc.o1', form, { explanation: 'Sent to the wrong desk.' })
    const shown = stage.read()
    expect(Object.keys(shown)).toEqual(['hkc-desk'])
    expect(shown['hkc-desk']).toHaveLength(1)
    await stage.fastForward(hours(24 * 30))

    const places = new Set(stage.paper.calls().map(c => c.place))
    expect([...places]).toEqual(['hkc-desk'])
    expect(readAnswer(await stage.say('kcs.o1', `/referral view ${firstRef}`))).toMatch(
      /^refusal ko/,
    )
  })

  story(
    'when a draft waits, then nothing that the other side can ask for names it',
    async stage => {
      await drafted(stage)
      const answers = [
        await stage.say('kcs.o1', `/referral view ${firstRef}`),
        await stage.say('kcs.o1', '/referral list'),
        await stage.say('kcs.o1', `/referral acknowledge ${firstRef}`),
        await stage.submit('kcs.o1', `v1:${firstRef}:decline:1`, reason),
        await stage.submit('kcs.o1', `v1:${firstRef}:view:1`, {}),
      ]
      expect(answers.map(a => a.kind)).toEqual(['refusal', 'card', 'refusal', 'refusal', 'refusal'])
      const listed = answers[1]
      expect(listed && readAnswer(listed)).not.toContain(firstRef)
      const begun = '/referral view '
      const actor = stage.actorOf('kcs.o1')
      expect(await stage.bot().complete(actor, begun)).toEqual([])
      expect(await stage.bot().complete(stage.actorOf('hkc.o1'), begun)).toHaveLength(1)
      expect(await stage.story(firstRef)).toEqual(['drafted', 'filled'])
    },
  )

  story(
    'when it is withdrawn after it was sent, then both sides read why, and nobody is called',
    async stage => {
      await sent(stage)
      const form = await stage.say('hkc.o1', `/referral withdraw ${firstRef}`)
      await stage.submit('hkc.o1', form, { explanation: 'Found in our own port.' })
      const shown = stage.read()
      expect(Object.keys(shown).sort()).toEqual(['hkc-desk', 'hkc-kcs', 'kcs-desk'])
      expect(shown['hkc-kcs']?.[0]).toContain('Withdrawn | turn: nobody')
      expect(shown['hkc-kcs']?.[1]).toMatch(
        /^line Withdrawn by Wong Ka-ming .*“Found in our own port.”$/,
      )
      await stage.fastForward(hours(24 * 30))
      expect(stage.read()).toEqual({})
      expect(await stage.referral(firstRef)).toMatchObject({ state: 'withdrawn', escalations: 0 })
    },
  )
})
