import { type Card, count, data, words } from '../../src/card/card.ts'
import type { Language, MatterId } from '../../src/kit/ids.ts'
import { days, hours, instant } from '../../src/kit/time.ts'
import type { MatterItem } from '../../src/matter/item.ts'
import type { Referral } from '../../src/referral/referral.ts'
import { dutyCard } from '../../src/roster/cards/card.ts'
import { dutyDoneCard } from '../../src/roster/cards/done.ts'
import type { DutyCardFacts } from '../../src/roster/cards/facts.ts'
import { type HomeFacts, homeCard, homeParts } from '../../src/roster/cards/home.ts'
import { nowCard } from '../../src/roster/cards/now.ts'
import { scheduleCard } from '../../src/roster/cards/schedule.ts'
import { weekCard } from '../../src/roster/cards/week.ts'
import type { DutyHappened, DutyRoster } from '../../src/roster/duty.ts'
import type { DutyRecipe } from '../../src/roster/effects.ts'
import type { DutyEvent } from '../../src/roster/events.ts'
import { asSet } from '../../src/roster/own.ts'
import { hkc, kcs } from '../referral/desks.ts'
import { inState } from '../referral/sample.ts'
import {
  accepted,
  directory,
  factsOf,
  happened,
  id,
  later,
  now,
  ownDraft,
  rfc,
  roster,
  sent,
} from '../roster/duty-sample.ts'

export interface DutyShown {
  readonly title: string
  readonly card: Card
}

const made = (title: string, recipe: DutyRecipe, more: Partial<DutyCardFacts> = {}): DutyShown => ({
  title,
  card: dutyCard(recipe, factsOf(more)),
})

const note: DutyRecipe = { card: 'shift', shift: 7 }
const open = [
  sent(1, days(3)),
  sent(2, hours(2)),
  sent(3, -hours(1)),
  ownDraft,
  inState('answered'),
]
const many = Array.from({ length: 23 }, (_, i) => sent(i + 1, hours(i)))
const span = { from: rfc(days(1)), to: rfc(days(2)) }
const moments = { from: later(days(1)), to: later(days(2)) }

const changed: DutyEvent = {
  type: 'duty.shift_changed',
  shift: 8,
  at: rfc(hours(18)),
  from: ['hkc.duty'],
  to: ['hkc.officer'],
}
const nextShift: DutyRoster = {
  ...roster,
  shift: {
    n: 8,
    since: later(hours(18)),
    from: [id('hkc.duty')],
    to: [],
    told: later(hours(18)),
    calls: [],
  },
}
const twoAway: DutyRoster = {
  ...roster,
  leaves: ['hkc.duty', 'hkc.officer'].map((o, i) => ({ id: i + 1, officer: id(o), ...moments })),
}
const call: DutyRecipe = {
  card: 'shift-call',
  shift: 7,
  call: 2,
  called: [id('hkc.duty'), id('hkc.supervisor')],
}

const notified = (nth: number, ms: number | undefined): MatterItem => ({
  id: `KR-N-2026-00000${nth}` as MatterId,
  what: words('notification.item', {
    ref: data(`KR-N-2026-00000${nth}`),
    category: words('category.drugs'),
    status: words('notification.status.own_waiting'),
    role: words('notification.item_received'),
  }),
  marking: [data('TLP:AMBER+STRICT')],
  isTurn: ms !== undefined,
  owed: ms === undefined ? [] : [{ what: words('deadline.ack'), due: later(ms) }],
})
const goods: MatterItem = {
  id: 'HK-S-2026-000004' as MatterId,
  what: words('shipment.item', {
    ref: data('HK-S-2026-000004'),
    status: words('shipment.status.held'),
  }),
  isTurn: true,
  owed: (['act', 'alarm', 'hold'] as const).map((kind, i) => ({
    what: words(`home.owed.${kind}`, { number: count(i + 1) }),
    due: later(hours(20 + i * 2)),
  })),
}
/** What each kind of clock of a notification asks of its sender. */
const oral: MatterItem = {
  ...notified(5, hours(3)),
  owed: [
    { what: words('home.owed.written'), due: later(hours(3)) },
    { what: words('home.owed.told', { number: count(2) }), due: later(hours(4)) },
  ],
}
const matters = [notified(1, undefined), notified(2, -hours(1)), notified(3, hours(30)), goods]

const notes: readonly DutyShown[] = [
  made('shift, nothing open', note),
  made('shift, with open items', note, { open }),
  made('shift, with more than are shown', note, { open: many }),
  made('shift, with matters', note, { open: [sent(1, days(3))], matters }),
  made('shift, accepted', note, { roster: accepted, open }),
  made('shift, never accepted', note, {
    roster: nextShift,
    happened: happened(changed, 'clock'),
  }),
  made('shift, over', note, { roster: nextShift }),
  made('shift, nobody comes', { card: 'shift', shift: 8 }, { roster: nextShift }),
  made('shift-call', call),
  made('shift-call, accepted', call, { roster: accepted }),
]

const swap = { id: 4, officer: id('hkc.duty'), with: id('hkc.officer'), ...span }
const asked: DutyRoster = { ...roster, swaps: [{ ...swap, ...moments }] }
const swaps: readonly DutyShown[] = [
  made('swap, asked', { card: 'swap', swap }, { roster: asked }),
  made('swap, gone', { card: 'swap', swap }),
  ...(['accepted', 'declined', 'cancelled'] as const).map(outcome =>
    made(`swap, ${outcome}`, { card: 'swap', swap, outcome }),
  ),
]

const coverage: DutyRecipe = {
  card: 'coverage',
  problems: [
    { kind: 'gap', ...span },
    { kind: 'overlap', from: rfc(days(3)), to: rfc(days(4)) },
  ],
}
const twice: DutyRoster = {
  ...twoAway,
  overrides: ['hkc.head', 'hkc.duty'].map((o, i) => ({
    id: i + 7,
    officer: id(o),
    from: later(days(3)),
    to: later(days(4)),
  })),
}
const confirmed: DutyRoster = {
  ...roster,
  asked: { since: now, calls: [] },
  confirmed: { by: id('hkc.supervisor'), at: now },
}
const watched = (clean: boolean, missed: number): DutyHappened =>
  happened(
    {
      type: 'duty.watched',
      from: rfc(-days(7)),
      to: rfc(0),
      taken: 1203,
      later: [12, 4, 1, missed, 0],
      missed,
      clean,
    },
    'clock',
  )

const clocks: readonly DutyShown[] = [
  made('coverage, a gap and an overlap', coverage, { roster: twice }),
  made('coverage, settled', coverage),
  made('confirm, asked', { card: 'confirm', call: 1 }),
  made('confirm, done', { card: 'confirm', call: 1 }, { roster: confirmed }),
  made('calendar, ending', { card: 'calendar', year: 2027 }),
  made('calendar, a later one is there', { card: 'calendar', year: 2026 }),
  made('clock, forward', { card: 'clock', jumpMs: hours(3), held: true }),
  made('clock, back', { card: 'clock', jumpMs: -hours(3), held: true }),
  made('clock, trusted again', { card: 'clock', jumpMs: hours(3), held: false }),
  made('clock, not confirmed', { card: 'clock', jumpMs: hours(3), held: false, confirmed: false }),
  made('the system was down', { card: 'down', ...span }),
  made('watch, all well', { card: 'watch' }, { happened: watched(true, 0) }),
  made('watch, steps missed', { card: 'watch' }, { happened: watched(true, 2) }),
  made('watch, not clean', { card: 'watch' }, { happened: watched(false, 0) }),
]

const rotation = {
  name: 'night',
  rank: 'duty' as const,
  officers: [id('hkc.duty'), id('hkc.officer')],
  since: '2026-12-28',
  everyDays: 7,
  at: '18:00',
}
const scheduled: DutyEvent = { type: 'duty.summary_scheduled', day: 'fri', at: '16:30' }
const acts: readonly DutyEvent[] = [
  { type: 'duty.configured', rotations: [rotation] },
  { type: 'duty.set', name: 'night', rotation },
  {
    type: 'duty.set',
    name: 'day',
    rotation: {
      ...rotation,
      name: 'day',
      rank: 'backup',
      everyDays: 1,
      until: '06:00',
      days: ['mon', 'tue', 'wed'],
      zone: 'Asia/Seoul',
    },
  },
  { type: 'duty.set', name: 'night' },
  { type: 'duty.overridden', id: 3, officer: 'hkc.head', ...span },
  { type: 'duty.leave_taken', id: 4, officer: 'hkc.officer', ...span },
  { type: 'duty.cancelled', id: 4 },
  { type: 'duty.swap_asked', id: 5, officer: 'hkc.duty', with: 'hkc.officer', ...span },
  { type: 'duty.swap_accepted', id: 5 },
  { type: 'duty.swap_declined', id: 5 },
  { type: 'duty.shift_accepted', shift: 7 },
  { type: 'duty.confirmed' },
  scheduled,
]
const lines: readonly DutyShown[] = acts
  .concat({ type: 'duty.cancelled', id: 9 })
  .map((event, i) =>
    made(
      `duty-happened ${i + 1}, ${event.type}`,
      { card: 'duty-happened' },
      { happened: happened(event, i < acts.length ? id('hkc.duty') : 'clock') },
    ),
  )

const alone: DutyRoster = {
  ...roster,
  rotations: [{ ...rotation, name: 'day', officers: [id('hkc.duty')], since: '2026-12-01' }],
}
const full: DutyRoster = {
  ...twice,
  overrides: [
    ...twice.overrides,
    { id: 6, officer: id('hkc.officer'), instead: id('hkc.duty'), ...moments },
  ],
  swaps: asked.swaps,
}
const at = (when: string, mine: DutyRoster): Card =>
  nowCard([hkc, kcs], {
    directory,
    rosterOf: desk => (desk === hkc ? mine : undefined),
    now: instant(Date.parse(when)),
  })
const leave: DutyEvent = { type: 'duty.leave_taken', id: 2, officer: 'hkc.officer', ...span }

const views: readonly DutyShown[] = [
  { title: 'duty-now, at work', card: at('2026-12-22T06:37:00Z', confirmed) },
  { title: 'duty-now, nobody, at night', card: at('2026-12-23T13:00:00Z', twoAway) },
  { title: 'duty-now, on a holiday', card: at('2026-12-25T03:00:00Z', roster) },
  { title: 'duty-now, one alone for ever', card: at('2026-12-22T06:37:00Z', alone) },
  { title: 'duty-week', card: weekCard(factsOf()) },
  { title: 'duty-week, one alone', card: weekCard(factsOf({ roster: alone })) },
  { title: 'duty-week, of all that there may be', card: weekCard(factsOf({ roster: full })) },
  {
    title: 'duty-week, without rotations',
    card: weekCard(factsOf({ roster: { ...roster, rotations: [] } })),
  },
  { title: 'duty-done', card: dutyDoneCard([happened(leave)], factsOf()) },
  {
    title: 'duty-done, with a gap',
    card: dutyDoneCard([happened(leave)], factsOf({ roster: twoAway })),
  },
]

const posting: DutyRoster = { ...roster, watched: now, post: { day: 'fri', at: '16:30' } }
const there: DutyRoster = { ...roster, desk: kcs, watched: later(-days(9)) }
const schedules: readonly DutyShown[] = [
  {
    title: 'summary-schedule',
    card: scheduleCard({
      ...factsOf({ roster: { ...roster, watched: now } }),
      ...{ others: [there], mayChange: false },
    }),
  },
  {
    title: 'summary-schedule, for who may change it',
    card: scheduleCard({ ...factsOf({ roster: posting }), others: [], mayChange: true }),
  },
  {
    title: 'duty-done, the time of the summary',
    card: dutyDoneCard([happened(scheduled)], factsOf({ roster: posting })),
  },
]

const own: DutyRoster = {
  ...roster,
  own: [
    {
      officer: id('hkc.officer'),
      language: 'ko' as Language,
      quiet: { from: '22:00', to: '07:00' },
    },
  ],
}
const homeOf = (
  mine: DutyRoster,
  open: readonly Referral[],
  others: readonly MatterItem[] = [],
): HomeFacts => ({
  officer: asSet(directory.officer(id('hkc.officer')), mine),
  open,
  matters: others,
  rosterOf: desk => (desk === hkc ? mine : undefined),
  directory,
  now,
  help: { topics: [], needed: [{ usage: '/help', about: 'command.help' }] },
})
const work = homeOf(own, [
  { ...inState('answered'), assignees: { sender: id('hkc.officer') } },
  ...many.slice(0, 3),
  sent(1, -hours(1)),
])
const urgent = homeOf(own, [sent(1, -hours(1))], [...matters, oral])
const busy = homeOf(
  roster,
  many.map(r => ({ ...r, from: r.to, to: r.from })),
)
const homes: readonly DutyShown[] = [
  { title: 'home, nothing to do', card: homeCard(homeOf(roster, [])) },
  { title: 'home, of all that there may be', card: homeCard(work) },
  { title: 'home, more than ten', card: homeCard(busy) },
  { title: 'home, with matters', card: homeCard(urgent) },
  ...homeParts(work)
    .filter(p => p.name !== 'help' && p.name !== 'duty')
    .flatMap(p => p.cards.map((c, i) => ({ title: `home, part ${p.name} ${i + 1}`, card: c }))),
  ...homeParts(urgent)
    .filter(p => p.name === 'turn' || p.name === 'soon')
    .flatMap(p => p.cards.map((c, i) => ({ title: `home, matters ${p.name} ${i + 1}`, card: c }))),
  {
    title: 'duty-done, own settings',
    card: dutyDoneCard(
      [
        happened({
          type: 'duty.officer_set',
          officer: 'hkc.officer',
          language: 'ko',
          quiet: { from: '22:00', to: '07:00' },
        }),
      ],
      factsOf({ roster: own }),
    ),
  },
]

/** Every card of a duty roster, in every case that changes its words or buttons. */
export const dutyCards: readonly DutyShown[] = [
  ...notes,
  ...swaps,
  ...clocks,
  ...lines,
  ...views,
  ...schedules,
  ...homes,
]
