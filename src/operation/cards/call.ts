import { at, type Card, contactPoint, data, type Term, words } from '../../card/card.ts'
import { fromRfc3339 } from '../../kit/time.ts'
import { besides, calledAt, runningFor } from '../../matter/cards/call.ts'
import type { StepTaken } from '../../matter/clocks.ts'
import type { OperationCommand } from '../command.ts'
import type { Operation } from '../operation.ts'
import { cardButtons } from './buttons.ts'
import { cardAbout, headlineOf } from './facts.ts'

const isEnd = (e: StepTaken): boolean => e.deadline === 'end'

const lateTerm = (o: Operation, e: StepTaken): Term =>
  words(isEnd(e) ? 'operation.late.end' : 'operation.late.report', {
    ref: data(o.id),
    desk: contactPoint(o.from),
    due: at(fromRfc3339(e.due)),
  })

/** Asks those whom a step tells for a report, at their own desk; taken back when it is given. */
export const callCard = (
  o: Operation,
  e: StepTaken,
  commands: readonly OperationCommand[],
): Card => {
  const c = runningFor(o.clocks, e)
  const { desk, people } = calledAt(e, 'owner')
  return cardAbout(o, {
    name: 'operation-call',
    tone: c ? 'attention' : 'calm',
    headline: c ? lateTerm(o, e) : headlineOf(o),
    lines: c
      ? [words(isEnd(e) ? 'operation.ask_end' : 'operation.ask_report'), ...besides(c, e)]
      : [words('escalation.over')],
    buttons: cardButtons(o, desk, commands, c ? [isEnd(e) ? 'o-close' : 'o-sitrep'] : []),
    mentions: c ? people : [],
  })
}
