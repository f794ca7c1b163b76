import { z } from 'zod'
import type { Measure } from '../codes/measure.ts'
import type { ContactPointId, MatterId, OfficerId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { type OperationEvent, sumSchema } from '../operation/events.ts'
import { evolve } from '../operation/evolve.ts'
import {
  isOpen,
  type Operation,
  operationSchema,
  participantsOf,
  takesPart,
} from '../operation/operation.ts'
import { rowsSince } from '../operation/tally.ts'
import type { Measure as Written } from '../referral/events.ts'
import { addTo, inOrder, measureOf } from './measures.ts'

/** An operation of two desks at the end of their week, by reference: not what it is called. */
export interface OperationFigures {
  readonly ref: string
  /** Desks that take part, and administrations outside whose totals were entered; those are in no sum here. */
  readonly participants: number
  readonly outside: number
  /** Referrals that it counts. */
  readonly tagged: number
  readonly ended: boolean
  /** What came of them, and how much more or less that is than a week before. */
  readonly sums: readonly (Measure & { readonly change: number })[]
}

/** Most of them that figures hold. */
const mostOperations = 20

/** An operation with what came of each of its referrals, as the log told it last. */
export const countedOperation = z.object({
  o: operationSchema,
  sums: z.record(z.string(), z.array(sumSchema)),
})
export type CountedOperation = z.infer<typeof countedOperation>

interface Happened {
  readonly event: OperationEvent
  readonly at: Instant
  readonly by: OfficerId
}

export const evolveCounted = (
  before: CountedOperation | undefined,
  id: MatterId,
  happened: Happened,
): CountedOperation => {
  const { event: e } = happened
  const o = evolve(before?.o, id, happened)
  if (e.type === 'operation.tagged') return { o, sums: { ...before?.sums, [e.referral]: e.sums } }
  if (e.type !== 'operation.untagged') return { o, sums: before?.sums ?? {} }
  const { [e.referral]: _, ...sums } = before?.sums ?? {}
  return { o, sums }
}

/** A referral was closed: what came of it stands in place of what it came to before. */
export const recounted = (
  counted: CountedOperation,
  ref: string,
  measures: readonly Written[],
): CountedOperation => {
  if (!isOpen(counted.o) || !Object.hasOwn(counted.sums, ref)) return counted
  const sums: Measure[] = []
  addTo(
    sums,
    measures.flatMap(m => measureOf(m) ?? []),
  )
  return { ...counted, sums: { ...counted.sums, [ref]: sums } }
}

/** One that ended stays until every pair has closed the week in which it did. */
export const isOver = ({ o }: CountedOperation, since: number): boolean =>
  (o.ended?.at ?? since) < since

const sumsOf = ({ sums }: CountedOperation): readonly Measure[] => {
  const all: Measure[] = []
  for (const measures of Object.values(sums)) addTo(all, measures)
  return inOrder(all)
}

const ofDesks = (o: Operation, desks: readonly ContactPointId[], from: Instant): boolean =>
  desks.every(d => takesPart(o, d)) && (o.ended?.at ?? from) >= from

const plain = ({ change: _, ...m }: OperationFigures['sums'][number]): Measure => m

/** Operations in which both desks take part and that ran in the week; `before`: the same a week earlier. */
export const operationFigures = (
  all: readonly CountedOperation[],
  desks: readonly ContactPointId[],
  from: Instant,
  before: readonly OperationFigures[] = [],
): readonly OperationFigures[] =>
  all
    .filter(c => ofDesks(c.o, desks, from))
    .toSorted((a, b) => (a.o.id < b.o.id ? -1 : 1))
    .slice(0, mostOperations)
    .map(c => {
      const was = before.find(b => b.ref === c.o.id)?.sums ?? []
      const rows = rowsSince(sumsOf(c), was.filter(m => m.amount > 0).map(plain))
      return {
        ref: c.o.id,
        participants: participantsOf(c.o).length,
        outside: c.o.proxies.length,
        tagged: c.o.tags.length,
        ended: c.o.ended !== undefined,
        sums: rows.map(({ sum, change = 0 }) => ({ ...sum, change })),
      }
    })
