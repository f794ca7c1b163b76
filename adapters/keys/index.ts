export { verifySignature } from './ed25519.ts'
export { digest, hmac, random } from './hashes.ts'
export { type KeyFault, openSigner, type SignerPlace } from './open-signer.ts'
export type { LogSigner } from './signer-key.ts'
