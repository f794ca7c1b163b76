import type { ContactPointId } from '../kit/ids.ts'
import { asJson } from '../kit/json.ts'
import type { MatterClock, StepTaken } from './clocks.ts'
import type { MatterNotice } from './matter.ts'

const isOther = (t: StepTaken['tell'][number]): boolean => t === 'other-desk' || t === 'other-head'

/** Calls of what can wait. One message a step and desk: named alike when it is taken back, so that it changes in place. */
export const calls = (e: StepTaken): readonly MatterNotice[] => {
  const call = (desk: string, to: 'owner' | 'other'): MatterNotice => ({
    desk: desk as ContactPointId,
    purpose: `ping.${e.deadline}.${e.step}.${e.due}`,
    recipe: { card: 'call', to, step: asJson(e) },
  })
  return [
    ...(e.tell.some(t => !isOther(t)) ? [call(e.desk, 'owner')] : []),
    ...(e.tell.some(isOther) && e.other !== e.desk ? [call(e.other, 'other')] : []),
  ]
}

/** Calls of clocks that are met, or that start anew: nobody should go on reading to act. */
export const takenBack = (
  before: readonly MatterClock[] = [],
  after: readonly MatterClock[],
): readonly MatterNotice[] =>
  before
    .filter(c => !after.some(x => x.name === c.name && x.due === c.due && x.since === c.since))
    .flatMap(c => c.calls.flatMap(calls))
