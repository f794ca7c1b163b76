import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ConsoleOptions,
  type ConsolePlatform,
  consoleName,
  consoleWorkspace,
  createConsolePlatform,
  serverWords,
} from '../../adapters/console/index.ts'
import type {
  ActRequest,
  ActResponse,
  Hello,
  PageMessage,
} from '../../adapters/console/protocol.ts'
import type { Language, MessageId, OfficerId, PlaceId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import type { Answer, Ear, Inbound } from '../../src/ports/platform.ts'
import { bareCard, labelsOf, textsOf, textsOfForm } from './cards.ts'
import { createJar, follow, type Jar, openStream } from './console-http.ts'
import type { Person, RaiseRig, Reply, Rig, Seen } from './rig.ts'

const shared = 'shared.hk-kr' as PlaceId
const internal = 'internal.hkc' as PlaceId
const languages = ['en', 'ko', 'zh-HK', 'zh-CN'].map(tag => tag as Language)

export const officerOf = (person: Person): OfficerId =>
  (person === 'ann' ? 'hkc.o1' : 'kcs.o1') as OfficerId

/** What the ear got, and what it will answer. */
export interface TestEar extends Ear {
  readonly heard: Inbound[]
  readonly answers: (Answer | Promise<Answer>)[]
  /** What people have chosen, by user; those of the rig speak theirs. */
  readonly speaks: Map<string, Language>
}

export const createTestEar = (): TestEar => {
  const heard: Inbound[] = []
  const answers: (Answer | Promise<Answer>)[] = []
  const speaks = new Map<string, Language>([
    [officerOf('ann'), 'zh-HK' as Language],
    [officerOf('ben'), 'ko' as Language],
  ])
  return {
    heard,
    answers,
    speaks,
    hear: async inbound => {
      heard.push(inbound)
      return (await answers.shift()) ?? { kind: 'none' }
    },
    complete: async (actor, text) => [{ insert: `${text}!`, label: actor.user }],
    home: async ({ user }) => ({
      kind: 'home',
      language: speaks.get(user) ?? ('en' as Language),
      parts: [],
    }),
    figures: async () => ({
      kind: 'refusal',
      card: bareCard('no figures'),
      language: 'en' as Language,
    }),
    suggest: async () => [],
    keep: async () => {},
    form: async () => ({ kind: 'none' }),
  }
}

const seeded = (): ((bytes: number) => Uint8Array) => {
  let n = 0
  return bytes => Uint8Array.from({ length: bytes }, (_, i) => (++n * 31 + i * 17) % 251)
}

/** Options for a console on loopback with the two people; `now` stands still at 2026-11-24. */
export const consoleOptions = (dataDir: string): ConsoleOptions => ({
  host: '127.0.0.1',
  port: 0,
  dataDir,
  pageDir: join(dataDir, 'no-page'),
  now: () => instant(1_795_500_000_000),
  random: seeded(),
  officers: [
    {
      id: officerOf('ann'),
      name: 'Ann <b>Chan</b>',
      desk: 'hkc.cyber',
      deskName: 'hkc.cyber',
      language: 'zh-HK' as Language,
      channels: [shared, internal],
    },
    {
      id: officerOf('ben'),
      name: 'Ben "Kim"',
      desk: 'kcs.cyber',
      deskName: 'kcs.cyber',
      language: 'ko' as Language,
      channels: [shared],
    },
  ],
  channels: [
    { id: shared, name: language => `HK-KR (${language})`, kind: 'shared' },
    { id: internal, name: language => `HKC (${language})`, kind: 'internal' },
  ],
  languages,
  words: language =>
    Object.fromEntries(serverWords.map(word => [word, `${word} <i>in ${language}</i>`])),
  sayTime: (place, at) => `${at} at ${place}`,
  demo: false,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  every: () => () => {},
})

/** A folder of its own, removed by `clear`. */
export const scratch = async (): Promise<{
  readonly dir: string
  readonly clear: () => Promise<void>
}> => {
  const dir = await mkdtemp(join(tmpdir(), 'liaison-console-'))
  return { dir, clear: () => rm(dir, { recursive: true, force: true }) }
}

/** A console that listens; throws where it can't. */
export const startConsole = async (options: ConsoleOptions, ear: Ear): Promise<ConsolePlatform> => {
  const made = createConsolePlatform(options)
  if (!made.ok) throw new Error(made.error.kind)
  const started = await made.value.start(ear)
  if (!started.ok) throw new Error(started.error.kind)
  return made.value
}

/** Signs one officer in by a link, as a browser does; gives the cookies. */
export const signIn = async (platform: ConsolePlatform, officer: OfficerId): Promise<Jar> => {
  const jar = createJar()
  const page = await follow(jar, await platform.signInLink(officer))
  if (page.status !== 200) throw new Error(`signed in and still ${page.status}`)
  return jar
}

/** Addresses below an officer's own path. */
export const pathOf = (officer: OfficerId, rest: string): string => `/o/${officer}/${rest}`

const toReply = (answer: ActResponse): Reply => {
  switch (answer.kind) {
    case 'form':
      return { kind: 'form', texts: textsOfForm(answer.form) }
    case 'card':
    case 'refusal':
      return { kind: answer.kind, texts: textsOf(answer.card) }
    case 'none':
      return { kind: 'none', texts: [] }
  }
}

const toSeen = (message: PageMessage): Seen => ({
  message: message.id as MessageId,
  ...(message.thread === undefined ? {} : { thread: message.thread as MessageId }),
  texts: textsOf(message.card),
  buttons: labelsOf(message.card),
})

/** The greeting of a feed. */
export const greet = async (url: string, path: string, cookie: string): Promise<Hello> => {
  const stream = await openStream(new URL(path, url).href, { cookie })
  const first = await stream.next()
  stream.leave()
  if (first?.event !== 'hello') throw new Error(`no greeting: ${stream.status}`)
  const hello: Hello = JSON.parse(first.data)
  return hello
}

/** The console over HTTP on loopback, its people signed in by link. */
export const raiseConsole: RaiseRig = async (): Promise<Rig> => {
  const { dir, clear } = await scratch()
  const ear = createTestEar()
  const platform = await startConsole(consoleOptions(dir), ear)
  const url = platform.url()
  const jars = {
    ann: await signIn(platform, officerOf('ann')),
    ben: await signIn(platform, officerOf('ben')),
  }
  const watched = pathOf(officerOf('ann'), 'api/feed')
  const watcher = await openStream(new URL(watched, url).href, { cookie: jars.ann.for(watched) })
  let keys = 0
  let times = 1

  const act = async (person: Person, body: (key: string) => ActRequest): Promise<Reply> => {
    const path = pathOf(officerOf(person), 'api/act')
    const request = body(`key-${String(++keys).padStart(6, '0')}`)
    const send = async (): Promise<ActResponse> => {
      const response = await fetch(new URL(path, url), {
        method: 'POST',
        headers: {
          cookie: jars[person].for(path),
          origin: new URL(url).origin,
          'content-type': 'application/json',
        },
        body: JSON.stringify(request),
      })
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
      const answer: ActResponse = JSON.parse(await response.text())
      return answer
    }
    const all = await Promise.all(Array.from({ length: times }, send))
    times = 1
    return toReply(all[0] ?? { kind: 'none' })
  }

  const look = async (place: PlaceId, by: Person): Promise<readonly PageMessage[]> => {
    const path = pathOf(officerOf(by), 'api/feed')
    const hello = await greet(url, path, jars[by].for(path))
    return hello.messages.filter(message => message.channel === place)
  }

  return {
    platform,
    places: { shared, internal, unknown: 'nowhere' as PlaceId },
    actorOf: person => ({
      platform: consoleName,
      workspace: consoleWorkspace,
      user: officerOf(person),
    }),
    heard: () => ear.heard,
    answerNext: answer => void ear.answers.push(answer),
    say: (person, text) => act(person, key => ({ key, kind: 'command', text })),
    press: async (person, place, message, button) => {
      const shown = (await look(place, person)).find(m => m.id === message)
      const pressed = shown?.card.buttons[button]
      if (!pressed) throw new Error(`no button ${button} on ${message}`)
      return act(person, key => ({ key, kind: 'button', data: pressed.data }))
    },
    submit: (person, data, values) => act(person, key => ({ key, kind: 'form', data, values })),
    seen: async (place, by = 'ann') => (await look(place, by)).map(toSeen),
    duplicateNext: () => {
      times = 2
    },
    stillOpen: async () => {
      while ((await watcher.next()) !== undefined);
      const answer = await fetch(url).catch(() => undefined)
      return [
        ...(answer === undefined ? [] : [`the port still answers ${answer.status}`]),
        ...(platform.openFeeds() === 0 ? [] : [`${platform.openFeeds()} feeds`]),
      ]
    },
    close: async () => {
      await platform.close()
      watcher.leave()
      await clear()
    },
  }
}
