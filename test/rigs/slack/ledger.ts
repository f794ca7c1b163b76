import type { Fields } from './rule.ts'

/** A call that an app made, in order of arrival. */
export interface Asked {
  readonly at: number
  readonly method: string
  readonly team?: string
  readonly channel?: string
  readonly args: Fields
  /** `ok`, Slack's error word, or what the script of troubles did to it. */
  answer: string
}

export interface Ledger {
  readonly asked: Asked[]
  /** Something an app should not have done. */
  readonly note: (problem: string) => void
  readonly problems: () => readonly string[]
}

export const createLedger = (): Ledger => {
  const asked: Asked[] = []
  const problems: string[] = []
  return { asked, note: problem => problems.push(problem), problems: () => [...problems] }
}
