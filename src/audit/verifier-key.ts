import { concat, equal, fromBase64, fromHex, toBase64, toHex, utf8 } from '../kit/bytes.ts'
import { err, ok, type Result } from '../kit/result.ts'
import type { Digest } from '../ports/signer.ts'

/** An Ed25519 key as signed notes name it. */
export interface VerifierKey {
  readonly name: string
  /** Four bytes. */
  readonly id: Uint8Array
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array
}

/** C2SP signed-note: type 0x01 is Ed25519 over the note's text. */
export const ed25519Type = 0x01

/** Not empty, no Unicode space, no plus; line ends and other controls would break a note. */
export const isKeyName = (name: string): boolean =>
  name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name)

const typed = (publicKey: Uint8Array): Uint8Array => concat(Uint8Array.of(ed25519Type), publicKey)

/** The key with its id: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
export const verifierKey = (name: string, publicKey: Uint8Array, digest: Digest): VerifierKey => {
  if (!isKeyName(name)) throw new Error(`not a key name: ${name}`)
  if (publicKey.length !== 32) throw new Error('an Ed25519 key has 32 bytes')
  const id = digest(concat(utf8(`${name}\n`), typed(publicKey))).slice(0, 4)
  return { name, id, publicKey }
}

/** The text form, `name+id+base64(0x01 ‖ key)`. */
export const printVerifierKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(typed(publicKey))}`

/** Reads the text form; an id that isn't that of the key is refused. */
export const parseVerifierKey = (
  text: string,
  digest: Digest,
): Result<VerifierKey, 'NotAVerifierKey'> => {
  // The base64 part may hold a plus itself.
  const [, name = '', hex = '', encoded = ''] = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(text) ?? []
  const id = fromHex(hex)
  const bytes = fromBase64(encoded)
  if (!isKeyName(name) || id === undefined || bytes?.length !== 33) return err('NotAVerifierKey')
  if (bytes[0] !== ed25519Type) return err('NotAVerifierKey')
  const key = verifierKey(name, bytes.slice(1), digest)
  return equal(key.id, id) ? ok(key) : err('NotAVerifierKey')
}

/** Name and id together identify a key; either alone doesn't. */
export const sameKey = (
  a: Pick<VerifierKey, 'name' | 'id'>,
  b: Pick<VerifierKey, 'name' | 'id'>,
): boolean => a.name === b.name && equal(a.id, b.id)
