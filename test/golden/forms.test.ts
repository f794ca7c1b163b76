import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formOf } from '../../src/bot/ask.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Command } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import type { Input } from '../../src/referral/inputs.ts'
import type { Problem } from '../../src/referral/refusals.ts'
import { allTexts, catalogue, leftOver, speaker, zones } from '../bot/spoken.ts'
import { directory, hkc, kcs, languages, officerAt } from '../referral/desks.ts'
import { goodValues, inState } from '../referral/sample.ts'
import { layOutForm } from './layout.ts'
import { leaksOf } from './leaks.ts'

const files = join(import.meta.dirname, '__files__')

const worst = ([input, i]: readonly [string, Input<unknown>], n: number): Problem => {
  if (i.max !== undefined && n % 2 === 1) return { input, reason: 'TooLong', max: i.max }
  if (i.widget === 'instant') return { input, reason: n % 2 === 0 ? 'NoOffset' : 'NotAnInstant' }
  if (i.source === 'contact-points') return { input, reason: 'OwnDesk' }
  return { input, reason: i.choices || i.source ? 'NotAChoice' : 'Missing' }
}

const forms = (language: Language): readonly (readonly [string, SpokenForm])[] =>
  commands
    .filter(c => Object.keys(c.inputsOf(undefined)).length > 0)
    .flatMap((c: Command) => {
      const officer = { ...officerAt(c.by === 'receiver' ? kcs : hkc), language }
      const known = { directory, catalogue, officer }
      const [state] = c.from
      const about = state && inState(state)
      const problems = Object.entries(c.inputsOf(about)).map(worst)
      const say = (form: ReturnType<typeof formOf>) => speaker.form(form, language, zones)
      return [
        [c.name, say(formOf(c, about, known))],
        [`${c.name}, refused`, say(formOf(c, about, known, goodValues[c.name], problems))],
      ] as const
    })

/** What is ours to say: not the officer's values, and not the names of the languages. */
const ownTexts = (f: SpokenForm): readonly string[] =>
  [f.title, f.about, f.submit, f.cancel]
    .concat(
      f.inputs.flatMap(i => [
        i.label,
        i.hint,
        i.problem,
        ...(i.name === 'language' ? [] : (i.choices ?? []).map(c => c.label)),
      ]),
    )
    .filter(t => t !== undefined)

describe('every form', () => {
  it.each(languages)('given %s, then each form reads as in its file', async language => {
    const said = forms(language).map(([title, form]) => layOutForm(`form, ${title}`, form))
    await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(join(files, `forms ${language}.txt`))
  })

  it('given each form in each language, then nothing is left out and no language is in another', () => {
    let seen = 0
    for (const language of languages)
      for (const [title, form] of forms(language)) {
        const about = `${title} in ${language}`
        expect(
          allTexts(form).filter(t => leftOver.test(t)),
          about,
        ).toEqual([])
        const leaks = ownTexts(form).filter(text => leaksOf({ text, language }).length > 0)
        expect(leaks, about).toEqual([])
        expect(form.language).toBe(language)
        seen++
      }
    expect(seen).toBe(4 * 27 * 2)
  })

  it('given the files, then each language has one', () => {
    const found = readdirSync(files).filter(f => f.startsWith('forms'))
    expect(found.toSorted()).toEqual(languages.map(l => `forms ${l}.txt`).toSorted())
  })
})
