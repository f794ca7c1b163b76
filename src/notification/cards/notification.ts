import { at, type Card, contactPoint, officer, type Term, words } from '../../card/card.ts'
import { labelOf as labelOfFeedback } from '../../codes/feedback.ts'
import { labelOfRole } from '../../codes/notification.ts'
import { labelOf as labelOfOutcome } from '../../codes/outcome.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import type { MatterClock } from '../../matter/clocks.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { ownClock } from '../clocks.ts'
import type { NotificationCommand } from '../command.ts'
import {
  type Addressee,
  addresseeAt,
  isOpen,
  type Notification,
  owesWriting,
} from '../notification.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, factFields, factQuotes, headlineOf, type Shown, toneOf } from './facts.ts'
import { addresseeLines, externalLines, holderLines, referralLines } from './table.ts'

const isLate = (n: Notification, desk?: ContactPointId): boolean =>
  n.clocks.some(c => c.reached > 0 && (desk === undefined || c.desk === desk))

const erasedLine = (n: Notification): readonly Term[] =>
  n.erased ? [words('referral.erased')] : []

const oralLines = (n: Notification): readonly Term[] =>
  n.oral
    ? [
        n.confirmed
          ? words('notification.oral_confirmed', {
              officer: officer(n.confirmed.by),
              time: at(n.confirmed.at),
            })
          : words('notification.oral_open'),
      ]
    : []

const arrivedLine = (n: Notification, isWaiting: boolean): readonly Term[] =>
  isOpen(n) && n.arrivedUnanswered && n.arrival !== undefined && isWaiting
    ? [words('notification.arrived_line', { time: at(n.arrival) })]
    : []

const endLines = (n: Notification): readonly Term[] => {
  if (!n.ended) return []
  const who = { officer: officer(n.ended.by), time: at(n.ended.at) }
  return n.outcome === undefined
    ? [words('notification.did.withdrawn', who)]
    : [words('notification.did.closed', { ...who, outcome: words(labelOfOutcome(n.outcome)) })]
}

/** The sender's: who has it, in a table that changes in place. */
const sentCard = (facts: Shown, commands: readonly NotificationCommand[]): Card => {
  const { state: n } = facts
  const waits = n.addressees.some(a => !a.acknowledged)
  const unanswered = n.addressees.some(a => a.answers.length === 0)
  const next = ownClock(n, n.from)
  return cardAbout(n, {
    name: 'notification',
    tone: toneOf(n, isLate(n) || (n.arrivedUnanswered && unanswered), waits || owesWriting(n)),
    headline: headlineOf(n, n.from),
    fields: [...factFields(n), ...fieldOf('ui.due', next && at(next.due))],
    lines: [
      ...erasedLine(n),
      ...endLines(n),
      ...arrivedLine(n, unanswered),
      ...oralLines(n),
      ...addresseeLines(n),
      ...externalLines(n),
      ...holderLines(n, n.from),
      ...referralLines(n, n.from),
    ],
    quotes: factQuotes(facts, n.from),
    buttons: cardButtons(n, n.from, commands),
  })
}

/** What the desk is asked to do next; once it is late, now. */
const askOf = (own: Addressee, clock: MatterClock): Term => {
  const due = { due: at(clock.due) }
  if (own.acknowledged)
    return words(
      clock.reached > 0 ? 'notification.own.late_answer' : 'notification.own.ask_answer',
      due,
    )
  return words(clock.reached > 0 ? 'notification.own.late_ack' : 'notification.own.ask_ack', due)
}

/** What the desk did, and what it is asked to do. */
const ownLines = (n: Notification, own: Addressee): readonly Term[] => {
  const clock = ownClock(n, own.desk)
  const last = own.answers.at(-1)
  const has = own.acknowledged
  return [
    ...(has
      ? [words('notification.own.acknowledged', { officer: officer(has.by), time: at(has.at) })]
      : []),
    ...(last
      ? [
          words('notification.own.answered', {
            result: words(labelOfFeedback(last.result)),
            officer: officer(last.by),
            time: at(last.at),
          }),
        ]
      : []),
    ...(clock ? [askOf(own, clock)] : []),
  ]
}

/** An addressee's: the same facts, its own clock, its own buttons; of other addressees nothing. */
const receivedCard = (
  facts: Shown,
  own: Addressee,
  commands: readonly NotificationCommand[],
  onDuty: readonly OfficerId[],
): Card => {
  const { state: n } = facts
  const due = ownClock(n, own.desk)?.due
  // Of what was erased there is nothing to read, so nobody is called for it.
  const isWaiting = isOpen(n) && !own.acknowledged && !n.erased
  const late = isLate(n, own.desk) || (n.arrivedUnanswered && own.answers.length === 0)
  return cardAbout(n, {
    name: 'notification',
    tone: toneOf(n, late, own.answers.length === 0),
    headline: headlineOf(n, own.desk),
    fields: [
      { label: 'ui.from', value: contactPoint(n.from) },
      { label: 'notification.told_as', value: words(labelOfRole(own.role)) },
      ...factFields(n),
      ...fieldOf('ui.due', due === undefined ? undefined : at(due)),
    ],
    lines: [
      ...erasedLine(n),
      ...endLines(n),
      ...arrivedLine(n, own.answers.length === 0),
      ...oralLines(n),
      ...ownLines(n, own),
      ...holderLines(n, own.desk),
      ...referralLines(n, own.desk),
    ],
    quotes: factQuotes(facts, own.desk),
    buttons: cardButtons(n, own.desk, commands),
    mentions: isWaiting ? onDuty : [],
  })
}

/** The one card of a notification at a desk; `onDuty`: who is mentioned until the desk has it. */
export const notificationCard = (
  facts: Shown,
  desk: ContactPointId,
  commands: readonly NotificationCommand[],
  onDuty: readonly OfficerId[] = [],
): Card => {
  const own = addresseeAt(facts.state, desk)
  return own ? receivedCard(facts, own, commands, onDuty) : sentCard(facts, commands)
}
