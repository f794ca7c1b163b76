import type { OfficerId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import type { Instant } from '../kit/time.ts'
import type { Batch, OutboxDraft } from '../ports/store.ts'
import { passed } from '../referral/deadlines.ts'
import type { Bundled, Escalated } from '../referral/events.ts'
import { deskOf, otherSide, type Referral, wasSent } from '../referral/referral.ts'
import { bundlePurpose, desksOf } from '../referral/told.ts'
import type { Directory } from '../roster/directory.ts'
import type { CallTarget } from '../roster/on-duty.ts'
import { emptyBatch, mergedBatch } from './batches.ts'
import type { Gap } from './readiness.ts'
import { batchOf, type Loaded } from './record.ts'

/** What the clock's decisions look at beside a referral. */
export interface Overlook {
  readonly now: Instant
  readonly gap?: Gap
  readonly directory: Directory
  /** Whom a target reaches at a desk now. */
  readonly calledAt: (desk: Referral['from'], target: CallTarget) => readonly OfficerId[]
}

/** What is due of one referral, with whom it calls; events may be none. */
export interface Overdue {
  readonly loaded: Loaded & { readonly referral: Referral }
  readonly events: readonly Escalated[]
}

const ownTargets = ['duty', 'backup', 'supervisor', 'head'] as const
const otherTargets = { 'other-desk': 'duty', 'other-head': 'head' } as const

/** Whom an event calls, as the rosters stand now; written into it, so that the log says who. */
const withCalled = (r: Referral, e: Escalated, { calledAt }: Overlook): Escalated => {
  const owner = deskOf(r, e.owner)
  const other = deskOf(r, otherSide(e.owner))
  const called = ownTargets.filter(t => e.tell.includes(t)).flatMap(t => calledAt(owner, t))
  const asked = (['other-desk', 'other-head'] as const).filter(t => e.tell.includes(t))
  const calledOther = wasSent(r) ? asked.flatMap(t => calledAt(other, otherTargets[t])) : []
  return {
    ...e,
    called: [...new Set(called)],
    ...(calledOther.length > 0 ? { calledOther: [...new Set(calledOther)] } : {}),
  }
}

/** What is due of a referral now: of each of its deadlines the highest step only. Pure. */
export const overdueOf = (loaded: Overdue['loaded'], look: Overlook): Overdue => {
  const { referral } = loaded
  const events = referral.deadlines.flatMap(d => {
    const event = passed(referral, d.name, look.now, look.directory.workingTime, look.gap)
    return event ? [withCalled(referral, event, look)] : []
  })
  return { loaded, events }
}

const largestBundle = 20

/** Who is told of it in the same breath: the same desks, by the same targets. */
const keyOf = ({ loaded: { referral: r }, events }: Overdue): string | undefined => {
  const [event] = events
  const alone =
    !event ||
    events.length > 1 ||
    r.priority === 'immediate' ||
    r.drill === true ||
    event.tell.some(t => t.startsWith('channel:'))
  if (alone) return undefined
  return JSON.stringify([deskOf(r, event.owner), deskOf(r, otherSide(event.owner)), event.tell])
}

const itemOf = ({ loaded, events: [event] }: Overdue): readonly Bundled[] =>
  event ? [{ subject: loaded.id, deadline: event.deadline, step: event.step, due: event.due }] : []

/**
 * Deadlines of one desk that are due at once and call the same people are told in one message; those of
 * immediate matters each alone (DESIGN section 8; a storm of calls is read by nobody).
 */
export const bundled = (all: readonly Overdue[]): readonly (readonly Overdue[])[] => {
  const alone = all.filter(o => keyOf(o) === undefined)
  const groups = Map.groupBy(
    all.filter(o => keyOf(o) !== undefined),
    o => keyOf(o) ?? '',
  )
  const chunks = [...groups.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / largestBundle) }, (_, i) =>
      group.slice(i * largestBundle, (i + 1) * largestBundle),
    ),
  )
  return [...alone.map(o => [o]), ...chunks]
}

const batchOfOne = (o: Overdue, look: Overlook): Batch =>
  batchOf({
    loaded: o.loaded,
    events: o.events,
    by: 'clock',
    actor: 'clock',
    now: look.now,
    directory: look.directory,
  }).batch

const messages = (group: readonly Overdue[], items: readonly Bundled[], look: Overlook) => {
  const first = group[0]
  const event = first?.events[0]
  if (!first || !event) return []
  const { referral: r } = first.loaded
  return desksOf(r, event).flatMap(({ to, desk }) =>
    look.directory.internalOf(desk).map(
      (c): OutboxDraft => ({
        platform: c.platform,
        place: c.place,
        subject: desk,
        purpose: bundlePurpose(items),
        recipe: asJson({
          card: 'bundle',
          to,
          desk,
          items,
          mentions: (to === 'owner' ? event.called : event.calledOther) ?? [],
        }),
        entry: 0,
      }),
    ),
  )
}

/** All that a group of overdue referrals comes to, as one commit. Pure. */
export const overdueBatch = (group: readonly Overdue[], look: Overlook): Batch => {
  if (group.length === 1) return group[0] ? batchOfOne(group[0], look) : emptyBatch(look.now)
  const items = group.flatMap(itemOf)
  const told = group.map(o => ({
    ...o,
    events: o.events.map(event => ({ ...event, bundle: items })),
  }))
  const merged = mergedBatch(
    told.map(o => batchOfOne(o, look)),
    look.now,
  )
  return { ...merged, outbox: [...merged.outbox, ...messages(group, items, look)] }
}
