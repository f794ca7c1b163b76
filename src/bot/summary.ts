import { card, contactPoint, words } from '../card/card.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { localAt } from '../kit/zone.ts'
import type { Answer } from '../ports/platform.ts'
import type { OutboxJob } from '../ports/store.ts'
import type { Officer } from '../roster/directory.ts'
import { calledFor } from '../roster/on-duty.ts'
import { type SummaryFacts, summaryCard } from '../summary/card.ts'
import type { Figures } from '../summary/figures.ts'
import type { SummaryRecipe } from '../summary/recipe.ts'
import { boundsOf, weekAfter, weekBefore, yearBefore } from '../summary/week.ts'
import type { Answers } from './answers.ts'
import type { Composed, Parts } from './compose.ts'
import { digestOf } from './figures-digest.ts'
import { dutyHappenedAt } from './happened.ts'
import { callFacts, loadRoster } from './rosters.ts'
import type { World } from './world.ts'

type Known = Pick<World, 'ledger' | 'directory' | 'digest'>

/** What goes with the figures: those that they are compared with, and the days off of the next week. */
const factsOf = (
  { ledger, directory, digest }: Known,
  reader: ContactPointId,
  figures: Figures,
): SummaryFacts => {
  const [a, b] = figures.desks
  const other = reader === a ? b : a
  const before = ledger.week(a, b, weekBefore(figures.week))
  const lastYear = yearBefore(figures.week)
  const aYearAgo = lastYear && ledger.week(a, b, lastYear)
  const { zone } = directory.contactPoint(other).zone
  const ahead = boundsOf(weekAfter(figures.week), [zone])
  const holidays = directory.holidays(
    other,
    localAt(ahead.from, zone).date,
    localAt((ahead.to - 1) as typeof ahead.to, zone).date,
  )
  return {
    figures,
    ...(before ? { before } : {}),
    ...(aYearAgo ? { aYearAgo } : {}),
    digest: digestOf(figures, digest),
    other,
    holidays,
  }
}

/** Makes the card of the week for a place: the same figures at each, made from the log alone. */
export const composeSummary = async (
  parts: Parts,
  desk: ContactPointId,
  recipe: SummaryRecipe,
  job: Pick<OutboxJob, 'seq'>,
): Promise<Composed> => {
  const { ledger, store, directory, clock } = parts
  if (!ledger.ready()) await ledger.read()
  const figures = ledger.week(desk, recipe.with, recipe.week)
  const desks = [desk, recipe.with]
  // The settings have changed since: these two share no channel any more.
  if (!figures)
    return {
      card: card({ name: 'summary', headline: words('summary.gone') }),
      desks,
    }
  const facts = factsOf(parts, desk, figures)
  if (!recipe.watch) return { card: summaryCard(facts), desks }
  const { event } = await dutyHappenedAt(store, job.seq)
  if (event.type !== 'duty.watched') throw new Error('a summary without its event')
  const called = calledFor(
    'supervisor',
    callFacts(await loadRoster(store, desk), directory, clock.now()),
  )
  return { card: summaryCard({ ...facts, watched: { event, called } }), desks }
}

/** `/summary now`: the week so far with another desk, by default the first that shares a channel. */
export const createSummary = (world: World, answers: Answers) => {
  const { ledger, directory, clock } = world
  return async (officer: Officer, named?: string): Promise<Answer> => {
    const others = directory.neighboursOf(officer.desk)
    const other = named === undefined ? others[0] : others.find(o => o === named.toLowerCase())
    if (named !== undefined && other === undefined)
      return answers.refusal({ kind: 'UnknownInput', typed: named }, officer)
    if (other === undefined)
      return answers.card(
        card({
          name: 'summary',
          headline: words('summary.alone', { desk: contactPoint(officer.desk) }),
        }),
        officer,
      )
    // After a start the log is read in pieces first.
    if (!ledger.ready()) return answers.refusal({ kind: 'Busy' }, officer)
    await ledger.read()
    const figures = ledger.sofar(officer.desk, other, clock.now())
    if (!figures) return answers.refusal({ kind: 'Busy' }, officer)
    const facts = factsOf(world, officer.desk, figures)
    return answers.card(summaryCard({ ...facts, others: others.filter(o => o !== other) }), officer)
  }
}
