import { dirname, join } from 'node:path'
import { type Config, configSchema } from '../config.ts'
import type { Calendar } from '../escalation/calendar.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Instant } from '../kit/time.ts'
import { type CalendarsRead, ownCalendars, readCalendars } from './calendars.ts'
import type { StartFault } from './fault.ts'
import { platformFlaws } from './platform-flaws.ts'
import { problemsIn, sayProblem } from './problems.ts'
import { type RawSettings, readSettingsFile } from './settings-file.ts'
import { witnessFlaws } from './witnessing.ts'
import { yearsLacking } from './years.ts'

/** All that a desk is set by, checked. */
export interface Settings {
  readonly config: Config
  readonly calendars: readonly Calendar[]
  /** What is well today and won't be soon, in sentences. */
  readonly warnings: readonly string[]
}

export interface SettingsTime {
  readonly now: Instant
  /** The demo is to run in any year: calendars that end are a warning to it. */
  readonly demo: boolean
}

const refuse = (problems: readonly string[]) =>
  err<StartFault>({ kind: 'BadConfig', problems: [...new Set(problems)] })

const checkConfig = ({ value, say, unread }: RawSettings): Result<Config, readonly string[]> => {
  const read = configSchema.safeParse(value)
  if (!read.success) return err([...unread, ...problemsIn(read.error).map(say)])
  const { data } = read
  const wrong = [...unread, ...[...platformFlaws(data), ...witnessFlaws(data)].map(say)]
  return wrong.length > 0 ? err(wrong) : ok(data)
}

const asRead = (value: unknown): RawSettings => ({ value, say: sayProblem, unread: [] })

/** Settings that were read already; nothing of them has a line. */
export const parseConfig = (value: unknown): Result<Config, StartFault> => {
  const config = checkConfig(asRead(value))
  return config.ok ? config : refuse(config.error)
}

/** liaison.json with the policy files that it names; calendars are left out. */
export const readConfig = (file: string): Result<Config, StartFault> => {
  const raw = readSettingsFile(file)
  const config = raw.ok ? checkConfig(raw.value) : err([raw.error])
  return config.ok ? config : refuse(config.error)
}

const checkSettings = (
  config: Result<Config, readonly string[]>,
  { calendars, problems, refused }: CalendarsRead,
  { now, demo }: SettingsTime,
): Result<Settings, StartFault> => {
  if (!config.ok) return refuse([...config.error, ...problems])
  const { missing, ending } = yearsLacking(config.value, calendars, refused, now)
  const wrong = [...problems, ...(demo ? [] : missing)]
  if (wrong.length > 0) return refuse(wrong)
  return ok({ config: config.value, calendars, warnings: demo ? [...missing, ...ending] : ending })
}

/** The same with the calendars of the project, or with those given. */
export const settingsOf = (
  value: unknown,
  time: SettingsTime,
  calendars?: readonly Calendar[],
): Result<Settings, StartFault> =>
  checkSettings(
    checkConfig(asRead(value)),
    calendars ? { calendars, problems: [], refused: [] } : readCalendars([ownCalendars]),
    time,
  )

/** liaison.json, the files that it names, and the calendars of the project and those beside it. */
export const readSettings = (file: string, time: SettingsTime): Result<Settings, StartFault> => {
  const raw = readSettingsFile(file)
  const calendars = readCalendars([ownCalendars, join(dirname(file), 'calendars')])
  return checkSettings(raw.ok ? checkConfig(raw.value) : err([raw.error]), calendars, time)
}
