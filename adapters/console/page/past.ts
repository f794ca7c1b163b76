/** Command lines sent before, oldest first, and where in them the officer is; `lines.length` is the new line. */
export interface Past {
  readonly lines: readonly string[]
  readonly at: number
  /** What was being typed when the officer went back. */
  readonly draft: string
}

export const emptyPast: Past = { lines: [], at: 0, draft: '' }

const maxLines = 100

export const remember = (past: Past, line: string): Past => {
  const lines = past.lines.at(-1) === line ? past.lines : [...past.lines, line].slice(-maxLines)
  return { lines, at: lines.length, draft: '' }
}

/** One line back (-1) or forth (1); undefined where there is none. */
export const step = (past: Past, by: -1 | 1, typed: string): [Past, string] | undefined => {
  const at = past.at + by
  if (at < 0 || at > past.lines.length) return undefined
  const draft = past.at === past.lines.length ? typed : past.draft
  return [{ ...past, at, draft }, past.lines[at] ?? draft]
}
