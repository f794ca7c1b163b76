import type { MessageId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import { absurd, err, type Result } from '../kit/result.ts'
import { plus } from '../kit/time.ts'
import type { Fault, Outgoing, Platform } from '../ports/platform.ts'
import type { Batch, EntryDraft, OutboxJob, Settlement } from '../ports/store.ts'
import { backoffMs } from './backoff.ts'
import { compose } from './compose.ts'
import type { Speaker } from './speak.ts'
import type { World } from './world.ts'

/** Sent at once, one a place, so that no officer waits behind them; what is left comes at once after. */
const maxJobs = 12
/** After about an hour of tries a row is given up, which is an event of its own. */
const maxAttempts = 20

/** What stands is changed, a line goes under its card; what is not there, or is gone, comes anew. */
const send = async (
  platform: Platform,
  { purpose, place, standing }: OutboxJob,
  outgoing: Outgoing,
): Promise<Result<MessageId, Fault>> => {
  if (standing === undefined) return platform.post(place, outgoing)
  const sent =
    purpose === 'reply'
      ? await platform.reply(place, standing, outgoing)
      : await platform.revise(place, standing, outgoing)
  const gone = !sent.ok && sent.error.kind === 'Gone'
  return gone ? platform.post(place, outgoing) : sent
}

const waitOf = (fault: Fault, attempts: number): number => {
  switch (fault.kind) {
    case 'RateLimited':
      return fault.retryAfterMs
    case 'Unreachable':
    case 'Forbidden':
    case 'Gone':
    case 'Unknown':
      return backoffMs(attempts)
    default:
      return absurd(fault)
  }
}

/**
 * Sends what is owed, once: claims, posts, and records what became of it. What can't be sent now is
 * tried later; a place that fails holds up no other. Never changes what was decided.
 * @returns how many were sent
 */
export const createDeliver = (world: World, speaker: Speaker) => {
  const { store, directory, clock, log } = world

  const attempt = async (job: OutboxJob): Promise<Result<MessageId, Fault>> => {
    const platform = world.platforms.find(p => p.name === job.platform)
    const channel = directory.channelAt(job.platform, job.place)
    if (!platform || !channel) return err({ kind: 'Gone' })
    const { card, desks } = await compose(world, job)
    const zones = directory.zonesFor(channel.desks[0], desks)
    const spoken = speaker.card(card, { languages: channel.languages, zones })
    return send(platform, job, {
      key: job.key,
      card: spoken,
      at: clock.now(),
      repeat: job.repeat,
    })
  }

  const delivery = (job: OutboxJob, type: string, more: Record<string, string>): EntryDraft => ({
    subject: job.subject,
    type,
    actor: 'delivery',
    event: asJson({ platform: job.platform, place: job.place, key: job.key, of: job.seq, ...more }),
  })

  const outcome = (
    job: OutboxJob,
    sent: Result<MessageId, Fault>,
  ): { readonly settle: Settlement; readonly entries: readonly EntryDraft[] } => {
    const now = clock.now()
    if (sent.ok)
      return {
        settle: { outbox: job.id, to: 'sent', message: sent.value, at: now },
        entries: [delivery(job, 'delivery.posted', { message: sent.value })],
      }
    const attempts = job.attempts + 1
    if (attempts < maxAttempts) {
      const later = plus(now, waitOf(sent.error, attempts))
      const repeat = job.repeat || sent.error.kind === 'Unknown'
      return { settle: { outbox: job.id, to: 'later', at: later, repeat }, entries: [] }
    }
    return {
      settle: { outbox: job.id, to: 'dead' },
      entries: [delivery(job, 'delivery.failed', { fault: sent.error.kind })],
    }
  }

  const one = async (job: OutboxJob): Promise<boolean> => {
    const sent = await attempt(job)
    const { settle, entries } = outcome(job, sent)
    if (!sent.ok) log.warn('not delivered', { key: job.key, fault: sent.error.kind, to: settle.to })
    const batch: Batch = {
      at: clock.now(),
      expect: [],
      entries,
      snapshots: [],
      timers: [],
      outbox: [],
      settle: [settle],
    }
    await store.commit(batch)
    return sent.ok
  }

  return async (): Promise<number> => {
    const jobs = await store.claimOutbox({ now: clock.now(), max: maxJobs })
    const sent = await Promise.all(jobs.map(one))
    return sent.filter(Boolean).length
  }
}
