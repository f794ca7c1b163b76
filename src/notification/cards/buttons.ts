import type { Button } from '../../card/card.ts'
import { roles } from '../../kit/codes.ts'
import type { ContactPointId, Language, OfficerId } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import { buttonsOf } from '../../matter/define.ts'
import type { Speaker } from '../../referral/command.ts'
import type { NotificationCommand } from '../command.ts'
import { addresseeAt, type Notification, owesWriting, revisionOf, untold } from '../notification.ts'

/** Somebody of a desk, where all that look at a card share it: who may less is told on pressing. */
const anybodyAt = (desk: ContactPointId): Speaker => ({
  id: '' as OfficerId,
  desk,
  roles,
  language: '' as Language,
})

/** What a desk most needs next; a chat system may show three buttons, so at most two and `view`. */
const wanted = (n: Notification, desk: ContactPointId): readonly string[] => {
  const own = addresseeAt(n, desk)
  if (own) return own.acknowledged ? ['n-answer', 'n-refer'] : ['n-acknowledge', 'n-answer']
  return [
    ...(untold(n).length > 0 ? ['n-told'] : []),
    ...(owesWriting(n) ? ['n-confirm'] : []),
    ...['n-supplement', 'n-close'],
  ].slice(0, 2)
}

export const cardButtons = (
  n: Notification,
  desk: ContactPointId,
  commands: readonly NotificationCommand[],
): readonly Button[] => {
  const may = buttonsOf({ commands, revisionOf }, n.id, n, anybodyAt(desk))
  const next = wanted(n, desk).flatMap(name => may.filter(b => b.command === name))
  // One of them is the next act; two that stand out point nowhere.
  return [
    ...next.map((b, i) => (i === 0 ? b : { ...b, style: 'plain' as const })),
    viewMatter(n.id),
  ]
}
