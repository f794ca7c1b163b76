import { minutes } from '../kit/time.ts'
import type { OutboxDraft } from './store.ts'

/** What goes first at a place: 0 what is immediate, 1 other calls, 2 cards, 3 lines, 4 summaries. */
export type Rank = 0 | 1 | 2 | 3 | 4

export const ranks: readonly Rank[] = [0, 1, 2, 3, 4]

/** The rank of a message owed; the same for every store. */
export const rankOf = ({ purpose, urgent }: Pick<OutboxDraft, 'purpose' | 'urgent'>): Rank => {
  if (purpose === 'card') return urgent === true ? 0 : 2
  if (purpose === 'reply') return 3
  if (purpose.startsWith('summary')) return 4
  return urgent === true ? 0 : 1
}

/** Who waited for so long goes as if one rank higher, so that nothing waits for ever. */
const risesAfter = minutes(5)

/** The rank as it counts now: it falls with each five minutes of waiting, below 0 too. */
export const risen = (rank: number, owedAt: number, now: number): number =>
  rank - Math.max(0, Math.floor((now - owedAt) / risesAfter))
