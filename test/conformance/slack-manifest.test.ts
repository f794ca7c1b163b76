import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeManifest, neededScopes } from '../../adapters/slack/index.ts'
import { matterRoots } from '../../src/bot/matter-request.ts'
import { matters } from '../../src/matter/index.ts'
import { commands } from '../../src/referral/commands/index.ts'
import { dutyCommands } from '../../src/roster/commands/index.ts'
import { call, scratch } from '../cli/program.ts'
import { judgeBy } from './schema.ts'

const path = join(
  import.meta.dirname,
  '../../../shared/specs/slack/manifest/manifest.schema.2.0.0.json',
)
const present = existsSync(path)
if (!present) console.warn(`NOT CHECKED AGAINST THE SCHEMA, only against figures of it: no ${path}`)

/** The few figures of the schema that the spoilt manifests below break. */
const figures = {
  type: 'object',
  required: ['display_information'],
  additionalProperties: false,
  properties: {
    _metadata: { type: 'object' },
    display_information: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 1, maxLength: 35 } },
    },
    features: {
      type: 'object',
      properties: {
        shortcuts: { type: 'array', minItems: 1, maxItems: 10 },
        slash_commands: {
          type: 'array',
          items: { properties: { command: { type: 'string', pattern: '^/', maxLength: 32 } } },
        },
      },
    },
    oauth_config: { type: 'object' },
    settings: { type: 'object', properties: { socket_mode_enabled: { type: 'boolean' } } },
  },
}
const judge = judgeBy(present ? JSON.parse(readFileSync(path, 'utf8')) : figures)

const made = [
  makeManifest({ name: 'Liaison' }),
  makeManifest({ name: 'L'.repeat(35) }),
  makeManifest({ name: '海關聯絡', url: 'https://liaison.example/' }),
]

describe('given the manifest of the app', () => {
  test('when it is held against Slack’s schema, then it fits', () => {
    const judged = made.map(judge)
    console.log(`compared ${judged.map(j => j.compared).join(', ')} keywords of 3 manifests`)
    expect(judged.flatMap(j => j.breaches)).toEqual([])
    for (const { compared } of judged) expect(compared).toBeGreaterThan(present ? 100 : 20)
  })

  test('when it is spoilt, then the schema says where', () => {
    const [good] = made
    const { features, settings } = good ?? {}
    const spoilt = [
      { ...good, display_information: { name: 'L'.repeat(36) } },
      { ...good, display_information: {} },
      { ...good, settings: { ...settings, socket_mode_enabled: 'yes' } },
      {
        ...good,
        features: { ...features, slash_commands: [{ command: 'help', description: '?' }] },
      },
      { ...good, features: { ...features, shortcuts: [] } },
      { ...good, extra: 1 },
    ]
    expect(spoilt.map(s => judge(s).breaches)).toEqual([
      ['/display_information/name maxLength'],
      ['/display_information required'],
      ['/settings/socket_mode_enabled type'],
      ['/features/slash_commands/0/command pattern'],
      ['/features/shortcuts minItems'],
      ['/extra additionalProperties'],
    ])
  })

  test('when its texts are measured, then each is within Slack’s bounds', () => {
    const measured = made.flatMap(({ display_information: d, features: f }) => [
      [d.name, 1, 35],
      [d.description, 1, 140],
      [d.long_description, 175, 4000],
      [f.bot_user.display_name, 1, 80],
      ...f.shortcuts.flatMap(s => [
        [s.name, 1, 24],
        [s.description, 1, 150],
        [s.callback_id, 1, 255],
      ]),
      ...f.slash_commands.flatMap(c => [
        [c.command, 2, 32],
        [c.description, 1, 2000],
        [c.usage_hint ?? '-', 1, 1000],
      ]),
    ])
    const outside = measured.filter(
      ([text, least, most]) =>
        [...String(text)].length < Number(least) || [...String(text)].length > Number(most),
    )
    expect(outside).toEqual([])
    expect(measured.length).toBeGreaterThanOrEqual(3 * 43)
  })

  test('when it is read, then it has every command there is, and the scopes that are needed', () => {
    const [socket, , http] = made
    const roots = commands.filter(c => c.root).map(c => `/${c.name}`)
    const listed = socket?.features.slash_commands.map(c => c.command) ?? []
    const also = dutyCommands.flatMap(c => c.also?.line.split(' ').slice(0, 1) ?? [])
    const own = ['/audit', '/duty', '/help', '/referral', '/summary']
    const ofMatters = matterRoots(matters).map(root => `/${root}`)
    expect(listed.toSorted()).toEqual([...roots, ...ofMatters, ...also, ...own].toSorted())
    expect(socket?.features.slash_commands.filter(c => !c.should_escape)).toEqual([])
    expect(neededScopes.filter(s => !socket?.oauth_config.scopes.bot.includes(s))).toEqual([])
    expect(socket?.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(socket)).not.toContain('https://')
    expect(http?.settings.socket_mode_enabled).toBe(false)
    expect(JSON.stringify(http).match(/https:\/\/liaison\.example\/slack\/events/g)).toHaveLength(
      listed.length + 3,
    )
  })
})

describe('given liaison slack manifest', () => {
  const { dir, remove } = scratch()
  const run = (...more: readonly string[]) => call(dir, ['slack', 'manifest', ...more])

  test('when it is run, then it prints that manifest, and nothing else', () => {
    const { status, stdout, stderr } = run('--name', 'Contact point')
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual(makeManifest({ name: 'Contact point' }))
    const web = run('--mode', 'http', '--url', 'https://liaison.example/')
    expect(JSON.parse(web.stdout)).toEqual(
      makeManifest({ name: 'Liaison', url: 'https://liaison.example/' }),
    )
  })

  test.each([
    [['--name', 'L'.repeat(36)], 'The name must have 1 to 35 characters'],
    [['--mode', 'http'], 'Mode http needs --url'],
    [['--mode', 'http', '--url', 'http://liaison.example/'], 'Mode http needs --url'],
    [['--mode', 'carrier-pigeon'], 'The mode is socket or http.'],
    [['--url', 'https://liaison.example/'], 'By socket Slack needs no --url.'],
  ])('when it is asked %j, then it says what is wrong', (args, sentence) => {
    const { status, stdout, stderr } = run(...args)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(sentence)
  })

  test('when it is done, then nothing is left behind', () => {
    remove()
    expect(existsSync(dir)).toBe(false)
  })
})
