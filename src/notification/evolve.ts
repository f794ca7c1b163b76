import type { ContactPointId, Language, MatterId, ReferralId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { clockReached, type MatterClockStart, startedClock } from '../matter/clocks.ts'
import { actOf, beginningOf } from '../matter/fold.ts'
import type { Told } from '../matter/matter.ts'
import type { TextRef } from '../referral/events.ts'
import type { NotificationEvent, Sent } from './events.ts'
import type { Addressee, Notification, TextPart } from './notification.ts'

// Reason for length: one switch over all events, so that a reviewer sees the whole fold at once.

type Happened = Told<NotificationEvent>

const withoutClock = (n: Notification, name: string): Notification => ({
  ...n,
  clocks: n.clocks.filter(c => c.name !== name),
})

/** Clocks that start; one of the same name that runs is replaced. */
const started = (n: Notification, starts: readonly MatterClockStart[]): Notification => ({
  ...n,
  clocks: [
    ...n.clocks.filter(c => !starts.some(s => s.name === c.name)),
    ...starts.map(startedClock),
  ],
})

const ofDesk = (
  n: Notification,
  desk: string,
  change: (a: Addressee) => Addressee,
): Notification => ({
  ...n,
  addressees: n.addressees.map(a => (a.desk === desk ? change(a) : a)),
})

const withWords = (
  n: Notification,
  h: Happened,
  part: TextPart,
  text: TextRef | undefined,
  desk: ContactPointId = n.from,
): Notification =>
  text === undefined
    ? n
    : {
        ...n,
        texts: [
          ...n.texts,
          { ...actOf(h), part, desk, language: text.language as Language, item: text.ref.item },
        ],
      }

const born = (id: MatterId, e: Sent, h: Happened): Notification => ({
  id,
  status: 'open',
  kind: e.kind,
  from: e.from as ContactPointId,
  sent: actOf(h),
  category: e.category,
  actions: e.actions,
  urgency: e.urgency,
  tlp: e.tlp,
  ...(e.arrival === undefined ? {} : { arrival: fromRfc3339(e.arrival) }),
  arrivedUnanswered: false,
  oral: e.oral,
  addressees: e.addressees.map(a => ({
    desk: a.desk as ContactPointId,
    role: a.role,
    answers: [],
    referrals: [],
  })),
  externals: Array.from({ length: e.externals }, () => ({})),
  holders: [],
  clocks: e.clocks.map(startedClock),
  texts: [],
})

/** A new arrival is still ahead, so what was said of the one before holds no longer. */
const moved = (n: Notification, arrival: string | undefined): Notification =>
  arrival === undefined ? n : { ...n, arrival: fromRfc3339(arrival), arrivedUnanswered: false }

const ended = (n: Notification, h: Happened, status: 'closed' | 'withdrawn'): Notification => ({
  ...n,
  status,
  ended: actOf(h),
  clocks: [],
})

const fold = (n: Notification, h: Happened): Notification => {
  const { event: e } = h
  switch (e.type) {
    case 'notification.sent':
      return n
    case 'notification.acknowledged': {
      const has = ofDesk(n, e.desk, a => ({ ...a, acknowledged: actOf(h) }))
      return started(withoutClock(has, `ack:${e.desk}`), e.clocks)
    }
    case 'notification.answered': {
      const { result, controlled } = e
      const answer = {
        ...actOf(h),
        result,
        ...(controlled === undefined ? {} : { controlled: fromRfc3339(controlled) }),
      }
      const has = ofDesk(n, e.desk, a => ({ ...a, answers: [...a.answers, answer] }))
      const said = withWords(has, h, 'answer', e.text, e.desk as ContactPointId)
      return started(withoutClock(said, `answer:${e.desk}`), e.clocks)
    }
    case 'notification.referred':
      return ofDesk(n, e.desk, a => ({
        ...a,
        referrals: [...a.referrals, e.referral as ReferralId],
      }))
    case 'notification.told': {
      const told = { ...actOf(h), way: e.way, told: fromRfc3339(e.at) }
      const externals = n.externals.map((x, i) => (i + 1 === e.external ? { told } : x))
      const said = withWords({ ...n, externals }, h, 'telling', e.text)
      return withoutClock(said, `told:${e.external}`)
    }
    case 'notification.confirmed': {
      const { category, actions } = e
      const now = moved({ ...n, category, actions, confirmed: actOf(h) }, e.arrival)
      return started(withoutClock(withWords(now, h, 'confirmation', e.text), 'written'), e.clocks)
    }
    case 'notification.supplemented':
      return started(withWords(moved(n, e.arrival), h, 'supplement', e.text), e.clocks)
    case 'notification.holder_asked': {
      const desk = e.desk as ContactPointId
      const holders = [...n.holders, { ...actOf(h), desk }]
      return withWords({ ...n, holders }, h, 'holder', e.text, desk)
    }
    case 'notification.holder_verified': {
      const verified = { ...actOf(h), verdict: e.verdict, on: e.on }
      const holders = n.holders.map(x =>
        x.desk === e.desk && x.verified === undefined ? { ...x, verified } : x,
      )
      return withWords({ ...n, holders }, h, 'verdict', e.text, e.desk as ContactPointId)
    }
    case 'notification.closed':
      return withWords({ ...ended(n, h, 'closed'), outcome: e.outcome }, h, 'closing', e.text)
    case 'notification.withdrawn':
      return withWords(ended(n, h, 'withdrawn'), h, 'withdrawal', e.text)
    case 'notification.arrived':
      return { ...n, arrivedUnanswered: true }
    case 'notification.escalated':
      return { ...n, clocks: [...clockReached(n.clocks, e)] }
    case 'notification.erased':
      return { ...n, clocks: [], texts: [], erased: true }
    default:
      return absurd(e)
  }
}

/** The notification after an event; the first one sends it. Pure. */
export const evolve = (
  before: Notification | undefined,
  id: MatterId,
  happened: Happened,
): Notification => {
  if (before) return fold(before, happened)
  const first = beginningOf(id, happened.event, 'notification.sent')
  return withWords(born(id, first, happened), happened, 'facts', first.text)
}
