import { setTimeout as wait } from 'node:timers/promises'
import type { RespondArguments } from '@slack/bolt'
import type { ReferralId } from '../src/kit/ids.ts'
import { referralSchema } from '../src/referral/referral.ts'
import { burstReference, sendMany } from './burst-of.ts'
import { inMs, median, quantile } from './figures.ts'
import { inFolder } from './folder.ts'
import { startIdleThread } from './idle-thread.ts'
import type { Row } from './row.ts'
import { raiseSlackDesk, type SlackDesk } from './slack-desk.ts'
import type { Targets } from './targets.ts'

type Seat = SlackDesk['ours']

const line = (n: number): string => `/referral acknowledge ${burstReference(n)}`

const ask = ({ slack }: SlackDesk, { user, channel }: Seat, n: number) => {
  const exchange = slack.command(user, channel, line(n))
  if (!exchange) throw new Error('Slack has no such command')
  return exchange
}

/** Acked and privately answered; gives the milliseconds from the request to both. */
const answered = async (desk: SlackDesk, seat: Seat, n: number): Promise<number> => {
  const { slack } = desk
  const before = slack.lastEphemeral(seat.user)
  const from = performance.now()
  const { outcome } = ask(desk, seat, n)
  const latest = from + 10_000
  while (slack.lastEphemeral(seat.user) === before) {
    if (performance.now() > latest) throw new Error(`${line(n)} has no answer`)
    await new Promise(resolve => setImmediate(resolve))
  }
  const ms = performance.now() - from
  const { kind } = await outcome
  if (kind !== 'acked') throw new Error(`${line(n)}: ${kind}`)
  return ms
}

interface Times {
  readonly ours: number[]
  /** A handler of Bolt's that keeps nothing, right after another of its own. */
  readonly bare: number[]
  /** The same right after ours: with caches as cold as ours finds them. */
  readonly after: number[]
}

/**
 * By turns, so that noise hits both. Bolt's handler acks and answers with the same card, which costs the little
 * Slack as much.
 */
const collect = async (desk: SlackDesk, rounds: number, warmUp: number): Promise<Times> => {
  const { slack, bare, ours, bares } = desk
  let card: RespondArguments = { text: '' }
  bare.command(/.*/, async ({ ack, respond }) => {
    await ack()
    await respond(card)
  })
  const times: Times = { ours: [], bare: [], after: [] }
  for (let n = 0; n < warmUp + rounds; n++) {
    const own = await answered(desk, ours, n)
    await desk.idle()
    const shown = slack.lastEphemeral(ours.user)
    card = JSON.parse(JSON.stringify({ text: shown?.text, blocks: shown?.blocks }))
    const after = await answered(desk, bares, n)
    const bolt = await answered(desk, bares, n)
    if (n < warmUp) continue
    times.ours.push(own)
    times.after.push(after)
    times.bare.push(bolt)
  }
  return times
}

interface Flow {
  /** Of each, from when it was due to its ack. */
  readonly waited: readonly number[]
  /** From the last ack until all had their private answers. */
  readonly tailMs: number
}

/** At a steady rate, whatever became of those before. */
const flow = async (desk: SlackDesk, from: number, count: number, perS: number): Promise<Flow> => {
  const { slack, ours } = desk
  const waited: number[] = []
  const before = slack.ephemerals(ours.user).length
  const begin = performance.now()
  const one = async (i: number): Promise<void> => {
    const due = begin + (i * 1000) / perS
    await wait(Math.max(0, due - performance.now()))
    const { kind } = await ask(desk, ours, from + i).outcome
    if (kind !== 'acked') throw new Error(`${line(from + i)}: ${kind}`)
    waited.push(performance.now() - due)
  }
  await Promise.all(Array.from({ length: count }, (_, i) => one(i)))
  const acked = performance.now()
  while (slack.ephemerals(ours.user).length < before + count) {
    if (performance.now() > acked + 10_000) throw new Error('some have no answer')
    await wait(1)
  }
  return { waited, tailMs: performance.now() - acked }
}

/** Every command was decided, and the log has it. */
const assertDone = async ({ desk }: SlackDesk, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const found = await desk.store.load(burstReference(n) as ReferralId)
    const { state } = referralSchema.parse(found?.state)
    if (state !== 'acknowledged') throw new Error(`${burstReference(n)} is ${state}`)
  }
}

const measure = async (dir: string, targets: Targets) => {
  const { slackWarmUp, slackRounds, flowPerS, flowS } = targets
  const [typed, flowing] = [slackWarmUp + slackRounds, flowPerS * flowS]
  const desk = await raiseSlackDesk(dir)
  await sendMany(desk.desk, typed + flowing)
  const times = await collect(desk, slackRounds, slackWarmUp)
  const thread = await startIdleThread()
  const flowed = await flow(desk, typed, flowing, flowPerS)
  const idle = await thread.stop()
  await desk.rest()
  await assertDone(desk, typed + flowing)
  await desk.close()
  return { times, ...flowed, idle }
}

/** A command in Slack, from its signed request to its private answer; and how soon many have their acks. */
export const measureSlack = (targets: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const { slackRatio, slackMs, flowPerS, flowS, ackMs } = targets
    const { times, waited, tailMs, idle } = await measure(dir, targets)
    const { ours, bare, after } = times
    const ratio = median(ours) / median(bare)
    const p99 = quantile(ours, 0.99)
    const longest = Math.max(...waited)
    return [
      {
        what: `/referral acknowledge in Slack (${ours.length})`,
        figure: `p50 ${inMs(median(ours))}, p99 ${inMs(p99)}`,
        ceiling: `bare Bolt: p50 ${inMs(median(bare))}, p99 ${inMs(quantile(bare, 0.99))}`,
        ratio: ratio.toFixed(2),
        target: `ratio <= ${slackRatio}, p99 < ${slackMs} ms`,
        ok: ratio <= slackRatio && p99 < slackMs,
      },
      {
        what: 'the same against bare Bolt right after it',
        figure: '',
        ceiling: `bare Bolt: p50 ${inMs(median(after))}, p99 ${inMs(quantile(after, 0.99))}`,
        ratio: (median(ours) / median(after)).toFixed(2),
        target: '',
        ok: true,
      },
      {
        what: `${flowPerS} of them a second for ${flowS} s: until acked (${waited.length})`,
        figure: `p50 ${inMs(median(waited))}, max ${inMs(longest)}; the last answer ${inMs(tailMs)} after`,
        ceiling: `idle thread: max ${inMs(Math.max(...idle))}`,
        ratio: '',
        target: `max < ${ackMs} ms`,
        ok: longest < ackMs,
      },
    ]
  })
