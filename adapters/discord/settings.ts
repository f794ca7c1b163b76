import { z } from 'zod'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { safeUrl, snowflake } from './config.ts'

/** `platforms.discord` of liaison.json. */
export const discordSettings = z.strictObject({
  /** Servers in which the commands are made known. */
  guilds: z
    .array(z.string().regex(snowflake, 'must be the id of a server, 17 to 19 digits'), {
      error: 'must list the ids of your servers, each 17 to 19 digits in quotes',
    })
    .min(1, 'needs one server at least')
    .refine(all => new Set(all).size === all.length, 'names a server twice'),
})
export type DiscordSettings = z.infer<typeof discordSettings>

/** The environment, as README's table has it. */
export const discordEnvironment = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: z
    .string()
    .refine(safeUrl, 'must begin with https://, or with http:// for this machine alone')
    .default('https://discord.com/api'),
})

export type Variables = Readonly<Record<string, string | undefined>>

export interface DiscordAccess {
  readonly token: string
  readonly apiUrl: string
  readonly guilds: readonly string[]
}

/** What is set; an empty value is none. */
const given = (env: Variables, name: string): string | undefined => {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** Whether the environment says that Discord is to be used. */
export const hasDiscordToken = (env: Variables): boolean =>
  given(env, 'DISCORD_TOKEN') !== undefined

const noToken =
  "DISCORD_TOKEN is not set: copy the bot's token from the app's page at discord.com/developers, Bot."

/** The token and the way to Discord, or everything that is missing or wrong, in sentences. */
export const readAccess = (
  { guilds }: DiscordSettings,
  env: Variables,
): Result<DiscordAccess, readonly string[]> => {
  const token = given(env, 'DISCORD_TOKEN')
  const url = discordEnvironment.shape.DISCORD_API_URL.safeParse(given(env, 'DISCORD_API_URL'))
  const problems = [
    ...(token === undefined ? [noToken] : []),
    ...(url.success ? [] : url.error.issues.map(i => `DISCORD_API_URL: ${i.message}`)),
  ]
  if (token === undefined || !url.success) return err(problems)
  // discord.js puts the version and the path behind it.
  return ok({ token, apiUrl: url.data.replace(/\/+$/, ''), guilds })
}
