import { type Card, card, count, data, type Term, words } from '../../card/card.ts'
import type { MessageKey } from '../../card/key.ts'
import type { SpokenPart } from '../../card/spoken.ts'
import { type HelpFacts, helpCard } from '../../referral/cards/help.ts'
import { ownOf } from '../own.ts'
import { type ItemFacts, soonOf, turnOf } from './home-items.ts'
import { type NowFacts, nowCard } from './now.ts'
import { settingsCard } from './settings.ts'

/** Of one kind; more nobody reads, and the lists have them. */
export const mostItems = 10

/** `officer`: in the language that he has chosen. */
export interface HomeFacts extends NowFacts, ItemFacts {
  readonly help: HelpFacts
}

export interface HomePart {
  readonly name: SpokenPart['name']
  readonly heading: MessageKey
  readonly cards: readonly Card[]
  readonly note?: Term
}

const noteOf = (all: readonly unknown[]): { readonly note?: Term } => {
  if (all.length === 0) return { note: words('home.nothing') }
  const more = all.length - mostItems
  return more > 0 ? { note: words('duty.and_more', { count: count(more) }) } : {}
}

const dutyNow = (facts: HomeFacts): Card => nowCard([facts.officer.desk], facts)

const settings = ({ officer: { id, desk, language }, ...facts }: HomeFacts): Card => {
  const own = ownOf(facts.rosterOf(desk), id)
  return settingsCard(desk, language, own, facts.directory.contactPoint(desk).zone)
}

/** An officer's own page, part by part, for a platform that has a place for it. */
export const homeParts = (facts: HomeFacts): readonly HomePart[] => {
  const turn = turnOf(facts)
  const soon = soonOf(facts)
  const lines = soon.slice(0, mostItems).map(s => s.line)
  return [
    {
      name: 'turn',
      heading: 'home.turn',
      cards: turn.slice(0, mostItems).map(t => t.card),
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
    { name: 'help', heading: 'help.title', cards: [helpCard(facts.help)] },
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
  const due = soon.slice(0, mostItems)
  const own = settings(facts)
  return card({
    name: 'home',
    headline: words('home.title'),
    fields: own.fields,
    lines: [
      ...section(
        words('home.turn'),
        shown.map(t => t.line),
        turn,
      ),
      ...section(
        words('home.soon'),
        due.map(d => d.line),
        soon,
      ),
      ...dutyNow(facts).lines,
      ...own.lines,
      words('home.help', { usage: data('/help') }),
    ],
    buttons: [...shown.map(t => t.view), ...own.buttons],
  })
}
