import { type Card, card, contactPoint, data, type Term, words } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
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
