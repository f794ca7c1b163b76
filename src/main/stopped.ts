import type { GuardFault } from './kept-notes.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** For who runs it, where it is the disk that ends the program: what to do. Undefined for anything else. */
export const diskSentence = (error: unknown): string | undefined => {
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return 'The disk is full: make room and start again. What was acknowledged is there; what was under way is looked for.'
  return code.startsWith('SQLITE_IOERR') || code === 'EIO'
    ? 'The disk failed: look at it before you start again. What was acknowledged was on it.'
    : undefined
}

const behind = 'LOG_BEHIND'

/** Somebody turned out to remember more of the log than it has, while it was appended to: nothing more may be. */
export const behindError = ({ kind, source, size, here }: GuardFault): Error =>
  Object.assign(new Error(`${kind}: ${source} says ${size} entries, and there are ${here}`), {
    code: behind,
  })

/** Why the program ended, for who runs it; undefined for a bug. */
export const stopSentence = (error: unknown): string | undefined =>
  codeOf(error) === behind && error instanceof Error
    ? `${error.message}. Another copy of this log is in use, or this one is an older copy: start again, which says what to do.`
    : diskSentence(error)
