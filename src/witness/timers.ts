import type { AgencyId, OfficerId } from '../kit/ids.ts'
import { hours, type Instant, plus, toRfc3339 } from '../kit/time.ts'
import { addDays, instantAt, localAt } from '../kit/zone.ts'
import type { Timer } from '../ports/store.ts'
import type { LogEvent } from './events.ts'
import { newestOf, type Witness, type WitnessedLog } from './witnessed.ts'

/** When checkpoints are released, and how long a cosignature is waited for. */
export interface ReleaseRules {
  /** Each day at that time (`HH:MM`), whatever has happened. */
  readonly at: string
  /** IANA name. */
  readonly zone: string
  /** And so many hours after the last one where the log has grown. */
  readonly everyHours?: number
  readonly lateAfterHours: number
}

/** Somebody who has not answered three calls is not found by a fourth (judgement). */
const mostCalls = 3

const nextDaily = (after: Instant, { at, zone }: ReleaseRules): Instant => {
  const { date } = localAt(after, zone)
  for (let n = 0; ; n++) {
    const due = instantAt(addDays(date, n), at, zone)
    if (due > after) return due
  }
}

const dueOf = (since: Instant, step: number, { lateAfterHours }: ReleaseRules): Instant =>
  plus(since, hours(lateAfterHours) * step)

const deadlineOf = (agency: AgencyId): string => `cosign.${agency}`

const lastStep = ({ calls }: Witness): number => calls.at(-1)?.step ?? 0

const timersOfWitness = (w: Witness, rules: ReleaseRules): readonly Timer[] => {
  const step = lastStep(w) + 1
  return w.owed && step <= mostCalls
    ? [{ deadline: deadlineOf(w.agency), step, due: dueOf(w.owed.since, step, rules) }]
    : []
}

/** All timers of the log, from its state and the rules alone; a log that has ended has none. */
export const logTimers = (log: WitnessedLog, rules: ReleaseRules): readonly Timer[] => {
  if (log.frozen) return []
  const last = newestOf(log)?.at ?? log.since
  return [
    { deadline: 'release', step: 0, due: nextDaily(last, rules) },
    ...log.witnesses.flatMap(w => timersOfWitness(w, rules)),
  ]
}

/** When the next checkpoint is due because the log has grown; undefined where only daily ones are. */
export const grownDue = (log: WitnessedLog, { everyHours }: ReleaseRules): Instant | undefined =>
  everyHours === undefined || log.frozen
    ? undefined
    : plus(newestOf(log)?.at ?? log.since, hours(everyHours))

/**
 * What the clock says at `now` about cosignatures that are late: of each witness the highest step that is due.
 * @param called supervisors of an agency's desks
 */
export const cosignaturesMissed = (
  log: WitnessedLog,
  now: Instant,
  rules: ReleaseRules,
  called: (agency: AgencyId) => readonly OfficerId[],
): readonly LogEvent[] =>
  log.witnesses.flatMap((w): LogEvent[] => {
    const { owed } = w
    if (!owed) return []
    const open = [1, 2, 3].filter(s => s > lastStep(w) && dueOf(owed.since, s, rules) <= now)
    const step = open.at(-1)
    if (step === undefined) return []
    return [
      {
        type: 'log.cosignature_missed',
        agency: w.agency,
        size: owed.size,
        step,
        planned: toRfc3339(dueOf(owed.since, step, rules)),
        missed: open.slice(0, -1),
        called: [...called(w.agency)],
      },
    ]
  })
