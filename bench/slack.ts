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
  const before = slack.ephemerals(seat.user).length
  const from = performance.now()
  const { outcome } = ask(desk, seat, n)
  const latest = from + 10_000
  while (slack.ephemerals(seat.user).length === before) {
    if (performance.now() > latest) throw new Error(`${line(n)} has no answer`)
    await new Promise(resolve => setImmediate(resolve))
  }
  const ms = performance.now() - from
  const { kind } = await outcome
  if (kind !== 'acked') throw new Error(`${line(n)}: ${kind}`)
  return ms
}

interface Times {
  /** As shipped: the pump follows each act, and may be before its answer. */
  readonly shipped: number[]
  /** Decision and commit without the pump. */
  readonly alone: number[]
  readonly bare: number[]
}

/**
 * Two of ours and one of Bolt's in turn, so that noise hits all, and none while the pump is still at what
 * came before. Bolt's handler acks and answers with the same card, which costs the little Slack as much.
 */
const collect = async (desk: SlackDesk, rounds: number, warmUp: number): Promise<Times> => {
  const { slack, bare, ours, bares } = desk
  let card: RespondArguments = { text: '' }
  bare.command(/.*/, async ({ ack, respond }) => {
    await ack()
    await respond(card)
  })
  const times: Times = { shipped: [], alone: [], bare: [] }
  for (let n = 0; n < warmUp + rounds; n++) {
    desk.kicks(true)
    const shipped = await answered(desk, ours, 2 * n)
    await desk.idle()
    desk.kicks(false)
    const alone = await answered(desk, ours, 2 * n + 1)
    const shown = slack.ephemerals(ours.user).at(-1)
    card = JSON.parse(JSON.stringify({ text: shown?.text, blocks: shown?.blocks }))
    const bolt = await answered(desk, bares, n)
    if (n < warmUp) continue
    times.shipped.push(shipped)
    times.alone.push(alone)
    times.bare.push(bolt)
  }
  desk.kicks(true)
  return times
}

/** At a steady rate, whatever became of those before: the wait of each from when it was due to its ack. */
const flow = async (desk: SlackDesk, from: number, count: number, perS: number) => {
  const waited: number[] = []
  const begin = performance.now()
  const one = async (i: number): Promise<void> => {
    const due = begin + (i * 1000) / perS
    await wait(Math.max(0, due - performance.now()))
    const { kind } = await ask(desk, desk.ours, from + i).outcome
    if (kind !== 'acked') throw new Error(`${line(from + i)}: ${kind}`)
    waited.push(performance.now() - due)
  }
  await Promise.all(Array.from({ length: count }, (_, i) => one(i)))
  return waited
}

/** Every command was decided, and the log has it. */
const assertDone = async ({ desk }: SlackDesk, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const found = await desk.store.load(burstReference(n) as ReferralId)
    const { state } = referralSchema.parse(found?.state)
    if (state !== 'acknowledged') throw new Error(`${burstReference(n)} is ${state}`)
  }
}

/** Against Bolt alone in the same rounds: the ratio is of ours to it. */
const againstBolt = (what: string, ours: readonly number[], bare: readonly number[]) => {
  const ratio = median(ours) / median(bare)
  const p99 = quantile(ours, 0.99)
  const row = {
    what: `${what} (${ours.length})`,
    figure: `p50 ${inMs(median(ours))}, p99 ${inMs(p99)}`,
    ceiling: `Bolt: p50 ${inMs(median(bare))}, p99 ${inMs(quantile(bare, 0.99))}`,
    ratio: ratio.toFixed(2),
  }
  return { row, ratio, p99 }
}

const measure = async (dir: string, targets: Targets) => {
  const { slackRounds, flowPerS, flowS } = targets
  const warmUp = Math.ceil(slackRounds / 10)
  const [typed, flowing] = [2 * (warmUp + slackRounds), flowPerS * flowS]
  const desk = await raiseSlackDesk(dir)
  await sendMany(desk.desk, typed + flowing)
  const times = await collect(desk, slackRounds, warmUp)
  const thread = await startIdleThread()
  const waited = await flow(desk, typed, flowing, flowPerS)
  const idle = await thread.stop()
  await desk.rest()
  await assertDone(desk, typed + flowing)
  await desk.close()
  return { times, waited, idle }
}

/** A command in Slack, from its signed request to its private answer; and how soon many have their acks. */
export const measureSlack = (targets: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const { slackRatio, slackMs, flowPerS, flowS, ackMs } = targets
    const { times, waited, idle } = await measure(dir, targets)
    const shipped = againstBolt('/referral acknowledge in Slack', times.shipped, times.bare)
    const alone = againstBolt('the same without the pump after it', times.alone, times.bare)
    const longest = Math.max(...waited)
    return [
      {
        ...shipped.row,
        target: `ratio <= ${slackRatio}, p99 < ${slackMs} ms`,
        ok: shipped.ratio <= slackRatio && shipped.p99 < slackMs,
      },
      { ...alone.row, target: '', ok: true },
      {
        what: `${flowPerS} of them a second for ${flowS} s: until acked (${waited.length})`,
        figure: `p50 ${inMs(median(waited))}, max ${inMs(longest)}`,
        ceiling: `idle thread: max ${inMs(Math.max(...idle))}`,
        ratio: '',
        target: `max < ${ackMs} ms`,
        ok: longest < ackMs,
      },
    ]
  })
