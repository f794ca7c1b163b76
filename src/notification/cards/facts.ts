import {
  at,
  type Card,
  card,
  data,
  type FieldOfCard,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { labelOf as labelOfAction } from '../../codes/action.ts'
import { labelOfKind } from '../../codes/notification.ts'
import { printTlp } from '../../codes/tlp.ts'
import { labelOf as labelOfUrgency } from '../../codes/urgency.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import type { CardFacts } from '../../matter/matter.ts'
import { fieldOf } from '../../referral/cards/fields.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { NotificationEvent } from '../events.ts'
import {
  type Addressee,
  addresseeAt,
  type Notification,
  type TextOfNotification,
  textsFor,
} from '../notification.ts'

export type NotificationFacts = CardFacts<Notification, NotificationEvent>
/** What a card needs that tells no news. */
export type Shown = Pick<NotificationFacts, 'state' | 'contents'>

const ownStatus = (own: Addressee): Term => {
  if (own.answers.length > 0) return words('notification.status.own_answered')
  return words(
    own.acknowledged ? 'notification.status.own_acknowledged' : 'notification.status.own_waiting',
  )
}

/** How far it is, in words; to an addressee only how far it is itself. */
export const statusTerm = (n: Notification, desk: ContactPointId): Term => {
  if (n.status !== 'open') return words(`notification.status.${n.status}`)
  const own = addresseeAt(n, desk)
  if (own) return ownStatus(own)
  if (n.addressees.length === 0) return words('notification.status.external')
  if (n.addressees.some(a => !a.acknowledged)) return words('notification.status.waiting')
  return words(
    n.addressees.some(a => a.answers.length === 0)
      ? 'notification.status.acknowledged'
      : 'notification.status.answered',
  )
}

export const headlineOf = (n: Notification, desk: ContactPointId): Term =>
  words('notification.headline', {
    kind: words(labelOfKind(n.kind)),
    ref: data(n.id),
    status: statusTerm(n, desk),
  })

/** A card about a notification: nothing but its reference on a lock screen, and always its marking. */
export const cardAbout = (
  n: Notification,
  parts: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card =>
  card({
    notification: words('notification.notify', { ref: data(n.id) }),
    marking: [data(printTlp(n.tlp))],
    ...parts,
  })

export const toneOf = (n: Notification, late: boolean, waits: boolean): Card['tone'] => {
  if (n.status !== 'open') return 'done'
  if (late) return 'urgent'
  return waits ? 'attention' : 'calm'
}

/** Codes and moments that every desk sees alike. */
export const factFields = (n: Notification): readonly FieldOfCard[] => [
  { label: 'form.category', value: words(`category.${n.category}`) },
  { label: 'form.urgency', value: words(labelOfUrgency(n.urgency)) },
  ...fieldOf('form.actions', listed(n.actions.map(a => words(labelOfAction(a))))),
  ...fieldOf('form.eta', n.arrival === undefined ? undefined : at(n.arrival)),
]

const factLabels: readonly (readonly [string, MessageKey])[] = [
  ['what', 'notification.what'],
  ['where', 'notification.where'],
  ['conveyance', 'form.conveyance'],
  ['contact', 'notification.contact'],
]

/** Who is not on Liaison is named to the sender alone. */
const senderLabels: readonly (readonly [string, MessageKey])[] = [
  ['external', 'notification.external'],
]

const moreLabels: readonly (readonly [string, MessageKey])[] = [
  ['supplement', 'notification.supplement'],
  ['holder', 'form.rights_holder'],
  ['address', 'form.rights_contact'],
  ['reference', 'notification.holder_ref'],
  ['remark', 'notification.remark'],
  ['closing', 'notification.result_words'],
  ['withdrawal', 'form.reason'],
]

const said = (
  { contents }: Pick<NotificationFacts, 'contents'>,
  t: TextOfNotification,
  labels: readonly (readonly [string, MessageKey])[],
): readonly Quote[] =>
  labels.flatMap(([name, label]) => {
    const text = contents.get(t.item)?.[name]
    return text === undefined ? [] : [{ label, language: t.language, text }]
  })

const isFacts = (t: TextOfNotification): boolean => t.part === 'facts' || t.part === 'confirmation'

/** The words of the six fields as they now hold, for a desk; what the vault no longer has is left out. */
export const factQuotes = (facts: Shown, desk: ContactPointId): readonly Quote[] => {
  const { state: n } = facts
  const texts = textsFor(n, desk)
  const now = texts.findLast(isFacts)
  const first = texts.find(t => t.part === 'facts')
  return [
    ...(now ? said(facts, now, factLabels) : []),
    ...(first && desk === n.from ? said(facts, first, senderLabels) : []),
  ]
}

/** The words that came with one text, by the labels of its form. */
export const quotesOf = (facts: Pick<NotificationFacts, 'contents'>, t: TextOfNotification) =>
  said(facts, t, [...factLabels, ...moreLabels])

/** What was said later, in order, for a private look. */
export const laterQuotes = (facts: Shown, desk: ContactPointId): readonly Quote[] =>
  textsFor(facts.state, desk)
    .filter(t => !isFacts(t))
    .flatMap(t => quotesOf(facts, t))
