import type { ActRequest } from '../protocol.ts'

type WithoutKey<T> = T extends unknown ? Omit<T, 'key'> : never

/** What an officer asks for, before it has the key of one press. */
export type Asked = WithoutKey<ActRequest>

export interface Presses {
  /** The request to send, or undefined while the very same is under way. */
  readonly begin: (asked: Asked) => ActRequest | undefined
  /** `answered` forgets the key; without an answer the same request sent again keeps it. */
  readonly end: (asked: Asked, answered: boolean) => void
}

/**
 * Keys of presses. A press that got no answer may have arrived, so the same thing asked again carries the
 * same key and is not a second act; anything else gets a key of its own.
 */
export const createPresses = (newKey: () => string): Presses => {
  const keys = new Map<string, string>()
  const underWay = new Set<string>()
  return {
    begin: asked => {
      const name = JSON.stringify(asked)
      if (underWay.has(name)) return undefined
      const key = keys.get(name) ?? newKey()
      keys.set(name, key)
      underWay.add(name)
      return { key, ...asked }
    },
    end: (asked, answered) => {
      const name = JSON.stringify(asked)
      underWay.delete(name)
      if (answered) keys.delete(name)
    },
  }
}

// crypto.randomUUID is missing where the page is served without TLS off loopback.
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('')
