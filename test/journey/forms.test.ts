import { expect } from 'vitest'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { goodForm } from '../referral/forms-good.ts'
import { onEveryStore } from './on-every-store.ts'
import { filmCase, firstRef, newForm } from './scenes.ts'

const formIn = (answer: Answer): SpokenForm => {
  if (answer.kind !== 'form') throw new Error(`not a form: ${JSON.stringify(answer)}`)
  return answer.form
}

const valuesIn = (form: SpokenForm) =>
  Object.fromEntries(form.inputs.map(i => [i.name, i.value ?? '']))

onEveryStore('given a draft', story => {
  story(
    'when its form is filled in over a restart, then nothing is lost and it says what is missing',
    async stage => {
      const first = formIn(await stage.submit('hkc.o1', newForm, filmCase))
      expect(first.data).toBe(`v1:${firstRef}:fill:1`)
      expect(valuesIn(first)).toMatchObject({
        tlp: 'amber-strict',
        pap: 'amber',
        handling: 'h1,h2',
      })
      const asked = ['preserve-data']
      const whole = goodForm('ipr-online', asked)
      const half = Object.fromEntries(first.inputs.map(i => [i.name, whole[i.name] ?? '']))
      const told = await stage.submit('hkc.o1', first.data, { ...half, 'rights-holder': '' })
      if (told.kind !== 'card') throw new Error(JSON.stringify(told))
      expect(told.card.name).toBe('unfinished')
      expect(told.card.fields).toHaveLength(1 + 8)

      const early = await stage.say('hkc.o1', `/referral send ${firstRef}`)
      if (early.kind !== 'refusal') throw new Error(early.kind)
      // What to do next is one press away.
      expect(early.card.buttons.map(b => b.data)).toEqual([`v1:${firstRef}:fill:2`])
      expect((await stage.referral(firstRef)).state).toBe('draft')

      await stage.restart()
      const again = formIn(await stage.say('hkc.o1', `/referral fill ${firstRef}`))
      const kept = valuesIn(again)
      expect(kept['work-title']).toBe(whole['work-title'])
      expect(kept['downloaders']).toBe('1200')
      expect(kept['actions']).toBe('preserve-data')
      // The block of what was asked for is there now.
      expect(kept).toHaveProperty('custodian', '')
      // A line of a few values replaces nothing: it begins the form anew.
      const typed = 'tlp=amber pap=amber handling=h1 court=ask'
      const begun = formIn(await stage.say('hkc.o1', `/referral fill ${firstRef} ${typed}`))
      expect(valuesIn(begun)).toEqual({ ...kept, tlp: 'amber', handling: 'h1', court: 'ask' })
      const rest = Object.fromEntries(Object.entries(whole).filter(([name]) => kept[name] === ''))
      const done = await stage.submit('hkc.o1', again.data, { ...kept, ...rest })
      expect(done.kind === 'card' && done.card.name).toBe('done')
      await stage.say('hkc.o1', `/referral send ${firstRef}`)
      expect(await stage.story(firstRef)).toEqual(['drafted', 'filled', 'filled', 'sent'])

      await stage.submit('kcs.o1', `v1:${firstRef}:acknowledge:4`, {})
      await stage.submit('kcs.o1', `v1:${firstRef}:accept:5`, {})
      await stage.submit('kcs.o1', `v1:${firstRef}:answer:6`, {
        result: '보존함',
        'result-preserve-data': 'yes',
      })
      const extended = await stage.submit('hkc.o1', `v1:${firstRef}:extend-preservation:7`, {})
      expect(extended.kind === 'card' && extended.card.name).toBe('view')
      const child = 'HK-2026-000002'
      expect(await stage.referral(child)).toMatchObject({
        state: 'draft',
        parent: { id: firstRef, kind: 'extension' },
        actions: ['preserve-data'],
      })
      expect((await stage.referral(firstRef)).revision).toBe(7)
      await stage.say('hkc.o1', `/referral send ${child}`)
      expect(await stage.story(child)).toEqual(['drafted', 'filled', 'sent'])
      await stage.pump()
      stage.read()
    },
  )
})
