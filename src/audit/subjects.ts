/** The last entry of a subject: its running number, 0 where it has none yet, and its position in the log. */
export interface Last {
  n: number
  seq: number
}

/** The subjects that a log has had so far; whoever asks for one that is new has it begun. */
export interface Subjects {
  readonly byId: (id: string) => Last
  /** As `byId` of what stands there in ASCII; mostly without making a text of it. */
  readonly at: (bytes: Uint8Array, from: number, to: number) => Last
  /** How many entries each has. */
  readonly counts: () => ReadonlyMap<string, number>
}

interface Met {
  readonly id: Uint8Array
  readonly last: Last
}

const isSame = (id: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean => {
  if (id.length !== to - from) return false
  for (let i = 0; i < id.length; i++) if (id[i] !== bytes[from + i]) return false
  return true
}

const slots = 4096

/** By the end of an id, where those that are met together differ. */
const slotOf = (bytes: Uint8Array, to: number): number => {
  let sum = 0
  for (let i = to - 4; i < to; i++) sum = sum * 10 + (bytes[i] ?? 0)
  return sum % slots
}

/** Entries of a subject come close together: those met last are found by their bytes, one in each slot. */
export const createSubjects = (): Subjects => {
  const lasts = new Map<string, Last>()
  const met = Array.from({ length: slots }, (): Met | undefined => undefined)
  const byId = (id: string): Last => {
    const known = lasts.get(id)
    if (known) return known
    const last = { n: 0, seq: 0 }
    lasts.set(id, last)
    return last
  }
  return {
    byId,
    at: (bytes, from, to) => {
      const slot = slotOf(bytes, to)
      const known = met[slot]
      if (known && isSame(known.id, bytes, from, to)) return known.last
      const id = bytes.slice(from, to)
      const last = byId(String.fromCharCode(...id))
      met[slot] = { id, last }
      return last
    },
    counts: () => new Map([...lasts].map(([id, { n }]) => [id, n])),
  }
}
