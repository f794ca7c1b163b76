import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoint } from '../../adapters/slack/index.ts'
import { filmCase, filmForm, firstRef } from '../journey/scenes.ts'
import type { Route } from '../rigs/slack/delivery.ts'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import type { Team } from '../rigs/slack/world.ts'
import { begin, call, type Running, scratch, writeDesk } from './program.ts'
import { fillInForm, movedToSlack, pressCommand, type Seat, until } from './slack-desk.ts'

/** A port that was free a moment ago, for a program that can't say which one it took. */
const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })

interface Two {
  readonly slack: Slack
  readonly dir: string
  readonly hongKong: Seat
  readonly korea: Seat
  readonly kr: Team
  /** Where Slack reaches the second one. */
  readonly door: string
  readonly route: (more?: Partial<Route>) => void
  readonly running: Running
  readonly close: () => Promise<void>
}

/** Each agency in its own workspace with its own copy of the app: one by socket, one by signed HTTP. */
const raiseTwo = async (): Promise<Two> => {
  const { dir, remove } = scratch()
  const slack = await raiseSlack()
  const [hk, kr] = [slack.team('HK'), slack.team('KR')]
  const seatIn = (team: Team, name: string, locale: string): Seat => {
    const wong = slack.addUser(team, name, locale)
    const kind = 'private'
    const channel = slack.addChannel({ name: 'desk', kind, teams: [team], members: [wong] })
    return { slack, wong, channel }
  }
  const [hongKong, korea] = [seatIn(hk, 'wong', 'zh-HK'), seatIn(kr, 'kim', 'ko-KR')]
  const placeOf = ({ channel }: Seat, team: Team) => `${team.id}.${slack.channelId(channel, team)}`
  const places = { 'hkc-desk': placeOf(hongKong, hk), 'kcs-desk': placeOf(korea, kr) }
  const people = { 'hkc.o1': hongKong.wong, 'kcs.o1': korea.wong }
  const workspaces = [{ team: hk.id }, { team: kr.id, suffix: 'KR' }]
  writeDesk(dir, text => {
    const moved = movedToSlack(text, places, people)
    return JSON.stringify({ ...moved, platforms: { slack: { workspaces } } })
  })
  const port = await freePort()
  const door = `http://127.0.0.1:${port}${endpoint}`
  const route: Two['route'] = more => slack.route(kr, { kind: 'http', url: door, ...more })
  route()
  const running = await begin(dir, ['start'], {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: hk.botToken,
    SLACK_APP_TOKEN: hk.appToken,
    SLACK_BOT_TOKEN_KR: kr.botToken,
    SLACK_MODE_KR: 'http',
    SLACK_SIGNING_SECRET_KR: kr.signingSecret,
    SLACK_PORT_KR: `${port}`,
  })
  return {
    slack,
    dir,
    hongKong,
    korea,
    kr,
    door,
    route,
    running,
    close: async () => {
      await running.end('SIGTERM')
      await slack.close()
      remove()
    },
  }
}

const cardsAt = ({ slack, channel }: Seat) =>
  slack.messages(channel).filter(m => m.threadTs === undefined && m.text.includes(firstRef))

describe('given one program in two workspaces, one by socket and one by HTTP', () => {
  let two: Two
  beforeAll(async () => {
    two = await raiseTwo()
  })
  afterAll(() => two.close())

  test('when a request is signed by another secret, of another time, or not at all, then it is refused', async () => {
    const { slack, hongKong, korea, door, route } = two
    const asked = async () =>
      (await slack.command(korea.wong, korea.channel, '/help')?.outcome) ?? { kind: 'nobody' }
    const bad: readonly Parameters<typeof route>[0][] = [
      { secret: slack.team('HK').signingSecret },
      { secret: 'guessed' },
      { skewS: -301 },
      { skewS: 330 },
    ]
    for (const wrong of bad) {
      route(wrong)
      expect(await asked(), JSON.stringify(wrong)).toEqual({ kind: 'refused', status: 401 })
    }
    expect((await fetch(door, { method: 'POST', body: 'command=%2Fhelp' })).status).toBe(401)
    expect(slack.ephemerals(korea.wong)).toEqual([])
    route()
    expect((await asked()).kind).toBe('acked')
    const answer = await until('the answer', () => slack.ephemerals(korea.wong)[0])
    expect(answer.team).toBe(two.kr.id)
    expect(slack.ephemerals(hongKong.wong)).toEqual([])
  })

  test('when an officer of one sends a referral, then who is in the other takes it, and both have one card', async () => {
    const { slack, dir, hongKong, korea, running } = two
    const before = slack.problems()
    expect(
      (await slack.command(hongKong.wong, hongKong.channel, '/referral new')?.outcome)?.kind,
    ).toBe('acked')
    await fillInForm(hongKong, { ...filmCase, ...filmForm })
    await pressCommand(hongKong, 'send')
    const received = await until('the card in Korea', () => cardsAt(korea)[0])
    expect(received.team).toBe(two.kr.id)
    const sent = await until('the card in Hong Kong', () => cardsAt(hongKong)[0])
    const texts = { sent: sent.text, received: received.text }
    await pressCommand(korea, 'acknowledge')
    await until('both to change', () =>
      sent.text !== texts.sent && received.text !== texts.received ? true : undefined,
    )
    expect([cardsAt(hongKong).length, cardsAt(korea).length]).toEqual([1, 1])
    expect(JSON.stringify(sent.blocks)).not.toBe(JSON.stringify(received.blocks))
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(slack.problems()).toEqual(before)
    const { stdout } = call(dir, ['audit', 'verify', '--log', 'data'])
    expect(stdout).toMatch(/^Proven/)
  })
})
