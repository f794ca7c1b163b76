import type { MessageId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Instant } from '../../src/kit/time.ts'
import type { Fault, Outgoing, Platform } from '../../src/ports/platform.ts'

/** One message as a chat system keeps it; the file of these outlives every kill of ours. */
export interface Shown {
  readonly verb: 'post' | 'reply' | 'revise'
  readonly platform: string
  readonly place: string
  readonly message: string
  readonly key: string
  readonly repeat: boolean
  readonly at: number
}

export interface FaultyOptions {
  readonly name: PlatformName
  /** It can be looked through. */
  readonly finds: boolean
  /** What it showed before. */
  readonly before: readonly Shown[]
  /** Writes down what is shown, for good. */
  readonly show: (shown: Shown) => void
  /** 0 to 99, anew for each call; troubles begin at `troubles` and above. */
  readonly dice: () => number
  readonly troubles: number
  /** Some time passes, as on a network. */
  readonly pause: () => Promise<void>
}

/** A chat system that shows again what is posted again, and goes wrong at random. */
export const createFaulty = (options: FaultyOptions): Platform => {
  const { name, finds, show, dice, troubles, pause } = options
  const shown = options.before.filter(s => s.platform === name)
  let count = shown.length

  const call = async (
    verb: Shown['verb'],
    place: PlaceId,
    outgoing: Outgoing,
    message?: MessageId,
  ): Promise<Result<MessageId, Fault>> => {
    const { key, repeat, at } = outgoing
    const act = (): MessageId => {
      count += 1
      const named = message ?? (`${name}-${count}` as MessageId)
      const one = { verb, platform: name, place, message: named, key, repeat, at }
      shown.push(one)
      show(one)
      return named
    }
    await pause()
    const trouble = Math.floor((dice() - troubles) / 5)
    if (trouble < 0) {
      const done = act()
      await pause()
      return ok(done)
    }
    if (trouble === 0) return err({ kind: 'RateLimited', retryAfterMs: 1_000 })
    if (trouble === 1) return err({ kind: 'Unreachable' })
    if (trouble === 2) return err({ kind: 'Unknown' })
    if (trouble === 3 || trouble === 4) act()
    return trouble === 3 ? err({ kind: 'Unknown' }) : new Promise(() => {})
  }

  const find = async (place: PlaceId, key: string, since: Instant) => {
    await pause()
    if (dice() >= 95) return err<Fault>({ kind: 'Unreachable' })
    const one = shown.find(s => s.place === place && s.key === key && s.at >= since)
    return ok(one && one.verb !== 'revise' ? (one.message as MessageId) : undefined)
  }

  return {
    name,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: 3,
      keepsMessages: true,
      paceMs: 1_000,
    },
    start: async () => ok(undefined),
    restore: () => {},
    post: (place, outgoing) => call('post', place, outgoing),
    reply: (place, _, outgoing) => call('reply', place, outgoing),
    revise: (place, message, outgoing) => call('revise', place, outgoing, message),
    ...(finds ? { find } : {}),
    close: async () => {},
  }
}
