import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { createFileCache } from '../../adapters/cache/index.ts'
import { stores } from '../../adapters/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../bot/figures-digest.ts'
import { foldFrom, foldPartsOf, pairsOf } from '../bot/kept-fold.ts'
import type { Environment } from '../config.ts'
import { hostNow } from '../main/clock.ts'
import { keptFile } from '../main/disk.ts'
import { settingsOf } from '../main/settings.ts'
import { demoConfig, readSettings } from '../main.ts'
import { createDirectory, type Directory } from '../roster/directory.ts'
import { createFold } from '../summary/fold.ts'
import { linkedBefore, readInto } from '../summary/read.ts'
import { csvOf, jsonOf, type Summed } from '../summary/rows.ts'
import { readWeek, type Week } from '../summary/week.ts'
import { type AddCommand, dataDirOf, wantsDemo } from './desk.ts'
import { complain, explain, say } from './say.ts'
import { writePictures } from './summary-png.ts'
import { textOf } from './summed.ts'

const formats = { text: textOf, json: jsonOf, csv: csvOf } as const
type Format = keyof typeof formats | 'png'

interface Asked {
  readonly week: Week
  readonly format: Format
  readonly log?: string
  /** Where a picture goes. */
  readonly out?: string
}

const readWeekOption = (text: string): Week => {
  const week = readWeek(text)
  if (week) return week
  throw new InvalidArgumentError('Write the year and the week of ISO 8601, e.g. 2026-W47.')
}

const names = [...Object.keys(formats), 'png']

const isFormat = (text: string): text is Format => names.includes(text)

const readFormat = (text: string): Format => {
  if (isFormat(text)) return text
  throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`)
}

interface Where {
  readonly file: string
  /** What the desk has counted already, so that not all is read again; not of a log that is to be judged. */
  readonly kept?: string
}

/** Read-only, also while a bot writes; one state of the log, whatever is committed meanwhile. */
const sumUp = async (
  { file, kept }: Where,
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
  const { between, withLeaf } = opened.value
  const store = { readEntries: between }
  const end = Number.MAX_SAFE_INTEGER
  const fold =
    (kept ? await foldFrom({ store, directory, cache: createFileCache(kept) }) : undefined) ??
    createFold(foldPartsOf(directory))
  try {
    await readInto(fold, between(fold.size(), end), (_, of) => linkedBefore(of, withLeaf))
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

const runSummary = async (env: Environment, { week, format, log, out }: Asked): Promise<number> => {
  if ((format === 'png') !== (out !== undefined)) {
    complain('A png goes into a file, and nothing else does: --format png --out FILE.')
    return 1
  }
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
  const kept = log === undefined ? { kept: join(given, keptFile) } : {}
  const found = await sumUp({ file, ...kept }, week, directory)
  if (!found) return 1
  if (found.length === 0) {
    complain(`There are no figures of ${week}: it is not over, or it was before the log began.`)
    return 1
  }
  if (format === 'png') return writePictures(found, out ?? '', directory)
  say(formats[format](found))
  return 0
}

export const addSummary: AddCommand = (program, env, end) => {
  program
    .command('summary')
    .description('figures of a week from the log, which is read while the desk runs')
    .requiredOption('--week <week>', 'of ISO 8601, e.g. 2026-W47; one that is over', readWeekOption)
    .option('--format <format>', 'text, json, csv or png', readFormat, 'text')
    .option('--out <file>', 'where a png goes')
    .option('--log <file>', 'log.db, or the data directory; by default that of LIAISON_DATA')
    .action(async (asked: Asked) => {
      end(await runSummary(env, asked))
    })
}
