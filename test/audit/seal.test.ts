import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { openCheckpoint } from '../../src/audit/checkpoint.ts'
import { type EntryBody, readEntry } from '../../src/audit/entry.ts'
import { emptyFrontier, type Frontier } from '../../src/audit/seal.ts'
import { appendLeaf, leafHash, rootOf } from '../../src/audit/tree.ts'
import { verifierKey } from '../../src/audit/verifier-key.ts'
import { toBase64, utf8 } from '../../src/kit/bytes.ts'
import type { SubjectId } from '../../src/kit/ids.ts'
import { fromRfc3339 } from '../../src/kit/time.ts'
import type { EntryDraft, SealedEntry } from '../../src/ports/store.ts'
import { at, batches, logOf, referral, sealWith, signer } from './log-under-test.ts'

const drafted = (n?: number): EntryDraft => ({
  ...(n !== undefined && { subject: referral(n) }),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
})

const bodyOf = (entry: SealedEntry | undefined): EntryBody => {
  const read = readEntry(entry?.body ?? '')
  if (!read.ok) throw new Error(`unreadable: ${entry?.body}`)
  return read.value
}

const none = () => undefined

test('given one draft, when sealed first, then its exact bytes are these', () => {
  const random = () => new Uint8Array(16).fill(255)
  const seal = sealWith({ random })
  const request = { at, entries: [{ ...drafted(1), cause: null }], frontier: emptyFrontier }
  const { entries } = seal({ ...request, linkOf: none })
  expect(entries[0]?.body).toBe(
    '{"actor":{"officer":"hkc.o1"},"at":"2026-09-21T14:13:20.123Z","cause":null,' +
      '"event":{"to":"kcs.cyber"},"log":"bridge.example/hkc-kcs","salt":"_____________________w",' +
      '"seq":0,"subject":{"id":"HK-2026-000001","n":1},"sw":"0.1.0","type":"referral.sent","v":1}',
  )
})

test('given a batch with two referrals, when sealed, then each follows its own entry before', () => {
  const { entries } = logOf([
    [drafted(1), drafted(2), drafted(1)],
    [drafted(), drafted(2)],
  ])
  const subjects = entries.map(entry => bodyOf(entry).subject)
  const leaf = (i: number) => toBase64(entries[i]?.leaf ?? new Uint8Array())
  expect(subjects).toEqual([
    { id: referral(1), n: 1 },
    { id: referral(2), n: 1 },
    { id: referral(1), n: 2, prev: leaf(0) },
    undefined,
    { id: referral(2), n: 2, prev: leaf(1) },
  ])
})

test('given a referral known to the store, when sealed, then its link goes on from there', () => {
  const leaf = digest(utf8('before'))
  const linkOf = () => ({ n: 41, leaf })
  const sealed = sealWith()({ at, entries: [drafted(1)], frontier: emptyFrontier, linkOf })
  expect(bodyOf(sealed.entries[0]).subject).toEqual({
    id: referral(1),
    n: 42,
    prev: toBase64(leaf),
  })
  expect([...sealed.links.keys()]).toEqual([referral(1)])
  expect(sealed.links.get(referral(1))).toEqual({ n: 42, leaf: sealed.entries[0]?.leaf })
})

test('given any drafts, when sealed, then positions have no gap and the note covers the tree', () => {
  let seen = 0
  const key = verifierKey(signer.origin, signer.publicKey, digest)
  const property = fc.property(batches, given => {
    const { entries, note } = logOf(given)
    expect(entries.map(entry => entry.seq)).toEqual(given.flat().map((_, i) => i))
    expect(entries.map(entry => bodyOf(entry).seq)).toEqual(given.flat().map((_, i) => i))
    expect(entries.map(e => leafHash(utf8(e.body), digest))).toEqual(entries.map(e => e.leaf))
    expect(new Set(entries.map(entry => bodyOf(entry).salt)).size).toBe(entries.length)
    const frontier = entries.reduce<Frontier>(
      (f, entry) => appendLeaf(f, entry.leaf, digest),
      emptyFrontier,
    )
    expect(openCheckpoint(note, key, verifySignature)).toEqual({
      ok: true,
      value: { origin: signer.origin, size: entries.length, root: rootOf(frontier, digest) },
    })
    expect(logOf(given)).toEqual({ entries, note })
    seen++
  })
  fc.assert(property, { numRuns: 200 })
  expect(seen).toBe(200)
})

test('given no drafts, when sealed, then an empty log has no note and a full one keeps its tree', () => {
  const seal = sealWith()
  expect(seal({ at, entries: [], frontier: emptyFrontier, linkOf: none }).note).toBe('')
  const first = seal({ at, entries: [drafted()], frontier: emptyFrontier, linkOf: none })
  const again = seal({ at, entries: [], frontier: first.frontier, linkOf: none })
  expect(again.note).toBe(first.note)
  expect(first.note).toContain('\n1\n')
})

test('given what our own verifier would not read, when sealed, then it throws', () => {
  const sealing =
    (entry: EntryDraft, seal = sealWith()) =>
    () =>
      seal({ at, entries: [entry], frontier: emptyFrontier, linkOf: none })
  expect(sealing({ ...drafted(), type: 'Not A Type' })).toThrow()
  expect(sealing({ ...drafted(), subject: '' as SubjectId })).toThrow('without a name')
  const farAway = { at: fromRfc3339('+010000-01-01T00:00:00.000Z'), frontier: emptyFrontier }
  expect(() => sealWith()({ ...farAway, entries: [drafted()], linkOf: none })).toThrow()
  expect(sealing({ ...drafted(), event: 0.5 })).toThrow('no canonical form')
  expect(sealing({ ...drafted(), event: 'a'.repeat(65_535) })).toThrow('bytes')
  expect(sealing(drafted(), sealWith({ random: n => new Uint8Array(n - 1) }))).toThrow('salt')
  expect(() => sealWith({ software: '' })).toThrow()
  expect(() => sealWith({ origin: 'two words' })).toThrow('not an origin')
  expect(sealing(drafted())).not.toThrow()
})
