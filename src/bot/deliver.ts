import { isDesk, isLog, isMatter, type PlatformName } from '../kit/ids.ts'
import { err, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Outgoing } from '../ports/platform.ts'
import type { EntryDraft, OutboxDraft, OutboxJob, OutboxQuery } from '../ports/store.ts'
import { emptyBatch } from './batches.ts'
import { compose } from './compose.ts'
import { createFlight } from './flight.ts'
import { loadMatter, matterOf } from './matters.ts'
import { type Outcome, outcomeOf, platformOf } from './outcome.ts'
import { loadReferral } from './record.ts'
import { type Failure, type Sent, send, type Tried } from './send.ts'
import type { Speaker } from './speak.ts'
import { type About, undelivered } from './undelivered.ts'
import type { World } from './world.ts'

/** Claimed at once, so that no officer waits behind them; what is left comes at once after. */
const maxJobs = 12
/** Calls under way at one platform, so that one that hangs holds up neither the others nor the process. */
const maxFlying = 24

export interface Deliver {
  /** One piece: claims, calls, and records what calls have come to. @returns how many of these there were */
  readonly deliver: () => Promise<number>
  /** A piece that waits for calls under way ends at once: there may be something new to claim. */
  readonly nudge: () => void
  /** When something may be claimed, without what is in flight; undefined where nothing is owed. */
  readonly owedNext: () => Promise<Instant | undefined>
  /** At the end: no more claims; pieces go on until what is under way has come back. */
  readonly rest: () => void
  /** At the very end: what has still not come back is left to the next start. */
  readonly abandon: () => void
}

/**
 * Sends what is owed: claims, posts, and records what became of it. What can't be sent now is tried later;
 * a place that fails, and a call that hangs, hold up no other. Never changes what was decided.
 */
export const createDeliver = (world: World, speaker: Speaker): Deliver => {
  const { store, directory, clock, log, platforms, matters } = world
  const flight = createFlight<PlatformName, Tried>()
  let resting = false
  let abandoned = false

  const query = (): OutboxQuery => ({
    now: clock.now(),
    max: maxJobs,
    limits: new Map(
      platforms.map(p => [
        p.name,
        { max: maxFlying - flight.under(p.name), paceMs: p.capabilities.paceMs },
      ]),
    ),
  })

  const outgoingOf = async (job: OutboxJob): Promise<Outgoing | undefined> => {
    const channel = directory.channelAt(job.platform, job.place)
    if (!channel || !platformOf(platforms, job)) return undefined
    const { card, desks } = await compose(world, job)
    const zones = directory.zonesFor(channel.desks[0], desks)
    const spoken = speaker.card(card, { languages: channel.languages, zones })
    return { key: job.key, card: spoken, at: clock.now(), repeat: job.repeat }
  }

  const attempt = async (job: OutboxJob, outgoing: Outgoing | undefined): Promise<Tried> => {
    const platform = platformOf(platforms, job)
    const result: Result<Sent, Failure> =
      platform && outgoing ? await send(platform, job, outgoing) : err({ kind: 'Gone' })
    return { job, at: clock.now(), result, looks: platform?.find !== undefined }
  }

  const launch = async (): Promise<void> => {
    const jobs = await store.claimOutbox(query())
    const made = await Promise.all(jobs.map(async job => ({ job, out: await outgoingOf(job) })))
    for (const { job, out } of made) flight.launch(job.platform, attempt(job, out))
  }

  const tell = (outcome: Outcome): void => {
    const { job, result } = outcome.tried
    if (result.ok) return
    const facts = { key: job.key, fault: result.error.kind, to: outcome.settle.to }
    if (outcome.settle.to === 'dead')
      log.error('a message was given up: its place can not be reached', {
        ...facts,
        platform: job.platform,
        place: job.place,
      })
    else log.warn('not delivered', facts)
  }

  const aboutOf = async ({ subject }: OutboxJob): Promise<About> => {
    if (isDesk(subject) || isLog(subject)) return {}
    if (isMatter(subject)) {
      const { state } = await loadMatter(store, subject)
      return state === undefined ? {} : { sender: matterOf(matters, subject).senderOf(state) }
    }
    const { referral } = await loadReferral(store, subject)
    return referral ? { referral } : {}
  }

  const noticesOf = async (outcome: Outcome, first: number): Promise<readonly OutboxDraft[]> => {
    const { job, result } = outcome.tried
    if (outcome.settle.to !== 'dead' || result.ok) return []
    const entry = first + outcome.entries.length - 1
    const about = await aboutOf(job)
    return undelivered(job, result.error.kind, entry, { directory, ...about })
  }

  /** All that has landed, in one commit. */
  const record = async (landed: readonly Tried[]): Promise<void> => {
    const at = clock.now()
    const outcomes = landed.map(tried => outcomeOf(tried, at))
    outcomes.forEach(tell)
    const entries: EntryDraft[] = []
    const outbox: OutboxDraft[] = []
    for (const outcome of outcomes) {
      outbox.push(...(await noticesOf(outcome, entries.length)))
      entries.push(...outcome.entries)
    }
    if (abandoned) return
    const settle = outcomes.map(o => o.settle)
    await store.commit({ ...emptyBatch(at), entries, outbox, settle })
  }

  return {
    deliver: async () => {
      if (abandoned) return 0
      if (!resting) await launch()
      const landed = await flight.landed()
      if (landed.length === 0 || abandoned) return 0
      await record(landed)
      return landed.length
    },
    nudge: flight.nudge,
    owedNext: () => store.owedNext(query()),
    rest: () => {
      resting = true
    },
    abandon: () => {
      abandoned = true
      flight.nudge()
    },
  }
}
