import { platforms } from '../../adapters/index.ts'
import type { MessageKey } from '../card/key.ts'
import type { Config } from '../config.ts'
import type { Language, PlatformName } from '../kit/ids.ts'
import { ok, type Result } from '../kit/result.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import { accessOf, badConfig, type Variables } from './access.ts'
import { chatPart } from './chat-part.ts'
import type { ChatFound, ChatWorld } from './chats.ts'
import type { StartFault } from './fault.ts'

const discord = 'discord' as PlatformName

type Adapter = Awaited<ReturnType<typeof platforms.discord>>
type Words = ReturnType<Parameters<Adapter['createDiscordPlatform']>[0]['words']>

/** Channels and people of liaison.json that are on Discord; one officer may be known in several ways. */
export const onDiscord = ({ channels, officers }: Config) => ({
  channels: channels.filter(c => c.platform === discord),
  officers: officers.flatMap(o =>
    o.identities
      .filter(i => i.platform === discord)
      .map(i => ({
        id: o.id,
        known:
          'user' in i
            ? { guild: i.workspace, user: i.user }
            : { guild: i.workspace, role: i.group },
      })),
  ),
})

/** How Discord is reached, checked; undefined where nobody is on it. */
export const discordAccess = (config: Config, env: Variables) => {
  const here = onDiscord(config)
  return accessOf(config, env, {
    name: discord,
    prefix: 'DISCORD_',
    isUsed: here.channels.length + here.officers.length > 0,
    unused:
      'Discord is set up, and no channel and no officer of liaison.json is on it, so it is left alone: ' +
      'put platform discord on a channel, or unset DISCORD_TOKEN.',
    load: async () => {
      const { discordSettings, hasDiscordToken, readAccess } = await platforms.discord()
      return { schema: discordSettings, read: readAccess, hasToken: hasDiscordToken }
    },
  })
}

/** The adapter's own sentences in every language; each is asked for hundreds of times at a start. */
export const discordWords = async (catalogue: Catalogue) => {
  const { wordKeys } = await platforms.discord()
  const keys = Object.entries(wordKeys satisfies Readonly<Record<string, MessageKey>>)
  const wordsIn = (language: Language): Words =>
    Object.fromEntries(keys.map(([word, key]) => [word, catalogue.say(language, key)])) as Words
  const known = new Map(catalogue.languages().map(l => [l, wordsIn(l)]))
  return (language: Language): Words => known.get(language) ?? wordsIn(language)
}

/** Discord with the channels and officers that liaison.json puts on it; it isn't started yet. */
export const openDiscord = async (
  config: Config,
  env: Variables,
  world: ChatWorld,
): Promise<Result<ChatFound, StartFault>> => {
  const { catalogue, commands, clock, log, draw, dataDir } = world
  const found = await discordAccess(config, env)
  if (!found.ok) return found
  const { access, warnings } = found.value
  if (!access) return ok({ part: undefined, warnings })
  const { createDiscordPlatform, setupSentence, startSentence } = await platforms.discord()
  const here = onDiscord(config)
  const made = createDiscordPlatform({
    ...access,
    officers: new Map(
      [...Map.groupBy(here.officers, o => o.id)].map(([id, ways]) => [id, ways.map(w => w.known)]),
    ),
    channels: here.channels.map(c => ({ id: c.place, languages: c.languages })),
    languages: catalogue.languages(),
    words: await discordWords(catalogue),
    commands: commands(),
    now: clock.now,
    monotonic: clock.monotonic,
    log,
    draw,
    dataDir,
  })
  if (!made.ok) return badConfig([setupSentence(made.error)])
  return ok({ part: chatPart(made.value, startSentence, world), warnings })
}
