import { type Instant, toRfc3339 } from '../kit/time.ts'
import { type Action, isOverdue } from './action.ts'
import type { Agenda } from './agenda.ts'
import type { YearFigures } from './year.ts'

/** An item by references, codes and days: nobody's words. */
export interface PackItem {
  readonly ref: string
  readonly owner: string
  /** RFC 3339. */
  readonly due: string
  readonly overdue: boolean
  readonly carried: number
  /** Day of the meeting that it is kept for. */
  readonly meeting?: string
  /** Day on which it was agreed. */
  readonly agreed?: string
  readonly link?: string
  /** RFC 3339. */
  readonly done?: string
}

/** The agenda of two desks as data: names nobody, and can be made from the log alone. */
export interface Pack {
  readonly year: number
  readonly desks: readonly [string, string]
  /** RFC 3339. */
  readonly asOf: string
  readonly since?: string
  readonly open: readonly PackItem[]
  readonly done: readonly PackItem[]
  readonly figures?: YearFigures
}

const itemOf = (a: Action, now: Instant): PackItem => {
  const meeting = a.carried.at(-1)?.meeting
  return {
    ...{ ref: a.id, owner: a.owner, due: toRfc3339(a.due), overdue: isOverdue(a, now) },
    carried: a.carried.length,
    ...(meeting === undefined ? {} : { meeting }),
    ...(a.agreed === undefined ? {} : { agreed: a.agreed }),
    ...(a.link === undefined ? {} : { link: a.link }),
    ...(a.status === 'done' && a.ended ? { done: toRfc3339(a.ended.at) } : {}),
  }
}

export const packOf = (
  { since, open, done }: Agenda,
  {
    desks,
    year,
    now,
  }: { readonly desks: Pack['desks']; readonly year: number; readonly now: Instant },
  figures?: YearFigures,
): Pack => ({
  ...{ year, desks, asOf: toRfc3339(now) },
  ...(since === undefined ? {} : { since }),
  open: open.map(a => itemOf(a, now)),
  done: done.map(a => itemOf(a, now)),
  ...(figures ? { figures } : {}),
})
