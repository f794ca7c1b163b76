import {
  ed25519Type,
  type KeyType,
  printVerifierKey,
  verifierKey,
} from '../../src/audit/verifier-key.ts'
import { concat, fromBase64, toBase64, toHex } from '../../src/kit/bytes.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Signer } from '../../src/ports/signer.ts'
import { signerOf } from './ed25519.ts'
import { digest } from './hashes.ts'

/** A key with its name: that of a log, which is its origin, or of a witness. */
export interface LogSigner extends Signer {
  readonly origin: string
  /** The public key in text form, `name+id+base64`. */
  readonly vkey: string
}

export const namedSigner = (
  origin: string,
  seed: Uint8Array,
  type: KeyType = ed25519Type,
): LogSigner => {
  const signer = signerOf(seed)
  const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest, type))
  return { ...signer, origin, vkey }
}

/**
 * Private key as text, in the form that the signed-note tools of Go read and write:
 * `PRIVATE+KEY+name+id+base64(type ‖ seed)`.
 */
export const printSignerKey = (
  origin: string,
  seed: Uint8Array,
  type: KeyType = ed25519Type,
): string => {
  const { id } = verifierKey(origin, signerOf(seed).publicKey, digest, type)
  const secret = toBase64(concat(Uint8Array.of(type), seed))
  return `PRIVATE+KEY+${origin}+${toHex(id)}+${secret}`
}

/** Reads what `printSignerKey` gives for a key of that type, and nothing else. */
export const parseSignerKey = (
  text: string,
  type: KeyType = ed25519Type,
): Result<LogSigner, 'NotASignerKey'> => {
  const [, origin, encoded] = /^PRIVATE\+KEY\+([^+\s]+)\+[0-9a-f]{8}\+(.+)$/u.exec(text) ?? []
  const bytes = fromBase64(encoded ?? '')
  if (origin === undefined || bytes?.length !== 33) return err('NotASignerKey')
  const seed = bytes.slice(1)
  return printSignerKey(origin, seed, type) === text
    ? ok(namedSigner(origin, seed, type))
    : err('NotASignerKey')
}
