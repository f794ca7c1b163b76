import { at, type Card, contactPoint, data, type Term, words } from '../../card/card.ts'
import { fromRfc3339, type Instant } from '../../kit/time.ts'
import { besides, type Called, calledAt, runningFor } from '../../matter/cards/call.ts'
import type { StepTaken } from '../../matter/clocks.ts'
import type { Action } from '../action.ts'
import type { ActionCommand } from '../command.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, headlineOf } from './facts.ts'

/** Before the due time a step reminds, from it on it calls. */
const isAhead = (e: StepTaken): boolean => fromRfc3339(e.planned) < fromRfc3339(e.due)

const lateTerm = (a: Action, e: StepTaken): Term =>
  words(isAhead(e) ? 'actionitem.late.soon' : 'actionitem.late.due', {
    ref: data(a.id),
    desk: contactPoint(a.owner),
    due: at(fromRfc3339(e.due)),
  })

const asked = (e: StepTaken, to: Called): Term => {
  if (isAhead(e)) return words('actionitem.ask_soon')
  return words(to === 'owner' ? 'actionitem.ask_due' : 'actionitem.ask_waiting')
}

/** Calls those whom a step tells, at their own desk; taken back when it is met. */
export const callCard = (
  { state: a, now }: { readonly state: Action; readonly now: Instant },
  e: StepTaken,
  to: Called,
  commands: readonly ActionCommand[],
): Card => {
  const c = runningFor(a.clocks, e)
  const { desk, people } = calledAt(e, to)
  return cardAbout(a, {
    name: 'action-call',
    tone: c ? (isAhead(e) ? 'attention' : 'urgent') : 'calm',
    headline: c ? lateTerm(a, e) : headlineOf({ state: a, now }),
    lines: c ? [asked(e, to), ...besides(c, e)] : [words('escalation.over')],
    buttons: cardButtons(a, desk, commands),
    mentions: c ? people : [],
  })
}
