import { expect } from 'vitest'
import { days, plus } from '../../src/kit/time.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { onEveryStore } from './on-every-store.ts'
import { drafted, filmCase, filmForm, firstRef, newForm } from './scenes.ts'

const given = (answer: Answer, ...names: readonly string[]) => {
  if (answer.kind !== 'form') throw new Error(`no form: ${readAnswer(answer)}`)
  return names.map(name => answer.form.inputs.find(i => i.name === name)?.value)
}
const keep = (stage: Stage, officer: string, data: string, values: Record<string, string>) =>
  stage.bot().keep(stage.actorOf(officer), data, values)
const reopened = (stage: Stage, officer: string, data: string, values = {}) =>
  stage.bot().form(stage.actorOf(officer), data, values)

onEveryStore('given a form that is not sent yet', story => {
  story(
    'when the program is started anew between two steps, then nothing typed is lost',
    async s => {
      await keep(s, 'hkc.o1', newForm, { subject: 'Half a case', narrative: 'The first step.' })
      await s.restart()
      const again = await reopened(s, 'hkc.o1', newForm, { identifiers: '192.0.2.7' })
      expect(given(again, 'subject', 'narrative', 'identifiers')).toEqual([
        'Half a case',
        'The first step.',
        '192.0.2.7',
      ])
      expect(given(await s.say('hkc.o1', '/referral new'), 'subject')).toEqual(['Half a case'])
      expect(given(await s.say('hkc.o2', '/referral new'), 'subject')).toEqual([undefined])
      const typed = await s.say('hkc.o1', '/referral new subject="A new one"')
      expect(given(typed, 'subject', 'narrative')).toEqual(['A new one', 'The first step.'])
      await s.submit('hkc.o1', newForm, { ...filmCase })
      expect(given(await s.say('hkc.o1', '/referral new'), 'subject')).toEqual([undefined])
      s.read()
    },
  )

  story('when it is refused, then it can be gone on with; a day later it is over', async s => {
    const refused = await s.submit('hkc.o1', newForm, { ...filmCase, subject: ' ' })
    expect(readAnswer(refused)).toContain('subject: ')
    expect(given(await s.say('hkc.o1', '/referral new'), 'narrative')).toEqual([filmCase.narrative])
    s.clock.set(plus(s.clock.now(), days(1)))
    expect(given(await s.say('hkc.o1', '/referral new'), 'narrative')).toEqual([undefined])
    expect(await s.entries()).toHaveLength(1)
  })

  story('when its referral moved on, then it says so and what was typed is offered', async s => {
    await drafted(s)
    const fill = `v1:${firstRef}:fill:1`
    const late = await s.submit('hkc.o2', fill, { ...filmForm, purpose: 'To find the seeder.' })
    expect(readAnswer(late)).toMatch(/^refusal en This card is out of date/)
    const answer = await reopened(s, 'hkc.o2', fill)
    expect(answer.kind).toBe('refusal')
    const anew = await s.say('hkc.o2', `/referral fill ${firstRef}`)
    expect(given(anew, 'purpose')).toEqual(['To find the seeder.'])
    expect(given(await s.say('hkc.o1', `/referral fill ${firstRef}`), 'purpose')).toEqual([
      filmForm.purpose,
    ])
  })

  story('when a stranger or the other desk asks for it, then there is none', async s => {
    await drafted(s)
    const before = await s.entries()
    const stranger = { ...s.actorOf('hkc.o1'), user: 'nobody' }
    await s.bot().keep(stranger, newForm, { subject: 'x' })
    expect(readAnswer(await s.bot().form(stranger, newForm, {}, ['ko']))).toMatch(/^refusal ko/)
    const fill = `v1:${firstRef}:fill:2`
    expect(readAnswer(await reopened(s, 'kcs.o1', fill))).toMatch(/^refusal ko/)
    expect((await reopened(s, 'hkc.o1', 'no data of ours')).kind).toBe('refusal')
    expect((await reopened(s, 'hkc.o1', `v1:${firstRef}:view:1`)).kind).toBe('refusal')
    expect(await s.entries()).toEqual(before)
  })
})
