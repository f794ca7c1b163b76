import { beforeAll, describe, expect, test } from 'vitest'
import { until } from '../cli/beside.ts'
import type { Discord, Fault, Struck } from '../rigs/discord/discord-type.ts'
import {
  type DiscordStage,
  type DiscordStageSetting,
  raiseDiscordStage,
} from '../rigs/discord-stage.ts'
import { handOver, picture, prove, steps } from './discord-faults.ts'

/** What a hand-over leaves where nothing goes wrong. */
let unhurt: readonly string[]

const raise = async (setting: DiscordStageSetting = {}) => {
  const stage = await raiseDiscordStage(setting)
  return { ...stage, [Symbol.asyncDispose]: stage.close }
}

beforeAll(async () => {
  await using stage = await raise()
  await handOver(stage)
  await prove(stage)
  expect(stage.discord.problems()).toEqual([])
  unhurt = picture(stage)
})

/** Every way of telling a place something. */
const ways = [
  { method: 'POST', route: '/channels/:channel/messages' },
  { method: 'PATCH', route: '/channels/:channel/messages' },
  { method: 'POST', route: '/threads' },
] as const

/** Where to wait takes real time, these are enough. */
const some: ReadonlySet<string> = new Set(['send', 'acknowledge', 'close'])

/** At each place, and in the threads. */
const hurt = ({ discord, channels }: DiscordStage, times: number, fault: Fault): Struck[] =>
  [...Object.values(channels).map(c => ({ channel: c.id })), {}].flatMap(where =>
    ways.map(way => discord.trouble({ ...way, ...where, times, fault })),
  )

// Each has a Discord of its own and mostly waits, so they run side by side.
describe.concurrent('given a hand-over of which the first message of each kind at each step fails', () => {
  // discord.js itself tries once more what is answered 5xx or hangs: two strikes are for the outbox.
  test.each<readonly [string, number, Fault]>([
    ['is answered 502 before it is taken', 2, { kind: 'status', status: 502, when: 'before' }],
    ['is answered 502 after it was taken', 1, { kind: 'status', status: 502, when: 'after' }],
    ['is answered 502 after it was taken', 2, { kind: 'status', status: 502, when: 'after' }],
    ['hangs and was never taken', 2, { kind: 'hang', when: 'before' }],
    ['hangs after it was taken', 2, { kind: 'hang', when: 'after' }],
    ['is cut off before it is taken', 1, { kind: 'cut', when: 'before' }],
    ['is cut off after it was taken', 1, { kind: 'cut', when: 'after' }],
    ['is limited', 1, { kind: 'ratelimited', retryAfterS: 7 }],
  ])('when it %s, %i times, then all is shown once', async (_, times, fault) => {
    await using stage = await raise(fault.kind === 'hang' ? { timing: { request: 250 } } : {})
    const struck: Struck[] = []
    await handOver(stage, async step => {
      for (const one of struck) one.lift()
      if (fault.kind !== 'hang' || step === 'acknowledge') struck.push(...hurt(stage, times, fault))
    })
    await prove(stage)
    expect(picture(stage)).toEqual(unhurt)
    const hits = struck.reduce((n, one) => n + one.hits(), 0)
    expect(hits).toBeGreaterThanOrEqual(times * 3)
  })

  test('when the program ends with each in doubt, then after the start all is shown once', async () => {
    await using stage = await raise()
    const fault = { kind: 'cut', when: 'after' } as const
    const struck: Struck[] = []
    await handOver(
      stage,
      async () => void struck.push(...hurt(stage, 1, fault)),
      async () => {
        for (const one of struck) one.lift()
        await stage.restart()
      },
    )
    await prove(stage)
    expect(picture(stage)).toEqual(unhurt)
    const doubts = (await stage.entries()).filter(e => e.type === 'delivery.uncertain')
    expect(doubts.length).toBeGreaterThan(steps.length)
  })
})

describe.concurrent('given a hand-over before each step of which the gateway is played with', () => {
  const plays: readonly (readonly [string, (d: Discord) => unknown, 'READY' | 'RESUMED'])[] = [
    ['asks to come back (op 7)', d => d.reconnect(), 'RESUMED'],
    ['lets the session be resumed (op 9, true)', d => d.invalidate(true), 'RESUMED'],
    ['ends the session (op 9, false)', d => d.invalidate(false), 'READY'],
    ['cuts the socket', d => d.cutSockets(), 'RESUMED'],
    ['is half open', d => d.halfOpen(), 'RESUMED'],
  ]

  test.each(plays)('when it %s, then all is shown once', async (name, play, how) => {
    await using stage = await raise({
      raise: { heartbeatMs: name === 'is half open' ? 80 : 40_000 },
    })
    const { discord } = stage
    let back: Promise<unknown> = Promise.resolve(how)
    await handOver(stage, async step => {
      if (!some.has(step)) return
      expect(await back).toBe(how)
      const beats = discord.heartbeats()
      if (name === 'is half open')
        await until('a heartbeat', () => discord.heartbeats() > beats || undefined)
      back = discord.ready()
      play(discord)
      // What is done before a RESUME is kept for it; without a session it would be lost, and be seen to be.
      if (how === 'READY') await back
    })
    expect(await back).toBe(how)
    await prove(stage)
    expect(picture(stage)).toEqual(unhurt)
    expect(discord.problems()).toEqual([])
    const counts = [discord.identified() - 1, discord.resumed()]
    const [anew = 0, resumed = 0] = how === 'READY' ? counts : counts.toReversed()
    expect(anew).toBeGreaterThanOrEqual(some.size)
    expect(resumed).toBe(0)
  })

  test('when the answer to RESUME is lost, then who acted sees it, and acts again', async () => {
    const silence = (): number => performance.now()
    // Longer than a loaded machine may keep this process waiting: before, nobody is to be taken for deaf.
    const timing = { deaf: 2000 }
    await using stage = await raise({ silence, timing, raise: { heartbeatMs: 60 } })
    const { discord, channels, users } = stage
    const lost: DiscordStage['heard'][] = []
    await handOver(stage, async step => {
      if (step !== 'accept') return
      discord.loseResumes(1)
      discord.reconnect()
      await until('the end of the socket', () => discord.sockets() === 0 || undefined)
      const back = discord.ready()
      const ref = { ref: 'HK-2026-000001' }
      const asked = discord.command(users.kim, channels.kr, 'referral accept', ref)
      expect(await back).toBe('READY')
      stage.pass(3000)
      expect(await asked.outcome).toEqual({ kind: 'timeout' })
      lost.push(stage.heard.filter(inbound => inbound.key.endsWith(asked.id)))
    })
    expect(lost).toEqual([[]])
    await prove(stage)
    expect(picture(stage)).toEqual(unhurt)
    expect(discord.identified()).toBeGreaterThanOrEqual(2)
  })
})
