import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  type ClientOptions,
  ContextMenuCommandBuilder,
  Events,
  type Interaction,
  SlashCommandBuilder,
} from 'discord.js'
import { discordClient } from '../rigs/discord/client.ts'
import type { Discord, RaiseDiscord } from '../rigs/discord/discord-type.ts'
import { raiseDiscord } from '../rigs/discord/raise.ts'

export const referral = new SlashCommandBuilder()
  .setName('referral')
  .setNameLocalizations({ ko: '의뢰', 'zh-TW': '轉介' })
  .setDescription('Referrals')
  .addSubcommand(sub =>
    sub
      .setName('open')
      .setDescription('Open one')
      .addStringOption(one => one.setName('subject').setDescription('What').setRequired(true))
      .addUserOption(one => one.setName('officer').setDescription('Who'))
      .addStringOption(one =>
        one
          .setName('priority')
          .setDescription('How fast')
          .addChoices({ name: 'One', value: 'P1' }, { name: 'Two', value: 'P2' }),
      )
      .addStringOption(one => one.setName('ref').setDescription('Which').setAutocomplete(true)),
  )
  .toJSON()

export const commands = [
  referral,
  new ContextMenuCommandBuilder()
    .setName('Open referral')
    .setType(ApplicationCommandType.Message)
    .toJSON(),
]

export const row = (...buttons: readonly (readonly [id: string, label: string])[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    buttons.map(([id, label]) =>
      new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary),
    ),
  )

/** One guild with a desk, one officer, and clients that leave with it. */
export const setScene = async (given: RaiseDiscord = {}) => {
  const discord: Discord = await raiseDiscord(given)
  const hk = discord.addGuild('HK', { preferredLocale: 'zh-TW' })
  const ann = discord.addUser('ann', 'zh-TW')
  discord.join(hk, ann)
  const desk = discord.addChannel(hk, 'desk')
  const clients: Client[] = []
  const failures: unknown[] = []
  return {
    discord,
    hk,
    ann,
    desk,
    /** What handlers threw. */
    failures,
    bare: (options: Partial<ClientOptions> = {}) => {
      const found = discordClient(discord, options)
      clients.push(found.client)
      return found
    },
    connect: async (options: Partial<ClientOptions> = {}) => {
      const found = discordClient(discord, options)
      clients.push(found.client)
      await found.login()
      await found.client.application?.commands.set(commands, hk.id)
      return found.client
    },
    on: (client: Client, act: (interaction: Interaction) => Promise<unknown>) => {
      client.on(Events.InteractionCreate, interaction => {
        act(interaction).catch(error => failures.push(error))
      })
    },
    desktop: async (client: Client) => {
      const channel = await client.channels.fetch(desk.id)
      if (!channel?.isSendable() || channel.isDMBased()) throw new Error('no channel to send to')
      return channel
    },
    end: async () => {
      for (const client of clients) await client.destroy()
      await discord.close()
    },
  }
}

export type Scene = Awaited<ReturnType<typeof setScene>>
