import type { Client } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Scene, setScene } from './discord-rig-scene.ts'

let scene: Scene
let client: Client

beforeEach(async () => {
  scene = await setScene({ bucket: { limit: 100, perMs: 5000 } })
  client = await scene.connect()
})

afterEach(async () => {
  await scene.end()
})

describe('given messages of a discord.js client', () => {
  test('when people are named, then only content calls, and only as it is allowed', async () => {
    const { discord, hk, ann, desk, desktop } = scene
    const quiet = discord.addRole(hk, 'quiet')
    const loud = discord.addRole(hk, 'loud', { mentionable: true })
    discord.giveRole(hk, ann, loud)
    discord.giveRole(hk, ann, quiet)
    const channel = await desktop(client)
    const send = (content: string, allowedMentions?: object) =>
      channel.send({
        content,
        embeds: [{ description: `<@${ann.id}>` }],
        allowedMentions: allowedMentions ?? {},
      })
    await channel.send(`<@${ann.id}> <@&${loud.id}> @everyone`)
    await send('none')
    await send(`<@&${loud.id}>`, { roles: [loud.id] })
    await send(`<@&${quiet.id}>`, { roles: [quiet.id] })
    await send(`<@${ann.id}>`, { users: [ann.id] })
    await send('@everyone', { parse: ['everyone'] })
    expect(discord.pings(ann).map(({ through }) => through)).toEqual([{ role: loud.id }, 'user'])
    discord.changeRole(quiet, { mentionable: true })
    await send(`<@&${quiet.id}>`, { roles: [quiet.id] })
    expect(discord.pings(ann)).toHaveLength(3)
    expect(discord.messages(desk).map(({ pinged }) => pinged.roles.length)).toEqual([
      0, 0, 1, 0, 0, 0, 1,
    ])
  })

  test('when a message is read, changed and taken away, then the world is so', async () => {
    const { discord, ann, desk, desktop } = scene
    const channel = await desktop(client)
    const first = await channel.send({
      content: 'one',
      files: [{ attachment: Buffer.from('a,b'), name: 'a.csv' }],
    })
    const second = await channel.send('two')
    const said = discord.say(ann, desk, 'three')
    expect(first.attachments.map(({ name, size }) => [name, size])).toEqual([['a.csv', 3]])
    await second.edit('2')
    const read = await channel.messages.fetch({ after: first.id })
    expect(read.map(({ content }) => content)).toEqual(['three', '2'])
    expect(
      (await channel.messages.fetch({ around: first.id, limit: 1 })).map(({ id }) => id),
    ).toEqual([first.id])
    await second.delete()
    await expect(channel.messages.fetch({ message: second.id, force: true })).rejects.toMatchObject(
      { code: 10008 },
    )
    await expect(channel.messages.edit(said.id, 'x')).rejects.toMatchObject({ code: 50005 })
    expect(discord.messages(desk).map(({ content }) => content)).toEqual(['one', 'three'])
    expect(discord.messages(desk, discord.bot)).toHaveLength(1)
  })

  test('when a thread is opened, then it has the id of its message and can be written to', async () => {
    const { discord, desk, desktop } = scene
    const channel = await desktop(client)
    const card = await channel.send('a card')
    const thread = await card.startThread({ name: 'Talk', autoArchiveDuration: 60 })
    expect(thread.id).toBe(card.id)
    await thread.send('inside')
    await thread.setArchived(true)
    const [talk] = discord.threads(desk)
    expect(talk).toMatchObject({ name: 'Talk', archived: true, messages: [{ content: 'inside' }] })
    await expect(card.startThread({ name: 'Again' })).rejects.toMatchObject({
      code: 160004,
    })
  })

  test('when somebody is written to alone, then it comes, unless they take none', async () => {
    const { discord, ann } = scene
    const user = await client.users.createDM(ann.id)
    await user.send('psst')
    expect(discord.directMessages(ann).map(({ content }) => content)).toEqual(['psst'])
    ann.closedToDirect = true
    await expect(user.send('psst')).rejects.toMatchObject({ code: 50007 })
  })
})
