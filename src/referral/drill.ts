import { fromRfc3339 } from '../kit/time.ts'
import type { ClockStart, Escalated } from './events.ts'
import type { Happened, Referral } from './referral.ts'

/** Calls that a report names; an exercise that nobody ends calls for ever. */
const maxNamed = 6

type Run = Pick<Referral, 'drillRun'>

/** What the report of an exercise begins with when it is sent; nothing for a real matter. */
export const drillBegun = ({ drill }: Referral, clocks: readonly ClockStart[]): Run => {
  const ack = clocks.find(c => c.name === 'ack')
  if (!drill) return {}
  return { drillRun: { ...(ack ? { due: fromRfc3339(ack.due) } : {}), calls: [], more: 0 } }
}

/** A deadline forgets its calls when it is met; the report of an exercise names them all the same. */
export const drillCalled = (
  { drillRun }: Referral,
  event: Escalated,
  { at }: Pick<Happened, 'at'>,
): Run => {
  if (!drillRun) return {}
  const { calls, more } = drillRun
  return calls.length < maxNamed
    ? { drillRun: { ...drillRun, calls: [...calls, { at, event }] } }
    : { drillRun: { ...drillRun, more: more + 1 } }
}
