import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { stores } from '../../adapters/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../bot/figures-digest.ts'
import type { Environment } from '../config.ts'
import type { ContactPointId } from '../kit/ids.ts'
import { hostNow } from '../main/clock.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings } from '../main.ts'
import { createDirectory, type Directory } from '../roster/directory.ts'
import { createFold } from '../summary/fold.ts'
import { readWeek, type Week } from '../summary/week.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'
import { csvOf, jsonOf, type Summed, textOf } from './summed.ts'

const formats = { text: textOf, json: jsonOf, csv: csvOf } as const
type Format = keyof typeof formats

interface Asked {
  readonly week: Week
  readonly format: Format
  readonly log?: string
}

const readWeekOption = (text: string): Week => {
  const week = readWeek(text)
  if (week) return week
  throw new InvalidArgumentError('Write the year and the week of ISO 8601, e.g. 2026-W47.')
}

const isFormat = (text: string): text is Format => Object.hasOwn(formats, text)

const readFormat = (text: string): Format => {
  if (isFormat(text)) return text
  throw new InvalidArgumentError(`It must be one of ${Object.keys(formats).join(', ')}.`)
}

const pairsOf = (directory: Directory): readonly (readonly [ContactPointId, ContactPointId])[] =>
  directory.contactPoints.flatMap(({ id }) =>
    directory.neighboursOf(id).flatMap(other => (id < other ? [[id, other] as const] : [])),
  )

/** Read-only, also while a bot writes; one state of the log, whatever is committed meanwhile. */
const sumUp = async (
  file: string,
  week: Week,
  directory: Directory,
): Promise<readonly Summed[] | undefined> => {
  const { openLogForReading } = await stores.sqlite()
  const opened = openLogForReading(file)
  if (!opened.ok) {
    complain(`${opened.error.kind}, ${file}. Is this the log.db of a liaison?`)
    return undefined
  }
  const pairs = pairsOf(directory)
  const fold = createFold({ pairs, zone: id => directory.contactPoint(id).zone.zone })
  try {
    for await (const { body } of opened.value.entries()) fold.take(body)
  } catch (error) {
    complain(`An entry can't be read: ${error instanceof Error ? error.message : ''}`)
    complain('Run liaison audit verify; it says what became of the log.')
    return undefined
  } finally {
    opened.value.close()
  }
  fold.reach(hostNow())
  return pairs.flatMap(([a, b]) => {
    const figures = fold.week(a, b, week)
    return figures ? [{ figures, digest: digestOf(figures, digest) }] : []
  })
}

const runSummary = async (env: Environment, { week, format, log }: Asked): Promise<number> => {
  const demo = wantsDemo(env)
  const time = { now: hostNow(), demo }
  const settings = demo ? settingsOf(demoConfig(), time) : readSettings(env.LIAISON_CONFIG, time)
  if (!settings.ok) {
    explain(settings.error)
    return 1
  }
  const { config, calendars } = settings.value
  const directory = createDirectory(config, calendars)
  const given = log ?? dataDirOf(env, demo)
  const isFolder = existsSync(given) && statSync(given).isDirectory()
  const file = isFolder || log === undefined ? join(given, 'log.db') : given
  const found = await sumUp(file, week, directory)
  if (!found) return 1
  if (found.length === 0) {
    complain(`There are no figures of ${week}: it is not over, or it was before the log began.`)
    return 1
  }
  say(formats[format](found))
  return 0
}

export const addSummary: AddCommand = (program, env, end) => {
  program
    .command('summary')
    .description('figures of a week from the log, which is read while the desk runs')
    .requiredOption('--week <week>', 'of ISO 8601, e.g. 2026-W47; one that is over', readWeekOption)
    .option('--format <format>', 'text, json or csv', readFormat, 'text')
    .option('--log <file>', 'log.db, or the data directory; by default that of LIAISON_DATA')
    .action(async (asked: Asked) => {
      end(await runSummary(env, asked))
    })
}
