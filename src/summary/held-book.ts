import type { ContactPointId, ReferralId } from '../kit/ids.ts'
import type { Drafted, ReferralEvent } from '../referral/events.ts'
import { evolve } from '../referral/evolve.ts'
import { type Counted, readCounted } from './entry.ts'
import { type Held, isOver, type Pair, slim } from './held.ts'
import { countReferral } from './referrals.ts'
import { emptyTally } from './tally.ts'

interface HeldBookParts {
  readonly pairOf: (a: ContactPointId, b: ContactPointId) => Pair | undefined
  readonly zone: (desk: ContactPointId) => string
}

/** Referrals that are open, or not over for long. */
export interface HeldBook {
  /** It goes on with a referral that was let go: its earlier entries must be recalled first. */
  readonly lacks: (entry: Counted) => boolean
  /** Puts back what the earlier entries of a referral, in order, leave of it; counts nothing again. */
  readonly recall: (texts: readonly string[]) => void
  readonly take: (entry: Counted) => void
  readonly of: (pair: Pair) => readonly Held[]
  readonly tidy: (since: number) => void
  readonly restore: (held: Held) => void
  readonly saved: () => readonly Held[]
}

const drafted = (event: Counted['event']): event is Drafted => event.type === 'referral.drafted'

/** After this nothing happens to it any more, and nothing of it was in the figures before. */
const isLast = ({ event }: Counted): boolean => event.type === 'referral.erased'

export const createHeldBook = ({ pairOf, zone }: HeldBookParts): HeldBook => {
  const open = new Map<string, Held>()

  const take = ({ subject, at, event: json }: Counted, isAgain: boolean): void => {
    const event = json as ReferralEvent
    const happened = { event, at, by: 'clock' } as const
    const id = subject as ReferralId
    if (drafted(event)) {
      const pair = pairOf(event.from as ContactPointId, event.to as ContactPointId)
      const state = evolve(undefined, id, happened)
      const held = { acked: false, replied: false, counted: [], state: slim(state, []) }
      open.set(id, pair ? { ...held, pair } : held)
      return
    }
    const held = open.get(id)
    if (!held) return
    const current = held.pair?.current()
    // Of desks that have no figures nothing is counted: the directory may not know them any more.
    if (current) {
      const { from } = current
      const tally = isAgain ? emptyTally([held.state.from, held.state.to]) : current.tally
      countReferral({ tally, held, before: held.state, at, from, zone }, event)
    }
    const after = evolve(held.state, id, happened)
    held.state = slim(after, after.deadlines)
  }

  return {
    lacks: entry => !drafted(entry.event) && !open.has(entry.subject) && !isLast(entry),
    recall: texts => {
      for (const text of texts) {
        const entry = readCounted(text).counted?.()
        if (entry) take(entry, true)
      }
    },
    take: entry => take(entry, false),
    of: pair => [...open.values()].filter(h => h.pair === pair),
    tidy: since => {
      for (const [id, held] of open) if (isOver(held, since)) open.delete(id)
    },
    restore: held => void open.set(held.state.id, held),
    // Copies: they go on changing while they are written.
    saved: () => [...open.values()].map(held => ({ ...held })),
  }
}
