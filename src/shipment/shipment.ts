import { z } from 'zod'
import { feedbacks } from '../codes/feedback.ts'
import { locodes } from '../codes/locode.ts'
import { changes, holdEnds } from '../codes/shipment.ts'
import { tlps } from '../codes/tlp.ts'
import { outcomes } from '../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { matterClock } from '../matter/clocks.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const ordinal = z.int().min(1)
const act = z.object({ by: id<OfficerId>(), at: moment })
const deskAct = act.extend({ desk: id<ContactPointId>() })

/** Words of an officer, in the vault. */
const text = deskAct.extend({ language: id<Language>(), item: z.string() })

/** What was declared, by its item in the vault; without one where no words came. */
const declared = deskAct.extend({
  hs: z.string().exactOptional(),
  item: z.string().exactOptional(),
})
export type DeclaredGoods = z.infer<typeof declared>

const feedback = deskAct.extend({
  result: z.enum(feedbacks),
  controlled: moment.exactOptional(),
  item: z.string().exactOptional(),
})

const leg = deskAct.extend({
  n: ordinal,
  from: z.enum(locodes).exactOptional(),
  to: z.enum(locodes).exactOptional(),
  departs: moment,
  arrives: moment,
  custodian: id<ContactPointId>().exactOptional(),
  /** Item of its words: places, conveyance, an external custodian. */
  item: z.string().exactOptional(),
  /** In order; the last one holds. */
  goods: z.array(declared).min(1),
  /** Items whose containers it has, in order; the last one holds. */
  containers: z.array(z.string()),
  feedback: z.array(feedback),
})
export type Leg = z.infer<typeof leg>

/** By whose report it was raised. */
const alarm = deskAct.extend({
  n: ordinal,
  leg: ordinal,
  against: ordinal,
  what: z.array(z.enum(changes)),
  /** Those that watched then: who watches later reads it on the card. */
  desks: z.array(id<ContactPointId>()),
  before: declared,
  after: declared,
  /** Items with the containers before and after. */
  containers: z.object({ before: z.string().exactOptional(), after: z.string().exactOptional() }),
  seen: z.array(deskAct),
})
export type Alarm = z.infer<typeof alarm>

const reminder = z.object({ percent: z.int(), at: moment })

const hold = deskAct.extend({
  n: ordinal,
  leg: ordinal,
  since: moment,
  limit: moment,
  reminders: z.array(reminder),
  /** Reminders of this limit that were taken, by their number. */
  reached: z.int().min(0),
  calls: z.array(z.int()),
  extensions: z.array(act),
  item: z.string().exactOptional(),
  ended: act.extend({ how: z.enum(holdEnds) }).exactOptional(),
})
export type Hold = z.infer<typeof hold>

export const shipmentSchema = z.object({
  id: id<MatterId>(),
  status: z.enum(['open', 'closed']),
  from: id<ContactPointId>(),
  begun: act,
  source: z.string().exactOptional(),
  tlp: z.enum(tlps),
  watchers: z.array(id<ContactPointId>()),
  legs: z.array(leg).min(1),
  alarms: z.array(alarm),
  holds: z.array(hold),
  clocks: z.array(matterClock),
  texts: z.array(text),
  /** Its content was erased; what was written since is in `texts`. */
  erased: z.literal(true).exactOptional(),
  ended: act.exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
})
export type Shipment = z.infer<typeof shipmentSchema>

/** The desk that began it, those that watch it, and each that has a leg. */
export const partiesOf = (s: Shipment): readonly ContactPointId[] => [
  ...new Set([s.from, ...s.watchers, ...s.legs.flatMap(l => l.custodian ?? [])]),
]

export const isOpen = (s: Shipment): boolean => s.status === 'open'

export const legOf = (s: Pick<Shipment, 'legs'>, n: number): Leg | undefined =>
  s.legs.find(l => l.n === n)

/** There is always one: it begins with it. */
export const lastLeg = (s: Pick<Shipment, 'legs'>): Leg => {
  const last = s.legs.at(-1)
  if (!last) throw new Error('a shipment without a leg')
  return last
}

export const goodsOn = (l: Leg): DeclaredGoods => {
  const last = l.goods.at(-1)
  if (!last) throw new Error(`leg ${l.n} without goods`)
  return last
}

/** Desks that have not yet said that they have seen it. */
export const waitingFor = (a: Alarm): readonly ContactPointId[] =>
  a.desks.filter(d => !a.seen.some(x => x.desk === d))

/** Alarms that the desk has not yet said it has seen. */
export const unseenBy = (s: Shipment, desk: ContactPointId): readonly Alarm[] =>
  isOpen(s) ? s.alarms.filter(a => waitingFor(a).includes(desk)) : []

export const openHolds = (s: Shipment): readonly Hold[] => s.holds.filter(h => !h.ended)

export const ownHolds = (s: Shipment, desk: ContactPointId): readonly Hold[] =>
  openHolds(s).filter(h => h.desk === desk)

/**
 * Legs on which the desk has the goods: as custodian, before the first leg as the one that began it, and
 * at the start of a leg as custodian of the one above.
 */
export const legsHeldBy = (s: Shipment, desk: ContactPointId): readonly Leg[] =>
  s.legs.filter(({ n, custodian }) => {
    const above = n === 1 ? s.from : legOf(s, n - 1)?.custodian
    return custodian === desk || above === desk
  })

/** What others do counts for none, so that a button of an alarm outlives their acts. */
export const revisionOf = (s: Shipment, desk: ContactPointId): number => {
  const holds = s.holds.filter(h => h.desk === desk)
  return (
    1 +
    Number(!isOpen(s)) +
    holds.length +
    holds.reduce((n, h) => n + h.extensions.length + Number(h.ended !== undefined), 0) +
    s.alarms.filter(a => a.seen.some(x => x.desk === desk)).length
  )
}
