import { type REST, Routes } from 'discord.js'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Fault } from '../../src/ports/platform.ts'
import { bodyOf, type CommandBody, type Registrable } from './commands.ts'
import { type Change, changesBetween } from './compare.ts'
import { codeOf, faultOf } from './faults.ts'

export interface Registration extends Registrable {
  readonly applicationId: string
  readonly guilds: readonly string[]
}

export interface GuildChanges {
  readonly guild: string
  readonly changes: readonly Change[]
}

export interface Changes {
  /** Those servers in which something differs. */
  readonly guilds: readonly GuildChanges[]
  /** Commands that are there for every server: with those of a server they would show twice. */
  readonly cleared: readonly string[]
}

/** What registering needs of discord.js. */
export type Commanding = Pick<REST, 'get' | 'put'>

const noAccess = 50_001

const asked = async <T>(where: string, call: () => Promise<T>): Promise<Result<T, Fault>> => {
  try {
    return ok(await call())
  } catch (error) {
    if (codeOf(error) === noAccess)
      return err({
        kind: 'Forbidden',
        missing: `a seat in ${where}: invite the app there, with the scopes bot and applications.commands`,
      })
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

// Without it Discord keeps the translations back, and everything would seem to have changed.
const query = new URLSearchParams({ with_localizations: 'true' })

const differenceIn = async (
  rest: Commanding,
  { applicationId }: Registration,
  guild: string,
  body: readonly CommandBody[],
): Promise<Result<GuildChanges, Fault>> => {
  const route = Routes.applicationGuildCommands(applicationId, guild)
  const found = await asked(`the server ${guild}`, () => rest.get(route, { query }))
  return found.ok ? ok({ guild, changes: changesBetween(found.value, body) }) : found
}

const globalOnes = async (
  rest: Commanding,
  id: string,
): Promise<Result<readonly string[], Fault>> => {
  const found = await asked('Discord', () => rest.get(Routes.applicationCommands(id)))
  return found.ok ? ok(changesBetween(found.value, []).map(c => c.name)) : found
}

/** What registering would change; asks only. The first server that doesn't answer is the fault. */
export const differences = async (
  rest: Commanding,
  given: Registration,
): Promise<Result<Changes, Fault>> => {
  const body = bodyOf(given)
  const cleared = await globalOnes(rest, given.applicationId)
  if (!cleared.ok) return cleared
  const guilds: GuildChanges[] = []
  for (const guild of given.guilds) {
    const found = await differenceIn(rest, given, guild, body)
    if (!found.ok) return found
    if (found.value.changes.length > 0) guilds.push(found.value)
  }
  return ok({ guilds, cleared: cleared.value })
}

/**
 * Makes the commands known in each server where they differ, and takes back those that are there for all. A
 * server that refuses doesn't keep the others from it; the first fault is told at the end.
 */
export const register = async (
  rest: Commanding,
  given: Registration & { readonly log: Log },
): Promise<Result<Changes, Fault>> => {
  const { applicationId, log } = given
  const body = bodyOf(given)
  const done: GuildChanges[] = []
  let failed: Fault | undefined
  for (const guild of given.guilds) {
    const found = await differenceIn(rest, given, guild, body)
    const changes = found.ok ? found.value.changes : []
    const put =
      changes.length === 0
        ? ok(undefined)
        : await asked(`the server ${guild}`, () =>
            rest.put(Routes.applicationGuildCommands(applicationId, guild), { body }),
          )
    const wrong = found.ok ? put : found
    if (!wrong.ok) {
      failed ??= wrong.error
      log.error('The commands could not be registered.', { guild, fault: wrong.error.kind })
    } else if (changes.length > 0) done.push({ guild, changes })
  }
  const globals = await globalOnes(rest, applicationId)
  if (globals.ok && globals.value.length > 0) {
    const cleared = await asked('Discord', () =>
      rest.put(Routes.applicationCommands(applicationId), { body: [] }),
    )
    if (!cleared.ok) failed ??= cleared.error
  }
  if (!globals.ok) failed ??= globals.error
  if (failed) return err(failed)
  return ok({ guilds: done, cleared: globals.ok ? globals.value : [] })
}
