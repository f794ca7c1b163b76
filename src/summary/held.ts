import type { Measure } from '../codes/measure.ts'
import type { ContactPointId, ReferralId } from '../kit/ids.ts'
import { hours, type Instant, plus } from '../kit/time.ts'
import { isOpen, type Referral } from '../referral/referral.ts'
import { isWithin } from '../roster/quiet.ts'
import type { Tally } from './tally.ts'

/** Two desks whose figures go together, with what is counted of them now. */
export interface Pair {
  readonly desks: readonly [ContactPointId, ContactPointId]
  readonly tally: () => Tally
}

/** A referral as far as figures need it. */
export interface Held {
  readonly pair: Pair
  state: Referral
  sentAt?: Instant
  /** Sent, or reopened since. */
  askedAt?: Instant
  acked: boolean
  replied: boolean
  counted: readonly Measure[]
}

const night = { from: '22:00', to: '07:00' }
const patience = hours(1)

/** When a night was missed: an hour after a sending by night (local time of the receiver) without a word. */
export const missedAt = (sent: Instant, zone: string): Instant | undefined =>
  isWithin(night, sent, zone) ? plus(sent, patience) : undefined

const stubs = new Map<string, Referral>()

/**
 * What is over and has no clock ahead, without what only an open one needs. Many share one, so that a million
 * of them take little room.
 */
export const stubOf = (r: Referral): Referral => {
  const key = JSON.stringify([r.from, r.to, r.category, r.priority, r.state, r.drill])
  const known = stubs.get(key)
  if (known) return known
  const made: Referral = {
    ...{ id: '' as ReferralId, state: r.state, revision: 1, from: r.from, to: r.to },
    ...{ category: r.category, priority: r.priority, actions: [], details: {}, given: [] },
    ...(r.drill ? { drill: r.drill } : {}),
    ...{ acts: {}, authors: [], assignees: {}, extensions: 0, consents: [], results: [] },
    ...{ measures: [], deadlines: [], escalations: 0, texts: [], erased: false },
  }
  stubs.set(key, made)
  return made
}

/** Whether nothing of it can be in the figures any more unless it is reopened. */
export const isOver = ({ state }: Held, at: Instant): boolean =>
  !isOpen(state) && state.deadlines.every(d => d.due < at)
