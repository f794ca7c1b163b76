import { join } from 'node:path'
import { createCatalogue } from '../adapters/i18next/index.ts'
import type { PlaceId } from '../src/kit/ids.ts'
import { seconds } from '../src/kit/time.ts'
import { declaredFor } from '../src/main/commands.ts'
import { createDirectory } from '../src/roster/directory.ts'
import type { Sees } from '../test/rigs/discord/exchange-type.ts'
import { raiseDiscord } from '../test/rigs/discord/raise.ts'
import type { Channel, Message, User } from '../test/rigs/discord/world-type.ts'
import { givenFor, goesOn } from '../test/rigs/discord-filling.ts'
import { discordOptions, startDiscord, type Told } from '../test/rigs/discord-options.ts'
import { readMessage } from '../test/rigs/discord-reading.ts'
import { addressees, type Broadcast, createHost, crowd, facts, refOf, sender } from './broadcast.ts'

/** One server of the little Discord with the app and its log in this process, at Discord's own pace. */
export const raiseDiscordBroadcast = async (dir: string): Promise<Broadcast> => {
  const discord = await raiseDiscord()
  const guild = discord.addGuild('HK')
  const users = new Map<string, User>()
  const channels = new Map<string, Channel>()
  const identity = (officer: string) => {
    const user = discord.addUser(officer.replace('.', ''), 'en-GB')
    discord.join(guild, user)
    users.set(officer, user)
    return { workspace: guild.id, user: user.id }
  }
  const place = (name: string): string => {
    const channel = discord.addChannel(guild, name)
    channels.set(name, channel)
    return channel.id
  }
  const config = crowd('discord', { identity, place })
  const seatOf = (officer: string, channel: string): readonly [User, Channel] => {
    const seat = [users.get(officer), channels.get(channel)] as const
    if (!seat[0] || !seat[1]) throw new Error(`${officer} has no seat`)
    return [seat[0], seat[1]]
  }
  const told: Told[] = []
  const host = createHost(dir)
  const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../locales') })
  const known = [...users].map(([id, { id: user }]) => [id, { guild: guild.id, user }] as const)
  const chat = await startDiscord(
    discordOptions({
      ...{ discord, dataDir: dir, guilds: [guild], officers: Object.fromEntries(known), told },
      places: config.channels.map(c => c.place as PlaceId),
      commands: declaredFor(catalogue, createDirectory(config)),
      timing: { perSecond: 50, look: seconds(5) },
    }),
    host.ear,
  )
  await host.open(config, chat)
  const desks = [...channels.keys()].filter(id => id.startsWith('t'))
  const to = config.contactPoints.flatMap(d => (d.id.startsWith('t') ? [d.id] : [])).join(',')
  const [wong, own] = seatOf(sender, 'hkc-desk')
  const saidIn = (message: Message): string => readMessage(message, false).join()

  /** Window by window; gives the moment of the last act. */
  const notify = async (): Promise<number> => {
    let from = performance.now()
    let sees: Sees = await discord.command(wong, own, 'notify').shown
    for (let steps = 0; steps < 20; steps++) {
      const next = sees.kind === 'message' ? goesOn(sees.message) : undefined
      from = performance.now()
      if (sees.kind === 'modal')
        sees = await discord.submit(sees.modal, givenFor(sees.modal, { ...facts, to })).shown
      else if (sees.kind === 'message' && next)
        sees = await discord.press(wong, sees.message, next).shown
      else return from
    }
    throw new Error('the form has no end')
  }

  return {
    notify,
    acknowledge: async (i, n) => {
      const id = `t${String(i + 1).padStart(2, '0')}`
      const [user, channel] = seatOf(`${id}.o1`, `${id}-desk`)
      const ref = refOf(n)
      const { outcome } = discord.command(user, channel, 'notification acknowledge', { ref })
      const { kind } = await outcome
      if (kind !== 'answered' && kind !== 'deferred') throw new Error(`the first answer is ${kind}`)
    },
    posted: n =>
      desks.filter(id => {
        const channel = channels.get(id)
        return channel && discord.messages(channel).some(m => saidIn(m).includes(refOf(n)))
      }).length,
    shows: (n, have) =>
      discord
        .messages(own)
        .some(
          m =>
            saidIn(m).includes(refOf(n)) &&
            saidIn(m).includes(`Acknowledged: ${have} of ${addressees}`),
        ),
    rest: host.rest,
    close: async () => {
      await chat.close()
      await host.close()
      const wrong = [
        ...discord.problems().filter(problem => !problem.includes(' 429 ')),
        ...told.filter(t => t.level !== 'info'),
      ]
      await discord.close()
      if (wrong.length > 0) throw new Error(`Discord: ${JSON.stringify(wrong.slice(0, 5))}`)
    },
  }
}
