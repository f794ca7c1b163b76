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
import { type HandOver, handOvers, receiptText } from '../../referral/cards/receipt.ts'
import type { NotificationEvent } from '../events.ts'
import { type Notification, type TextOfNotification, textsFor } from '../notification.ts'
import { cardAbout, type NotificationFacts, quotesOf, type Shown } from './facts.ts'

const deskTerm = (desk: string): Term => contactPoint(desk as ContactPointId)

const onCard: readonly TextOfNotification['part'][] = ['facts', 'confirmation']

/** What the log alone tells of it in a sentence; nothing of what no line tells of. */
export const lineOf = (
  n: Notification,
  desk: ContactPointId,
  { event: e, at: when, by }: Told<NotificationEvent>,
): Term | undefined => {
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
      return words('referral.sent', who)
    case 'notification.escalated':
    case 'notification.erased':
      return undefined
  }
}

const handOverIn = ({ type }: NotificationEvent): HandOver | undefined =>
  handOvers.find(of => type === `notification.${of}`)

/** A line under the card: what happened, with the words that came with it and its receipt; calls nobody. */
export const happenedCard = async (
  facts: Shown & Pick<NotificationFacts, 'receipt'>,
  desk: ContactPointId,
  happened: Told<NotificationEvent>,
): Promise<Card> => {
  const { state: n } = facts
  const { event } = happened
  const headline = lineOf(n, desk, happened)
  if (!headline) throw new Error(`no line tells of ${event.type}`)
  const item = 'text' in event ? event.text?.ref.item : undefined
  const text = textsFor(n, desk).find(t => t.item === item)
  const of = handOverIn(event)
  const receipt = of && (await facts.receipt?.(of))
  return cardAbout(n, {
    name: 'notification-happened',
    headline,
    // The facts stand on the card itself.
    quotes: text && !onCard.includes(text.part) ? quotesOf(facts, text) : [],
    ...(receipt ? { verbatim: receiptText(n.id, receipt) } : {}),
    buttons: [viewMatter(n.id)],
  })
}
