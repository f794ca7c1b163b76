import { setImmediate as turn } from 'node:timers/promises'
import { discordName, type Known } from '../../adapters/discord/index.ts'
import type { PlaceId } from '../../src/kit/ids.ts'
import { days } from '../../src/kit/time.ts'
import type { Exchange, Sees } from './discord/exchange-type.ts'
import { raiseDiscord } from './discord/raise.ts'
import type { Channel, Guild, Message, User } from './discord/world-type.ts'
import { givenFor, goesOn } from './discord-filling.ts'
import { discordOptions, discordWords, startDiscord } from './discord-options.ts'
import { buttonsIn, readForm, readMessage } from './discord-reading.ts'
import {
  type Chat,
  deskChannels,
  languages,
  officers,
  type Seat,
  type Shown,
  type Surroundings,
  sharedChannel,
  type Values,
  type Who,
  whoIs,
} from './pair-type.ts'
import { type Fields, isFields, isList } from './slack/rule.ts'
import { until } from './slack-stage.ts'

const fieldsIn = (value: unknown): readonly Fields[] =>
  isList(value) ? value.filter(isFields) : []

/** `accept` of `referral`, beside the others or in a group of them: the path as Discord's client has it. */
const pathOf = ({ commands }: Guild, [root = '', last = '']: readonly string[]): string => {
  const found = commands.find(c => c['name'] === root)
  if (found && last === '') return root
  if (fieldsIn(found?.['options']).some(o => o['name'] === last)) return `${root} ${last}`
  for (const group of fieldsIn(found?.['options']))
    if (fieldsIn(group['options']).some(o => o['name'] === last))
      return `${root} ${group['name']} ${last}`
  throw new Error(`there is no command ${root} ${last}`)
}

/** `HK-2026-000001 what=sent line="…"`: a reference, and the options beside it. */
const optionsIn = (given: readonly string[]): Values =>
  Object.fromEntries(
    given.map(word => {
      const [, name = 'ref', value = word] = /^(\w+)="?(.*?)"?$/.exec(word) ?? []
      return [name, value]
    }),
  )

/** The strict little Discord with a server, an officer and a channel for each side that is on it. */
export const raisePairDiscord = async (around: Surroundings): Promise<Chat> => {
  const discord = await raiseDiscord({ now: around.now })
  const people = {
    sender: ['HK', 'wong', 'zh-TW'],
    receiver: ['KR', 'kim', 'ko'],
    third: ['HK', 'eve', 'en-GB'],
  } as const
  const present: readonly Who[] = [...around.sides, ...(around.isShared ? ['third' as const] : [])]
  const guilds = new Map<string, Guild>()
  for (const name of new Set(present.map(who => people[who][0])))
    guilds.set(name, discord.addGuild(name))
  const [host] = guilds.values()
  const seated = new Map(
    present.map(who => {
      const [name, person, locale] = people[who]
      const own = guilds.get(name)
      const user = discord.addUser(person, locale)
      const joined = [...new Set([own, ...(around.isShared ? [host] : [])])].filter(
        g => g !== undefined,
      )
      for (const guild of joined) discord.join(guild, user)
      return [who, { user, guilds: joined }]
    }),
  )
  const roles = new Map(
    around.byRole
      ? [...guilds.values()].map(g => [g, discord.addRole(g, 'duty', { mentionable: true })])
      : [],
  )
  for (const { user, guilds: joined } of seated.values())
    for (const guild of joined) {
      const role = roles.get(guild)
      if (role) discord.giveRole(guild, user, role)
    }
  const knownIn = (guild: Guild, user: User): Known => {
    const role = roles.get(guild)
    return role ? { guild: guild.id, role: role.id } : { guild: guild.id, user: user.id }
  }
  const personOf = (who: Who) => {
    const found = seated.get(who)
    if (!found) throw new Error(`no ${who} is on Discord`)
    return found
  }
  const channels = new Map<string, { readonly channel: Channel; readonly guild: Guild }>()
  const addChannel = (id: string, guild: Guild | undefined): void => {
    if (guild) channels.set(id, { guild, channel: discord.addChannel(guild, id) })
  }
  for (const side of around.sides) addChannel(deskChannels[side], personOf(side).guilds[0])
  if (around.isShared) addChannel(sharedChannel, host)
  const channelOf = (id: string) => {
    const found = channels.get(id)
    if (!found) throw new Error(`no ${id} is on Discord`)
    return found
  }

  const seat = (officer: string, at: string): Seat => {
    const { user } = personOf(whoIs(officer))
    const { channel, guild } = channelOf(at)
    let standing: Sees = { kind: 'nothing' }

    const shown = (kind: Shown['kind'], message?: Message): Shown => ({
      kind,
      texts: message ? readMessage(message, false) : [],
      press: command => {
        const found = message && buttonsIn(message).find(b => b.id.includes(`:${command}:`))
        if (!message || !found) throw new Error(`no button ${command} on it`)
        return press(message, found.id)
      },
    })

    /** Waits until something stands there for good, or nothing is to be said. */
    const settle = async (tell: () => Exchange): Promise<Shown> => {
      const before = around.answered()
      const exchange = tell()
      let seen: Sees | undefined
      void exchange.shown.then(sees => {
        seen = sees
      })
      const outcome = await exchange.outcome
      if (outcome.kind === 'timeout' || outcome.kind === 'unreachable')
        throw new Error(`Discord got no answer: ${outcome.kind}`)
      const isQuiet = (): boolean => around.answered() > before && around.last().kind === 'none'
      const sees = await until<Sees>(
        'an answer',
        () => seen ?? (isQuiet() ? { kind: 'nothing' } : undefined),
      )
      standing = sees
      if (sees.kind === 'nothing') return shown('none')
      if (sees.kind === 'modal') return { ...shown('form'), texts: readForm(sees.modal.modal) }
      if (sees.kind !== 'message') throw new Error(`${user.name} sees ${sees.kind}`)
      const { message } = sees
      if (goesOn(message) === undefined) return shown('card', message)
      const { next } = discordWords(languages[whoIs(officer)])
      const isBetween = buttonsIn(message).some(b => b.label === next)
      return shown(isBetween ? 'form' : 'problems', message)
    }

    const press = async (message: Message, which: string): Promise<Shown> => {
      const first = await settle(() => discord.press(user, message, which))
      if (standing.kind !== 'message') return first
      const asked = standing.message
      const yes = buttonsIn(asked).find(b => b.id.startsWith('c1:'))
      return yes ? settle(() => discord.press(user, asked, yes.id)) : first
    }

    const goOn = (values: Values): Promise<Shown> => {
      const on = standing
      if (on.kind === 'modal')
        return settle(() => discord.submit(on.modal, givenFor(on.modal, values)))
      const which = on.kind === 'message' ? goesOn(on.message) : undefined
      if (on.kind !== 'message' || which === undefined)
        throw new Error(`${user.name} has no form open`)
      return settle(() => discord.press(user, on.message, which))
    }

    const messages = () =>
      [channel, ...discord.threads(channel)]
        .flatMap(c => discord.messages(c))
        .toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))

    return {
      line: text => {
        const [root = '', last = '', ...given] = text.slice(1).match(/\w+="[^"]*"|\S+/g) ?? []
        const path = pathOf(guild, [root, last])
        return settle(() => discord.command(user, channel, path, optionsIn(given)))
      },
      press: command => {
        for (const message of messages().toReversed()) {
          const found = buttonsIn(message).find(b => b.id.includes(`:${command}:`))
          if (found) return press(message, found.id)
        }
        throw new Error(`no button ${command} in ${channel.name}`)
      },
      fill: async values => {
        for (let steps = 0; steps < 60; steps++) {
          const after = await goOn(values)
          if (after.kind !== 'form') return after
        }
        throw new Error('the form has no end')
      },
      sees: async () =>
        messages().map(message => ({
          texts: readMessage(message, true),
          buttons: buttonsIn(message).map(b => b.label),
          inThread: message.channel !== channel,
        })),
      calls: async () =>
        discord
          .pings(user)
          .filter(({ message }) =>
            [message.channel.id, message.channel.parent].includes(channel.id),
          )
          .map(({ message }) => readMessage(message, true).join('\n')),
      talk: async text => {
        discord.say(user, channel, text)
        // Whoever wants to hear it is told at once, in another turn.
        await turn()
      },
    }
  }

  return {
    identitiesOf: who => {
      const { user, guilds: joined } = personOf(who)
      return joined.map(({ id }) => ({ platform: discordName, workspace: id, user: user.id }))
    },
    at: id => ({ platform: discordName, place: channelOf(id).channel.id }),
    start: ({ ear, commands }) =>
      startDiscord(
        discordOptions({
          discord,
          dataDir: around.dataDir,
          guilds: [...guilds.values()],
          officers: Object.fromEntries(
            [...seated].map(([who, { user, guilds: joined }]) => [
              officers[who],
              joined.map(guild => knownIn(guild, user)),
            ]),
          ),
          places: [...channels.values()].map(({ channel }) => channel.id as PlaceId),
          commands,
          now: around.now,
          monotonic: around.monotonic,
          // The stage leaps over hours in which nothing was said.
          timing: { deaf: days(30) },
        }),
        ear,
      ),
    seat,
    breakPosts: (taken, forMs) =>
      discord.trouble({
        ...{ method: 'POST', route: '/channels/:channel/messages', forMs },
        fault: { kind: 'cut', when: taken ? 'after' : 'before' },
      }),
    tick: discord.tick,
    // A program that was started anew asks for the threads that are there.
    problems: () =>
      discord
        .problems()
        .filter(p => !p.includes(' 160004 '))
        .map(p => `Discord: ${p}`),
    close: discord.close,
  }
}
