import type { WebSocket } from 'ws'
import type { Fields } from '../slack/rule.ts'

/** One dispatch, kept for RESUME. */
interface Sent {
  readonly s: number
  readonly t: string
  readonly d: Fields
}

/** An open socket, before and after it has identified. */
export interface Link {
  readonly socket: WebSocket
  session: Session | undefined
  /** Half open: hears nothing, says nothing. */
  mute: boolean
}

export interface Session {
  readonly id: string
  readonly intents: number
  readonly sent: Sent[]
  link: Link | undefined
  /** Up to where the open socket has been served. */
  served: number
}

export const say = (link: Link, op: number, d: unknown, more: Fields = {}): void => {
  if (!link.mute && link.socket.readyState === link.socket.OPEN)
    link.socket.send(JSON.stringify({ op, d, s: null, t: null, ...more }))
}

/** Sends what a session's socket hasn't had; without one, or with a mute one, it stays owed. */
export const serve = (session: Session): void => {
  const { link, sent } = session
  if (!link || link.mute) return
  for (const { s, t, d } of sent.slice(session.served)) say(link, 0, d, { s, t })
  session.served = sent.length
}

export const dispatch = (session: Session, t: string, d: Fields): void => {
  session.sent.push({ s: session.sent.length + 1, t, d })
  serve(session)
}
