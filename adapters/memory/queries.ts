import { tileWidth } from '../../src/audit/tiles.ts'
import { isDesk, type MatterId, type ReferralId, type SubjectId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { DueTimer, Shelf, Snapshot, Timer, Watched } from '../../src/ports/store.ts'
import type { LogState } from './disk.ts'

export const load = ({ subjects }: LogState, subject: SubjectId): Snapshot | undefined => {
  const kept = subjects.get(subject)
  if (!kept) return undefined
  const state: Json = JSON.parse(kept.state)
  return { subject, version: kept.version, state, parties: [...kept.parties], open: kept.open }
}

export const hashes = (
  { entries, nodes }: LogState,
  level: number,
  from: number,
  to: number,
): readonly Uint8Array[] => {
  const all =
    level === 0
      ? entries.map(e => e.leaf)
      : nodes.filter(node => node.level === level).map(node => node.hash)
  return all.slice(Math.max(0, from), Math.max(0, Math.min(to, from + tileWidth)))
}

export const list = (
  state: LogState,
  party: readonly Shelf[],
  open: boolean,
  max: number,
): readonly Snapshot[] =>
  [...state.subjects]
    .filter(([, kept]) => kept.open === open && kept.parties.some(p => party.includes(p)))
    .reverse()
    .slice(0, max)
    .flatMap(([subject]) => load(state, subject) ?? [])

export const latest = ({ subjects }: LogState, prefix: string): ReferralId | MatterId | undefined =>
  [...subjects.keys()]
    .filter((id): id is ReferralId | MatterId => !isDesk(id) && id.startsWith(prefix))
    .sort()
    .at(-1)

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

export const dueTimers = ({ timers }: LogState, now: Instant, max: number): readonly DueTimer[] =>
  [...timers]
    .flatMap(([subject, armed]) => armed.map((timer): DueTimer => ({ subject, ...timer })))
    .filter(({ due }) => due <= now)
    .sort(
      (a, b) =>
        a.due - b.due ||
        byText(a.subject, b.subject) ||
        byText(a.deadline, b.deadline) ||
        a.step - b.step,
    )
    .slice(0, max)

const byName = (a: Timer, b: Timer): number => byText(a.deadline, b.deadline) || a.step - b.step

export const watched = (
  state: LogState,
  after: SubjectId | undefined,
  max: number,
): readonly Watched[] =>
  [...state.subjects.keys()]
    .filter(subject => after === undefined || subject > after)
    .sort()
    .flatMap((subject): Watched[] => {
      const snapshot = load(state, subject)
      const armed = (state.timers.get(subject) ?? []).toSorted(byName).map(timer => ({ ...timer }))
      return snapshot && (snapshot.open || armed.length > 0) ? [{ snapshot, armed }] : []
    })
    .slice(0, max)
