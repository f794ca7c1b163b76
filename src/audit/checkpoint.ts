import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest, Signer, VerifySignature } from '../ports/signer.ts'
import { type NoteFault, openNote, parseNote, signNote } from './note.ts'
import { type VerifierKey, verifierKey } from './verifier-key.ts'

/** A C2SP checkpoint (tlog-checkpoint v1.0.0) without extension lines. */
export interface Checkpoint {
  /** Which log: its name, as in the key that signs it. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export const printCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** Reads the text of a checkpoint. Extension lines are refused: nobody could audit them. */
export const parseCheckpoint = (text: string): Result<Checkpoint, 'NotACheckpoint'> => {
  const [, origin, digits, encoded = ''] =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/u.exec(text) ?? []
  const size = Number(digits)
  const root = fromBase64(encoded)
  return origin !== undefined && Number.isSafeInteger(size) && root?.length === 32
    ? ok({ origin, size, root })
    : err('NotACheckpoint')
}

/** The signed note over a checkpoint; its key is named after the origin. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer, digest: Digest): string =>
  signNote(
    printCheckpoint(checkpoint),
    verifierKey(checkpoint.origin, signer.publicKey, digest),
    signer.sign,
  )

export type CheckpointFault = NoteFault | 'NotACheckpoint'

/** What a signed note claims, before anybody's key is asked. */
export const readCheckpoint = (note: string): Result<Checkpoint, CheckpointFault> => {
  const parsed = parseNote(note)
  return parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
}

/** The checkpoint of a note that `key` signed. Whether its origin is the one wanted is for the caller. */
export const openCheckpoint = (
  note: string,
  key: VerifierKey,
  verifySignature: VerifySignature,
): Result<Checkpoint, CheckpointFault> => {
  const opened = openNote(note, [key], verifySignature)
  return opened.ok ? parseCheckpoint(opened.value) : opened
}
