import { actionSchema } from '../../src/action/action.ts'
import { agendaOf } from '../../src/action/agenda.ts'
import { agendaCard, aloneCard } from '../../src/action/cards/agenda.ts'
import type { YearFigures, YearSide } from '../../src/action/year.ts'
import type { Card } from '../../src/card/card.ts'
import { categories } from '../../src/kit/codes.ts'
import type { ContactPointId, MatterId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import type { Instant } from '../../src/kit/time.ts'
import { localAt } from '../../src/kit/zone.ts'
import { matterListCard } from '../../src/matter/cards/list.ts'
import type { MatterRecipe } from '../../src/matter/matter.ts'
import {
  afterOf,
  at,
  begun,
  carried,
  directory,
  done,
  erased,
  gdf,
  hkc,
  id,
  kcs,
  mustTick,
  officerAt,
  type Played,
  spec,
  start,
} from '../action/sample.ts'

export interface ActionShown {
  readonly title: string
  readonly card: Promise<Card>
}

const soon = at('2026-12-07T09:00:00+09:00')
const overdue = at('2026-12-16T09:00:00+09:00')
const next = at('2026-12-17T09:00:00+09:00')
const senior = at('2026-12-21T09:00:00+09:00')

const shown = (
  title: string,
  p: Played,
  recipe: MatterRecipe,
  desk: ContactPointId,
  now: Instant = start,
): ActionShown => ({
  title,
  card: spec.card(recipe, desk, {
    state: p.state,
    ...{ contents: p.contents, directory, now },
    happened: async () => {
      const event = p.events.at(-1)
      if (!event) throw new Error('nothing happened')
      return { event, at: now, by: officerAt(kcs).id }
    },
    onDuty: async of => [officerAt(of, 'duty').id],
  }),
})

const card: MatterRecipe = { card: 'action' }
const line: MatterRecipe = { card: 'happened' }

const reminded = mustTick(begun(), 'due:1', soon)
const late = mustTick(begun(), 'due:1', overdue)
const later = mustTick(late, 'due:1', next)
const escalated = mustTick(later, 'due:1', senior)
const over = done(late, next)
const updated = afterOf({
  name: 'a-update',
  by: officerAt(kcs),
  on: begun(),
  raw: { progress: '목록을 작성하고 있습니다.', language: 'ko' },
})
const again = afterOf({
  name: 'a-reopen',
  by: officerAt(hkc),
  on: over,
  raw: { reason: 'Two sites are missing.', due: '2027-01-15' },
  now: next,
})
const withdrawn = afterOf({
  name: 'a-withdraw',
  by: officerAt(hkc),
  on: begun(),
  raw: { reason: 'No longer needed.' },
})
const twice = carried(carried(), { meeting: '2027-06-02', due: '2027-06-30' })

const call = (p: Played, to: 'owner' | 'other'): MatterRecipe => {
  const e = p.events.at(-1)
  if (e?.type !== 'action.escalated') throw new Error('no call')
  return { card: 'call', to, step: asJson(e) }
}

const item = (n: number, p: Played) =>
  actionSchema.parse({ ...p.state, id: `HK-A-2026-00000${n}` as MatterId })

const side = (n: number): YearSide => ({
  ...{ sent: 120 + n, received: 98 + n, closed: 87 },
  ack: { limited: 96 + n, within: 90 },
  reply: { limited: 80, within: 71 },
  notifications: { sent: n, received: 2, limited: 2, within: 1 },
  missedNights: 3,
})

/** A year of which 46 weeks are over. */
const year: YearFigures = {
  ...{ year: 2026, first: '2026-W01', last: '2026-W46', weeks: 46, desks: [hkc, kcs] },
  sides: { [hkc]: side(4), [kcs]: side(0) },
  categories: Object.fromEntries(
    categories.map(c => [c, { new: c === 'ipr-online' ? 110 : 0, closed: 12 }]),
  ) as YearFigures['categories'],
  outcomes: { success: 61, 'no-trace': 9 },
  measures: [
    { kind: 'cigarettes', unit: 'stick', basis: 'own', amount: 8_350_000 },
    { kind: 'cash', unit: 'minor', currency: 'HKD', basis: 'third', amount: 500_000 },
  ] as YearFigures['measures'],
  holds: { begun: 5, ended: 4, withoutResult: 2 },
}

const agenda = (
  title: string,
  items: readonly Played[],
  figures: YearFigures | 'counting' | undefined = year,
): ActionShown => {
  const desks = [hkc, kcs] as const
  const dayOf = (moment: Instant): string => localAt(moment, 'Asia/Hong_Kong').date
  return {
    title,
    card: Promise.resolve(
      agendaCard({
        agenda: agendaOf(
          items.map((p, i) => item(i + 1, p)),
          desks,
          senior,
          dayOf,
        ),
        ...{ desks, year: 2026, now: senior },
        ...(figures ? { figures } : {}),
        contents: new Map(items.flatMap(p => [...p.contents])),
      }),
    ),
  }
}

/** Every card of an action item, each in each of its cases. */
export const actionCards: readonly ActionShown[] = [
  shown('begun, at its owner', begun(), card, kcs),
  shown('begun, at the other desk', begun(), card, hkc),
  shown('begun, bare', begun({ link: '', conference: '', agreed: '', owner: 'own' }), card, hkc),
  shown('reminded', reminded, card, kcs, soon),
  shown('overdue, at its owner', late, card, kcs, overdue),
  shown('overdue, at the other desk', late, card, hkc, overdue),
  shown('reported on', updated, card, hkc),
  shown('done, at its owner', over, card, kcs, next),
  shown('done, at the other desk', over, card, hkc, next),
  shown('taken up again', again, card, kcs, next),
  shown('carried twice', twice, card, kcs),
  shown('withdrawn', withdrawn, card, kcs),
  shown('erased', erased(twice, start), card, kcs),
  shown('line: progress', updated, line, hkc),
  shown('line: done', over, line, hkc, next),
  shown('line: taken up again', again, line, kcs, next),
  shown('line: carried', twice, line, kcs),
  shown('line: withdrawn', withdrawn, line, kcs),
  shown('line: its words erased', { ...erased(updated, start), events: updated.events }, line, hkc),
  shown('call: a reminder', reminded, call(reminded, 'owner'), kcs, soon),
  shown('call: overdue', late, call(late, 'owner'), kcs, overdue),
  shown('call: to the other desk', escalated, call(escalated, 'other'), hkc, senior),
  shown('call: to its supervisors', escalated, call(escalated, 'owner'), kcs, senior),
  shown('call: taken back', { ...over, events: late.events }, call(late, 'owner'), kcs, next),
  {
    title: 'view: all that was said',
    card: Promise.resolve(
      spec.view(
        { state: twice.state, contents: twice.contents, directory, now: start },
        officerAt(kcs),
      ),
    ),
  },
  {
    title: 'list',
    card: Promise.resolve(
      matterListCard('listing.actions', [
        { id, what: spec.listed(begun().state, kcs) },
        {
          id: 'HK-A-2026-000002' as MatterId,
          what: spec.listed({ ...late.state, id: 'HK-A-2026-000002' as MatterId }, kcs),
        },
      ]),
    ),
  },
  agenda('agenda: open, late and done items', [late, twice, over, begun({ due: '2027-02-26' })]),
  { title: 'agenda: nobody to meet', card: Promise.resolve(aloneCard(gdf)) },
  agenda('agenda: nothing counted yet', [], 'counting'),
  {
    title: 'agenda: nothing yet',
    card: Promise.resolve(
      agendaCard({
        agenda: agendaOf([], [hkc, kcs], senior, () => '2026-12-21'),
        ...{ desks: [hkc, kcs], year: 2026, now: senior, contents: new Map() },
      }),
    ),
  },
  agenda(
    'agenda: many items',
    Array.from({ length: 9 }, (_, i) => begun({ what: `Matter ${i + 1} of the conference.` })),
  ),
]
