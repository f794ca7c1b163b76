import { asJson, type Json } from '../kit/json.ts'
import { type Instant, plus } from '../kit/time.ts'
import type { Platform } from '../ports/platform.ts'
import type { EntryDraft, OutboxJob, Settlement } from '../ports/store.ts'
import { isUntried, type Tried, waitOf } from './send.ts'

/** After about an hour of tries a row is given up, which is an event of its own. */
export const maxAttempts = 20

export interface Outcome {
  readonly tried: Tried
  readonly settle: Settlement
  readonly entries: readonly EntryDraft[]
}

const entry = (job: OutboxJob, type: string, more: Readonly<Record<string, Json>>): EntryDraft => {
  const { platform, place, key, seq: of, covers } = job
  const also = covers && { covers: covers.map(c => ({ key: c.key, of: c.seq })) }
  return {
    subject: job.subject,
    type,
    actor: 'delivery',
    event: asJson({ platform, place, key, of, ...also, ...more }),
  }
}

/** Once a row: that a try of it may have arrived, and nobody knows. */
const uncertain = ({ job, result }: Tried): readonly EntryDraft[] => {
  const now = !result.ok && result.error.kind === 'Unknown' && !job.repeat
  if (!now && job.recovered !== true) return []
  const { covers: _, ...alone } = job
  return [entry(alone, 'delivery.uncertain', { why: now ? 'no-answer' : 'stopped' })]
}

/** What becomes of a row after a try, and what the log says of it. Pure. */
export const outcomeOf = (tried: Tried, now: Instant): Outcome => {
  const { job, result, looks } = tried
  const before = uncertain(tried)
  const covers = job.covers?.map(c => c.id)
  const covering = covers ? { covers } : {}
  const { id: outbox } = job
  if (result.ok) {
    const { message, how } = result.value
    const found = how === 'found'
    const more = { message, ...(found ? { how } : {}) }
    return {
      tried,
      settle: { outbox, to: 'sent', message, at: now, ...covering },
      entries: [...before, entry(job, 'delivery.posted', more)],
    }
  }
  const failure = result.error
  const untried = isUntried(failure)
  const attempts = job.attempts + 1
  if (untried || attempts < maxAttempts) {
    // At the very moment it would be claimed again at once, for ever.
    const at = plus(now, Math.max(1, waitOf(failure, attempts, looks)))
    const repeat = job.repeat || failure.kind === 'Unknown'
    const settle: Settlement = { outbox, to: 'later', at, repeat, ...(untried ? { untried } : {}) }
    return { tried, settle, entries: before }
  }
  return {
    tried,
    settle: { outbox, to: 'dead', ...covering },
    entries: [...before, entry(job, 'delivery.failed', { fault: failure.kind })],
  }
}

/** The platform of a job; undefined where it isn't in the settings any more. */
export const platformOf = (
  platforms: readonly Platform[],
  { platform }: OutboxJob,
): Platform | undefined => platforms.find(p => p.name === platform)
