import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex, utf8 } from '../../src/kit/bytes.ts'
import type { Digest, Signer, VerifySignature } from '../../src/ports/signer.ts'

export interface SignerKit {
  readonly digest: Digest
  readonly verifySignature: VerifySignature
  /** A signer with a key that no call before gave. */
  readonly freshSigner: () => Signer
}

const message = fc.uint8Array({ maxLength: 300 })

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, i) => (i === at % bytes.length ? byte ^ (1 << (at % 8)) : byte))

/** What src/ports/signer.ts promises, for any implementation. */
export const signerContract = (name: string, { digest, verifySignature, freshSigner }: SignerKit) =>
  describe(`${name} keeps the promises of a signer`, () => {
    test('given the vectors of FIPS 180-2, when digested, then SHA-256 of them', () => {
      expect(toHex(digest(new Uint8Array()))).toBe(
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      )
      expect(toHex(digest(utf8('abc')))).toBe(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      )
      expect(digest(utf8('abc')).constructor).toBe(Uint8Array)
    })

    test('given any bytes, when signed twice, then the same 64 bytes, which verify', () => {
      const signer = freshSigner()
      let seen = 0
      const property = fc.property(message, bytes => {
        const signature = signer.sign(bytes)
        expect(signature).toHaveLength(64)
        expect(signer.sign(bytes)).toEqual(signature)
        expect(verifySignature(signer.publicKey, bytes, signature)).toBe(true)
        seen++
      })
      fc.assert(property, { numRuns: 100 })
      expect(seen).toBe(100)
    })

    test('given one bit changed in bytes, signature or key, when verified, then false', () => {
      const signer = freshSigner()
      let seen = 0
      const property = fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.nat(),
        (bytes, at) => {
          const signature = signer.sign(bytes)
          expect(verifySignature(signer.publicKey, flipped(bytes, at), signature)).toBe(false)
          expect(verifySignature(signer.publicKey, bytes, flipped(signature, at))).toBe(false)
          expect(verifySignature(flipped(signer.publicKey, at), bytes, signature)).toBe(false)
          seen++
        },
      )
      fc.assert(property, { numRuns: 100 })
      expect(seen).toBe(100)
    })

    test('given another key, when verified, then false', () => {
      const [one, two] = [freshSigner(), freshSigner()]
      const bytes = utf8('one')
      expect(one.publicKey).toHaveLength(32)
      expect(one.publicKey).not.toEqual(two.publicKey)
      expect(verifySignature(two.publicKey, bytes, one.sign(bytes))).toBe(false)
    })

    test('given keys and signatures of any other length, when verified, then false, not thrown', () => {
      const signer = freshSigner()
      const bytes = utf8('one')
      const signature = signer.sign(bytes)
      const long = (of: Uint8Array) => Uint8Array.of(...of, 0)
      const answers = [
        verifySignature(new Uint8Array(), bytes, signature),
        verifySignature(signer.publicKey.slice(1), bytes, signature),
        verifySignature(long(signer.publicKey), bytes, signature),
        verifySignature(new Uint8Array(32).fill(255), bytes, signature),
        verifySignature(signer.publicKey, bytes, new Uint8Array()),
        verifySignature(signer.publicKey, bytes, signature.slice(1)),
        verifySignature(signer.publicKey, bytes, long(signature)),
      ]
      expect(answers).toEqual(Array.from({ length: 7 }, () => false))
    })
  })
