import { describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { signCheckpoint } from '../../src/audit/checkpoint.ts'
import { frontierOf, leafHash, rootOf } from '../../src/audit/tree.ts'
import { verifyTail } from '../../src/audit/verify-tail.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import type { EntryDraft, SealedEntry } from '../../src/ports/store.ts'
import { ownOf } from './log-beside.ts'
import { type Log, logOf, referral, sealWith, signer } from './log-under-test.ts'

const many = 700
const draft = (n: number): EntryDraft => ({
  subject: referral(n % 3),
  type: 'referral.sent',
  actor: 'clock',
  event: { n },
})
const whole = logOf([Array.from({ length: many }, (_, n) => draft(n))])

const check = (log: Log, least = 300, own = ownOf(log)) => verifyTail({ ...own, least })

const changed = (seq: number, change: (e: SealedEntry) => SealedEntry): Log => ({
  ...whole,
  entries: whole.entries.map(e => (e.seq === seq ? change(e) : e)),
})

const forged = (e: SealedEntry): SealedEntry => {
  const body = e.body.replace('"n":', '"m":')
  return { ...e, body, leaf: leafHash(utf8(body), digest) }
}

const signedAnew = (log: Log): Log => {
  const root = rootOf(
    frontierOf(
      log.entries.map(e => e.leaf),
      digest,
    ),
    digest,
  )
  const checkpoint = { origin: signer.origin, size: log.entries.length, root }
  return { ...log, note: signCheckpoint(checkpoint, signer, digest) }
}

const wrong = (finding: string, at?: number) => ({
  ok: false,
  error: { kind: 'tampered', finding, ...(at === undefined ? {} : { at }) },
})

describe('given the end of a log', () => {
  test('when nothing was done to it, then it holds, also where it is shorter than what is read, or empty', async () => {
    const fine = { ok: true, value: undefined }
    expect(await check(whole)).toEqual(fine)
    expect(await check(whole, 100_000)).toEqual(fine)
    expect(await check({ entries: [], note: '' })).toEqual(fine)
  })

  test('when bytes, rows or hashes of it were changed, then the first that is wrong is named', async () => {
    const last = many - 1
    const body = (e: SealedEntry) => ({ ...e, body: e.body.replace('"clock"', '"clack"') })
    expect(await check(changed(last, body))).toEqual(wrong('LeafMismatch', last))
    expect(await check({ ...whole, entries: whole.entries.slice(0, last) })).toEqual(
      wrong('SizeMismatch', last),
    )
    expect(await check({ ...whole, entries: whole.entries.toSpliced(650, 1) })).toMatchObject(
      wrong('SeqGap', 650),
    )
    expect(await check(changed(last, e => ({ ...e, seq: last + 1 })))).toEqual(
      wrong('SeqGap', last),
    )
    expect(await check(changed(500, forged))).toEqual(wrong('BrokenLink', 503))
    expect(await check(changed(last, forged))).toEqual(wrong('RootMismatch'))
    expect(await check(signedAnew(changed(500, forged)))).toEqual(wrong('BrokenLink', 503))
  })

  test('when hashes before what is read are others, then the root shows it', async () => {
    expect(await check(changed(3, forged))).toEqual(wrong('RootMismatch'))
  })

  test('when no key of it signed it, then that is said', async () => {
    const thief = namedSigner(signer.origin, new Uint8Array(32).fill(8))
    expect(await check({ ...whole, note: 'nothing\n' })).toEqual(wrong('NotACheckpoint'))
    expect(await check(whole, 300, ownOf(whole, thief.vkey))).toEqual(wrong('BadSignature'))
    // An older key signs no more.
    const after = ownOf(whole, thief.vkey, [signer.vkey])
    expect(await check(whole, 300, after)).toEqual(wrong('BadSignature'))
  })

  test('when its last entry changes the key, then the old one has signed it, and only then', async () => {
    const next = namedSigner(signer.origin, new Uint8Array(32).fill(8))
    const change = (vkey: string): EntryDraft => ({
      type: 'log.key_changed',
      actor: 'admin',
      event: { type: 'log.key_changed', vkey },
    })
    const log = logOf([[draft(0), change(next.vkey)]], sealWith())
    expect((await check(log, 300, ownOf(log, next.vkey, [signer.vkey]))).ok).toBe(true)
    const other = logOf([[draft(0), change(signer.vkey)]], sealWith())
    const own = ownOf(other, next.vkey, [signer.vkey])
    expect(await check(other, 300, own)).toEqual(wrong('BadSignature'))
  })
})
