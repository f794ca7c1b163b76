import type { ContactPointId, Language, OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { days, fromRfc3339, type Instant } from '../kit/time.ts'
import type { DutyHappened, DutyRoster, Span } from './duty.ts'
import type { Rotation } from './rotation.ts'

/** What is over stays for so long, for whoever looks back at the last week. */
const kept = days(8)

const empty = (desk: ContactPointId, at: Instant): DutyRoster => ({
  desk,
  configured: [],
  rotations: [],
  overrides: [],
  leaves: [],
  swaps: [],
  lastId: 0,
  told: [],
  asked: { since: at, calls: [] },
  looked: at,
  watched: at,
})

/** What nobody changed in the settings stays as an officer has set it since. */
const merged = (roster: DutyRoster, configured: readonly Rotation[]): Rotation[] => {
  const was = (name: string) => roster.configured.find(r => r.name === name)
  const now = configured.map(r => {
    const inForce = roster.rotations.find(x => x.name === r.name)
    const untouched = JSON.stringify(was(r.name)) === JSON.stringify(r)
    return untouched ? inForce : r
  })
  const own = roster.rotations.filter(r => !was(r.name) && !configured.some(c => c.name === r.name))
  return [...now.flatMap(r => r ?? []), ...own]
}

const officers = (ids: readonly string[]): OfficerId[] => ids.map(id => id as OfficerId)
const spanOf = (e: { readonly from: string; readonly to: string }): Span => ({
  from: fromRfc3339(e.from),
  to: fromRfc3339(e.to),
})

/** A change makes what was told about that time old news: what is still wrong is told again. */
const untold = (roster: DutyRoster, span: Span): DutyRoster['told'] =>
  roster.told.filter(t => t.to <= span.from || t.from >= span.to)

const tidied = (roster: DutyRoster, at: Instant): DutyRoster => ({
  ...roster,
  overrides: roster.overrides.filter(t => t.to > at - kept),
  leaves: roster.leaves.filter(t => t.to > at - kept),
  swaps: roster.swaps.filter(t => t.to > at),
  told: roster.told.filter(t => t.to > at),
})

const fold = (roster: DutyRoster, { event, at, by }: DutyHappened): DutyRoster => {
  switch (event.type) {
    case 'duty.configured':
      return {
        ...roster,
        configured: event.rotations,
        rotations: merged(roster, event.rotations),
        told: [],
      }
    case 'duty.set': {
      const others = roster.rotations.filter(r => r.name !== event.name)
      return {
        ...roster,
        rotations: event.rotation ? [...others, event.rotation] : others,
        told: [],
      }
    }
    case 'duty.overridden': {
      const span = spanOf(event)
      const turn = { id: event.id, officer: event.officer as OfficerId, ...span }
      return {
        ...roster,
        overrides: [...roster.overrides, turn],
        lastId: event.id,
        told: untold(roster, span),
      }
    }
    case 'duty.leave_taken': {
      const span = spanOf(event)
      const turn = { id: event.id, officer: event.officer as OfficerId, ...span }
      return {
        ...roster,
        leaves: [...roster.leaves, turn],
        lastId: event.id,
        told: untold(roster, span),
      }
    }
    case 'duty.cancelled': {
      const gone = [...roster.overrides, ...roster.leaves].find(t => t.id === event.id)
      return {
        ...roster,
        overrides: roster.overrides.filter(t => t.id !== event.id),
        leaves: roster.leaves.filter(t => t.id !== event.id),
        swaps: roster.swaps.filter(t => t.id !== event.id),
        told: gone ? untold(roster, gone) : roster.told,
      }
    }
    case 'duty.swap_asked': {
      const people = { officer: event.officer as OfficerId, with: event.with as OfficerId }
      const swap = { id: event.id, ...people, ...spanOf(event) }
      return { ...roster, swaps: [...roster.swaps, swap], lastId: event.id }
    }
    case 'duty.swap_accepted': {
      const swap = roster.swaps.find(s => s.id === event.id)
      if (!swap) return roster
      const { id, officer: instead, with: officer, from, to } = swap
      return {
        ...roster,
        swaps: roster.swaps.filter(s => s !== swap),
        overrides: [...roster.overrides, { id, officer, instead, from, to }],
        told: untold(roster, swap),
      }
    }
    case 'duty.swap_declined':
      return { ...roster, swaps: roster.swaps.filter(s => s.id !== event.id) }
    case 'duty.shift_changed':
      return {
        ...roster,
        shift: {
          n: event.shift,
          since: fromRfc3339(event.at),
          from: officers(event.from),
          to: officers(event.to),
          ...(event.until === undefined ? {} : { until: fromRfc3339(event.until) }),
          told: at,
          calls: [],
        },
      }
    case 'duty.shift_accepted':
      return roster.shift && by !== 'clock'
        ? { ...roster, shift: { ...roster.shift, accepted: { by, at } } }
        : roster
    case 'duty.shift_reminded': {
      const call = { call: event.call, called: officers(event.called) }
      return roster.shift
        ? { ...roster, shift: { ...roster.shift, calls: [...roster.shift.calls, call] } }
        : roster
    }
    case 'duty.coverage_told':
      return {
        ...roster,
        looked: at,
        told: [...roster.told, ...event.problems.map(p => ({ kind: p.kind, ...spanOf(p) }))],
      }
    case 'duty.confirm_asked':
      return {
        ...roster,
        asked: { ...roster.asked, calls: [...roster.asked.calls, event.call] },
      }
    case 'duty.confirmed':
      return {
        ...roster,
        asked: { since: at, calls: [] },
        ...(by === 'clock' ? {} : { confirmed: { by, at } }),
      }
    case 'duty.officer_set': {
      const { officer, language, quiet } = event
      const others = (roster.own ?? []).filter(o => o.officer !== officer)
      const set = {
        officer: officer as OfficerId,
        ...(language === undefined ? {} : { language: language as Language }),
        ...(quiet === undefined ? {} : { quiet }),
      }
      return { ...roster, own: (language ?? quiet) ? [...others, set] : others }
    }
    case 'duty.summary_scheduled':
      return { ...roster, post: { day: event.day, at: event.at } }
    case 'duty.calendar_ending':
      return { ...roster, calendarTold: event.year }
    case 'duty.watched':
      return { ...roster, watched: fromRfc3339(event.to) }
    default:
      return absurd(event)
  }
}

/**
 * The duty roster after an event; the first one opens it. Pure, and total: an event about what is no
 * more changes nothing.
 */
export const evolve = (
  before: DutyRoster | undefined,
  desk: ContactPointId,
  happened: DutyHappened,
): DutyRoster => tidied(fold(before ?? empty(desk, happened.at), happened), happened.at)
