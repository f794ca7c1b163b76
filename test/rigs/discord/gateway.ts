import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Fields, isFields } from '../slack/rule.ts'
import { guildArrived, userFields } from './payload-places.ts'
import { dispatch, type Link, type Session, say, serve } from './sessions.ts'
import type { World } from './world.ts'

export interface Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** What GET /gateway/bot says. */
  readonly invitation: () => Fields
  /** Tells every session with one of these intents; false where there is none. */
  readonly tell: (type: string, data: Fields, intents?: number) => boolean
  readonly links: () => readonly Link[]
  readonly sessions: Map<string, Session>
  readonly counts: { identified: number; resumed: number; heartbeats: number }
  readonly state: { intents: number; lostResumes: number }
  /** Called once each, at the next READY or RESUMED. */
  readonly waiting: ((what: 'READY' | 'RESUMED') => void)[]
  readonly close: () => void
}

export interface GatewaySettings {
  readonly heartbeatMs: number
  readonly identifies: number
  /** `ws://127.0.0.1:PORT/gateway`, known once the server listens. */
  readonly url: () => string
}

const privileged = (1 << 1) | (1 << 8) | (1 << 15)
const dayMs = 86_400_000
export const everyIntent = (1 << 26) - 1

const read = (data: unknown): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(String(data))
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const createGateway = (
  world: World,
  { heartbeatMs, identifies, url }: GatewaySettings,
): Gateway => {
  const server = new WebSocketServer({ noServer: true })
  const links = new Set<Link>()
  const sessions = new Map<string, Session>()
  const counts = { identified: 0, resumed: 0, heartbeats: 0 }
  const instants: number[] = []
  const ofToday = () => instants.filter(at => world.clock.now() - at < dayMs).length
  const state = { intents: everyIntent, lostResumes: 0 }
  const waiting: Gateway['waiting'] = []
  const reached = (what: 'READY' | 'RESUMED') => {
    for (const tell of waiting.splice(0)) tell(what)
  }

  const greet = (session: Session): void => {
    dispatch(session, 'READY', {
      v: 10,
      user: { ...userFields(world.bot), mfa_enabled: true, verified: true, email: null },
      guilds: [...world.guilds.values()].map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: url(),
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0, flags_new: '0' },
    })
    if ((session.intents & 1) !== 0)
      for (const guild of world.guilds.values())
        dispatch(session, 'GUILD_CREATE', guildArrived(world, guild))
    reached('READY')
  }

  const start = (link: Link, intents: number): void => {
    if ((intents & privileged) !== 0)
      world.note(`identified with privileged intents: ${intents & privileged}`)
    const id = `session${world.snowflake()}`
    const session: Session = { id, intents, sent: [], link, served: 0 }
    sessions.set(id, session)
    link.session = session
    greet(session)
  }

  const identify = (link: Link, { token, intents, properties }: Fields): void => {
    counts.identified++
    instants.push(world.clock.now())
    const spent = ofToday() > identifies
    if (spent) world.note(`identified ${ofToday()} times in a day: Discord would reset the token`)
    if (link.session) link.socket.close(4005, 'Already authenticated.')
    else if (token !== world.token || spent) link.socket.close(4004, 'Authentication failed.')
    else if (typeof intents !== 'number' || (intents & ~everyIntent) !== 0 || !isFields(properties))
      link.socket.close(4013, 'Invalid intent(s).')
    else if ((intents & ~state.intents) !== 0) link.socket.close(4014, 'Disallowed intent(s).')
    else start(link, intents)
  }

  const takeUp = (link: Link, session: Session, seq: number): void => {
    counts.resumed++
    session.link = link
    session.served = seq
    link.session = session
    serve(session)
    dispatch(session, 'RESUMED', { _trace: [] })
    reached('RESUMED')
  }

  const resume = (link: Link, { token, session_id: id, seq }: Fields): void => {
    const session = sessions.get(String(id))
    if (state.lostResumes > 0) state.lostResumes--
    else if (token !== world.token) link.socket.close(4004, 'Authentication failed.')
    else if (!session) say(link, 9, false)
    else if (typeof seq !== 'number' || seq > session.sent.length)
      link.socket.close(4007, 'Invalid sequence.')
    else takeUp(link, session, seq)
  }

  const ops: Readonly<Record<number, (link: Link, d: Fields) => void>> = {
    1: link => {
      counts.heartbeats++
      say(link, 11, null)
    },
    2: identify,
    3: link => {
      if (!link.session) link.socket.close(4003, 'Not authenticated.')
    },
    6: resume,
  }

  const hear = (link: Link, data: unknown): void => {
    if (link.mute) return
    const message = read(data)
    const { op, d } = message ?? {}
    const act = typeof op === 'number' ? ops[op] : undefined
    if (!message) link.socket.close(4002, 'Decode error.')
    else if (act) act(link, isFields(d) ? d : {})
    else {
      world.note(`the gateway was told op ${String(op)}`)
      link.socket.close(4001, 'Unknown opcode.')
    }
  }

  const accept = (socket: WebSocket): void => {
    const link: Link = { socket, session: undefined, mute: false }
    links.add(link)
    socket.on('message', data => hear(link, data))
    socket.on('error', () => socket.terminate())
    socket.on('close', code => {
      links.delete(link)
      const { session } = link
      if (session?.link !== link) return
      session.link = undefined
      // Whoever says goodbye is not waited for.
      if (code === 1000 || code === 1001) sessions.delete(session.id)
    })
    say(link, 10, { heartbeat_interval: heartbeatMs, _trace: [] })
  }

  return {
    sessions,
    counts,
    state,
    waiting,
    links: () => [...links],
    upgrade: (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://rig')
      if (!/^\/gateway\/?$/.test(pathname)) {
        socket.destroy()
        return
      }
      server.handleUpgrade(request, socket, head, ws => {
        if (searchParams.get('v') !== '10') ws.close(4012, 'Invalid API version')
        else accept(ws)
      })
    },
    invitation: () => ({
      url: url(),
      shards: 1,
      session_start_limit: {
        total: identifies,
        remaining: Math.max(0, identifies - ofToday()),
        reset_after: dayMs,
        max_concurrency: 1,
      },
    }),
    tell: (type, data, intents) => {
      const told = [...sessions.values()].filter(
        session => intents === undefined || (session.intents & intents) !== 0,
      )
      for (const session of told) dispatch(session, type, data)
      return told.length > 0
    },
    close: () => {
      for (const { socket } of links) socket.terminate()
      server.close()
    },
  }
}
