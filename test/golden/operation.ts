import type { Card } from '../../src/card/card.ts'
import { measureKinds, unitsOf } from '../../src/codes/measure.ts'
import type { ContactPointId, MatterId, OfficerId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import { days, minutes, plus } from '../../src/kit/time.ts'
import { matterListCard } from '../../src/matter/cards/list.ts'
import { clockPassed } from '../../src/matter/clocks.ts'
import type { CountedReferrals } from '../../src/matter/counted.ts'
import type { MatterRecipe } from '../../src/matter/matter.ts'
import {
  afterOf,
  at,
  begun,
  closed,
  directory,
  erased,
  first,
  gdf,
  hkc,
  id,
  joined,
  kcs,
  mustTick,
  officerAt,
  open,
  type Played,
  proxied,
  reported,
  results,
  second,
  spec,
  start,
  tagged,
} from '../operation/sample.ts'

export interface OperationShown {
  readonly title: string
  readonly card: Promise<Card>
}

const later = (n: number) => plus(start, minutes(n))
const [hk, kr, it3] = [officerAt(hkc), officerAt(kcs), officerAt(gdf)]

const made = (
  title: string,
  p: Played,
  recipe: MatterRecipe,
  desk: ContactPointId = hkc,
  by: OfficerId | 'clock' = kr.id,
  referrals: CountedReferrals = results,
): OperationShown => ({
  title,
  card: spec.card(recipe, desk, {
    state: p.o,
    contents: p.contents,
    directory,
    now: later(10),
    referrals,
    happened: async () => {
      const event = p.events[0]
      if (!event) throw new Error('nothing happened')
      return { event, at: later(10), by }
    },
    onDuty: async of => [officerAt(of, 'duty').id],
  }),
})

const card: MatterRecipe = { card: 'operation' }
const line: MatterRecipe = { card: 'happened' }
const report = (n: number): MatterRecipe => ({ card: 'report', report: n })
const end: MatterRecipe = { card: 'end' }

const act = (name: string, on: Played, raw: Readonly<Record<string, string>>, by = hk): Played =>
  afterOf({ name, by, on, raw: { language: 'en', ...raw }, now: later(5) })

const early = begun()
const one = joined(early)
const all = joined(one, it3)
const out = act('o-decline', one, { reason: 'No ships of ours.' }, it3)
const again = act('o-invite', out, { invited: gdf })
const counted = tagged(first, one)
const both = tagged(second, proxied({}, counted))
const removed = act('o-untag', both, { referral: first, reason: 'Not of it.' }, kr)
const quiet = reported(one, later(5))
const told = reported(proxied({}, counted), later(5))
const more = reported(tagged(second, told), later(8))
const fewer = reported(
  act('o-untag', told, { referral: first, reason: 'Not of it.' }, kr),
  later(8),
)
const over = closed(more, later(9))
const atEnd = mustTick(more, 'end', at('2027-01-18T01:00:00Z'))
const due = at('2026-12-01T06:00:00Z')

/** Every kind of result that there is, once: more than a card has room for. */
const everything: CountedReferrals = new Map(
  [first].map(ref => [
    ref,
    {
      ...{ id: ref, desks: [hkc, kcs], isSent: true, isDrill: false },
      measures: measureKinds.flatMap(kind => {
        const [unit] = unitsOf(kind)
        return unit === 'minor' ? [] : [{ kind, unit, basis: 'own', amount: 1000 } as const]
      }),
    } as const,
  ]),
)
const crowd = [1, 2, 3, 4, 5].reduce((on: Played) => proxied({}, on), counted)

/** A call of a clock at its nth step. */
const called = (
  title: string,
  on: Played,
  deadline: string,
  when: string,
  met?: (after: Played) => Played,
): OperationShown => {
  const facts = {
    now: at(when),
    times: directory.workingTime,
    calledAt: (of: ContactPointId) => [officerAt(of, 'duty').id],
  }
  const step = clockPassed(on.o.clocks, deadline, facts, true)
  if (!step) throw new Error(`${title}: no step`)
  const after = mustTick(on, deadline, at(when))
  return made(title, met ? met(after) : after, { card: 'call', to: 'owner', step: asJson(step) })
}

export const operationCards: readonly OperationShown[] = [
  made('operation, begun, at the desk that leads it', early, card),
  made('operation, begun, at a desk that is invited', early, card, kcs),
  made('operation, one takes part', one, card),
  made('operation, all take part', all, card, gdf),
  made('operation, one declined', out, card),
  made('operation, at the desk that declined', out, card, gdf),
  made(
    'operation, marked red, without words on its targets',
    begun({ tlp: 'red', targets: '' }),
    card,
  ),
  made('operation, a referral is counted', counted, card, kcs),
  made('operation, two are counted, and totals of an administration outside', both, card),
  made('operation, a report is due', mustTick(one, 'report:1', due), card),
  made('operation, since the last report', more, card, kcs),
  made('operation, less than in the last report', fewer, card, kcs, kr.id, new Map()),
  made('operation, its period is over', atEnd, card),
  made('operation, ended', over, card),
  made('operation, more results than a card has room for', counted, card, hkc, kr.id, everything),
  made('operation, more administrations than a card has room for', crowd, card),
  made('operation, erased', erased(over, later(9)), card),
  made('report, first, nothing to count', quiet, report(1)),
  made('report, first', told, report(1)),
  made('report, second', more, report(2), kcs),
  made('report, second, less', fewer, report(2)),
  made('report, erased', erased(more, later(9)), report(1)),
  made('end report', over, end),
  made('end report, a referral without a result', closed(tagged(open, told), later(9)), end),
  made('end report, without a report before it', closed(counted, later(9)), end, kcs),
  called('call, report', one, 'report:1', '2026-12-01T06:00:00Z'),
  called(
    'call, report, for the supervisor, over a down time',
    one,
    'report:1',
    '2026-12-15T02:00:00Z',
  ),
  called('call, report, given since', one, 'report:1', '2026-12-01T06:00:00Z', on =>
    reported(on, due),
  ),
  called('call, end report', more, 'end', '2027-01-18T01:00:00Z'),
  made('line, invited', again, line, kcs, hk.id),
  made('line, joined', one, line),
  made('line, declined', out, line, hkc, it3.id),
  made('line, counted', counted, line),
  made('line, counted no longer', removed, line),
  made('line, totals of an administration outside', proxied(), line),
  made('line, new totals of it', proxied({ administration: '', number: '1' }, proxied()), line),
  {
    title: 'view, in private',
    card: Promise.resolve(
      spec.view(
        { state: over.o, contents: over.contents, directory, now: later(10), referrals: results },
        hk,
      ),
    ),
  },
  {
    title: 'list',
    card: Promise.resolve(
      matterListCard('listing.operations', [
        { id, what: spec.listed(one.o, hkc) },
        {
          id: 'HK-O-2026-000002' as MatterId,
          what: spec.listed({ ...atEnd.o, id: 'HK-O-2026-000002' as MatterId }, hkc),
        },
      ]),
    ),
  },
]

/** One with something to choose from in every form. */
export const filled = proxied({}, tagged(first, reported(one, plus(start, days(1)))))
