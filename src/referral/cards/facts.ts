import { type Card, card, data, type Term, words } from '../../card/card.ts'
import type { OfficerId } from '../../kit/ids.ts'
import type { Instant } from '../../kit/time.ts'
import type { Content } from '../../ports/vault.ts'
import { isEscalated, isOverdue } from '../deadlines.ts'
import type { Referral } from '../referral.ts'
import { markingTerms } from './marking.ts'

/** What cards of a referral are made from: its state, and its texts as far as the vault still has them. */
export interface ReferralFacts {
  readonly referral: Referral
  readonly contents: ReadonlyMap<string, Content>
  /** When the other desk's place first showed it, where that is known. */
  readonly shownAt?: Instant
}

/** People who hold a role at a desk, for mentions; and the telephone of a desk. */
export interface Reach {
  readonly mentions: readonly OfficerId[]
  readonly phone?: string
}

/** The state in words, with its flags. */
export const stateTerm = (r: Referral): Term => {
  const state = words(`state.${r.state}`)
  const flag = isEscalated(r) ? 'state.escalated' : isOverdue(r) ? 'state.overdue' : undefined
  return flag ? words('card.flagged', { state, flag: words(flag) }) : state
}

/** Whatever is said of an exercise begins with the word for it; saying it once is enough. */
export const marked = (r: Referral, what: Term): Term =>
  !r.drill || (what.kind === 'words' && what.key === 'drill.headline')
    ? what
    : words('drill.headline', { what })

export const headline = (r: Referral): Term =>
  marked(
    r,
    words('card.headline', {
      priority: words(`priority.${r.priority}`),
      ref: data(r.id),
      state: stateTerm(r),
    }),
  )

/** For a lock screen: the reference and how urgent, nothing of the case. */
const notification = (r: Referral): Term =>
  marked(
    r,
    words('card.notification', { priority: words(`priority.${r.priority}`), ref: data(r.id) }),
  )

export const toneOf = (r: Referral): Card['tone'] => {
  if (isOverdue(r)) return 'urgent'
  if (r.state === 'closed' || r.state === 'withdrawn') return 'done'
  return r.state === 'sent' || r.state === 'info_requested' ? 'attention' : 'calm'
}

/** A card about a referral: it names it on a lock screen and carries its marking. */
export const cardAbout = (r: Referral, parts: Partial<Card> & Pick<Card, 'name'>): Card => {
  const marking = markingTerms(r)
  return card({
    notification: notification(r),
    ...(marking ? { marking } : {}),
    ...parts,
    headline: marked(r, parts.headline ?? headline(r)),
  })
}
