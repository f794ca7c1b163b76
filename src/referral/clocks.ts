import { clockOf, type EscalationPolicy } from '../escalation/policy.ts'
import type { DeadlineName, Priority, Side } from '../kit/codes.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import type { ClockStart } from './events.ts'

const owners: Readonly<Record<DeadlineName, Side>> = {
  ack: 'receiver',
  decision: 'receiver',
  reply: 'receiver',
  info: 'sender',
  chase: 'receiver',
  feedback: 'sender',
  consent: 'receiver',
  evidence: 'receiver',
  preservation: 'sender',
}

/** What the clocks of a referral depend on. */
export interface ClockBasis {
  readonly policy: EscalationPolicy
  readonly priority: Priority
  readonly now: Instant
}

/**
 * The clock of that name as it starts now, as the policy of the priority has it; none where it doesn't
 * run. `owner` and `due` where they aren't the usual ones.
 */
export const startClock = (
  { policy, priority, now }: ClockBasis,
  name: DeadlineName,
  unusual: { readonly owner?: Side; readonly due?: Instant } = {},
): ClockStart[] => {
  const clock = clockOf(policy, priority, name)
  if (!clock) return []
  return [
    {
      name,
      owner: unusual.owner ?? owners[name],
      due: toRfc3339(unusual.due ?? plus(now, minutes(clock.withinMinutes))),
      steps: clock.steps,
      ...(clock.againMinutes === undefined ? {} : { againMinutes: clock.againMinutes }),
    },
  ]
}
