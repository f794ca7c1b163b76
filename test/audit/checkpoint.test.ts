import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import {
  openCheckpoint,
  parseCheckpoint,
  printCheckpoint,
  readCheckpoint,
  signCheckpoint,
} from '../../src/audit/checkpoint.ts'
import { openNote } from '../../src/audit/note.ts'
import { parseVerifierKey, type VerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { toBase64 } from '../../src/kit/bytes.ts'
import { checkpointExample, sumdb } from './note-vectors.ts'

const key = (vkey: string): VerifierKey => {
  const read = parseVerifierKey(vkey, digest)
  if (!read.ok) throw new Error(`not a key: ${vkey}`)
  return read.value
}

test('given checkpoints of a public log, when opened with its key, then each says what it says', () => {
  const opened = sumdb.checkpoints.map(({ size, root, signature }) => {
    const note = `${sumdb.origin}\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`
    const result = openCheckpoint(note, key(sumdb.vkey), verifySignature)
    return (
      result.ok && {
        origin: result.value.origin,
        size: result.value.size,
        root: toBase64(result.value.root),
      }
    )
  })
  expect(opened).toEqual(
    sumdb.checkpoints.map(({ size, root }) => ({ origin: sumdb.origin, size, root })),
  )
  expect(opened).toHaveLength(7)
})

test('given the size of another checkpoint of that log, when opened, then the signature is bad', () => {
  const [one, two] = sumdb.checkpoints
  const note = `${sumdb.origin}\n${one?.size}\n${one?.root}\n\n— sum.golang.org ${two?.signature}\n`
  const result = openCheckpoint(note, key(sumdb.vkey), verifySignature)
  expect(result).toEqual({ ok: false, error: 'BadSignature' })
})

test('given the example of the specification, when read and printed, then its text is the same', () => {
  const read = readCheckpoint(checkpointExample)
  if (!read.ok) throw new Error('the published checkpoint was refused')
  expect(read.value.origin).toBe('example.com/behind-the-sofa')
  expect(read.value.size).toBe(20852163)
  expect(checkpointExample.startsWith(`${printCheckpoint(read.value)}\n— `)).toBe(true)
})

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='

test.each([
  '',
  `\n1\n${root}\n`,
  `a\n\n${root}\n`,
  'a\n1\n\n',
  `a\n01\n${root}\n`,
  `a\n-1\n${root}\n`,
  `a\n1.0\n${root}\n`,
  `a\n1e3\n${root}\n`,
  `a\n9007199254740992\n${root}\n`,
  `a\n1\n${root.slice(0, -1)}\n`,
  `a\n1\n${toBase64(new Uint8Array(31))}\n`,
  `a\n1\n${toBase64(new Uint8Array(33))}\n`,
  `a\n1\n${root}`,
  `a\n1\n${root}\nextension\n`,
  `a\n1\n${root}\n\n`,
  `a\nb\n1\n${root}\n`,
])('given what is not a checkpoint (%j), when read, then it is refused', given => {
  expect(parseCheckpoint(given)).toEqual({ ok: false, error: 'NotACheckpoint' })
})

test('given our key, when a checkpoint is signed, then only that key opens it', () => {
  const signer = namedSigner('bridge.example/hkc-kcs', new Uint8Array(32).fill(7))
  const other = namedSigner('bridge.example/hkc-kcs', new Uint8Array(32).fill(8))
  const checkpoint = { origin: signer.origin, size: 2 ** 53 - 1, root: digest(signer.publicKey) }
  const note = signCheckpoint(checkpoint, signer, digest)
  const opened = openCheckpoint(note, key(signer.vkey), verifySignature)
  expect(opened).toEqual({ ok: true, value: checkpoint })
  expect(openNote(note, [key(other.vkey)], verifySignature).ok).toBe(false)
  const stolen = { ...key(signer.vkey), publicKey: other.publicKey }
  const result = openCheckpoint(note, stolen, verifySignature)
  expect(result).toEqual({ ok: false, error: 'BadSignature' })
  expect(verifierKey(signer.origin, signer.publicKey, digest)).toEqual(key(signer.vkey))
  expect(note.length).toBeLessThan(300)
})
