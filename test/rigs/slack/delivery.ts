import {
  ackWithinMs,
  type Exchange,
  type Outcome,
  type Sees,
  type Told,
  troubleOf,
} from './exchange.ts'
import type { Ledger } from './ledger.ts'
import type { Links } from './links.ts'
import { type Fields, isFields } from './rule.ts'
import { signedRequest } from './signed.ts'
import type { World } from './world.ts'

/** How a workspace's app is reached. `skewS` makes Slack's clock go wrong in what it signs. */
export type Route =
  | { readonly kind: 'socket' }
  | {
      readonly kind: 'http'
      readonly url: string
      readonly skewS?: number
      readonly secret?: string
    }

export interface Delivery {
  readonly tell: (told: Told) => Exchange
  readonly acked: (id: string, body: Fields) => void
  readonly route: (team: string, route: Route) => void
  /** Sends the same envelope again, as Slack does when it doubts. */
  readonly redeliver: (exchange: Exchange) => void
  readonly duplicateNext: () => void
  readonly hold: () => void
  /** Sends what was held, in order or backwards. */
  readonly release: (order: 'same' | 'backwards') => void
  readonly close: () => void
}

interface Running {
  readonly told: Told
  readonly exchange: Exchange
  readonly start: number
  readonly settle: (outcome: Outcome, sees: Sees) => void
  sends: number
  acks: number
  attempt: number
  /** The rig itself kept the answer from coming. */
  excused: boolean
}

/** When Slack tries an event again, in milliseconds after the try that failed. */
const retries = [0, 60_000, 300_000] as const
const envelopes = { command: 'slash_commands', event: 'events_api' } as const

const readBody = async (response: Response): Promise<Fields> => {
  const body = await response.text()
  if (!response.headers.get('content-type')?.includes('json'))
    return body === '' ? {} : { text: body }
  const value: unknown = JSON.parse(body)
  return isFields(value) ? value : {}
}

export const createDelivery = (world: World, ledger: Ledger, links: () => Links): Delivery => {
  const { clock } = world
  const running = new Map<string, Running>()
  const routes = new Map<string, Route>()
  // A signal for all of them would keep a listener of each, and each would walk those of all before it.
  const underWay = new Set<AbortController>()
  let closed = false
  const waiting: (() => void)[] = []
  let holding = false
  let twice = false

  const create = (told: Told): Running => {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const id = `envelope-${world.next()}`
    let settled: Outcome | undefined
    let seen: Sees = { kind: 'nothing' }
    const one: Running = {
      told,
      start: clock.now(),
      exchange: {
        id,
        kind: told.kind,
        payload: told.payload,
        outcome: promise,
        settled: () => settled,
        sees: () => seen,
      },
      settle: (outcome, sees) => {
        if (settled) return
        settled = outcome
        seen = sees
        resolve(outcome)
      },
      sends: 0,
      acks: 0,
      attempt: 0,
      excused: false,
    }
    running.set(id, one)
    return one
  }

  const name = ({ told, exchange }: Running) => `${told.kind} ${exchange.id}`

  const fail = (one: Running, outcome: Outcome): void => {
    const { told, exchange, settle } = one
    if (exchange.settled()) return
    if (outcome.kind === 'timeout' && !one.excused) ledger.note(`${name(one)} was not acked in 3 s`)
    if (outcome.kind === 'refused') ledger.note(`${name(one)} was refused: ${outcome.status}`)
    const pause = told.kind === 'event' ? retries[one.attempt] : undefined
    if (pause === undefined) {
      settle(outcome, troubleOf(told.kind, told.payload, outcome))
      return
    }
    one.attempt++
    one.excused = false
    if (pause === 0) send(one)
    else clock.after(pause, () => send(one))
  }

  const acked = (one: Running, body: Fields): void => {
    const { told, exchange, settle, start } = one
    one.acks++
    if (one.acks > one.sends) {
      ledger.note(`${name(one)} was acked twice`)
      return
    }
    const afterMs = clock.now() - start
    const late = told.kind !== 'event' && afterMs > ackWithinMs
    if (late) ledger.note(`${name(one)} was acked late, after ${afterMs} ms`)
    if (exchange.settled()) return
    if (late) {
      const outcome: Outcome = { kind: 'timeout' }
      settle(outcome, troubleOf(told.kind, told.payload, outcome))
      return
    }
    settle({ kind: 'acked', afterMs, body }, told.taken(body))
  }

  const overSocket = (one: Running): void => {
    const { told, exchange } = one
    const { kind, team, payload } = told
    const envelope = {
      envelope_id: exchange.id,
      type: kind === 'command' || kind === 'event' ? envelopes[kind] : 'interactive',
      accepts_response_payload: kind !== 'event',
      payload,
      ...(kind === 'event'
        ? { retry_attempt: one.attempt, retry_reason: one.attempt === 0 ? '' : 'timeout' }
        : {}),
    }
    const there = links().send(team.appId, envelope, () => {
      one.excused = true
    })
    if (!there) fail(one, { kind: 'unreachable' })
  }

  const overHttp = async (one: Running, route: Route & { kind: 'http' }): Promise<void> => {
    if (closed) return
    const { kind, team, payload } = one.told
    const seconds = Math.floor(clock.now() / 1000) + (route.skewS ?? 0)
    const retry = one.attempt === 0 ? undefined : { attempt: one.attempt, reason: 'http_timeout' }
    const secret = route.secret ?? team.signingSecret
    const stop = new AbortController()
    underWay.add(stop)
    try {
      const response = await fetch(route.url, {
        ...signedRequest(kind, payload, secret, seconds, retry),
        signal: stop.signal,
      })
      const body = await readBody(response)
      if (response.ok) acked(one, body)
      else fail(one, { kind: 'refused', status: response.status })
    } catch {
      if (!stop.signal.aborted) fail(one, { kind: 'unreachable' })
    } finally {
      underWay.delete(stop)
    }
  }

  const send = (one: Running): void => {
    one.sends++
    const { exchange, told, attempt } = one
    clock.after(ackWithinMs, () => {
      if (one.attempt === attempt && !exchange.settled()) fail(one, { kind: 'timeout' })
    })
    const route = routes.get(told.team.id)
    if (route?.kind === 'http') void overHttp(one, route)
    else overSocket(one)
  }

  return {
    tell: told => {
      const one = create(told)
      const times = twice ? 2 : 1
      twice = false
      for (let i = 0; i < times; i++) {
        if (holding) waiting.push(() => send(one))
        else send(one)
      }
      return one.exchange
    },
    acked: (id, body) => {
      const one = running.get(id)
      if (one) acked(one, body)
      else ledger.note(`${id} was acked, and nobody sent it`)
    },
    route: (team, route) => routes.set(team, route),
    redeliver: exchange => {
      const one = running.get(exchange.id)
      if (!one) throw new Error(`nothing was sent as ${exchange.id}`)
      one.attempt++
      send(one)
    },
    duplicateNext: () => {
      twice = true
    },
    hold: () => {
      holding = true
    },
    release: order => {
      holding = false
      const held = waiting.splice(0)
      for (const act of order === 'same' ? held : held.reverse()) act()
    },
    close: () => {
      closed = true
      for (const stop of underWay) stop.abort()
    },
  }
}
