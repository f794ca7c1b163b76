import type { Card } from '../../src/card/card.ts'
import type { ContactPointId, MatterId, OfficerId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import { minutes, plus, toRfc3339 } from '../../src/kit/time.ts'
import { matterListCard } from '../../src/matter/cards/list.ts'
import type { MatterRecipe } from '../../src/matter/matter.ts'
import {
  afterOf,
  courier,
  directory,
  gdf,
  hkc,
  id,
  kcs,
  officerAt,
  type Played,
  referred,
  sent,
  spec,
  start,
  ticked,
} from '../notification/sample.ts'

export interface NotificationShown {
  readonly title: string
  readonly card: Promise<Card>
}

const at = (n: number) => plus(start, minutes(n))

const made = (
  title: string,
  p: Played,
  recipe: MatterRecipe,
  desk: ContactPointId,
  by: OfficerId | 'clock' = officerAt(hkc).id,
): NotificationShown => ({
  title,
  card: spec.card(recipe, desk, {
    state: p.n,
    contents: p.contents,
    directory,
    now: at(10),
    happened: async () => {
      const event = p.events.at(-1)
      if (!event) throw new Error('nothing happened')
      return { event, at: at(10), by }
    },
    onDuty: async of => [officerAt(of, 'duty').id],
  }),
})

const second = 'HK-N-2026-000002' as MatterId
const card: MatterRecipe = { card: 'notification' }
const line: MatterRecipe = { card: 'happened' }

const [sender, korea, italy] = [officerAt(hkc), officerAt(kcs), officerAt(gdf)]
const first = sent({ exporting: gdf, action: 'hold-and-examine,verify-genuine' })
const has = afterOf({ name: 'n-acknowledge', by: korea, on: first, now: at(3) })
const answered = afterOf({
  name: 'n-answer',
  by: korea,
  on: has,
  raw: { result: 'seized', controlled: toRfc3339(at(5)), remark: '2.1 kg' },
  now: at(9),
})
const all = afterOf({
  name: 'n-acknowledge',
  by: italy,
  on: referred(has, korea, at(4)),
  now: at(4),
})
const done = afterOf({
  name: 'n-answer',
  by: korea,
  on: sent(),
  raw: { result: 'nothing-found' },
  now: at(9),
})
const overdue = ticked(first, `ack:${kcs}`, at(5)) ?? first
const headless = ticked(first, `ack:${kcs}`, at(70)) ?? first
const answerLate = ticked(has, `answer:${kcs}`, at(180)) ?? has
const arrived = ticked(first, 'arrival', at(180)) ?? first
const outside = sent({
  kind: 'seizure',
  oral: 'yes',
  external: 'Third Customs; +63 0000 0001 / Fourth Customs; +65 0000 0002',
  arrival: '',
  conveyance: '',
  tlp: 'red',
})
const told = afterOf({
  name: 'n-told',
  by: sender,
  on: outside,
  raw: { external: '1', way: 'liaison-officer', remark: 'Reached the duty room' },
  now: at(6),
})
const confirmed = afterOf({
  name: 'n-confirm',
  by: sender,
  on: told,
  raw: { ...courier, what: 'Courier, confirmed', arrival: '' },
  now: at(8),
})
const moved = afterOf({
  name: 'n-supplement',
  by: sender,
  on: first,
  raw: { supplement: 'Delayed at the gate', arrival: toRfc3339(at(400)) },
  now: at(7),
})
const more = afterOf({
  name: 'n-supplement',
  by: sender,
  on: first,
  raw: { supplement: 'Grey suitcase' },
  now: at(7),
})
const asked = afterOf({
  name: 'n-ask-holder',
  by: sender,
  on: first,
  raw: { holder: 'Brand AG', address: 'ip@brand.example', remark: 'Photographs sent' },
  now: at(8),
})
const verified = afterOf({
  name: 'n-verified',
  by: sender,
  on: asked,
  raw: { verdict: 'counterfeit', on: '2026-11-24', reference: 'B-7' },
  now: at(9),
})
const closed = afterOf({
  name: 'n-close',
  by: sender,
  on: has,
  raw: { outcome: 'success', closing: 'Courier arrested' },
  now: at(9),
})
const withdrawn = afterOf({
  name: 'n-withdraw',
  by: sender,
  on: first,
  raw: { withdrawal: 'Wrong flight' },
  now: at(9),
})
const abroad = sent({ to: '', external: 'Third Customs; +63 0000 0001' })

const shown: readonly (readonly [string, Played])[] = [
  ['sent', first],
  ['acknowledged by one', has],
  ['acknowledged by all, one referral', all],
  ['answered by one', answered],
  ['answered by all', done],
  ['overdue', overdue],
  ['an answer overdue', answerLate],
  ['arrival passed', arrived],
  ['by telephone', outside],
  ['one external contact told', told],
  ['confirmed in writing', confirmed],
  ['rights holder asked', asked],
  ['rights holder’s finding', verified],
  ['closed', closed],
  ['withdrawn', withdrawn],
]

const cards: readonly NotificationShown[] = shown.flatMap(([title, p]) => [
  made(`${title}, the sender`, p, card, hkc),
  made(`${title}, an addressee`, p, card, kcs),
])

const lines: readonly NotificationShown[] = [
  made('line, acknowledged', has, line, hkc, korea.id),
  made('line, answered', answered, line, hkc, korea.id),
  made('line, referral', referred(has, korea), line, hkc, korea.id),
  made('line, told', told, line, hkc),
  made('line, confirmed', confirmed, line, kcs),
  made('line, supplemented', more, line, kcs),
  made('line, another arrival', moved, line, kcs),
  made('line, holder asked', asked, line, hkc),
  made('line, finding', verified, line, kcs),
  made('line, closed', closed, line, kcs),
  made('line, withdrawn', withdrawn, line, kcs),
  made('line, arrived, the sender', arrived, line, hkc, 'clock'),
  made('line, arrived, an addressee', arrived, line, kcs, 'clock'),
]

const stepOf = (p: Played, to: 'owner' | 'other'): MatterRecipe => {
  const event = p.events.at(-1)
  if (event?.type !== 'notification.escalated') throw new Error('no step was taken')
  const { type: _, ...step } = event
  return { card: 'call', to, step: asJson(step) }
}
const written = ticked(outside, 'written', at(240)) ?? outside
const untold = ticked(outside, 'told:1', at(45)) ?? outside
const down = ticked(first, `ack:${kcs}`, at(36)) ?? first
const outage =
  ticked(first, `ack:${kcs}`, at(36), { kind: 'down', from: at(2), to: at(36) }) ?? first

const calls: readonly NotificationShown[] = [
  made('call, first', overdue, stepOf(overdue, 'owner'), kcs),
  made('call, after a leap', headless, stepOf(headless, 'owner'), kcs),
  made('call, after a leap, the sender', headless, stepOf(headless, 'other'), hkc),
  made('call, the sender', down, stepOf(down, 'other'), hkc),
  made('call, after a downtime', outage, stepOf(outage, 'owner'), kcs),
  made('call, after a downtime, the sender', outage, stepOf(outage, 'other'), hkc),
  made('call, an answer', answerLate, stepOf(answerLate, 'owner'), kcs),
  made('call, in writing', written, stepOf(written, 'owner'), hkc),
  made('call, untold', untold, stepOf(untold, 'owner'), hkc),
  made(
    'call, over',
    afterOf({ name: 'n-acknowledge', by: korea, on: overdue, now: at(6) }),
    stepOf(overdue, 'owner'),
    kcs,
  ),
]

const view = (title: string, p: Played, desk: ContactPointId): NotificationShown => ({
  title,
  card: Promise.resolve(
    spec.view({ state: p.n, contents: p.contents, directory, now: at(10) }, officerAt(desk)),
  ),
})

/** As erasing leaves it: what the log says, and no words. */
const erased = (p: Played): Played => {
  const event = { type: 'notification.erased' } as const
  const n = spec.evolve(p.n, id, { event, at: at(9), by: 'clock' })
  return { ...p, n, contents: new Map(), events: [event] }
}

/** Every card of a notification, in every case that changes its words or buttons. */
export const notificationCards: readonly NotificationShown[] = [
  ...cards,
  ...lines,
  ...calls,
  made('supervisor', first, { card: 'supervisor' }, hkc),
  made('supervisor, external contacts only', abroad, { card: 'supervisor' }, hkc),
  made('external contacts only', abroad, card, hkc),
  made('erased, the sender', erased(answered), card, hkc),
  made('erased, an addressee', erased(first), card, kcs),
  view('view, the sender', verified, hkc),
  view('view, an addressee', answered, kcs),
  view('view, an addressee of another’s answer', answered, gdf),
  {
    title: 'list',
    card: Promise.resolve(
      matterListCard('listing.notifications', [
        { id, what: spec.listed(has.n, hkc) },
        { id: second, what: spec.listed({ ...all.n, id: second }, kcs) },
      ]),
    ),
  },
]
