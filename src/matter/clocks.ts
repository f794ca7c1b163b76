import { z } from 'zod'
import { type PolicyStep, type Step, stepSchema, target } from '../escalation/policy.ts'
import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import { fromRfc3339, type Instant, toRfc3339 } from '../kit/time.ts'
import type { Timer } from '../ports/store.ts'
import { callAt, lastCallBy, type Waits } from '../referral/calls.ts'
import { frozenStep } from '../referral/clocks.ts'
import type { Outage, Times } from '../referral/deadlines.ts'
import type { RunningDeadline } from '../referral/running.ts'
import type { DueFacts } from './matter.ts'

const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const rfc3339 = z.iso.datetime({ precision: 3 })
const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')

/** A clock of a matter as it starts, frozen; in events. */
export const clockStart = z.strictObject({
  /** Unique within the matter, e.g. `ack:kcs.cyber`. */
  name: z.string().regex(/^[a-z]+(:[\w.-]{1,60})?$/),
  /** Whose it is. */
  desk: z.string(),
  /** The desk that is told besides. */
  other: z.string(),
  since: rfc3339,
  due: rfc3339,
  steps: z.array(stepSchema).min(1),
  againMinutes: z.int().min(5).exactOptional(),
})
export type MatterClockStart = z.infer<typeof clockStart>

interface SlowStart {
  readonly name: string
  readonly desk: ContactPointId
  readonly other: ContactPointId
  readonly since: Instant
  /** Must lie ahead. */
  readonly due: Instant
}

/** A clock of what can wait, as it starts: the steps of its policy that are still to come. */
export const slowClock = (
  policy: { readonly steps: readonly PolicyStep[]; readonly againMinutes: number },
  { name, desk, other, since, due }: SlowStart,
): MatterClockStart => ({
  ...{ name, desk, other },
  since: toRfc3339(since),
  due: toRfc3339(due),
  steps: policy.steps.map(s => {
    const { tell, ...step } = frozenStep(s, due - since)
    return { ...step, tell: [...tell] }
  }),
  againMinutes: policy.againMinutes,
})

/** The clock reached a step; in events. `called`: whom the rosters named at that moment. */
export const stepTaken = {
  deadline: z.string(),
  desk: z.string(),
  other: z.string(),
  step: z.int().min(0),
  due: rfc3339,
  planned: rfc3339,
  tell: z.array(target),
  /** Steps that were leapt over after a downtime. */
  missed: z.array(z.int()),
  because: z
    .strictObject({ kind: z.enum(['down', 'clock']), from: rfc3339, to: rfc3339 })
    .exactOptional(),
  called: z.array(z.string()),
  calledOther: z.array(z.string()),
}
const taken = z.strictObject(stepTaken)
export type StepTaken = z.infer<typeof taken>

/** A clock that runs. */
export const matterClock = z.object({
  name: z.string(),
  desk: id<ContactPointId>(),
  other: id<ContactPointId>(),
  since: moment,
  due: moment,
  steps: z.array(stepSchema),
  againMinutes: z.int().exactOptional(),
  reached: z.int().min(0),
  /** Steps taken, so that their calls can be taken back when it is met. */
  calls: z.array(z.custom<StepTaken>(value => typeof value === 'object' && value !== null)),
})
export type MatterClock = z.infer<typeof matterClock>

export const startedClock = (c: MatterClockStart): MatterClock => ({
  ...c,
  desk: c.desk as ContactPointId,
  other: c.other as ContactPointId,
  since: fromRfc3339(c.since),
  due: fromRfc3339(c.due),
  reached: 0,
  calls: [],
})

/** As the arithmetic of referrals' clocks takes it; every matter is immediate unless `atEase`. */
const running = ({
  name: _,
  desk: _d,
  other: _o,
  calls: _c,
  ...c
}: MatterClock): RunningDeadline => ({
  ...c,
  name: 'ack',
  owner: 'receiver',
  original: c.due,
  calls: [],
})

const waitsOf = (c: MatterClock, times: Times, atEase: boolean): Waits => ({
  priority: atEase ? 'routine' : 'immediate',
  working: times(c.desk),
})

/** The next call of each clock; what the store keeps armed. `atEase`: calls wait for working hours. */
export const clockTimers = (
  clocks: readonly MatterClock[],
  times: Times,
  atEase = false,
): readonly Timer[] =>
  clocks.flatMap(c => {
    const due = callAt(running(c), c.reached, waitsOf(c, times, atEase))
    return due === undefined ? [] : [{ deadline: c.name, step: c.reached, due }]
  })

const ownTargets = ['duty', 'backup', 'supervisor', 'head'] as const

const becauseOf = (why: Outage | undefined, leapt: readonly number[]) =>
  why && leapt.length > 0
    ? { because: { kind: why.kind, from: toRfc3339(why.from), to: toRfc3339(why.to) } }
    : {}

/**
 * What the clock does now about one of them: the highest step that is due, telling also whom the steps
 * would have told that it leaps over. Undefined where none is due.
 */
export const clockPassed = (
  clocks: readonly MatterClock[],
  name: string,
  { now, times, why, calledAt }: DueFacts,
  atEase = false,
): StepTaken | undefined => {
  const clock = clocks.find(c => c.name === name)
  if (!clock) return undefined
  const waits = waitsOf(clock, times, atEase)
  const step = lastCallBy(running(clock), now, waits)
  const planned = step === undefined ? undefined : callAt(running(clock), step, waits)
  if (step === undefined || planned === undefined) return undefined
  const leapt = Array.from({ length: step - clock.reached }, (_, i) => clock.reached + i)
  const toldBy = (n: number): Step['tell'] => (clock.steps[n] ?? clock.steps.at(-1))?.tell ?? []
  const tell = [...new Set([...leapt, step].flatMap(toldBy))]
  const distinct = (people: readonly OfficerId[]) => [...new Set(people)]
  return {
    deadline: clock.name,
    desk: clock.desk,
    other: clock.other,
    step,
    due: toRfc3339(clock.due),
    planned: toRfc3339(planned),
    tell,
    missed: leapt,
    ...becauseOf(why, leapt),
    called: distinct(
      ownTargets.filter(t => tell.includes(t)).flatMap(t => calledAt(clock.desk, t)),
    ),
    calledOther: distinct([
      ...(tell.includes('other-desk') ? calledAt(clock.other, 'duty') : []),
      ...(tell.includes('other-head') ? calledAt(clock.other, 'head') : []),
    ]),
  }
}

/** After a step was taken. */
export const clockReached = (
  clocks: readonly MatterClock[],
  taken: StepTaken,
): readonly MatterClock[] =>
  clocks.map(c =>
    c.name === taken.deadline
      ? { ...c, reached: Math.max(c.reached + 1, taken.step + 1), calls: [...c.calls, taken] }
      : c,
  )
