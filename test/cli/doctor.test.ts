import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
import { begin, call, type Settings, scratch } from './program.ts'
import { callBeside, raiseSlackDesk, type SlackDesk } from './slack-desk.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

const raise = async (...given: Parameters<typeof raiseSlackDesk>): Promise<SlackDesk> => {
  const desk = await raiseSlackDesk(...given)
  cleanups.push(desk.close)
  return desk
}

interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly says: string
  readonly mend?: string
}

const ask = async ({ dir, env }: SlackDesk, more: Settings = {}) => {
  const { status, stdout, stderr } = await callInside(
    ['doctor', '--json'],
    { ...env, ...more },
    dir,
  )
  expect(stderr).toBe('')
  const { ok, findings }: { ok: boolean; findings: Finding[] } = JSON.parse(stdout)
  expect(status).toBe(ok ? 0 : 1)
  return { findings, sick: findings.filter(f => !f.ok) }
}

const whats = [
  'settings',
  'data directory',
  'log',
  'slack T0HK token',
  'slack T0HK scopes',
  'slack T0HK socket',
  'slack T0HK card',
  'slack T0HK manifest',
  'slack channel hkc-desk',
  'slack officer hkc.o1',
]

describe('given a desk whose Slack is well', () => {
  test('when it is looked at, then each thing has its line, and nothing was posted or opened', async () => {
    const desk = await raise()
    const { findings, sick } = await ask(desk)
    expect(sick).toEqual([])
    expect(findings.map(f => f.what)).toEqual(whats)
    const lines = await callBeside(desk.dir, ['doctor'], desk.env)
    expect(lines.status).toBe(0)
    expect(lines.stdout.split('\n').filter(l => l.startsWith('ok    '))).toHaveLength(10)
    expect(lines.stdout).toContain('All is well. Nothing was posted.')
    const methods = new Set(desk.slack.asked().map(a => a.method))
    expect([...methods].sort()).toEqual([
      'apps.connections.open',
      'auth.test',
      'blocks.validate',
      'conversations.info',
      'users.info',
    ])
    expect(desk.slack.problems()).toEqual([])
  })

  test('when the desk runs meanwhile, then its log is read and it goes on', async () => {
    const desk = await raise()
    const running = await begin(desk.dir, ['start'], desk.env)
    const { findings, sick } = await ask(desk)
    expect(sick).toEqual([])
    expect(findings.find(f => f.what === 'log')?.says).toMatch(/^[1-9]\d* entries/)
    expect((await fetch(running.url)).status).toBe(200)
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

type Fault = readonly [
  name: string,
  harm: (desk: SlackDesk) => Settings | undefined,
  what: readonly string[],
  says: RegExp,
  mend: RegExp,
]

const faults: readonly Fault[] = [
  [
    'a token that Slack does not take',
    () => ({ SLACK_BOT_TOKEN: 'xoxb-nobody' }),
    ['slack token', 'slack channel hkc-desk', 'slack officer hkc.o1'],
    /^Slack refuses\.$/,
    /a valid token: install the app again/,
  ],
  [
    'an app token that Slack does not take',
    () => ({ SLACK_APP_TOKEN: 'xapp-nobody' }),
    ['slack T0HK socket'],
    /^Slack refuses\.$/,
    /a valid token/,
  ],
  [
    'no app token',
    () => ({ SLACK_APP_TOKEN: '' }),
    ['slack settings'],
    /^SLACK_APP_TOKEN is not set/,
    /README/,
  ],
  [
    'a scope that was not granted',
    ({ slack }) => void slack.team('HK').scopes.delete('im:write'),
    ['slack T0HK scopes'],
    /^Not granted: im:write\.$/,
    /install the app again/,
  ],
  [
    'a channel that the app is not in',
    ({ slack, wong, dir }) => {
      const hk = slack.team('HK')
      const open = slack.addChannel({ name: 'open', teams: [hk], members: [wong], bots: [] })
      const file = join(dir, 'liaison.json')
      const text = readFileSync(file, 'utf8').replace(/"C0\d+"/, `"${slack.channelId(open, hk)}"`)
      writeFileSync(file, text)
    },
    ['slack channel hkc-desk'],
    /^The app is not in #open\.$/,
    /\/invite/,
  ],
  [
    'a private channel that the app is not in',
    ({ slack, channel }) => void channel.members.delete(slack.team('HK').botUser),
    ['slack channel hkc-desk'],
    /^Slack shows the app no channel C0\d+\.$/,
    /\/invite/,
  ],
  [
    'an archived channel',
    ({ channel }) => {
      channel.archived = true
    },
    ['slack channel hkc-desk'],
    /^#desk is archived\.$/,
    /^Unarchive it/,
  ],
  [
    'a desk of its own that others read',
    ({ slack, channel }) => void channel.ids.set(slack.team('KR').id, 'C0OTHER'),
    ['slack channel hkc-desk'],
    /shared with another workspace/,
    /a channel of your own/,
  ],
  [
    'a member that is not there',
    ({ dir }) => {
      const file = join(dir, 'liaison.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('"U0WONG"', '"U0NOBODY"'))
      return undefined
    },
    ['slack officer hkc.o1'],
    /^Slack knows no member U0NOBODY\.$/,
    /Copy the member id/,
  ],
  [
    'a Slack that is not there',
    () => ({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }),
    ['slack token', 'slack channel hkc-desk', 'slack officer hkc.o1'],
    /^Slack can't be reached\.$/,
    /SLACK_API_URL/,
  ],
  [
    'a Slack that asks to wait',
    ({ slack }) =>
      void slack.trouble({
        method: 'conversations.info',
        fault: { kind: 'ratelimited', retryAfterS: 30 },
      }),
    ['slack channel hkc-desk'],
    /^Slack asks to wait\.$/,
    /in a minute/,
  ],
  [
    'a log that is none',
    ({ dir }) => {
      mkdirSync(join(dir, 'data'))
      writeFileSync(join(dir, 'data/log.db'), 'no database')
      return undefined
    },
    ['log'],
    /can't be read/,
    /audit verify/,
  ],
]

describe('given one thing that is wrong', () => {
  test.each(faults)(
    'when there is %s, then that is said with its mend, and nothing else',
    async (_, harm, what, says, mend) => {
      const desk = await raise()
      const { sick } = await ask(desk, harm(desk) ?? {})
      expect(sick.map(f => f.what)).toEqual(what)
      expect(sick[0]?.says).toMatch(says)
      expect(sick[0]?.mend).toMatch(mend)
      expect(JSON.stringify(sick)).not.toMatch(/x(oxb|app)-/)
      expect(desk.slack.asked('chat.postMessage')).toEqual([])
    },
  )

  test('when liaison.json has a mistake, then each is said with its line', async () => {
    const desk = await raise(config => ({ ...config, chanels: [] }))
    const { sick } = await ask(desk)
    expect(sick.map(f => f.what)).toEqual(['settings'])
    expect(sick[0]?.says).toMatch(/liaison\.json:\d+: chanels: nothing reads this/)
  })
})

test('given no liaison.json, when it is looked at, then it says what would run', () => {
  const { dir, remove } = scratch()
  const { status, stderr } = call(dir, ['doctor'])
  remove()
  expect(status).toBe(1)
  expect(stderr).toContain('the demo')
})
