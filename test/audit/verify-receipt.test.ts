import { expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { createTreeReader } from '../../src/audit/tiles.ts'
import { printTlogProof } from '../../src/audit/tlog-proof.ts'
import { undecided } from '../../src/audit/verdict.ts'
import { verifyReceipt } from '../../src/audit/verify-receipt.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { hashesOf, ownPolicy } from './bundle-under-test.ts'
import { type Log, logOf, referral } from './log-under-test.ts'

const drafted = (n: number): EntryDraft => ({
  subject: referral(n),
  type: 'referral.sent',
  actor: { officer: 'hkc.o1' },
  event: { to: 'kcs.cyber' },
})
const log = logOf([[drafted(1), drafted(2)], [drafted(1)]])
const fork = logOf([[drafted(1), drafted(2)], [drafted(2)]])
const trust = { policy: ownPolicy, digest, verifySignature }

const receiptOf = async (l: Log, seq: number): Promise<string> => {
  const path = await createTreeReader(hashesOf(l.entries), digest).inclusion(seq, l.entries.length)
  return printTlogProof({ index: seq, path, note: l.note })
}
const receipt = await receiptOf(log, 1)
const entry = log.entries[1]?.body ?? ''

const check = (parts: Partial<Parameters<typeof verifyReceipt>[0]>) =>
  verifyReceipt({ receipt, entry, trust, kept: [], digest, ...parts })

test('given a receipt and its entry, when verified, then it is proven', () => {
  expect(check({})).toMatchObject({
    kind: 'proven',
    what: 'receipt',
    from: 1,
    to: 2,
    size: 3,
    subject: referral(2),
  })
})

test('given a receipt alone, when verified, then it says that it needs its entry', () => {
  const { entry: _, ...alone } = { receipt, entry, trust, kept: [], digest }
  expect(verifyReceipt(alone)).toEqual({ kind: 'undecided', reason: 'NoEntry' })
})

test.each([
  ['another entry', { entry: log.entries[2]?.body ?? '' }, { finding: 'SeqMismatch', at: 1 }],
  ['a byte changed', { entry: entry.replace('kcs', 'kcz') }, { finding: 'BadProof', at: 1 }],
  ['a space', { entry: `${entry}\n` }, { finding: 'NotCanonical', at: 1 }],
  ['no proof at all', { receipt: entry }, { finding: 'NotABundle' }],
  [
    'no checkpoint in it',
    { receipt: receipt.replace(log.note, 'x\n') },
    { finding: 'NotACheckpoint' },
  ],
  [
    'another index',
    { receipt: receipt.replace('index 1', 'index 0') },
    { finding: 'SeqMismatch', at: 0 },
  ],
  [
    'the checkpoint of a fork',
    { receipt: receipt.replace(log.note, fork.note) },
    { finding: 'BadProof' },
  ],
  [
    'a fork that was kept',
    { kept: [{ note: fork.note, from: 'given' as const }] },
    { finding: 'Fork' },
  ],
  ['nobody to believe', { trust: undecided('NoKey') }, { reason: 'NoKey' }],
])('given a receipt with %s, when verified, then that is said', (_, parts, verdict) => {
  expect(check(parts)).toMatchObject(verdict)
})
