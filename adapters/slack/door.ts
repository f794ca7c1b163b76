import { createServer, type Server } from 'node:http'
import { HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Instant } from '../../src/kit/time.ts'
import { silent } from './web.ts'

interface DoorOptions {
  readonly signingSecret: string
  readonly host: string
  readonly port: number
  readonly now: () => Instant
}

/** A receiver that Slack reaches by signed HTTP; `port` is known after `start`. */
export interface Door extends Receiver {
  readonly port: () => number
}

export const endpoint = '/slack/events'
/** As far as Slack's own rule goes back, so far a request may be ahead: its clock or ours is off. */
const mostAheadS = 300

/**
 * Bolt's receiver behind a server of our own: Bolt takes a signature of the future, and waits for idle
 * connections when it closes.
 */
export const createDoor = ({ signingSecret, host, port, now }: DoorOptions): Door => {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [endpoint], logger: silent })
  const server: Server = createServer((request, response) => {
    const refuse = (status: number): void => {
      response.writeHead(status, { connection: 'close' }).end()
    }
    const stamped = Number(request.headers['x-slack-request-timestamp'])
    if (!Number.isInteger(stamped) || stamped - now() / 1000 > mostAheadS) return refuse(401)
    try {
      receiver.requestListener(request, response)
    } catch {
      refuse(404)
    }
  })
  server.headersTimeout = 5000
  server.requestTimeout = 10_000
  return {
    init: app => receiver.init(app),
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => resolve())
      }),
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
    port: () => {
      const address = server.address()
      return address !== null && typeof address === 'object' ? address.port : port
    },
  }
}
