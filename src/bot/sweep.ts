import {
  type ContactPointId,
  isDesk,
  isLog,
  isMatter,
  type MatterId,
  type OfficerId,
  type ReferralId,
} from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Batch, CommitResult, DueTimer } from '../ports/store.ts'
import { timersOf } from '../referral/deadlines.ts'
import type { DutyEvent } from '../roster/events.ts'
import { type CallTarget, calledFor } from '../roster/on-duty.ts'
import { dutyDue, dutyTimers } from '../roster/timers.ts'
import { emptyBatch, mergedBatch } from './batches.ts'
import { loadMatter, matterBatchOf, matterOf } from './matters.ts'
import { bundled, type Overdue, type Overlook, overdueBatch, overdueOf } from './overdue.ts'
import { firstPiece, nextPiece } from './piece.ts'
import { createReadiness } from './readiness.ts'
import { loadReferral } from './record.ts'
import { createReleases } from './releases.ts'
import { createRetention } from './retention.ts'
import { callFacts, dutyBatchOf, loadRoster, timerFacts } from './rosters.ts'
import type { Vigil } from './vigil.ts'
import type { World } from './world.ts'

/** What the clock tells in one breath, of one subject or of several, and how many steps that takes. */
interface Move {
  readonly batch: Batch
  readonly steps: number
}

/**
 * Acts on what is due, once, under a lease: however many sweep, each step is decided by one of them. A
 * deadline that was met meanwhile does nothing; a subject that somebody else handles at the same moment
 * ends in a conflict and is looked at again by the next sweep.
 */
export const createSweep = (world: World, vigil: Vigil, releases = createReleases(world)) => {
  const { store, directory, clock, matters, ledger } = world
  const readiness = createReadiness(world)
  const retire = createRetention(world)
  let quietUntil: Instant | undefined
  /** Timers looked at in one sweep, so that no officer waits behind it; what is left is due in the next. */
  let piece = firstPiece

  /** Whom a target reaches at each desk now; asked for once a sweep, as many matters call the same. */
  const reachNow = async (desks: ReadonlySet<ContactPointId>, now: Instant) => {
    const loaded = await Promise.all([...desks].map(d => loadRoster(store, d)))
    const facts = new Map(loaded.map(l => [l.desk, callFacts(l, directory, now)]))
    const known = new Map<string, readonly OfficerId[]>()
    return (desk: ContactPointId, target: CallTarget): readonly OfficerId[] => {
      const key = `${desk} ${target}`
      const at = facts.get(desk)
      const called = known.get(key) ?? (at ? calledFor(target, at) : [])
      known.set(key, called)
      return called
    }
  }

  /** What was claimed and isn't due by the rules any more (a new calendar, a new zone) is armed anew. */
  const rearmed = (subject: Overdue['loaded'], now: Instant): Batch => ({
    ...emptyBatch(now),
    expect: [{ subject: subject.id, version: subject.version }],
    timers: [{ subject: subject.id, armed: timersOf(subject.referral, directory.workingTime) }],
  })

  const referralMoves = async (
    ids: readonly ReferralId[],
    seen: Pick<Overlook, 'now' | 'gap'>,
  ): Promise<readonly Move[]> => {
    const loaded = await Promise.all(ids.map(id => loadReferral(store, id)))
    const there = loaded.flatMap(({ referral, ...l }) => (referral ? [{ ...l, referral }] : []))
    const desks = new Set(there.flatMap(l => [l.referral.from, l.referral.to]))
    const look: Overlook = { ...seen, directory, calledAt: await reachNow(desks, seen.now) }
    const all = there.map(l => overdueOf(l, look))
    const due = all.filter(o => o.events.length > 0)
    return [
      ...bundled(due).map(group => ({
        batch: overdueBatch(group, look),
        steps: group.reduce((n, o) => n + o.events.length, 0),
      })),
      ...all
        .filter(o => o.events.length === 0)
        .map(o => ({ batch: rearmed(o.loaded, seen.now), steps: 0 })),
    ]
  }

  const deskMove = async (
    desk: ContactPointId,
    deadlines: readonly string[],
    now: Instant,
  ): Promise<readonly Move[]> => {
    const loaded = await loadRoster(store, desk)
    const { roster } = loaded
    if (!roster) return []
    const facts = {
      ...timerFacts(directory, desk),
      watch: vigil.figures,
      summaries: (at: Instant) => ledger.summaries(desk, at),
    }
    // The report of the week waits for the figures; nothing else of a desk does.
    const ready = deadlines.filter(d => d !== 'watch' || (vigil.ready() && ledger.ready()))
    if (ready.length === 0) return []
    if (ready.includes('watch')) await ledger.read()
    const events: readonly DutyEvent[] = ready.flatMap(d => dutyDue(roster, d, now, facts) ?? [])
    const batch: Batch =
      events.length > 0
        ? dutyBatchOf({ loaded, events, by: 'clock', actor: 'clock', now, directory }).batch
        : {
            ...emptyBatch(now),
            expect: [{ subject: desk, version: loaded.version }],
            timers: [{ subject: desk, armed: dutyTimers(roster, facts) }],
          }
    return [{ batch, steps: events.length }]
  }

  const matterMoves = async (
    ids: readonly MatterId[],
    due: readonly DueTimer[],
    { now, gap }: Pick<Overlook, 'now' | 'gap'>,
  ): Promise<readonly Move[]> => {
    const loaded = await Promise.all(ids.map(id => loadMatter(store, id)))
    const there = loaded.flatMap(({ state, ...l }) =>
      state === undefined ? [] : [{ ...l, state, matter: matterOf(matters, l.id) }],
    )
    const desks = new Set(there.flatMap(l => l.matter.partiesOf(l.state)))
    const calledAt = await reachNow(desks, now)
    const facts = { now, times: directory.workingTime, calledAt, ...(gap ? { why: gap } : {}) }
    return there.map(({ matter, ...at }): Move => {
      const names = new Set(due.flatMap(t => (t.subject === at.id ? [t.deadline] : [])))
      const events = [...names].flatMap(name => matter.due(at.state, name, facts))
      const clocked = {
        matter,
        loaded: at,
        events,
        by: 'clock',
        actor: 'clock',
        now,
        directory,
      } as const
      const batch: Batch =
        events.length > 0
          ? matterBatchOf(clocked)
          : {
              ...emptyBatch(now),
              expect: [{ subject: at.id, version: at.version }],
              timers: [{ subject: at.id, armed: matter.timersOf(at.state, facts.times) }],
            }
      return { batch, steps: events.length }
    })
  }

  const commitMoves = async (moves: readonly Move[], fence: number, now: Instant) => {
    if (moves.length === 0) return 0
    const steps = moves.reduce((n, m) => n + m.steps, 0)
    const commit = (batch: Batch): Promise<CommitResult> => store.commit({ ...batch, fence })
    const together = await commit(
      mergedBatch(
        moves.map(m => m.batch),
        now,
      ),
    )
    if (together.kind === 'committed') return steps
    if (together.kind === 'fenced') return 0
    // One of them moved on between loading and committing; the others need not wait for it. Its own move
    // does, until the next sweep: told apart, twenty that belong together would call twenty times.
    let taken = 0
    for (const { batch, steps: own } of moves) {
      const { kind } = await commit(batch)
      if (kind === 'committed') taken += own
    }
    return taken
  }

  /** @returns how many steps were taken; 0 also where the clock may not act now */
  const sweep = async (): Promise<number> => {
    const state = await readiness.ask()
    quietUntil = state.ready ? undefined : state.until
    if (!state.ready) return 0
    const { now, fence, gap } = state
    const due = await store.claimTimers({ now, max: piece })
    const from = clock.monotonic()
    const ids = [...new Set(due.map(t => t.subject))]
    const desks = ids.filter(isDesk)
    const moves = [
      ...(await referralMoves(
        ids.filter((id): id is ReferralId => !isDesk(id) && !isMatter(id) && !isLog(id)),
        { now, ...(gap ? { gap } : {}) },
      )),
      ...(await matterMoves(ids.filter(isMatter), due, { now, ...(gap ? { gap } : {}) })),
      ...(
        await Promise.all(
          desks.map(d =>
            deskMove(
              d,
              due.flatMap(t => (t.subject === d ? [t.deadline] : [])),
              now,
            ),
          ),
        )
      ).flat(),
      ...(await releases.due(due.flatMap(t => (isLog(t.subject) ? [t.deadline] : [])))),
    ]
    const taken = await commitMoves(moves, fence, now)
    // One that wasn't full says nothing of a full one.
    if (due.length === piece) piece = nextPiece(piece, clock.monotonic() - from)
    return taken + (await retire())
  }

  return {
    sweep,
    /** When the clock may act again, where it may not now: a jump, a downtime, another's lease. */
    quietUntil: () => quietUntil,
    leave: readiness.leave,
  }
}
