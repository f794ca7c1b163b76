import type { Seal } from '../../src/audit/seal.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import type { Batch, CommitResult, Snapshot, Timer } from '../../src/ports/store.ts'
import type { KeptSnapshot, LogState } from './disk.ts'
import { owe, settle } from './outbox.ts'

const largestBody = 65_535

const append = (state: LogState, batch: Batch, seal: Seal) => {
  if (batch.entries.length === 0) return { state, entries: [] }
  const { entries, frontier, links, nodes, note } = seal({
    at: batch.at,
    entries: batch.entries,
    frontier: state.frontier,
    linkOf: subject => state.links.get(subject),
  })
  if (entries.some(({ body }) => utf8(body).length > largestBody))
    throw new Error(`an entry of more than ${largestBody} bytes`)
  const sealed: LogState = {
    ...state,
    entries: [...state.entries, ...entries],
    frontier,
    nodes: [...state.nodes, ...nodes],
    note,
    links: new Map([...state.links, ...links]),
  }
  return { state: sealed, entries }
}

const keep = ({ subject, version, state, parties, open }: Snapshot): [SubjectId, KeptSnapshot] => [
  subject,
  { version, state: JSON.stringify(state), parties: [...parties], open },
]

const armed = (batch: Batch): [SubjectId, readonly Timer[]][] =>
  batch.timers.map(({ subject, armed: timers }) => {
    const names = new Set(timers.map(({ deadline, step }) => JSON.stringify([deadline, step])))
    if (names.size !== timers.length) throw new Error(`${subject} arms one timer twice`)
    return [subject, timers.map(({ deadline, step, due }) => ({ deadline, step, due }))]
  })

/** The state after a batch, and what to say about it. The state before is left as it was. */
export const commitTo = (
  before: LogState,
  batch: Batch,
  seal: Seal,
): { readonly state: LogState; readonly result: CommitResult } => {
  const { inbound, fence } = batch
  if (inbound !== undefined && before.inbox.has(inbound))
    return { state: before, result: { kind: 'duplicate' } }
  if (fence !== undefined && before.lease?.epoch !== fence)
    return { state: before, result: { kind: 'fenced' } }
  const moved = batch.expect.find(
    ({ subject, version }) => (before.subjects.get(subject)?.version ?? 0) !== version,
  )
  if (moved) return { state: before, result: { kind: 'conflict', subject: moved.subject } }

  const { state: sealed, entries } = append(before, batch, seal)
  const folded: LogState = {
    ...sealed,
    subjects: new Map([...sealed.subjects, ...batch.snapshots.map(keep)]),
    timers: new Map([...sealed.timers, ...armed(batch)]),
    inbox: inbound === undefined ? sealed.inbox : new Set([...sealed.inbox, inbound]),
  }
  const orphan = batch.timers.find(t => t.armed.length > 0 && !folded.subjects.has(t.subject))
  if (orphan) throw new Error(`${orphan.subject} is not there and has timers`)
  const settled = batch.settle.reduce(settle, folded)
  const state = owe(settled, batch.outbox, entries, batch.at)
  return { state, result: { kind: 'committed', size: state.frontier.size } }
}
