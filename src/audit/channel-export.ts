import { type Instant, instant, parseInstant } from '../kit/time.ts'

/** A checkpoint that somebody showed in a channel, and until when at the latest, by the platform's clock. */
export interface ShownNote {
  readonly note: string
  readonly shown: Instant
}

interface Lines {
  readonly origin: string
  readonly size: string
  readonly root: string
}

const isSize = (line: string): boolean => /^(0|[1-9][0-9]{0,15})$/.test(line)
const isRoot = (line: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(line)
const isSignature = (line: string): boolean =>
  /^— [^ ]{1,400} [A-Za-z0-9+/]{1,20000}={0,2}$/.test(line)

const noteAt = ({ origin, size, root }: Lines, rest: readonly string[]): string => {
  const end = rest.findIndex(line => !isSignature(line))
  const signatures = rest.slice(0, end < 0 ? rest.length : end)
  return [origin, size, root, '', ...signatures, ''].join('\n')
}

/** The checkpoints within a text; whatever stands around them is passed over. Takes time as its length. */
export const notesIn = (text: string): readonly string[] => {
  // A fence begins and ends a block of code without a line of its own.
  const lines = text.replaceAll('```', '\n').split('\n')
  const notes: string[] = []
  for (const [i, size] of lines.entries()) {
    const [origin = '', root = '', empty = '.', first = ''] = [
      lines[i - 1],
      lines[i + 1],
      lines[i + 2],
      lines[i + 3],
    ]
    if (origin === '' || !isSize(size) || !isRoot(root) || empty !== '') continue
    if (isSignature(first))
      notes.push(noteAt({ origin, size, root }, lines.slice(i + 3, i + 3 + 64)))
  }
  return notes
}

// As chat systems write what would be markup.
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Every string within a value, however deep. */
const stringsIn = (value: unknown): readonly string[] => {
  const found: string[] = []
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') found.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) waiting.push(inner)
  }
  return found
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

/** `1790000000.000100` in seconds, or a time of RFC 3339, cut to milliseconds. */
const readTime = (value: unknown): Instant | undefined => {
  if (typeof value !== 'string' || value.length > 40) return undefined
  if (/^[0-9]{1,12}(\.[0-9]{1,9})?$/.test(value)) return instant(Math.floor(Number(value) * 1000))
  const at = parseInstant(value.replace(/(\.\d{3})\d+/, '$1'))
  return at.ok ? at.value : undefined
}

/** What an edited message shows, it shows since then; when it was posted says nothing any more. */
const timeOf = (message: unknown): Instant | undefined =>
  readTime(fieldOf(fieldOf(message, 'edited'), 'ts')) ??
  readTime(fieldOf(message, 'edited_timestamp')) ??
  readTime(fieldOf(message, 'timestampEdited')) ??
  readTime(fieldOf(message, 'ts')) ??
  readTime(fieldOf(message, 'timestamp'))

/**
 * The checkpoints in an export of a channel: a list of messages, or an object that has one as `messages`, each
 * with the time at which the platform had it. Undefined for any other value. Proves nothing: anybody may
 * have written them, and the file may be anybody's.
 */
export const shownIn = (exported: unknown): readonly ShownNote[] | undefined => {
  const messages = Array.isArray(exported) ? exported : fieldOf(exported, 'messages')
  if (!Array.isArray(messages)) return undefined
  return messages.flatMap((message: unknown) => {
    const shown = timeOf(message)
    if (shown === undefined) return []
    const notes = stringsIn(message).flatMap(text => notesIn(unescaped(text)))
    return [...new Set(notes)].map(note => ({ note, shown }))
  })
}
