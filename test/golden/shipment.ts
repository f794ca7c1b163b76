import type { Card } from '../../src/card/card.ts'
import type { ContactPointId, MatterId, OfficerId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { matterListCard } from '../../src/matter/cards/list.ts'
import { clockPassed } from '../../src/matter/clocks.ts'
import type { MatterRecipe } from '../../src/matter/matter.ts'
import {
  afterOf,
  at,
  begun,
  directory,
  held,
  hkc,
  id,
  kcs,
  mustTick,
  officerAt,
  onward,
  type Played,
  spec,
  start,
} from '../shipment/sample.ts'

export interface ShipmentShown {
  readonly title: string
  readonly card: Promise<Card>
}

const later = (n: number) => plus(start, minutes(n))
const [hk, kr] = [officerAt(hkc), officerAt(kcs)]

const made = (
  title: string,
  p: Played,
  recipe: MatterRecipe,
  desk: ContactPointId = hkc,
  by: OfficerId | 'clock' = hk.id,
): ShipmentShown => ({
  title,
  card: spec.card(recipe, desk, {
    state: p.s,
    contents: p.contents,
    directory,
    now: later(10),
    happened: async () => {
      const event = p.events[0]
      if (!event) throw new Error('nothing happened')
      return { event, at: later(10), by }
    },
    onDuty: async of => [officerAt(of, 'duty').id],
  }),
})

const second = 'KR-S-2026-000002' as MatterId
const card: MatterRecipe = { card: 'shipment' }
const line: MatterRecipe = { card: 'happened' }
const alarm = (n: number): MatterRecipe => ({ card: 'alarm', alarm: n })

const act = (name: string, on: Played, raw: Readonly<Record<string, string>>, by = hk): Played =>
  afterOf({ name, by, on, raw: { language: 'en', ...raw }, now: later(5) })

const first = begun()
const sourced = begun({ source: 'HK-N-2026-000007', tlp: 'red', hs: '', from: 'Busan, berth 7' })
const misread = begun({ containers: 'CSQU3054384', conveyance: 'IMO 9074728' })
const next = onward()
const changed = onward({ goods: 'Wooden doors', hs: '4418', containers: 'TEXU3070079' })
const heading = onward({ hs: '3926' })
const reworded = onward({ goods: 'Ceramic cups' })
const boxed = act('s-container', first, { leg: '1', containers: 'TEXU3070079' }, kr)
const anew = act('s-goods', next, { leg: '1', nature: 'declared-anew', goods: 'Toys', hs: '9503' })
const corrected = act('s-goods', first, { leg: '1', nature: 'correction', goods: 'Plastics' })
const seenByOne = act('s-seen', changed, {})
const seenByAll = act('s-seen', seenByOne, {}, kr)
const fed = act('s-feedback', next, {
  leg: '2',
  result: 'seized',
  controlled: toRfc3339(later(4)),
  words: 'Told by Genoa.',
})
const holding = held({ language: 'en' })
const [half, eighty, atLimit] = [
  '2026-12-03T01:00:00Z',
  '2026-12-07T04:24:00Z',
  '2026-12-10T10:00:00Z',
].map(at)
const halved = mustTick(holding, 'hold:1', half ?? start)
const nearly = mustTick(halved, 'hold:1', eighty ?? start)
const over = mustTick(nearly, 'hold:1', atLimit ?? start)
const extended = act('s-extend', over, {
  reason: 'No answer yet.',
  limit: '2027-01-15 12:00 +08:00',
})
const released = act('s-release', extended, { words: 'Genuine.' })
const seized = act('s-seize', holding, { words: 'Counterfeit.' })
const closed = act('s-close', seenByAll, { outcome: 'success', words: 'Thank you.' }, kr)

const unseen = act('s-close', changed, { outcome: 'unknown' }, kr)

const long = [1, 2, 3, 4].reduce(
  (on: Played, n) =>
    onward(
      { departs: toRfc3339(later(n * 60_000)), arrives: toRfc3339(later(n * 60_000 + 60)) },
      on,
    ),
  begun(),
)

/** As erasing leaves it: what the log says, and no words. */
const erased = (p: Played): Played => {
  const event = { type: 'shipment.erased' } as const
  const s = spec.evolve(p.s, id, { event, at: later(9), by: 'clock' })
  return { ...p, s, contents: new Map(), events: [event] }
}

const reminder = (step: number, { s }: Played = over): MatterRecipe => ({
  card: 'hold',
  hold: 1,
  step,
  limit: toRfc3339(holding.s.holds[0]?.limit ?? s.begun.at),
})

/** A call of a clock at its nth step, which it reached late. */
const called = (
  title: string,
  on: Played,
  deadline: string,
  when: string,
  to: 'owner' | 'other',
  desk: ContactPointId,
  met?: (after: Played) => Played,
): ShipmentShown => {
  const facts = {
    now: at(when),
    times: directory.workingTime,
    calledAt: (of: ContactPointId) => [officerAt(of, 'duty').id],
    ...(title.includes('down')
      ? { why: { kind: 'down' as const, from: start, to: at(when) } }
      : {}),
  }
  const step = clockPassed(on.s.clocks, deadline, facts)
  if (!step) throw new Error(`${title}: no step`)
  const after = mustTick(on, deadline, at(when))
  return made(title, met ? met(after) : after, { card: 'call', to, step: asJson(step) }, desk)
}

const late = '2026-11-26T23:00:00Z'

export const shipmentCards: readonly ShipmentShown[] = [
  made('shipment, begun', first, card),
  made('shipment, begun, at the desk that began it', first, card, kcs),
  made('shipment, with its source and a place in words', sourced, card),
  made('shipment, with numbers to be checked', misread, card),
  made('shipment, a leg to an administration outside', next, card),
  made('shipment, goods of another chapter in another container', changed, card),
  made('shipment, goods of another heading', heading, card),
  made('shipment, goods in other words', reworded, card),
  made('shipment, another container on one leg', boxed, card),
  made('shipment, declared anew', anew, card),
  made('shipment, seen by one desk', seenByOne, card),
  made('shipment, seen by all', seenByAll, card),
  made('shipment, with feedback', fed, card),
  made('shipment, a leg that nobody acted on', mustTick(first, 'act:1', at(late)), card),
  made('shipment, on hold', holding, card),
  made('shipment, a limit is over', over, card),
  made('shipment, a limit is over, at the other desk', over, card, kcs),
  made('shipment, a hold was extended', extended, card),
  made('shipment, released', released, card),
  made('shipment, seized', seized, card),
  made('shipment, ended', closed, card),
  made('shipment, more legs than a card has room for', long, card),
  made('shipment, erased', erased(changed), card),
  made('shipment, erased, with goods on hold', erased(holding), card),
  made('shipment, erased, with a place that was in words', erased(sourced), card),
  made('alarm, goods and container', changed, alarm(1)),
  made('alarm, goods and container, at the other desk', changed, alarm(1), kcs),
  made('alarm, container', boxed, alarm(1)),
  made('alarm, declared anew on one leg', anew, alarm(1)),
  made('alarm, seen', seenByOne, alarm(1)),
  made('alarm, seen, at the other desk', seenByOne, alarm(1), kcs),
  made('alarm, seen and ended', closed, alarm(1)),
  made('alarm, ended before it was seen', unseen, alarm(1)),
  made('hold, half of the time', halved, reminder(0)),
  made('hold, half of the time, at the other desk', halved, reminder(0), kcs),
  made('hold, most of the time', nearly, reminder(1)),
  made('hold, over', over, reminder(2)),
  made('hold, over, at the other desk', over, reminder(2), kcs),
  made('hold, extended since', extended, reminder(2)),
  made('hold, released', released, reminder(0)),
  called('call, leg, ahead', first, 'act:1', '2026-11-26T20:00:00Z', 'owner', hkc),
  called('call, leg, late', first, 'act:1', '2026-11-26T22:00:00Z', 'owner', hkc),
  called('call, leg, late, at the other desk', first, 'act:1', late, 'other', kcs),
  called(
    'call, leg, after the system was down',
    first,
    'act:1',
    '2026-11-27T20:00:00Z',
    'owner',
    hkc,
  ),
  called('call, alarm', changed, 'alarm:1.kcs.cyber', toRfc3339(later(15)), 'owner', kcs),
  called(
    'call, alarm, for the supervisor',
    changed,
    'alarm:1.kcs.cyber',
    toRfc3339(later(30)),
    'owner',
    kcs,
  ),
  called(
    'call, alarm, at the other desk',
    changed,
    'alarm:1.kcs.cyber',
    toRfc3339(later(30)),
    'other',
    hkc,
  ),
  called(
    'call, alarm, seen since',
    changed,
    'alarm:1.hkc.cyber',
    toRfc3339(later(15)),
    'owner',
    hkc,
    on => act('s-seen', on, {}),
  ),
  made('alarm, erased', erased(changed), alarm(1)),
  made('line, leg added', changed, line),
  made('line, goods declared anew', anew, line),
  made('line, goods corrected', corrected, line, kcs),
  made('line, container changed', boxed, line, hkc, kr.id),
  made('line, seen', seenByOne, line),
  made('line, feedback', fed, line),
  made('line, held', holding, line),
  made('line, extended', extended, line),
  made('line, released', released, line),
  made('line, seized', seized, line),
  made('line, ended', closed, line, hkc, kr.id),
  {
    title: 'view, in private',
    card: Promise.resolve(
      spec.view({ state: released.s, contents: released.contents, directory, now: later(10) }, hk),
    ),
  },
  {
    title: 'list',
    card: Promise.resolve(
      matterListCard('listing.shipments', [
        { id, what: spec.listed(changed.s, hkc) },
        { id: second, what: spec.listed({ ...over.s, id: second }, hkc) },
      ]),
    ),
  },
]
