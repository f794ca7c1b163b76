import { type Button, type Card, card, type Term, words } from '../../card/card.ts'
import type { MatterId, MatterLetter } from '../../kit/ids.ts'

const titles = { N: 'listing.notifications', S: 'listing.shipments' } as const

export const viewMatter = (id: MatterId): Button => ({
  command: 'view',
  subject: id,
  revision: 0,
  label: 'button.view',
  style: 'plain',
})

/** Matters of a desk that are open, the last begun first. */
export const matterListCard = (
  letter: MatterLetter,
  items: readonly { readonly id: MatterId; readonly what: Term }[],
): Card =>
  card({
    name: 'matter-list',
    headline: words(titles[letter]),
    lines: items.length === 0 ? [words('listing.none_open')] : items.map(i => i.what),
    buttons: items.slice(0, 5).map(i => viewMatter(i.id)),
  })
