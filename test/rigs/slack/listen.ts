import { askSlack } from './ask.ts'
import type { Slack } from './raise.ts'
import { type Fields, isFields } from './rule.ts'
import type { Team } from './world.ts'

/** A bare socket of an app, for tests that say themselves when an ack goes. */
export interface Listener {
  /** The next message, in order; a `hello` comes first. */
  readonly next: () => Promise<Fields>
  /** Resolves once the rig has read it. */
  readonly ack: (envelope: Fields, payload?: Fields) => Promise<void>
  readonly close: () => void
}

export const listen = async (slack: Slack, team: Team): Promise<Listener> => {
  const { url } = await askSlack(slack.apiUrl, team.appToken, 'apps.connections.open', {})
  const socket = new WebSocket(String(url))
  const come: Fields[] = []
  const wanted: ((message: Fields) => void)[] = []
  socket.onmessage = ({ data }) => {
    const message: unknown = JSON.parse(String(data))
    if (!isFields(message)) return
    const want = wanted.shift()
    if (want) want(message)
    else come.push(message)
  }
  return {
    next: () => {
      const first = come.shift()
      return first === undefined
        ? new Promise(resolve => wanted.push(resolve))
        : Promise.resolve(first)
    },
    ack: async ({ envelope_id }, payload) => {
      const heard = slack.heardAck()
      socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }))
      await heard
    },
    close: () => socket.close(),
  }
}
