import { z } from 'zod'
import { err, ok, type Result } from '../../src/kit/result.ts'
import { safeUrl, type Workspace } from './config.ts'

/** `platforms.slack` of liaison.json. Left out, there is one workspace, whichever the token is of. */
export const slackSettings = z.strictObject({
  workspaces: z
    .array(
      z.strictObject({
        team: z.string().regex(/^[TE][A-Z0-9]+$/, 'must be the id of a workspace, as T0123ABCD'),
        /** Its settings are those of the environment with this behind: SLACK_BOT_TOKEN_<suffix>. */
        suffix: z
          .string()
          .regex(/^[A-Z0-9]{1,20}$/, 'must be capital letters and digits')
          .exactOptional(),
      }),
    )
    .min(1, 'needs one workspace at least')
    .refine(all => new Set(all.map(w => w.suffix)).size === all.length, 'has a suffix twice')
    .exactOptional(),
})
export type SlackSettings = z.infer<typeof slackSettings>

/** The environment, as README's table has it. */
export const slackEnvironment = z.object({
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CONFIG_TOKEN: z.string().optional(),
  SLACK_MODE: z.enum(['socket', 'http']).default('socket'),
  SLACK_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SLACK_API_URL: z
    .string()
    .refine(safeUrl, 'must begin with https://, or with http:// for this machine alone')
    .default('https://slack.com/api/'),
})

export type Variables = Readonly<Record<string, string | undefined>>

export type SetUp = Workspace & {
  /** Lets the doctor alone read the app as it is installed; it lasts 12 hours. */
  readonly configToken?: string
}

export interface SlackAccess {
  readonly apiUrl: string
  readonly workspaces: readonly SetUp[]
}

const names = Object.keys(slackEnvironment.shape)
const perWorkspace = names.filter(name => name !== 'SLACK_API_URL')

/** What is set; an empty value is none. */
const given = (env: Variables, name: string): string | undefined => {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** A workspace's own value, else what all have; tokens and ports are never shared. */
const valuesFor = (env: Variables, suffix: string | undefined): Variables =>
  Object.fromEntries(
    perWorkspace.map(name => [
      name,
      suffix === undefined
        ? given(env, name)
        : (given(env, `${name}_${suffix}`) ??
          (name === 'SLACK_MODE' ? given(env, name) : undefined)),
    ]),
  )

/** Whether anything of the environment says that Slack is to be used. */
export const hasSlackTokens = (env: Variables): boolean =>
  Object.keys(env).some(name => /^SLACK_BOT_TOKEN(_|$)/.test(name) && given(env, name))

type Read = Result<SetUp, readonly string[]>

const readWorkspace = (env: Variables, team: string | undefined, suffix?: string): Read => {
  const named = (name: string): string => (suffix === undefined ? name : `${name}_${suffix}`)
  const read = slackEnvironment.omit({ SLACK_API_URL: true }).safeParse(valuesFor(env, suffix))
  if (!read.success)
    return err(read.error.issues.map(i => `${named(i.path.join('.'))}: ${i.message}`))
  const { SLACK_BOT_TOKEN: botToken, SLACK_MODE: mode, SLACK_PORT: port } = read.data
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = read.data
  const missing = (name: string, where: string): string =>
    `${named(name)} is not set: copy it from the app's page at api.slack.com/apps, ${where}.`
  const bot = botToken === undefined ? [missing('SLACK_BOT_TOKEN', 'OAuth & Permissions')] : []
  const { SLACK_CONFIG_TOKEN: configToken } = read.data
  const common = {
    ...(team === undefined ? {} : { team }),
    botToken: botToken ?? '',
    ...(configToken === undefined ? {} : { configToken }),
  }
  if (mode === 'socket') {
    if (appToken === undefined)
      return err([
        ...bot,
        missing('SLACK_APP_TOKEN', 'Basic Information, App-Level Tokens (connections:write)'),
      ])
    return bot.length > 0 ? err(bot) : ok({ ...common, mode, appToken })
  }
  if (signingSecret === undefined)
    return err([...bot, missing('SLACK_SIGNING_SECRET', 'Basic Information, App Credentials')])
  return bot.length > 0 ? err(bot) : ok({ ...common, mode, signingSecret, port })
}

/** Tokens and ways of every workspace, or everything that is missing or wrong, in sentences. */
export const readAccess = (
  settings: SlackSettings,
  env: Variables,
): Result<SlackAccess, readonly string[]> => {
  const url = slackEnvironment.shape.SLACK_API_URL.safeParse(given(env, 'SLACK_API_URL'))
  const read = settings.workspaces?.map(w => readWorkspace(env, w.team, w.suffix)) ?? [
    readWorkspace(env, undefined),
  ]
  const problems = [
    ...(url.success ? [] : url.error.issues.map(i => `SLACK_API_URL: ${i.message}`)),
    ...read.flatMap(r => (r.ok ? [] : r.error)),
  ]
  if (!url.success || problems.length > 0) return err(problems)
  return ok({ apiUrl: url.data, workspaces: read.flatMap(r => (r.ok ? [r.value] : [])) })
}
