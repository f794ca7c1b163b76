import type { z } from 'zod'
import type { MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import type { Counted } from './entry.ts'
import type { MatterCounting } from './matters.ts'

/** Matters of one kind, as far as figures may still need them. */
export interface Book<S> {
  readonly take: (entry: Counted, counting: MatterCounting) => void
  readonly standing: () => readonly S[]
  /** Changes what stands by an entry that is of another kind. */
  readonly change: (change: (state: S) => S) => void
  /** Lets go of what can be in no figures of a week that begins then, or later. */
  readonly tidy: (since: number) => void
  /** Puts back what stood in another book of its kind; throws where it never did. */
  readonly restore: (id: string, state: unknown) => void
  readonly saved: () => readonly (readonly [id: string, state: S])[]
}

interface BookParts<S, E extends { readonly type: string }> {
  readonly schema: z.ZodType<S>
  /** The type of the event that begins one: what goes on with one that is gone counts nothing. */
  readonly first: E['type']
  readonly evolve: (
    before: S | undefined,
    id: MatterId,
    happened: { readonly event: E; readonly at: Instant; readonly by: OfficerId },
  ) => S
  readonly isOver: (state: S, since: number) => boolean
  /** Counts an event; `before` is undefined for the first. */
  readonly count: (counting: MatterCounting, before: S | undefined, event: E) => void
}

/** Figures name nobody, so that it makes no difference who acted. */
const somebody = 'somebody' as OfficerId

export const createBook = <S, E extends { readonly type: string }>({
  schema,
  first,
  evolve,
  isOver,
  count,
}: BookParts<S, E>): Book<S> => {
  const states = new Map<string, S>()
  return {
    take: ({ subject, at, event: json }, counting) => {
      const event = json as E
      const before = states.get(subject)
      if (!before && event.type !== first) return
      count(counting, before, event)
      states.set(subject, evolve(before, subject as MatterId, { event, at, by: somebody }))
    },
    standing: () => [...states.values()],
    change: change => {
      for (const [id, state] of states) states.set(id, change(state))
    },
    tidy: since => {
      for (const [id, state] of states) if (isOver(state, since)) states.delete(id)
    },
    restore: (id, state) => void states.set(id, schema.parse(state)),
    saved: () => [...states],
  }
}
