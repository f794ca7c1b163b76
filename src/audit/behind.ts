import { equal } from '../kit/bytes.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import type { Store } from '../ports/store.ts'
import { readCheckpoint } from './checkpoint.ts'
import { createTreeReader } from './tiles.ts'
import { openTrusted, policyOfKeys } from './trust.ts'
import type { OwnKeys } from './verify-tail.ts'

/** What somebody outside of the data directory remembers of this log. */
export type Claim = {
  /** Who, as the operator is told. */
  readonly source: string
} & (
  | { readonly note: string }
  /** A size alone; `differs`: of that size, and another tree. */
  | { readonly size: number; readonly differs?: true }
)

export interface Contradiction {
  readonly source: string
  /** `Behind`: it had more entries. `Forked`: others. `OtherKey`: a key that is not of this directory. */
  readonly kind: 'Behind' | 'Forked' | 'OtherKey'
  /** That is claimed. */
  readonly size: number
  /** Of the log as it is here. */
  readonly own: number
}

export interface OwnLog {
  readonly store: Pick<Store, 'head' | 'hashes'>
  readonly origin: string
  readonly keys: OwnKeys
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

/** Whether a note is a checkpoint of a log of that name, whoever signed it. */
export const isCheckpointOf = (note: string, origin: string): boolean => {
  const claimed = readCheckpoint(note)
  return claimed.ok && claimed.value.origin === origin
}

type Flaw = Contradiction['kind'] | undefined

const flawOf = async (claim: Claim, own: number, log: OwnLog): Promise<Flaw> => {
  if ('size' in claim) {
    if (claim.size > own) return 'Behind'
    return claim.differs ? 'Forked' : undefined
  }
  const { keys, digest, verifySignature, store } = log
  const policy = policyOfKeys([keys.key, ...keys.earlier])
  const opened = openTrusted(claim.note, { policy, digest, verifySignature })
  if (!opened.ok) return 'OtherKey'
  const { size, root } = opened.value.checkpoint
  if (size > own) return 'Behind'
  const here = await createTreeReader(store.hashes, digest).rootAt(size)
  return equal(here, root) ? undefined : 'Forked'
}

const sizeOf = (claim: Claim): number => {
  if ('size' in claim) return claim.size
  const read = readCheckpoint(claim.note)
  return read.ok ? read.value.size : 0
}

/**
 * The first claim that this log doesn't continue, the largest first: it must not be appended to then. Texts that
 * are no checkpoint of a log of its name say nothing.
 */
export const contradictedBy = async (
  claims: readonly Claim[],
  log: OwnLog,
): Promise<Contradiction | undefined> => {
  const about = claims.filter(c => 'size' in c || isCheckpointOf(c.note, log.origin))
  const { size: own } = await log.store.head()
  for (const claim of about.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const kind = await flawOf(claim, own, log)
    if (kind) return { source: claim.source, kind, size: sizeOf(claim), own }
  }
  return undefined
}
