import {
  at,
  type Button,
  type Card,
  card,
  contactPoint,
  count,
  data,
  type FieldOfCard,
  type Quote,
  type Term,
  words,
} from '../../card/card.ts'
import type { DeadlineName, Side } from '../../kit/codes.ts'
import { absurd } from '../../kit/result.ts'
import type { Command } from '../command.ts'
import { nextDeadline } from '../deadlines.ts'
import { type Referral, whoseTurn } from '../referral.ts'
import { headline, notification, type ReferralFacts, stateTerm, toneOf } from './facts.ts'

export const turnTerm = (r: Referral): Term => {
  const turn = whoseTurn(r)
  return turn === 'nobody' ? words('card.nobody') : contactPoint(turn === 'sender' ? r.from : r.to)
}

export const fieldsOf = (r: Referral): readonly FieldOfCard[] => {
  const next = nextDeadline(r)
  return [
    { label: 'ui.status', value: stateTerm(r) },
    { label: 'card.turn', value: turnTerm(r) },
    { label: 'ui.from', value: contactPoint(r.from) },
    { label: 'ui.to', value: contactPoint(r.to) },
    { label: 'form.category', value: words(`category.${r.category}`) },
    ...(r.reason ? [{ label: 'form.reason' as const, value: words(`decline.${r.reason}`) }] : []),
    ...(r.outcome
      ? [{ label: 'form.outcome' as const, value: words(`outcome.${r.outcome}`) }]
      : []),
    ...(next ? [{ label: 'ui.due' as const, value: at(next.due) }] : []),
    ...(r.observedAt === undefined
      ? []
      : [{ label: 'form.observed' as const, value: at(r.observedAt) }]),
  ]
}

/** What the side whose turn it is should do next, in a sentence. */
const ask = (r: Referral): Term | undefined => {
  const asked: DeadlineName = r.state === 'sent' ? 'ack' : 'reply'
  const due = r.deadlines.find(d => d.name === asked)?.due
  switch (r.state) {
    case 'draft':
      return words('card.ask_send')
    case 'sent':
      return due && words('referral.ask_ack', { due: at(due) })
    case 'acknowledged':
      return due && words('card.ask_accept', { due: at(due) })
    case 'accepted':
      return due && words('card.ask_answer', { due: at(due) })
    case 'answered':
    case 'declined':
      return words('card.ask_close')
    case 'withdrawn':
    case 'closed':
      return undefined
    default:
      return absurd(r.state)
  }
}

const button = (
  r: Referral,
  c: Pick<Command, 'name' | 'label'>,
  style: Button['style'],
): Button => ({
  command: c.name,
  subject: r.id,
  revision: r.revision,
  label: c.label,
  style,
})

export const viewButton = (r: Referral): Button =>
  button(r, { name: 'view', label: 'button.view' }, 'plain')

/** Buttons of the state for those who look at it; platforms show three, so at most two and `view`. */
const cardButtons = (
  r: Referral,
  viewer: Side | 'both',
  commands: readonly Command[],
): readonly Button[] => [
  ...commands
    .filter(c => c.button?.in.includes(r.state) && (viewer === 'both' || c.by === viewer))
    .map(c => button(r, c, c.button?.style ?? 'plain'))
    .slice(0, 2),
  viewButton(r),
]

/** Everything the officer's side may do in this state, for a private view. */
export const allButtons = (
  r: Referral,
  side: Side,
  commands: readonly Command[],
): readonly Button[] =>
  commands
    .filter(c => c.by === side && c.from.includes(r.state))
    .map(c => button(r, c, c.button?.in.includes(r.state) ? c.button.style : 'plain'))

const subjectOf = ({ referral, contents }: ReferralFacts): readonly Quote[] =>
  referral.texts
    .filter(t => t.part === 'referral')
    .flatMap(t => {
      const text = contents.get(t.ref.item)?.['subject']
      return text === undefined
        ? []
        : [{ label: 'form.subject' as const, language: t.language, text }]
    })

/** The one card of a referral in a channel; it changes in place. */
export const referralCard = (
  facts: ReferralFacts,
  viewer: Side | 'both',
  commands: readonly Command[],
): Card => {
  const r = facts.referral
  const sentence = ask(r)
  return card({
    name: 'referral',
    tone: toneOf(r),
    headline: headline(r),
    notification: notification(r),
    fields: fieldsOf(r),
    lines: sentence ? [sentence] : [],
    quotes: subjectOf(facts),
    buttons: cardButtons(r, viewer, commands),
    footer: [data(r.id), words('card.version', { revision: count(r.revision) })],
  })
}
