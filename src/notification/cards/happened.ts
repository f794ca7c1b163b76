import {
  at,
  type Card,
  contactPoint,
  count,
  data,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import { labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import { labelOfWay } from '../../codes/notification.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import { labelOfVerdict } from '../../codes/report.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Told } from '../../matter/matter.ts'
import type { NotificationEvent } from '../events.ts'
import { type Notification, textsFor } from '../notification.ts'
import { cardAbout, quotesOf, type Shown } from './facts.ts'

const deskTerm = (desk: string): Term => contactPoint(desk as ContactPointId)

const sentence = (
  n: Notification,
  desk: ContactPointId,
  { event: e, at: when, by }: Told<NotificationEvent>,
): Term => {
  const who: Params = by === 'clock' ? { time: at(when) } : { officer: officer(by), time: at(when) }
  switch (e.type) {
    case 'notification.acknowledged':
      return words('notification.did.acknowledged', { ...who, desk: deskTerm(e.desk) })
    case 'notification.answered':
      return words('notification.did.answered', {
        ...who,
        desk: deskTerm(e.desk),
        result: words(labelOfFeedback(e.result)),
      })
    case 'notification.referred':
      return words('notification.did.referred', {
        ...who,
        desk: deskTerm(e.desk),
        ref: data(e.referral),
      })
    case 'notification.told':
      return words('notification.external_told', {
        number: count(e.external),
        ...who,
        time: at(fromRfc3339(e.at)),
        way: words(labelOfWay(e.way)),
      })
    case 'notification.confirmed':
      return words('notification.did.confirmed', who)
    case 'notification.supplemented':
      return e.arrival === undefined
        ? words('notification.did.supplemented', who)
        : words('notification.did.moved', { ...who, arrival: at(fromRfc3339(e.arrival)) })
    case 'notification.holder_asked':
      return words('notification.did.holder_asked', { ...who, desk: deskTerm(e.desk) })
    case 'notification.holder_verified':
      return words('notification.did.holder_verified', {
        ...who,
        verdict: words(labelOfVerdict(e.verdict)),
        on: data(e.on),
      })
    case 'notification.closed':
      return words('notification.did.closed', {
        ...who,
        outcome: words(labelOfOutcome(e.outcome)),
      })
    case 'notification.withdrawn':
      return words('notification.did.withdrawn', who)
    case 'notification.arrived':
      // Of others an addressee learns nothing, not even how many have not answered.
      return desk === n.from || n.arrival === undefined
        ? words('notification.did.arrived', { count: count(e.waiting.length) })
        : words('notification.arrived_line', { time: at(n.arrival) })
    case 'notification.sent':
    case 'notification.escalated':
    case 'notification.erased':
      throw new Error(`no line tells of ${e.type}`)
  }
}

/** A line under the card: what happened, with the words that came with it; calls nobody. */
export const happenedCard = (
  facts: Shown,
  desk: ContactPointId,
  happened: Told<NotificationEvent>,
): Card => {
  const { state: n } = facts
  const { event } = happened
  const item = 'text' in event ? event.text?.ref.item : undefined
  const text = textsFor(n, desk).find(t => t.item === item)
  return cardAbout(n, {
    name: 'notification-happened',
    headline: sentence(n, desk, happened),
    // The facts stand on the card itself.
    quotes: text && text.part !== 'confirmation' ? quotesOf(facts, text) : [],
    buttons: [viewMatter(n.id)],
  })
}
