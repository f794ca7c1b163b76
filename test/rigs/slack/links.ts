import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Fields, isFields } from './rule.ts'

/** Slack's reasons in a `disconnect` message. */
export type Reason = 'warning' | 'refresh_requested' | 'link_disabled'

export interface Links {
  /** A ticket for one connection of an app. */
  readonly invite: (appId: string) => string
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly count: (appId: string) => number
  /** Hands an envelope to one of the app's sockets in turn; false where none is open. */
  readonly send: (appId: string, envelope: Fields, gone: () => void) => boolean
  /** Asks the n-th socket (or all) to come back; the app closes it itself. */
  readonly disconnect: (appId: string, reason: Reason, which?: number) => void
  /** Ends the n-th socket (or all) without a word. */
  readonly cut: (appId: string, which?: number) => void
  readonly close: () => void
}

interface Link {
  readonly socket: WebSocket
  readonly waiting: Map<string, () => void>
  open: boolean
}

const mostSockets = 10
/** Slack pings often; a client that hears nothing for 30 s takes the socket for dead. */
const pingEveryMs = 5000

const read = (data: unknown): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(String(data))
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const createLinks = (
  hear: (appId: string, envelopeId: string, body: Fields) => void,
  note: (problem: string) => void,
): Links => {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Map<string, string>()
  const links = new Map<string, Link[]>()
  let count = 0
  let turn = 0
  const of = (appId: string): Link[] => links.get(appId) ?? []
  const live = (appId: string) => of(appId).filter(({ open }) => open)

  const leave = (link: Link): void => {
    link.open = false
    for (const gone of link.waiting.values()) gone()
    link.waiting.clear()
  }

  const listen = (appId: string, link: Link): void => {
    const { socket, waiting } = link
    socket.on('message', data => {
      const message = read(data)
      const id = message?.['envelope_id']
      if (typeof id !== 'string') {
        note(`a socket of ${appId} said what is no ack`)
        return
      }
      waiting.delete(id)
      const { payload } = message ?? {}
      hear(appId, id, isFields(payload) ? payload : {})
    })
    const pings = setInterval(() => socket.ping(), pingEveryMs)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(pings)
      leave(link)
      links.set(
        appId,
        of(appId).filter(one => one !== link),
      )
    })
  }

  const accept = (appId: string, socket: WebSocket): void => {
    const link: Link = { socket, waiting: new Map(), open: true }
    links.set(appId, [...of(appId), link])
    listen(appId, link)
    const hello = {
      type: 'hello',
      num_connections: live(appId).length,
      connection_info: { app_id: appId },
      debug_info: { host: 'rig', build_number: 1, approximate_connection_time: 18_060 },
    }
    socket.send(JSON.stringify(hello))
  }

  const some = (appId: string, which: number | undefined): readonly Link[] =>
    which === undefined ? live(appId) : live(appId).slice(which, which + 1)

  return {
    invite: appId => {
      const ticket = `ticket-${++count}`
      tickets.set(ticket, appId)
      return ticket
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://rig').searchParams.get('ticket') ?? ''
      const appId = tickets.get(ticket)
      tickets.delete(ticket)
      if (appId === undefined || live(appId).length >= mostSockets) {
        socket.destroy()
        return
      }
      server.handleUpgrade(request, socket, head, ws => accept(appId, ws))
    },
    count: appId => live(appId).length,
    send: (appId, envelope, gone) => {
      const open = live(appId)
      const link = open[turn++ % Math.max(1, open.length)]
      if (!link) return false
      link.waiting.set(String(envelope['envelope_id']), gone)
      link.socket.send(JSON.stringify(envelope))
      return true
    },
    disconnect: (appId, reason, which) => {
      for (const link of some(appId, which)) {
        // What Slack has to say from now on goes to other sockets.
        leave(link)
        link.socket.send(
          JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'rig' } }),
        )
      }
    },
    cut: (appId, which) => {
      for (const link of some(appId, which)) {
        leave(link)
        link.socket.terminate()
      }
    },
    close: () => {
      for (const link of [...links.values()].flat()) link.socket.terminate()
      server.close()
    },
  }
}
