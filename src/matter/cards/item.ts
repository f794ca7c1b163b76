import { at, type Button, type Card, card, data, type Term, words } from '../../card/card.ts'
import { firstDue, type MatterItem, type Owed } from '../item.ts'
import { viewMatter } from './list.ts'

/** A matter in a line: how far it is, and what its desk must meet first. */
export const itemLine = (item: MatterItem): Term => {
  const due = firstDue(item)
  return due === undefined ? item.what : words('listing.due', { what: item.what, due: at(due) })
}

/** One thing that the desk owes, in a line. */
export const owedLine = ({ id }: MatterItem, { what, due }: Owed): Term =>
  words('bundle.item', { ref: data(id), what, due: at(due) })

/** Its button where a card is about several. */
export const viewOfMatter = ({ id }: MatterItem): Button => ({
  ...viewMatter(id),
  label: 'button.view_of',
  params: { ref: data(id) },
})

/** The same where several languages share a place: its reference reads the same in each. */
export const refOfMatter = (item: MatterItem): Button => ({
  ...viewOfMatter(item),
  label: 'button.ref',
})

/** The line as a card of its own, where an officer's page has one for each. */
export const itemCard = (item: MatterItem): Card =>
  card({
    name: 'home-turn',
    headline: itemLine(item),
    ...(item.marking ? { marking: item.marking } : {}),
    buttons: [viewOfMatter(item)],
  })
