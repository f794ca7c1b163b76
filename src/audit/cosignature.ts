import { concat, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { VerifySignature } from '../ports/signer.ts'
import { type CheckpointFault, readCheckpoint } from './checkpoint.ts'
import { type NoteSignature, parseNote, printNote } from './note.ts'
import { cosignatureType, sameKey, type VerifierKey } from './verifier-key.ts'

/** A witness's word that, as of `time`, this was the largest consistent tree of the log that it had seen. */
export interface Cosignature {
  readonly key: VerifierKey
  /** Seconds since 1970, by the witness's own clock. */
  readonly time: number
}

const timeBytes = 8
const signatureBytes = 64
/** The last second of the year 9999: what is later can't be written down as a date. */
const maxTime = 253_402_300_799n

const bigEndian = (seconds: number): Uint8Array => {
  const bytes = new Uint8Array(timeBytes)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds))
  return bytes
}

/** What an Ed25519 cosignature is over (tlog-cosignature v1): header, time and the note's text. */
const cosigned = (text: string, time: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`)

/** The signature line of a witness under a checkpoint's text. Whether the witness may sign, it decided before. */
export const cosign = (
  text: string,
  time: number,
  key: VerifierKey,
  sign: (bytes: Uint8Array) => Uint8Array,
): NoteSignature => {
  if (key.type !== cosignatureType || !Number.isSafeInteger(time) || time < 0)
    throw new Error('not a cosignature')
  const signature = concat(bigEndian(time), sign(cosigned(text, time)))
  return { name: key.name, id: key.id, signature }
}

const timeOf = (signature: Uint8Array): number | undefined => {
  if (signature.length !== timeBytes + signatureBytes) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset, timeBytes).getBigUint64(0)
  return time <= maxTime ? Number(time) : undefined
}

/**
 * The cosignatures of a note by any of `keys`, one a key. A line by a key that nobody knows is passed over;
 * one that claims a known key and doesn't hold spoils the note.
 */
export const openCosignatures = (
  note: string,
  keys: readonly VerifierKey[],
  verifySignature: VerifySignature,
): Result<readonly Cosignature[], CheckpointFault> => {
  const claimed = readCheckpoint(note)
  if (!claimed.ok) return claimed
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const { text, signatures } = parsed.value
  const found = new Map<VerifierKey, Cosignature>()
  for (const s of signatures) {
    const key = keys.find(k => k.type === cosignatureType && sameKey(k, s))
    if (!key) continue
    const time = timeOf(s.signature)
    const held =
      time !== undefined &&
      verifySignature(key.publicKey, cosigned(text, time), s.signature.slice(timeBytes))
    if (!held) return err('BadSignature')
    found.set(key, { key, time })
  }
  return ok([...found.values()])
}

/** The note with these signatures added, each once, in the order in which they came. */
export const withSignatures = (
  note: string,
  added: readonly NoteSignature[],
): Result<string, 'NotANote'> => {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const { text, signatures } = parsed.value
  const fresh = added.filter(a => !signatures.some(s => sameKey(a, s)))
  return ok(printNote({ text, signatures: [...signatures, ...fresh] }))
}
