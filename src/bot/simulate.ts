import type { Holiday } from '../escalation/calendar.ts'
import type { DeadlineName, Priority } from '../kit/codes.ts'
import type { ContactPointId, OfficerId, ReferralId } from '../kit/ids.ts'
import { fromRfc3339, type Instant, instant } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'
import { callAt } from '../referral/calls.ts'
import { basisOf, startClock } from '../referral/clocks.ts'
import { timersOf } from '../referral/deadlines.ts'
import type { ClockStart, Escalated } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import { deskOf, otherSide, type Referral } from '../referral/referral.ts'
import type { RunningDeadline } from '../referral/running.ts'
import type { Directory } from '../roster/directory.ts'
import type { DutyRoster } from '../roster/duty.ts'
import { evolve as evolveRoster } from '../roster/evolve.ts'
import { type CallTarget, calledFor } from '../roster/on-duty.ts'
import { overdueOf } from './overdue.ts'
import { callFacts } from './rosters.ts'
import type { World } from './world.ts'

export interface Simulation {
  readonly from: ContactPointId
  readonly to: ContactPointId
  readonly priority: Priority
  /** When it is sent; nobody ever answers. */
  readonly at: Instant
  /** The last moment looked at. A clock may call every ten minutes, so some weeks at most. */
  readonly until: Instant
}

/** A step of the policy that a call takes. */
export interface ToldStep {
  /** Minutes after the due time; before it where negative. */
  readonly lateMinutes: number
  /** Where the policy names it by the share of the time that has gone. */
  readonly atPercent?: number
}

export interface ToldDesk {
  readonly desk: ContactPointId
  /** Each with what he is called as. */
  readonly officers: readonly { readonly id: OfficerId; readonly as: readonly CallTarget[] }[]
}

/** One call that would be made. */
export interface Told {
  readonly at: Instant
  readonly deadline: DeadlineName
  readonly due: Instant
  /** Where it waited, those that came due meanwhile too. */
  readonly steps: readonly ToldStep[]
  /** It waited for the owner's working hours since then, over these days off. */
  readonly waited?: { readonly since: Instant; readonly holidays: readonly Holiday[] }
  /** At the desk that owes it. */
  readonly owner: ToldDesk
  /** At the other desk, which is asked to ring the owner. */
  readonly other: ToldDesk
  readonly channels: readonly string[]
  /** From then on the same again every so many minutes, without end. */
  readonly everyMinutes?: number
}

export interface Simulated {
  /** As they start; a priority need not have both. */
  readonly clocks: readonly ClockStart[]
  readonly told: readonly Told[]
}

type Parts = Pick<World, 'directory' | 'policyOf'>
type CalledAt = (desk: ContactPointId, target: CallTarget) => readonly OfficerId[]

const rosterIn = (directory: Directory, desk: ContactPointId, at: Instant): DutyRoster =>
  evolveRoster(undefined, desk, {
    event: { type: 'duty.configured', rotations: [...directory.contactPoint(desk).duty] },
    at,
    by: 'clock',
  })

const sentAt = ({ directory, policyOf }: Parts, s: Simulation) => {
  const id = 'XX-2000-000001' as ReferralId
  const by = 'simulation' as OfficerId
  const { from, to, priority, at } = s
  const drafted = evolve(undefined, id, {
    event: { type: 'referral.drafted', from, to, category: 'other', priority },
    at,
    by,
  })
  const basis = basisOf({ policyOf, workingTime: directory.workingTime, now: at }, drafted)
  const clocks = [...startClock(basis, 'ack'), ...startClock(basis, 'reply')]
  return { clocks, sent: evolve(drafted, id, { event: { type: 'referral.sent', clocks }, at, by }) }
}

const nextDue = (r: Referral, directory: Directory): Instant | undefined => {
  const dues = timersOf(r, directory.workingTime).map(t => t.due)
  return dues.length === 0 ? undefined : instant(Math.min(...dues))
}

const stepOf = (d: RunningDeadline, n: number): ToldStep => {
  const step = d.steps[n]
  if (step)
    return {
      lateMinutes: step.afterMinutes,
      ...(step.atPercent === undefined ? {} : { atPercent: step.atPercent }),
    }
  const rounds = n - d.steps.length + 1
  return { lateMinutes: (d.steps.at(-1)?.afterMinutes ?? 0) + rounds * (d.againMinutes ?? 0) }
}

/** The wait of the first step of a call; what is made at its own moment has none. */
const waitOf = (r: Referral, d: RunningDeadline, now: Instant, directory: Directory) => {
  const desk = deskOf(r, d.owner)
  const always = { ...directory.workingTime(desk), next: (at: Instant) => at }
  const since = callAt(d, d.reached, { priority: r.priority, working: always })
  if (since === undefined || since >= now) return undefined
  const { zone } = directory.contactPoint(desk).zone
  const day = (at: Instant): string => localAt(at, zone).date
  return { since, holidays: directory.holidays(desk, day(since), day(now)) }
}

const ownTargets: readonly CallTarget[] = ['duty', 'backup', 'supervisor', 'head']

const toldAt = (
  desk: ContactPointId,
  called: readonly string[],
  targets: readonly CallTarget[],
  calledAt: CalledAt,
): ToldDesk => ({
  desk,
  officers: called
    .map(id => id as OfficerId)
    .map(id => ({ id, as: targets.filter(t => calledAt(desk, t).includes(id)) })),
})

const toldBy = (
  r: Referral,
  e: Escalated,
  { now, directory, calledAt }: { now: Instant; directory: Directory; calledAt: CalledAt },
): Told => {
  const d = r.deadlines.find(x => x.name === e.deadline)
  if (!d) throw new Error(`a call for a clock that does not run: ${e.deadline}`)
  const waited = waitOf(r, d, now, directory)
  const own = ownTargets.filter(t => e.tell.some(told => told === t))
  const others: readonly CallTarget[] = [
    ...(e.tell.includes('other-desk') ? (['duty'] as const) : []),
    ...(e.tell.includes('other-head') ? (['head'] as const) : []),
  ]
  return {
    at: now,
    deadline: e.deadline,
    due: fromRfc3339(e.due),
    steps: [...d.steps.keys()]
      .filter(n => n >= d.reached && n < e.step)
      .concat(e.step)
      .map(n => stepOf(d, n)),
    ...(waited === undefined ? {} : { waited }),
    owner: toldAt(deskOf(r, e.owner), e.called ?? [], own, calledAt),
    other: toldAt(deskOf(r, otherSide(e.owner)), e.calledOther ?? [], others, calledAt),
    channels: e.tell.flatMap(t => (t.startsWith('channel:') ? [t.slice('channel:'.length)] : [])),
    ...(d.againMinutes === undefined || e.step < d.steps.length - 1
      ? {}
      : { everyMinutes: d.againMinutes }),
  }
}

/** A repeat that calls the same people as the call before it. */
const isSame = (before: Told | undefined, now: Told): boolean =>
  before?.everyMinutes !== undefined &&
  JSON.stringify([before.owner, before.other]) === JSON.stringify([now.owner, now.other])

/**
 * Who would be called, and when, if a referral were sent then and nobody did anything: through the same
 * functions that decide in earnest. Repeats that call the same people are said once. Rosters are those of
 * the configuration; what officers swapped or took leave from since is in the log alone. Pure; sends
 * nothing.
 */
export const simulate = (parts: Parts, s: Simulation): Simulated => {
  const { directory } = parts
  const rosters = new Map([s.from, s.to].map(d => [d, rosterIn(directory, d, s.at)] as const))
  const calledBy =
    (at: Instant): CalledAt =>
    (desk, target) => {
      const roster = rosters.get(desk)
      return calledFor(
        target,
        callFacts({ desk, version: 1, ...(roster ? { roster } : {}) }, directory, at),
      )
    }
  const told: Told[] = []
  const last = new Map<DeadlineName, Told>()
  const { clocks, sent } = sentAt(parts, s)
  let referral = sent
  for (;;) {
    const now = nextDue(referral, directory)
    if (now === undefined || now > s.until) return { clocks, told }
    const look = { now, directory, calledAt: calledBy(now) }
    const { events } = overdueOf({ id: referral.id, version: 1, referral }, look)
    for (const event of events) {
      const call = toldBy(referral, event, look)
      if (!isSame(last.get(event.deadline), call)) told.push(call)
      last.set(event.deadline, call)
      referral = evolve(referral, referral.id, { event, at: now, by: 'clock' })
    }
    if (events.length === 0) throw new Error('a timer that is due, and nothing to do')
  }
}
