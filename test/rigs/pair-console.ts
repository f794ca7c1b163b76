import { join } from 'node:path'
import {
  type ConsolePlatform,
  consoleName,
  consoleWorkspace,
} from '../../adapters/console/index.ts'
import type { ActRequest, ActResponse, PageMessage } from '../../adapters/console/protocol.ts'
import { createCatalogue } from '../../adapters/i18next/index.ts'
import { decodeCallback } from '../../src/card/callback.ts'
import type { SpokenForm } from '../../src/card/spoken.ts'
import type { OfficerId } from '../../src/kit/ids.ts'
import { openWeb } from '../../src/main/web.ts'
import type { Plain } from './cards.ts'
import { labelsOf, textsOf, textsOfForm } from './cards.ts'
import { greet, pathOf, signIn } from './console.ts'
import type { Jar } from './console-http.ts'
import {
  type Chat,
  officers,
  type Seat,
  type Shown,
  type Surroundings,
  type Values,
} from './pair-type.ts'

const catalogue = createCatalogue({ dir: join(import.meta.dirname, '../../locales') })
const silent = { info: () => {}, warn: () => {}, error: () => {} }

const dataOn = (card: Plain, command: string): string | undefined =>
  card.buttons.find(b => decodeCallback(b.data)?.command === command)?.data

/** What the page would send: each of its inputs, as given or as it stands. */
const filled = ({ inputs }: SpokenForm, values: Values): Values =>
  Object.fromEntries(inputs.map(i => [i.name, values[i.name] ?? i.value ?? '']))

type Deed = ActRequest extends infer R ? (R extends ActRequest ? Omit<R, 'key'> : never) : never

/** The web page over HTTP, as the program makes it; officers sign in by link when they first look. */
export const raisePairConsole = async (around: Surroundings): Promise<Chat> => {
  let web: ConsolePlatform | undefined
  let keys = 0
  const jars = new Map<string, Jar>()

  const open = (): ConsolePlatform => {
    if (!web) throw new Error('the page is not there')
    return web
  }

  const cookieOf = async (officer: string, path: string): Promise<string> => {
    const jar = jars.get(officer) ?? (await signIn(open(), officer as OfficerId))
    jars.set(officer, jar)
    return jar.for(path)
  }

  const seat = (officer: string, channel: string): Seat => {
    let form: SpokenForm | undefined

    const told = (answer: ActResponse): Shown => {
      form = answer.kind === 'form' ? answer.form : undefined
      const card = 'card' in answer ? answer.card : undefined
      const isRefused = form?.inputs.some(i => i.problem !== undefined)
      return {
        kind: form ? (isRefused ? 'problems' : 'form') : card ? 'card' : 'none',
        texts: form ? textsOfForm(form) : card ? textsOf(card) : [],
        press: command => {
          const data = card && dataOn(card, command)
          if (data === undefined) throw new Error(`no button ${command} on it`)
          return act({ kind: 'button', data })
        },
      }
    }

    const act = async (deed: Deed): Promise<Shown> => {
      const path = pathOf(officer as OfficerId, 'api/act')
      keys += 1
      const response = await fetch(new URL(path, open().url()), {
        method: 'POST',
        headers: {
          cookie: await cookieOf(officer, path),
          origin: new URL(open().url()).origin,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ key: `key-${String(keys).padStart(6, '0')}`, ...deed }),
      })
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
      const answer: ActResponse = JSON.parse(await response.text())
      return told(answer)
    }

    const messages = async (): Promise<readonly PageMessage[]> => {
      const path = pathOf(officer as OfficerId, 'api/feed')
      const hello = await greet(open().url(), path, await cookieOf(officer, path))
      return hello.messages.filter(m => m.channel === channel)
    }

    return {
      line: text => act({ kind: 'command', text }),
      press: async command => {
        const found = (await messages())
          .toReversed()
          .map(m => dataOn(m.card, command))
          .find(data => data !== undefined)
        if (found === undefined) throw new Error(`no button ${command} in ${channel}`)
        return act({ kind: 'button', data: found })
      },
      fill: async values => {
        for (let steps = 0; steps < 5; steps++) {
          if (!form) throw new Error(`${officer} has no form open`)
          const after = await act({ kind: 'form', data: form.data, values: filled(form, values) })
          if (after.kind !== 'form') return after
        }
        throw new Error('the form has no end')
      },
      sees: async () =>
        (await messages()).map(({ card, thread }) => ({
          texts: textsOf(card),
          buttons: labelsOf(card),
          inThread: thread !== undefined,
        })),
      calls: async () =>
        (await messages())
          .filter(m => m.card.mentions.some(one => one.officer === officer))
          .map(({ card }) => textsOf(card).join('\n')),
    }
  }

  return {
    // The page knows the third desk's officer already.
    identitiesOf: who =>
      who === 'third'
        ? []
        : [{ platform: consoleName, workspace: consoleWorkspace, user: officers[who] }],
    at: place => ({ platform: consoleName, place }),
    start: async ({ config, directory, ear }) => {
      const place = {
        host: '127.0.0.1',
        port: 0,
        dataDir: around.dataDir,
        demo: false,
        log: silent,
      }
      const made = await openWeb(place, config, {
        ...{ directory, catalogue, now: around.now },
        draw: async () => undefined,
      })
      if (!made.ok) throw new Error(made.error.kind)
      const started = await made.value.start(ear)
      if (!started.ok) throw new Error(started.error.kind)
      web = made.value
      return made.value
    },
    seat,
    tick: () => {},
    problems: () => [],
    close: async () => {},
  }
}
