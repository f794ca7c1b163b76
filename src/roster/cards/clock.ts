import { at, type Card, lasting, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import type { DutyRecipe } from '../effects.ts'
import { dutyCardOf } from './facts.ts'

type OfClock = Extract<DutyRecipe, { card: 'clock' }>
type OfDown = Extract<DutyRecipe, { card: 'down' }>

const said = ({ jumpMs, held, confirmed }: OfClock): MessageKey => {
  if (!held) return confirmed === false ? 'duty.clock_unconfirmed' : 'duty.clock_trusted'
  return jumpMs > 0 ? 'duty.clock_forward' : 'duty.clock_back'
}

/** The host's clock jumped, so deadlines wait; the same message says when that is over, and how. */
export const clockCard = (desk: ContactPointId, recipe: OfClock): Card => {
  const { jumpMs, held, confirmed } = recipe
  return dutyCardOf(desk, {
    name: 'duty-clock',
    tone: held ? 'urgent' : confirmed === false ? 'attention' : 'calm',
    headline: words(said(recipe), { by: lasting(Math.abs(jumpMs)) }),
    lines: held ? [words('duty.clock_meanwhile')] : [],
  })
}

/** Nothing ran for a while: said by itself, so that nobody takes the silence for peace. */
export const downCard = (desk: ContactPointId, { from, to }: OfDown): Card =>
  dutyCardOf(desk, {
    name: 'duty-down',
    tone: 'attention',
    headline: words('duty.was_down', { from: at(fromRfc3339(from)), to: at(fromRfc3339(to)) }),
  })
