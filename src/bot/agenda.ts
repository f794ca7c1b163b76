import { type Action, actionSchema } from '../action/action.ts'
import { agendaOf } from '../action/agenda.ts'
import { agendaCard, aloneCard } from '../action/cards/agenda.ts'
import { type YearFigures, yearOf } from '../action/year.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { todayAt } from '../matter/end-of-day.ts'
import type { Answer } from '../ports/platform.ts'
import type { Officer } from '../roster/directory.ts'
import { weeksOf } from '../summary/week.ts'
import type { Answers } from './answers.ts'
import { shelfOf, textsOfMatter } from './matters.ts'
import type { World } from './world.ts'

/** Items of a desk that an agenda is made from, open ones and such as are over. */
const mostItems = 200

const itemsOf = async (
  { store }: Pick<World, 'store'>,
  desk: ContactPointId,
): Promise<readonly Action[]> => {
  const party = [shelfOf('A', desk)]
  const found = await Promise.all(
    [true, false].map(open => store.list({ party, open, max: mostItems })),
  )
  return found.flat().map(s => actionSchema.parse(s.state))
}

/** `/action agenda`: for the next meeting with another desk, by default the first that shares a channel. */
export const createAgenda = (world: World, answers: Answers) => {
  const { ledger, vault, directory, clock } = world

  const yearWith = async (
    { desk }: Officer,
    other: ContactPointId,
    year: number,
  ): Promise<YearFigures | 'counting' | undefined> => {
    // After a start the log is read in pieces first; the items needn't wait for it.
    if (!ledger.ready()) return 'counting'
    await ledger.read()
    return yearOf(
      year,
      weeksOf(year).flatMap(w => ledger.week(desk, other, w) ?? []),
    )
  }

  const agendaWith = async (officer: Officer, other: ContactPointId): Promise<Answer> => {
    const now = clock.now()
    const dayOf = (at: typeof now): string => todayAt(officer.desk, directory, at)
    const desks = [officer.desk, other] as const
    const agenda = agendaOf(await itemsOf(world, officer.desk), desks, now, dayOf)
    const year = Number(dayOf(now).slice(0, 4))
    const figures = await yearWith(officer, other, year)
    const contents = await textsOfMatter(
      vault,
      agenda.open.flatMap(a => a.texts.map(t => t.item)),
    )
    const facts = { agenda, desks, year, contents, now, ...(figures ? { figures } : {}) }
    return answers.card(agendaCard(facts), officer)
  }

  return async (officer: Officer, named?: string): Promise<Answer> => {
    const others = directory.neighboursOf(officer.desk)
    const other = named === undefined ? others[0] : others.find(o => o === named.toLowerCase())
    if (other !== undefined) return agendaWith(officer, other)
    return named === undefined
      ? answers.card(aloneCard(officer.desk), officer)
      : answers.refusal({ kind: 'UnknownInput', typed: named }, officer)
  }
}
