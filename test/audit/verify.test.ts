import { expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { namedSigner } from '../../adapters/keys/signer-key.ts'
import { canonical } from '../../src/audit/canonical.ts'
import { leafHash } from '../../src/audit/tree.ts'
import { toBase64, utf8 } from '../../src/kit/bytes.ts'
import { instant } from '../../src/kit/time.ts'
import type { EntryDraft, SealedEntry } from '../../src/ports/store.ts'
import { type Log, logOf, referral, sealWith, signer, verify } from './log-under-test.ts'

const drafted = (n: number): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
})

const log = logOf([[drafted(1), drafted(2)], [drafted(1)], [drafted(2)]])
const other = namedSigner(signer.origin, new Uint8Array(32).fill(8))
const stranger = namedSigner('other.example/log', new Uint8Array(32).fill(7))

const withEntry = (i: number, change: (entry: SealedEntry) => SealedEntry): Log => ({
  ...log,
  entries: log.entries.map(entry => (entry.seq === i ? change(entry) : entry)),
})

/** Somebody who knows the format: new body, and the leaf that goes with it. */
const forged = (fields: Readonly<Record<string, unknown>>) => (entry: SealedEntry) => {
  const body = canonical({ ...JSON.parse(entry.body), ...fields })
  return { ...entry, body, leaf: leafHash(utf8(body), digest) }
}

const rehashed = (body: string) => (entry: SealedEntry) => ({
  ...entry,
  body,
  leaf: leafHash(utf8(body), digest),
})

const tampered = (finding: string, at?: number) => ({
  kind: 'tampered',
  finding,
  ...(at !== undefined && { at }),
})

const undecided = (reason: string) => ({ kind: 'undecided', reason })

test('given a sound log and its key, when verified, then it is proven with its figures', async () => {
  const report = await verify(log)
  if (report.kind !== 'proven') throw new Error(`not proven: ${JSON.stringify(report)}`)
  expect(report.origin).toBe(signer.origin)
  expect(report.size).toBe(4)
  expect(report.root).toHaveLength(32)
  expect([...report.subjects]).toEqual([
    [referral(1), 2],
    [referral(2), 2],
  ])
})

test('given a key with a line end, as a file has it, when verified, then it is proven', async () => {
  expect((await verify(log, { vkey: `${signer.vkey}\n` })).kind).toBe('proven')
})

test('given a clock that went back, when verified, then that is no finding', async () => {
  const seal = sealWith()
  let hour = 10
  const back = logOf([[drafted(1)], [drafted(1)]], request =>
    seal({ ...request, at: instant(--hour * 3_600_000) }),
  )
  expect((await verify(back)).kind).toBe('proven')
  expect(back.entries.map(entry => JSON.parse(entry.body).at)).toEqual([
    '1970-01-01T09:00:00.000Z',
    '1970-01-01T08:00:00.000Z',
  ])
})

test.each<[string, Log, object]>([
  ['a row lost', { ...log, entries: log.entries.filter(e => e.seq !== 1) }, tampered('SeqGap', 1)],
  ['the first row lost', { ...log, entries: log.entries.slice(1) }, tampered('SeqGap', 0)],
  ['the tail lost', { ...log, entries: log.entries.slice(0, 3) }, tampered('SizeMismatch', 3)],
  ['all rows lost', { ...log, entries: [] }, tampered('SizeMismatch', 0)],
  [
    'a stored leaf changed',
    withEntry(2, e => ({ ...e, leaf: digest(e.leaf) })),
    tampered('LeafMismatch', 2),
  ],
  [
    'a stored leaf emptied',
    withEntry(2, e => ({ ...e, leaf: new Uint8Array() })),
    tampered('LeafMismatch', 2),
  ],
  [
    'a body changed',
    withEntry(2, e => ({ ...e, body: e.body.replace('kcs', 'kcz') })),
    tampered('LeafMismatch', 2),
  ],
  [
    'a lone surrogate',
    withEntry(1, e => ({ ...e, body: `${e.body}\ud800` })),
    tampered('NotCanonical', 1),
  ],
  [
    'a body too long with its leaf',
    withEntry(1, rehashed('a'.repeat(65_536))),
    tampered('NotCanonical', 1),
  ],
  [
    'a body too long to be hashed',
    withEntry(1, e => ({ ...e, body: 'a'.repeat(65_536) })),
    tampered('NotCanonical', 1),
  ],
  [
    'a body and leaf with a space',
    withEntry(1, e => rehashed(` ${e.body}`)(e)),
    tampered('NotCanonical', 1),
  ],
  ['another shape', withEntry(1, rehashed('{}')), tampered('NotAnEntry', 1)],
  ['a field more', withEntry(1, forged({ more: 1 })), tampered('NotAnEntry', 1)],
  ['another position', withEntry(1, forged({ seq: 7 })), tampered('SeqMismatch', 1)],
  ['another log', withEntry(1, forged({ log: 'other' })), tampered('WrongLog', 1)],
  [
    'a forged entry that another follows',
    withEntry(0, forged({ event: 1 })),
    tampered('BrokenLink', 2),
  ],
  [
    'a forged link',
    withEntry(0, forged({ subject: { id: 'x', n: 2 } })),
    tampered('BrokenLink', 0),
  ],
  [
    'a link where nothing is before',
    withEntry(3, forged({ subject: { id: 'x', n: 1, prev: toBase64(digest(utf8('x'))) } })),
    tampered('BrokenLink', 3),
  ],
  [
    'a link that is none',
    withEntry(2, forged({ subject: { id: referral(1), n: 2, prev: '*'.repeat(44) } })),
    tampered('NotAnEntry', 2),
  ],
  [
    'a link left out',
    withEntry(2, forged({ subject: { id: referral(1), n: 2 } })),
    tampered('BrokenLink', 2),
  ],
  ['a forged last entry', withEntry(3, forged({ event: 1 })), tampered('RootMismatch')],
  ['no checkpoint', { ...log, note: '' }, tampered('NoCheckpoint')],
  ['a damaged checkpoint', { ...log, note: `${log.note.slice(1)}x` }, tampered('NotACheckpoint')],
  [
    'a checkpoint of before',
    { ...log, note: logOf([[drafted(1), drafted(2)]]).note },
    tampered('SizeMismatch', 2),
  ],
])('given %s, when verified, then it is tampering at that place', async (_, spoilt, report) => {
  expect(await verify(spoilt)).toEqual(report)
})

test('given a checkpoint signed with bytes of another, when verified, then it is tampering', async () => {
  const last = log.note.split(' ').at(-1) ?? ''
  const wrong =
    logOf([[drafted(3)]])
      .note.split(' ')
      .at(-1) ?? ''
  const note = log.note.replace(last, wrong)
  expect(await verify({ ...log, note })).toEqual(tampered('BadSignature'))
})

test('given a log that agrees with itself, when its key is not to be had, then undecided', async () => {
  expect(await verify(log, {})).toEqual(undecided('NoKey'))
  expect(await verify(log, { vkey: 'nonsense' })).toEqual(undecided('NotAVerifierKey'))
  expect(await verify(log, { vkey: other.vkey })).toEqual(undecided('UnknownKey'))
  expect(await verify(log, { vkey: stranger.vkey })).toEqual(undecided('UnknownOrigin'))
  const asked = { vkey: signer.vkey, origin: 'other.example/log' }
  expect(await verify(log, asked)).toEqual(undecided('UnknownOrigin'))
  expect((await verify(log, { ...asked, origin: signer.origin })).kind).toBe('proven')
})

test('given an empty log, when verified, then undecided', async () => {
  expect(await verify({ entries: [], note: '' })).toEqual(undecided('EmptyLog'))
})

test('given tampering and no key, when verified, then it is tampering all the same', async () => {
  const spoilt = { ...log, entries: log.entries.slice(0, 3) }
  expect(await verify(spoilt, {})).toEqual(tampered('SizeMismatch', 3))
})

test('given a whole log written anew under another key, when verified, then it is not proven', async () => {
  const anew = logOf([[drafted(1), drafted(2)]], sealWith({ signer: other }))
  expect((await verify(anew, { vkey: other.vkey })).kind).toBe('proven')
  expect(await verify(anew)).toEqual(undecided('UnknownKey'))
})
