import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buttonsOf, rowsOf } from '../../adapters/discord/buttons.ts'
import { type Meaning, readId, writeId } from '../../adapters/discord/custom-id.ts'
import { renderQuestion } from '../../adapters/discord/question.ts'
import { renderMessage, renderPrivate } from '../../adapters/discord/render.ts'
import type { SpokenButton, SpokenCard } from '../../src/card/spoken.ts'
import { bareCard, both, outgoing, plain } from '../rigs/cards.ts'
import { breachesOf, buttonsIn, markedUp, tokensIn, toldBy } from './discord-law.ts'

const button = (n: number, more: Partial<SpokenButton> = {}): SpokenButton => ({
  label: plain(`B${n}`),
  data: `v1:HK-2026-000042:note:${n}`,
  style: 'plain',
  ...more,
})
const many = (n: number): readonly SpokenButton[] => Array.from({ length: n }, (_, i) => button(i))
const question = {
  title: plain('Withdraw?'),
  text: plain('This can not be undone.'),
  yes: plain('Withdraw'),
  no: plain('Keep'),
}
const idsOf = (buttons: readonly SpokenButton[]) => buttonsOf(buttons).map(b => b.custom_id)

describe('buttons on Discord', () => {
  it('given any number up to 25, then each is to be seen, five in a row, in order', () => {
    const sizes = [0, 1, 5, 6, 25].map(n =>
      rowsOf(buttonsOf(many(n))).map(r => r.components.length),
    )
    expect(sizes).toEqual([[], [1], [5], [5, 1], [5, 5, 5, 5, 5]])
    expect(idsOf(many(25))).toEqual(many(25).map(b => b.data))
    expect(() => buttonsOf(many(26))).toThrow('26 buttons')
  })

  it('given one that asks first, then its press is not yet that of the command', () => {
    const [asks] = idsOf([button(0, { confirm: question })])
    expect(asks).toBe('a1:v1:HK-2026-000042:note:0')
    expect(readId(asks ?? '')).toEqual({ kind: 'ask', data: 'v1:HK-2026-000042:note:0' })
  })

  it('given two of the same data, then each has an id of its own, and means the same', () => {
    const twice = [button(0), button(0), button(0, { confirm: question }), button(0)]
    const ids = idsOf(twice)
    expect(new Set(ids).size).toBe(4)
    expect(ids.map(id => readId(id)?.kind)).toEqual(['button', 'button', 'ask', 'button'])
    const datas = ids.map(id => {
      const meaning = readId(id)
      return meaning && 'data' in meaning ? meaning.data : undefined
    })
    expect(new Set(datas)).toEqual(new Set(['v1:HK-2026-000042:note:0']))
  })

  it('given a label of two languages that is too long, then the first stands whole', () => {
    const labels = buttonsOf([
      button(0, { label: both('確認', '확인') }),
      button(1, { label: both('甲'.repeat(45), '을'.repeat(45)) }),
      button(2, { label: both('甲'.repeat(90), '을') }),
    ]).map(b => b.label)
    expect(labels).toEqual(['確認 / 확인', '甲'.repeat(45), `${'甲'.repeat(79)}…`])
  })

  it('given several that are called alike, then each says what it is about', () => {
    const alike = ['000042', '000043'].map(n =>
      button(0, { label: plain('View'), data: `v1:HK-2026-${n}:view:1` }),
    )
    expect(buttonsOf([...alike, button(9)]).map(b => b.label)).toEqual([
      'View · HK-2026-000042',
      'View · HK-2026-000043',
      'B9',
    ])
  })

  it('given data that Discord would not bring back whole, then it throws', () => {
    expect(() => buttonsOf([button(0, { data: `v1:${'x'.repeat(98)}` })])).toThrow('no data')
    expect(() => buttonsOf([button(0, { data: '' })])).toThrow('no data')
  })
})

describe('the custom ids', () => {
  const data = fc.constantFrom(
    'v1:HK-2026-000042:acknowledge:3',
    'v1:hkc.cyber:duty-accept:12',
    `v1:${'a'.repeat(16)}.${'b'.repeat(21)}:${'c'.repeat(31)}:${'9'.repeat(9)}`,
    'v2:of-a-later-version',
  )
  const step = fc.nat(99)
  const meanings: fc.Arbitrary<Exclude<Meaning, { kind: 'button' } | { kind: 'ask' }>> = fc.oneof(
    fc.record({ kind: fc.constant('confirmed' as const), data }),
    fc.record({ kind: fc.constant('step' as const), step, data }),
    fc.record({ kind: fc.constant('send' as const), data }),
    fc.record({
      kind: fc.constant('modal' as const),
      step,
      copy: fc.stringMatching(/^[0-9a-z]{1,8}$/),
      data,
    }),
    fc.record({ kind: fc.constant('cancel' as const) }),
  )

  it('given anything that may be meant, then it comes back from at most 100 characters', () => {
    fc.assert(
      fc.property(meanings, meaning => {
        const id = writeId(meaning)
        expect(id.length).toBeLessThanOrEqual(100)
        expect(readId(id)).toEqual(meaning)
      }),
      { numRuns: 200 },
    )
  })

  it('given what we did not write, then it means nothing', () => {
    const odd = [
      '',
      'x',
      'x2',
      'f1:v1:a',
      'f1:100:v1:a',
      'm1:0:v1:a',
      'm1:0:ABC:v1:a',
      'c1:',
      'q1:v1:a',
    ]
    expect(odd.map(readId)).toEqual(odd.map(() => undefined))
  })
})

describe('a question before a press', () => {
  it('given the label and the data, then it names both, and yes carries the data', () => {
    const asked = renderQuestion('撤回 *', 'v1:HK-2026-000042:withdraw:2', {
      ask: '即時生效。',
      goBack: '返回',
      submit: '提交',
    })
    expect(toldBy(asked)).toEqual(['撤回 * · HK-2026-000042\n即時生效。'])
    expect(tokensIn(asked).map(t => t.kind)).toEqual(['bold', 'bold'])
    expect(buttonsIn(asked)).toEqual([
      { label: '撤回 *', id: 'c1:v1:HK-2026-000042:withdraw:2' },
      { label: '返回', id: 'x1' },
    ])
    expect(breachesOf(asked)).toEqual([])
  })
})

describe('a list on Discord', () => {
  const line = (n: number) => plain(`HK-2026-${String(n).padStart(6, '0')}: *due*`)
  const view = (n: number) =>
    button(n, { data: `v1:HK-2026-${String(n).padStart(6, '0')}:view:1`, label: plain(`V${n}`) })
  const home = (n: number): SpokenCard => ({
    ...bareCard('Your page'),
    name: 'home',
    fields: [{ label: plain('Language'), value: plain('한국어') }],
    lines: [plain('Your turn'), ...Array.from({ length: n }, (_, i) => line(i)), plain('Help')],
    buttons: [...Array.from({ length: n }, (_, i) => view(i)), button(99)],
    footer: [plain('# small *')],
  })

  it('given lines with a button each, then it stands beside its line', () => {
    const { message } = renderPrivate({ card: home(10) })
    expect(message.flags).toBe(32_768 + 64)
    expect(['content' in message, 'embeds' in message]).toEqual([false, false])
    const [container] = message.components
    const parts = container?.type === 17 ? container.components : []
    expect(parts.map(p => p.type)).toEqual([10, 10, ...Array(10).fill(9), 10, 1, 10])
    const third = parts[3]
    expect(third?.type === 9 ? [third.components, third.accessory] : []).toMatchObject([
      [{ content: 'HK-2026-000001: \\*due\\*' }],
      { label: 'V1', custom_id: 'v1:HK-2026-000001:view:1' },
    ])
    expect(breachesOf(message)).toEqual([])
    expect(new Set(tokensIn(message).map(t => t.kind))).toEqual(new Set(['bold', 'small']))
    expect(markedUp(message).at(-1)).toBe('-# \\# small \\*')
  })

  it('given more than Discord takes as a list, then it is a card with its buttons below', () => {
    const { message } = renderPrivate({ card: home(12) })
    expect([message.flags, message.embeds?.length]).toEqual([64, 1])
    expect(buttonsIn(message)).toHaveLength(13)
    expect(breachesOf(message)).toEqual([])
  })

  it('given any other card, and one for everybody, then it is no list', () => {
    const other = { ...home(2), name: 'referral' }
    expect(renderPrivate({ card: other }).message.flags).toBe(64)
    const look = { knownOf: () => undefined, words: { repeat: '' } }
    expect(renderMessage(outgoing('k', home(2)), look).embeds).toHaveLength(1)
  })
})
