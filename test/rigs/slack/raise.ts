import { createServer } from 'node:http'
import { createDelivery, type Route } from './delivery.ts'
import type { Exchange } from './exchange.ts'
import type { Files } from './files.ts'
import { type Asked, createLedger } from './ledger.ts'
import { createLinks, type Reason } from './links.ts'
import { rushes } from './pace.ts'
import { createPlaces, type Places } from './places.ts'
import type { Fields } from './rule.ts'
import { createTroubles, type Struck, type Trouble } from './troubles.ts'
import { createVoice, type Voice } from './voice.ts'
import { answerHttp } from './web.ts'
import {
  type Channel,
  createWorld,
  type Ephemeral,
  type Message,
  type OpenView,
  type Team,
  type User,
} from './world.ts'

export interface Slack extends Voice, Places {
  /** Ends in a slash; what an app takes as its `slackApiUrl`. */
  readonly apiUrl: string
  readonly teams: readonly Team[]
  readonly team: (name: string) => Team
  /** Makes the next calls that fit go wrong. */
  readonly trouble: (trouble: Trouble) => Struck
  readonly route: (team: Team, route: Route) => void
  readonly sockets: (team: Team) => number
  readonly disconnect: (team: Team, reason: Reason, which?: number) => void
  readonly cutSockets: (team: Team, which?: number) => void
  /** Nobody gets through, neither by HTTP nor by socket, for so long. */
  readonly refuseConnections: (forMs: number) => void
  /** Resolves at the next ack that comes over a socket. */
  readonly heardAck: () => Promise<void>
  readonly redeliver: (exchange: Exchange) => void
  readonly duplicateNext: () => void
  readonly hold: () => void
  readonly release: (order: 'same' | 'backwards') => void
  /** After a given `now` was moved: what has become due happens. */
  readonly tick: () => void
  /** As it stands, oldest first. */
  readonly messages: (channel: Channel) => readonly Message[]
  readonly ephemerals: (user: User) => readonly Ephemeral[]
  /** The newest of them, as soon as asked however many there are. */
  readonly lastEphemeral: (user: User) => Ephemeral | undefined
  /** The stack of open forms, the uppermost last. */
  readonly views: (user: User) => readonly OpenView[]
  readonly home: (user: User) => OpenView | undefined
  /** Files that apps brought, and how many messages with one are refused before Slack is done with it. */
  readonly files: Files
  /** Every call of every app, in order; of one method where it is named. */
  readonly asked: (method?: string) => readonly Asked[]
  /** What an app should not have done. */
  readonly problems: () => readonly string[]
  readonly close: () => Promise<void>
}

export interface RaiseSlack {
  /** Milliseconds since 1970. Given, time stands still but for the test; else the host's. */
  readonly now?: () => number
  /** Apps hear what apps post, as they do where they have asked for messages; off unless given. */
  readonly echo?: boolean
  /** Names of workspaces; `HK` and `KR` unless given. */
  readonly teams?: readonly string[]
}

/**
 * A strict little Slack on loopback: real HTTP, real WebSockets, nothing of our adapter. It refuses what
 * Slack refuses, in Slack's words, and writes down what an app should not have done.
 */
export const raiseSlack = async ({
  now,
  echo = false,
  teams = ['HK', 'KR'],
}: RaiseSlack = {}): Promise<Slack> => {
  const world = createWorld(teams, now)
  const { clock } = world
  const ledger = createLedger()
  const troubles = createTroubles(clock)
  const heard: (() => void)[] = []
  const hear = (_: string, id: string, body: Fields): void => {
    delivery.acked(id, body)
    for (const tell of heard.splice(0)) tell()
  }
  const links = createLinks(hear, ledger.note)
  const delivery = createDelivery(world, ledger, () => links)
  let refusedUntil = 0

  const server = createServer((request, response) => {
    answerHttp(web, request, response).catch(() => response.destroy())
  })
  server.on('connection', socket => {
    if (clock.now() < refusedUntil) socket.destroy()
  })
  server.on('upgrade', (request, socket, head) => {
    if (clock.now() < refusedUntil) socket.destroy()
    else links.upgrade(request, socket, head)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port to listen at')
  const host = `127.0.0.1:${address.port}`
  const base = `http://${host}`
  world.files.base = base
  const web = {
    world,
    ledger,
    troubles,
    links,
    socketUrl: (ticket: string) => `ws://${host}/link/?ticket=${ticket}`,
  }
  const voice = createVoice({ world, ledger, delivery, base })
  if (echo) world.posted.push((channel, message) => void voice.tellAll(channel, message))

  return {
    ...voice,
    ...createPlaces(world, voice),
    apiUrl: `${base}/api/`,
    teams: world.teams,
    team: name => {
      const found = world.teams.find(({ id }) => id === `T0${name}`)
      if (!found) throw new Error(`there is no workspace ${name}`)
      return found
    },
    trouble: troubles.add,
    route: (team, route) => delivery.route(team.id, route),
    sockets: team => links.count(team.appId),
    disconnect: (team, reason, which) => links.disconnect(team.appId, reason, which),
    cutSockets: (team, which) => links.cut(team.appId, which),
    refuseConnections: forMs => {
      refusedUntil = clock.now() + forMs
      // A kept connection would get through.
      for (const { appId } of world.teams) links.cut(appId)
      server.closeAllConnections()
    },
    heardAck: () => new Promise(resolve => heard.push(resolve)),
    redeliver: delivery.redeliver,
    duplicateNext: delivery.duplicateNext,
    hold: delivery.hold,
    release: delivery.release,
    tick: clock.tick,
    messages: channel => [...channel.messages],
    ephemerals: user => world.ephemerals.filter(one => one.user === user.id),
    lastEphemeral: user => world.ephemerals.findLast(one => one.user === user.id),
    views: user => world.views.filter(open => open.user === user.id),
    home: user => world.homes.get(`${user.team} ${user.id}`),
    files: world.files,
    asked: method => ledger.asked.filter(one => method === undefined || one.method === method),
    problems: () => [...ledger.problems(), ...rushes(ledger.asked)],
    close: async () => {
      delivery.close()
      clock.close()
      links.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
