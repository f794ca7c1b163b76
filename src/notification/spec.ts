import { data, words } from '../card/card.ts'
import type { NotificationPolicy } from '../escalation/notification.ts'
import type { Called } from '../matter/cards/call.ts'
import type { StepTaken } from '../matter/clocks.ts'
import type { MatterSpec } from '../matter/matter.ts'
import { callCard } from './cards/call.ts'
import { laterQuotes, statusTerm } from './cards/facts.ts'
import { happenedCard, lineOf } from './cards/happened.ts'
import { notificationCard } from './cards/notification.ts'
import { supervisorCard } from './cards/supervisor.ts'
import { due, timersOf } from './clocks.ts'
import { commandsUnder } from './commands/index.ts'
import { effects } from './effects.ts'
import { type NotificationEvent, notificationEventSchema, withText } from './events.ts'
import { evolve } from './evolve.ts'
import {
  addresseeAt,
  isOpen,
  type Notification,
  notificationSchema,
  partiesOf,
  revisionOf,
  textsFor,
} from './notification.ts'
import { isTurnOf, owed } from './owed.ts'

/** Immediate notifications, with the clocks that the desks have agreed on. */
export const notificationsUnder = (
  policy: NotificationPolicy,
): MatterSpec<Notification, NotificationEvent> => {
  const commands = commandsUnder(policy)
  return {
    letter: 'N',
    kind: 'notification',
    called: {
      title: 'listing.notifications',
      root: 'command.notification_root',
      list: 'command.notifications',
      view: 'command.notification_view',
    },
    readState: state => notificationSchema.parse(state),
    readEvent: event => notificationEventSchema.parse(event),
    evolve,
    withText,
    commands,
    revisionOf,
    partiesOf,
    isOpen,
    itemsOf: (n, desk) => textsFor(n, desk).map(t => t.item),
    timersOf,
    due,
    effects,
    card: async (recipe, desk, facts) => {
      const { state: n, directory } = facts
      switch (recipe.card) {
        case 'notification':
          return notificationCard(facts, desk, commands, await facts.onDuty(desk))
        case 'happened':
          return happenedCard(facts, desk, await facts.happened())
        case 'supervisor':
          return supervisorCard(n, directory)
        case 'call': {
          const step = recipe['step'] as unknown as StepTaken
          return callCard(n, step, recipe['to'] as Called, directory, commands)
        }
        default:
          throw new Error(`no card of a notification: ${recipe.card}`)
      }
    },
    view: (facts, { desk }) => {
      const card = notificationCard(facts, desk, commands)
      return { ...card, buttons: [], quotes: [...card.quotes, ...laterQuotes(facts, desk)] }
    },
    lineOf: (n, happened) => lineOf(n, n.from, happened),
    listed: (n, desk) =>
      words('notification.item', {
        ref: data(n.id),
        category: words(`category.${n.category}`),
        status: statusTerm(n, desk),
        role: words(desk === n.from ? 'notification.item_sent' : 'notification.item_received'),
      }),
    owed,
    isTurnOf,
    senderOf: n => n.from,
    ends: ['notification.closed', 'notification.withdrawn'],
    steps: ['notification.escalated'],
    receipts: { sent: 'notification.sent', acknowledged: 'notification.acknowledged' },
    erasing: { type: 'notification.erased' },
    isErased: n => n.erased === true && n.texts.length === 0,
    tlpOf: n => n.tlp,
    // On two clocks: times of twenty addressees on all of theirs could be read by nobody.
    clocksFor: (n, desk) =>
      desk === n.from ? n.addressees.slice(0, 1).map(a => a.desk) : [n.from],
    referred: (n, by, referral) =>
      addresseeAt(n, by.desk)
        ? [{ type: 'notification.referred', desk: by.desk, referral }]
        : undefined,
  }
}
