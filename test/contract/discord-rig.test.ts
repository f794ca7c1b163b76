import {
  ActionRowBuilder,
  CheckboxBuilder,
  type Client,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  RadioGroupBuilder,
  Routes,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands, referral, row, type Scene, setScene } from './discord-rig-scene.ts'

const modal = () =>
  new ModalBuilder()
    .setCustomId('form:1')
    .setTitle('New referral')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Subject')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('subject')
            .setStyle(TextInputStyle.Short)
            .setMaxLength(20),
        ),
      new LabelBuilder()
        .setLabel('Priority')
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId('priority')
            .addOptions({ label: 'One', value: 'P1' }, { label: 'Two', value: 'P2' }),
        ),
      new LabelBuilder()
        .setLabel('Officer')
        .setUserSelectMenuComponent(
          new UserSelectMenuBuilder().setCustomId('officer').setRequired(false),
        ),
      new LabelBuilder()
        .setLabel('Goods')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('goods')
            .setMaxValues(2)
            .addOptions(
              { label: 'Cigarettes', value: 'c', default: true },
              { label: 'Discs', value: 'd' },
            ),
        ),
      new LabelBuilder()
        .setLabel('Urgent')
        .setCheckboxComponent(new CheckboxBuilder().setCustomId('urgent')),
    )

let scene: Scene
let client: Client

beforeEach(async () => {
  scene = await setScene({ bucket: { limit: 100, perMs: 5000 } })
  client = await scene.connect()
})

afterEach(async () => {
  await scene.end()
})

describe('given a discord.js client that has logged in', () => {
  test('when a command comes, then it is deferred in time and answered by an edit', async () => {
    const { discord, ann, desk, on, failures } = scene
    on(client, async interaction => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      const { options, locale, guildLocale } = interaction
      const said = [
        options.getSubcommand(),
        options.getString('subject'),
        options.getUser('officer')?.id,
      ]
      await interaction.editReply([...said, locale, guildLocale].join(' '))
      await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral })
    })
    const given = { subject: 'a b', officer: ann.id }
    const exchange = discord.command(ann, desk, 'referral open', given)
    expect(exchange.payload).toMatchObject({
      data: {
        resolved: {
          users: { [ann.id]: { username: 'ann' } },
          members: { [ann.id]: { roles: [], permissions: expect.stringMatching(/^\d+$/) } },
        },
      },
    })
    expect(await exchange.outcome).toMatchObject({ kind: 'deferred', with: 'message' })
    expect(await exchange.shown).toMatchObject({
      kind: 'message',
      message: { content: `open a b ${ann.id} zh-TW zh-TW`, ephemeralTo: ann.id, flags: 64 },
    })
    await expect.poll(() => discord.ephemerals(ann).length).toBe(2)
    expect(discord.messages(desk)).toEqual([])
    expect([...discord.problems(), ...failures]).toEqual([])
  })

  test('when a button is pressed, then its own message is changed, for good and once', async () => {
    const { discord, ann, desk, on, desktop, failures } = scene
    on(client, async interaction => {
      if (!interaction.isButton()) return
      const { customId, user, message } = interaction
      await interaction.update({
        content: `${customId} by ${user.id} on ${message.id}`,
        components: [],
      })
    })
    const channel = await desktop(client)
    await channel.send({ content: 'a card', components: [row(['v1:1:ack', 'Acknowledge'])] })
    const [card] = discord.messages(desk)
    if (!card) throw new Error('no card')
    expect(() => discord.press(ann, card, 'Decline')).toThrow('there is no Decline')
    const exchange = discord.press(ann, card, 'Acknowledge')
    expect(await exchange.outcome).toMatchObject({ kind: 'answered', with: 'update' })
    expect(card).toMatchObject({
      content: `v1:1:ack by ${ann.id} on ${card.id}`,
      components: [],
      edits: 1,
    })
    expect(() => discord.press(ann, card, 'Acknowledge')).toThrow('there is no Acknowledge')
    expect([...discord.problems(), ...failures]).toEqual([])
  })

  test('when a form is opened, then the client checks it and the app reads every field', async () => {
    const { discord, ann, desk, on, failures } = scene
    on(client, async interaction => {
      if (interaction.isChatInputCommand()) await interaction.showModal(modal())
      if (!interaction.isModalSubmit()) return
      const { fields } = interaction
      const said = [
        fields.getTextInputValue('subject'),
        fields.getRadioGroup('priority'),
        fields.getSelectedUsers('officer')?.map(({ username }) => username),
        fields.getStringSelectValues('goods').join('+'),
        fields.getCheckbox('urgent'),
      ]
      await interaction.reply({ content: said.join(' '), flags: MessageFlags.Ephemeral })
    })
    const opened = discord.command(ann, desk, 'referral open', { subject: 'x' })
    expect(await opened.outcome).toMatchObject({ kind: 'answered', with: 'modal' })
    const [open] = discord.openModals(ann)
    if (!open) throw new Error('no form is open')
    const whole = { subject: 'a b', priority: 'P2', officer: [ann.id], urgent: true }
    expect(() => discord.submit(open, { ...whole, subject: 'x'.repeat(21) })).toThrow('too long')
    expect(() => discord.submit(open, { ...whole, subject: '' })).toThrow('subject is required')
    expect(() => discord.submit(open, { subject: 'a' })).toThrow('priority is required')
    expect(() => discord.submit(open, { ...whole, priority: 'P9' })).toThrow("doesn't offer P9")
    expect(() => discord.submit(open, { ...whole, colour: 'red' })).toThrow('no field colour')
    const sent = discord.submit(open, whole)
    expect(await sent.shown).toMatchObject({ message: { content: 'a b P2 ann c true' } })
    expect(discord.openModals(ann)).toEqual([])
    expect(() => discord.submit(open, whole)).toThrow('not open')
    expect([...discord.problems(), ...failures]).toEqual([])
  })

  test('when somebody types in an option, then the choices come from the app', async () => {
    const { discord, ann, desk, on } = scene
    on(client, async interaction => {
      if (!interaction.isAutocomplete()) return
      const { name, value } = interaction.options.getFocused(true)
      await interaction.respond([{ name: `${name} ${value}`, value: 'r1' }])
    })
    const focused = { name: 'ref', typed: 'HK' }
    const exchange = discord.autocomplete(ann, desk, 'referral open', focused)
    expect(await exchange.shown).toEqual({
      kind: 'choices',
      choices: [{ name: 'ref HK', value: 'r1' }],
    })
    const other = { name: 'subject', typed: 'HK' }
    expect(() => discord.autocomplete(ann, desk, 'referral open', other)).toThrow(
      'nothing is offered',
    )
  })

  test('when people choose in menus, on a message and over one, then the app reads what', async () => {
    const { discord, ann, desk, on, desktop, failures } = scene
    on(client, async interaction => {
      if (interaction.isUserSelectMenu())
        await interaction.reply(interaction.users.map(({ username }) => username).join())
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(interaction.targetMessage.content)
    })
    const menu = new UserSelectMenuBuilder().setCustomId('who').setPlaceholder('Who')
    const channel = await desktop(client)
    await channel.send({
      content: 'choose',
      components: [new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(menu)],
    })
    const [card] = discord.messages(desk)
    if (!card) throw new Error('no card')
    expect(() => discord.select(ann, card, 'Who', '123')).toThrow("doesn't offer")
    const chosen = await discord.select(ann, card, 'Who', ann.id).shown
    expect(chosen).toMatchObject({ message: { content: 'ann' } })
    const opened = await discord.contextMenu(ann, card, 'Open referral').shown
    expect(opened).toMatchObject({ message: { content: 'choose' } })
    expect([...discord.problems(), ...failures]).toEqual([])
  })

  test('when the client would not let a person, then nothing reaches the app', async () => {
    const { discord, hk, ann, desk } = scene
    const say =
      (path: string, options = {}) =>
      () =>
        discord.command(ann, desk, path, options)
    expect(say('report')).toThrow('there is no command report')
    expect(say('referral')).toThrow('not whole')
    expect(say('referral close')).toThrow('there is no close')
    expect(say('referral open')).toThrow('subject is required')
    expect(say('referral open', { subject: 'a', colour: 1 })).toThrow('no option colour')
    expect(say('referral open', { subject: 'a', priority: 'P9' })).toThrow('none of its choices')
    expect(say('referral open', { subject: 'a', officer: '1' })).toThrow('nobody')
    const admins = { ...referral, name: 'admin', default_member_permissions: '0' }
    await client.application?.commands.set([...commands, admins], hk.id)
    expect(say('admin open', { subject: 'a' })).toThrow('may not use admin')
    discord.changeChannel(desk, { overwrites: { [ann.id]: { deny: 1n << 10n } } })
    expect(say('referral open', { subject: 'a' })).toThrow("doesn't see desk")
    expect(discord.asked('interactions')).toEqual([])
  })

  test('when commands are registered again, then the same names keep their ids', async () => {
    const { discord, hk } = scene
    const before = hk.commands.map(({ id }) => id)
    const set = await client.application?.commands.set(
      [{ ...referral, name: 'other' }, ...commands],
      hk.id,
    )
    expect(set?.map(({ id }) => id)).toEqual(expect.arrayContaining(before))
    expect(hk.commands.slice(1).map(({ id }) => id)).toEqual(before)
    const spoken = await client.application?.commands.fetch({
      guildId: hk.id,
      withLocalizations: true,
    })
    expect(spoken?.find(({ name }) => name === 'referral')?.nameLocalizations).toEqual({
      ko: '의뢰',
      'zh-TW': '轉介',
    })
    const plain = await client.rest.get(
      Routes.applicationGuildCommands(discord.applicationId, hk.id),
    )
    expect(JSON.stringify(plain)).not.toContain('의뢰')
    await client.application?.commands.set(commands)
    expect(discord.problems().filter(one => one.includes('shows twice'))).toHaveLength(2)
  })
})
