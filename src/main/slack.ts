import { platforms } from '../../adapters/index.ts'
import type { MessageKey } from '../card/key.ts'
import type { Config } from '../config.ts'
import type { Language, OfficerId, PlatformName } from '../kit/ids.ts'
import { ok, type Result } from '../kit/result.ts'
import { accessOf, badConfig, type Variables } from './access.ts'
import { chatPart } from './chat-part.ts'
import type { ChatFound, ChatWorld } from './chats.ts'
import type { StartFault } from './fault.ts'

const slack = 'slack' as PlatformName

/** Channels and people of liaison.json that are on Slack. */
export const onSlack = ({ channels, officers }: Config) => ({
  channels: channels.filter(c => c.platform === slack),
  officers: officers.flatMap(o => {
    const found = o.identities.find(i => i.platform === slack)
    return found && 'user' in found
      ? [{ id: o.id, workspace: found.workspace, user: found.user }]
      : []
  }),
})

/** How Slack is reached, checked; undefined where nobody is on it. */
export const slackAccess = (config: Config, env: Variables) => {
  const here = onSlack(config)
  return accessOf(config, env, {
    name: slack,
    prefix: 'SLACK_',
    isUsed: here.channels.length + here.officers.length > 0,
    unused:
      'Slack is set up, and no channel and no officer of liaison.json is on it, so it is left alone: ' +
      'put platform slack on a channel, or unset SLACK_BOT_TOKEN.',
    load: async () => {
      const { hasSlackTokens, readAccess, slackSettings } = await platforms.slack()
      return { schema: slackSettings, read: readAccess, hasToken: hasSlackTokens }
    },
  })
}

/** Slack with the channels and officers that liaison.json puts on it; it isn't started yet. */
export const openSlack = async (
  config: Config,
  env: Variables,
  world: ChatWorld,
): Promise<Result<ChatFound, StartFault>> => {
  const { catalogue, clock, log, draw, dataDir } = world
  const found = await slackAccess(config, env)
  if (!found.ok) return found
  const { access, warnings } = found.value
  if (!access) return ok({ part: undefined, warnings })
  const { createSlackPlatform, setupSentence, startSentence, wordKeys } = await platforms.slack()
  const keys = wordKeys satisfies Readonly<Record<string, MessageKey>>
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
    draw,
    dataDir,
  })
  if (!made.ok) return badConfig([setupSentence(made.error)])
  return ok({ part: chatPart(made.value, startSentence, world), warnings })
}
