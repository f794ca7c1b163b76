import {
  at,
  contactPoint,
  count,
  type FieldOfCard,
  officer,
  type Params,
  type Term,
  words,
} from '../../card/card.ts'
import { labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import { labelOfHoldEnd } from '../../codes/shipment.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { listed } from '../../referral/cards/labels.ts'
import { isOverLimit } from '../holds.ts'
import { type Alarm, type Hold, isOpen, partiesOf, type Shipment, waitingFor } from '../shipment.ts'
import { whatTerm } from './legs.ts'

export const deskList = (desks: readonly ContactPointId[]): Term | undefined =>
  listed(desks.map(contactPoint))

/** Which leg differs from which, and in what. */
export const alarmTerm = (a: Alarm): Term => {
  const params: Params = { leg: count(a.leg), against: count(a.against), what: whatTerm(a) }
  return words(a.leg === a.against ? 'shipment.alarm_own' : 'shipment.alarm_line', params)
}

export const seenTerm = (x: Alarm['seen'][number]): Term =>
  words('shipment.seen_by', { desk: contactPoint(x.desk), officer: officer(x.by), time: at(x.at) })

/** Who has seen an alarm and who has not, which is of use only while somebody has not. */
const seenLines = (a: Alarm): readonly Term[] => {
  const waiting = deskList(waitingFor(a))
  return waiting ? [...a.seen.map(seenTerm), words('shipment.not_seen', { desks: waiting })] : []
}

export const alarmLines = (s: Shipment): readonly Term[] =>
  s.alarms.flatMap(a => [alarmTerm(a), ...(isOpen(s) ? seenLines(a) : [])])

/** The last word on each leg. */
export const feedbackLines = (s: Shipment): readonly Term[] =>
  s.legs.flatMap(l => {
    const last = l.feedback.at(-1)
    if (!last) return []
    const params: Params = {
      number: count(l.n),
      result: words(labelOfFeedback(last.result)),
      desk: contactPoint(last.desk),
      time: at(last.controlled ?? last.at),
    }
    return [words('shipment.feedback_line', params)]
  })

/** What is held, by whom, until when; one whose limit is over says what must be decided. */
export const holdTerm = (h: Hold, isOver = isOverLimit(h)): Term => {
  const params: Params = { number: count(h.n), leg: count(h.leg), desk: contactPoint(h.desk) }
  if (h.ended)
    return words('shipment.hold_ended_line', {
      ...params,
      how: words(labelOfHoldEnd(h.ended.how)),
      officer: officer(h.ended.by),
      time: at(h.ended.at),
    })
  const running: Params = { ...params, since: at(h.since), limit: at(h.limit) }
  if (isOver) return words('shipment.hold_over_line', running)
  return words(
    h.extensions.length > 0 ? 'shipment.hold_extended_line' : 'shipment.hold_line',
    running,
  )
}

/** Who must still act on which leg, and by when. */
export const clockLines = (s: Shipment): readonly Term[] =>
  s.clocks
    .filter(c => c.name.startsWith('act:'))
    .map(c =>
      words(
        c.reached > 0 && c.calls.some(x => fromRfc3339(x.planned) >= c.due)
          ? 'shipment.act_late_line'
          : 'shipment.act_line',
        {
          number: count(Number(c.name.slice(4))),
          desk: contactPoint(c.desk),
          due: at(c.due),
        },
      ),
    )

export const endLines = ({ ended, outcome }: Shipment): readonly Term[] =>
  ended && outcome
    ? [
        words('shipment.did.closed', {
          officer: officer(ended.by),
          time: at(ended.at),
          outcome: words(labelOfOutcome(outcome)),
        }),
      ]
    : []

export const watcherField = (s: Shipment): readonly FieldOfCard[] => {
  const watching = deskList(partiesOf(s).filter(d => d !== s.from))
  return watching ? [{ label: 'shipment.watched_by', value: watching }] : []
}
