import { equal } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, VerifySignature } from '../ports/signer.ts'
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { type Checkpoint, openCheckpoint, readCheckpoint } from './checkpoint.ts'
import { verifyConsistency } from './tree-proof.ts'
import type { VerifierKey } from './verifier-key.ts'

/** What a witness remembers of a log: the checkpoint that it cosigned last. */
export interface Remembered {
  readonly size: number
  readonly root: Uint8Array
  /** As the log signed it, so that two that disagree can be shown. */
  readonly note: string
}

/** Why a witness doesn't cosign, by the words of tlog-witness. */
export type WitnessRefusal =
  /** 400. */
  | { readonly kind: 'NotARequest' }
  /** 404: a log that the policy doesn't name. */
  | { readonly kind: 'UnknownOrigin'; readonly origin: string }
  /** 403: no signature by a key of that log holds. */
  | { readonly kind: 'NotSigned'; readonly origin: string }
  /** 409: the proof is from another size than the one cosigned last, which is `size`. */
  | { readonly kind: 'OtherSize'; readonly old: number; readonly size: number }
  /** 409: the same size, another root: both notes are signed by the log, and prove that it forked. */
  | { readonly kind: 'Fork'; readonly size: number; readonly before: string; readonly note: string }
  /** 422: the proof doesn't lead from what was cosigned last to this; `before` is that. */
  | { readonly kind: 'Inconsistent'; readonly before: string; readonly note: string }

/** What may be cosigned, after it was remembered. */
export interface Witnessed extends Remembered {
  readonly origin: string
}

/** Whom a witness believes, and by what it checks. */
export interface WitnessTools {
  readonly logs: readonly VerifierKey[]
  readonly digest: Digest
  readonly verifySignature: VerifySignature
}

const opened = (
  note: string,
  origin: string,
  { logs, verifySignature }: WitnessTools,
): Result<Checkpoint, WitnessRefusal> => {
  const keys = logs.filter(k => k.name === origin)
  if (keys.length === 0) return err({ kind: 'UnknownOrigin', origin })
  for (const key of keys) {
    const checkpoint = openCheckpoint(note, key, verifySignature)
    if (checkpoint.ok) return checkpoint
  }
  return err({ kind: 'NotSigned', origin })
}

/**
 * Whether a witness that cosigned `last` may cosign what it is asked to, exactly as tlog-witness has it. Pure:
 * who asks must keep the new state for good before any signature is given away.
 */
export const judge = (
  { old, proof, note }: AddCheckpoint,
  last: (origin: string) => Remembered | undefined,
  tools: WitnessTools,
): Result<Witnessed, WitnessRefusal> => {
  const claimed = readCheckpoint(note)
  if (!claimed.ok) return err({ kind: 'NotARequest' })
  const checkpoint = opened(note, claimed.value.origin, tools)
  if (!checkpoint.ok) return checkpoint
  const { origin, size, root } = checkpoint.value
  if (old > size) return err({ kind: 'NotARequest' })
  const before = last(origin)
  if (old !== (before?.size ?? 0)) return err({ kind: 'OtherSize', old, size: before?.size ?? 0 })
  if (before && size === before.size && !equal(root, before.root))
    return err({ kind: 'Fork', size, before: before.note, note })
  const isConsistent =
    before === undefined || before.size === 0
      ? proof.length === 0
      : verifyConsistency(
          { oldSize: before.size, oldRoot: before.root, size, root, path: proof },
          tools.digest,
        )
  return isConsistent
    ? ok({ origin, size, root, note })
    : err({ kind: 'Inconsistent', before: before?.note ?? '', note })
}

/** The same of a body as it came. */
export const judgeBody = (
  body: string,
  last: (origin: string) => Remembered | undefined,
  tools: WitnessTools,
): Result<Witnessed, WitnessRefusal> => {
  const request = parseAddCheckpoint(body)
  return request.ok ? judge(request.value, last, tools) : err({ kind: 'NotARequest' })
}
