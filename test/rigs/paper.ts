import type { MessageId, PlaceId, PlatformName } from '../../src/kit/ids.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Ear, Fault, Kept, Outgoing, Platform } from '../../src/ports/platform.ts'

/** What goes wrong with one call. */
export type Trouble =
  /** Nothing is shown. */
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** It is shown, and no word of it comes back. */
  | { readonly kind: 'shown-in-doubt' }
  /** The call never returns; `shown` says whether it arrived. */
  | { readonly kind: 'hangs'; readonly shown: boolean }

type Verb = 'post' | 'revise' | 'reply'

export interface Call {
  readonly verb: Verb
  readonly place: string
  readonly outgoing: Outgoing
}

/** A message as it now hangs at its place. */
export interface Sheet {
  readonly place: PlaceId
  readonly message: MessageId
  readonly thread?: MessageId
  readonly outgoing: Outgoing
}

export interface Paper extends Platform {
  readonly ear: () => Ear
  /** Every call, whether it went well or not. */
  readonly calls: () => readonly Call[]
  /** The keys that were looked for. */
  readonly looks: () => readonly string[]
  /** The next looks go wrong, one each. */
  readonly troubleLooking: (...faults: readonly Fault[]) => void
  /** What people were newly shown since the last look, in order. */
  readonly fresh: () => readonly Call[]
  readonly sheets: () => readonly Sheet[]
  /** The next calls at a place go wrong, one each. */
  readonly troubleAt: (place: string, ...troubles: readonly Trouble[]) => void
  /** Somebody deletes a message there. */
  readonly tear: (place: string, message: MessageId) => void
  /** The process that held it is gone: what wasn't written down elsewhere is lost. */
  readonly forget: () => void
}

const gone = err<Fault>({ kind: 'Gone' })

/** A chat system in memory that shows, and lets go wrong, exactly what a story wants. */
export const createPaper = (options: {
  readonly name: PlatformName
  readonly places: readonly PlaceId[]
  readonly keepsMessages: boolean
  readonly paceMs?: number
  /** It can be looked through, and shows again what is posted twice. */
  readonly finds?: boolean
}): Paper => {
  const sheets = new Map<string, Sheet>()
  const keys = new Map<string, MessageId>()
  const troubles = new Map<string, Trouble[]>()
  const calls: Call[] = []
  const looks: string[] = []
  const lookTroubles: Fault[] = []
  let fresh: Call[] = []
  let ear: Ear | undefined

  const at = (place: string, message: string): string => `${place}\n${message}`

  const put = (sheet: Sheet): void => {
    sheets.set(at(sheet.place, sheet.message), sheet)
    keys.set(at(sheet.place, sheet.outgoing.key), sheet.message)
  }

  const show = (call: Call, sheet: Sheet): Result<MessageId, Fault> => {
    const before = keys.get(at(sheet.place, sheet.outgoing.key))
    if (before !== undefined && !options.finds) return ok(before)
    put(sheet)
    fresh.push(call)
    return ok(sheet.message)
  }

  const perform = async (
    call: Call,
    act: () => Result<MessageId, Fault>,
  ): Promise<Result<MessageId, Fault>> => {
    calls.push(call)
    const trouble = troubles.get(call.place)?.shift()
    if (trouble?.kind === 'fault') return err(trouble.fault)
    if (trouble === undefined) return act()
    if (trouble.kind === 'shown-in-doubt' || trouble.shown) act()
    return trouble.kind === 'hangs' ? new Promise(() => {}) : err({ kind: 'Unknown' })
  }

  let copies = 0
  const named = (place: PlaceId, { key }: Outgoing): MessageId => {
    copies += Number(sheets.has(at(place, `${place}#${key}`)))
    return `${place}#${key}${copies > 0 ? `+${copies}` : ''}` as MessageId
  }

  const find: Required<Platform>['find'] = async (place, key, since) => {
    looks.push(key)
    const lost = lookTroubles.shift()
    if (lost) return err(lost)
    const message = keys.get(at(place, key))
    const sheet = message === undefined ? undefined : sheets.get(at(place, message))
    return ok(sheet && sheet.outgoing.at >= since ? sheet.message : undefined)
  }

  return {
    ...(options.finds ? { find } : {}),
    name: options.name,
    capabilities: {
      forms: true,
      privateReplies: true,
      maxButtons: 3,
      keepsMessages: options.keepsMessages,
      paceMs: options.paceMs ?? 0,
    },
    start: async given => {
      ear = given
      return ok(undefined)
    },
    restore: (kept: readonly Kept[]) => {
      for (const { place, message, thread, outgoing } of kept) {
        if (thread !== undefined && !sheets.has(at(place, thread)))
          throw new Error(`a line is restored before the card it hangs under: ${message}`)
        put({ place, message, outgoing, ...(thread === undefined ? {} : { thread }) })
      }
    },
    post: (place, outgoing) => {
      const call: Call = { verb: 'post', place, outgoing }
      const message = named(place, outgoing)
      return perform(call, () =>
        options.places.includes(place) ? show(call, { place, message, outgoing }) : gone,
      )
    },
    reply: (place, thread, outgoing) => {
      const call: Call = { verb: 'reply', place, outgoing }
      const message = named(place, outgoing)
      return perform(call, () =>
        sheets.has(at(place, thread)) ? show(call, { place, message, thread, outgoing }) : gone,
      )
    },
    revise: (place, message, outgoing) => {
      const call: Call = { verb: 'revise', place, outgoing }
      return perform(call, () => {
        const before = sheets.get(at(place, message))
        return before ? show(call, { ...before, outgoing }) : gone
      })
    },
    close: async () => {
      ear = undefined
    },
    ear: () => {
      if (!ear) throw new Error('nobody listens')
      return ear
    },
    calls: () => calls,
    looks: () => looks,
    troubleLooking: (...more) => {
      lookTroubles.push(...more)
    },
    fresh: () => {
      const seen = fresh
      fresh = []
      return seen
    },
    sheets: () => [...sheets.values()],
    troubleAt: (place, ...more) => {
      troubles.set(place, [...(troubles.get(place) ?? []), ...more])
    },
    tear: (place, message) => {
      if (!sheets.delete(at(place, message))) throw new Error(`${message} is not there`)
    },
    forget: () => {
      if (options.keepsMessages) return
      sheets.clear()
      keys.clear()
    },
  }
}
