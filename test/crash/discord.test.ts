import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { keyIn } from '../../adapters/discord/render.ts'
import { temporaryFolder } from '../contract/store-rig.ts'
import type { Fault, Struck } from '../rigs/discord/discord-type.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Told } from './discord-deliverer.ts'
import { eventSchema, logIn, rowsIn, run } from './ended.ts'
import { numbers } from './numbers.ts'

/** Each costs a start of discord.js, so there are fewer than of the others. */
const kills = Math.min(40, Math.ceil(Number(process.env['LIAISON_KILLS'] ?? 60) / 5))
const limitMs = 600_000

const faults: readonly Fault[] = [
  { kind: 'status', status: 502, when: 'after' },
  { kind: 'status', status: 502, when: 'before' },
  { kind: 'cut', when: 'after' },
  { kind: 'cut', when: 'after' },
  { kind: 'cut', when: 'before' },
]
const ways = [
  { method: 'POST', route: '/channels/:channel/messages' },
  { method: 'POST', route: '/channels/:channel/messages' },
  { method: 'PATCH', route: '/channels/:channel/messages' },
  { method: 'POST', route: '/threads' },
] as const

/** The little Discord outlives every kill. A second there is a millisecond here, for both. */
const raise = async (dataDir: string) => {
  const [from, began] = [1_800_000_000_000, Date.now()]
  const discord = await raiseDiscord({
    now: () => from + (Date.now() - began) * 1000,
    identifies: 100_000,
  })
  const guild = discord.addGuild('HK')
  const channels = ['a', 'b', 'c'].map(name => discord.addChannel(guild, name))
  const told: Told = {
    ...{ apiUrl: discord.apiUrl, token: discord.token, dataDir, began, from },
    ...{ guild: guild.id, places: channels.map(c => c.id) },
  }
  return {
    discord,
    told: JSON.stringify(told),
    /** What stands there in the end. */
    standing: () =>
      channels
        .flatMap(channel => [channel, ...discord.threads(channel)])
        .flatMap(channel => discord.messages(channel, discord.bot))
        .filter(message => keyIn(message) !== undefined),
  }
}

test(
  `given ${kills} kills with a faulty Discord, then nothing is lost and no double is silent`,
  async () => {
    const { folder, remove } = temporaryFolder()
    onTestFinished(remove)
    const { discord, told, standing } = await raise(folder)
    onTestFinished(discord.close)
    const file = join(folder, 'log.db')
    const random = numbers(20_261_129)
    const struck: Struck[] = []
    const trouble = () => {
      // No more than that lie in wait, else hardly a call would get through.
      if (struck.filter(one => one.hits() === 0).length > 2) return
      const [way, fault] = [ways[random(ways.length) - 1], faults[random(faults.length) - 1]]
      if (way && fault) struck.push(discord.trouble({ ...way, times: random(2), fault }))
    }
    const acknowledged: number[] = []
    expect((await run('discord-deliverer.ts', [file, '0', 'drain', told], undefined)).said).toBe('')
    const troubling = setInterval(trouble, 12)
    for (let round = 1; round <= kills; round++) {
      const args = [file, String(round), 'owe', told]
      const ended = await run('discord-deliverer.ts', args, 20 + random(150))
      expect([ended.signal, ended.said]).toEqual(['SIGKILL', ''])
      acknowledged.push(...ended.acknowledged)
    }
    clearInterval(troubling)
    for (const one of struck) one.lift()
    const last = [file, String(kills + 1), 'drain', told]
    const drained = await run('discord-deliverer.ts', last, undefined)
    expect([drained.signal, drained.said]).toEqual([null, ''])

    const { report, bodies } = await logIn(file)
    expect(report).toMatchObject({ kind: 'proven' })
    const owed = bodies.filter(b => b.type === 'test.owed')
    const said = new Set(owed.map(b => z.object({ n: z.int() }).parse(b.event).n))
    expect(
      acknowledged.filter(n => !said.has(n)),
      'acknowledged and lost',
    ).toEqual([])
    const rows = rowsIn(file)
    expect(rows).toHaveLength(4 * owed.length)
    expect(rows.filter(r => !['sent', 'merged'].includes(r.state))).toEqual([])
    const posted = bodies.filter(b => b.type === 'delivery.posted').map(b => b.event)
    const recorded = posted.map(e => eventSchema.parse(e))
    expect(recorded.flatMap(e => [e.key, ...e.covers.map(c => c.key)]).toSorted()).toEqual(
      rows.map(r => r.key).toSorted(),
    )
    const named = new Set(posted.map(e => z.object({ message: z.string() }).parse(e).message))
    const shown = new Set(standing().map(message => message.id))
    expect(
      [...named].filter(id => !shown.has(id)),
      'on record and not shown',
    ).toEqual([])
    expect(
      [...shown].filter(id => !named.has(id)),
      'a double, marked or not',
    ).toEqual([])
    const seen = {
      kills,
      acknowledged: acknowledged.length,
      rows: rows.length,
      merged: rows.filter(r => r.state === 'merged').length,
      shown: shown.size,
      troubles: struck.reduce((n, one) => n + one.hits(), 0),
      uncertain: bodies.filter(b => b.type === 'delivery.uncertain').length,
      found: bodies.filter(b => JSON.stringify(b.event).includes('"found"')).length,
    }
    process.stdout.write(`${JSON.stringify(seen)}\n`)
    expect(seen.acknowledged).toBeGreaterThanOrEqual(kills)
    expect(seen.uncertain).toBeGreaterThan(kills / 2)
    expect(seen.found).toBeGreaterThan(0)
    expect(seen.troubles).toBeGreaterThan(kills)
  },
  limitMs,
)
