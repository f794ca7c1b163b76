import { destination as open, pino, stdTimeFunctions } from 'pino'
import type { Facts, Log, Say } from '../../src/ports/log.ts'

export type LogLevel = 'info' | 'warn' | 'error' | 'silent'

export interface LogOptions {
  /** The least that is written. */
  readonly level: LogLevel
  /** Gets each line with its line end; standard error where none is given. */
  readonly destination?: { readonly write: (line: string) => void }
}

// No id or code of ours is longer; what is longer is somebody's text and has no place here.
const LONGEST_FACT = 200

const short = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > LONGEST_FACT ? `(${value.length} units)` : value,
    ]),
  )

/**
 * One JSON line an occurrence: `level, time (RFC 3339 UTC), message, facts`. Neither the host's name
 * nor the process is in it. Lines are written before the call returns, so a crash loses none.
 */
export const createLog = ({ level, destination }: LogOptions): Log => {
  const root = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      nestedKey: 'facts',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    destination ?? open({ fd: 2, sync: true }),
  )
  const at =
    (name: 'info' | 'warn' | 'error'): Say =>
    (message, facts = {}) =>
      root[name](short(facts), message)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
