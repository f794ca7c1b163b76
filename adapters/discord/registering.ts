import { type APIApplication, Routes } from 'discord.js'
import type { Result } from '../../src/kit/result.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Fault } from '../../src/ports/platform.ts'
import type { Registrable } from './commands.ts'
import { attempt } from './faults.ts'
import { type Changes, differences, register } from './registration.ts'
import { createRest } from './rest.ts'
import type { DiscordAccess } from './settings.ts'

export type { Changes } from './registration.ts'

export interface Registered extends DiscordAccess, Registrable {
  /** Only says what it would change. */
  readonly dryRun: boolean
  readonly log: Log
}

/** Makes the commands known from the command line, beside a running desk or before there is one. */
export const registerCommands = async (given: Registered): Promise<Result<Changes, Fault>> => {
  const rest = createRest(given)
  const application = await attempt(
    async () => (await rest.get(Routes.currentApplication())) as APIApplication,
  )
  if (!application.ok) return application
  const registration = { ...given, applicationId: application.value.id }
  if (given.dryRun) return differences(rest, registration)
  return register(rest, registration)
}
