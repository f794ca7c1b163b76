import { concat, equal, fromBase64, fromHex, toBase64, toHex, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest } from '../ports/signer.ts'

/** C2SP signed-note: 0x01 is Ed25519 over a note's text; tlog-cosignature: 0x04 over it with a time. */
export type KeyType = 0x01 | 0x04

export const ed25519Type = 0x01
export const cosignatureType = 0x04

/** An Ed25519 key as signed notes name it. */
export interface VerifierKey {
  readonly name: string
  /** What it signs: notes, or checkpoints that it has witnessed. */
  readonly type: KeyType
  /** Four bytes. */
  readonly id: Uint8Array
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array
}

/** Not empty, no Unicode space, no plus; line ends and other controls would break a note. */
export const isKeyName = (name: string): boolean =>
  name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name)

const typed = (type: KeyType, publicKey: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(type), publicKey)

/** The key with its id: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key). */
export const verifierKey = (
  name: string,
  publicKey: Uint8Array,
  digest: Digest,
  type: KeyType = ed25519Type,
): VerifierKey => {
  if (!isKeyName(name)) throw new Error(`not a key name: ${name}`)
  if (publicKey.length !== 32) throw new Error('an Ed25519 key has 32 bytes')
  const id = digest(concat(utf8(`${name}\n`), typed(type, publicKey))).slice(0, 4)
  return { name, type, id, publicKey }
}

/** The text form, `name+id+base64(type ‖ key)`. */
export const printVerifierKey = ({ name, type, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(typed(type, publicKey))}`

/** Reads the text form; an id that isn't that of the key, or a key of another type, is refused. */
export const parseVerifierKey = (
  text: string,
  digest: Digest,
  type: KeyType = ed25519Type,
): Result<VerifierKey, 'NotAVerifierKey'> => {
  // The base64 part may hold a plus itself.
  const [, name = '', hex = '', encoded = ''] = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(text) ?? []
  const id = fromHex(hex)
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || id === undefined || bytes?.length !== 33) return err('NotAVerifierKey')
  if (bytes[0] !== type) return err('NotAVerifierKey')
  const key = verifierKey(name, bytes.slice(1), digest, type)
  return equal(key.id, id) ? ok(key) : err('NotAVerifierKey')
}

/** Name and id together identify a key; either alone doesn't. */
export const sameKey = (
  a: Pick<VerifierKey, 'name' | 'id'>,
  b: Pick<VerifierKey, 'name' | 'id'>,
): boolean => a.name === b.name && equal(a.id, b.id)
