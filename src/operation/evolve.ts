import type { ContactPointId, Language, MatterId, ReferralId } from '../kit/ids.ts'
import { absurd } from '../kit/result.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { clockReached, startedClock } from '../matter/clocks.ts'
import { actOf, beginningOf } from '../matter/fold.ts'
import type { Told } from '../matter/matter.ts'
import type { TextRef } from '../referral/events.ts'
import type { Begun, OperationEvent } from './events.ts'
import type { Operation, OutsideTotals, Tally } from './operation.ts'

type Happened = Told<OperationEvent>

const deskAct = (h: Happened, desk: string) => ({ ...actOf(h), desk: desk as ContactPointId })
const itemOf = (text: TextRef | undefined) => (text ? { item: text.ref.item } : {})

const withText = (
  o: Operation,
  h: Happened,
  { desk, text }: { readonly desk: string; readonly text?: TextRef },
): Operation =>
  text === undefined
    ? o
    : {
        ...o,
        texts: [
          ...o.texts,
          { ...deskAct(h, desk), language: text.language as Language, item: text.ref.item },
        ],
      }

const born = (id: MatterId, e: Begun, h: Happened): Operation => ({
  id,
  status: 'open',
  from: e.desk as ContactPointId,
  begun: actOf(h),
  tlp: e.tlp,
  period: { from: fromRfc3339(e.from), to: fromRfc3339(e.to) },
  categories: e.categories,
  invitations: e.invited.map(desk => deskAct(h, desk)),
  answers: [],
  proxies: [],
  tags: [],
  reports: [],
  clocks: e.clocks.map(startedClock),
  texts: [],
})

const tallyIn = ({ tagged, sums, outside }: Tally): Tally => ({ tagged, sums, outside })

const proxied = (
  o: Operation,
  h: Happened,
  e: Extract<OperationEvent, { type: 'operation.proxied' }>,
): readonly OutsideTotals[] => {
  const was = o.proxies.find(p => p.n === e.proxy)
  const named = was?.item ?? e.text?.ref.item
  const is: OutsideTotals = {
    ...deskAct(h, e.desk),
    ...{ n: e.proxy, asOf: fromRfc3339(e.asOf), sums: e.sums },
    ...(named === undefined ? {} : { item: named }),
  }
  return was ? o.proxies.map(p => (p.n === e.proxy ? is : p)) : [...o.proxies, is]
}

const fold = (o: Operation, h: Happened): Operation => {
  const { event: e } = h
  switch (e.type) {
    case 'operation.begun':
      return o
    case 'operation.invited':
      return { ...o, invitations: [...o.invitations, ...e.desks.map(d => deskAct(h, d))] }
    case 'operation.joined':
      return { ...o, answers: [...o.answers, { ...deskAct(h, e.desk), how: 'joined' }] }
    case 'operation.declined':
      return { ...o, answers: [...o.answers, { ...deskAct(h, e.desk), how: 'declined' }] }
    case 'operation.proxied':
      return { ...o, proxies: [...proxied(o, h, e)] }
    case 'operation.tagged': {
      const tag = { ...deskAct(h, e.desk), ref: e.referral as ReferralId }
      return { ...o, tags: [...o.tags, tag] }
    }
    case 'operation.untagged':
      return { ...o, tags: o.tags.filter(t => t.ref !== e.referral) }
    case 'operation.reported': {
      const report = {
        ...deskAct(h, e.desk),
        ...{ n: e.report, tally: tallyIn(e) },
        ...itemOf(e.text),
      }
      const others = o.clocks.filter(c => !c.name.startsWith('report:'))
      const clocks = [...others, ...e.clocks.map(startedClock)]
      return { ...o, reports: [...o.reports, report], clocks }
    }
    case 'operation.closed': {
      const released = e.released.map(ref => ref as ReferralId)
      const ended = { ...deskAct(h, e.desk), tally: tallyIn(e), released, ...itemOf(e.text) }
      const tags = o.tags.filter(t => !released.includes(t.ref))
      return { ...o, status: 'closed', tags, ended, clocks: [] }
    }
    case 'operation.escalated': {
      const clocks = clockReached(o.clocks, e)
      // From the end of the period on the end report alone is asked for.
      return { ...o, clocks: clocks.filter(c => e.deadline !== 'end' || c.name === 'end') }
    }
    case 'operation.erased':
      return { ...o, clocks: [], texts: [], erased: true }
    default:
      return absurd(e)
  }
}

/** The operation after an event; the first one begins it. Pure. */
export const evolve = (
  before: Operation | undefined,
  id: MatterId,
  happened: Happened,
): Operation => {
  const { event } = happened
  const after = before
    ? fold(before, happened)
    : born(id, beginningOf(id, event, 'operation.begun'), happened)
  return 'text' in event && 'desk' in event ? withText(after, happened, event) : after
}
