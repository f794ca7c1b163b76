import { endpoint } from '../adapters/slack/index.ts'
import { createPump } from '../src/bot/pump.ts'
import { type Config, configSchema } from '../src/config.ts'
import type { PlaceId } from '../src/kit/ids.ts'
import { createSoon } from '../src/main/wake.ts'
import { httpApp } from '../test/contract/slack-bolt.ts'
import { raiseSlack } from '../test/rigs/slack/raise.ts'
import type { Channel, User } from '../test/rigs/slack/world.ts'
import { slackOptions, startSlack, type Told } from '../test/rigs/slack-options.ts'
import { demoConfig, openDesk } from './desk.ts'

const receiver = 'kcs.o1'

const onSlack = (
  config: Config,
  user: User,
  placeOf: (channel: Config['channels'][number]) => string,
): Config =>
  configSchema.parse({
    ...config,
    officers: config.officers.map(o =>
      o.id === receiver
        ? { ...o, identities: [{ platform: 'slack', workspace: user.team, user: user.id }] }
        : o,
    ),
    channels: config.channels.map(c => ({ ...c, platform: 'slack', place: placeOf(c) })),
  })

/**
 * The little Slack with our app in one workspace and bare Bolt in the other, both by signed HTTP, all in
 * this process: what the little Slack itself costs is in both. Ours has its log, vault, key and pump.
 */
export const raiseSlackDesk = async (dir: string) => {
  const slack = await raiseSlack()
  const [ours, bares] = [slack.team('KR'), slack.team('HK')]
  const kim = slack.addUser(ours, 'kim', 'ko-KR')
  const ann = slack.addUser(bares, 'ann', 'ko-KR')
  const add = (name: string, user: User): Channel =>
    slack.addChannel({ name, teams: [slack.team(user.team.slice(2))], members: [user] })
  const config = onSlack(demoConfig(), kim, ({ id }) => slack.channelId(add(id, kim), ours))
  const told: Told[] = []
  const options = slackOptions({
    ...{ slack, dataDir: dir, teams: [ours], officers: { [receiver]: kim }, told, mode: 'http' },
    places: config.channels.map(c => c.place as PlaceId),
  })
  const chat = await startSlack(options, {
    hear: async inbound => {
      const answer = await desk.bot.hear(inbound)
      follow()
      return answer
    },
    complete: (actor, text) => desk.bot.complete(actor, text),
    suggest: (actor, asked) => desk.bot.suggest(actor, asked),
    keep: (...given) => desk.bot.keep(...given),
    form: (...given) => desk.bot.form(...given),
    home: (actor, languages) => desk.bot.home(actor, languages),
    figures: (...given) => desk.bot.figures(...given),
  })
  const desk = await openDesk(dir, undefined, config, chat)
  const pump = createPump({
    bot: desk.bot,
    yieldNow: () => new Promise(resolve => setImmediate(resolve)),
    onError: error => {
      throw error
    },
  })
  let followed = Promise.withResolvers<void>()
  followed.resolve()
  const soon = createSoon(() => {
    pump.kick()
    followed.resolve()
  })
  /** As the program does: answers go out first. */
  const follow = (): void => {
    followed = Promise.withResolvers()
    soon.call()
  }
  slack.route(ours, {
    kind: 'http',
    url: `http://127.0.0.1:${chat.ports().get(ours.id)}${endpoint}`,
  })
  const bare = await httpApp(slack, bares)
  slack.route(bares, { kind: 'http', url: bare.url })
  return {
    slack,
    desk,
    bare: bare.app,
    ours: { user: kim, channel: add('aside', kim) },
    bares: { user: ann, channel: add('bare', ann) },
    /** Until the pump has done what it can for now. */
    idle: async () => {
      await followed.promise
      await pump.idle()
    },
    /** For good: nothing more is sent. */
    rest: async () => {
      soon.stop()
      await pump.rest()
      await pump.idle()
    },
    close: async () => {
      await chat.close()
      await bare.stop()
      await desk.close()
      const wrong = [...slack.problems(), ...told.filter(t => t.level !== 'info')]
      await slack.close()
      if (wrong.length > 0) throw new Error(`Slack: ${JSON.stringify(wrong.slice(0, 5))}`)
    },
  }
}

export type SlackDesk = Awaited<ReturnType<typeof raiseSlackDesk>>
