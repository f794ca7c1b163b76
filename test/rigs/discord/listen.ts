import { type Fields, isFields } from '../slack/rule.ts'
import type { Discord } from './discord-type.ts'

/** A bare session, for tests that answer interactions by hand. */
export interface Listener {
  /** Everything that was dispatched so far, by its name. */
  readonly heard: (type: string) => readonly Fields[]
  /** Every message of the gateway. */
  readonly frames: () => readonly Fields[]
  /** The code with which it was closed. */
  readonly closed: Promise<number>
  readonly send: (op: number, d: unknown) => void
  readonly close: () => void
}

export const guildsIntent = 1

const openSocket = async (discord: Discord) => {
  const socket = new WebSocket(
    `${discord.apiUrl.replace('http', 'ws').replace('/api', '')}/gateway?v=10`,
  )
  const frames: Fields[] = []
  const closed = Promise.withResolvers<number>()
  socket.onclose = ({ code }) => closed.resolve(code)
  const hello = Promise.withResolvers<void>()
  socket.onmessage = ({ data }) => {
    const frame: unknown = JSON.parse(String(data))
    if (!isFields(frame)) return
    frames.push(frame)
    if (frame['op'] === 10) hello.resolve()
  }
  await hello.promise
  return { socket, frames, closed: closed.promise }
}

/** Says hello and nothing else, unless it is told what to identify with. */
export const connect = async (discord: Discord): Promise<Listener> => {
  const { socket, frames, closed } = await openSocket(discord)
  return {
    frames: () => [...frames],
    heard: type => frames.filter(({ t }) => t === type).map(({ d }) => (isFields(d) ? d : {})),
    closed,
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    close: () => socket.close(),
  }
}

/** A session that is READY. */
export const listen = async (discord: Discord, intents = guildsIntent): Promise<Listener> => {
  const listener = await connect(discord)
  const ready = discord.ready()
  const properties = { os: 'rig', browser: 'rig', device: 'rig' }
  listener.send(2, { token: discord.token, intents, properties })
  await ready
  return listener
}
