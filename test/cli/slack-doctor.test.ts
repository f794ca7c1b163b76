import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeManifest } from '../../adapters/slack/index.ts'
import { checkCard, compareManifest } from '../../adapters/slack/installed.ts'
import { manifestDifferences } from '../../adapters/slack/manifest-diff.ts'
import { createWeb } from '../../adapters/slack/web.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import { callBeside, raiseSlackDesk, type SlackDesk } from './slack-desk.ts'

const optional = ['channels:history', 'groups:history', 'files:write']
const ours = makeManifest({ name: 'Liaison' })
const renamed = makeManifest({ name: 'Customs desk' })

/** The manifest as Slack gives it back, with one thing changed. */
const changed = (from: string | RegExp, to: string, manifest: object = ours): unknown => {
  const text = JSON.stringify(manifest)
  const other = text.replace(from, to)
  if (other === text) throw new Error(`nothing like ${String(from)} is in it`)
  return JSON.parse(other)
}

describe('given an app that is installed', () => {
  test.each<[string, unknown]>([
    ['nothing differs', ours],
    ['it has another name', renamed],
    ['Slack leaves out what is off', changed(',"token_rotation_enabled":false', '')],
    ['its administrator refused what may be refused', changed('"channels:history",', '')],
    [
      'Slack adds settings of its own that are off',
      { ...ours, functions: {}, is_mcp_enabled: false },
    ],
  ])('when %s, then nothing is said', (_, theirs) => {
    expect(manifestDifferences(ours, theirs, optional)).toEqual([])
  })

  test.each<[string, unknown, readonly string[]]>([
    [
      'a scope is missing',
      changed(/"im:write",/, ''),
      ['oauth_config.scopes.bot[im:write] is missing'],
    ],
    [
      'it has a scope more',
      changed('"commands",', '"commands","users:read.email",'),
      ['oauth_config.scopes.bot[users:read.email] is not asked for'],
    ],
    [
      'a command is missing',
      changed('"command":"/drill"', '"command":"/dill"'),
      [
        'features.slash_commands[/drill] is missing',
        'features.slash_commands[/dill] is not asked for',
      ],
    ],
    [
      'sockets are off',
      changed('"socket_mode_enabled":true', '"socket_mode_enabled":false'),
      ['settings.socket_mode_enabled is false, not true'],
    ],
    [
      'tokens rotate',
      changed('"token_rotation_enabled":false', '"token_rotation_enabled":true'),
      ['settings.token_rotation_enabled is true, not false'],
    ],
  ])('when %s, then that is said and nothing else', (_, theirs, said) => {
    expect(manifestDifferences(ours, theirs, optional)).toEqual(said)
  })
})

describe('given the app as Slack has it', () => {
  let slack: Slack
  beforeAll(async () => {
    slack = await raiseSlack()
  })
  afterAll(() => slack.close())
  const web = (token: string) => createWeb(token, slack.apiUrl, () => {})

  test('when it is reached by HTTP at one address, then that is taken from it', async () => {
    const { app, appId, configToken } = slack.team('HK')
    app.manifest = makeManifest({ name: 'Desk', url: 'https://liaison.example/' })
    const compare = () => compareManifest(web(configToken), appId, 'http')
    expect(await compare()).toEqual({ ok: true, value: [] })
    app.manifest = { ...makeManifest({ name: 'Desk', url: 'https://liaison.example/elsewhere' }) }
    expect(await compare()).toEqual({ ok: true, value: [] })
    app.manifest = { ...makeManifest({ name: 'Desk' }) }
    expect(JSON.stringify(await compare())).toContain('request_url is not set')
    app.manifest = { name: 'none' }
    expect(JSON.stringify(await compare())).toContain('no manifest')
  })

  test('when it checks a card of ours, then it has nothing against it, and nothing is posted', async () => {
    expect(await checkCard(web(slack.team('HK').botToken))).toEqual({ ok: true, value: [] })
    expect(slack.asked('chat.postMessage')).toEqual([])
    const [asked] = slack.asked('blocks.validate')
    const kinds = new Set(JSON.stringify(asked?.args['blocks']).match(/\\?"type\\?":\\?"\w+/g))
    expect(kinds.size).toBeGreaterThan(6)
  })
})

describe('given a check that refuses', () => {
  const refusing = (data: object) =>
    checkCard({
      blocks: {
        validate: () =>
          Promise.reject(
            Object.assign(new Error('refused'), { code: 'slack_webapi_platform_error', data }),
          ),
      },
    })

  test('when Slack says why, then each reason is given with its place', async () => {
    const errors = [{ pointer: '/0/text', code: 'failed_constraint', message: 'too long' }]
    expect(await refusing({ ok: false, error: 'invalid_blocks', errors })).toEqual({
      ok: true,
      value: ['/0/text too long'],
    })
  })

  test.each<[string, Fault]>([
    ['unknown_method', { kind: 'Gone' }],
    ['fatal_error', { kind: 'Unknown' }],
  ])('when it says %s, then that is no judgement of the card', async (error, fault) => {
    expect(await refusing({ ok: false, error })).toEqual({ ok: false, error: fault })
  })
})

describe('given a desk that is looked at', () => {
  let desk: SlackDesk
  beforeAll(async () => {
    desk = await raiseSlackDesk()
    desk.slack.team('HK').app.manifest = makeManifest({ name: 'Liaison' })
  })
  afterAll(() => desk.close())

  const look = async (more: Readonly<Record<string, string>> = {}) => {
    const { status, stdout } = await callBeside(desk.dir, ['doctor'], { ...desk.env, ...more })
    expect(stdout).not.toContain('xoxe')
    return {
      status,
      of: (what: string) => stdout.split('\n').find(l => l.includes(` T0HK ${what}:`)),
    }
  }
  const token = () => ({ SLACK_CONFIG_TOKEN: desk.slack.team('HK').configToken })

  test('when there is no configuration token, then it says that the manifest was not compared', async () => {
    const { status, of } = await look()
    expect([status, of('manifest')]).toEqual([
      0,
      'ok    slack T0HK manifest: not compared: there is no SLACK_CONFIG_TOKEN to read it with',
    ])
    expect(desk.slack.asked('apps.manifest.export')).toEqual([])
  })

  test('when there is one, then what differs is said with its mend', async () => {
    expect((await look(token())).of('manifest')).toContain('is the one of this version')
    const { app } = desk.slack.team('HK')
    app.manifest = { ...ours, settings: { ...ours.settings, socket_mode_enabled: false } }
    const { status, of } = await look(token())
    expect(status).toBe(1)
    expect(of('manifest')).toMatch(
      /^WRONG slack T0HK manifest: The installed app differs: settings\.socket_mode_enabled is false, not true\. Paste what liaison slack manifest prints/,
    )
  })

  test('when it is over, and Slack would not take a card, then both are said with their mends', async () => {
    const fault = { kind: 'refused', error: 'token_expired' } as const
    desk.slack.trouble({ method: 'apps.manifest.export', times: 1, fault })
    const invalid = { kind: 'refused', error: 'invalid_blocks' } as const
    desk.slack.trouble({ method: 'blocks.validate', times: 1, fault: invalid })
    const { status, of } = await look(token())
    expect(status).toBe(1)
    expect(of('manifest')).toMatch(/refuses the configuration token\. Make a new one .* 12 hours/)
    expect(of('card')).toMatch(/Slack would not take a card: it does not say why\. Install the/)
  })
})
