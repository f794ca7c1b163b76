import { afterEach, expect, test } from 'vitest'
import { until } from '../cli/beside.ts'
import { type DiscordDesk, fillIn, pressCommand, raiseDiscordDesk } from '../cli/discord-desk.ts'
import { begin, call, type Running } from '../cli/program.ts'
import type { Message, OpenModal } from '../rigs/discord/world-type.ts'
import { buttonsIn } from '../rigs/discord-reading.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

const raise = async (): Promise<DiscordDesk> => {
  const desk = await raiseDiscordDesk()
  cleanups.push(desk.close)
  return desk
}

const fieldsOf = ({ modal }: OpenModal): readonly Fields[] => {
  const { components } = modal
  const labels = isList(components) ? components.filter(isFields) : []
  return labels.flatMap(({ component }) => (isFields(component) ? [component] : []))
}

const values: Readonly<Record<string, string>> = { ...filmCase, ...filmForm }

/** Sends one window of the form, and gives the private message that leads on. */
const sendWindow = async ({ discord }: DiscordDesk, open: OpenModal): Promise<Message> => {
  const given = fieldsOf(open).flatMap((field): [string, string | string[]][] => {
    const name = String(field['custom_id'])
    const value = values[name]
    if (value === undefined) return []
    return [[name, field['type'] === 4 || field['type'] === 21 ? value : value.split(',')]]
  })
  const sees = await discord.submit(open, Object.fromEntries(given)).shown
  if (sees.kind !== 'message') throw new Error(`after a window: ${sees.kind}`)
  return sees.message
}

/** Begins the program, or begins it again after a kill. */
const start = (desk: DiscordDesk): Promise<Running> => begin(desk.dir, ['start'], desk.env)

test('given a form of several windows, when the program is killed between two, then it goes on and is whole', async () => {
  const desk = await raise()
  const { discord, wong, desks } = desk
  const first = await start(desk)
  const { to, category, priority, subject } = filmCase
  const line = { to, category, priority, subject }
  const opened = await discord.command(wong, desks.hk, 'referral new', line).shown
  if (opened.kind !== 'modal') throw new Error(`no window: ${opened.kind}`)
  const between = await sendWindow(desk, opened.modal)
  const [next] = buttonsIn(between)
  expect(next?.id).toMatch(/^f1:/)
  expect(await first.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' })

  const second = await start(desk)
  const again = await discord.press(wong, between, next?.id ?? '').shown
  if (again.kind !== 'modal') throw new Error(`no second window: ${again.kind}`)
  const after = await sendWindow(desk, again.modal)
  const lead = buttonsIn(after).find(b => /^[fs]1:/.test(b.id))
  const rest = lead && discord.press(wong, after, lead.id)
  const { end } = rest ? await fillIn(desk, wong, rest, values) : { end: after }
  expect(end.content).toContain(firstRef)
  await pressCommand(desk, wong, desks.hk, 'send')
  await until('the card at the other desk', () =>
    discord.messages(desks.kr).find(m => JSON.stringify([m.content, m.embeds]).includes(firstRef)),
  )
  const view = await discord.command(wong, desks.hk, 'referral view', { ref: firstRef }).shown
  const shown = JSON.stringify(view.kind === 'message' ? view.message.embeds : view)
  // Of the line, and of the windows before and after the kill.
  for (const said of [subject, 'A film', 'To stop the seeding.'])
    expect(shown, said).toContain(said)
  expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(discord.messages(desks.kr).filter(m => m.content.includes(firstRef))).toHaveLength(1)
  expect(discord.problems()).toEqual([])
  const { status, stdout } = call(desk.dir, ['audit', 'verify', '--log', 'data'])
  expect([status, stdout.split(':')[0]]).toEqual([0, 'Proven'])
})
