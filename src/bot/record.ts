import type { Language, ReferralId } from '../kit/ids.ts'
import { asJson, type Json } from '../kit/json.ts'
import { oncePer } from '../kit/once-per.ts'
import { absurd } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { Batch, OutboxDraft, Store } from '../ports/store.ts'
import type { Content, Vault } from '../ports/vault.ts'
import { timersOf } from '../referral/deadlines.ts'
import { type Audience, effects, type Notice } from '../referral/effects.ts'
import { type ReferralEvent, withText } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import { type Happened, isOpen, type Referral, referralSchema } from '../referral/referral.ts'
import type { Channel, Directory } from '../roster/directory.ts'

/** A referral as loaded, with the version that a commit must find. Version 0: it doesn't exist. */
export interface Loaded {
  readonly id: ReferralId
  readonly version: number
  readonly referral?: Referral
}

/** The referral of a kept state. A store may give the same state again, as for each card of it. */
export const referralIn = oncePer(state => referralSchema.parse(state))

export const loadReferral = async (store: Store, id: ReferralId): Promise<Loaded> => {
  const snapshot = await store.load(id)
  return snapshot
    ? { id, version: snapshot.version, referral: referralIn(snapshot.state) }
    : { id, version: 0 }
}

const channelsFor = (to: Audience, r: Referral, directory: Directory): readonly Channel[] => {
  switch (to.kind) {
    case 'pair':
      return directory.pairOf(r.from, r.to)
    case 'desk':
      return directory.internalOf(to.desk)
    case 'channel':
      // One that a third desk reads is left out, whatever the policy says: it isn't theirs.
      return directory.channels.filter(
        c => c.id === to.id && c.desks.every(d => d === r.from || d === r.to),
      )
    default:
      return absurd(to)
  }
}

const draftsOf = (
  notice: Notice,
  r: Referral,
  entry: number,
  directory: Directory,
): readonly OutboxDraft[] => {
  return channelsFor(notice.to, r, directory).map(c => ({
    platform: c.platform,
    place: c.place,
    subject: notice.subject ?? r.id,
    purpose: notice.purpose,
    recipe: asJson(notice.recipe),
    entry,
    ...(r.priority === 'immediate' && notice.purpose.startsWith('ping') ? { urgent: true } : {}),
  }))
}

/** One card of a referral at a place: where a pair shares no channel, its card is the desk's own. */
const oneCardAPlace = (drafts: readonly OutboxDraft[]): readonly OutboxDraft[] =>
  drafts.filter(
    (d, i) =>
      d.purpose !== 'card' ||
      drafts.findLastIndex(
        x => x.purpose === 'card' && x.place === d.place && x.platform === d.platform,
      ) === i,
  )

export interface Recording {
  readonly loaded: Loaded
  readonly events: readonly ReferralEvent[]
  readonly by: Happened['by']
  readonly actor: Json
  readonly cause?: Json
  readonly inbound?: string
  readonly now: Instant
  readonly directory: Directory
}

interface Step {
  readonly before: Referral | undefined
  readonly after: Referral
  readonly happened: Happened
}

const stepsOf = ({ loaded, events, now, by }: Recording): readonly Step[] => {
  let before = loaded.referral
  return events.map(event => {
    const happened: Happened = { event, at: now, by }
    const step = { before, after: evolve(before, loaded.id, happened), happened }
    before = step.after
    return step
  })
}

/** Folds the events and puts everything that follows from them into one batch. Pure. */
export const batchOf = (r: Recording): { readonly batch: Batch; readonly after: Referral } => {
  const steps = stepsOf(r)
  const after = steps.at(-1)?.after
  if (!after) throw new Error('a commit without an event')
  return {
    after,
    batch: {
      at: r.now,
      ...(r.inbound === undefined ? {} : { inbound: r.inbound }),
      expect: [{ subject: r.loaded.id, version: r.loaded.version }],
      entries: r.events.map(event => ({
        subject: r.loaded.id,
        type: event.type,
        actor: r.actor,
        ...(r.cause === undefined ? {} : { cause: r.cause }),
        event: asJson(event),
      })),
      snapshots: [
        {
          subject: r.loaded.id,
          version: r.loaded.version + 1,
          state: asJson(after),
          parties: [after.from, after.to],
          open: isOpen(after),
        },
      ],
      timers: [{ subject: r.loaded.id, armed: timersOf(after, r.directory.workingTime) }],
      outbox: oneCardAPlace(
        steps.flatMap((step, i) =>
          effects(step.before, step.after, step.happened).flatMap(n =>
            draftsOf(n, after, i, r.directory),
          ),
        ),
      ),
      settle: [],
    },
  }
}

/** Puts the officer's words into the vault and names them in the last event; no words, no change. */
export const withWords = async (
  vault: Vault,
  id: ReferralId,
  events: readonly ReferralEvent[],
  words: Content,
  language: Language,
): Promise<readonly ReferralEvent[]> => {
  const last = events.at(-1)
  if (!last || Object.keys(words).length === 0) return events
  const ref = await vault.put(id, words)
  return [...events.slice(0, -1), withText(last, { language, ref })]
}

/** Where the words of events are in the vault. */
export const itemsIn = (events: readonly ReferralEvent[]): readonly string[] =>
  events.flatMap(e => ('text' in e && e.text ? [e.text.ref.item] : []))

/** The texts of a referral as far as the vault still has them, by item. */
export const contentsOf = async (
  vault: Vault,
  r: Referral,
): Promise<ReadonlyMap<string, Content>> => {
  const found = await Promise.all(
    r.texts.map(async t => [t.ref.item, await vault.get(t.ref.item)] as const),
  )
  return new Map(found.flatMap(([item, content]) => (content ? [[item, content] as const] : [])))
}
