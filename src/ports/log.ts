/**
 * What may be told beside a message: ids, codes and figures. Never an officer's text, a name or an
 * address: the operator's log is no place for the matter of a case.
 */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

/** `message` is a fixed sentence in English, the same for every occurrence; what varies is a fact. */
export type Say = (message: string, facts?: Facts) => void

/**
 * For the operator of the host, not for officers; the audit log is another thing. Promises:
 * - It never throws and never waits: a log that can't be written changes nothing.
 */
export interface Log {
  readonly info: Say
  /** Something is off, and the program goes on by itself. */
  readonly warn: Say
  /** Somebody has to look. */
  readonly error: Say
}
