import { type EntryBody, readEntry } from '../audit/entry.ts'
import type { OfficerId, SubjectId } from '../kit/ids.ts'
import type { Json } from '../kit/json.ts'
import { fromRfc3339, type Instant } from '../kit/time.ts'
import type { Told } from '../matter/matter.ts'
import type { Store } from '../ports/store.ts'
import { referralEventSchema } from '../referral/events.ts'
import type { Happened } from '../referral/referral.ts'
import type { DutyHappened } from '../roster/duty.ts'
import { dutyEventSchema } from '../roster/events.ts'

export const officerIn = (actor: unknown): OfficerId | 'clock' =>
  typeof actor === 'object' &&
  actor !== null &&
  'officer' in actor &&
  typeof actor.officer === 'string'
    ? (actor.officer as OfficerId)
    : 'clock'

const bodyAt = async (store: Store, seq: number): Promise<EntryBody> => {
  for await (const entry of store.readEntries(seq, seq + 1)) {
    const body = readEntry(entry.body)
    if (!body.ok) throw new Error(`entry ${seq} can't be read: ${body.error}`)
    return body.value
  }
  throw new Error(`no entry ${seq}`)
}

/** What the log says happened to a referral at that position. */
export const happenedAt = async (store: Store, seq: number): Promise<Happened> => {
  const { event, at, actor } = await bodyAt(store, seq)
  return {
    event: referralEventSchema.parse(event),
    at: fromRfc3339(at),
    by: officerIn(actor),
  }
}

/** The same of a duty roster. */
export const dutyHappenedAt = async (store: Store, seq: number): Promise<DutyHappened> => {
  const { event, at, actor } = await bodyAt(store, seq)
  return { event: dutyEventSchema.parse(event), at: fromRfc3339(at), by: officerIn(actor) }
}

/** The same of anything, as the log has it. */
export const toldAt = async (store: Store, seq: number): Promise<Told<Json>> => {
  const { event, at, actor } = await bodyAt(store, seq)
  return { event, at: fromRfc3339(at), by: officerIn(actor) }
}

/** Entries looked through for a delivery: an exercise lasts minutes, and its report must not last longer. */
const farthest = 2000

/** When a referral was first shown at one of these places before that position, as far as is near enough. */
export const firstShownAt = async (
  store: Store,
  subject: SubjectId,
  places: ReadonlySet<string>,
  before: number,
): Promise<Instant | undefined> => {
  for await (const { body } of store.readEntries(Math.max(0, before - farthest), before)) {
    if (!body.includes('"delivery.posted"') || !body.includes(`"${subject}"`)) continue
    const entry = readEntry(body)
    if (!entry.ok || entry.value.subject?.id !== subject) continue
    const { event } = entry.value
    const place =
      typeof event === 'object' && event !== null && 'place' in event ? event['place'] : undefined
    if (typeof place === 'string' && places.has(place)) return fromRfc3339(entry.value.at)
  }
  return undefined
}
