import { setTimeout as wait } from 'node:timers/promises'
import type { PlaceId } from '../src/kit/ids.ts'
import type { Exchange } from '../test/rigs/discord/exchange-type.ts'
import { burstReference } from './burst-of.ts'
import { burstDesk, type DiscordDesk, type Seat } from './discord-desk.ts'
import { median } from './figures.ts'

export const acknowledge = ({ discord, user, channel }: Seat, n: number): Exchange =>
  discord.command(user, channel, 'referral acknowledge', { ref: burstReference(n) })

export const list = ({ discord, user, channel }: Seat): Exchange =>
  discord.command(user, channel, 'referral list')

const answered = async (told: Exchange): Promise<void> => {
  const { kind } = await told.outcome
  if (kind !== 'answered' && kind !== 'deferred') throw new Error(`the first answer is ${kind}`)
}

/** Milliseconds from when Discord tells it to when Discord has the first answer. */
const timed = async (tell: () => Exchange): Promise<number> => {
  const from = performance.now()
  await answered(tell())
  return performance.now() - from
}

export interface Times {
  readonly ours: number[]
  /** discord.js that writes as much to the disk as our commit does, and waits for it. */
  readonly durable: number[]
  /** The rig and the way to it. */
  readonly alone: number[]
  /** Of the WAL, in one commit of ours. */
  readonly frames: number
}

/** In turn, so that noise hits all; each after one of discord.js', since the pump leaves cold caches behind. */
export const collect = async (
  desk: DiscordDesk,
  rounds: number,
  warmUp: number,
): Promise<Times> => {
  const { ours, bares, alones, answer } = desk
  const times: Omit<Times, 'frames'> = { ours: [], durable: [], alone: [] }
  let frames = 1
  for (let n = 0; n < warmUp + rounds; n++) {
    if (n === warmUp) frames = median(desk.counted())
    const own = await timed(() => acknowledge(ours, n))
    await desk.idle()
    // The same card for all, which costs the rig as much.
    answer.body = ours.discord.asked('/interactions').at(-1)?.body
    answer.kept = 0
    await timed(() => acknowledge(bares, n))
    answer.kept = frames
    const durable = await timed(() => acknowledge(bares, n))
    await timed(() => acknowledge(alones, n))
    const alone = await timed(() => acknowledge(alones, n))
    if (n < warmUp) continue
    times.ours.push(own)
    times.durable.push(durable)
    times.alone.push(alone)
  }
  return { ...times, frames }
}

/** One interaction each time it is due, whatever became of those before, until `more` says no. */
export const flow = async (
  perS: number,
  more: (i: number) => boolean,
  tell: (i: number) => Exchange,
): Promise<readonly number[]> => {
  const waited: number[] = []
  const under: Promise<void>[] = []
  const begin = performance.now()
  for (let i = 0; more(i); i++) {
    const due = begin + (i * 1000) / perS
    await wait(Math.max(0, due - performance.now()))
    const one = answered(tell(i)).then(() => void waited.push(performance.now() - due))
    under.push(one)
  }
  await Promise.all(under)
  return waited
}

const perCommit = 500

/** So many calls owed at once, as many at each channel. */
export const owe = async (
  { desk, burst, platform }: DiscordDesk,
  notices: number,
): Promise<void> => {
  for (let from = 0; from < notices; from += perCommit)
    await desk.store.commit({
      ...{ at: desk.now(), expect: [], snapshots: [], timers: [], settle: [] },
      entries: [{ subject: burstDesk, type: 'bench.owed', actor: 'bench', event: { from } }],
      outbox: Array.from({ length: Math.min(perCommit, notices - from) }, (_, i) => ({
        platform,
        place: (burst[(from + i) % burst.length]?.id ?? '') as PlaceId,
        subject: burstDesk,
        purpose: `ping.${from + i}` as const,
        recipe: { card: 'undelivered', platform, place: 'x', fault: 'Gone' },
        entry: 0,
      })),
    })
}
