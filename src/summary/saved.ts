import type { ContactPointId } from '../kit/ids.ts'
import type { Books } from './books.ts'
import type { Figures } from './figures.ts'
import { type Held, type KeptDeadline, slim } from './held.ts'
import type { Stop } from './stops.ts'
import type { Tally } from './tally.ts'
import type { Week } from './week.ts'

/**
 * Of what is saved and of how it is counted: a fold made by another version is made again from the log. A test
 * says when it must rise.
 */
export const savedVersion = 3

type SavedHeld = Omit<Held, 'pair'>

/** All that a fold holds. */
export interface Saved {
  readonly size: number
  readonly pairs: readonly {
    readonly desks: readonly [ContactPointId, ContactPointId]
    readonly done: readonly Figures[]
    readonly week?: Week
    readonly tally?: Tally
  }[]
  readonly referrals: readonly SavedHeld[]
  readonly matters: readonly (readonly [kind: keyof Books, id: string, state: unknown])[]
  readonly stops: readonly Stop[]
}

type SavedPair = Saved['pairs'][number]

const pairLine = ({ desks, week, tally }: SavedPair): string =>
  JSON.stringify({
    pair: desks,
    week,
    ...(tally ? { tally: { ...tally, sides: [...tally.sides] } } : {}),
  })

// An array, as there are tens of thousands of them.
const heldRow = ({ state: r, sentAt, askedAt, acked, replied, counted }: SavedHeld) =>
  [
    ...[r.id, r.state, r.from, r.to, r.category, r.priority, r.drill, r.resume, r.marking?.tlp],
    r.deadlines.map(d => [d.name, d.owner, d.due, d.original, d.pausedAt]),
    ...[sentAt, askedAt, acked, replied, counted],
  ] as const

type Row = readonly unknown[]

const some = <K extends string, V>(name: K, value: V | null | undefined) =>
  (value === null || value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: V }

const deadlineOf = ([name, owner, due, original, pausedAt]: Row): KeptDeadline =>
  ({ name, owner, due, original, ...some('pausedAt', pausedAt) }) as KeptDeadline

const heldOf = (row: Row): SavedHeld => {
  const [id, state, from, to, category, priority, drill, resume, tlp, deadlines, ...own] = row
  const [sentAt, askedAt, acked, replied, counted] = own
  const kept = {
    id,
    state,
    from,
    to,
    category,
    priority,
    ...some('drill', drill),
    ...some('resume', resume),
    ...(tlp ? { marking: { tlp } } : {}),
  }
  return {
    state: slim(kept as Parameters<typeof slim>[0], (deadlines as Row[]).map(deadlineOf)),
    ...some('sentAt', sentAt),
    ...some('askedAt', askedAt),
    ...{ acked, replied, counted },
  } as SavedHeld
}

function* linesIn(head: readonly string[], saved: Saved): Generator<string> {
  yield* head
  for (const pair of saved.pairs) for (const f of pair.done) yield JSON.stringify({ figures: f })
  for (const held of saved.referrals) yield JSON.stringify({ referral: heldRow(held) })
  for (const matter of saved.matters) yield JSON.stringify({ matter })
}

/** As lines of JSON, made one by one when they are asked for, but for what goes on changing. */
export const linesOf = (saved: Saved): Iterable<string> => {
  const { size, stops } = saved
  return linesIn([JSON.stringify({ size, stops }), ...saved.pairs.map(pairLine)], saved)
}

interface Line {
  readonly size?: number
  readonly stops?: readonly Stop[]
  readonly pair?: SavedPair['desks']
  readonly week?: Week
  readonly tally?: Omit<Tally, 'sides'> & { readonly sides: [ContactPointId, never][] }
  readonly figures?: Figures
  readonly referral?: Row
  readonly matter?: Saved['matters'][number]
}

/** Takes the lines one by one, in their order. What isn't of this version throws, now or when it is used. */
export const createSavedReader = () => {
  let size = 0
  const stops: Stop[] = []
  const pairs: (SavedPair & { readonly done: Figures[] })[] = []
  const referrals: SavedHeld[] = []
  const matters: Saved['matters'][number][] = []
  return {
    take: (text: string): void => {
      const line = JSON.parse(text) as Line
      const { pair: desks, week, tally, figures } = line
      if (line.referral) referrals.push(heldOf(line.referral))
      else if (line.matter) matters.push(line.matter)
      else if (figures) pairs.find(p => p.desks.join() === figures.desks.join())?.done.push(figures)
      else if (desks)
        pairs.push({
          ...{ desks, done: [] },
          ...some('week', week),
          ...(tally ? { tally: { ...tally, sides: new Map(tally.sides) } } : {}),
        })
      else {
        size = line.size ?? 0
        stops.push(...(line.stops ?? []))
      }
    },
    saved: (): Saved => ({ size, pairs, referrals, matters, stops }),
  }
}
