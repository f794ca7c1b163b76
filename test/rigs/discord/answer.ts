import type { Fields } from '../slack/rule.ts'
import { type Flaw, treeOf } from './rule.ts'
import type { World } from './world.ts'

export interface Upload {
  /** The n of `files[n]`. */
  readonly n: string
  readonly filename: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** One call with a good token, or of a route that needs none. */
export interface Call {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly files: readonly Upload[]
}

export interface Answer {
  readonly status: number
  /** None goes with 204. */
  readonly body?: unknown
  /** Why it was refused, for the list of problems. */
  readonly reason?: string
}

export const yes = (body: unknown, status = 200): Answer => ({ status, body })
export const empty: Answer = { status: 204 }

export const no = (status: number, code: number, message: string, more: Fields = {}): Answer => ({
  status,
  body: { message, code, ...more },
  reason: `${code} ${message}`,
})

export const invalid = (flaws: readonly Flaw[]): Answer => ({
  ...no(400, 50_035, 'Invalid Form Body', { errors: treeOf(flaws) }),
  reason: `50035 ${flaws.map(({ at, code, message }) => `${at.join('.')}: ${code} ${message}`).join('; ')}`,
})

export const unknown = {
  channel: no(404, 10_003, 'Unknown Channel'),
  guild: no(404, 10_004, 'Unknown Guild'),
  message: no(404, 10_008, 'Unknown Message'),
  user: no(404, 10_013, 'Unknown User'),
  webhook: no(404, 10_015, 'Unknown Webhook'),
  interaction: no(404, 10_062, 'Unknown interaction'),
  application: no(404, 10_002, 'Unknown Application'),
  route: no(404, 0, '404: Not Found'),
}
export const unauthorized = no(401, 0, '401: Unauthorized')
export const noAccess = no(403, 50_001, 'Missing Access')
export const noPermission = no(403, 50_013, 'Missing Permissions')
export const isAnswer = (found: object): found is Answer => 'status' in found
