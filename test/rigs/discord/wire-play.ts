import type { Wire } from './discord-type.ts'
import type { Gateway } from './gateway.ts'
import { say, serve } from './sessions.ts'

type Played = Omit<Wire, 'refuseConnections' | 'redeliver' | 'duplicateNext' | 'hold' | 'release'>

/** What a test does to the gateway. */
export const createPlay = (gateway: Gateway): Played => {
  const { counts, state, sessions } = gateway
  const live = () => gateway.links().filter(({ session }) => session !== undefined)
  return {
    sockets: () => live().length,
    identified: () => counts.identified,
    resumed: () => counts.resumed,
    heartbeats: () => counts.heartbeats,
    ready: () => new Promise(resolve => gateway.waiting.push(resolve)),
    reconnect: () => {
      for (const link of live()) say(link, 7, null)
    },
    invalidate: resumable => {
      for (const link of live()) {
        if (!resumable && link.session) {
          sessions.delete(link.session.id)
          link.session.link = undefined
        }
        say(link, 9, resumable)
      }
    },
    closeSockets: code => {
      for (const { socket } of gateway.links()) socket.close(code)
    },
    cutSockets: () => {
      for (const link of gateway.links()) {
        // From now on what is said goes into the session, not into a dead socket.
        if (link.session?.link === link) link.session.link = undefined
        link.socket.terminate()
      }
    },
    halfOpen: () => {
      for (const link of gateway.links()) link.mute = true
    },
    mend: () => {
      for (const link of gateway.links()) {
        link.mute = false
        if (link.session?.link === link) serve(link.session)
      }
    },
    loseResumes: times => {
      state.lostResumes = times
    },
    askHeartbeat: () => {
      for (const link of live()) say(link, 1, null)
    },
    allowIntents: bits => {
      state.intents = bits
    },
    dispatch: (type, data) => void gateway.tell(type, data),
  }
}
