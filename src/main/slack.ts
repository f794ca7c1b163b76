import { platforms } from '../../adapters/index.ts'
import type { MessageKey } from '../card/key.ts'
import type { Config } from '../config.ts'
import type { Language, OfficerId, PlatformName } from '../kit/ids.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { StartFault } from './fault.ts'
import { createPatient, type Patience } from './patient.ts'
import { problemsIn, sayProblem } from './problems.ts'

const slack = 'slack' as PlatformName

type Adapter = Awaited<ReturnType<typeof platforms.slack>>
type Made = Extract<ReturnType<Adapter['createSlackPlatform']>, { ok: true }>['value']
export type Variables = Parameters<Adapter['readAccess']>[1]

export interface SlackPart {
  readonly platform: Made
  readonly trying: Patience<Made>['trying']
}

export interface SlackFound {
  /** Undefined where nobody is on Slack. */
  readonly part: SlackPart | undefined
  /** In sentences for the operator. */
  readonly warnings: readonly string[]
}

const bad = (problems: readonly string[]) => err<StartFault>({ kind: 'BadConfig', problems })

/** Channels and people of liaison.json that are on Slack. */
export const onSlack = ({ channels, officers }: Config) => ({
  channels: channels.filter(c => c.platform === slack),
  officers: officers.flatMap(o => {
    const found = o.identities.find(i => i.platform === slack)
    return found ? [{ id: o.id, workspace: found.workspace, user: found.user }] : []
  }),
})

const unused =
  'Slack is set up, and no channel and no officer of liaison.json is on it, so it is left alone: ' +
  'put platform slack on a channel, or unset SLACK_BOT_TOKEN.'

/** How Slack is reached, checked; undefined where nobody is on it. */
export const slackAccess = async (config: Config, env: Variables) => {
  const here = onSlack(config)
  const isNamed =
    config.platforms[slack] !== undefined ||
    here.channels.length + here.officers.length > 0 ||
    Object.entries(env).some(([name, value]) => name.startsWith('SLACK_') && value !== undefined)
  // Its packages are dear: who has nothing to do with it doesn't load them.
  if (!isNamed) return ok({ access: undefined, warnings: [] })
  const { hasSlackTokens, readAccess, slackSettings } = await platforms.slack()
  const read = slackSettings.safeParse(config.platforms[slack] ?? {})
  if (!read.success)
    return bad(
      problemsIn(read.error).map(p =>
        sayProblem({ ...p, path: ['platforms', 'slack', ...p.path] }),
      ),
    )
  if (here.channels.length === 0 && here.officers.length === 0) {
    const isSetUp = config.platforms[slack] !== undefined || hasSlackTokens(env)
    return ok({ access: undefined, warnings: isSetUp ? [unused] : [] })
  }
  const access = readAccess(read.data, env)
  return access.ok ? ok({ access: access.value, warnings: [] }) : bad(access.error)
}

/** Slack with the channels and officers that liaison.json puts on it; it isn't started yet. */
export const openSlack = async (
  config: Config,
  env: Variables,
  world: {
    readonly catalogue: Catalogue
    readonly clock: Clock
    readonly log: Log
    readonly dataDir: string
    readonly onOpen: () => void
  },
): Promise<Result<SlackFound, StartFault>> => {
  const found = await slackAccess(config, env)
  if (!found.ok) return found
  const { access, warnings } = found.value
  if (!access) return ok({ part: undefined, warnings })
  const { createSlackPlatform, setupSentence, startSentence, wordKeys } = await platforms.slack()
  const keys = wordKeys satisfies Readonly<Record<string, MessageKey>>
  const { catalogue, clock, log, dataDir, onOpen } = world
  const say = (language: Language, word: keyof typeof keys) => catalogue.say(language, keys[word])
  const here = onSlack(config)
  const made = createSlackPlatform({
    ...access,
    officers: new Map(here.officers.map(({ id, ...who }): [OfficerId, typeof who] => [id, who])),
    channels: here.channels.map(c => ({ id: c.place, languages: c.languages })),
    languages: catalogue.languages(),
    words: language => ({
      more: say(language, 'more'),
      repeat: say(language, 'repeat'),
      submit: say(language, 'submit'),
      next: say(language, 'next'),
      close: say(language, 'close'),
      expired: say(language, 'expired'),
      working: say(language, 'working'),
    }),
    now: clock.now,
    monotonic: clock.monotonic,
    log,
    dataDir,
  })
  if (!made.ok) return bad([setupSentence(made.error)])
  return ok({
    part: createPatient(made.value, { log, sentence: startSentence, onOpen }),
    warnings,
  })
}

/** Why Slack doesn't let us in, as the command line says it. */
export const slackRefused = async (
  fault: Parameters<Adapter['startSentence']>[0],
): Promise<StartFault> => {
  const { startSentence } = await platforms.slack()
  return { kind: 'PlatformRefused', problems: [startSentence(fault)] }
}
