import type { ContactPointId, ReferralId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { DueTimer, Snapshot } from '../../src/ports/store.ts'
import type { LogState } from './disk.ts'

export const load = ({ subjects }: LogState, subject: ReferralId): Snapshot | undefined => {
  const kept = subjects.get(subject)
  if (!kept) return undefined
  const state: Json = JSON.parse(kept.state)
  return { subject, version: kept.version, state, parties: [...kept.parties], open: kept.open }
}

export const list = (
  state: LogState,
  party: readonly ContactPointId[],
  open: boolean,
  max: number,
): readonly Snapshot[] =>
  [...state.subjects]
    .filter(([, kept]) => kept.open === open && kept.parties.some(p => party.includes(p)))
    .reverse()
    .slice(0, max)
    .flatMap(([subject]) => load(state, subject) ?? [])

export const latest = ({ subjects }: LogState, prefix: string): ReferralId | undefined =>
  [...subjects.keys()]
    .filter(id => id.startsWith(prefix))
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
