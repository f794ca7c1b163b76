import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language, OfficerId } from '../../src/kit/ids.ts'
import type { Answer } from '../../src/ports/platform.ts'
import { bareCard } from '../rigs/cards.ts'
import type { OpenView } from '../rigs/slack/world.ts'
import { formAnswer, formOf, raiseSlackDesk, type SlackDesk } from '../rigs/slack-desk.ts'
import { until } from '../rigs/slack-stage.ts'

let desk: SlackDesk
beforeEach(async () => {
  desk = await raiseSlackDesk({
    still: true,
    ear: {
      home: async actor => ({
        kind: 'home',
        language: en,
        parts: [{ name: 'turn', heading: 'My turn', cards: [bareCard(`home of ${actor.user}`)] }],
      }),
    },
  })
})
afterEach(async () => {
  const problems = desk.slack.problems()
  await desk.close()
  expect(problems).toEqual([])
})

const en = 'en' as Language
const card = (words: string): Answer => ({ kind: 'card', card: bareCard(words), language: en })

const say = (line: string) => {
  const exchange = desk.slack.command(desk.ann, desk.channel, line)
  if (!exchange) throw new Error(`no command ${line}`)
  return exchange
}

const openWith = async (form: SpokenForm): Promise<OpenView> => {
  const before = desk.slack.asked('views.open').length
  desk.ear.answers.push(formAnswer(form))
  await say('/referral new').outcome
  return until('a form', () =>
    desk.slack.asked('views.open').length > before && desk.ear.answers.length === 0
      ? desk.slack.views(desk.ann).at(-1)
      : undefined,
  )
}

const submit = async (view: OpenView, given: Readonly<Record<string, string>>) => {
  const exchange = desk.slack.submit(view, given)
  const outcome = await exchange.outcome
  expect(outcome.kind).toBe('acked')
  return exchange.sees()
}

const textIn = (value: unknown): string => JSON.stringify(value)
const whispered = () => desk.slack.ephemerals(desk.ann).map(e => textIn(e.blocks))

describe('given a form in a modal', () => {
  test('when a value is wrong, then it is said at its field and the form stays', async () => {
    const view = await openWith(formOf(['subject', 'seen']))
    const { inputs, ...rest } = formOf(['subject', 'seen'])
    const mended = inputs.map(i => (i.name === 'seen' ? { ...i, problem: 'No time zone' } : i))
    desk.ear.answers.push(formAnswer({ ...rest, inputs: mended }))
    const sees = await submit(view, { subject: 'a', seen: 'yesterday' })
    expect(sees).toEqual({ kind: 'errors', errors: { seen: 'No time zone' } })
    expect(await submit(view, { subject: 'a', seen: 'b' })).toEqual({ kind: 'closed' })
  })

  test('when it answers with a card, then the card stands in its place, for him alone', async () => {
    const view = await openWith(formOf(['subject']))
    desk.ear.answers.push(card('It was kept'))
    expect(await submit(view, { subject: 'a' })).toMatchObject({ kind: 'view', id: view.id })
    expect(textIn(desk.slack.views(desk.ann).at(-1)?.view)).toContain('It was kept')
    expect(desk.slack.messages(desk.channel)).toEqual([])
  })

  test('when it has several steps, then all values arrive together', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `f${i}`)
    const first = await openWith(formOf(names))
    expect(await submit(first, { f0: 'one' })).toMatchObject({ kind: 'view', id: first.id })
    const second = desk.slack.views(desk.ann).at(-1)
    if (!second) throw new Error('no second step')
    expect(desk.ear.heard).toHaveLength(1)
    expect(await submit(second, { f119: 'two' })).toEqual({ kind: 'closed' })
    const { act } = desk.ear.heard[1] ?? { act: undefined }
    if (act?.kind !== 'form') throw new Error('no form arrived')
    expect(Object.keys(act.values)).toHaveLength(120)
    expect(act.values).toMatchObject({ f0: 'one', f119: 'two', f60: '' })
  })

  test('when a choice has more than 100 options, then they are found by what is typed', async () => {
    const choices = Array.from({ length: 150 }, (_, i) => ({
      value: `c${i}`,
      label: `Choice ${i}`,
    }))
    const [line] = formOf(['what']).inputs
    if (!line) throw new Error('no input')
    const view = await openWith({ ...formOf([]), inputs: [{ ...line, widget: 'choice', choices }] })
    const exchange = desk.slack.suggest(view, 'what', 'choice 14')
    await exchange.outcome
    const sees = exchange.sees()
    expect(sees.kind === 'options' ? sees.options : []).toHaveLength(11)
  })

  test('when the trigger ran out, then he is told to try again', async () => {
    const gate = Promise.withResolvers<Answer>()
    desk.ear.answers.push(gate.promise)
    await say('/referral new').outcome
    await until('the ear', () => (desk.ear.heard.length === 1 ? true : undefined))
    desk.pass(3001)
    gate.resolve(formAnswer(formOf(['subject'])))
    await until('a word', () => (whispered().length === 1 ? true : undefined))
    expect(whispered()[0]).toContain('Please try again')
  })

  test('when the answer takes long, then the form says so and shows it later', async () => {
    const view = await openWith(formOf(['subject']))
    const gate = Promise.withResolvers<Answer>()
    desk.ear.answers.push(gate.promise)
    const before = performance.now()
    expect(await submit(view, { subject: 'a' })).toMatchObject({ kind: 'view' })
    expect(performance.now() - before).toBeLessThan(3000)
    const shown = () => textIn(desk.slack.views(desk.ann).at(-1)?.view)
    expect(shown()).toContain('longer than usual')
    gate.resolve(card('At last'))
    await expect.poll(shown).toContain('At last')
  })
})

describe('given a private answer', () => {
  test.each([
    ['the response_url is spent', ['response_url'], 'chat.postEphemeral'],
    ['nothing ephemeral works', ['response_url', 'chat.postEphemeral'], 'conversations.open'],
  ])('when %s, then it comes by the next way', async (_, broken, way) => {
    for (const method of broken)
      desk.slack.trouble({ method, fault: { kind: 'refused', error: 'expired_url' } })
    desk.ear.answers.push(card('for you'))
    await say('/help').outcome
    const asked = await until('the way', () => desk.slack.asked(way).find(a => a.answer === 'ok'))
    expect(asked.answer).toBe('ok')
    expect(desk.slack.messages(desk.channel)).toEqual([])
  })

  test('when it may have arrived, then it is not said twice', async () => {
    desk.slack.trouble({ method: 'response_url', fault: { kind: 'lost' } })
    desk.ear.answers.push(card('for you'))
    await say('/help').outcome
    await until('the language', () => desk.slack.asked('users.info')[0])
    expect(whispered()).toHaveLength(1)
    expect(desk.slack.asked('chat.postEphemeral')).toEqual([])
  })

  test('when a form is wanted, then nothing is asked of Slack before it is open', async () => {
    await openWith(formOf(['subject']))
    const methods = desk.slack.asked().map(a => a.method)
    expect(methods.filter(m => !m.startsWith('apps.'))[1]).toBe('views.open')
    await until('the language', () => desk.slack.asked('users.info')[0])
  })

  test('when the speaker is no officer, then his language is asked first and told', async () => {
    const ben = desk.slack.addUser(desk.team, 'ben', 'zh-TW')
    desk.channel.members.add(ben.id)
    await desk.slack.command(ben, desk.channel, '/help')?.outcome
    await until('the ear', () => desk.ear.heard[0])
    expect(desk.ear.heard[0]?.languages).toEqual(['zh-TW'])
    expect(desk.options.officers.has('hkc.o1' as OfficerId)).toBe(true)
  })
})

test('given a message, when it is referred, then its text is the narrative, unescaped', async () => {
  const text = `&lt;b&gt; &amp; <https://x.example|the page> ${'長'.repeat(4000)}`
  const exchanges = desk.slack.say(desk.ann, desk.channel, text)
  await Promise.all(exchanges.map(e => e.outcome))
  const ts = desk.slack.messages(desk.channel)[0]?.ts ?? ''
  await desk.slack.shortcut(desk.ann, desk.channel, ts, 'refer').outcome
  await until('the ear', () => desk.ear.heard[0])
  const { act } = desk.ear.heard[0] ?? { act: undefined }
  if (act?.kind !== 'command') throw new Error('no command arrived')
  expect(act.text).toBe('/referral new')
  const narrative = act.given?.['narrative'] ?? ''
  expect(narrative.startsWith('<b> & the page (https://x.example) 長')).toBe(true)
  expect([...narrative]).toHaveLength(3000)
})

test('given the home page, when it is opened, then it shows what the core has for him', async () => {
  await desk.slack.openHome(desk.ann).outcome
  const home = await until('the page', () => desk.slack.home(desk.ann))
  expect(textIn(home.view)).toContain(`home of ${desk.ann.id}`)
})
