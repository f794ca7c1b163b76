import { setTimeout as wait } from 'node:timers/promises'
import type { App, Receiver } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { Log } from '../../src/ports/log.ts'
import { faultOf } from './faults.ts'
import { clientOptions, silent } from './web.ts'

interface SocketOptions {
  readonly appToken: string
  readonly apiUrl: string
  readonly log: Log
}

/** What a socket hands over for each thing that Slack says. */
interface Envelope {
  readonly body: Record<string, unknown>
  readonly ack: (response?: unknown) => Promise<void>
  readonly retry_num?: number
  readonly retry_reason?: string
}

const howMany = 2
const [firstWait, longestWait, growth] = [500, 10_000, 1.5]

/**
 * Two sockets, so that while Slack recycles one the other hears: Slack gives each thing to any one of
 * them. The client's own reconnecting is off: it waits five seconds, and a failure in it that nobody can
 * catch ends the process. `start` rejects where no socket can be had at the first try.
 */
export const createSockets = ({ appToken, apiUrl, log }: SocketOptions): Receiver => {
  const stopping = new AbortController()
  const running: Promise<void>[] = []
  const live = new Set<SocketModeClient>()
  let app: App | undefined

  const hear = async ({ body, ack, retry_num, retry_reason }: Envelope): Promise<void> => {
    if (stopping.signal.aborted) return
    await app?.processEvent({
      body,
      ack: response => ack(response),
      ...(retry_num === undefined ? {} : { retryNum: retry_num }),
      ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
    })
  }

  const createClient = (): SocketModeClient => {
    const client = new SocketModeClient({
      appToken,
      logger: silent,
      autoReconnectEnabled: false,
      clientOptions: clientOptions(apiUrl, () => {}),
    })
    client.on('slack_event', (envelope: Envelope) => {
      hear(envelope).catch(() => log.error('Something that Slack said could not be worked on.'))
    })
    return client
  }

  const ended = (client: SocketModeClient): Promise<void> =>
    new Promise(resolve => client.once('disconnected', () => resolve()))

  const connect = async (client: SocketModeClient): Promise<{ readonly over: Promise<void> }> => {
    await client.start()
    live.add(client)
    return { over: ended(client).then(() => void live.delete(client)) }
  }

  const keep = async (
    client: SocketModeClient,
    first: { readonly over: Promise<void> },
  ): Promise<void> => {
    await first.over
    let pause = 0
    while (!stopping.signal.aborted) {
      try {
        if (pause > 0) await wait(pause, undefined, { signal: stopping.signal })
        const { over } = await connect(client)
        if (stopping.signal.aborted) await client.disconnect()
        if (pause > 0) log.info('A socket to Slack is open again.', { open: live.size })
        pause = 0
        await over
      } catch (error) {
        if (stopping.signal.aborted) return
        const fault = faultOf(error)
        if (fault?.kind === 'Forbidden')
          log.error('Slack refuses a socket.', { missing: fault.missing })
        else if (pause === 0) log.warn('A socket to Slack is lost.', { open: live.size })
        pause = Math.min(Math.max(firstWait, pause * growth), longestWait)
      }
    }
  }

  return {
    init: made => {
      app = made
    },
    start: async () => {
      for (let i = 0; i < howMany; i++) {
        const client = createClient()
        running.push(keep(client, await connect(client)))
      }
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled([...live].map(client => client.disconnect()))
      await Promise.allSettled(running)
    },
  }
}
