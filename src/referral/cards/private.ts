import { at, type Card, card, count, data, type Quote, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { Side } from '../../kit/codes.ts'
import type { Command } from '../command.ts'
import { nextDeadline } from '../deadlines.ts'
import type { Referral } from '../referral.ts'
import { headline, notification, type ReferralFacts, stateTerm, toneOf } from './facts.ts'
import { allButtons, fieldsOf, turnTerm } from './referral.ts'

const labelsOf = (commands: readonly Command[]): ReadonlyMap<string, MessageKey> =>
  new Map(commands.flatMap(c => Object.entries(c.inputs).map(([name, i]) => [name, i.label])))

/** All of a referral, for one officer of one of its sides. */
export const viewCard = (facts: ReferralFacts, side: Side, commands: readonly Command[]): Card => {
  const r = facts.referral
  const labels = labelsOf(commands)
  const quotes: readonly Quote[] = r.texts.flatMap(t =>
    // In the order of the form; the vault keeps them by name.
    [...labels].flatMap(([name, label]) => {
      const text = facts.contents.get(t.ref.item)?.[name]
      return text === undefined ? [] : [{ label, language: t.language, text }]
    }),
  )
  return card({
    name: 'view',
    tone: toneOf(r),
    headline: headline(r),
    notification: notification(r),
    fields: fieldsOf(r),
    quotes,
    buttons: allButtons(r, side, commands),
    footer: [data(r.id), words('card.version', { revision: count(r.revision) })],
  })
}

/** After an officer's own act: that it is recorded, and where things stand now. */
export const doneCard = (facts: ReferralFacts): Card =>
  card({
    name: 'done',
    tone: 'done',
    headline: headline(facts.referral),
    notification: notification(facts.referral),
    lines: [words('card.done')],
  })

const item = (r: Referral): Term => {
  const due = nextDeadline(r)?.due
  const params = { ref: data(r.id), state: stateTerm(r), turn: turnTerm(r) }
  return due === undefined
    ? words('list.item_no_due', params)
    : words('list.item', { ...params, due: at(due) })
}

export const listCard = (referrals: readonly Referral[]): Card =>
  card({
    name: 'list',
    headline: words('list.title', { count: count(referrals.length) }),
    lines:
      referrals.length === 0
        ? [words('list.empty')]
        : [...referrals.map(item), words('list.hint', { usage: data('/referral view HK-…') })],
  })

export interface HelpLine {
  readonly usage: string
  readonly about: MessageKey
}

export const helpCard = (lines: readonly HelpLine[]): Card =>
  card({
    name: 'help',
    headline: words('help.title'),
    lines: [
      ...lines.map(l => words('help.line', { usage: data(l.usage), about: words(l.about) })),
      words('help.values'),
      words('help.not_mla'),
    ],
  })
