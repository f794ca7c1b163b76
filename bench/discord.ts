import type { ReferralId } from '../src/kit/ids.ts'
import { referralSchema } from '../src/referral/referral.ts'
import { burstReference, sendMany } from './burst-of.ts'
import { burstChannels, type DiscordDesk, raiseDiscordDesk } from './discord-desk.ts'
import { acknowledge, collect, flow, list, owe } from './discord-load.ts'
import { inMs, median, quantile } from './figures.ts'
import { inFolder } from './folder.ts'
import { startIdleThread } from './idle-thread.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

/** Every command was decided, and the log has it. */
const assertDone = async ({ desk }: DiscordDesk, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const found = await desk.store.load(burstReference(n) as ReferralId)
    const { state } = referralSchema.parse(found?.state)
    if (state !== 'acknowledged') throw new Error(`${burstReference(n)} is ${state}`)
  }
}

const shownOf = ({ ours, burst }: DiscordDesk): number =>
  burst.reduce((n, channel) => n + ours.discord.messages(channel).length, 0)

/** Officers act at the steady rate, every other one only reads, until the last notice is shown. */
const drain = async (
  desk: DiscordDesk,
  from: number,
  { discordOwedPerS, discordOwed }: Targets,
) => {
  await owe(desk, discordOwed)
  const latest = performance.now() + 120_000
  const begin = performance.now()
  desk.kick()
  const waited = await flow(
    discordOwedPerS,
    () => {
      if (performance.now() > latest) throw new Error(`${shownOf(desk)} shown of ${discordOwed}`)
      return shownOf(desk) < discordOwed
    },
    i => (i % 2 === 0 ? list(desk.ours) : acknowledge(desk.ours, from + (i - 1) / 2)),
  )
  return {
    waited,
    tookMs: performance.now() - begin,
    acknowledged: Math.floor(waited.length / 2),
    putOff: desk.ours.discord.invalidRequests(),
  }
}

const measure = async (dir: string, targets: Targets) => {
  const { slackWarmUp, slackRounds, flowPerS, flowS, discordOwed } = targets
  const [typed, flowing] = [slackWarmUp + slackRounds, flowPerS * flowS]
  const desk = await raiseDiscordDesk(dir)
  await sendMany(desk.desk, typed + flowing + 3 * discordOwed)
  const times = await collect(desk, slackRounds, slackWarmUp)
  const thread = await startIdleThread()
  const flowed = await flow(
    flowPerS,
    i => i < flowing,
    i => acknowledge(desk.ours, typed + i),
  )
  const idle = await thread.stop()
  await desk.idle()
  const drained = await drain(desk, typed + flowing, targets)
  await desk.rest()
  await assertDone(desk, typed + flowing + drained.acknowledged)
  await desk.close()
  return { times, flowed, idle, drained }
}

const spread = (all: readonly number[]): string =>
  `p50 ${inMs(median(all))}, p99 ${inMs(quantile(all, 0.99))}`

/**
 * An interaction on Discord, from when Discord tells it to when Discord has the first answer: one by one,
 * many, and many while a pile of notices drains at Discord's own pace.
 */
export const measureDiscord = (targets: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const { flowPerS, flowS, discordMs, discordWorstMs, discordOwed, discordOwedPerS } = targets
    const { times, flowed, idle, drained } = await measure(dir, targets)
    const { ours, durable, alone, frames } = times
    const longest = Math.max(...drained.waited)
    return [
      {
        what: `/referral acknowledge in Discord (${ours.length})`,
        figure: spread(ours),
        ceiling: `discord.js with ${frames} WAL frames and an fsync: ${spread(durable)}`,
        ratio: (median(ours) / median(durable)).toFixed(2),
        target: '',
        ok: true,
      },
      {
        what: 'the share of it that is the little Discord and the way to it',
        figure: spread(alone),
        ceiling: '',
        ratio: (median(alone) / median(ours)).toFixed(2),
        target: '',
        ok: true,
      },
      {
        what: `${flowPerS} of them a second for ${flowS} s: first answer (${flowed.length})`,
        figure: `${spread(flowed)}, max ${inMs(Math.max(...flowed))}`,
        ceiling: `idle thread: max ${inMs(Math.max(...idle))}`,
        ratio: '',
        target: `p99 < ${discordMs} ms`,
        ok: quantile(flowed, 0.99) < discordMs,
      },
      {
        what: `${discordOwedPerS} a second, every other a list, while ${discordOwed} notices to ${burstChannels} channels drain in ${(drained.tookMs / 1000).toFixed(1)} s (${drained.waited.length})`,
        figure: `${spread(drained.waited)}, max ${inMs(longest)}`,
        ceiling: `50 calls a second: ${(discordOwed / 50).toFixed(1)} s; ${drained.putOff} put off (429)`,
        ratio: '',
        target: `max < ${discordWorstMs} ms`,
        ok: longest < discordWorstMs,
      },
    ]
  })
