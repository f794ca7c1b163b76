import { equal } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import { type Checkpoint, openCheckpoint, readCheckpoint } from './checkpoint.ts'
import { type Cosignature, openCosignatures } from './cosignature.ts'
import type { TrustPolicy } from './trust-policy.ts'
import type { VerifierKey } from './verifier-key.ts'

/** Whom a verifier believes, and by what it checks. */
export interface Trust {
  readonly policy: TrustPolicy
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

/** A checkpoint that a log of the policy signed. */
export interface Trusted {
  readonly note: string
  readonly checkpoint: Checkpoint
  /** The log's keys that signed it. */
  readonly signers: readonly VerifierKey[]
  /** By witnesses of the policy. */
  readonly cosignatures: readonly Cosignature[]
}

export type TrustFault = 'NotACheckpoint' | 'BadSignature' | 'UnknownKey' | 'UnknownOrigin'

/** Believes these keys for their logs, and asks for nobody's cosignature. */
export const policyOfKeys = (keys: readonly VerifierKey[]): TrustPolicy => ({
  logs: keys,
  witnesses: [],
  isEnough: () => true,
  quorumOfNone: true,
})

export const policyOfKey = (key: VerifierKey): TrustPolicy => policyOfKeys([key])

export const sameSigner = (a: VerifierKey, b: VerifierKey): boolean =>
  a.name === b.name && equal(a.publicKey, b.publicKey)

/**
 * The checkpoint of a note, by whom it is signed and cosigned. A signature that claims a key of the policy
 * and doesn't hold spoils it; whether the cosignatures are enough is for the caller.
 */
export const openTrusted = (note: string, trust: Trust): Result<Trusted, TrustFault> => {
  const { policy, verifySignature } = trust
  const claimed = readCheckpoint(note)
  if (!claimed.ok) return err('NotACheckpoint')
  const keys = policy.logs.filter(k => k.name === claimed.value.origin)
  if (keys.length === 0) return err('UnknownOrigin')
  const signers: VerifierKey[] = []
  for (const key of keys) {
    const opened = openCheckpoint(note, key, verifySignature)
    if (opened.ok) signers.push(key)
    else if (opened.error === 'BadSignature') return err('BadSignature')
  }
  if (signers.length === 0) return err('UnknownKey')
  const witnesses = policy.witnesses.map(w => w.key)
  const cosignatures = openCosignatures(note, witnesses, verifySignature)
  if (!cosignatures.ok) return err('BadSignature')
  return ok({ note, checkpoint: claimed.value, signers, cosignatures: cosignatures.value })
}

export const isQuorum = ({ cosignatures }: Trusted, { policy }: Trust): boolean =>
  policy.isEnough(cosignatures.map(c => c.key))
