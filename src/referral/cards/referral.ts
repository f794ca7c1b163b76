import { at, type Card, count, data, type Quote, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { DeadlineName, Side } from '../../kit/codes.ts'
import { absurd } from '../../kit/result.ts'
import type { Command } from '../command.ts'
import { needsTwo } from '../pending.ts'
import type { Referral } from '../referral.ts'
import { cardButtons } from './buttons.ts'
import { drillLines } from './drill.ts'
import { cardAbout, type ReferralFacts, toneOf } from './facts.ts'
import { fieldsOf } from './fields.ts'

/** The sentence with the first of these deadlines that there is. */
const by = (r: Referral, key: MessageKey, ...names: readonly DeadlineName[]): Term | undefined => {
  const due = names.flatMap(n => r.deadlines.find(d => d.name === n)?.due ?? [])[0]
  return due === undefined ? undefined : words(key, { due: at(due) })
}

/** What the side whose turn it is should do next, in a sentence. */
const ask = (r: Referral): Term | undefined => {
  switch (r.state) {
    case 'draft':
      return words(needsTwo(r) && !r.approved ? 'card.ask_approve' : 'card.ask_send')
    case 'sent':
      return by(r, 'referral.ask_ack', 'ack')
    case 'acknowledged':
      return by(r, 'card.ask_accept', 'decision', 'reply')
    case 'accepted':
    case 'forwarded':
      return by(r, 'card.ask_answer', 'reply')
    case 'info_requested':
      return by(r, 'card.ask_supply', 'info')
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

export const footerOf = (r: Referral): readonly Term[] => [
  data(r.id),
  words('card.version', { revision: count(r.revision) }),
]

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
  return cardAbout(r, {
    name: 'referral',
    tone: toneOf(r),
    fields: fieldsOf(r, viewer),
    lines: [
      ...(sentence ? [sentence] : []),
      ...drillLines(facts),
      ...(r.erased ? [words('referral.erased')] : []),
    ],
    quotes: subjectOf(facts),
    buttons: cardButtons(r, viewer, commands),
    footer: footerOf(r),
  })
}
