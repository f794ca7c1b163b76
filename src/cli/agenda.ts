import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { stores } from '../../adapters/index.ts'
import type { Action } from '../action/action.ts'
import { agendaOf } from '../action/agenda.ts'
import type { ActionEvent } from '../action/events.ts'
import { evolve } from '../action/evolve.ts'
import { type Pack, packOf } from '../action/pack.ts'
import { yearOf } from '../action/year.ts'
import { foldPartsOf, pairsOf } from '../bot/kept-fold.ts'
import type { Environment } from '../config.ts'
import type { MatterId, OfficerId } from '../kit/ids.ts'
import { hostNow } from '../main/clock.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings } from '../main.ts'
import { todayAt } from '../matter/end-of-day.ts'
import type { SealedEntry } from '../ports/store.ts'
import { createDirectory, type Directory } from '../roster/directory.ts'
import { readCounted } from '../summary/entry.ts'
import { createFold } from '../summary/fold.ts'
import { linkedBefore, readInto } from '../summary/read.ts'
import { weeksOf } from '../summary/week.ts'
import { csvOf, jsonOf, markdownOf, textOf } from './agenda-text.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'

const formats = { text: textOf, json: jsonOf, csv: csvOf, md: markdownOf } as const
type Format = keyof typeof formats

interface Asked {
  readonly year: number
  readonly format: Format
  readonly log?: string
}

const readYear = (text: string): number => {
  if (/^\d{4}$/.test(text) && weeksOf(Number(text)).length > 0) return Number(text)
  throw new InvalidArgumentError('Write four digits, e.g. 2026.')
}

const isFormat = (text: string): text is Format => Object.hasOwn(formats, text)

const readFormat = (text: string): Format => {
  if (isFormat(text)) return text
  throw new InvalidArgumentError(`It must be one of ${Object.keys(formats).join(', ')}.`)
}

/** Who acted makes no difference: the pack names nobody. */
const somebody = 'somebody' as OfficerId

/** Action items as their entries pass by on the way to the figures. */
async function* noting(
  entries: AsyncIterable<SealedEntry>,
  items: Map<string, Action>,
): AsyncGenerator<SealedEntry> {
  for await (const entry of entries) {
    if (entry.body.includes('"type":"action.')) {
      const told = readCounted(entry.body).counted?.()
      if (told?.kind === 'action') {
        const happened = { event: told.event as ActionEvent, at: told.at, by: somebody }
        const id = told.subject as MatterId
        items.set(id, evolve(items.get(id), id, happened))
      }
    }
    yield entry
  }
}

/** Read-only, also while a bot writes; one state of the log, whatever is committed meanwhile. */
const packsOf = async (
  file: string,
  year: number,
  directory: Directory,
): Promise<readonly Pack[] | undefined> => {
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) {
    complain(`${opened.error.kind}, ${file}. Is this the log.db of a liaison?`)
    return undefined
  }
  const { between, withLeaf } = opened.value
  const fold = createFold(foldPartsOf(directory))
  const items = new Map<string, Action>()
  try {
    const entries = noting(between(0, Number.MAX_SAFE_INTEGER), items)
    await readInto(fold, entries, (_, of) => linkedBefore(of, withLeaf))
  } catch (error) {
    complain(`An entry can't be read: ${error instanceof Error ? error.message : ''}`)
    complain('Run liaison audit verify; it says what became of the log.')
    return undefined
  } finally {
    opened.value.close()
  }
  const now = hostNow()
  fold.reach(now)
  return pairsOf(directory).map(desks => {
    const [a, b] = desks
    const agenda = agendaOf([...items.values()], desks, now, at => todayAt(a, directory, at))
    const weeks = weeksOf(year).flatMap(w => fold.week(a, b, w) ?? [])
    return packOf(agenda, { desks, year, now }, yearOf(year, weeks))
  })
}

const runAgenda = async (env: Environment, { year, format, log }: Asked): Promise<number> => {
  const demo = wantsDemo(env)
  const time = { now: hostNow(), demo }
  const settings = demo ? settingsOf(demoConfig(), time) : readSettings(env.LIAISON_CONFIG, time)
  if (!settings.ok) {
    explain(settings.error)
    return 1
  }
  const { config, calendars } = settings.value
  const given = log ?? dataDirOf(env, demo)
  const isFolder = existsSync(given) && statSync(given).isDirectory()
  const file = isFolder || log === undefined ? join(given, 'log.db') : given
  const packs = await packsOf(file, year, createDirectory(config, calendars))
  if (!packs) return 1
  if (packs.length === 0) {
    complain('No two contact points share a channel, so nobody has an agenda.')
    return 1
  }
  say(formats[format](packs))
  return 0
}

export const addAgenda: AddCommand = (program, env, end) => {
  program
    .command('agenda')
    .description('open action items and the figures of a year from the log, by reference')
    .requiredOption('--year <year>', 'whose weeks are added up, e.g. 2026', readYear)
    .option('--format <format>', 'text, json, csv or md', readFormat, 'text')
    .option('--log <file>', 'log.db, or the data directory; by default that of LIAISON_DATA')
    .action(async (asked: Asked) => {
      end(await runAgenda(env, asked))
    })
}
