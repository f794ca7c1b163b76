import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formOf } from '../../src/bot/ask.ts'
import type { Role } from '../../src/kit/codes.ts'
import type { Raw } from '../../src/referral/command.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { problemsOf } from '../../src/referral/inputs.ts'
import { directory, gdf, hkc, kcs, languages, officerAt } from '../referral/desks.ts'
import { blank, commandNamed, goodValues, inState } from '../referral/sample.ts'
import { hostileTexts } from '../rigs/cards.ts'
import { allTexts, catalogue, leftOver, speaker, tag, zones } from './spoken.ts'

const known = (desk = hkc, role: Role = 'officer') => ({
  directory,
  catalogue,
  officer: officerAt(desk, role),
})
const inputs = (name: string, raw: Raw = {}, desk = hkc) =>
  formOf(commandNamed(name), undefined, known(desk), raw).inputs

describe('the form of a command', () => {
  it('given each command, then its form has each declared input, with the same bounds', () => {
    let seen = 0
    for (const c of commands) {
      const form = formOf(c, undefined, known())
      expect(form.inputs.map(i => [i.name, i.required, i.max, i.widget])).toEqual(
        Object.entries(c.inputsOf(undefined)).map(([name, i]) => [
          name,
          i.required,
          i.max,
          i.widget,
        ]),
      )
      expect([form.command, form.revision]).toEqual([c.name, 0])
      seen += form.inputs.length
    }
    expect(seen).toBeGreaterThan(250)
  })

  it('given a draft, then its form has what its category needs, marked and grouped, and its presets', () => {
    const { inputs } = formOf(commandNamed('fill'), blank(), known())
    const named = (name: string) => inputs.find(i => i.name === name)
    expect(named('work-title')).toMatchObject({ required: true, group: 'form.part_ipr_online' })
    expect(named('hosting')).toMatchObject({ required: false })
    expect(named('tlp')).toMatchObject({ value: 'amber-strict', group: 'form.part_marking' })
    expect(named('sticks')).toBeUndefined()
    expect(new Set(inputs.map(i => i.group)).size).toBe(3 + 1)
  })

  it('given a referral, then the form says which, at which revision', () => {
    const r = inState('accepted')
    expect(formOf(commandNamed('answer'), r, known(kcs))).toMatchObject({
      command: 'answer',
      subject: r.id,
      revision: 5,
      title: 'button.answer',
      submit: 'button.answer',
      about: { kind: 'words', key: 'card.headline' },
    })
    expect(formOf(commandNamed('create'), undefined, known())).not.toHaveProperty('subject')
  })

  it('given the desks, then every other one may be chosen, and the only one there is is', () => {
    const [to] = inputs('create')
    expect(to?.choices?.map(c => c.value)).toEqual([kcs, gdf])
    expect(to).not.toHaveProperty('value')
    const two = { ...directory, contactPoints: directory.contactPoints.filter(d => d.id !== gdf) }
    const form = formOf(commandNamed('create'), undefined, { ...known(), directory: two })
    expect(form.inputs[0]).toMatchObject({ value: kcs })
  })

  it('given languages, then the own one is set and each is called by its own name', () => {
    const choice = inputs('create', {}, kcs).find(i => i.name === 'language')
    expect(choice?.value).toBe('ko')
    expect(choice?.choices?.map(c => c.value).toSorted()).toEqual([...languages].toSorted())
    expect(choice?.choices).toContainEqual({ value: 'ko', label: { kind: 'data', text: '한국어' } })
  })

  it('given any values that were refused, then every one comes back to the letter', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', ...hostileTexts.map(h => h[1])),
    )
    let back = 0
    for (const c of commands)
      fc.assert(
        fc.property(
          fc.record(Object.fromEntries(Object.keys(c.inputsOf(undefined)).map(n => [n, value]))),
          (raw: Raw) => {
            const problems = problemsOf(c.inputsOf(undefined), raw)
            const form = speaker.form(
              formOf(c, undefined, known(), raw, problems),
              tag('ko'),
              zones,
            )
            expect(form.inputs.map(i => i.value)).toEqual(form.inputs.map(i => raw[i.name]))
            expect(form.inputs.filter(i => i.problem).map(i => i.name)).toEqual(
              problems.map(p => p.input),
            )
            back += form.inputs.length
          },
        ),
        { numRuns: 40 },
      )
    expect(back).toBeGreaterThanOrEqual(250 * 40)
  })

  it('given each problem, then the form says it beside its input in each language', () => {
    const problems = [
      { input: 'to', reason: 'OwnDesk' },
      { input: 'category', reason: 'NotAChoice' },
      { input: 'subject', reason: 'Missing' },
      { input: 'narrative', reason: 'TooLong', max: 1500 },
      { input: 'observed', reason: 'NoOffset' },
      { input: 'language', reason: 'NotAnInstant' },
    ] as const
    for (const language of languages) {
      const create = formOf(
        commandNamed('create'),
        undefined,
        known(),
        goodValues['create'],
        problems,
      )
      const form = speaker.form(create, language, zones)
      const said = form.inputs.flatMap(i => i.problem ?? [])
      expect(new Set(said).size, language).toBe(6)
      expect(said.join(' ')).toContain('1,500')
      expect(allTexts(form).filter(t => leftOver.test(t))).toEqual([])
    }
  })
})
