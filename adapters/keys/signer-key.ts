import { ed25519Type, printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { concat, fromBase64, toBase64, toHex } from '../../src/kit/bytes.ts'
import { err, ok, type Result } from '../../src/kit/result.ts'
import type { Signer } from '../../src/ports/signer.ts'
import { signerOf } from './ed25519.ts'
import { digest } from './hashes.ts'

/** The log's own key with its name. */
export interface LogSigner extends Signer {
  readonly origin: string
  /** The public key in text form, `name+id+base64`. */
  readonly vkey: string
}

export const namedSigner = (origin: string, seed: Uint8Array): LogSigner => {
  const signer = signerOf(seed)
  const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
  return { ...signer, origin, vkey }
}

/**
 * Private key as text, in the form that the signed-note tools of Go read and write:
 * `PRIVATE+KEY+name+id+base64(0x01 ‖ seed)`.
 */
export const printSignerKey = (origin: string, seed: Uint8Array): string => {
  const { id } = verifierKey(origin, signerOf(seed).publicKey, digest)
  const secret = toBase64(concat(Uint8Array.of(ed25519Type), seed))
  return `PRIVATE+KEY+${origin}+${toHex(id)}+${secret}`
}

/** Reads what `printSignerKey` gives, and nothing else. */
export const parseSignerKey = (text: string): Result<LogSigner, 'NotASignerKey'> => {
  const [, origin, encoded] = /^PRIVATE\+KEY\+([^+\s]+)\+[0-9a-f]{8}\+(.+)$/u.exec(text) ?? []
  const bytes = fromBase64(encoded ?? '')
  if (origin === undefined || bytes?.length !== 33) return err('NotASignerKey')
  const seed = bytes.slice(1)
  return printSignerKey(origin, seed) === text
    ? ok(namedSigner(origin, seed))
    : err('NotASignerKey')
}
