import { type Card, card, data, type Quote, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import { printTlp } from '../../codes/tlp.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import type { CardFacts } from '../../matter/matter.ts'
import { type Action, isOverdue, type TextOfAction } from '../action.ts'
import type { ActionEvent } from '../events.ts'

export type ActionFacts = CardFacts<Action, ActionEvent>
/** What a card needs that tells no news. */
export type Shown = Pick<ActionFacts, 'state' | 'contents' | 'now'>

export const statusTerm = (a: Action, now?: Instant): Term => {
  const isLate = now === undefined ? a.clocks.some(c => passed(c)) : isOverdue(a, now)
  return words(
    a.status === 'open' && isLate ? 'actionitem.status.overdue' : `actionitem.status.${a.status}`,
  )
}

/** A call at the due time or after it was made, by the calls themselves: a list is made without the time. */
const passed = ({ due, calls }: Action['clocks'][number]): boolean =>
  calls.some(c => fromRfc3339(c.planned) >= due)

export const headlineOf = ({ state: a, now }: Pick<Shown, 'state' | 'now'>): Term =>
  words('actionitem.headline', { ref: data(a.id), status: statusTerm(a, now) })

/** A card about an action item: nothing but its reference on a lock screen, and always its marking. */
export const cardAbout = (
  a: Action,
  parts: Partial<Card> & Pick<Card, 'name' | 'headline'>,
): Card =>
  card({
    notification: words('actionitem.notify', { ref: data(a.id) }),
    marking: [data(printTlp(a.tlp))],
    ...parts,
  })

const labels: readonly (readonly [string, MessageKey])[] = [
  ['what', 'actionitem.what'],
  ['conference', 'actionitem.conference'],
  ['progress', 'actionitem.progress'],
  ['result', 'actionitem.result'],
  ['reason', 'form.reason'],
]

/** The words that came with one text, by the labels of its form; none once they are erased. */
export const quotesOf = (
  { contents }: Pick<Shown, 'contents'>,
  t: TextOfAction,
): readonly Quote[] =>
  labels.flatMap(([name, label]) => {
    const text = contents.get(t.item)?.[name]
    return text === undefined ? [] : [{ label, language: t.language, text }]
  })
