import { type Card, contactPoint, count, data, officer, words } from '../../card/card.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import { listed } from '../../referral/cards/labels.ts'
import type { Directory } from '../../roster/directory.ts'
import type { Notification } from '../notification.ts'
import { cardAbout, factFields } from './facts.ts'

const mostNamed = 3

/** Its supervisors, or its heads where nobody else is one; never the officer who sent it. */
const seniorsOf = (n: Notification, directory: Directory) => {
  const of = (role: 'supervisor' | 'head') =>
    directory.holding(n.from, role).filter(id => id !== n.sent.by)
  return of('supervisor').length > 0 ? of('supervisor') : of('head')
}

/** Tells the supervisors of the sender's desk that it went out: what is immediate is never one officer's alone. */
export const supervisorCard = (n: Notification, directory: Directory): Card => {
  const named = n.addressees.slice(0, mostNamed).map(a => contactPoint(a.desk))
  const told = listed(named) ?? words('notification.externals_only')
  return cardAbout(n, {
    name: 'notification-supervisor',
    tone: 'attention',
    headline: words('notification.supervisor', {
      officer: officer(n.sent.by),
      ref: data(n.id),
    }),
    fields: factFields(n),
    lines: [
      words('notification.supervisor_told', {
        desks: told,
        count: count(n.addressees.length + n.externals.length),
      }),
    ],
    buttons: [viewMatter(n.id)],
    mentions: seniorsOf(n, directory),
  })
}
