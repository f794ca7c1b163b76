import { existsSync } from 'node:fs'
import {
  type Claim,
  type Contradiction,
  contradictedBy,
  isCheckpointOf,
  type OwnLog,
} from '../audit/behind.ts'
import { err, ok, type Result } from '../kit/result.ts'
import { asPosted, readText } from './verify-inputs.ts'

/** Files outside of the data directory that remember how long the log was. */
export interface KeptNotes {
  /** Written by the program itself as the log grows; it isn't there before that. */
  readonly highWater?: string
  /** Checkpoints that the operator kept. */
  readonly since?: readonly string[]
}

/** Why a log must not be appended to: who says so, the size that is said, and the size that is here. */
export interface GuardFault {
  readonly kind: 'LogBehind' | 'LogForked' | 'LogOfOtherKey'
  readonly source: string
  readonly size: number
  readonly here: number
}

export type KeptFault = { readonly kind: 'NotItsCheckpoint'; readonly file: string } | GuardFault

const kinds = { Behind: 'LogBehind', Forked: 'LogForked', OtherKey: 'LogOfOtherKey' } as const

export const guardFault = ({ kind, source, size, own }: Contradiction): GuardFault => ({
  kind: kinds[kind],
  source,
  size,
  here: own,
})

const most = 300_000

/** What these files claim of the log of that name; one that can't be read as it should is never passed over. */
const claimsOf = (
  { highWater, since = [] }: KeptNotes,
  origin: string,
): Result<readonly Claim[], KeptFault> => {
  const claims: Claim[] = []
  const named = [
    ...(highWater === undefined ? [] : [{ file: highWater, mayLack: true }]),
    ...since.map(file => ({ file, mayLack: false })),
  ]
  for (const { file, mayLack } of named) {
    const text = readText(file, most)
    if (!text.ok && text.error.reason === 'NotThere' && mayLack) continue
    if (!text.ok || !isCheckpointOf(asPosted(text.value), origin))
      return err({ kind: 'NotItsCheckpoint', file })
    claims.push({ source: file, note: asPosted(text.value) })
  }
  return ok(claims)
}

/** Holds a log against these files. */
export const heldAgainst = async (
  files: KeptNotes,
  log: OwnLog,
): Promise<Result<undefined, KeptFault>> => {
  const claims = claimsOf(files, log.origin)
  if (!claims.ok) return claims
  const found = await contradictedBy(claims.value, log)
  return found ? err(guardFault(found)) : ok(undefined)
}

/** What of it is not there, in sentences for the operator: then it has compared nothing. */
export const lackingOf = ({ highWater }: KeptNotes, size: number): readonly string[] =>
  highWater === undefined || size === 0 || existsSync(highWater)
    ? []
    : [
        `${highWater} (LIAISON_HIGH_WATER) was not there: nothing was compared, and it is made anew.`,
      ]
