import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Calendar, calendarFlaws, calendarSchema } from '../escalation/calendar.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { readDocument } from './document.ts'
import { root } from './places.ts'
import { problemsIn } from './problems.ts'

/** Calendars that were read, and what is wrong with others, in sentences. */
export interface CalendarsRead {
  readonly calendars: readonly Calendar[]
  readonly problems: readonly string[]
  /** Names of those others. */
  readonly refused: readonly string[]
}

export const ownCalendars = join(root, 'calendars')

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
  } catch {
    // Most desks have no calendars of their own.
    return []
  }
}

const readCalendar = (folder: string, name: string): Result<Calendar, readonly string[]> => {
  const document = readDocument(join(folder, name))
  if (!document.ok) return err([document.error])
  const { value, say } = document.value
  const read = calendarSchema.safeParse(value)
  if (!read.success) return err(problemsIn(read.error).map(say))
  const calendar = read.data
  const flaws = [
    ...(name === `${calendar.agency}-${calendar.year}.json`
      ? []
      : [
          {
            path: ['agency'],
            message: `this file should be named ${calendar.agency}-${calendar.year}.json`,
          },
        ]),
    ...calendarFlaws(calendar),
  ]
  return flaws.length === 0 ? ok(calendar) : err(flaws.map(say))
}

/** Every calendar of the folders; of two of one name, that of the later folder. */
export const readCalendars = (folders: readonly string[]): CalendarsRead => {
  const last = new Map(
    folders.flatMap(folder => namesIn(folder).map(name => [name, folder] as const)),
  )
  const read = [...last].map(([name, folder]) => ({ name, read: readCalendar(folder, name) }))
  return {
    calendars: read.flatMap(({ read: r }) => (r.ok ? [r.value] : [])),
    problems: read.flatMap(({ read: r }) => (r.ok ? [] : r.error)),
    refused: read.flatMap(({ name, read: r }) => (r.ok ? [] : [name])),
  }
}
