import type { MessageId, PlatformName } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import { type Instant, instant } from '../../src/kit/time.ts'
import { allotted, type Choice, chooseAt, earliest } from '../../src/ports/choice.ts'
import { jobKey, keyRoot } from '../../src/ports/job-key.ts'
import { rankOf, ranks } from '../../src/ports/rank.ts'
import type {
  OutboxDraft,
  OutboxJob,
  OutboxQuery,
  PostedMessage,
  Purpose,
  SealedEntry,
  Settlement,
} from '../../src/ports/store.ts'
import { type LogState, type OutboxRow, type Pace, placeKey, type Shown } from './disk.ts'

type Spot = Pick<OutboxRow, 'platform' | 'place' | 'subject' | 'purpose'>

const rowOf = ({ outbox }: LogState, id: number): OutboxRow => {
  const row = outbox[id - 1]
  if (!row) throw new Error(`outbox row ${id} is not there`)
  return row
}

const withRows = (state: LogState, rows: readonly OutboxRow[]): LogState => {
  const changed = new Map(rows.map(row => [row.id, row]))
  return { ...state, outbox: state.outbox.map(row => changed.get(row.id) ?? row) }
}

const standingAt = (state: LogState, spot: Spot): Shown | undefined =>
  state.shown.find(({ first }) => {
    const row = rowOf(state, first)
    return (
      row.purpose !== 'reply' &&
      row.purpose === spot.purpose &&
      row.platform === spot.platform &&
      row.place === spot.place &&
      row.subject === spot.subject
    )
  })

const show = (state: LogState, row: OutboxRow): LogState => {
  const before = standingAt(state, row)
  const others = state.shown.filter(shown => shown !== before)
  // Another message than before took the place of one that is gone.
  const kept = before && rowOf(state, before.first).sent?.message === row.sent?.message
  const shown = [...others, { first: kept ? before.first : row.id, last: row.id }]
  return { ...state, shown: shown.sort((a, b) => a.first - b.first) }
}

/** The state with new rows, each telling of an entry of the same batch. */
export const owe = (
  state: LogState,
  drafts: readonly OutboxDraft[],
  entries: readonly SealedEntry[],
  at: Instant,
): LogState => {
  const rows = drafts.map((draft, index): OutboxRow => {
    const entry = entries[draft.entry]
    if (!entry) throw new Error(`outbox row ${index} tells of no entry of its batch`)
    return {
      id: state.outbox.length + index + 1,
      key: jobKey(keyRoot(entry), index),
      platform: draft.platform,
      place: draft.place,
      subject: draft.subject,
      purpose: draft.purpose,
      recipe: JSON.stringify(draft.recipe),
      seq: entry.seq,
      attempts: 0,
      repeat: false,
      rank: rankOf(draft),
      owedAt: at,
      state: 'pending',
    }
  })
  return { ...state, outbox: [...state.outbox, ...rows] }
}

const paced = (state: LogState, row: OutboxRow, change: Partial<Pace>): LogState => {
  const key = placeKey(row)
  const pace = { ...(state.paces.get(key) ?? { waits: 0, posted: 0 }), ...change }
  return { ...state, paces: new Map([...state.paces, [key, pace]]) }
}

const doubted = (row: OutboxRow, said: boolean): OutboxRow => {
  const { recovered, ...rest } = row
  const doubtSince = row.doubtSince ?? row.claimedAt ?? instant(0)
  const unsaid = !said && (recovered || !row.repeat)
  return { ...rest, repeat: true, doubtSince, ...(unsaid ? { recovered: true } : {}) }
}

const merged = (state: LogState, into: number, ids: readonly number[]): LogState =>
  withRows(
    state,
    ids.map((id): OutboxRow => {
      const row = rowOf(state, id)
      if (row.state !== 'pending') throw new Error(`outbox row ${id} isn't owed`)
      return { ...row, state: 'merged', mergedInto: into }
    }),
  )

export const settle = (before: LogState, settlement: Settlement): LogState => {
  const row = rowOf(before, settlement.outbox)
  if (row.state !== 'sending') throw new Error(`outbox row ${row.id} is not being sent`)
  if (settlement.to === 'later') {
    const tried = settlement.repeat === true ? doubted(row, true) : row
    const attempts = row.attempts - Number(settlement.untried ?? false)
    const waiting = withRows(before, [{ ...tried, state: 'pending', attempts }])
    return paced(waiting, row, { waits: settlement.at })
  }
  const state = merged(before, row.id, settlement.covers ?? [])
  if (settlement.to === 'dead') return withRows(state, [{ ...row, state: 'dead' }])
  const { message, at } = settlement
  const sent: OutboxRow = { ...row, state: 'sent', sent: { message, at } }
  const after = show(withRows(state, [sent]), sent)
  const fresh = after.shown.some(s => s.first === row.id)
  return fresh ? paced(after, row, { posted: at }) : after
}

/** What was being sent when the state was last written may have arrived. */
export const recover = (state: LogState): LogState =>
  withRows(
    state,
    state.outbox
      .filter(row => row.state === 'sending')
      .map(row => ({ ...doubted(row, false), state: 'pending', attempts: row.attempts - 1 })),
  )

const standingOf = (state: LogState, row: Spot): MessageId | undefined => {
  const shown = standingAt(state, row.purpose === 'reply' ? { ...row, purpose: 'card' } : row)
  return shown && rowOf(state, shown.first).sent?.message
}

const toJob = (state: LogState, { row, covers, attempts }: Choice<OutboxRow>): OutboxJob => {
  const { id, key, platform, place, subject, purpose, seq, repeat } = row
  const recipe: Json = JSON.parse(row.recipe)
  const standing = standingOf(state, row)
  return {
    ...{ id, key, platform, place, subject, purpose, recipe, seq, attempts, repeat },
    ...(row.doubtSince === undefined ? {} : { doubtSince: row.doubtSince }),
    ...(row.recovered === undefined ? {} : { recovered: row.recovered }),
    ...(covers.length === 0 ? {} : { covers }),
    ...(standing === undefined ? {} : { standing }),
  }
}

const owed = (row: OutboxRow): boolean => row.state === 'pending' || row.state === 'sending'

/** Of each place at which nothing is in flight the row that goes next. */
const choices = (state: LogState, query: OutboxQuery): readonly Choice<OutboxRow>[] =>
  [...Map.groupBy(state.outbox.filter(owed), placeKey)]
    .filter(([, rows]) => rows.every(row => row.state === 'pending'))
    .flatMap(([key, rows]) => {
      const view = {
        heads: ranks.flatMap(rank => rows.find(row => row.rank === rank) ?? []),
        alike: ({ subject }: OutboxRow, purpose: Purpose) =>
          rows.filter(row => row.subject === subject && row.purpose === purpose),
        standing: (row: OutboxRow) => standingOf(state, row),
      }
      return chooseAt(state.paces.get(key) ?? { waits: 0, posted: 0 }, view, query) ?? []
    })

/** Marks as being sent what may go now. */
export const claim = (
  state: LogState,
  query: OutboxQuery,
): { readonly state: LogState; readonly jobs: readonly OutboxJob[] } => {
  const chosen = allotted(choices(state, query), query)
  const { now } = query
  const sending = chosen.map(
    ({ row, attempts }): OutboxRow => ({
      ...row,
      state: 'sending',
      attempts: attempts + 1,
      claimedAt: now,
    }),
  )
  // Where no word of it comes back, it may have been posted now.
  const after = chosen
    .filter(c => c.fresh)
    .reduce((s, c) => paced(s, c.row, { posted: now }), withRows(state, sending))
  return { state: after, jobs: chosen.map(c => toJob(state, c)) }
}

export const next = (state: LogState, query: OutboxQuery): Instant | undefined =>
  earliest(choices(state, query), query)

export const posted = (
  state: LogState,
  platform: PlatformName,
  max: number,
): readonly PostedMessage[] => {
  const messages = state.shown.flatMap(({ first, last }): PostedMessage[] => {
    const { sent } = rowOf(state, first)
    const row = rowOf(state, last)
    if (!sent || row.platform !== platform) return []
    const { id, key, place, subject, purpose, seq } = row
    const recipe: Json = JSON.parse(row.recipe)
    return [{ id, key, platform, place, subject, purpose, recipe, seq, ...sent }]
  })
  const latest = <T>(all: readonly T[]): readonly T[] => all.slice(Math.max(0, all.length - max))
  const isOpen = (m: PostedMessage): boolean => state.subjects.get(m.subject)?.open === true
  const chosen = new Set([
    ...latest(messages),
    ...latest(messages.filter(m => m.purpose === 'card' && isOpen(m))),
  ])
  return messages.filter(m => chosen.has(m))
}
