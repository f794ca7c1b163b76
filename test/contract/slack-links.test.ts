import { afterEach, describe, expect, test } from 'vitest'
import { createSlackPlatform, endpoint } from '../../adapters/slack/index.ts'
import { bareCard, outgoing } from '../rigs/cards.ts'
import { raiseSlackDesk, type SlackDesk } from '../rigs/slack-desk.ts'
import { until } from '../rigs/slack-stage.ts'

let desk: SlackDesk
afterEach(() => desk.close())

const say = () => {
  const exchange = desk.slack.command(desk.ann, desk.channel, '/help')
  if (!exchange) throw new Error('no command')
  return exchange
}

const sockets = (n: number) =>
  until(`${n} sockets`, () => (desk.slack.sockets(desk.team) === n ? true : undefined))

describe('given two sockets', () => {
  test('when Slack recycles them in turn, then no command is missed', async () => {
    desk = await raiseSlackDesk()
    let acked = 0
    for (let i = 0; i < 60; i++) {
      if (i % 10 === 5) {
        desk.slack.disconnect(desk.team, 'refresh_requested', 0)
        expect((await say().outcome).kind).toBe('acked')
        acked += 1
        await sockets(2)
      }
      expect((await say().outcome).kind).toBe('acked')
      acked += 1
    }
    expect(acked).toBe(66)
    await until('all of them', () => (desk.ear.heard.length === 66 ? true : undefined))
    expect(desk.slack.problems()).toEqual([])
  })

  test('when the network is away for a while, then they come back by themselves', async () => {
    desk = await raiseSlackDesk()
    desk.slack.refuseConnections(900)
    const done = await desk.platform().post(desk.place, outgoing('k1', bareCard('x')))
    expect(done).toMatchObject({ ok: false })
    await sockets(0)
    await sockets(2)
    expect((await say().outcome).kind).toBe('acked')
    expect(desk.told.some(t => t.message === 'A socket to Slack is lost.')).toBe(true)
    expect(desk.told.some(t => t.message === 'A socket to Slack is open again.')).toBe(true)
  })
})

describe('given signed HTTP', () => {
  const url = () => `http://127.0.0.1:${desk.platform().ports().get(desk.team.id)}${endpoint}`

  test.each([
    [0, 'acked'],
    [280, 'acked'],
    [-280, 'acked'],
    [330, 'refused'],
    [-330, 'refused'],
  ])('when a signature is %i s ahead, then it is %s', async (skewS, kind) => {
    desk = await raiseSlackDesk({ mode: 'http' })
    desk.slack.route(desk.team, { kind: 'http', url: url(), skewS })
    expect((await say().outcome).kind).toBe(kind)
  })

  test('when the secret is wrong, then it is refused and not heard', async () => {
    desk = await raiseSlackDesk({ mode: 'http' })
    desk.slack.route(desk.team, { kind: 'http', url: url(), secret: 'another' })
    expect(await say().outcome).toEqual({ kind: 'refused', status: 401 })
    expect(desk.ear.heard).toEqual([])
  })

  test('when it is closed with a connection kept open, then it does not wait for it', async () => {
    desk = await raiseSlackDesk({ mode: 'http' })
    desk.slack.route(desk.team, { kind: 'http', url: url() })
    expect((await say().outcome).kind).toBe('acked')
    const before = performance.now()
    await desk.platform().close()
    expect(performance.now() - before).toBeLessThan(2000)
    await expect(fetch(url())).rejects.toThrow()
  })

  test('when the port is taken, then the start is refused in a sentence', async () => {
    desk = await raiseSlackDesk({ mode: 'http' })
    const port = desk.platform().ports().get(desk.team.id) ?? 0
    const workspaces = desk.options.workspaces.map(w => (w.mode === 'http' ? { ...w, port } : w))
    const made = createSlackPlatform({ ...desk.options, workspaces })
    if (!made.ok) throw new Error(made.error.kind)
    expect(await made.value.start(desk.ear)).toMatchObject({
      ok: false,
      error: { kind: 'Forbidden', missing: expect.stringContaining('SLACK_PORT') },
    })
    await made.value.close()
  })
})
