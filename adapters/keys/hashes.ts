import { createHmac, hash, randomBytes } from 'node:crypto'
import type { Digest } from '../../src/ports/signer.ts'

/** SHA-256. */
export const digest: Digest = bytes => new Uint8Array(hash('sha256', bytes, 'buffer'))

/** HMAC-SHA256 (RFC 2104): 32 bytes. */
export const hmac = (key: Uint8Array, bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac('sha256', key).update(bytes).digest())

/** `n` bytes from the system's generator. */
export const random = (n: number): Uint8Array => new Uint8Array(randomBytes(n))
