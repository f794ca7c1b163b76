import { afterEach, describe, expect, test } from 'vitest'
import { filmCase, filmForm, firstRef } from '../journey/scenes.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { callBeside, until } from './beside.ts'
import { type DiscordDesk, fillIn, pressCommand, raiseDiscordDesk } from './discord-desk.ts'
import { begin, call } from './program.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

const raise = async (...given: Parameters<typeof raiseDiscordDesk>): Promise<DiscordDesk> => {
  const desk = await raiseDiscordDesk(...given)
  cleanups.push(desk.close)
  return desk
}

const ownChannels = ({ channels }: Fields): readonly Fields[] =>
  (isList(channels) ? channels.filter(isFields) : []).filter(
    c => isList(c['desks']) && c['desks'].length === 1,
  )

describe('given two desks on Discord, each in a server of its own', () => {
  test('when a referral is made by a slash command, sent, and the program is stopped and started, then the other side acknowledges it by a button', async () => {
    // With a channel of both on the web page, the call would be made there.
    const desk = await raise(config => ({ ...config, channels: ownChannels(config) }))
    const { discord, dir, env, hk, kr, wong, kim, desks } = desk
    const first = await begin(dir, ['start'], env)
    expect(discord.sockets()).toBe(1)
    for (const guild of [hk, kr]) expect(guild.commands.map(c => c['name'])).toContain('referral')

    const { to, category, priority, subject, ...rest } = filmCase
    const asked = discord.command(wong, desks.hk, 'referral new', {
      to,
      category,
      priority,
      subject,
    })
    expect((await asked.outcome).kind).toBe('answered')
    const { windows } = await fillIn(desk, wong, asked, { ...filmCase, ...rest, ...filmForm })
    expect(windows).toBeGreaterThanOrEqual(2)
    await pressCommand(desk, wong, desks.hk, 'send')
    const received = await until('the card at the other desk', () =>
      discord
        .messages(desks.kr)
        .find(m => JSON.stringify([m.content, m.embeds]).includes(firstRef)),
    )
    await until('the call of the duty officer', () => discord.pings(kim)[0])
    expect(discord.pings(wong)).toEqual([])
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(discord.sockets()).toBe(0)

    const registered = discord.asked().filter(a => a.method === 'PUT').length
    const second = await begin(dir, ['start'], env)
    expect(discord.asked().filter(a => a.method === 'PUT')).toHaveLength(registered)
    const { edits } = received
    await pressCommand(desk, kim, desks.kr, 'acknowledge')
    await until('the card to change in place', () => (received.edits > edits ? true : undefined))
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
    // The second run asks for a thread that the first has made, and is told so.
    expect(discord.problems().filter(p => !p.includes(' 160004 '))).toEqual([])
    const { status, stdout } = call(dir, ['audit', 'verify', '--log', 'data'])
    expect([status, stdout.split(':')[0]]).toEqual([0, 'Proven'])
  })
})

describe('given a Discord that does not let the program in', () => {
  test('when it can not be reached at the start, then that is said, the web page runs, and it ends in order', async () => {
    const desk = await raise()
    const running = await begin(desk.dir, ['start'], {
      ...desk.env,
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
    })
    expect((await fetch(running.url)).status).toBe(200)
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(running.complained()).toMatch(/^liaison: Discord can't be reached: .* tried again/m)
  })

  test.each([
    [
      'a token that Discord does not take',
      { DISCORD_TOKEN: `${'x'.repeat(26)}.nobody.${'x'.repeat(30)}` },
      /a valid token: reset it/,
    ],
    ['no token', { DISCORD_TOKEN: '' }, /DISCORD_TOKEN is not set: copy the bot's token from/],
    [
      'an address that anybody can read',
      { DISCORD_API_URL: 'http://discord.example/api' },
      /DISCORD_API_URL: must begin with https/,
    ],
  ])('when there is %s, then nothing starts, and the mend is said', async (_, wrong, sentence) => {
    const desk = await raise()
    const { status, stdout, stderr } = await callBeside(desk.dir, ['start'], {
      ...desk.env,
      ...wrong,
    })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toContain('    at ')
    expect(stderr).not.toContain('nobody')
    expect(desk.discord.sockets()).toBe(0)
  })
})
