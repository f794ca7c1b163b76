import { toHex } from '../../src/kit/bytes.ts'
import type { MessageId, PlatformName } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import type {
  OutboxDraft,
  OutboxJob,
  PostedMessage,
  SealedEntry,
  Settlement,
} from '../../src/ports/store.ts'
import type { LogState, OutboxRow, Shown } from './disk.ts'

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
): LogState => {
  const rows = drafts.map((draft, index): OutboxRow => {
    const entry = entries[draft.entry]
    if (!entry) throw new Error(`outbox row ${index} tells of no entry of its batch`)
    return {
      id: state.outbox.length + index + 1,
      // 80 bits of a salted leaf: the same at every try, another in every log.
      key: `${toHex(entry.leaf.subarray(0, 10))}.${index}`,
      platform: draft.platform,
      place: draft.place,
      subject: draft.subject,
      purpose: draft.purpose,
      recipe: JSON.stringify(draft.recipe),
      seq: entry.seq,
      attempts: 0,
      repeat: false,
      state: 'pending',
      nextAt: 0,
    }
  })
  return { ...state, outbox: [...state.outbox, ...rows] }
}

export const settle = (state: LogState, settlement: Settlement): LogState => {
  const row = rowOf(state, settlement.outbox)
  if (row.state !== 'sending') throw new Error(`outbox row ${row.id} is not being sent`)
  if (settlement.to === 'later')
    return withRows(state, [
      {
        ...row,
        state: 'pending',
        nextAt: settlement.at,
        repeat: row.repeat || settlement.repeat === true,
      },
    ])
  if (settlement.to === 'dead') return withRows(state, [{ ...row, state: 'dead' }])
  const { message, at } = settlement
  const sent: OutboxRow = { ...row, state: 'sent', sent: { message, at } }
  return show(withRows(state, [sent]), sent)
}

/** What was being sent when the state was last written may have arrived. */
export const recover = (state: LogState): LogState =>
  withRows(
    state,
    state.outbox
      .filter(row => row.state === 'sending')
      .map(row => ({ ...row, state: 'pending', repeat: true })),
  )

const toJob = (state: LogState, row: OutboxRow): OutboxJob => {
  const { id, key, platform, place, subject, purpose, seq, attempts, repeat } = row
  const recipe: Json = JSON.parse(row.recipe)
  const shown = standingAt(state, purpose === 'reply' ? { ...row, purpose: 'card' } : row)
  const standing: MessageId | undefined = shown && rowOf(state, shown.first).sent?.message
  return {
    ...{ id, key, platform, place, subject, purpose, recipe, seq, attempts, repeat },
    ...(standing === undefined ? {} : { standing }),
  }
}

const owed = (row: OutboxRow): boolean => row.state === 'pending' || row.state === 'sending'

/** Marks the first row of each place as being sent, where its time has come and none is in flight. */
export const claim = (
  state: LogState,
  now: Instant,
  max: number,
): { readonly state: LogState; readonly jobs: readonly OutboxJob[] } => {
  const places = Map.groupBy(state.outbox.filter(owed), row =>
    JSON.stringify([row.platform, row.place]),
  )
  const rows = [...places.values()]
    .flatMap(([first]) => (first ? [first] : []))
    .filter(row => row.state === 'pending' && row.nextAt <= now)
    .sort((a, b) => a.id - b.id)
    .slice(0, max)
  const sending = rows.map(
    (row): OutboxRow => ({ ...row, state: 'sending', attempts: row.attempts + 1 }),
  )
  return { state: withRows(state, sending), jobs: rows.map(row => toJob(state, row)) }
}

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
  return messages.slice(Math.max(0, messages.length - max))
}
