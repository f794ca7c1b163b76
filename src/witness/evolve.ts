import type { AgencyId, OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import type { LogEvent, LogHappened } from './events.ts'
import type { Released, Witness, WitnessedLog } from './witnessed.ts'

/** Checkpoints kept: a month of daily ones. Older ones stay in their entries. */
const mostKept = 32

const begun = (since: Instant): WitnessedLog => ({
  since,
  released: [],
  witnesses: [],
  keys: [],
  frozen: false,
})

const kept = (released: readonly Released[]): Released[] =>
  released.filter((r, i) => {
    const later = released.slice(i + 1)
    const isLastOf = r.by.some(b => !later.some(l => l.by.some(x => x.vkey === b.vkey)))
    return isLastOf || i >= released.length - mostKept
  })

const firstOpen = (released: readonly Released[], size: number): Pick<Witness, 'owed'> => {
  const open = released.find(r => r.size > size)
  return open ? { owed: { size: open.size, since: open.at } } : {}
}

const named = (
  log: WitnessedLog,
  { witnesses }: Extract<LogEvent, { type: 'log.witnesses_named' }>,
  at: Instant,
): Witness[] =>
  witnesses.map(({ agency, vkey }) => {
    const before = log.witnesses.find(w => w.agency === agency && w.vkey === vkey)
    if (before) return before
    // A new key has all of it still to cosign; it is given time from now on.
    const newest = log.released.at(-1)
    return {
      agency: agency as AgencyId,
      vkey,
      size: 0,
      ...(newest ? { owed: { size: newest.size, since: at } } : {}),
      calls: [],
    }
  })

const withLine = (note: string, line: string): string =>
  note.includes(`${line}\n`) ? note : `${note}${line}\n`

const cosigned = (
  log: WitnessedLog,
  event: Extract<LogEvent, { type: 'log.cosigned' }>,
): WitnessedLog => {
  const { agency, line, time } = event
  const vkey = log.witnesses.find(w => w.agency === agency)?.vkey ?? event.witness
  const mark = { agency: agency as AgencyId, vkey, time }
  const released = log.released.map(r =>
    r.size === event.size
      ? {
          ...r,
          note: withLine(r.note, line),
          by: [...r.by.filter(b => b.vkey !== vkey), mark],
        }
      : r,
  )
  const witnesses = log.witnesses.map(w => {
    if (w.agency !== agency) return w
    const { owed, ...rest } = w
    const size = Math.max(w.size, event.size)
    if (owed && owed.size > size) return { ...rest, size, owed }
    return { ...rest, size, ...firstOpen(released, size), calls: [] }
  })
  return { ...log, released: kept(released), witnesses }
}

/** Folds one event into the log as a whole. Pure. */
export const evolve = (
  before: WitnessedLog | undefined,
  { event, at }: LogHappened,
): WitnessedLog => {
  const log = before ?? begun(at)
  switch (event.type) {
    case 'log.witnesses_named':
      return { ...log, witnesses: named(log, event, at) }
    case 'log.checkpoint': {
      const { size, note } = event
      return {
        ...log,
        released: kept([...log.released, { size, at, note, by: [] }]),
        witnesses: log.witnesses.map(w => ({ ...w, owed: w.owed ?? { size, since: at } })),
      }
    }
    case 'log.cosigned':
      return cosigned(log, event)
    case 'log.cosignature_missed': {
      const call = { step: event.step, called: event.called as OfficerId[] }
      const witnesses = log.witnesses.map(w =>
        w.agency === event.agency ? { ...w, calls: [...w.calls, call] } : w,
      )
      return { ...log, witnesses }
    }
    case 'log.key_changed':
      return { ...log, keys: [...log.keys, event.vkey] }
    case 'log.frozen':
      return { ...log, frozen: true }
    default:
      return absurd(event)
  }
}
