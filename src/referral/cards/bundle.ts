import { agencyOf, at, type Card, card, count, data, type Term, words } from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { Bundled, Escalated } from '../events.ts'
import { deskOf, otherSide, type Referral } from '../referral.ts'
import type { RunningDeadline } from '../running.ts'
import { viewButton } from './buttons.ts'
import { calledAnew, calledFor, isAhead, isToldOnlyNow, ownerAsked, whyNow } from './escalation.ts'
import { deadlineTerm } from './rule.ts'

/** Platforms show three buttons for sure. */
const maxButtons = 3

/** One message about several deadlines that call the same people of a desk. */
export interface Bundle {
  readonly to: 'owner' | 'other'
  readonly desk: ContactPointId
  readonly items: readonly Bundled[]
}

interface Due {
  readonly referral: Referral
  readonly item: Bundled
  readonly deadline: RunningDeadline
  /** As it was called. */
  readonly event?: Escalated
  /** Who owes it. */
  readonly owner: ContactPointId
}

/** Those that still call this desk, given the referrals as they are now. */
const stillDueOf = ({ to, desk, items }: Bundle, referrals: readonly Referral[]): readonly Due[] =>
  items.flatMap(item => {
    const referral = referrals.find(r => r.id === item.subject)
    const d = referral && calledFor(referral, item)
    if (!referral || !d) return []
    const owner = deskOf(referral, d.owner)
    const called = to === 'owner' ? owner : deskOf(referral, otherSide(d.owner))
    const event = d.calls.find(c => c.event.step === item.step)?.event
    return called === desk
      ? [{ referral, item, deadline: d, owner, ...(event ? { event } : {}) }]
      : []
  })

/** What a message says that calls nobody any more. */
const past = ({ items }: Bundle, referrals: readonly Referral[]): Term => {
  const anew = items.some(i => referrals.some(r => r.id === i.subject && calledAnew(r, i)))
  return words(anew ? 'escalation.called_anew' : 'escalation.over')
}

const line = ({ item }: Due): Term =>
  words('bundle.item', {
    ref: data(item.subject),
    what: deadlineTerm(item.deadline),
    due: at(fromRfc3339(item.due)),
  })

const asked = ({ to }: Bundle, { event, deadline, owner }: Due): Term => {
  if (to === 'other')
    return words(event && isToldOnlyNow(event) ? 'bundle.other_now' : 'bundle.other', {
      agency: agencyOf(owner),
    })
  const one = event && ownerAsked(event, isAhead(deadline, event))
  return words(one === 'escalation.supervise' ? one : 'bundle.act')
}

/**
 * Calls people once for all that fell due together; what was met meanwhile is left out, and when nothing
 * is due any more it says so and calls nobody.
 */
export const bundleCard = (
  bundle: Bundle,
  referrals: readonly Referral[],
  mentions: readonly OfficerId[],
): Card => {
  const due = stillDueOf(bundle, referrals)
  const [first] = due
  if (!first) return card({ name: 'bundle', headline: past(bundle, referrals) })
  const shown = [...new Map(due.map(d => [d.referral.id, d.referral])).values()]
  return card({
    name: 'bundle',
    tone: 'urgent',
    headline: words('bundle.title', { count: count(due.length) }),
    lines: [asked(bundle, first), ...(first.event ? whyNow(first.event) : []), ...due.map(line)],
    buttons: shown.slice(0, maxButtons).map(viewButton),
    mentions,
  })
}
