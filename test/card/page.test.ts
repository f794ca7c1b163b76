import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange } from '../../adapters/console/page/arrange.ts'
import { emptyPast, remember, step } from '../../adapters/console/page/past.ts'
import { createPresses } from '../../adapters/console/page/presses.ts'
import { initial, reduce, type State } from '../../adapters/console/page/state.ts'
import { differs, firstToFill, givenValues } from '../../adapters/console/page/values.ts'
import type { Hello, PageCard, PageMessage } from '../../adapters/console/protocol.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'

const said = { parts: [{ text: 'x' }] }
const card: PageCard = {
  name: 'referral',
  tone: 'calm',
  headline: said,
  notification: said,
  fields: [],
  lines: [],
  quotes: [],
  buttons: [],
  mentions: [],
  footer: [],
}
const message = (id: string, parts: Partial<PageMessage> = {}): PageMessage => ({
  channel: 'a',
  id,
  card,
  at: '2026-11-24T06:00:00Z',
  time: '14:00 HKT',
  revision: 0,
  repeat: false,
  ...parts,
})
const hello = (messages: readonly PageMessage[]): Hello => ({
  me: { officer: 'hkc.o1', name: 'Chan', desk: 'hkc.cyber' },
  language: 'en',
  words: {},
  channels: [{ id: 'a', name: 'A', kind: 'shared' }],
  messages,
})
const withNews = (state: State, ...messages: readonly PageMessage[]): State =>
  messages.reduce((s, m) => reduce(s, { kind: 'message', message: m }), state)
const open = (...messages: readonly PageMessage[]): State =>
  reduce(initial, { kind: 'hello', hello: hello(messages) })

describe('what the page shows', () => {
  it('given a message that is there, when its next revision comes, then it changes in its place', () => {
    const state = withNews(open(message('1'), message('2')), message('1', { revision: 1 }))
    expect(state.messages.map(m => [m.id, m.revision, m.live])).toEqual([
      ['1', 1, 1],
      ['2', 0, 0],
    ])
    expect(state.latest?.changed).toBe(true)
  })

  it('given any order and repetition of revisions, then the newest of each stays', () => {
    const revisions = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.nat(9)), {
      minLength: 1,
    })
    fc.assert(
      fc.property(revisions, list => {
        const state = withNews(open(), ...list.map(([id, revision]) => message(id, { revision })))
        const newest = new Map<string, number>()
        for (const [id, r] of list) newest.set(id, Math.max(r, newest.get(id) ?? 0))
        expect(new Map(state.messages.map(m => [m.id, m.revision]))).toEqual(newest)
      }),
      { numRuns: 200 },
    )
  })

  it('given one id in two channels, when one changes, then the other stays', () => {
    const state = withNews(
      open(message('1'), message('1', { channel: 'b' })),
      message('1', { channel: 'b', revision: 3 }),
    )
    expect(state.messages.map(m => m.revision)).toEqual([0, 3])
  })

  it('given a page in use, when the feed begins anew, then all is replaced and what was missed is new', () => {
    const state = reduce(withNews(open(message('1'), message('2'), message('3')), message('4')), {
      kind: 'hello',
      hello: hello([message('1'), message('2', { revision: 2 }), message('4'), message('5')]),
    })
    expect(state.messages.map(m => [m.id, m.live])).toEqual([
      ['1', 0],
      ['2', 1],
      ['4', 1],
      ['5', 1],
    ])
    expect([state.latest?.message.id, state.latest?.changed]).toEqual(['5', false])
  })

  it('given a page that opens, then nothing on it counts as new', () => {
    const state = open(message('1'), message('2', { revision: 4 }))
    expect(state.messages.map(m => m.live)).toEqual([0, 0])
    expect(state.latest).toBeUndefined()
  })

  it('given seven private replies, then the newest five are kept and each can be dismissed', () => {
    const full = Array.from({ length: 7 }).reduce<State>(
      s => reduce(s, { kind: 'answer', answer: { kind: 'refusal', card, language: 'en' } }),
      open(),
    )
    expect(full.replies.map(r => r.id)).toEqual([3, 4, 5, 6, 7])
    const fewer = reduce(full, { kind: 'dismiss', id: 5 })
    expect(fewer.replies.map(r => r.id)).toEqual([3, 4, 6, 7])
  })
})

describe('threads', () => {
  it('given replies and a reply without its head, then each message is shown once, oldest first', () => {
    const at = (minute: number) => `2026-11-24T06:${String(minute).padStart(2, '0')}:00Z`
    const { messages } = open(
      message('late', { at: at(9) }),
      message('r2', { at: at(5), thread: 'head' }),
      message('head', { at: at(1) }),
      message('r1', { at: at(3), thread: 'head' }),
      message('lost', { at: at(2), thread: 'gone' }),
      message('elsewhere', { channel: 'b' }),
    )
    const strands = arrange(messages, 'a').map(s => [s.head.id, s.replies.map(r => r.id)])
    expect(strands).toEqual([
      ['head', ['r1', 'r2']],
      ['lost', []],
      ['late', []],
    ])
  })
})

describe('presses', () => {
  const counted = () => {
    let n = 0
    return createPresses(() => `k${++n}`)
  }
  const help = { kind: 'command', text: '/help' } as const

  it('given a press under way, when the same is pressed again, then nothing is sent', () => {
    const presses = counted()
    expect(presses.begin(help)).toEqual({ key: 'k1', ...help })
    expect(presses.begin(help)).toBeUndefined()
    expect(presses.begin({ kind: 'button', data: 'v1:-:x:1' })?.key).toBe('k2')
  })

  it('given no answer, when the same is asked again, then its key is the same; else another', () => {
    const presses = counted()
    presses.begin(help)
    presses.end(help, false)
    expect(presses.begin(help)?.key).toBe('k1')
    presses.end(help, true)
    expect(presses.begin(help)?.key).toBe('k2')
  })

  it('given no answer, when the form is sent with other values, then it is another act', () => {
    const presses = counted()
    const form = (text: string) =>
      ({ kind: 'form', data: 'v1:-:create:0', values: { text } }) as const
    presses.begin(form('a'))
    presses.end(form('a'), false)
    expect(presses.begin(form('b'))?.key).toBe('k2')
  })
})

describe('the command line', () => {
  it('given three lines, when the officer goes back and forth, then the draft comes back', () => {
    const past = ['/a', '/b', '/b'].reduce(remember, emptyPast)
    expect(past.lines).toEqual(['/a', '/b'])
    const [one, first] = step(past, -1, 'draft') ?? []
    expect(first).toBe('/b')
    const [two, second] = (one && step(one, -1, '/b')) ?? []
    expect(second).toBe('/a')
    expect(two && step(two, -1, '/a')).toBeUndefined()
    const [three, third] = (two && step(two, 1, '/a')) ?? []
    expect(third).toBe('/b')
    const [last, fourth] = (three && step(three, 1, '/b')) ?? []
    expect(fourth).toBe('draft')
    expect(last && step(last, 1, 'draft')).toBeUndefined()
  })
})

describe('a form', () => {
  const form: SpokenForm = {
    data: 'v1:-:create:0',
    language: 'en' as Language,
    title: 't',
    submit: 's',
    cancel: 'c',
    inputs: [
      { name: 'a', label: 'A', widget: 'line', required: true, value: 'given' },
      { name: 'b', label: 'B', widget: 'paragraph', required: false, problem: 'too long' },
    ],
  }

  it('given values from before, then only what differs from them counts as typed', () => {
    const given = givenValues(form)
    expect(given).toEqual({ a: 'given', b: '' })
    expect(differs(given, { a: 'given' })).toBe(false)
    expect(differs(given, { a: 'given', b: ' ' })).toBe(true)
  })

  it('given a problem, then it is where to begin; without one, the first input', () => {
    expect(firstToFill(form)).toBe('b')
    const [a] = form.inputs
    expect(a && firstToFill({ ...form, inputs: [a] })).toBe('a')
    expect(firstToFill({ ...form, inputs: [] })).toBeUndefined()
  })
})
