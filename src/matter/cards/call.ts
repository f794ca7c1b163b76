import { count, lasting, type Term, words } from '../../card/card.ts'
import type { ContactPointId, OfficerId } from '../../kit/ids.ts'
import { minutes } from '../../kit/time.ts'
import { becauseTerm } from '../../referral/cards/late.ts'
import type { MatterClock, StepTaken } from '../clocks.ts'

/** To whom a call is made: the desk that owes, or one that waits for it. */
export type Called = 'owner' | 'other'

/** The clock while the call holds: one that is met, or that started anew, must call nobody. */
export const runningFor = (clocks: readonly MatterClock[], e: StepTaken): MatterClock | undefined =>
  clocks.find(c => c.name === e.deadline && c.calls.some(x => x.step === e.step && x.due === e.due))

/** Where a call is read, and by whom it is to be acted on there. */
export const calledAt = (e: StepTaken, to: Called) => ({
  desk: (to === 'owner' ? e.desk : e.other) as ContactPointId,
  people: (to === 'owner' ? e.called : e.calledOther).map(id => id as OfficerId),
})

/** What the reader of a call must know besides: what was leapt over and why, and that it comes again. */
export const besides = (c: MatterClock, e: StepTaken): readonly Term[] => [
  ...(e.missed.length === 0 ? [] : [words('escalation.missed', { count: count(e.missed.length) })]),
  ...(e.because ? [becauseTerm(e.because)] : []),
  ...(c.againMinutes === undefined || e.step < c.steps.length - 1
    ? []
    : [words('escalation.again', { every: lasting(minutes(c.againMinutes)) })]),
]
