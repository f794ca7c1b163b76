import type { ContactPointId, Language, MatterId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { clockReached, type MatterClockStart, startedClock } from '../matter/clocks.ts'
import { actOf, beginningOf } from '../matter/fold.ts'
import type { Told } from '../matter/matter.ts'
import type { TextRef } from '../referral/events.ts'
import type { Alarmed, Begun, LegAdded, ShipmentEvent } from './events.ts'
import { isWatched } from './met.ts'
import {
  type Alarm,
  type DeclaredGoods,
  goodsOn,
  type Hold,
  type Leg,
  legOf,
  type Shipment,
} from './shipment.ts'

// Reason for length: one switch over all events, so that a reviewer sees the whole fold at once.

type Happened = Told<ShipmentEvent>

const deskAct = (h: Happened, desk: string) => ({ ...actOf(h), desk: desk as ContactPointId })

const itemOf = (text: TextRef | undefined) => (text ? { item: text.ref.item } : {})

const withText = (
  s: Shipment,
  h: Happened,
  { desk, text }: { readonly desk: string; readonly text?: TextRef },
): Shipment =>
  text === undefined
    ? s
    : {
        ...s,
        texts: [
          ...s.texts,
          { ...deskAct(h, desk), language: text.language as Language, item: text.ref.item },
        ],
      }

const goodsFrom = (
  h: Happened,
  e: { readonly desk: string; readonly hs?: string; readonly text?: TextRef },
): DeclaredGoods => ({
  ...deskAct(h, e.desk),
  ...(e.hs === undefined ? {} : { hs: e.hs }),
  ...itemOf(e.text),
})

const legFrom = (e: Begun | LegAdded, h: Happened, above?: Leg): Leg => {
  const item = e.text?.ref.item
  const carried = above?.containers.at(-1)
  const containers = e.containers > 0 ? item : carried
  return {
    ...deskAct(h, e.desk),
    n: e.leg,
    ...(e.from === undefined ? {} : { from: e.from }),
    ...(e.to === undefined ? {} : { to: e.to }),
    departs: fromRfc3339(e.departs),
    arrives: fromRfc3339(e.arrives),
    ...(e.custodian === undefined ? {} : { custodian: e.custodian as ContactPointId }),
    ...(item === undefined ? {} : { item }),
    goods: [goodsFrom(h, e)],
    containers: containers === undefined ? [] : [containers],
    feedback: [],
  }
}

const born = (id: MatterId, e: Begun, h: Happened): Shipment => ({
  id,
  status: 'open',
  from: e.desk as ContactPointId,
  begun: actOf(h),
  ...(e.source === undefined ? {} : { source: e.source }),
  tlp: e.tlp,
  watchers: e.watchers as ContactPointId[],
  legs: [legFrom(e, h)],
  alarms: [],
  holds: [],
  clocks: e.clocks.map(startedClock),
  texts: [],
})

const started = (s: Shipment, starts: readonly MatterClockStart[]): Shipment => ({
  ...s,
  clocks: [
    ...s.clocks.filter(c => !starts.some(x => x.name === c.name)),
    ...starts.map(startedClock),
  ],
})

const onLeg = (s: Shipment, n: number, change: (l: Leg) => Leg): Shipment => ({
  ...s,
  legs: s.legs.map(l => (l.n === n ? change(l) : l)),
})

/** Legs below that have the containers of this one get them changed too. */
const containersOn = (s: Shipment, n: number, item: string | undefined): Shipment => {
  const was = legOf(s, n)?.containers.at(-1)
  if (item === undefined) return s
  return {
    ...s,
    legs: s.legs.map(l =>
      l.n === n || (l.n > n && l.containers.at(-1) === was)
        ? { ...l, containers: [...l.containers, item] }
        : l,
    ),
  }
}

const alarmFrom = (s: Shipment, e: Alarmed, h: Happened): Alarm => {
  const [leg, against] = [legOf(s, e.leg), legOf(s, e.against)]
  if (!leg || !against) throw new Error(`an alarm on leg ${e.leg}, which isn't there`)
  const isOwn = e.leg === e.against
  const before = (isOwn ? leg.goods.at(-2) : undefined) ?? goodsOn(against)
  const was = (isOwn ? leg.containers.at(-2) : undefined) ?? against.containers.at(-1)
  const is = leg.containers.at(-1)
  return {
    ...deskAct(h, e.desk),
    ...{ n: e.alarm, leg: e.leg, against: e.against, what: e.what },
    desks: e.clocks.map(c => c.desk as ContactPointId),
    before,
    after: goodsOn(leg),
    containers: {
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    },
    seen: [],
  }
}

const ofHold = (s: Shipment, n: number, change: (h: Hold) => Hold): Shipment => ({
  ...s,
  holds: s.holds.map(h => (h.n === n ? change(h) : h)),
})

const limitFrom = (
  e: Extract<ShipmentEvent, { readonly limit: string; readonly reminders: unknown }>,
) => ({
  limit: fromRfc3339(e.limit),
  reminders: e.reminders.map(r => ({ percent: r.percent, at: fromRfc3339(r.at) })),
  reached: 0,
  calls: [],
})

const fold = (s: Shipment, h: Happened): Shipment => {
  const { event: e } = h
  switch (e.type) {
    case 'shipment.begun':
      return s
    case 'shipment.leg_added': {
      const legs = [...s.legs, legFrom(e, h, s.legs.at(-1))]
      return started({ ...s, legs }, e.clocks)
    }
    case 'shipment.goods_declared':
      return onLeg(s, e.leg, l => ({ ...l, goods: [...l.goods, goodsFrom(h, e)] }))
    case 'shipment.container_changed':
      return containersOn(s, e.leg, e.text?.ref.item)
    case 'shipment.alarmed':
      return started({ ...s, alarms: [...s.alarms, alarmFrom(s, e, h)] }, e.clocks)
    case 'shipment.seen': {
      const alarms = s.alarms.map(a =>
        e.alarms.includes(a.n) ? { ...a, seen: [...a.seen, deskAct(h, e.desk)] } : a,
      )
      return { ...s, alarms }
    }
    case 'shipment.fed_back': {
      const controlled = e.controlled === undefined ? {} : { controlled: fromRfc3339(e.controlled) }
      const said = { ...deskAct(h, e.desk), result: e.result, ...controlled, ...itemOf(e.text) }
      return onLeg(s, e.leg, l => ({ ...l, feedback: [...l.feedback, said] }))
    }
    case 'shipment.held': {
      const hold: Hold = {
        ...deskAct(h, e.desk),
        ...{ n: e.hold, leg: e.leg, since: fromRfc3339(e.since), extensions: [] },
        ...limitFrom(e),
        ...itemOf(e.text),
      }
      return { ...s, holds: [...s.holds, hold] }
    }
    case 'shipment.extended':
      return ofHold(s, e.hold, x => ({
        ...x,
        ...limitFrom(e),
        extensions: [...x.extensions, actOf(h)],
      }))
    case 'shipment.hold_ended':
      return ofHold(s, e.hold, x => ({ ...x, ended: { ...actOf(h), how: e.how } }))
    case 'shipment.reminded':
      return ofHold(s, e.hold, x => ({
        ...x,
        reached: Math.max(x.reached, e.step + 1),
        calls: [...x.calls, e.step],
      }))
    case 'shipment.escalated':
      return { ...s, clocks: [...clockReached(s.clocks, e)] }
    case 'shipment.closed':
      return { ...s, status: 'closed', outcome: e.outcome, ended: actOf(h), clocks: [] }
    case 'shipment.erased':
      // Nobody can compare what is gone; what is held stays so, and so does its limit.
      return {
        ...s,
        clocks: [],
        texts: [],
        alarms: s.alarms.map(a => ({ ...a, desks: a.seen.map(x => x.desk) })),
        erased: true,
      }
    default:
      return absurd(e)
  }
}

/** The shipment after an event; the first one begins it. Pure. */
export const evolve = (
  before: Shipment | undefined,
  id: MatterId,
  happened: Happened,
): Shipment => {
  const { event } = happened
  const after = before
    ? fold(before, happened)
    : born(id, beginningOf(id, event, 'shipment.begun'), happened)
  const said = 'text' in event && 'desk' in event ? withText(after, happened, event) : after
  return { ...said, clocks: said.clocks.filter(c => isWatched(said, c)) }
}
