import { afterEach, describe, expect, test } from 'vitest'
import type { OfficerId } from '../../src/kit/ids.ts'
import { filmCase, filmForm, firstRef } from '../journey/scenes.ts'
import { greet, pathOf } from '../rigs/console.ts'
import { createJar, follow } from '../rigs/console-http.ts'
import { begin, call } from './program.ts'
import {
  callBeside,
  fillInForm,
  pressCommand,
  raiseSlackDesk,
  type SlackDesk,
  until,
} from './slack-desk.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean()
})

const raise = async (...given: Parameters<typeof raiseSlackDesk>): Promise<SlackDesk> => {
  const desk = await raiseSlackDesk(...given)
  cleanups.push(desk.close)
  return desk
}

const say = async ({ slack, wong, channel }: SlackDesk, line: string): Promise<void> => {
  const exchange = slack.command(wong, channel, line)
  if (!exchange) throw new Error('Slack has no such command')
  expect((await exchange.outcome).kind).toBe('acked')
}

/** The Korean duty officer signs in by a link and presses the button of the card. */
const acknowledgeOnPage = async (dir: string, url: string): Promise<void> => {
  const { stdout } = call(dir, ['sign-in', '--officer', 'kcs.o1'], {
    LIAISON_PORT: new URL(url).port,
  })
  const jar = createJar()
  expect((await follow(jar, stdout.trim())).status).toBe(200)
  const officer = 'kcs.o1' as OfficerId
  const feed = pathOf(officer, 'api/feed')
  const { messages } = await greet(url, feed, jar.for(feed))
  const data = messages.flatMap(m => m.card.buttons).find(b => b.data.includes(':acknowledge:'))
  const path = pathOf(officer, 'api/act')
  const answered = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      cookie: jar.for(path),
      origin: new URL(url).origin,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ key: 'key-000001', kind: 'button', data: data?.data }),
  })
  expect(answered.status).toBe(200)
}

describe('given a sender on Slack and a receiver on the web page', () => {
  test('when a referral is made and sent, and the program is stopped and started, then nothing of it is lost', async () => {
    const desk = await raise()
    const { slack, dir, env, channel } = desk
    const first = await begin(dir, ['start'], env)
    expect(slack.sockets(slack.team('HK'))).toBe(2)
    await say(desk, '/referral new')
    expect(await fillInForm(desk, { ...filmCase, ...filmForm })).toBeGreaterThanOrEqual(2)
    await pressCommand(desk, 'send')
    const card = await until('the card of what was sent', () =>
      slack.messages(channel).find(m => m.text.includes(firstRef) && m.edits > 0),
    )
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(slack.sockets(slack.team('HK'))).toBe(0)

    const cards = () => slack.messages(channel).filter(m => m.threadTs === undefined)
    const posted = cards().map(m => m.ts)
    const second = await begin(dir, ['start'], env)
    await say(desk, `/referral view ${firstRef}`)
    const seen = await until('a private view of it', () =>
      slack.ephemerals(desk.wong).find(e => JSON.stringify(e.blocks).includes(firstRef)),
    )
    expect(JSON.stringify(seen.blocks)).toContain(filmCase.subject)
    const { text: before, edits } = card
    await acknowledgeOnPage(dir, second.url)
    await until('the card to change in place', () => (card.edits > edits ? true : undefined))
    expect(card.text).not.toBe(before)
    expect(cards().map(m => m.ts)).toEqual(posted)
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(slack.problems()).toEqual([])
    const { status, stdout } = call(dir, ['audit', 'verify', '--log', 'data'])
    expect([status, stdout.split(':')[0]]).toEqual([0, 'Proven'])
  })
})

describe('given a Slack that does not let the program in', () => {
  test('when it can not be reached at the start, then the web page runs, and Slack follows as soon as it can', async () => {
    const desk = await raise()
    const { slack, dir, env } = desk
    const struck = slack.trouble({
      method: 'auth.test',
      times: 1,
      fault: { kind: 'status', status: 503 },
    })
    const running = await begin(dir, ['start'], env)
    expect((await fetch(running.url)).status).toBe(200)
    expect(struck.hits()).toBe(1)
    await until('the sockets', () => (slack.sockets(slack.team('HK')) === 2 ? true : undefined))
    await say(desk, '/help')
    await until('an answer', () => slack.ephemerals(desk.wong)[0])
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })

  test('when it stays away, then that is said at the start, and the program ends in order', async () => {
    const desk = await raise()
    const running = await begin(desk.dir, ['start'], {
      ...desk.env,
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    })
    expect((await fetch(running.url)).status).toBe(200)
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(running.complained()).toMatch(/^liaison: Slack can't be reached: .* tried again/m)
  })

  test.each([
    [
      'a token that Slack does not take',
      { SLACK_BOT_TOKEN: 'xoxb-nobody' },
      /a valid token: install the app again/,
    ],
    [
      'a token of another kind',
      { SLACK_BOT_TOKEN: 'xoxp-HK' },
      /bot token is none: bot tokens begin with xoxb-/,
    ],
    ['no app token', { SLACK_APP_TOKEN: '' }, /SLACK_APP_TOKEN is not set: copy it from/],
    ['no secret for HTTP', { SLACK_MODE: 'http' }, /SLACK_SIGNING_SECRET is not set: copy it from/],
    ['a mode that is none', { SLACK_MODE: 'soket' }, /SLACK_MODE: /],
    [
      'an address that anybody can read',
      { SLACK_API_URL: 'http://slack.example/api/' },
      /SLACK_API_URL: must begin with https/,
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
    expect(stderr).not.toContain('xoxp-HK')
    expect(desk.slack.sockets(desk.slack.team('HK'))).toBe(0)
    expect(desk.slack.asked('chat.postMessage')).toEqual([])
  })

  test.each([
    [
      'a channel by its name',
      (place: string) => [`"${place}"`, '"desk"'],
      /channels\.1\.place: must be the id of a channel/,
    ],
    [
      'a workspace by its name',
      () => ['"T0HK"', '"hk"'],
      /identities\.0\.workspace: must be the id of a workspace/,
    ],
    [
      'a platform that there is not',
      () => ['"console"', '"telex"'],
      /this version has no platform telex; it has console, slack, discord/,
    ],
  ])('when liaison.json has %s, then that is said with its line', async (_, change, sentence) => {
    const desk = await raise((config, place) => {
      const [from = '', to = ''] = change(place)
      return JSON.parse(JSON.stringify(config).replace(from, to))
    })
    const { status, stderr } = call(desk.dir, ['start'], desk.env)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^liaison: liaison\.json:\d+: /m)
    expect(stderr).toMatch(sentence)
  })
})

test('given tokens and nobody on Slack, when it starts, then that is said, and Slack is left alone', async () => {
  const desk = await raise()
  const { dir, env, slack } = desk
  const running = await begin(dir, ['start', '--demo'], env)
  expect(slack.asked()).toEqual([])
  expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(running.complained()).toContain('Slack is set up, and no channel and no officer')
})
