import { z } from 'zod'
import { type EntryBody, readEntry } from '../audit/entry.ts'
import { isDesk, type SubjectId } from '../kit/ids.ts'
import { days, fromRfc3339, hours, type Instant, minutes, plus, seconds } from '../kit/time.ts'
import type { Timer, Watched } from '../ports/store.ts'
import { referralEventSchema } from '../referral/events.ts'
import { counts, referralSchema } from '../referral/referral.ts'
import type { Figures } from '../roster/timers.ts'
import { createArmed } from './armed.ts'
import { emptyBatch } from './batches.ts'
import type { World } from './world.ts'

/** Subjects looked at, and entries read, in one step: officers must not wait behind the check. */
const maxSubjects = 50
const maxEntries = 500
/** Of those entries, such as tell of a step: each costs a whole referral to look at. */
const maxSteps = 40
/** A timer that is due for longer than this while the clock may act was forgotten by the sweep. */
const forgotten = minutes(2)
/** Steps are remembered for the report of a week, and one more. */
const memory = days(15)
/** Later than each of these, as the report counts. */
const lateness = [seconds(1), seconds(5), minutes(1), minutes(15), hours(1)]

/** What every step says of itself, whatever its kind of matter. */
const stepOfMatter = z.object({ planned: z.iso.datetime(), missed: z.array(z.int()) })

interface StepTaken {
  readonly at: Instant
  readonly late: number
  readonly missed: number
}

/** What the last whole round over all that is open came to. */
export interface VigilReport {
  /** Whole rounds so far; before the first there is nothing to say. */
  readonly rounds: number
  readonly checked: number
  /** Subjects with a clock that should be armed and was not, or was due and did not fire. */
  readonly faults: readonly SubjectId[]
}

export interface Vigil {
  /** One bounded piece of the round; `acting`: whether the sweep may fire now. */
  readonly step: (acting: boolean) => Promise<void>
  readonly report: () => VigilReport
  /** Whether the log was read to its end after a start: before, figures would be too small. */
  readonly ready: () => boolean
  /** How the clock did between two moments. */
  readonly figures: (from: Instant, to: Instant) => Figures
}

const keyOf = (t: Timer): string => JSON.stringify([t.deadline, t.step, t.due])
const nameOf = (t: Timer): string => JSON.stringify([t.deadline, t.step])

const alike = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(x => b.includes(x))

/**
 * Watches over the clock from outside of it: computes from the state of everything open which timers must
 * be armed, compares that with what is armed, and looks for such as are due and did not fire. What is
 * missing is armed anew, with an entry; what is late is told to whoever runs the host. The sweep and the
 * commits that arm timers know nothing of it.
 */
export const createVigil = (
  world: Pick<World, 'store' | 'clock' | 'directory' | 'log' | 'matters' | 'witnessing'>,
): Vigil => {
  const { store, clock, log, matters } = world
  const steppings = new Set(matters.flatMap(m => m.steps))
  const expected = createArmed(world)
  const stepTypes = ['referral.escalated', ...steppings].map(type => `"${type}"`)
  let after: SubjectId | undefined
  let checked = 0
  let faults: SubjectId[] = []
  let report: VigilReport = { rounds: 0, checked: 0, faults: [] }
  let steps: StepTaken[] = []
  let read = 0
  let caughtUp = false
  /** At the check before: since then the sweep could act on what waits for the figures. */
  let wasCaughtUp = false

  const rearm = async ({ snapshot, armed }: Watched, wanted: readonly Timer[], fault: boolean) => {
    const { subject, version } = snapshot
    await store.commit({
      ...emptyBatch(clock.now()),
      expect: [{ subject, version }],
      timers: [{ subject, armed: wanted }],
      entries: fault
        ? [
            {
              subject,
              type: 'clock.rearmed',
              actor: 'clock',
              event: { armed: armed.length, wanted: wanted.length },
            },
          ]
        : [],
    })
  }

  /** The report of the week waits until the log was read after a start, which takes several checks. */
  const awaitsFigures = (subject: SubjectId, { deadline }: Timer): boolean =>
    !wasCaughtUp && isDesk(subject) && deadline === 'watch'

  const look = async (w: Watched, now: Instant, acting: boolean): Promise<void> => {
    checked += 1
    const { subject } = w.snapshot
    const wanted = expected(subject, w.snapshot.state)
    if (!alike(wanted.map(keyOf), w.armed.map(keyOf))) {
      // Another calendar or another zone moves the calls of what can wait; that is no fault.
      const fault = !alike(wanted.map(nameOf), w.armed.map(nameOf))
      if (fault) {
        faults.push(subject)
        log.error('a clock was not armed; it is now', { subject })
      }
      await rearm(w, wanted, fault)
      return
    }
    const late = w.armed.some(t => t.due < plus(now, -forgotten) && !awaitsFigures(subject, t))
    if (late && acting) {
      faults.push(subject)
      log.error('a step is due and was not taken', { subject })
    }
  }

  const round = async (now: Instant, acting: boolean): Promise<void> => {
    const page = await store.watched({ ...(after ? { after } : {}), max: maxSubjects })
    for (const w of page) await look(w, now, acting)
    after = page.at(-1)?.snapshot.subject
    if (page.length === maxSubjects) return
    report = { rounds: report.rounds + 1, checked, faults }
    after = undefined
    checked = 0
    faults = []
  }

  const keep = ({ at }: EntryBody, planned: string, missed: number): void => {
    const taken = fromRfc3339(at)
    steps.push({ at: taken, late: taken - fromRfc3339(planned), missed })
  }

  const noteStep = async (text: string): Promise<void> => {
    const entry = readEntry(text)
    if (!entry.ok) return
    const { type, event: told, subject } = entry.value
    if (steppings.has(type)) {
      const { planned, missed } = stepOfMatter.parse(told)
      keep(entry.value, planned, missed.length)
      return
    }
    if (type !== 'referral.escalated') return
    const event = referralEventSchema.parse(told)
    if (event.type !== 'referral.escalated' || event.planned === undefined) return
    const snapshot = subject && (await store.load(subject.id as SubjectId))
    if (snapshot && !counts(referralSchema.parse(snapshot.state))) return
    keep(entry.value, event.planned, event.missed.length + (event.missedRounds ?? 0))
  }

  const catchUp = async (now: Instant): Promise<void> => {
    const { size } = await store.head()
    const to = Math.min(size, read + maxEntries)
    let noted = 0
    if (to > read)
      for await (const { seq, body } of store.readEntries(read, to)) {
        read = seq + 1
        if (!stepTypes.some(type => body.includes(type))) continue
        await noteStep(body)
        noted += 1
        if (noted === maxSteps) break
      }
    caughtUp = read === size
    steps = steps.filter(s => s.at > plus(now, -memory))
  }

  return {
    step: async acting => {
      const now = clock.now()
      wasCaughtUp = caughtUp
      await catchUp(now)
      await round(now, acting)
    },
    report: () => report,
    ready: () => caughtUp,
    figures: (from, to) => {
      const within = steps.filter(s => s.at > from && s.at <= to)
      return {
        taken: within.length,
        later: lateness.map(l => within.filter(s => s.late > l).length),
        missed: within.reduce((n, s) => n + s.missed, 0),
        clean: report.faults.length === 0,
      }
    },
  }
}
