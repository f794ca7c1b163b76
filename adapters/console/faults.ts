import type { Fault } from '../../src/ports/platform.ts'

/** What kept the server from listening, for the loop and in a sentence for who runs it. */
export interface ListenFault {
  readonly fault: Fault
  readonly sentence: string
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Maps Node's listen errors; anything unknown is `Unreachable` with the host's own words. */
export const listenFault = (error: unknown, host: string, port: number): ListenFault => {
  const where = `${host}:${port}`
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return {
        fault: { kind: 'Unreachable' },
        sentence: `${where} is in use by another program: stop it, or set LIAISON_PORT to a free port.`,
      }
    case 'EACCES':
    case 'EPERM':
      return {
        fault: { kind: 'Forbidden', missing: `permission to listen on ${where}` },
        sentence: `This account may not listen on ${where}: set LIAISON_PORT to a port above 1023.`,
      }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        fault: { kind: 'Unreachable' },
        sentence: `${host} is no address of this machine: set LIAISON_HOST to one that is.`,
      }
    default:
      return {
        fault: { kind: 'Unreachable' },
        sentence: `The console can't listen on ${where}: ${error instanceof Error ? error.message : 'unknown cause'}.`,
      }
  }
}

/** True where a file isn't there (any more); any other error is for the caller to throw. */
export const isMissingFile = (error: unknown): boolean => codeOf(error) === 'ENOENT'
export const isExistingFile = (error: unknown): boolean => codeOf(error) === 'EEXIST'
