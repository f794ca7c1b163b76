import type { RigClock } from '../slack/clock.ts'
import type { Fault, Struck, Trouble } from './discord-type.ts'

export interface Striking {
  readonly method: string
  readonly route: string
  readonly channel: string | undefined
}

export interface Troubles {
  readonly add: (trouble: Trouble) => Struck
  readonly strike: (call: Striking) => Fault | undefined
}

const fits = ({ method, route, channel }: Trouble, call: Striking): boolean =>
  (method === undefined || method === call.method) &&
  (route === undefined || call.route.includes(route)) &&
  (channel === undefined || channel === call.channel)

export const createTroubles = (clock: RigClock): Troubles => {
  const running: {
    readonly trouble: Trouble
    readonly until: number
    left: number
    hits: number
  }[] = []
  return {
    add: trouble => {
      const { times, forMs } = trouble
      const one = {
        trouble,
        until: forMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + forMs,
        left: times ?? (forMs === undefined ? 1 : Number.POSITIVE_INFINITY),
        hits: 0,
      }
      running.push(one)
      return {
        hits: () => one.hits,
        lift: () => {
          one.left = 0
        },
      }
    },
    strike: call => {
      const found = running.find(
        ({ trouble, until, left }) => left > 0 && clock.now() < until && fits(trouble, call),
      )
      if (!found) return undefined
      found.left--
      found.hits++
      return found.trouble.fault
    },
  }
}
