import type { Term } from '../card/card.ts'
import type { MatterId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'

/** What a desk owes about a matter, as a noun, and by when. */
export interface Owed {
  readonly what: Term
  readonly due: Instant
}

/** An open matter as a desk sees it in a list. */
export interface MatterItem {
  readonly id: MatterId
  /** Its reference and how far it is. */
  readonly what: Term
  readonly marking?: readonly Term[]
  /** Something of it waits for the desk, whether or not a clock runs. */
  readonly isTurn: boolean
  readonly owed: readonly Owed[]
}

/** What the desk must meet first; undefined where it owes nothing. */
export const firstDue = ({ owed }: MatterItem): Instant | undefined =>
  owed.map(o => o.due).toSorted((a, b) => a - b)[0]
