import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { referName } from '../../adapters/discord/lines.ts'
import {
  type SpokenCard,
  type SpokenForm,
  type SpokenInput,
  withValues,
} from '../../src/card/spoken.ts'
import type { Language } from '../../src/kit/ids.ts'
import type { Answer, Ear, Suggestion, Values } from '../../src/ports/platform.ts'
import { bareCard, outgoing, plain, richCard } from '../rigs/cards.ts'
import type { Exchange, Outcome } from '../rigs/discord/exchange-type.ts'
import type { Message, OpenModal } from '../rigs/discord/world-type.ts'
import { type DiscordDesk, raiseDiscordDesk, sayCommand } from '../rigs/discord-desk.ts'
import { until } from '../rigs/slack-stage.ts'

const en = 'en' as Language
const data = 'v1:-:create:0'
const card = (words: string): Answer => ({ kind: 'card', card: bareCard(words), language: en })

const input = (name: string, more: Partial<SpokenInput> = {}): SpokenInput => ({
  name,
  label: name,
  widget: 'line',
  required: false,
  ...more,
})
const formOf = (inputs: readonly SpokenInput[]): SpokenForm => ({
  data,
  language: en,
  title: 'A form',
  submit: 'Send',
  cancel: 'Cancel',
  inputs,
})
const named = (...names: readonly string[]) => names.map(name => input(name))
const formAnswer = (form: SpokenForm): Answer => ({ kind: 'form', form })

/** The core's memory of forms that were begun. */
const kept = new Map<string, Values>()
let form: SpokenForm
let suggestions: readonly Suggestion[] | Promise<readonly Suggestion[]> = []
let desk: DiscordDesk
/** What Discord refused, where a test wants it to. */
let refused: readonly string[] = []

const drafting: Partial<Ear> = {
  keep: async (actor, of, values) => void kept.set(`${actor.user} ${of}`, values),
  form: async (actor, of, values) =>
    of === data
      ? formAnswer(withValues(form, { ...kept.get(`${actor.user} ${of}`), ...values }))
      : card('It is over'),
  suggest: async () => suggestions,
}

/** Long enough for what a test answers at once. */
const timing = { answer: 400, suggest: 300 }

const command = { ...sayCommand, options: sayCommand.options.map(o => ({ ...o, suggested: true })) }

beforeEach(async () => {
  kept.clear()
  form = formOf(named('a', 'b'))
  suggestions = []
  refused = []
  desk = await raiseDiscordDesk({ still: true, ear: drafting, commands: [command], timing })
})
afterEach(async () => {
  const problems = desk.discord.problems()
  await desk.close()
  expect(problems).toEqual(refused)
})

const say = (text?: string): Exchange =>
  desk.discord.command(desk.ann, desk.channel, 'say', text === undefined ? {} : { text })

const howItWent = async (exchange: Exchange): Promise<string> => {
  const outcome: Outcome = await exchange.outcome
  return 'with' in outcome ? `${outcome.kind} ${outcome.with}` : outcome.kind
}
const modal = (): OpenModal => {
  const open = desk.discord.openModals(desk.ann).at(-1)
  if (!open) throw new Error('no form is open')
  return open
}
const mine = (): Message => {
  const last = desk.discord.ephemerals(desk.ann).at(-1)
  if (!last) throw new Error('nothing is shown privately')
  return last
}
const answering = async (
  answer: Answer | Promise<Answer>,
  act: () => Exchange,
): Promise<string> => {
  desk.ear.answers.push(answer)
  return howItWent(act())
}
const open = (given?: string) => answering(formAnswer(form), () => say(given))
const acts = () => desk.ear.heard.map(h => h.act)
const warnings = () => desk.told.filter(t => t.level !== 'info').map(t => t.message)
const textIn = (value: unknown): string => JSON.stringify(value)

describe('given a command', () => {
  test('when it is answered by a card, then only its speaker sees it', async () => {
    expect(await answering(card('For you'), () => say('*hello*'))).toBe('answered message')
    expect(mine().content).toBe('For you')
    expect(desk.discord.messages(desk.channel)).toEqual([])
    const [heard] = desk.ear.heard
    expect(heard).toMatchObject({
      actor: { platform: 'discord', workspace: desk.guild.id, user: desk.ann.id, groups: [] },
      act: { kind: 'command', text: '/say', given: { text: '*hello*' } },
      languages: ['ko'],
    })
    expect(heard?.key).toMatch(/^discord:\d{17,19}$/)
    expect(heard?.platformTime).toBe(1_795_500_000_000)
  })

  test('when its speaker has roles, then they are told by id', async () => {
    const { discord, guild, ann } = desk
    const role = discord.addRole(guild, 'customs')
    discord.giveRole(guild, ann, role)
    await answering(card('x'), () => say())
    expect(desk.ear.heard[0]?.actor.groups).toEqual([role.id])
  })

  test('when there is nothing to say, then nothing is left on the screen', async () => {
    await answering({ kind: 'none' }, () => say())
    await until('the end', () =>
      desk.discord.ephemerals(desk.ann).length === 0 ? true : undefined,
    )
  })

  test('when the answer takes long, then its speaker waits for it and gets it', async () => {
    const gate = Promise.withResolvers<Answer>()
    expect(await answering(gate.promise, () => say())).toBe('deferred message')
    gate.resolve(card('At last'))
    await until('the card', () => (mine().content === 'At last' ? true : undefined))
    expect(desk.discord.ephemerals(desk.ann)).toHaveLength(1)
  })

  test('when a form comes late, then a button opens it, with what was given', async () => {
    const gate = Promise.withResolvers<Answer>()
    expect(await answering(gate.promise, () => say())).toBe('deferred message')
    gate.resolve(formAnswer(withValues(form, { a: 'from the line' })))
    await until('the button', () => (mine().components.length > 0 ? true : undefined))
    expect(await howItWent(desk.discord.press(desk.ann, mine(), 'Next'))).toBe('answered modal')
    expect(textIn(modal().modal)).toContain('from the line')
  })

  test('when more is to be shown than fits, then a file has the whole', async () => {
    const long: SpokenCard = {
      ...richCard('x'),
      quotes: [
        { label: plain('Q'), language: en, languageName: 'English', text: '長'.repeat(9_000) },
      ],
    }
    await answering({ kind: 'card', card: long, language: en }, () => say())
    const [file] = mine().attachments
    expect(file?.filename).toBe('HK-2026-000042.txt')
    expect(new TextDecoder().decode(file?.bytes).split('長').length - 1).toBe(9_000)
  })
})

describe('given an option that somebody types in', () => {
  const type = (typed: string) =>
    desk.discord.autocomplete(desk.ann, desk.channel, 'say', { name: 'text', typed })

  test('when the core has suggestions, then they are listed, none of them cut', async () => {
    suggestions = [
      ...Array.from({ length: 30 }, (_, i) => ({ value: `v${i}`, label: `Label ${i}` })),
    ]
    suggestions = [{ value: 'x'.repeat(101), label: 'too long' }, ...suggestions]
    const exchange = type('la')
    expect(await howItWent(exchange)).toBe('answered choices')
    const sees = exchange.sees()
    const choices = sees.kind === 'choices' ? sees.choices : []
    expect(choices).toHaveLength(25)
    expect(choices[0]).toMatchObject({ name: 'Label 0', value: 'v0' })
  })

  test('when they do not come, then the list is empty in time', async () => {
    suggestions = new Promise(() => {})
    const exchange = type('la')
    expect(await howItWent(exchange)).toBe('answered choices')
    expect(exchange.sees()).toEqual({ kind: 'choices', choices: [] })
  })
})

describe('given a form in a window', () => {
  test('when it is sent, then its values arrive and the answer is private', async () => {
    expect(await open()).toBe('answered modal')
    const sent = desk.discord.submit(modal(), { a: 'one', b: '' })
    desk.ear.answers.push(card('It was kept'))
    expect(await howItWent(sent)).toBe('answered message')
    expect(acts()[1]).toEqual({ kind: 'form', data, values: { a: 'one', b: '' } })
    expect(mine().content).toBe('It was kept')
  })

  test('when it has several steps, then a button leads on and all values arrive together', async () => {
    form = formOf(named('a', 'b', 'c', 'd', 'e', 'f', 'g'))
    await open()
    expect(await howItWent(desk.discord.submit(modal(), { a: 'one' }))).toBe('answered message')
    expect(mine().content).toContain('1 / 2')
    expect(acts()).toHaveLength(1)
    expect(await howItWent(desk.discord.press(desk.ann, mine(), 'Next'))).toBe('answered modal')
    const last = desk.discord.submit(modal(), { g: 'seven' })
    desk.ear.answers.push(card('Kept'))
    // In the place of what led on.
    expect(await howItWent(last)).toBe('answered update')
    expect(desk.discord.ephemerals(desk.ann).map(m => m.content)).toEqual(['Kept'])
    const [, act] = acts()
    expect(act?.kind === 'form' ? act.values : {}).toMatchObject({ a: 'one', f: '', g: 'seven' })
  })

  test('when what remains may be left open, then it can be sent as it is', async () => {
    form = formOf(named('a', 'b', 'c', 'd', 'e', 'f', 'g'))
    await open()
    await desk.discord.submit(modal(), { a: 'one' }).outcome
    desk.ear.answers.push(card('Kept'))
    expect(await howItWent(desk.discord.press(desk.ann, mine(), 'Submit'))).toBe('answered update')
    const [, act] = acts()
    expect(act?.kind === 'form' ? act.values : {}).toMatchObject({ a: 'one' })
  })

  test('when the program is restarted between two steps, then nothing that was given is lost', async () => {
    form = formOf(named('a', 'b', 'c', 'd', 'e', 'f', 'g'))
    await open()
    const first = modal()
    await desk.restart()
    await desk.discord.submit(first, { a: 'one' }).outcome
    await desk.restart()
    await desk.discord.press(desk.ann, mine(), 'Next').outcome
    const last = modal()
    await desk.restart()
    desk.ear.answers.push(card('Kept'))
    expect(await howItWent(desk.discord.submit(last, { g: 'seven' }))).toBe('answered update')
    const [, act] = acts()
    expect(act?.kind === 'form' ? act.values : {}).toMatchObject({ a: 'one', g: 'seven' })
  })

  test('when the line had more than its first step shows, then that is not lost', async () => {
    form = formOf([...named('a', 'b', 'c', 'd', 'e'), input('f', { value: 'from the line' })])
    await open()
    form = formOf(named('a', 'b', 'c', 'd', 'e', 'f'))
    await desk.discord.submit(modal(), { a: 'one' }).outcome
    expect([...kept.values()][0]).toMatchObject({ a: 'one', f: 'from the line' })
  })

  test('when values are wrong, then each is said, and its button opens the form with them', async () => {
    await open()
    const wrong = form.inputs.map(i => (i.name === 'b' ? { ...i, problem: 'No time zone' } : i))
    const sent = desk.discord.submit(modal(), { a: 'one', b: 'yesterday' })
    desk.ear.answers.push(formAnswer(formOf(wrong)))
    kept.set(`${desk.ann.id} ${data}`, { a: 'one', b: 'yesterday' })
    expect(await howItWent(sent)).toBe('answered message')
    expect(mine().content).toContain('**b**: No time zone')
    expect(await howItWent(desk.discord.press(desk.ann, mine(), 'b'))).toBe('answered modal')
    expect(textIn(modal().modal)).toContain('yesterday')
    desk.ear.answers.push(card('Kept'))
    expect(await howItWent(desk.discord.submit(modal(), { b: 'now' }))).toBe('answered update')
  })

  test('when it is cancelled between two steps, then the message goes and nothing is sent', async () => {
    form = formOf(named('a', 'b', 'c', 'd', 'e', 'f'))
    await open()
    await desk.discord.submit(modal(), {}).outcome
    await desk.discord.press(desk.ann, mine(), 'Cancel').outcome
    await until('the end', () =>
      desk.discord.ephemerals(desk.ann).length === 0 ? true : undefined,
    )
    expect(acts()).toHaveLength(1)
  })

  test('when the core takes long, then its sender waits and gets the answer', async () => {
    await open()
    const gate = Promise.withResolvers<Answer>()
    desk.ear.answers.push(gate.promise)
    expect(await howItWent(desk.discord.submit(modal(), { a: 'one' }))).toBe('deferred message')
    gate.resolve(card('At last'))
    await until('the card', () => (mine().content === 'At last' ? true : undefined))
  })
})

describe('given a button of a card', () => {
  const confirm = { title: plain('?'), text: plain('?'), yes: plain('y'), no: plain('n') }
  const post = async (): Promise<Message> => {
    const rich = richCard('x')
    const buttons = rich.buttons.map(b => (b.style === 'danger' ? { ...b, confirm } : b))
    await desk.platform().post(desk.place, outgoing('k1', { ...rich, buttons }))
    const [message] = desk.discord.messages(desk.channel)
    if (!message) throw new Error('nothing was posted')
    return message
  }
  const decline = '拒絕 / 거절'

  test('when it is pressed, then its data is heard, and the card stays', async () => {
    const message = await post()
    const press = () => desk.discord.press(desk.ann, message, 'v1:HK-2026-000042:acknowledge:3')
    expect(await answering({ kind: 'none' }, press)).toBe('deferred update')
    expect(await answering(card('Done'), press)).toBe('answered message')
    expect(acts().map(a => a.kind === 'button' && a.data)).toEqual([
      'v1:HK-2026-000042:acknowledge:3',
      'v1:HK-2026-000042:acknowledge:3',
    ])
    expect(desk.discord.messages(desk.channel)).toHaveLength(1)
    expect(message.edits).toBe(0)
  })

  test('when it opens a form, then a press of it does so at once, also after a restart', async () => {
    const message = await post()
    await desk.restart()
    const press = () => desk.discord.press(desk.ann, message, '確認收件 / 접수 확인')
    expect(await answering(formAnswer(form), press)).toBe('answered modal')
    desk.ear.answers.push(card('Kept'))
    expect(await howItWent(desk.discord.submit(modal(), {}))).toBe('answered message')
    expect(message.edits).toBe(0)
  })

  test('when it is of a private card, then the card stays beside what its form answers', async () => {
    await answering({ kind: 'card', card: richCard('x'), language: en }, () => say())
    const press = () => desk.discord.press(desk.ann, mine(), '確認收件 / 접수 확인')
    expect(await answering(formAnswer(form), press)).toBe('answered modal')
    desk.ear.answers.push(card('Kept'))
    expect(await howItWent(desk.discord.submit(modal(), {}))).toBe('answered message')
    expect(desk.discord.ephemerals(desk.ann)).toHaveLength(2)
  })

  test('when it asks first, then only yes acts, and its answer takes the place of the question', async () => {
    const message = await post()
    const ask = () => desk.discord.press(desk.ann, message, decline)
    expect(await howItWent(ask())).toBe('answered message')
    // In the language of his client.
    expect(mine().content).toBe(`**${decline}** · HK-2026-000042\n즉시 처리되고 기록됩니다.`)
    await desk.discord.press(desk.ann, mine(), '돌아가기').outcome
    await until('the end', () =>
      desk.discord.ephemerals(desk.ann).length === 0 ? true : undefined,
    )
    expect(acts()).toEqual([])
    await desk.restart()
    await ask().outcome
    const yes = () => desk.discord.press(desk.ann, mine(), decline)
    expect(await answering(card('Declined'), yes)).toBe('answered update')
    expect(acts()).toEqual([{ kind: 'button', data: 'v1:HK-2026-000042:decline:3' }])
    expect(desk.discord.ephemerals(desk.ann).map(m => m.content)).toEqual(['Declined'])
  })
})

describe('given a message that somebody refers', () => {
  test('when it is referred, then its text is the narrative', async () => {
    const message = desk.discord.say(desk.ann, desk.channel, `<@1> **b** ${'長'.repeat(1_900)}`)
    await answering(formAnswer(form), () => desk.discord.contextMenu(desk.ann, message, referName))
    expect(acts()).toEqual([
      { kind: 'command', text: '/referral new', given: { narrative: message.content } },
    ])
  })
})

describe('given trouble on the way', () => {
  const callback = '/callback'
  const path = '/interactions/:interaction/:token/callback'

  test('when the first answer was taken and its word lost, then it is shown once, and nobody minds', async () => {
    const fault = { kind: 'status', status: 502, when: 'after' } as const
    desk.discord.trouble({ route: callback, fault })
    refused = [`POST ${path}: 400 40060 Interaction has already been acknowledged.`]
    await answering(card('Once'), () => say())
    await until('both tries', () => (desk.discord.asked(callback).length > 1 ? true : undefined))
    expect(desk.discord.asked(callback).at(-1)?.answer).toContain('40060')
    expect(desk.discord.ephemerals(desk.ann).map(m => m.content)).toEqual(['Once'])
    await expect.poll(warnings).toEqual([])
  })

  test('when the connection breaks before it is taken, then it is tried once more', async () => {
    desk.discord.trouble({ route: callback, fault: { kind: 'cut', when: 'before' } })
    expect(await answering(card('Once'), () => say())).toBe('answered message')
  })

  test('when the same interaction comes twice, then it is answered once and heard under one key', async () => {
    desk.discord.duplicateNext()
    desk.ear.answers.push(card('Once'), { kind: 'none' })
    await say().outcome
    await until('both', () => (desk.ear.heard.length === 2 ? true : undefined))
    expect(new Set(desk.ear.heard.map(h => h.key)).size).toBe(1)
    await answering(card('Another'), () => say())
    const shown = desk.discord.ephemerals(desk.ann).map(m => m.content)
    expect(shown).toEqual(['Once', 'Another'])
    expect(desk.discord.asked(callback)).toHaveLength(2)
  })

  test('when it comes too late, then nothing is done, and it is told', async () => {
    // From which Discord's time is known.
    await answering(card('In time'), () => say())
    desk.discord.hold()
    const exchange = say()
    desk.pass(2_600)
    desk.discord.release()
    await until('a word', () => warnings()[0])
    expect(warnings()).toEqual(['An interaction of Discord came too late, and nothing was done.'])
    expect(acts()).toHaveLength(1)
    desk.pass(500)
    expect(await howItWent(exchange)).toBe('timeout')
  })

  test('when its user has seen a failure by then, then that is told', async () => {
    refused = [`POST ${path}: 404 10062 Unknown interaction`]
    const gate = Promise.withResolvers<Answer>()
    desk.ear.answers.push(gate.promise)
    const exchange = say()
    await until('the ear', () => desk.ear.heard[0])
    desk.pass(3_100)
    gate.resolve(card('Too late'))
    expect(await howItWent(exchange)).toBe('timeout')
    await until('a word', () => warnings()[0])
    expect(warnings()).toEqual(['An answer in Discord came too late: its user saw a failure.'])
    expect(desk.discord.ephemerals(desk.ann)).toEqual([])
  })
})
