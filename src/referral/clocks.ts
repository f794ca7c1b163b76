import {
  type ClockPolicy,
  clockOf,
  type EscalationPolicy,
  isLoss,
  type PolicyStep,
  type Step,
} from '../escalation/policy.ts'
import type { WorkingTime } from '../escalation/working.ts'
import type { DeadlineName, Priority, Side } from '../kit/codes.ts'
import { type Instant, minutes, plus, toRfc3339 } from '../kit/time.ts'
import type { Circumstances } from './command.ts'
import type { ClockStart } from './events.ts'
import { deskOf, type Referral } from './referral.ts'

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
  readonly workingTime: (side: Side) => WorkingTime
}

export const basisOf = (
  { policyOf, workingTime, now }: Pick<Circumstances, 'policyOf' | 'workingTime' | 'now'>,
  r: Pick<Referral, 'from' | 'to' | 'priority'>,
  priority: Priority = r.priority,
): ClockBasis => ({
  policy: policyOf(r.from, r.to),
  priority,
  now,
  workingTime: side => workingTime(deskOf(r, side)),
})

const dueOf = ({ within }: ClockPolicy, basis: ClockBasis, owner: Side): Instant =>
  'minutes' in within
    ? plus(basis.now, minutes(within.minutes))
    : basis.workingTime(owner).afterDays(basis.now, within.workingDays)

const minute = minutes(1)

/** A share of the time as whole minutes before the end, one at least. */
export const frozenStep = (step: PolicyStep, span: number): Step => {
  const { tell } = step
  if ('afterMinutes' in step) return { afterMinutes: step.afterMinutes, tell }
  const left = Math.round((span * (100 - step.atPercent)) / 100 / minute)
  return { afterMinutes: -Math.max(1, left), tell, atPercent: step.atPercent }
}

/** Whole minutes back from the end to the moment at which the clock starts, or just before it. */
const atOnce = (step: Step, span: number): Step => ({
  ...step,
  afterMinutes: -Math.ceil(span / minute),
})

/**
 * The steps that are still to come. Of those already past none is taken, as nobody has missed them; but
 * where something will be lost, or where nothing else would call, the last of them is taken at once.
 */
const stepsAhead = (clock: ClockPolicy, name: DeadlineName, span: number): Step[] => {
  const all = clock.steps.map(s => frozenStep(s, span))
  const isAhead = (s: Step): boolean => minutes(s.afterMinutes) > -span
  const ahead = all.filter(isAhead)
  const last = all.findLast(s => !isAhead(s))
  return last && (isLoss(name) || ahead.length === 0) ? [atOnce(last, span), ...ahead] : ahead
}

/**
 * The clock of that name as it starts now, as the policy of the priority has it; none where it doesn't
 * run. `owner` and `due` where they aren't the usual ones; a `due` must lie ahead.
 */
export const startClock = (
  basis: ClockBasis,
  name: DeadlineName,
  unusual: { readonly owner?: Side; readonly due?: Instant } = {},
): ClockStart[] => {
  const { policy, priority, now } = basis
  const clock = clockOf(policy, priority, name)
  if (!clock) return []
  const owner = unusual.owner ?? owners[name]
  const due = unusual.due ?? dueOf(clock, basis, owner)
  const { againMinutes, snoozeMinutes } = clock
  return [
    {
      name,
      owner,
      due: toRfc3339(due),
      steps: stepsAhead(clock, name, due - now),
      ...(againMinutes === undefined ? {} : { againMinutes }),
      since: toRfc3339(now),
      ...(unusual.due === undefined ? { rule: clock.within } : {}),
      ...(snoozeMinutes === undefined ? {} : { snoozeMinutes }),
    },
  ]
}
