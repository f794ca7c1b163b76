import { type Card, card, contactPoint, data, type Term, words } from '../../card/card.ts'
import type { ContactPointId, MatterId, OfficerId } from '../../kit/ids.ts'
import { viewMatter } from '../../matter/cards/list.ts'
import type { Referral } from '../referral.ts'
import { cardAbout } from './facts.ts'

/** Why a message was given up, as the delivery names it. */
export type Why = 'RateLimited' | 'Unreachable' | 'Forbidden' | 'Gone' | 'Unknown' | 'Unsettled'

/** That a message was given up at that place. */
export interface UndeliveredRecipe {
  readonly card: 'undelivered'
  readonly platform: string
  readonly place: string
  readonly fault: Why
}

const whyTerm = (fault: Why): Term => {
  switch (fault) {
    case 'Forbidden':
      return words('undelivered.forbidden')
    case 'Gone':
      return words('undelivered.gone')
    default:
      return words('undelivered.unreachable')
  }
}

/** A desk that a message about a matter never reached, with its telephone. */
export interface Unreached {
  readonly id: MatterId
  readonly desk: ContactPointId
  readonly phone?: string
}

const parts = (what: Term, { fault }: UndeliveredRecipe, channel: Term) =>
  ({
    name: 'undelivered',
    tone: 'urgent',
    headline: words('undelivered.headline', { what }),
    lines: [
      words('undelivered.line', { what, channel }),
      whyTerm(fault),
      words('undelivered.next', { channel }),
    ],
  }) as const

/** Tells a desk, at another place, that a message about a referral never reached a channel of its. */
export const undeliveredCard = (r: Referral, recipe: UndeliveredRecipe, channel: Term): Card =>
  cardAbout(r, parts(data(r.id), recipe, channel))

/** The same of a message that belongs to a desk. */
export const undeliveredOfDesk = (
  desk: ContactPointId,
  recipe: UndeliveredRecipe,
  channel: Term,
): Card => card(parts(contactPoint(desk), recipe, channel))

/** The same of a message about a matter, to the desk whose place it was. */
export const undeliveredOfMatter = (id: MatterId, recipe: UndeliveredRecipe, channel: Term): Card =>
  card({ ...parts(data(id), recipe, channel), buttons: [viewMatter(id)] })

/** Tells the sender of a matter, and calls who is on duty there: the other desk may know nothing of it. */
export const undeliveredElsewhere = (
  { id, desk, phone }: Unreached,
  { fault }: UndeliveredRecipe,
  onDuty: readonly OfficerId[],
): Card =>
  card({
    name: 'undelivered',
    tone: 'urgent',
    headline: words('undelivered.headline', { what: data(id) }),
    lines: [
      words('undelivered.at_desk', { ref: data(id), desk: contactPoint(desk) }),
      whyTerm(fault),
      words('undelivered.reach', { desk: contactPoint(desk) }),
      ...(phone === undefined
        ? []
        : [words('notification.phone', { who: contactPoint(desk), phone: data(phone) })]),
    ],
    buttons: [viewMatter(id)],
    mentions: onDuty,
  })
