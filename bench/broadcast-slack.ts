import { endpoint } from '../adapters/slack/index.ts'
import type { PlaceId } from '../src/kit/ids.ts'
import { raiseSlack } from '../test/rigs/slack/raise.ts'
import type { Channel, User } from '../test/rigs/slack/world.ts'
import { slackOptions, startSlack, type Told } from '../test/rigs/slack-options.ts'
import { addressees, type Broadcast, createHost, crowd, facts, refOf, sender } from './broadcast.ts'

/** One workspace of the little Slack, by signed HTTP, with the app and its log in this process. */
export const raiseSlackBroadcast = async (dir: string): Promise<Broadcast> => {
  const slack = await raiseSlack()
  const team = slack.team('HK')
  const users = new Map<string, User>()
  const channels = new Map<string, Channel>()
  const identity = (officer: string) => {
    const user = slack.addUser(team, officer.replace('.', ''), 'en-GB')
    users.set(officer, user)
    return { workspace: user.team, user: user.id }
  }
  const place = (name: string): string => {
    const channel = slack.addChannel({ name, teams: [team], members: [...users.values()] })
    channels.set(name, channel)
    return slack.channelId(channel, team)
  }
  const config = crowd('slack', { identity, place })
  const seatOf = (officer: string, channel: string): readonly [User, Channel] => {
    const seat = [users.get(officer), channels.get(channel)] as const
    if (!seat[0] || !seat[1]) throw new Error(`${officer} has no seat`)
    return [seat[0], seat[1]]
  }
  const told: Told[] = []
  const host = createHost(dir)
  const chat = await startSlack(
    slackOptions({
      ...{ slack, dataDir: dir, teams: [team], officers: Object.fromEntries(users), told },
      mode: 'http',
      places: config.channels.map(c => c.place as PlaceId),
    }),
    host.ear,
  )
  await host.open(config, chat)
  slack.route(team, {
    kind: 'http',
    url: `http://127.0.0.1:${chat.ports().get(team.id)}${endpoint}`,
  })
  const desks = [...channels.keys()].filter(id => id.startsWith('t'))
  const say = async (officer: string, channel: string, line: string): Promise<number> => {
    const [user, where] = seatOf(officer, channel)
    const from = performance.now()
    const outcome = await slack.command(user, where, line)?.outcome
    if (outcome?.kind !== 'acked') throw new Error(`${line}: ${outcome?.kind}`)
    return from
  }
  const values = {
    ...facts,
    to: config.contactPoints.flatMap(d => (d.id.startsWith('t') ? [d.id] : [])).join(','),
  }
  const typed = Object.entries(values).map(([name, value]) => `${name}="${value}"`)
  return {
    notify: () => say(sender, 'hkc-desk', `/notify ${typed.join(' ')}`),
    acknowledge: (i, n) => {
      const id = `t${String(i + 1).padStart(2, '0')}`
      return say(`${id}.o1`, `${id}-desk`, `/notification acknowledge ${refOf(n)}`)
    },
    posted: n =>
      desks.filter(id => {
        const channel = channels.get(id)
        return channel && slack.messages(channel).some(m => m.text.includes(refOf(n)))
      }).length,
    shows: (n, have) => {
      const [, channel] = seatOf(sender, 'hkc-desk')
      return slack
        .messages(channel)
        .some(
          m =>
            m.text.includes(refOf(n)) &&
            JSON.stringify(m.blocks).includes(`Acknowledged: ${have} of ${addressees}`),
        )
    },
    rest: host.rest,
    close: async () => {
      await chat.close()
      await host.close()
      const wrong = [...slack.problems(), ...told.filter(t => t.level !== 'info')]
      await slack.close()
      if (wrong.length > 0) throw new Error(`Slack: ${JSON.stringify(wrong.slice(0, 5))}`)
    },
  }
}
