import type { MessageKey } from '../card/key.ts'
import { isDesk, isMatter, letterOf, type MatterLetter, type SubjectId } from '../kit/ids.ts'

/** Says a key of the catalogue in the language that was asked for. */
export type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string

const matterKinds = {
  N: 'notification',
  S: 'shipment',
  O: 'operation',
  A: 'action_item',
  B: 'bulletin',
} as const satisfies Record<MatterLetter, string>

const kinds = ['referral', ...Object.values(matterKinds), 'duty_roster'] as const

const kindOf = (id: SubjectId): (typeof kinds)[number] | undefined => {
  if (id === 'log') return undefined
  if (isDesk(id)) return 'duty_roster'
  return isMatter(id) ? matterKinds[letterOf(id)] : 'referral'
}

/** One after the other, none of them set apart as the last. */
export const listed = (names: readonly string[], say: Say): string =>
  names.length === 0 ? '' : names.reduce((some, next) => say('audit.listed', { some, next }))

/** How many of each kind a log has; of referrals also that there is none. */
export const subjectsOf = (subjects: ReadonlyMap<string, number>, say: Say): string => {
  const found = [...subjects.keys()].map(id => kindOf(id as SubjectId))
  const counted = kinds
    .map(kind => ({ kind, n: found.filter(k => k === kind).length }))
    .filter(({ kind, n }) => n > 0 || kind === 'referral')
    .map(({ kind, n }) => say(`audit.counted.${kind}`, { count: n, n }))
  const last = counted.pop() ?? ''
  return counted.length === 0
    ? last
    : say('audit.listed_last', { some: listed(counted, say), last })
}
