import type { ContactPointId, OfficerId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { toRfc3339 } from '../kit/time.ts'
import type { Purpose } from '../ports/store.ts'
import type { SummaryRecipe } from '../summary/recipe.ts'
import type { Week } from '../summary/week.ts'
import type { DutyHappened, DutyRoster, Shift, Swap } from './duty.ts'
import type { DutyEvent, Watched } from './events.ts'

/** A swap as a message tells of it; its times as RFC 3339. */
export interface SwapTold {
  readonly id: number
  readonly officer: OfficerId
  readonly with: OfficerId
  readonly from: string
  readonly to: string
}

export type SwapOutcome = 'accepted' | 'declined' | 'cancelled'

/** What card of the duty roster to make when it is sent: numbers and ids, no words. */
export type DutyRecipe =
  /** The hand-over note of that shift. */
  | { readonly card: 'shift'; readonly shift: number }
  /** Nobody has accepted it. */
  | {
      readonly card: 'shift-call'
      readonly shift: number
      readonly call: number
      readonly called: readonly OfficerId[]
    }
  | { readonly card: 'swap'; readonly swap: SwapTold; readonly outcome?: SwapOutcome }
  | {
      readonly card: 'coverage'
      /** As its event has them; times as RFC 3339. */
      readonly problems: Extract<DutyEvent, { type: 'duty.coverage_told' }>['problems']
    }
  | { readonly card: 'confirm'; readonly call: number }
  | { readonly card: 'calendar'; readonly year: number }
  /** The clock's own figures, read from its event. */
  | { readonly card: 'watch' }
  /** The host's clock jumped by so much; `held`: deadlines wait until it is confirmed, or time is up. */
  | {
      readonly card: 'clock'
      readonly jumpMs: number
      readonly held: boolean
      /** Where it is over: whether another clock agreed. */
      readonly confirmed?: boolean
    }
  /** The system did not run from then to then (RFC 3339). */
  | { readonly card: 'down'; readonly from: string; readonly to: string }
  /** A line about what an officer did, read from its event. */
  | { readonly card: 'duty-happened' }

/** Somebody of the desk must be told, in the desk's own channels. */
export interface DutyNotice {
  readonly purpose: Purpose
  readonly recipe: DutyRecipe | SummaryRecipe
  /** In the channels that it shares with that desk instead. */
  readonly sharedWith?: ContactPointId
}

const noteOf = (shift: number): DutyNotice => ({
  purpose: `ping.shift.${shift}`,
  recipe: { card: 'shift', shift },
})

/** Every call of a shift again, by its own name: it changes in place to say that it is over. */
const callsOf = (shift: Shift | undefined): readonly DutyNotice[] =>
  (shift?.calls ?? []).map(({ call, called }) => ({
    purpose: `ping.shift.${shift?.n ?? 0}.${call}`,
    recipe: { card: 'shift-call', shift: shift?.n ?? 0, call, called },
  }))

const swapNotice = (swap: Swap, outcome?: SwapOutcome): DutyNotice => ({
  purpose: `ping.swap.${swap.id}`,
  recipe: {
    card: 'swap',
    swap: { ...swap, from: toRfc3339(swap.from), to: toRfc3339(swap.to) },
    ...(outcome ? { outcome } : {}),
  },
})

const swapIn = (
  roster: DutyRoster | undefined,
  id: number,
  outcome?: SwapOutcome,
): readonly DutyNotice[] =>
  (roster?.swaps ?? []).filter(s => s.id === id).map(s => swapNotice(s, outcome))

const confirmNotice = ({ asked }: DutyRoster, call: number): DutyNotice => ({
  purpose: `ping.confirm.${toRfc3339(asked.since)}.${call}`,
  recipe: { card: 'confirm', call },
})

/** The week in numbers, for the desk and for each that shares a channel with it; on the clock once, to its own. */
const weekly = ({ summaries = [] }: Watched): readonly DutyNotice[] =>
  summaries.flatMap(({ with: id, week, long }, i) => {
    const other = id as ContactPointId
    const purpose = `summary.${week}.${other}` as const
    const recipe = { card: 'summary', week: week as Week, with: other } as const
    const detailed: DutyNotice = {
      purpose: `${purpose}.details`,
      recipe: { ...recipe, part: 'details' },
    }
    return [
      { purpose, recipe: { ...recipe, ...(i === 0 ? { watch: true as const } : {}) } },
      ...(long ? [detailed] : []),
      { purpose, recipe, sharedWith: other },
      ...(long ? [{ ...detailed, sharedWith: other }] : []),
    ]
  })

const line: DutyNotice = { purpose: 'reply', recipe: { card: 'duty-happened' } }

/**
 * What the desk must be told of an event of its roster, given the roster before and after it; all in the
 * desk's own channels. Pure.
 */
export const dutyEffects = (
  before: DutyRoster | undefined,
  after: DutyRoster,
  { event, at }: DutyHappened,
): readonly DutyNotice[] => {
  switch (event.type) {
    case 'duty.configured':
    // Nobody's business but the officer's own.
    case 'duty.officer_set':
      return []
    case 'duty.set':
    case 'duty.overridden':
    case 'duty.leave_taken':
    case 'duty.summary_scheduled':
      return [line]
    case 'duty.cancelled':
      return [...swapIn(before, event.id, 'cancelled'), line]
    case 'duty.swap_asked':
      return swapIn(after, event.id)
    case 'duty.swap_accepted':
      return [...swapIn(before, event.id, 'accepted'), line]
    case 'duty.swap_declined':
      return [...swapIn(before, event.id, 'declined'), line]
    case 'duty.shift_changed': {
      const last = before?.shift
      const over = last && !last.accepted ? [noteOf(last.n), ...callsOf(last)] : []
      return [...over, noteOf(event.shift)]
    }
    case 'duty.shift_accepted':
      return [noteOf(event.shift), ...callsOf(before?.shift)]
    case 'duty.shift_reminded':
      return callsOf(after.shift).slice(-1)
    case 'duty.coverage_told': {
      const [first] = event.problems
      // With when it was told: the same gap, mended and come back, calls anew.
      const purpose = first && (`ping.coverage.${first.from}.${toRfc3339(at)}` as const)
      return purpose ? [{ purpose, recipe: { card: 'coverage', problems: event.problems } }] : []
    }
    case 'duty.confirm_asked':
      return [confirmNotice(after, event.call)]
    case 'duty.confirmed':
      return [...(before ? before.asked.calls.map(c => confirmNotice(before, c)) : []), line]
    case 'duty.calendar_ending':
      return [
        { purpose: `ping.calendar.${event.year}`, recipe: { card: 'calendar', year: event.year } },
      ]
    case 'duty.watched':
      return event.summaries ? weekly(event) : [{ purpose: 'reply', recipe: { card: 'watch' } }]
    default:
      return absurd(event)
  }
}
