import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { endpoint, slackName } from '../../adapters/slack/index.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { Language, MessageId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Answer, Inbound, Platform } from '../../src/ports/platform.ts'
import { createTestEar } from './console.ts'
import type { Person, RaiseRig, Reply, Rig, Seen } from './rig.ts'
import type { Exchange, Outcome } from './slack/exchange.ts'
import { raiseSlack } from './slack/raise.ts'
import type { Channel, Message } from './slack/world.ts'
import { slackOptions, startSlack } from './slack-options.ts'
import { buttonsIn, expectedOf, expectedOfForm, readBlocks, readForm } from './slack-reading.ts'

const longest = 600

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
 * Our adapter against the strict little Slack: two workspaces have the app, Ann's posts into the channel
 * that they share. Its time stands still but for the second that each post takes.
 */
const raise =
  (mode: 'socket' | 'http'): RaiseRig =>
  async (): Promise<Rig> => {
    let now = 1_795_500_000_000
    const slack = await raiseSlack({ now: () => now, echo: true })
    const dataDir = await mkdtemp(join(tmpdir(), 'liaison-slack-'))
    const [hk, kr] = [slack.team('HK'), slack.team('KR')]
    const users = { ann: slack.addUser(hk, 'ann', 'zh-HK'), ben: slack.addUser(kr, 'ben', 'ko-KR') }
    const channels = {
      shared: slack.addChannel({
        name: 'hk-kr',
        teams: [hk, kr],
        members: [users.ann, users.ben],
        bots: [hk],
      }),
      internal: slack.addChannel({ name: 'hkc', teams: [hk], members: [users.ann] }),
    }
    const placeOf = (channel: Channel) => `${hk.id}.${slack.channelId(channel, hk)}` as PlaceId
    const places = {
      shared: placeOf(channels.shared),
      internal: placeOf(channels.internal),
      unknown: `${hk.id}.C0NOWHERE` as PlaceId,
    }
    const ear = createTestEar()
    const heard: Inbound[] = []
    const openers = new Set<string>()
    const options = slackOptions({
      slack,
      dataDir,
      teams: [hk, kr],
      officers: { 'kcs.o1': users.ben, 'hkc.o1': users.ann },
      places: [places.shared, places.internal],
      mode,
      // The signatures are checked against the host's clock, by Bolt.
      now: () => instant(mode === 'http' ? Date.now() : now),
      monotonic: () => now,
    })
    if (mode === 'http') now = Date.now()
    let [answered, took] = [0, 0]
    let last: Answer = { kind: 'none' }
    const platform = await startSlack(options, {
      ...ear,
      hear: async inbound => {
        took += 1
        if (inbound.act.kind !== 'command' || !openers.has(inbound.act.text)) heard.push(inbound)
        last = await ear.hear(inbound)
        answered += 1
        return last
      },
    })
    const urls = [...platform.ports()].map(([, port]) => `http://127.0.0.1:${port}`)
    for (const [i, url] of urls.entries())
      slack.route(slack.teams[i] ?? hk, { kind: 'http', url: `${url}${endpoint}` })

    const paced: Platform = {
      ...platform,
      post: (...given) => {
        now += 1100
        return platform.post(...given)
      },
      reply: (...given) => {
        now += 1100
        return platform.reply(...given)
      },
    }

    /** A socket that is just closing takes a thing and answers nothing: then three seconds pass. */
    const outcomeOf = async (exchange: Exchange): Promise<Outcome> => {
      for (let i = 0; i < 100 && exchange.settled() === undefined; i++) await wait(5)
      if (exchange.settled() === undefined) now += 3001
      slack.tick()
      return exchange.outcome
    }

    let times = 1
    /** Waits until the adapter has answered what it was told, and gives what the person then sees. */
    const settle = async (person: Person, told: () => Exchange): Promise<Reply> => {
      const user = users[person]
      const [before, taken, whispers] = [answered, took, slack.ephemerals(user).length]
      const calls = slack.asked().length
      const exchange = told()
      const outcome = await outcomeOf(exchange)
      if (outcome.kind !== 'acked') throw new Error(`Slack got no ack: ${outcome.kind}`)
      const expected = times
      times = 1
      await until('the ear', () => (took >= taken + expected ? true : undefined))
      // A slow answer takes as long as the test wants.
      while (answered < before + expected) await wait(5)
      const answer = last
      if (answer.kind === 'none') return { kind: 'none', texts: [] }
      if (exchange.kind !== 'submission')
        await until('the answer', () =>
          slack
            .asked()
            .slice(calls)
            .find(
              a => ['views.open', 'views.update', 'response_url'].includes(a.method) && a.answer,
            ),
        )
      const view = slack.views(user).at(-1)
      if (view && answer.kind === 'form') return { kind: 'form', texts: readForm(view.view) }
      const whisper = slack.ephemerals(user).slice(whispers).at(-1)
      return whisper
        ? { kind: 'card', texts: readBlocks(whisper.blocks) }
        : { kind: 'none', texts: [] }
    }

    const hearsLine = (person: Person, text: string): Promise<Reply> =>
      settle(person, () => {
        const told = slack.command(users[person], channels.shared, text)
        if (!told) throw new Error(`Slack has no command ${text}`)
        return told
      })

    const channelAt = (place: PlaceId): Channel | undefined =>
      [channels.shared, channels.internal].find(c => placeOf(c) === place)

    const seenOf = (message: Message): Seen => ({
      message: message.ts as MessageId,
      ...(message.threadTs === undefined ? {} : { thread: message.threadTs as MessageId }),
      texts: readBlocks(message.blocks),
      buttons: buttonsIn(message.blocks),
    })

    return {
      platform: paced,
      places,
      longest,
      tellsRefusals: false,
      shows: (card, privately = false) =>
        expectedOf(card, officer =>
          privately ? undefined : { 'kcs.o1': users.ben.id, 'hkc.o1': users.ann.id }[officer],
        ),
      showsForm: expectedOfForm,
      actorOf: person => ({
        platform: slackName,
        workspace: users[person].team,
        user: users[person].id,
      }),
      heard: () => heard,
      answerNext: answer => void ear.answers.push(answer),
      say: hearsLine,
      press: async (person, place, message, button) => {
        const channel = channelAt(place)
        const shown = channel && slack.messages(channel).find(m => m.ts === message)
        const label = shown && buttonsIn(shown.blocks)[button]
        if (!channel || label === undefined) throw new Error(`no button ${button} on ${message}`)
        return settle(person, () => slack.press(users[person], { channel, ts: message }, label))
      },
      submit: async (person, data, values) => {
        const opener = `/open ${data}`
        openers.add(opener)
        ear.answers.unshift({ kind: 'form', form: openForm(data, Object.keys(values)) })
        await hearsLine(person, opener)
        const open = slack.views(users[person]).at(-1)
        if (!open) throw new Error('no form is open')
        return settle(person, () => slack.submit(open, values))
      },
      seen: async (place, by = 'ann') => {
        const channel = channelAt(place)
        return channel?.members.has(users[by].id) ? slack.messages(channel).map(seenOf) : []
      },
      duplicateNext: () => {
        times = 2
        slack.duplicateNext()
      },
      problems: slack.problems,
      stillOpen: async () => {
        await until('the sockets to close', () => (slack.sockets(hk) === 0 ? true : undefined))
        await until('the sockets to close', () => (slack.sockets(kr) === 0 ? true : undefined))
        const answers = await Promise.all(urls.map(url => fetch(url).catch(() => undefined)))
        return answers.flatMap(a => (a === undefined ? [] : [`a port still answers ${a.status}`]))
      },
      close: async () => {
        await platform.close()
        await slack.close()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  }

export const raiseSlackRig = raise('socket')
export const raiseSlackHttpRig = raise('http')
