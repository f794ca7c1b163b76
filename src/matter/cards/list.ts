import { type Button, type Card, card, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { MatterId } from '../../kit/ids.ts'

export const viewMatter = (id: MatterId): Button => ({
  command: 'view',
  subject: id,
  revision: 0,
  label: 'button.view',
  style: 'plain',
})

/** Matters of a desk that are open, the last begun first. */
export const matterListCard = (
  title: MessageKey,
  items: readonly { readonly id: MatterId; readonly what: Term }[],
): Card =>
  card({
    name: 'matter-list',
    headline: words(title),
    lines: items.length === 0 ? [words('listing.none_open')] : items.map(i => i.what),
    buttons: items.slice(0, 5).map(i => viewMatter(i.id)),
  })
