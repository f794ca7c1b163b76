import { describe, expect, it } from 'vitest'
import { actionsOf } from '../../adapters/slack/buttons.ts'
import { renderHome } from '../../adapters/slack/home.ts'
import type { SpokenButton } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import { bareCard, both, plain, richCard } from '../rigs/cards.ts'
import { figures, interpreted, judge, type Verdict } from './slack-law.ts'

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

const elementsOf = (buttons: readonly SpokenButton[]) => {
  const [block] = actionsOf(buttons, 'More')
  return block?.type === 'actions' ? block.elements : []
}
const kindsOf = (buttons: readonly SpokenButton[]) => elementsOf(buttons).map(e => e.type)
const labelsOf = (buttons: readonly SpokenButton[]) =>
  elementsOf(buttons).map(e => (e.type === 'button' ? e.text.text : e.type))

describe('buttons on Slack', () => {
  it('given more than three, then the rest is behind a menu that holds them', () => {
    expect(kindsOf([])).toEqual([])
    expect(kindsOf(many(3))).toEqual(['button', 'button', 'button'])
    expect(kindsOf(many(8))).toEqual(['button', 'button', 'button', 'overflow'])
    expect(kindsOf(many(9))).toEqual(['button', 'button', 'button', 'static_select'])
    const values = elementsOf(many(15)).flatMap(e =>
      e.type === 'button' ? [e.value] : e.options.map(o => o.value),
    )
    expect(values).toEqual(many(15).map(b => b.data))
  })

  it('given a primary one and one that asks first behind others, then both are to be seen', () => {
    const buttons = [
      ...many(4),
      button(4, { style: 'danger', confirm: question }),
      button(5, { style: 'primary' }),
      button(6, { style: 'primary' }),
    ]
    expect(labelsOf(buttons)).toEqual(['B4', 'B5', 'B6', 'overflow'])
    expect(elementsOf(buttons).map(e => ('style' in e ? e.style : undefined))).toEqual([
      'danger',
      'primary',
      undefined,
      undefined,
    ])
  })

  it('given one that asks first, then its question is Slack’s, and each asks its own', () => {
    const asking = Array.from({ length: 5 }, (_, i) =>
      button(i, { style: 'danger', confirm: { ...question, title: plain(`Q${i}`) } }),
    )
    expect(elementsOf(asking).map(e => ('confirm' in e ? e.confirm?.title.text : ''))).toEqual([
      'Q0',
      'Q1',
      'Q2',
      'Q3',
      'Q4',
    ])
    expect(elementsOf(asking)[0]).toMatchObject({
      confirm: {
        confirm: { type: 'plain_text', text: 'Withdraw', emoji: false },
        deny: { type: 'plain_text', text: 'Keep', emoji: false },
        style: 'danger',
      },
    })
  })

  it('given a label of two languages that is too long, then the first stands whole', () => {
    const [fits, drops, cuts] = elementsOf([
      button(0, { label: both('確認', '확인') }),
      button(1, { label: both('甲'.repeat(40), '을'.repeat(40)) }),
      button(2, { label: both('甲'.repeat(80), '을') }),
    ]).map(e => (e.type === 'button' ? e.text.text : ''))
    expect([fits, drops, cuts]).toEqual(['確認 / 확인', '甲'.repeat(40), `${'甲'.repeat(74)}…`])
  })

  it('given a label, then a screen reader hears what it is about where there is room', () => {
    const heard = elementsOf([button(0), button(1, { label: plain('長'.repeat(70)) })]).map(e =>
      e.type === 'button' ? e.accessibility_label : '',
    )
    expect(heard).toEqual(['B0, HK-2026-000042', '長'.repeat(70)])
  })

  it('given data that Slack would not bring back whole, then it throws', () => {
    expect(() => actionsOf([button(0, { data: 'x'.repeat(151) })], 'More')).toThrow('no data')
    expect(() => actionsOf([button(0, { data: '' })], 'More')).toThrow('no data')
  })
})

describe('App Home', () => {
  const language = 'en' as Language
  const cards = (n: number, text: string) => Array.from({ length: n }, () => richCard(text))
  const nothing = { note: 'Nothing now.' }
  const home = (turn: number, soon: number) =>
    renderHome(
      {
        kind: 'home',
        language,
        parts: [
          {
            name: 'turn',
            heading: 'My turn',
            cards: cards(turn, '<!channel>'),
            ...(turn === 0 ? nothing : {}),
          },
          {
            name: 'soon',
            heading: 'Due soon',
            cards: cards(soon, '*b*'),
            ...(soon === 0 ? nothing : { note: 'and 7 more' }),
          },
          { name: 'settings', heading: 'Settings', cards: [bareCard('Settings')] },
          { name: 'help', heading: 'Help', cards: [richCard('x')] },
        ],
      },
      'More',
    )

  it('given any number of cards, then Slack takes the view, and what is left out is counted', () => {
    const verdicts = [0, 1, 3, 12, 200].flatMap(turn => [0, 5, 200].map(soon => home(turn, soon)))
    const judged = verdicts.map((view): Verdict => judge(view, figures))
    expect(judged.flatMap(v => v.breaches)).toEqual([])
    expect(verdicts.flatMap(interpreted)).toEqual([])
    expect(judged.reduce((n, v) => n + v.compared, 0)).toBeGreaterThan(1_000)
    const last = JSON.stringify(home(200, 200))
    const [turn, soon] = [...last.matchAll(/"\+(\d+)"/g)].map(m => Number(m[1]))
    const shown = [...last.matchAll(/"action_id":"(turn|soon)(\d+)-b0"/g)].map(m => m[1])
    expect((turn ?? 0) + shown.filter(s => s === 'turn').length).toBe(200)
    expect((soon ?? 0) + shown.filter(s => s === 'soon').length).toBe(200)
    expect(last).toContain('and 7 more')
    expect(last).toContain('"text":"Help"')
  })

  it('given nothing to do, then it says so under each heading, and no heading twice', () => {
    const said = JSON.stringify(home(0, 0))
    expect(said.split('Nothing now.').length - 1).toBe(2)
    expect(said.split('Settings').length - 1).toBe(1)
  })

  it('given somebody unknown, then the page is the refusal', () => {
    const refused = renderHome(
      { kind: 'refusal', language, card: bareCard('Who are you?') },
      'More',
    )
    expect(JSON.stringify(refused)).toContain('Who are you?')
    expect(judge(refused, figures).breaches).toEqual([])
  })
})

describe('the check of what Slack takes', () => {
  it('given what it refuses, then the check finds it', () => {
    const text = (n: number) => ({ type: 'plain_text', text: 'x'.repeat(n), emoji: false })
    const one = (block: object) => ({ text: 'x', blocks: [block] })
    const option = { text: text(3), value: 'a' }
    const planted = [
      one({ type: 'header', text: text(151) }),
      one({ type: 'header', text: text(0) }),
      one({ type: 'image' }),
      one({ type: 'context', elements: Array.from({ length: 11 }, () => text(1)) }),
      one({ type: 'rich_text', elements: [] }),
      one({ type: 'text', text: 'x'.repeat(3_001) }),
      one({ type: 'overflow', options: Array.from({ length: 6 }, () => option) }),
      one({ type: 'overflow', options: [{ ...option, value: 'x'.repeat(151) }] }),
      one({ type: 'button', action_id: 'a', text: text(76) }),
      one({ confirm: text(31), deny: text(1), title: text(1), text: text(1) }),
      { text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) },
      { text: 'x', blocks: [] },
      { type: 'modal', title: text(25), blocks: [{ type: 'divider' }] },
      { type: 'home', blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      { text: 'x', blocks: [0, 1].map(() => ({ type: 'button', action_id: 'a' })) },
    ]
    expect(planted.map(p => judge(p, figures).breaches.length)).toEqual(planted.map(() => 1))
    expect(
      interpreted([{ type: 'mrkdwn' }, { type: 'plain_text', emoji: true }, { type: 'link' }]),
    ).toHaveLength(3)
  })
})
