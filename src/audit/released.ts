import type { Json } from '../kit/json.ts'
import type { EntryBody } from './entry.ts'

/** A checkpoint that a log says it has released, with the cosignatures that it says came back. */
export interface ReleasedNote {
  readonly size: number
  readonly note: string
}

/** Gathers them from the entries of a log. */
export interface Released {
  readonly take: (body: Pick<EntryBody, 'type' | 'event'>) => void
  /** Smallest first. */
  readonly notes: () => readonly ReleasedNote[]
}

/** A field of an event; undefined for anything that isn't an object or lacks it. */
export const fieldOf = (event: Json, name: string): unknown =>
  typeof event === 'object' && event !== null && !Array.isArray(event)
    ? Object.entries(event).find(([key]) => key === name)?.[1]
    : undefined

/** What an entry says is only that: each note is for whoever reads it to check. */
export const createReleased = (): Released => {
  const notes = new Map<number, string>()
  return {
    take: ({ type, event }) => {
      if (type !== 'log.checkpoint' && type !== 'log.cosigned') return
      const size = fieldOf(event, 'size')
      const note = fieldOf(event, 'note')
      const line = fieldOf(event, 'line')
      if (typeof size !== 'number') return
      if (type === 'log.checkpoint' && typeof note === 'string' && !notes.has(size))
        notes.set(size, note)
      const before = notes.get(size)
      if (type === 'log.cosigned' && typeof line === 'string' && before !== undefined)
        notes.set(size, `${before}${line}\n`)
    },
    notes: () =>
      [...notes].map(([size, note]) => ({ size, note })).toSorted((a, b) => a.size - b.size),
  }
}
