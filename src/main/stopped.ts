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
