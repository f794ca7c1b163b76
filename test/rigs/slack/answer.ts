import type { Ledger } from './ledger.ts'
import type { Fields } from './rule.ts'
import type { Team, World } from './world.ts'

/** One call by an app whose token and arguments are right so far. */
export interface Call {
  readonly world: World
  readonly ledger: Ledger
  readonly team: Team
  readonly args: Fields
}

export const yes = (fields: Fields = {}): Fields => ({ ok: true, ...fields })

export const no = (error: string, messages: readonly string[] = []): Fields => ({
  ok: false,
  error,
  ...(messages.length === 0 ? {} : { response_metadata: { messages } }),
})

export const noScope = ({ team }: Call, needed: string): Fields => ({
  ...no('missing_scope'),
  needed,
  provided: [...team.scopes].join(','),
})
