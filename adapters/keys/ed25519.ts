import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { concat, fromHex } from '../../src/kit/bytes.ts'
import type { Signer, VerifySignature } from '../../src/ports/signer.ts'

const constant = (hex: string): Uint8Array => {
  const bytes = fromHex(hex)
  if (bytes === undefined) throw new Error(`not hex: ${hex}`)
  return bytes
}

// RFC 8410 section 10: what stands before the 32 raw bytes in PKCS #8 and in SubjectPublicKeyInfo.
const privateHead = constant('302e020100300506032b657004220420')
const publicHead = constant('302a300506032b6570032100')

const der = (head: Uint8Array, raw: Uint8Array): Buffer => Buffer.from(concat(head, raw))

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: der(privateHead, seed), format: 'der', type: 'pkcs8' })

const publicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: der(publicHead, raw), format: 'der', type: 'spki' })

/** The signer of a private key (RFC 8032: a seed of 32 bytes). */
export const signerOf = (seed: Uint8Array): Signer => {
  if (seed.length !== 32) throw new Error('an Ed25519 seed has 32 bytes')
  const key = privateKey(seed)
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(publicHead.length)),
    sign: bytes => new Uint8Array(sign(null, bytes, key)),
  }
}

export const verifySignature: VerifySignature = (raw, bytes, signature) =>
  raw.length === 32 && verify(null, bytes, publicKey(raw), signature)
