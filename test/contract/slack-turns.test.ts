import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endpoint, type SlackPlatform } from '../../adapters/slack/index.ts'
import { createTurns } from '../../adapters/slack/turns.ts'
import { createTestEar } from '../rigs/console.ts'
import { raiseSlack, type Slack } from '../rigs/slack/raise.ts'
import { slackOptions, startSlack } from '../rigs/slack-options.ts'
import { until } from '../rigs/slack-stage.ts'

const many = 40
/** As long as a decision and its commit keep everything else waiting, on a slow disk. */
const busyMs = 10

const busy = (): void => {
  const end = performance.now() + busyMs
  while (performance.now() < end);
}

describe('given many commands at once, each of which keeps the process busy', () => {
  let slack: Slack
  let dataDir: string
  let platform: SlackPlatform
  let order: string[]

  beforeEach(async () => {
    slack = await raiseSlack()
    dataDir = await mkdtemp(join(tmpdir(), 'liaison-slack-turns-'))
    order = []
  })
  afterEach(async () => {
    await platform.close()
    await slack.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test.each(['http', 'socket'] as const)(
    'when they come by %s, then acks go out before most are worked on',
    async mode => {
      const team = slack.team('HK')
      const ann = slack.addUser(team, 'ann', 'ko-KR')
      const channel = slack.addChannel({ name: 'desk', teams: [team], members: [ann] })
      const officers = { 'hkc.o1': ann }
      platform = await startSlack(slackOptions({ slack, dataDir, teams: [team], officers, mode }), {
        ...createTestEar(),
        hear: async () => {
          order.push('heard')
          busy()
          return { kind: 'none' }
        },
      })
      const port = platform.ports().get(team.id)
      if (port !== undefined)
        slack.route(team, { kind: 'http', url: `http://127.0.0.1:${port}${endpoint}` })
      const acks = Array.from({ length: many }, async () => {
        const outcome = await slack.command(ann, channel, '/help')?.outcome
        order.push('acked')
        return outcome?.kind
      })
      expect(new Set(await Promise.all(acks))).toEqual(new Set(['acked']))
      await until('all of them', () => (order.length === 2 * many ? true : undefined))
      const before = order.slice(0, order.lastIndexOf('acked')).filter(one => one === 'heard')
      expect(before.length).toBeLessThan(many / 4)
      expect(slack.problems()).toEqual([])
    },
  )
})

describe('given turns', () => {
  const round = () => new Promise<void>(resolve => setImmediate(resolve))

  test('when three are asked for at once, then they come in order, each in a round of its own', async () => {
    const turn = createTurns()
    const rounds: number[] = []
    let now = 0
    const own = [1, 2, 3].map(async n => {
      await turn()
      rounds.push(n, now)
    })
    for (; rounds.length < 6; now++) await round()
    await Promise.all(own)
    const [first, a = 0, second, b = 0, third, c = 0] = rounds
    expect([first, second, third]).toEqual([1, 2, 3])
    expect(a).toBeLessThan(b)
    expect(b).toBeLessThan(c)
  })

  test('when more are asked for in each round, then the first waits for them, but not for ever', async () => {
    const turn = createTurns()
    let first: number | undefined
    let now = 0
    turn().then(() => {
      first = now
    })
    for (; now < 10; now++) {
      await round()
      void turn()
    }
    expect(first).toBeUndefined()
    for (; first === undefined && now < 100; now++) {
      await round()
      void turn()
    }
    expect(first).toBeLessThan(50)
  })
})
