import { at, type Card, contactPoint, data, type Term, words } from '../../card/card.ts'
import type { ContactPointId } from '../../kit/ids.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { besides, type Called, calledAt, runningFor } from '../../matter/cards/call.ts'
import type { StepTaken } from '../../matter/clocks.ts'
import type { Bulletin } from '../bulletin.ts'
import { isReading } from '../clocks.ts'
import type { BulletinCommand } from '../command.ts'
import { cardButtons } from './bulletin.ts'
import { cardAbout, headlineOf } from './facts.ts'

const isReadStep = (e: StepTaken): boolean => isReading({ name: e.deadline })

const lateTerm = (b: Bulletin, e: StepTaken): Term =>
  words(isReadStep(e) ? 'bulletin.late.read' : 'bulletin.late.review', {
    ref: data(b.id),
    desk: contactPoint(e.desk as ContactPointId),
    due: at(fromRfc3339(e.due)),
  })

const asked = (e: StepTaken, to: Called): Term => {
  if (!isReadStep(e)) return words('bulletin.review_ask')
  return words(to === 'owner' ? 'bulletin.ask_read' : 'bulletin.ask_waiting')
}

/** Calls those whom a step tells, at their own desk; taken back when it is met. */
export const callCard = (
  b: Bulletin,
  e: StepTaken,
  to: Called,
  commands: readonly BulletinCommand[],
): Card => {
  const c = runningFor(b.clocks, e)
  const { desk, people } = calledAt(e, to)
  return cardAbout(b, {
    name: 'bulletin-call',
    tone: c ? 'urgent' : 'calm',
    headline: c ? lateTerm(b, e) : headlineOf(b, desk),
    lines: c ? [asked(e, to), ...besides(c, e)] : [words('escalation.over')],
    buttons: cardButtons(b, desk, commands),
    mentions: c ? people : [],
  })
}
