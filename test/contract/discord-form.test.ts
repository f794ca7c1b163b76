import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderBetween, renderProblems } from '../../adapters/discord/between.ts'
import { readGiven } from '../../adapters/discord/inbound.ts'
import { labelOf, meantBy } from '../../adapters/discord/inputs.ts'
import { renderForm } from '../../adapters/discord/modal.ts'
import { copyOf, createOpenForms } from '../../adapters/discord/open-forms.ts'
import { mayBeSent, mergedValues, stepsOf, stepsToMend } from '../../adapters/discord/steps.ts'
import type { SpokenForm, SpokenInput } from '../../src/card/spoken.ts'
import { richForm } from '../rigs/cards.ts'
import { breachesOf, buttonsIn, tokensIn, toldBy } from './discord-law.ts'
import { anyForm } from './slack-any.ts'

const words = { next: '다음', cancel: '취소', submit: '제출' }
const render = (form: SpokenForm, step = 0) => renderForm(form, { step, copy: 'k1' })

const input = (name: string, more: Partial<SpokenInput> = {}): SpokenInput => ({
  name,
  label: name,
  widget: 'line',
  required: false,
  ...more,
})
const formOf = (...inputs: readonly SpokenInput[]): SpokenForm => ({ ...richForm(''), inputs })
const lines = (n: number, more: Partial<SpokenInput> = {}) =>
  Array.from({ length: n }, (_, i) => input(`${more.group ?? 'i'}${i}`, more))
const choices = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ value: `c${i}`, label: `Choice ${i}` }))
const sizesOf = (form: SpokenForm) => stepsOf(form).map(s => s.inputs.length)

describe('any form on Discord', () => {
  it('given any form at all, then Discord takes each of its steps, and each input is in one', () => {
    let [windows, longest] = [0, 0]
    fc.assert(
      fc.property(anyForm, form => {
        const steps = stepsOf(form)
        expect(steps.flatMap(s => s.inputs)).toEqual(form.inputs)
        for (const [step] of steps.entries()) {
          const window = render(form, step)
          expect(breachesOf(window)).toEqual([])
          expect(tokensIn(window).filter(t => t.kind !== 'bold')).toEqual([])
          expect(window.components.length).toBeLessThanOrEqual(5)
          expect(breachesOf(renderBetween(form, step, words))).toEqual([])
          windows++
        }
        expect(breachesOf(renderProblems(form, words))).toEqual([])
        longest = Math.max(longest, steps.length)
      }),
      { numRuns: 60, seed: 6 },
    )
    expect([windows > 80, longest > 10]).toEqual([true, true])
  })
})

describe('an input on Discord', () => {
  const typeOf = (more: Partial<SpokenInput>) => labelOf(input('a', more)).component.type
  const [text, menu, radio, boxes] = [4, 3, 21, 22]

  it('given each widget and number of choices, then it is the part that can hold them', () => {
    const kinds = [
      {},
      { widget: 'paragraph' },
      { widget: 'instant' },
      { widget: 'choice', choices: choices(2), required: true },
      { widget: 'choice', choices: choices(10), required: true },
      { widget: 'choice', choices: choices(11), required: true },
      { widget: 'choice', choices: choices(1), required: true },
      // A radio button could not be taken back.
      { widget: 'choice', choices: choices(2) },
      { widget: 'choice', choices: choices(26) },
      { widget: 'choices', choices: choices(10) },
      { widget: 'choices', choices: choices(11) },
      { widget: 'choices', choices: choices(26) },
      { widget: 'choice', choices: [] },
    ] as const
    expect(kinds.map(typeOf)).toEqual([
      text,
      text,
      text,
      radio,
      radio,
      menu,
      menu,
      menu,
      text,
      boxes,
      menu,
      text,
      text,
    ])
  })

  it('given a bound, then Discord keeps it, but never refuses what was given before', () => {
    const bound = (max: number | undefined, value?: string) =>
      labelOf(input('a', { ...(max ? { max } : {}), ...(value ? { value } : {}) })).component
    expect(bound(120)).toMatchObject({ max_length: 120 })
    expect(bound(9_000)).toMatchObject({ max_length: 4_000 })
    expect(bound(3, 'four')).toMatchObject({ max_length: 4_000, value: 'four' })
    expect(bound(undefined, 'x'.repeat(5_000))).toMatchObject({ value: `${'x'.repeat(3_999)}…` })
    expect(bound(undefined, 'a\nb')).toMatchObject({ style: 2 })
  })

  it('given what was chosen before, then it is chosen, and what is no choice is not', () => {
    const chosen = (more: Partial<SpokenInput>) => {
      const { component } = labelOf(input('a', { choices: choices(3), ...more }))
      return 'options' in component
        ? component.options.filter(o => o.default).map(o => o.value)
        : undefined
    }
    expect(chosen({ widget: 'choice', value: 'c1', required: true })).toEqual(['c1'])
    expect(chosen({ widget: 'choice', value: 'zz' })).toEqual([])
    expect(chosen({ widget: 'choices', value: 'c0,c2' })).toEqual(['c0', 'c2'])
  })

  it('given a problem, then it stands in the place of the hint', () => {
    expect(labelOf(input('a', { hint: 'facts only' })).description).toBe('facts only')
    expect(labelOf(input('a', { hint: 'facts only', problem: 'empty' })).description).toBe('empty')
    expect(labelOf(input('a')).description).toBeUndefined()
  })

  it('given too many choices to show, then what is typed may be a label, and means its value', () => {
    const one = input('a', { widget: 'choice', choices: choices(40) })
    expect(meantBy(one, ' ＣＨＯＩＣＥ 24')).toBe('c24')
    expect(meantBy(one, 'c7')).toBe('c7')
    expect(meantBy({ ...one, widget: 'choices' }, 'choice 1, c2')).toBe('c1,c2')
    expect(meantBy(input('a', { choices: choices(3), widget: 'choice' }), 'Choice 1')).toBe(
      'Choice 1',
    )
  })

  it('given an input or a widget that it does not know, then it throws', () => {
    const odd = [{ widget: 'map' }, { colour: 'red' }].map(more =>
      formOf({ ...input('a'), ...more } as unknown as SpokenInput),
    )
    for (const form of odd) expect(() => render(form)).toThrow('unknown')
    expect(odd).toHaveLength(2)
  })
})

describe('the steps of a form on Discord', () => {
  it('given more than five inputs, then it is cut, and between groups where they go in whole', () => {
    expect(sizesOf(formOf(...lines(5)))).toEqual([5])
    expect(sizesOf(formOf(...lines(8)))).toEqual([5, 3])
    const grouped = formOf(
      ...lines(2, { group: 'A' }),
      ...lines(2, { group: 'B' }),
      ...lines(12, { group: 'C' }),
    )
    expect(sizesOf(grouped)).toEqual([4, 5, 5, 2])
    expect(sizesOf(formOf())).toEqual([0])
  })

  it('given a step, then the title numbers it, and what it is about stands where there is room', () => {
    const form = formOf(...lines(5), ...lines(2, { group: 'Marking' }))
    const [first, second] = [render(form), render(form, 1)]
    expect([first.title, second.title]).toEqual(['새 의뢰 1 / 2', '새 의뢰 2 / 2'])
    expect(first.components).toHaveLength(5)
    expect(toldBy(second)).toEqual(['홍콩 세관에 보냅니다\nMarking'])
    expect([first.custom_id, second.custom_id]).toEqual([
      'm1:0:k1:v1:-:create:0',
      'm1:1:k1:v1:-:create:0',
    ])
    // The form may have become shorter since its button was made.
    expect(render(form, 7).custom_id).toBe(second.custom_id)
  })

  it('given a title too long for the window, then it is cut before the number', () => {
    const { title } = render({ ...formOf(...lines(6)), title: 'A very long title '.repeat(5) })
    expect(title).toMatch(/…| 1 \/ 2$/)
    expect(title.length).toBeLessThanOrEqual(45)
    expect(title.endsWith('… 1 / 2')).toBe(true)
  })

  it('given what stands between, then it leads on, and may be sent once nothing is missing', () => {
    const open = formOf(...lines(5), input('last', { required: true, group: 'End' }))
    expect(mayBeSent(open, 1)).toBe(false)
    const between = renderBetween(open, 1, words)
    expect(toldBy(between)).toEqual(['새 의뢰\n홍콩 세관에 보냅니다\n1 / 2 → End'])
    expect(buttonsIn(between)).toEqual([
      { label: '다음', id: 'f1:1:v1:-:create:0' },
      { label: '취소', id: 'x1' },
    ])
    const filled = formOf(...lines(5), input('last', { required: true, value: 'x' }))
    expect(buttonsIn(renderBetween(filled, 1, words)).map(b => b.id)).toEqual([
      'f1:1:v1:-:create:0',
      's1:v1:-:create:0',
      'x1',
    ])
  })

  it('given problems, then each is said at its label, with a button to its step', () => {
    const form = formOf(
      ...lines(5),
      input('seen', { label: '관측 시각', problem: 'no *zone*' }),
      input('to', { label: '수신', problem: '필수' }),
    )
    const shown = renderProblems(form, words)
    expect(toldBy(shown)[0]).toContain('관측 시각: no *zone*\n수신: 필수')
    expect(buttonsIn(shown)).toEqual([
      { label: '관측 시각, 수신', id: 'f1:1:v1:-:create:0' },
      { label: '취소', id: 'x1' },
    ])
    expect([stepsToMend(form), stepsToMend(formOf(input('a')))]).toEqual([[1], []])
  })
})

describe('what comes back from a form', () => {
  it('given the fields of a window, then each has its value, and an empty one is empty', () => {
    const fields = new Map(
      [
        { customId: 'subject', value: 'x' },
        { customId: 'empty', value: '' },
        { customId: 'one', value: 'c1' },
        { customId: 'none', value: null },
        { customId: 'many', values: ['c1', 'c2'] },
        { customId: 'few', values: [] },
      ].map(field => [field.customId, field]),
    )
    const read = { subject: 'x', empty: '', one: 'c1', none: '', many: 'c1,c2', few: '' }
    expect(readGiven(fields)).toEqual(read)
  })

  it('given what the form had before, then what is new goes over it, as it is meant', () => {
    const form = formOf(
      input('a', { value: '1' }),
      input('b', { value: '2' }),
      input('c', { widget: 'choice', choices: choices(30) }),
    )
    expect(mergedValues(form, { b: '', c: 'Choice 3', later: 'x' })).toEqual({
      a: '1',
      b: '',
      c: 'c3',
      later: 'x',
    })
  })

  it('given two windows, then each is told from the other, and the oldest are forgotten', () => {
    const [one, two] = ['1234567890123456789', '1234567890123456790'].map(copyOf)
    expect(one).not.toBe(two)
    expect(one).toMatch(/^[0-9a-z]{1,8}$/)
    const forms = createOpenForms()
    for (let i = 0; i <= 1000; i++) forms.open('ann', `k${i}`, { a: String(i) })
    expect([forms.at('ann', 'k0'), forms.at('ann', 'k1'), forms.at('ben', 'k1')]).toEqual([
      {},
      { a: '1' },
      {},
    ])
  })
})
