import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { discordName } from '../../adapters/discord/index.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language, MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Answer, Inbound } from '../../src/ports/platform.ts'
import { createTestEar } from './console.ts'
import type { Exchange } from './discord/exchange-type.ts'
import { raiseDiscord } from './discord/raise.ts'
import type { Channel, Message } from './discord/world-type.ts'
import { sayCommand } from './discord-desk.ts'
import { discordOptions, startDiscord } from './discord-options.ts'
import { buttonsIn, expectedOf, expectedOfForm, readForm, readMessage } from './discord-reading.ts'
import type { Person, RaiseRig, Reply, Rig, Seen } from './rig.ts'

const longest = 600
const viewChannel = 1n << 10n

/** A form whose inputs take whatever is typed. */
const openForm = (data: string, names: readonly string[]): SpokenForm => ({
  data,
  language: 'ko' as Language,
  title: 'F',
  submit: 'S',
  cancel: 'C',
  inputs: names.map(name => ({ name, label: name, widget: 'paragraph', required: false })),
})

/** Looks again and again, for as long as a socket on loopback may take. */
const until = async <T>(what: string, look: () => T | undefined): Promise<T> => {
  for (let i = 0; i < 1000; i++) {
    const found = look()
    if (found !== undefined) return found
    await wait(5)
  }
  throw new Error(`waited in vain for ${what}`)
}

/**
 * Our adapter against the strict little Discord: one server with two channels, one of which only Ann sees.
 * Its time stands still but for the second that each post takes. A line is said by `/say`, whose one option
 * takes any text: Discord has no lines.
 */
export const raiseDiscordRig: RaiseRig = async (): Promise<Rig> => {
  let now = 1_795_500_000_000
  const discord = await raiseDiscord({ now: () => now })
  const dataDir = await mkdtemp(join(tmpdir(), 'liaison-discord-'))
  const guild = discord.addGuild('HK-KR')
  const users = { ann: discord.addUser('ann', 'zh-TW'), ben: discord.addUser('ben', 'ko') }
  for (const user of Object.values(users)) discord.join(guild, user)
  const channels = {
    shared: discord.addChannel(guild, 'hk-kr'),
    internal: discord.addChannel(guild, 'hkc', {
      overwrites: {
        [guild.id]: { deny: viewChannel },
        [users.ann.id]: { allow: viewChannel },
        [discord.botRole(guild).id]: { allow: viewChannel },
      },
    }),
  }
  const places = {
    shared: channels.shared.id as PlaceId,
    internal: channels.internal.id as PlaceId,
    unknown: '999999999999999999' as PlaceId,
  }
  const ear = createTestEar()
  const heard: Inbound[] = []
  const openers = new Set<string>()
  const forms = new Map<string, SpokenForm>()
  const lineIn: Rig['lineIn'] = act => (act.kind === 'command' ? act.given?.['text'] : undefined)
  let [answered, took] = [0, 0]
  let last: Answer = { kind: 'none' }
  const options = discordOptions({
    discord,
    dataDir,
    guilds: [guild],
    officers: {
      'kcs.o1': { guild: guild.id, user: users.ben.id },
      'hkc.o1': { guild: guild.id, user: users.ann.id },
    },
    places: [places.shared, places.internal],
    commands: [sayCommand],
    now: () => instant(now),
    monotonic: () => now,
  })
  const platform = await startDiscord(options, {
    ...ear,
    hear: async inbound => {
      took += 1
      if (!openers.has(lineIn(inbound.act) ?? '')) heard.push(inbound)
      last = await ear.hear(inbound)
      answered += 1
      return last
    },
    form: async (_, data, values = {}) => {
      const form = forms.get(data)
      if (!form) return { kind: 'none' }
      const inputs = form.inputs.map(i => ({ ...i, value: values[i.name] ?? '' }))
      return { kind: 'form', form: { ...form, inputs } }
    },
  })

  let times = 1
  /** Waits until the adapter has answered what it was told, and gives what the person then sees. */
  const settle = async (person: Person, told: () => Exchange): Promise<Reply> => {
    const [before, taken] = [answered, took]
    const exchange = told()
    const expected = times
    times = 1
    await until('the ear', () => {
      if (exchange.settled()?.kind === 'unreachable') throw new Error('nobody hears')
      return took >= taken + expected ? true : undefined
    })
    // A slow answer takes as long as the test wants.
    while (answered < before + expected) await wait(5)
    const outcome = await exchange.outcome
    if (outcome.kind === 'timeout') throw new Error('Discord got no answer')
    const answer = last
    if (answer.kind === 'none') return { kind: 'none', texts: [] }
    const sees = await exchange.shown
    if (sees.kind === 'modal') return { kind: 'form', texts: readForm(sees.modal.modal) }
    if (sees.kind !== 'message') throw new Error(`${person} sees ${sees.kind}`)
    return { kind: 'card', texts: readMessage(sees.message, false) }
  }

  const hearsLine = (person: Person, text: string): Promise<Reply> =>
    settle(person, () => discord.command(users[person], channels.shared, 'say', { text }))

  const channelAt = (place: PlaceId): Channel | undefined =>
    [channels.shared, channels.internal].find(c => c.id === place)

  const seenOf = (message: Message, thread?: string): Seen => ({
    message: message.id as MessageId,
    ...(thread === undefined ? {} : { thread: thread as MessageId }),
    texts: readMessage(message, true),
    buttons: buttonsIn(message).map(b => b.label),
  })

  return {
    platform: {
      ...platform,
      post: (...given) => {
        now += 1100
        return platform.post(...given)
      },
      reply: (...given) => {
        now += 1100
        return platform.reply(...given)
      },
    },
    places,
    longest,
    tellsRefusals: false,
    lineIn,
    shows: (card, privately = false) =>
      expectedOf(card, officer =>
        privately ? undefined : { 'kcs.o1': users.ben.id, 'hkc.o1': users.ann.id }[officer],
      ),
    showsForm: expectedOfForm,
    actorOf: person => ({
      platform: discordName,
      workspace: guild.id,
      user: users[person].id,
      groups: [],
    }),
    heard: () => heard,
    answerNext: answer => void ear.answers.push(answer),
    say: hearsLine,
    press: async (person, place, message, button) => {
      const channel = channelAt(place)
      const shown = channel && discord.messages(channel).find(m => m.id === message)
      const pressed = shown && buttonsIn(shown)[button]
      if (!shown || !pressed) throw new Error(`no button ${button} on ${message}`)
      return settle(person, () => discord.press(users[person], shown, pressed.id))
    },
    submit: async (person, data, values) => {
      const opener = `/open ${data}`
      openers.add(opener)
      const form = openForm(data, Object.keys(values))
      forms.set(data, form)
      ear.answers.unshift({ kind: 'form', form })
      await hearsLine(person, opener)
      const open = discord.openModals(users[person]).at(-1)
      if (!open) throw new Error('no form is open')
      return settle(person, () => discord.submit(open, values))
    },
    seen: async (place, by = 'ann') => {
      const channel = channelAt(place)
      if (!channel || (channel === channels.internal && by !== 'ann')) return []
      const above = discord.messages(channel).map(message => ({ message, thread: '' }))
      const below = discord
        .threads(channel)
        .flatMap(thread =>
          discord.messages(thread).map(message => ({ message, thread: thread.id })),
        )
      return [...above, ...below]
        .toSorted((a, b) => Number(BigInt(a.message.id) - BigInt(b.message.id)))
        .map(({ message, thread }) => seenOf(message, thread === '' ? undefined : thread))
    },
    duplicateNext: () => {
      times = 2
      discord.duplicateNext()
    },
    problems: discord.problems,
    stillOpen: async () => {
      await until('the sockets to close', () => (discord.sockets() === 0 ? true : undefined))
      return []
    },
    close: async () => {
      await platform.close()
      await discord.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
