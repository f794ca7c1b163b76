import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { openCheckpoint, signCheckpoint } from '../../src/audit/checkpoint.ts'
import { cosign, openCosignatures, withSignatures } from '../../src/audit/cosignature.ts'
import { parseNote, printSignatureLine, readSignatureLine } from '../../src/audit/note.ts'
import {
  cosignatureType,
  parseVerifierKey,
  printVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../src/audit/verifier-key.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import { publicLog, specExample } from './cosignature-vectors.ts'

const witnessKey = (vkey: string): VerifierKey => {
  const key = parseVerifierKey(vkey, digest, cosignatureType)
  if (!key.ok) throw new Error(`not a key: ${vkey}`)
  return key.value
}

const signer = namedSigner('witness.example/w', new Uint8Array(32).fill(3), cosignatureType)
const own = witnessKey(signer.vkey)
const logSigner = namedSigner('log.example', new Uint8Array(32).fill(4))
const root = digest(utf8('root'))
const note = signCheckpoint({ origin: 'log.example', size: 8, root }, logSigner, digest)

const textOf = (text: string): string => {
  const parsed = parseNote(text)
  if (!parsed.ok) throw new Error('not a note')
  return parsed.value.text
}

const cosigned = (time: number): string => {
  const added = withSignatures(note, [cosign(textOf(note), time, own, signer.sign)])
  if (!added.ok) throw new Error(added.error)
  return added.value
}

const opened = (text: string, keys: readonly VerifierKey[] = [own]) =>
  openCosignatures(text, keys, verifySignature)

describe('given a checkpoint that the world has cosigned', () => {
  const keys = publicLog.witnesses.map(witnessKey)

  test('when opened with two witnesses’ keys, then each says when, and others are passed over', () => {
    const found = opened(publicLog.note, keys)
    if (!found.ok) throw new Error(found.error)
    expect(found.value.map(c => [c.key.name, c.time])).toEqual(
      ['remora.n621.de', 'witness.stagemole.eu'].map(name => [name, publicLog.time]),
    )
    expect(keys.map(printVerifierKey)).toEqual(publicLog.witnesses)
    const log = parseVerifierKey(publicLog.log, digest)
    const head = log.ok ? openCheckpoint(publicLog.note, log.value, verifySignature) : log
    expect(head.ok && head.value.size).toBe(1432088532)
  })

  test('when its size is another, then no cosignature holds', () => {
    expect(opened(publicLog.note.replace('1432088532', '1432088533'), keys)).toEqual({
      ok: false,
      error: 'BadSignature',
    })
  })
})

test('given the example of the specification, when its line is read, then it is the one that is printed', () => {
  const parsed = parseNote(specExample.note)
  if (!parsed.ok) throw new Error('the published note was refused')
  const [, line] = parsed.value.signatures
  if (!line) throw new Error('it has two')
  expect([line.name, line.signature.length]).toEqual(['witness.example.com/w1', 72])
  const time = new DataView(line.signature.buffer, line.signature.byteOffset).getBigUint64(0)
  expect(`time ${time}`).toBe(specExample.signedFor)
  expect(specExample.note).toContain(`${printSignatureLine(line)}\n`)
})

describe('given a witness of our own', () => {
  test('when it cosigns, then its line holds for that checkpoint and that time alone', () => {
    const text = cosigned(1_764_000_000)
    expect(opened(text)).toEqual({ ok: true, value: [{ key: own, time: 1_764_000_000 }] })
    const other = signCheckpoint({ origin: 'log.example', size: 9, root }, logSigner, digest)
    const moved = withSignatures(other, [cosign(textOf(note), 5, own, signer.sign)])
    expect(moved.ok && opened(moved.value)).toEqual({ ok: false, error: 'BadSignature' })
    const line = cosign(textOf(note), 5, own, signer.sign)
    const later = { ...line, signature: line.signature.with(7, 6) }
    const shifted = withSignatures(note, [later])
    expect(shifted.ok && opened(shifted.value)).toEqual({ ok: false, error: 'BadSignature' })
  })

  test('when a key of a log claims to be a witness, or the other way round, then it is none', () => {
    const asLog = verifierKey('witness.example/w', signer.publicKey, digest)
    expect(opened(cosigned(1), [asLog])).toEqual({ ok: true, value: [] })
    expect(openCheckpoint(cosigned(1), asLog, verifySignature).ok).toBe(false)
    expect(() => cosign('x', 1, asLog, signer.sign)).toThrow('not a cosignature')
    expect(() => cosign('x', -1, own, signer.sign)).toThrow('not a cosignature')
  })

  test('when the same line is added twice, then it is there once', () => {
    const again = withSignatures(cosigned(7), [cosign(textOf(note), 9, own, signer.sign)])
    expect(again).toEqual({ ok: true, value: cosigned(7) })
  })

  test('when a line is pasted, then dashes and blanks don’t matter, and nothing else passes', () => {
    const line = printSignatureLine(cosign(textOf(note), 7, own, signer.sign))
    const bare = line.slice(2)
    const known = readSignatureLine(line)
    expect(known).toBeDefined()
    for (const typed of [`${line}\n`, `  - ${bare}`, `–  ${bare} `, bare, `-- ${bare}`])
      expect(readSignatureLine(typed)).toEqual(known)
    for (const typed of [
      '',
      '—',
      `${line} x`,
      `${line}\n${line}`,
      line.replace('/w ', '+w '),
      'a b',
    ])
      expect(readSignatureLine(typed)).toBeUndefined()
    expect(readSignatureLine('a '.repeat(100_000))).toBeUndefined()
  })

  test('when anything is read as a note or a line, then it never throws', () => {
    let held = 0
    const good = cosigned(7)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const text = good.slice(0, at) + put + good.slice(at + 1)
        const found = opened(text)
        readSignatureLine(text)
        if (found.ok && found.value.length > 0) {
          held += 1
          expect(textOf(text)).toBe(textOf(good))
        }
      }),
      { seed: 20261129, numRuns: 600 },
    )
    expect(held).toBeGreaterThan(0)
  })
})
