import { describe, expect, test } from 'vitest'
import { discordSettings, readAccess } from '../../adapters/discord/index.ts'
import { problemsIn } from '../../src/main/problems.ts'
import { parseConfig } from '../../src/main/settings.ts'
import { demoConfig } from '../../src/main.ts'
import { isFields, isList } from '../rigs/slack/rule.ts'

const guild = '123456789012345678'
const settings = { guilds: [guild] }

describe('given the environment of a desk on Discord', () => {
  test('when its token is set, then Discord is reached at its own address', () => {
    expect(readAccess(settings, { DISCORD_TOKEN: ' t ' })).toEqual({
      ok: true,
      value: { token: 't', apiUrl: 'https://discord.com/api', guilds: [guild] },
    })
  })

  test('when it is reached elsewhere, then by https, or by http on this machine', () => {
    const at = (url: string) => readAccess(settings, { DISCORD_TOKEN: 't', DISCORD_API_URL: url })
    expect(at('http://127.0.0.1:9/api/')).toMatchObject({
      value: { apiUrl: 'http://127.0.0.1:9/api' },
    })
    expect(at('http://discord.example/api')).toEqual({
      ok: false,
      error: [expect.stringMatching(/^DISCORD_API_URL: must begin with https/)],
    })
  })

  test('when nothing is set, then that is said with where to find it', () => {
    expect(readAccess(settings, { DISCORD_TOKEN: '' })).toEqual({
      ok: false,
      error: [expect.stringMatching(/^DISCORD_TOKEN is not set: copy the bot's token/)],
    })
  })

  test.each([
    [{}, 'must list the ids of your servers, each 17 to 19 digits in quotes'],
    [{ guilds: [] }, 'needs one server at least'],
    [{ guilds: ['HK'] }, 'must be the id of a server, 17 to 19 digits'],
    [{ guilds: [guild, guild] }, 'names a server twice'],
    [{ guilds: [guild], token: 't' }, 'nothing reads this'],
  ])('when platforms.discord is %j, then %s', (given, message) => {
    const read = discordSettings.safeParse(given)
    expect(read.success ? [] : problemsIn(read.error).map(p => p.message)).toEqual([message])
  })
})

/** The demo with one officer or channel on Discord. */
const demoWith = (part: 'channels' | 'officers', change: object): unknown => {
  const config = demoConfig()
  if (!isFields(config)) throw new Error('the demo has no settings')
  const all = isList(config[part]) ? config[part].filter(isFields) : []
  return { ...config, [part]: all.map((one, i) => (i === 0 ? { ...one, ...change } : one)) }
}

describe('given a liaison.json with somebody on Discord', () => {
  const known = (who: object) => ({ identities: [{ platform: 'discord', ...who }] })

  test.each([
    [demoWith('officers', known({ workspace: guild, user: guild }))],
    [demoWith('officers', known({ workspace: guild, group: guild }))],
    [demoWith('channels', { platform: 'discord', place: guild })],
  ])('when the ids are those of Discord, then it is taken', config => {
    expect(parseConfig(config)).toMatchObject({ ok: true })
  })

  test.each([
    [
      demoWith('channels', { platform: 'discord', place: 'desk' }),
      'channels.0.place: must be the id of a channel, 17 to 19 digits',
    ],
    [
      demoWith('officers', known({ workspace: 'hk', user: guild })),
      'officers.0.identities.0.workspace: must be the id of a server, 17 to 19 digits',
    ],
    [
      demoWith('officers', known({ workspace: guild, user: 'wong' })),
      'officers.0.identities.0.user: must be the id of a member, 17 to 19 digits',
    ],
    [
      demoWith('officers', known({ workspace: guild, group: '@duty' })),
      'officers.0.identities.0.group: must be the id of a role, 17 to 19 digits',
    ],
    [
      demoWith('officers', {
        identities: [{ platform: 'slack', workspace: 'T0123', group: 'S0123' }],
      }),
      'officers.0.identities.0.group: is nothing on Slack: name each member by user',
    ],
  ])('when one is a name, then that is said', (config, message) => {
    expect(parseConfig(config)).toMatchObject({ ok: false, error: { problems: [message] } })
  })
})
