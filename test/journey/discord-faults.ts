import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { z } from 'zod'
import { keyIn } from '../../adapters/discord/render.ts'
import { minutes } from '../../src/kit/time.ts'
import { fillIn, pressCommand } from '../cli/discord-desk.ts'
import type { Channel, Message } from '../rigs/discord/world-type.ts'
import { readMessage } from '../rigs/discord-reading.ts'
import type { DiscordStage } from '../rigs/discord-stage.ts'
import { filmCase, filmForm, firstRef } from './scenes.ts'

type Who = 'wong' | 'kim'

const { to, category, priority, subject } = filmCase

export const draft = async (stage: DiscordStage): Promise<void> => {
  const { discord, users, channels } = stage
  const given = { to, category, priority, subject }
  const asked = discord.command(users.wong, channels.hk, 'referral new', given)
  const { end } = await fillIn(stage, users.wong, asked, { ...filmCase, ...filmForm })
  if (!end.content.includes(firstRef)) throw new Error(`no draft: ${end.content}`)
}

const act =
  (who: Who, command: string, values?: Readonly<Record<string, string>>) =>
  async (stage: DiscordStage): Promise<void> => {
    const { discord, users, channels } = stage
    const channel = who === 'wong' ? channels.hk : channels.kr
    if (!values) return pressCommand(stage, users[who], channel, command)
    const { revision } = await stage.referral(firstRef)
    const line = `referral ${command}`
    const asked = discord.command(users[who], channel, line, { ref: firstRef })
    await fillIn(stage, users[who], asked, values)
    expect((await stage.referral(firstRef)).revision).toBeGreaterThan(revision)
  }

/** What the receiver's answer says. */
export const answerForm = {
  result: 'The operator was found.',
  'result-identify-operator': 'yes',
  language: 'en',
}

/** From the draft to the end, each step by an officer on Discord. */
export const steps: readonly (readonly [string, (stage: DiscordStage) => Promise<void>])[] = [
  ['draft', draft],
  ['send', act('wong', 'send')],
  ['acknowledge', act('kim', 'acknowledge')],
  ['accept', act('kim', 'accept', {})],
  ['answer', act('kim', 'answer', answerForm)],
  ['close', act('wong', 'close', { outcome: 'success', language: 'en' })],
]

type Trouble = (step: string) => Promise<void>
const none: Trouble = async () => {}

/** All steps, with what comes before each and at the first sending after it, and time to get over it. */
export const handOver = async (
  stage: DiscordStage,
  before: Trouble = none,
  sent: Trouble = none,
): Promise<void> => {
  for (const [name, step] of steps) {
    await before(name)
    await step(stage)
    await stage.pump()
    await sent(name)
    await stage.advance(minutes(2))
  }
  await stage.advance(minutes(5))
}

const everywhere = ({ discord, channels }: DiscordStage): readonly Channel[] =>
  Object.values(channels).flatMap(c => [c, ...discord.threads(c)])

const nameOf = ({ channels }: DiscordStage, { id, parent }: Channel): string =>
  Object.entries(channels).find(([, c]) => c.id === (parent ?? id))?.[0] ?? id

const ours = (stage: DiscordStage, channel: Channel): readonly Message[] =>
  stage.discord.messages(channel, stage.discord.bot)

/** A receipt is under the checkpoint of when it was made, which trouble puts off, too. */
const withoutProof = (text: string): string =>
  text.startsWith('c2sp.org/tlog-proof@v1\n') ? 'a receipt' : text

/** What people read in the end, without times, which trouble puts off; in no order. */
export const picture = (stage: DiscordStage): readonly string[] =>
  everywhere(stage)
    .flatMap(channel =>
      ours(stage, channel).map(message => {
        const where = `${nameOf(stage, channel)}${channel.parent === undefined ? '' : ', under'}`
        const texts = readMessage(message, true).map(withoutProof)
        return `${where}: ${texts.join(' | ').replace(/\d+/g, '#')}`
      }),
    )
    .toSorted()

const row = z.object({ key: z.string(), state: z.string() })
const posted = z.object({
  key: z.string(),
  message: z.string(),
  covers: z.array(z.object({ key: z.string() })).default([]),
})

/** Nothing lost, no silent double, nothing owed, and the log says what people see. */
export const prove = async (stage: DiscordStage): Promise<void> => {
  expect(await stage.verify()).toMatchObject({ kind: 'proven' })
  expect((await stage.referral(firstRef)).state).toBe('closed')
  expect(await stage.bot().owedNext()).toBeUndefined()
  const db = Database(stage.file, { readonly: true })
  const rows = z.array(row).parse(db.prepare('SELECT key, state FROM outbox').all())
  db.close()
  expect(rows.filter(r => !['sent', 'merged'].includes(r.state))).toEqual([])
  const told = (await stage.entries())
    .filter(e => e.type === 'delivery.posted')
    .map(e => posted.parse(e.event))
  expect(told.flatMap(e => [e.key, ...e.covers.map(c => c.key)]).toSorted()).toEqual(
    rows.map(r => r.key).toSorted(),
  )
  const standing = everywhere(stage).flatMap(channel => ours(stage, channel))
  const own = standing.filter(m => keyIn(m) !== undefined)
  expect(own.map(m => m.id).toSorted(), 'shown, and on record').toEqual(
    [...new Set(told.map(e => e.message))].toSorted(),
  )
  const keys = own.map(keyIn)
  expect(new Set(keys).size, 'one message a receipt code').toBe(keys.length)
}
