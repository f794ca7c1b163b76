import type { Measure } from '../codes/measure.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { hours, type Instant, plus } from '../kit/time.ts'
import type { Marking } from '../referral/events.ts'
import { isOpen, type Referral } from '../referral/referral.ts'
import type { RunningDeadline } from '../referral/running.ts'
import { isWithin } from '../roster/quiet.ts'
import type { Tally } from './tally.ts'
import type { Bounds, Week } from './week.ts'

/** The week that two desks are in, with what is counted of it so far. */
export interface Current extends Bounds {
  readonly week: Week
  readonly tally: Tally
}

/** Two desks whose figures go together. */
export interface Pair {
  readonly desks: readonly [ContactPointId, ContactPointId]
  /** Undefined before the first entry. */
  readonly current: () => Current | undefined
}

/** A referral as far as figures need it. */
export interface Held {
  /** Undefined where its desks have no figures of their own: they shared a channel once. */
  readonly pair?: Pair
  state: Referral
  sentAt?: Instant
  /** Sent, or reopened since. */
  askedAt?: Instant
  acked: boolean
  replied: boolean
  counted: readonly Measure[]
}

const night = { from: '22:00', to: '07:00' }
/** Who has been silent for so long, by night, has missed it. */
export const patience = hours(1)

/** When a night was missed: an hour after a sending by night (local time of the receiver) without a word. */
export const missedAt = (sent: Instant, zone: string): Instant | undefined =>
  isWithin(night, sent, zone) ? plus(sent, patience) : undefined

type Kept = Pick<Referral, 'id' | 'state' | 'from' | 'to' | 'category' | 'priority'> &
  Partial<Pick<Referral, 'drill' | 'resume'>> & { readonly marking?: Pick<Marking, 'tlp'> }

const nothing = { steps: [], calls: [], reached: 0 }

/** Of a deadline what figures need. */
export type KeptDeadline = Pick<RunningDeadline, 'name' | 'owner' | 'due' | 'original'> &
  Partial<Pick<RunningDeadline, 'pausedAt'>>

const slimDeadline = ({ name, owner, due, original, pausedAt }: KeptDeadline): RunningDeadline => ({
  ...{ name, owner, due, original, ...nothing },
  ...(pausedAt === undefined ? {} : { pausedAt }),
})

const empty = {
  ...{ revision: 1, actions: [], details: {}, given: [], acts: {}, authors: [], assignees: {} },
  ...{ extensions: 0, consents: [], results: [], measures: [], escalations: 0, texts: [] },
  erased: false,
}

// Of a marking nothing but its label is shown.
const unmarked = { pap: '', handling: [], court: 'ask' } as const satisfies Omit<Marking, 'tlp'>

/** A referral without all that figures aren't made of: tens of thousands that are open take little room. */
export const slim = (r: Kept, deadlines: readonly KeptDeadline[]): Referral => ({
  ...empty,
  ...{ id: r.id, state: r.state, from: r.from, to: r.to },
  ...{ category: r.category, priority: r.priority },
  ...(r.drill ? { drill: r.drill } : {}),
  ...(r.resume ? { resume: r.resume } : {}),
  ...(r.marking ? { marking: { ...unmarked, tlp: r.marking.tlp } } : {}),
  deadlines: deadlines.map(slimDeadline),
})

/** Whether nothing of it can be in the figures of a week that begins then, unless something happens to it. */
export const isOver = ({ state }: Held, at: number): boolean =>
  !isOpen(state) && state.deadlines.every(d => d.due < at)
