import { expect } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { days, plus } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { commandsOn, readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { cases, press } from './refused.ts'
import { acknowledged, filmCase, firstRef, newForm, sent } from './scenes.ts'

const desks = ['hkc.cyber', 'kcs.cyber'].map(id => id as ContactPointId)

/** What must be as it was after a refusal. */
const picture = async (stage: Stage) => {
  const store = stage.store()
  const open = await store.list({ party: desks, open: true, max: 9 })
  const timers = await store.claimTimers({ now: plus(stage.clock.now(), days(90)), max: 9 })
  return { head: await store.head(), open, timers, calls: stage.paper.calls().length }
}

onEveryStore('given a referral that was sent', story => {
  story(
    'when what may not be is asked, then it is refused in their language and nothing changes',
    async stage => {
      await sent(stage)
      const before = await picture(stage)
      for (const { name, who, act, says } of cases) {
        const answer = await stage.hear(who, act)
        await stage.pump()
        expect(readAnswer(answer).slice(0, says.length), name).toBe(says)
        expect(await picture(stage), name).toEqual(before)
        expect(stage.read(), name).toEqual({})
      }
      expect(cases).toHaveLength(24)
      expect(before.open).toHaveLength(1)
      expect(before.timers).toHaveLength(3)
    },
  )

  story('when a form is refused, then what was typed comes back in it', async stage => {
    const answer = await stage.submit('hkc.o2', newForm, { ...filmCase, observed: 'noon' })
    const inputs = answer.kind === 'form' ? answer.form.inputs : []
    const values = Object.fromEntries(inputs.map(i => [i.name, i.value]))
    expect(values).toEqual({ ...filmCase, observed: 'noon' })
  })

  story(
    'when a button is pressed twice, then it acts once and the second press is told so',
    async stage => {
      await sent(stage)
      const data = stage.button('hkc-kcs', 'acknowledge')
      const [first, second] = await Promise.all([
        stage.hear('kcs.o1', press(data)),
        stage.hear('kcs.o1', press(data)),
      ])
      await stage.pump()
      const kinds: readonly string[] = [first.kind, second.kind]
      expect([...kinds].sort()).toEqual(['none', 'refusal'])
      expect(stage.read()['hkc-kcs']).toHaveLength(2)
      expect(await stage.story(firstRef)).toEqual(['drafted', 'filled', 'sent', 'acknowledged'])
    },
  )

  story(
    'when two officers acknowledge at the same moment, then one did and the other learns who',
    async stage => {
      await sent(stage)
      const data = stage.button('kcs-desk', 'acknowledge')
      const answers = await Promise.all(
        ['kcs.o1', 'kcs.o2'].map(who => stage.hear(who, press(data))),
      )
      await stage.pump()
      stage.read()
      const refused = answers.filter(a => a.kind === 'refusal')
      expect(refused).toHaveLength(1)
      const { acts } = await stage.referral(firstRef)
      const winner = acts.acknowledged?.by === 'kcs.o1' ? '김민준' : '박서연'
      expect(refused.map(readAnswer)[0]).toContain(winner)
      expect(await stage.story(firstRef)).toEqual(['drafted', 'filled', 'sent', 'acknowledged'])
    },
  )

  story(
    'when the same inbound comes twice, then it changes once and is answered once',
    async stage => {
      await sent(stage)
      const act = press(stage.button('kcs-desk', 'acknowledge'))
      const together = await Promise.all([
        stage.hear('kcs.o1', act, 'same'),
        stage.hear('kcs.o1', act, 'same'),
      ])
      await stage.pump()
      stage.read()
      await stage.restart()
      const before = await picture(stage)
      const later = await stage.hear('kcs.o1', act, 'same')
      await stage.pump()
      expect([...together, later]).toEqual(Array(3).fill({ kind: 'none' }))
      expect(await picture(stage)).toEqual(before)
      const created = await stage.submit('hkc.o1', newForm, filmCase, 'made')
      const twice = await stage.submit('hkc.o1', newForm, filmCase, 'made')
      expect([created.kind, twice.kind]).toEqual(['form', 'none'])
      expect(stage.read()['hkc-desk']).toHaveLength(1)
    },
  )

  story(
    'when a button is older than the card, then the answer has what may be done now',
    async stage => {
      await acknowledged(stage)
      const old = stage.button('kcs-desk', 'accept')
      await stage.submit('kcs.o1', old, {})
      await stage.submit('kcs.o2', stage.button('kcs-desk', 'answer'), {
        result: 'Found.',
        'result-identify-operator': 'yes',
      })
      stage.read()
      const buttons = (a: Answer) => (a.kind === 'refusal' ? commandsOn(a.card) : [])
      const stale = await stage.hear('hkc.o1', press(`v1:${firstRef}:withdraw:5`))
      expect(readAnswer(stale)).toMatch(/^refusal zh-HK /)
      expect(buttons(stale)).toContain('close')
      const late = await stage.hear('kcs.o1', press(old))
      expect(late.kind).toBe('refusal')
      expect(buttons(late)).not.toContain('accept')
    },
  )
})
