import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import type { KeptNotes } from '../main/kept-notes.ts'

/** Adds one command to the program; `end` gets the exit code when it has run. */
export type AddCommand = (program: Command, env: Environment, end: (code: number) => void) => void

/** Only where nobody named a file: a mistyped name must not start a demo instead of the desk. */
export const wantsDemo = (env: Environment): boolean =>
  process.env['LIAISON_CONFIG'] === undefined && !existsSync(env.LIAISON_CONFIG)

export const dataDirOf = (env: Environment, demo: boolean): string =>
  demo ? join(env.LIAISON_DATA, 'demo') : env.LIAISON_DATA

/** What remembers the log outside of its directory, as the operator names it. */
export const keptBy = (env: Environment, since: readonly string[] = []): KeptNotes => ({
  since,
  ...(env.LIAISON_HIGH_WATER === undefined ? {} : { highWater: env.LIAISON_HIGH_WATER }),
})
