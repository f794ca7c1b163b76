import { readCheckpoint } from '../audit/checkpoint.ts'
import { card, contactPoint, words } from '../card/card.ts'
import { toBase64 } from '../kit/bytes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { fromRfc3339 } from '../kit/time.ts'
import { localAt } from '../kit/zone.ts'
import type { Answer } from '../ports/platform.ts'
import type { OutboxJob } from '../ports/store.ts'
import { scheduleCard } from '../roster/cards/schedule.ts'
import { dutySchedule } from '../roster/commands/schedule.ts'
import { coverage } from '../roster/coverage.ts'
import type { Officer } from '../roster/directory.ts'
import type { Watched } from '../roster/events.ts'
import { calledFor } from '../roster/on-duty.ts'
import { present } from '../roster/shifts.ts'
import { type SummaryFacts, summaryCard } from '../summary/card.ts'
import { detailsCard } from '../summary/details.ts'
import type { Figures } from '../summary/figures.ts'
import type { SummaryRecipe } from '../summary/recipe.ts'
import type { RosterFacts } from '../summary/system.ts'
import { boundsOf, type Week, weekAfter, weekAt, weekBefore, yearBefore } from '../summary/week.ts'
import type { Answers } from './answers.ts'
import type { Composed, Parts } from './compose.ts'
import { digestOf } from './figures-digest.ts'
import { fittingAnswer } from './fitting-answer.ts'
import { dutyHappenedAt } from './happened.ts'
import { callFacts, loadRoster } from './rosters.ts'
import type { World } from './world.ts'

type Known = Pick<World, 'ledger' | 'directory' | 'digest' | 'store' | 'verified'>

/** The rosters of both desks for the week after that of the figures, as they are now. */
const rosterOf = async (
  { directory, store }: Known,
  desk: ContactPointId,
  { week }: Figures,
): Promise<readonly RosterFacts[]> => {
  const { roster } = await loadRoster(store, desk)
  if (!roster) return []
  const { zone } = directory.contactPoint(desk)
  const { from, to } = boundsOf(weekAfter(week), [zone.zone])
  const found = present(
    roster,
    directory.officers.filter(o => o.desk === desk),
  )
  const gaps = coverage(found, zone.zone, from, to).filter(p => p.kind === 'gap')
  return [{ desk, zone, gaps, confirmed: roster.asked.since }]
}

/** The state of the log when the card is made; none where nothing was signed yet. */
const headOf = async ({ store }: Known): Promise<SummaryFacts['head']> => {
  const signed = readCheckpoint((await store.head()).note)
  return signed.ok ? { size: signed.value.size, root: toBase64(signed.value.root) } : undefined
}

/**
 * What goes with the figures: those that they are compared with, the state of log and rosters, and the days off
 * of the next week.
 */
const factsOf = async (
  known: Known,
  reader: ContactPointId,
  figures: Figures,
): Promise<SummaryFacts> => {
  const { ledger, directory, digest } = known
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
  const [head, verified] = [await headOf(known), known.verified?.()]
  const rosters = await Promise.all([a, b].map(desk => rosterOf(known, desk, figures)))
  return {
    figures,
    rosters: rosters.flat(),
    ...(head ? { head } : {}),
    ...(verified ? { verified } : {}),
    ...(before ? { before } : {}),
    ...(aYearAgo ? { aYearAgo } : {}),
    digest: digestOf(figures, digest),
    other,
    holidays,
  }
}

/** Weeks that were over since the post before, or since the desk began, and had no post of their own. */
const missedBy = ({ from }: Watched, posted: Week, zones: readonly string[]): readonly Week[] => {
  const missed: Week[] = []
  for (let week = weekAt(fromRfc3339(from), zones); week < posted; week = weekAfter(week))
    missed.push(week)
  return missed
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
  const { event } = await dutyHappenedAt(store, job.seq)
  if (event.type !== 'duty.watched') throw new Error('a summary without its event')
  const missed = missedBy(
    event,
    recipe.week,
    desks.map(d => directory.contactPoint(d).zone.zone),
  )
  const isWhole = !event.summaries?.some(s => s.with === recipe.with && s.long)
  const facts = {
    ...(await factsOf(parts, desk, figures)),
    missed,
    ...(isWhole ? { whole: true as const } : {}),
  }
  if (recipe.part) return { card: detailsCard(facts), desks }
  if (!recipe.watch) return { card: summaryCard(facts), desks }
  const called = calledFor(
    'supervisor',
    callFacts(await loadRoster(store, desk), directory, clock.now()),
  )
  return { card: summaryCard({ ...facts, watched: { event, called } }), desks }
}

/** What an officer may ask of the weekly summary. */
export const createSummary = (world: World, answers: Answers) => {
  const { ledger, directory, clock, store } = world

  const schedule = async (officer: Officer): Promise<Answer> => {
    const desks = [officer.desk, ...directory.neighboursOf(officer.desk)]
    const loaded = await Promise.all(desks.map(desk => loadRoster(store, desk)))
    const [roster, ...others] = loaded.flatMap(l => l.roster ?? [])
    if (roster?.desk !== officer.desk)
      throw new Error(`the roster of ${officer.desk} was never opened`)
    const mayChange = officer.roles.some(r => dutySchedule.roles.includes(r))
    const facts = { roster, others, mayChange, directory, now: clock.now() }
    return answers.card(scheduleCard(facts), officer)
  }

  /** The week so far with another desk, by default the first that shares a channel. */
  const now = async (officer: Officer, named?: string): Promise<Answer> => {
    const neighbours = directory.neighboursOf(officer.desk)
    const other =
      named === undefined ? neighbours[0] : neighbours.find(o => o === named.toLowerCase())
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
    const facts = await factsOf(world, officer.desk, figures)
    const others = neighbours.filter(o => o !== other)
    return fittingAnswer({ ...facts, whole: true, others }, shown => answers.card(shown, officer))
  }

  return { now, schedule }
}
