import { at, type Card, card, count, data, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { SpokenPart } from '../../card/spoken.ts'
import type { DeadlineName } from '../../kit/codes.ts'
import { hours, type Instant, plus } from '../../kit/time.ts'
import { viewOfButton } from '../../referral/cards/buttons.ts'
import { cardAbout, marked } from '../../referral/cards/facts.ts'
import { type HelpLine, helpCard, item } from '../../referral/cards/private.ts'
import { deadlineTerm } from '../../referral/cards/rule.ts'
import { nextDeadline } from '../../referral/deadlines.ts'
import { openConsent, type Referral, sideOf, whoseTurn } from '../../referral/referral.ts'
import type { Officer } from '../directory.ts'
import { ownOf } from '../own.ts'
import { type NowFacts, nowCard } from './now.ts'
import { settingsCard } from './settings.ts'

/** Of one kind; more nobody reads, and the list has them. */
export const mostItems = 10

/** How far ahead a clock is soon. */
export const soonMs = hours(24)

export interface HomeFacts extends NowFacts {
  /** In the language that he has chosen. */
  readonly officer: Officer
  /** Open referrals that the officer may see. */
  readonly open: readonly Referral[]
  readonly usages: readonly HelpLine[]
}

interface Due {
  readonly r: Referral
  readonly name: DeadlineName
  readonly due: Instant
}

export interface HomePart {
  readonly name: SpokenPart['name']
  readonly heading: MessageKey
  readonly cards: readonly Card[]
  readonly note?: Term
}

/** Whose turn it is, or whose word is waited for: on a consent, on more time, on a duplicate. */
const mustAct = (r: Referral, { officer: { desk } }: HomeFacts): boolean => {
  const side = sideOf(r, desk)
  const consent = openConsent(r)
  return (
    whoseTurn(r) === side ||
    (consent !== undefined && consent.by !== side) ||
    (r.duplicate !== undefined && r.duplicate.by !== side) ||
    (r.extension !== undefined && side === 'sender')
  )
}

const isMine = (r: Referral, { officer: { id, desk } }: HomeFacts): boolean => {
  const side = sideOf(r, desk)
  return side !== undefined && r.assignees[side] === id
}

/** Those of the officer first, then by what is due first. */
const turnOf = (facts: HomeFacts): readonly Referral[] =>
  facts.open
    .filter(r => mustAct(r, facts))
    .map(r => ({ r, mine: Number(isMine(r, facts)), due: nextDeadline(r)?.due ?? Infinity }))
    .toSorted((a, b) => b.mine - a.mine || a.due - b.due || (a.r.id < b.r.id ? -1 : 1))
    .map(({ r }) => r)

/** Clocks of the own desk that end within a day, those that have ended among them. */
const soonOf = ({ open, officer: { desk }, now }: HomeFacts): readonly Due[] =>
  open
    .flatMap(r =>
      r.deadlines
        .filter(d => d.owner === sideOf(r, desk) && d.pausedAt === undefined)
        .map(({ name, due }): Due => ({ r, name, due })),
    )
    .filter(({ due }) => due <= plus(now, soonMs))
    .toSorted((a, b) => a.due - b.due || (a.r.id < b.r.id ? -1 : 1))

const said = (r: Referral, facts: HomeFacts): Term =>
  isMine(r, facts) ? words('home.mine', { what: item(r) }) : item(r)

const dueLine = ({ r, name, due }: Due): Term =>
  marked(r, words('bundle.item', { ref: data(r.id), what: deadlineTerm(name), due: at(due) }))

const noteOf = (all: readonly unknown[]): { readonly note?: Term } => {
  if (all.length === 0) return { note: words('home.nothing') }
  const more = all.length - mostItems
  return more > 0 ? { note: words('duty.and_more', { count: count(more) }) } : {}
}

const turnCard = (r: Referral, facts: HomeFacts): Card =>
  cardAbout(r, { name: 'home-turn', headline: said(r, facts), buttons: [viewOfButton(r)] })

const dutyNow = (facts: HomeFacts): Card => nowCard([facts.officer.desk], facts)

const settings = ({ officer: { id, desk, language }, ...facts }: HomeFacts): Card => {
  const own = ownOf(facts.rosterOf(desk), id)
  return settingsCard(desk, language, own, facts.directory.contactPoint(desk).zone)
}

/** An officer's own page, part by part, for a platform that has a place for it. */
export const homeParts = (facts: HomeFacts): readonly HomePart[] => {
  const turn = turnOf(facts)
  const soon = soonOf(facts)
  const lines = soon.slice(0, mostItems).map(dueLine)
  return [
    {
      name: 'turn',
      heading: 'home.turn',
      cards: turn.slice(0, mostItems).map(r => turnCard(r, facts)),
      ...noteOf(turn),
    },
    {
      name: 'soon',
      heading: 'home.soon',
      cards:
        lines.length === 0
          ? []
          : [card({ name: 'home-soon', headline: words('home.soon'), lines })],
      ...noteOf(soon),
    },
    { name: 'duty', heading: 'duty.now_title', cards: [dutyNow(facts)] },
    { name: 'settings', heading: 'home.settings', cards: [settings(facts)] },
    { name: 'help', heading: 'help.title', cards: [helpCard(facts.usages)] },
  ]
}

const section = (heading: Term, lines: readonly Term[], all: readonly unknown[]): Term[] => {
  const { note } = noteOf(all)
  return [heading, ...lines, ...(note ? [note] : [])]
}

/** The same as one card, for a place that has cards alone. Its help is the way to the whole of it. */
export const homeCard = (facts: HomeFacts): Card => {
  const turn = turnOf(facts)
  const soon = soonOf(facts)
  const shown = turn.slice(0, mostItems)
  const own = settings(facts)
  return card({
    name: 'home',
    headline: words('home.title'),
    fields: own.fields,
    lines: [
      ...section(
        words('home.turn'),
        shown.map(r => said(r, facts)),
        turn,
      ),
      ...section(words('home.soon'), soon.slice(0, mostItems).map(dueLine), soon),
      ...dutyNow(facts).lines,
      ...own.lines,
      words('home.help', { usage: data('/help') }),
    ],
    buttons: [...shown.map(viewOfButton), ...own.buttons],
  })
}
