import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Scenario, scenarioSchema } from '../../src/bot/scenario.ts'

const folder = join(import.meta.dirname, '../../demo')

/** A case of the demo as it ships. */
export const readCase = (name: string): Scenario =>
  scenarioSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))

export const finished = readCase('2003-cigarettes')
/** An operation that goes on. */
export const joint = readCase('2020-crocodile')
export const running = readCase('2005-film-sharing')
