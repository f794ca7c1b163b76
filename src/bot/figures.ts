import { agencyOf, at, card, contactPoint, data, type Term, words } from '../card/card.ts'
import { joined } from '../card/spoken.ts'
import { type Priority, priorities } from '../kit/codes.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { fromRfc3339 } from '../kit/time.ts'
import type { FigureRow, FiguresAnswer, FiguresAsked, FiguresShown } from '../ports/figures.ts'
import type { Actor } from '../ports/platform.ts'
import type { Officer } from '../roster/directory.ts'
import { checkTerm } from '../summary/card.ts'
import { codesOf, measured, totalsOf } from '../summary/chart.ts'
import type { Figures } from '../summary/figures.ts'
import { csvOf, jsonOf } from '../summary/rows.ts'
import { readWeek, type Week, weekBefore, yearBefore } from '../summary/week.ts'
import { createAnswers } from './answers.ts'
import { digestOf } from './figures-digest.ts'
import type { Speaker } from './speak.ts'
import { createWho, isStranger } from './who.ts'
import type { World } from './world.ts'

/** Weeks that can be chosen: two years and the one that each is compared with. */
const mostWeeks = 157

interface Found {
  readonly figures: Figures
  readonly isUnderWay: boolean
}

/** The page of figures of an officer: of the own desk with one of those that share a channel with it. */
export const createFigures = (world: World, speaker: Speaker) => {
  const { ledger, directory, clock, digest } = world
  const answers = createAnswers(world, speaker)
  const who = createWho(world)

  const otherOf = (officer: Officer, asked: string | undefined): ContactPointId | undefined => {
    const others = directory.neighboursOf(officer.desk)
    const named = asked?.toLowerCase().split('+') ?? []
    return others.find(o => named.includes(o)) ?? (asked === undefined ? others[0] : undefined)
  }

  /** Without a gap from the first week of the log on, newest first. */
  const weeksOf = (desk: ContactPointId, other: ContactPointId): readonly Found[] => {
    const sofar = ledger.sofar(desk, other, clock.now())
    if (!sofar) return []
    const found: Found[] = [{ figures: sofar, isUnderWay: true }]
    for (let week = weekBefore(sofar.week); found.length < mostWeeks; week = weekBefore(week)) {
      const figures = ledger.week(desk, other, week)
      if (!figures) break
      found.push({ figures, isUnderWay: false })
    }
    return found
  }

  const rowsOf = (
    columns: readonly (Figures | undefined)[],
    desks: Figures['desks'],
    of: readonly Priority[],
    say: (term: Term) => string,
  ): readonly FigureRow[] =>
    measured.map(({ label, tone, bar }) => ({
      label: say(words(label)),
      tone,
      sides: desks.map(desk => columns.map(f => (f ? bar(totalsOf(f, desk, of)) : null))),
    }))

  const shown = (
    officer: Officer,
    other: ContactPointId,
    weeks: readonly Found[],
    { figures: f, isUnderWay }: Found,
  ): FiguresShown => {
    const { desk, language } = officer
    const hearing = { languages: [language], zones: directory.zonesFor(desk) }
    const say = (term: Term): string => joined(speaker.term(term, hearing))
    const lastYear = yearBefore(f.week)
    const columns = [
      f,
      ledger.week(desk, other, weekBefore(f.week)),
      lastYear && ledger.week(desk, other, lastYear),
    ]
    const codes = codesOf(f.desks)
    const summed = { figures: f, digest: digestOf(f, digest) }
    const [a, b] = f.desks
    const titled = { week: data(f.week), a: contactPoint(a), b: contactPoint(b) }
    const group = (id: string, label: Term, of: readonly Priority[]) => ({
      id,
      label: say(label),
      rows: rowsOf(columns, f.desks, of, say),
    })
    return {
      kind: 'figures',
      language,
      figures: {
        title: say(words(isUnderWay ? 'summary.title_so_far' : 'summary.title', titled)),
        week: f.week,
        pair: other,
        weeks: weeks.map(w => ({
          id: w.figures.week,
          label: w.isUnderWay
            ? say(words('summary.week_so_far', { week: data(w.figures.week) }))
            : w.figures.week,
        })),
        pairs: directory.neighboursOf(desk).map(id => ({ id, label: say(contactPoint(id)) })),
        notes: [
          { label: say(words('summary.begins')), value: say(at(fromRfc3339(f.from))) },
          { label: say(words('summary.ends')), value: say(at(fromRfc3339(f.to))) },
          { label: say(words('summary.check')), value: say(checkTerm(summed)) },
        ],
        sides: f.desks.map((d, i) => ({ code: codes[i] ?? d, name: say(agencyOf(d)) })),
        columns: (['summary.week', 'summary.week_before', 'summary.year_before'] as const).map(
          key => say(words(key)),
        ),
        groups: [
          group('all', words('summary.all_priorities'), priorities),
          ...priorities.map(p => group(p, words(`priority.${p}`), [p])),
        ],
        csv: `${csvOf([summed])}\n`,
        json: `${jsonOf([summed])}\n`,
      },
    }
  }

  const page = async (officer: Officer, asked: FiguresAsked): Promise<FiguresAnswer> => {
    if (directory.neighboursOf(officer.desk).length === 0)
      return answers.card(
        card({
          name: 'summary',
          headline: words('summary.alone', { desk: contactPoint(officer.desk) }),
        }),
        officer,
      )
    const other = otherOf(officer, asked.pair)
    if (other === undefined)
      return answers.refusal({ kind: 'UnknownInput', typed: asked.pair ?? '' }, officer)
    if (!ledger.ready()) return answers.refusal({ kind: 'Busy' }, officer)
    await ledger.read()
    const weeks = weeksOf(officer.desk, other)
    const wanted: Week | undefined = asked.week === undefined ? undefined : readWeek(asked.week)
    if (asked.week !== undefined && wanted === undefined)
      return answers.refusal({ kind: 'UnknownInput', typed: asked.week }, officer)
    const found =
      wanted === undefined
        ? (weeks.find(w => !w.isUnderWay) ?? weeks[0])
        : weeks.find(w => w.figures.week === wanted)
    return found
      ? shown(officer, other, weeks, found)
      : answers.refusal({ kind: 'UnknownInput', typed: asked.week ?? '' }, officer)
  }

  return async (
    actor: Actor,
    asked: FiguresAsked,
    languages?: readonly string[],
  ): Promise<FiguresAnswer> => {
    const officer = await who(actor)
    return isStranger(officer) ? answers.toStranger(officer, languages) : page(officer, asked)
  }
}
