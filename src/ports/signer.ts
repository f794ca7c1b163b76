/** SHA-256 of the bytes: 32 bytes. */
export type Digest = (bytes: Uint8Array) => Uint8Array

/**
 * The log's own key: Ed25519 (RFC 8032). Promises (contract/signer.ts):
 * - `sign` is deterministic, synchronous (it runs inside the commit) and gives 64 bytes.
 * - `publicKey` is the raw 32 bytes; `verify` accepts exactly what `sign` made for the same bytes.
 */
export interface Signer {
  readonly publicKey: Uint8Array
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/** True if `signature` is Ed25519 by `publicKey` (raw, 32 bytes) over `bytes`; false for any malformed input. */
export type VerifySignature = (
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
) => boolean
