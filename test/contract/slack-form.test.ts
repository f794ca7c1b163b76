import type { types } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestionsOf } from '../../adapters/slack/inputs.ts'
import { readMetadata } from '../../adapters/slack/metadata.ts'
import { errorsOf, renderForm, stepsOf, stepToMend } from '../../adapters/slack/modal.ts'
import { readSubmission } from '../../adapters/slack/submission.ts'
import { type SpokenForm, type SpokenInput, withValues } from '../../src/card/spoken.ts'
import { richForm } from '../rigs/cards.ts'
import { anyForm } from './slack-any.ts'
import { figures, interpreted, judge } from './slack-law.ts'

const words = { submit: '제출', next: '다음' }
const render = (form: SpokenForm, step = 0) => renderForm(form, { words, step })

const input = (name: string, more: Partial<SpokenInput> = {}): SpokenInput => ({
  name,
  label: name,
  widget: 'line',
  required: false,
  ...more,
})
const formOf = (...inputs: readonly SpokenInput[]): SpokenForm => ({ ...richForm(''), inputs })
const choices = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ value: `c${i}`, label: `Choice ${i}` }))
const elementOf = (one: SpokenInput): Readonly<Record<string, unknown>> => {
  const found = render(formOf(one)).blocks.find(b => b.type === 'input')
  if (found?.type !== 'input') throw new Error('no input')
  return { ...found.element }
}

describe('any form on Slack', () => {
  it('given any form at all, then Slack takes each of its steps, and each input is in one', () => {
    let compared = 0
    fc.assert(
      fc.property(anyForm, form => {
        const steps = stepsOf(form)
        expect(steps.flatMap(s => s.inputs)).toEqual(form.inputs)
        for (const [step] of steps.entries()) {
          const view = render(form, step)
          const verdict = judge(view, figures)
          expect(verdict.breaches).toEqual([])
          expect(interpreted(view)).toEqual([])
          expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000)
          expect(readMetadata(view.private_metadata)).toEqual({ data: form.data, step })
          compared += verdict.compared
        }
      }),
      { numRuns: 150 },
    )
    expect(compared).toBeGreaterThan(3_000)
  })
})

describe('an input on Slack', () => {
  it('given each widget and number of choices, then it is the element that can hold them', () => {
    const kinds = [
      input('a'),
      input('a', { widget: 'paragraph' }),
      input('a', { widget: 'instant' }),
      input('a', { widget: 'choice', choices: choices(2) }),
      input('a', { widget: 'choice', choices: choices(101) }),
      input('a', { widget: 'choices', choices: choices(10) }),
      input('a', { widget: 'choices', choices: choices(11) }),
      input('a', { widget: 'choices', choices: choices(101) }),
      input('a', { widget: 'choice', choices: [] }),
    ].map(i => elementOf(i)['type'])
    expect(kinds).toEqual([
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'static_select',
      'external_select',
      'checkboxes',
      'multi_static_select',
      'multi_external_select',
      'plain_text_input',
    ])
  })

  it('given a bound, then Slack keeps it, but never refuses what was given before', () => {
    const bound = (max: number | undefined, value?: string) =>
      elementOf(input('a', { ...(max ? { max } : {}), ...(value ? { value } : {}) }))
    expect(bound(120)['max_length']).toBe(120)
    expect(bound(9_000)['max_length']).toBe(3_000)
    expect(bound(undefined)['max_length']).toBe(3_000)
    expect(bound(3, 'four')).toMatchObject({ max_length: 3_000, initial_value: 'four' })
    expect(bound(undefined, 'x'.repeat(4_000))['initial_value']).toBe(`${'x'.repeat(2_999)}…`)
  })

  it('given what was chosen before, then it is chosen, and what is no choice is not', () => {
    const chosen = (widget: 'choice' | 'choices', value: string) =>
      JSON.stringify(elementOf(input('a', { widget, choices: choices(3), value })))
    expect(chosen('choice', 'c1')).toContain('"initial_option":{"text":')
    expect(chosen('choice', 'zz')).not.toContain('initial')
    expect(chosen('choices', 'c0,c2').split('"initial_options"')[1]).toMatch(/"c0".*"c2"/)
    expect(chosen('choices', 'zz')).not.toContain('initial')
  })

  it('given the types of Slack’s own kit, then they take the view as it is', () => {
    const view: types.ModalView = render(richForm('x'))
    expect(view.blocks).toHaveLength(6)
  })

  it('given an input that it does not know, then it throws', () => {
    const odd = [{ widget: 'map' }, { colour: 'red' }].map(more =>
      formOf({ ...input('a'), ...more } as unknown as SpokenInput),
    )
    for (const form of odd) expect(() => render(form)).toThrow('unknown')
    expect(odd).toHaveLength(2)
  })

  it('given a problem, then it stands under its input, and in the errors by block', () => {
    const form = richForm('x')
    const { blocks } = render(form)
    const at = blocks.findIndex(b => b.type === 'input' && b.block_id === 'seen')
    expect(blocks[at + 1]).toEqual({
      type: 'context',
      elements: [{ type: 'plain_text', text: '시간대가 없습니다', emoji: false }],
    })
    expect(errorsOf(form)).toEqual({ seen: '시간대가 없습니다' })
  })

  it('given more than a hundred choices, then a search finds those that fit, 100 at most', () => {
    const one = input('a', { widget: 'choice', choices: choices(250) })
    expect(suggestionsOf(one, 'ＣＨＯＩＣＥ 24').map(o => o.value)).toEqual([
      'c24',
      ...Array.from({ length: 10 }, (_, i) => `c24${i}`),
    ])
    expect(suggestionsOf(one, '')).toHaveLength(100)
    expect(suggestionsOf(undefined, '')).toEqual([])
  })
})

describe('a long form on Slack', () => {
  const long = formOf(
    ...['A', 'B', 'C'].flatMap(group =>
      Array.from({ length: 45 }, (_, i) => input(`${group}${i}`, { group })),
    ),
  )

  it('given more inputs than a view holds, then it is cut between groups, and says where one is', () => {
    const steps = stepsOf(long)
    expect(steps.map(s => [...new Set(s.inputs.map(i => i.group))].join(''))).toEqual(['AB', 'C'])
    const [first, second] = [render(long), render(long, 1)]
    expect([first.submit.text, second.submit.text]).toEqual(['다음', '저장'])
    expect(JSON.stringify(second.blocks[0])).toContain('"2 / 2"')
    expect(() => render(long, 2)).toThrow('no step 2 of 2')
  })

  it('given one group larger than a view, then it is cut within, and none of it is lost', () => {
    const one = formOf(...Array.from({ length: 230 }, (_, i) => input(`i${i}`, { group: 'A' })))
    expect(stepsOf(one).length).toBe(3)
    expect(stepsOf(one).flatMap(s => s.inputs)).toEqual(one.inputs)
  })

  it('given a problem in the second step, then that is the step to show', () => {
    const bad = {
      ...long,
      inputs: long.inputs.map(i => (i.name === 'C7' ? { ...i, problem: 'x' } : i)),
    }
    expect([stepToMend(bad), stepToMend(long), stepToMend(formOf(input('a')))]).toEqual([1, 1, 0])
  })

  it('given texts larger than a view may be, then it is cut too', () => {
    const heavy = formOf(
      ...Array.from({ length: 60 }, (_, i) =>
        input(`i${i}`, { label: '長'.repeat(2_000), hint: '長'.repeat(2_000) }),
      ),
    )
    expect(stepsOf(heavy).length).toBe(4)
  })
})

describe('what comes back from a form', () => {
  it('given the state of a view, then each input has its value, and an empty one is empty', () => {
    expect(
      readSubmission({
        subject: { v: { value: 'x' } },
        empty: { v: { value: null } },
        one: { v: { selected_option: { value: 'c1' } } },
        none: { v: { selected_option: null } },
        many: { v: { selected_options: [{ value: 'c1' }, { value: 'c2' }] } },
        few: { v: { selected_options: [] } },
        other: { w: { value: 'not ours' } },
      }),
    ).toEqual({ subject: 'x', empty: '', one: 'c1', none: '', many: 'c1,c2', few: '', other: '' })
  })

  it('given values, then the form has them where it has such an input', () => {
    const form = withValues(formOf(input('a', { value: '1' }), input('b'), input('toString')), {
      a: '2',
      zz: '3',
    })
    expect(form.inputs.map(i => i.value)).toEqual(['2', undefined, undefined])
  })

  it('given metadata that we did not write, then it is none of ours', () => {
    const bad = [
      '',
      'x',
      '{}',
      '{"data":"x"}',
      '{"data":"x","step":-1}',
      '{"data":"x","step":0,"y":1}',
    ]
    expect(bad.map(readMetadata)).toEqual(bad.map(() => undefined))
  })
})
