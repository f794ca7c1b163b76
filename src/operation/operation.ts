import { z } from 'zod'
import { tlps } from '../codes/tlp.ts'
import { categories } from '../kit/codes.ts'
import type { ContactPointId, Language, MatterId, OfficerId, ReferralId } from '../kit/ids.ts'
import type { Instant } from '../kit/time.ts'
import { matterClock } from '../matter/clocks.ts'
import { sumSchema, tallySchema } from './events.ts'

const id = <T extends string>() => z.custom<T>(value => typeof value === 'string' && value !== '')
const moment = z.custom<Instant>(value => Number.isSafeInteger(value))
const ordinal = z.int().min(1)
const act = z.object({ by: id<OfficerId>(), at: moment })
const deskAct = act.extend({ desk: id<ContactPointId>() })

/** Words of an officer, in the vault. */
const text = deskAct.extend({ language: id<Language>(), item: z.string() })
const item = { item: z.string().exactOptional() }

/** An administration that is not on Liaison: its name by its item, and its last totals with who entered them. */
const proxy = deskAct.extend({ n: ordinal, ...item, asOf: moment, sums: z.array(sumSchema) })
export type OutsideTotals = z.infer<typeof proxy>

const report = deskAct.extend({ n: ordinal, tally: tallySchema, ...item })
export type Report = z.infer<typeof report>

const answer = deskAct.extend({ how: z.enum(['joined', 'declined']) })

export const operationSchema = z.object({
  id: id<MatterId>(),
  status: z.enum(['open', 'closed']),
  /** The desk that began it leads it: it invites, reports and ends it. */
  from: id<ContactPointId>(),
  begun: act,
  tlp: z.enum(tlps),
  period: z.object({ from: moment, to: moment }),
  categories: z.array(z.enum(categories)),
  /** Each time a desk was invited, and each answer to that, in order. */
  invitations: z.array(deskAct),
  answers: z.array(answer),
  proxies: z.array(proxy),
  /** Referrals that it counts, by which desk. */
  tags: z.array(deskAct.extend({ ref: id<ReferralId>() })),
  reports: z.array(report),
  clocks: z.array(matterClock),
  texts: z.array(text),
  /** Its content was erased; what was written since is in `texts`. */
  erased: z.literal(true).exactOptional(),
  ended: deskAct
    .extend({ tally: tallySchema, released: z.array(id<ReferralId>()), ...item })
    .exactOptional(),
})
export type Operation = z.infer<typeof operationSchema>
export type Tally = z.infer<typeof tallySchema>

export const isOpen = (o: Operation): boolean => o.status === 'open'

const times = (all: readonly { readonly desk: ContactPointId }[], desk: ContactPointId): number =>
  all.filter(x => x.desk === desk).length

export type Standing = 'lead' | 'invited' | 'joined' | 'declined' | 'none'

/** How a desk stands to it now. */
export const standingOf = (o: Operation, desk: ContactPointId): Standing => {
  if (desk === o.from) return 'lead'
  if (times(o.invitations, desk) > times(o.answers, desk)) return 'invited'
  return o.answers.findLast(a => a.desk === desk)?.how ?? 'none'
}

const asked = (o: Operation): readonly ContactPointId[] => [
  ...new Set([o.from, ...o.invitations.map(i => i.desk)]),
]

export const desksThat = (o: Operation, ...how: readonly Standing[]): readonly ContactPointId[] =>
  asked(o).filter(d => how.includes(standingOf(o, d)))

/** The desk that leads it and those that joined. */
export const participantsOf = (o: Operation): readonly ContactPointId[] =>
  desksThat(o, 'lead', 'joined')

/** Who may see it: participants, and who has yet to answer. Who declined sees no more of it. */
export const partiesOf = (o: Operation): readonly ContactPointId[] =>
  desksThat(o, 'lead', 'joined', 'invited')

export const takesPart = (o: Operation, desk: ContactPointId): boolean =>
  participantsOf(o).includes(desk)

/** The report before the one of that number; before the end report where none is given. */
export const reportBefore = (o: Operation, n = o.reports.length + 1): Report | undefined =>
  o.reports.findLast(r => r.n < n)

/** What others do counts for none, so that a button of a card outlives their acts. */
export const revisionOf = (o: Operation, desk: ContactPointId): number =>
  1 +
  Number(!isOpen(o)) +
  times(o.invitations, desk) +
  times(o.answers, desk) +
  times(o.reports, desk)
