import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { openCheckpoint, signCheckpoint } from '../../src/audit/checkpoint.ts'
import { cosign, openCosignatures, withSignatures } from '../../src/audit/cosignature.ts'
import { parseNote } from '../../src/audit/note.ts'
import { parseTlogProof, printTlogProof, type TlogProof } from '../../src/audit/tlog-proof.ts'
import { leafHash } from '../../src/audit/tree.ts'
import { inclusionSpans, verifyInclusion } from '../../src/audit/tree-proof.ts'
import { cosignatureType, parseVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { fromBase64, toBase64, utf8 } from '../../src/kit/bytes.ts'
import { formats, spec, tessera } from './proof-vectors.ts'

const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array()

test('given an entry of a public log, then its published proof holds, and no other entry or place', () => {
  const { index, size } = tessera
  const claim = {
    index,
    size,
    leaf: leafHash(utf8(tessera.entry), digest),
    path: tessera.path.map(bytes),
    root: bytes(tessera.root),
  }
  expect(verifyInclusion(claim, digest)).toBe(true)
  const text = printTlogProof({ index, path: claim.path, note: 'a checkpoint\n' })
  const read = parseTlogProof(text)
  expect(read.ok && verifyInclusion({ ...claim, ...read.value }, digest)).toBe(true)
  const others = [
    { ...claim, leaf: leafHash(utf8('hello tesseroaK\n'), digest) },
    { ...claim, index: index - 1 },
    { ...claim, size: size + 1 },
    { ...claim, path: claim.path.toReversed() },
  ]
  expect(others.map(other => verifyInclusion(other, digest))).toEqual(others.map(() => false))
})

test('given what another implementation prints, then ours prints and reads the same', () => {
  for (const { index, hashes, extra, note, text } of formats) {
    const path = hashes.map(hash => digest(utf8(hash)))
    const proof: TlogProof = { index, path, note, ...(extra ? { extra: utf8(extra) } : {}) }
    expect(printTlogProof(proof)).toBe(text)
    expect(parseTlogProof(text)).toEqual({ ok: true, value: proof })
  }
  expect(formats).toHaveLength(3)
})

test('given the example of the specification, then all of it is read', () => {
  // The extra data of the example is no base64 of any length, so it is read without.
  const read = parseTlogProof(spec.replace(/extra .*\n/, ''))
  expect(read.ok && [read.value.index, read.value.path.length]).toEqual([73_894, 5])
  expect(read.ok && read.value.note.startsWith('example.com/fancylog\n109482\n')).toBe(true)
})

test('given a receipt among a million entries with two cosignatures, then it has at most 2 KB', () => {
  const size = 1_000_000
  const hash = digest(utf8('some hash'))
  const log = namedSigner('bridge.example/hkc-kcs', new Uint8Array(32).fill(7))
  const note = signCheckpoint({ origin: log.origin, size, root: hash }, log, digest)
  const text = `${log.origin}\n${size}\n${toBase64(hash)}\n`
  const witnesses = [1, 2].map(n => {
    const signer = namedSigner(`witness.customs-${n}.example`, new Uint8Array(32).fill(n))
    const key = verifierKey(signer.origin, signer.publicKey, digest, cosignatureType)
    return { key, line: cosign(text, 1_795_500_000, key, signer.sign) }
  })
  const cosigned = withSignatures(
    note,
    witnesses.map(w => w.line),
  )
  if (!cosigned.ok) throw new Error(cosigned.error)
  const path = inclusionSpans(777_777, size).map(() => hash)
  const receipt = printTlogProof({ index: 777_777, path, note: cosigned.value })
  expect(path).toHaveLength(20)
  expect(utf8(receipt).length).toBeLessThanOrEqual(2_048)
  const read = parseTlogProof(receipt)
  if (!read.ok) throw new Error(read.error)
  const key = parseVerifierKey(log.vkey, digest)
  expect(key.ok && openCheckpoint(read.value.note, key.value, verifySignature).ok).toBe(true)
  const keys = witnesses.map(w => w.key)
  const held = openCosignatures(read.value.note, keys, verifySignature)
  expect(held.ok && held.value.map(c => c.time)).toEqual([1_795_500_000, 1_795_500_000])
})

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const proof: fc.Arbitrary<TlogProof> = fc.record(
  {
    extra: fc.uint8Array({ maxLength: 90 }),
    index: fc.maxSafeNat(),
    path: fc.array(hash, { maxLength: 63 }),
    note: fc.string({ unit: 'binary', maxLength: 300 }),
  },
  { requiredKeys: ['index', 'path', 'note'] },
)

test('given any proof, then it comes back as it was printed', () => {
  let extras = 0
  fc.assert(
    fc.property(proof, one => {
      extras += Number(one.extra !== undefined)
      expect(parseTlogProof(printTlogProof(one))).toEqual({ ok: true, value: one })
    }),
    { numRuns: 300, seed: 20261130 },
  )
  expect(extras).toBeGreaterThan(50)
})

test('given any text, also one near to a proof, then reading never throws, and what is read prints the same', () => {
  const near = fc
    .tuple(proof, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat({ max: 3 }))
    .map(([one, at, put, cut]) => {
      const text = printTlogProof(one)
      const i = at % (text.length + 1)
      return text.slice(0, i) + put + text.slice(i + cut)
    })
  const seen = { read: 0, refused: 0 }
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'binary', maxLength: 200 })), text => {
      const read = parseTlogProof(text)
      if (read.ok) expect(printTlogProof(read.value)).toBe(text)
      seen[read.ok ? 'read' : 'refused'] += 1
      if (read.ok) parseNote(read.value.note)
    }),
    { numRuns: 2_000, seed: 20261130 },
  )
  expect(seen.read).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(500)
})

const good = printTlogProof({ index: 7, path: [digest(utf8('a'))], note: 'a note\n' })

test.each([
  ['no text', ''],
  ['another first line', good.replace('@v1', '@v2')],
  ['a blank before it', ` ${good}`],
  ['line ends of another kind', good.replaceAll('\n', '\r\n')],
  ['no index', good.replace('index 7\n', '')],
  ['a negative index', good.replace('index 7', 'index -7')],
  ['a leading zero', good.replace('index 7', 'index 07')],
  ['an index beyond what is safe', good.replace('index 7', 'index 9007199254740993')],
  ['two indexes', good.replace('index 7', 'index 7\nindex 7')],
  ['extra data behind the index', good.replace('index 7', 'index 7\nextra YQ==')],
  ['extra data that is no base64', good.replace('index 7', 'extra YQ\nindex 7')],
  ['extra data twice', good.replace('index 7', 'extra YQ==\nextra YQ==\nindex 7')],
  ['a hash that is too short', good.replace(/\n[^\n]{44}\n/, '\nYWJj\n')],
  ['a hash with bits to spare', good.replace(/.=\n\n/, 'B=\n\n')],
  ['no checkpoint', good.slice(0, good.indexOf('\n\n') + 1)],
  ['64 hashes', printTlogProof({ index: 0, path: Array(64).fill(digest(utf8('a'))), note: 'n\n' })],
  [
    'more than 300,000 characters',
    printTlogProof({ index: 0, path: [], note: 'x'.repeat(300_000) }),
  ],
])('given %s, then it is no proof', (_, text) => {
  expect(parseTlogProof(good).ok).toBe(true)
  expect(parseTlogProof(text)).toEqual({ ok: false, error: 'NotAProof' })
})
