import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the project: locales, migrations, calendars and demo are in it. */
export const root = join(import.meta.dirname, '../..')

/** A file that ships with the program; that it is not there, or is no JSON, is a bug. */
export const readOwnJson = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(root, ...path), 'utf8'))
