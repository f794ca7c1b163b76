import type { Discord } from '../rigs/discord/discord-type.ts'
import type { Exchange } from '../rigs/discord/exchange-type.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'
import type { Channel, Guild, Message, OpenModal, Role, User } from '../rigs/discord/world-type.ts'
import { buttonsIn } from '../rigs/discord-reading.ts'
import { type Fields, isFields, isList } from '../rigs/slack/rule.ts'
import { until } from './beside.ts'
import { type Settings, scratch, writeDesk } from './program.ts'

export interface DiscordDesk {
  readonly discord: Discord
  readonly dir: string
  readonly env: Settings
  readonly hk: Guild
  readonly kr: Guild
  /** Known by the own id. */
  readonly wong: User
  /** Known by the role alone. */
  readonly kim: User
  readonly duty: Role
  /** Of each desk alone, in a server of its own. */
  readonly desks: { readonly hk: Channel; readonly kr: Channel }
  readonly close: () => Promise<void>
}

const listOf = (value: unknown): readonly Fields[] => (isList(value) ? value.filter(isFields) : [])

/** The demo's desks, each with its own channel and its first officer on the little Discord. */
export const raiseDiscordDesk = async (
  change: (config: Fields) => unknown = config => config,
): Promise<DiscordDesk> => {
  const { dir, remove } = scratch()
  const discord = await raiseDiscord()
  const [hk, kr] = [discord.addGuild('HK'), discord.addGuild('KR')]
  const duty = discord.addRole(kr, 'duty', { mentionable: true })
  const [wong, kim] = [discord.addUser('wong', 'zh-TW'), discord.addUser('kim', 'ko')]
  discord.join(hk, wong)
  discord.join(kr, kim, { roles: [duty] })
  const desks = { hk: discord.addChannel(hk, 'desk'), kr: discord.addChannel(kr, 'desk') }
  const places: Readonly<Record<string, string>> = {
    'hkc-desk': desks.hk.id,
    'kcs-desk': desks.kr.id,
  }
  const people: Readonly<Record<string, Fields>> = {
    'hkc.o1': { platform: 'discord', workspace: hk.id, user: wong.id },
    'kcs.o1': { platform: 'discord', workspace: kr.id, group: duty.id },
  }
  writeDesk(dir, text => {
    const config: unknown = JSON.parse(text)
    if (!isFields(config)) throw new Error('the demo has no settings')
    const moved = {
      ...config,
      platforms: { discord: { guilds: [hk.id, kr.id] } },
      channels: listOf(config['channels']).map(c => {
        const place = places[String(c['id'])]
        return place === undefined ? c : { ...c, platform: 'discord', place }
      }),
      // Without turns whoever has the role is called, in whatever week this runs.
      contactPoints: listOf(config['contactPoints']).map(({ duty: _, ...desk }) => desk),
      officers: listOf(config['officers']).map(o => {
        const who = people[String(o['id'])]
        return who ? { ...o, identities: [who] } : o
      }),
    }
    return JSON.stringify(change(moved), undefined, 2)
  })
  return {
    discord,
    dir,
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    hk,
    kr,
    wong,
    kim,
    duty,
    desks,
    close: async () => {
      await discord.close()
      remove()
    },
  }
}

const fieldsOf = ({ modal }: OpenModal): readonly Fields[] =>
  listOf(modal['components']).flatMap(label =>
    isFields(label['component']) ? [label['component']] : [],
  )

/** Radio buttons and lines take one thing, everything else a list. */
const takesOne = ({ type }: Fields): boolean => type === 4 || type === 21

const givenFor = (open: OpenModal, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    fieldsOf(open).flatMap((field): [string, string | string[]][] => {
      const name = String(field['custom_id'])
      const value = values[name]
      if (value === undefined) return []
      return [[name, takesOne(field) ? value : value.split(',')]]
    }),
  )

/** Fills in what is asked, window by window, until nothing more is; what is said at the end. */
export const fillIn = async (
  { discord }: Pick<DiscordDesk, 'discord'>,
  user: User,
  first: Exchange,
  values: Readonly<Record<string, string>>,
): Promise<{ readonly windows: number; readonly end: Message }> => {
  let exchange = first
  let windows = 0
  for (let i = 0; i < 60; i++) {
    const sees = await exchange.shown
    if (sees.kind === 'modal') {
      windows++
      exchange = discord.submit(sees.modal, givenFor(sees.modal, values))
    } else if (sees.kind === 'message') {
      const on = buttonsIn(sees.message).find(b => /^[fs]1:/.test(b.id))
      if (!on) return { windows, end: sees.message }
      exchange = discord.press(user, sees.message, on.id)
    } else throw new Error(`${user.name} sees ${sees.kind}`)
  }
  throw new Error('the form has no end')
}

/** Presses the button of that command on the newest message that has it, and says yes where it asks. */
export const pressCommand = async (
  { discord }: Pick<DiscordDesk, 'discord'>,
  user: User,
  channel: Channel,
  command: string,
): Promise<void> => {
  const { message, id } = await until(`the button ${command}`, () => {
    for (const shown of [...discord.messages(channel)].reverse()) {
      const button = buttonsIn(shown).find(b => b.id.includes(`:${command}:`))
      if (button) return { message: shown, id: button.id }
    }
    return undefined
  })
  const pressed = discord.press(user, message, id)
  await pressed.outcome
  const sees = pressed.sees()
  const yes =
    sees.kind === 'message' ? buttonsIn(sees.message).find(b => b.id.startsWith('c1:')) : undefined
  if (sees.kind !== 'message' || !yes) return
  await discord.press(user, sees.message, yes.id).outcome
}
