import { expect } from 'vitest'
import type { Answer } from '../../src/ports/platform.ts'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { act, allOf, began, cardOf, sentMatter } from './matter.ts'
import { onEveryStore } from './on-every-store.ts'

const ref = 'HK-2026-000001'
const original = 'Two parcels seen in transit.'

const given = {
  translation: '환적 중 소포 2개 발견.',
  language: 'ko',
  on: '2026-11-24',
  translator: 'Lee Seo-jun, sworn translator',
}

const formFor = async (stage: Stage, who: string): Promise<Answer> =>
  stage.say(who, `/referral translate ${ref}`)

/** What may be translated, as the form offers it: value and label. */
const offered = (form: Answer): readonly (readonly [value: string, label: string])[] => {
  if (form.kind !== 'form') throw new Error(readAnswer(form))
  const input = form.form.inputs.find(i => i.name === 'of')
  return (input?.choices ?? []).map(c => [c.value, c.label])
}

const quotesOf = (answer: Answer): readonly string[] => cardOf(answer).quotes.map(q => q.text)

onEveryStore('given a referral in the language of its sender', story => {
  story(
    'when the receiving side attaches a translation, then both read it beneath the original, with translator and date',
    async stage => {
      await sentMatter(stage, ref, { narrative: original })
      const form = await formFor(stage, 'kcs.o1')
      const texts = offered(form)
      expect(texts.map(([, label]) => label)).toEqual([
        '의뢰(en, 2026-11-24 15:00 KST / 14:00 HKT)',
        '세부 사항(en, 2026-11-24 15:00 KST / 14:00 HKT)',
      ])
      const [item = ''] = texts[0] ?? []
      const answer = await stage.submit('kcs.o1', form, { ...given, of: item })
      expect(answer.kind).toBe('card')
      stage.read()

      for (const who of ['hkc.o1', 'kcs.o1']) {
        const view = await stage.say(who, `/referral view ${ref}`)
        const quotes = quotesOf(view)
        const at = quotes.indexOf(original)
        expect(at).toBeGreaterThanOrEqual(0)
        expect(quotes.indexOf(given.translation)).toBeGreaterThan(at)
        expect(allOf(view)).toContain(given.translator)
        expect(allOf(view)).toContain(given.on)
        // The original stays as it is, under its own language.
        const tags = cardOf(view).quotes.map(q => [q.text, q.language])
        expect(tags).toContainEqual([original, 'en'])
        expect(tags).toContainEqual([given.translation, 'ko'])
      }
    },
  )

  story(
    'when it is recorded, then the log has item, day and language, and no words',
    async stage => {
      await sentMatter(stage, ref, { narrative: original })
      const form = await formFor(stage, 'hkc.o1')
      const [[item = ''] = []] = offered(form)
      await stage.submit('hkc.o1', form, { ...given, of: item })
      stage.read()
      const entry = (await stage.entries()).find(e => e.type === 'referral.translated')
      expect(entry?.event).toMatchObject({ of: item, on: given.on, text: { language: 'ko' } })
      const text = JSON.stringify(entry)
      for (const words of [given.translation, given.translator]) expect(text).not.toContain(words)
      expect((await stage.referral(ref)).texts.at(-1)).toMatchObject({
        part: 'translation',
        of: item,
        on: given.on,
      })
    },
  )

  story('when the form is wrong, then its inputs are named and nothing changes', async stage => {
    await sentMatter(stage, ref, { narrative: original })
    await act(stage, 'kcs.o1', ref, 'note', { note: 'For our eyes.' })
    const form = await formFor(stage, 'kcs.o1')
    const note = (await stage.referral(ref)).texts.find(t => t.part === 'note')?.ref.item ?? ''
    expect(note).not.toBe('')
    // A note stays with its desk, so it is not offered, and not taken where somebody names it.
    expect(offered(form).map(([value]) => value)).not.toContain(note)
    const { length } = await stage.entries()
    const wrong: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['of', { ...given, of: note }],
      ['of', { ...given, of: 'nothing' }],
      ['of', { ...given, of: '' }],
      ['on', { ...given, on: '24.11.2026', of: offered(form)[0]?.[0] ?? '' }],
      ['translator', { ...given, translator: ' ', of: offered(form)[0]?.[0] ?? '' }],
      ['translation', { ...given, translation: '', of: offered(form)[0]?.[0] ?? '' }],
      ['translation', { ...given, translation: 'x'.repeat(2001), of: offered(form)[0]?.[0] ?? '' }],
    ]
    for (const [name, values] of wrong)
      expect(readAnswer(await stage.submit('kcs.o1', form, values)), name).toContain(`| ${name}: `)
    expect(wrong).toHaveLength(7)
    expect(await stage.entries()).toHaveLength(length)
  })

  story(
    'when it is a draft or of another pair, then there is nothing to translate',
    async stage => {
      await began(stage, 'hkc.o1', { narrative: original })
      expect((await formFor(stage, 'hkc.o1')).kind).toBe('refusal')
      expect((await formFor(stage, 'kcs.o1')).kind).toBe('refusal')
      expect(await stage.story(ref)).toEqual(['drafted'])
    },
  )
})
