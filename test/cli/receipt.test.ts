import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digest, verifySignature } from '../../adapters/keys/index.ts'
import { openCheckpoint } from '../../src/audit/checkpoint.ts'
import { cosign } from '../../src/audit/cosignature.ts'
import { parseNote, printSignatureLine } from '../../src/audit/note.ts'
import { parseTlogProof } from '../../src/audit/tlog-proof.ts'
import { verifyInclusion } from '../../src/audit/tree-proof.ts'
import {
  cosignatureType,
  parseVerifierKey,
  printVerifierKey,
  verifierKey,
} from '../../src/audit/verifier-key.ts'
import { logId, type MatterId, type SubjectId } from '../../src/kit/ids.ts'
import type { Json } from '../../src/kit/json.ts'
import type { SealedEntry, Store } from '../../src/ports/store.ts'
import { batch, entriesOf, referral } from '../contract/store-batches.ts'
import { openSqlite, origin, signer } from '../contract/store-rig.ts'
import { callInside } from './inside.ts'
import { scratch } from './program.ts'

const { dir, remove } = scratch()
const notified = 'HK-N-2026-000001' as MatterId
const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
const vkeyFile = join(dir, 'log.vkey')

// Open throughout, as by a desk that runs.
let store: Store
let rows: readonly SealedEntry[]

const append = async (subject: SubjectId, type: string, event: Json = { type }): Promise<void> => {
  const entries = [{ subject, type, actor: 'system', event }]
  await store.commit(batch({ entries }))
  rows = await entriesOf(store)
}

beforeAll(async () => {
  store = openSqlite(join(dir, 'log.db'))
  writeFileSync(vkeyFile, `${vkey}\n`)
  for (const [subject, type] of [
    [referral(1), 'referral.drafted'],
    [referral(1), 'referral.sent'],
    [referral(2), 'referral.sent'],
    [referral(1), 'referral.acknowledged'],
    [referral(1), 'referral.answered'],
    [notified, 'notification.sent'],
    [notified, 'notification.acknowledged'],
    [notified, 'notification.acknowledged'],
  ] as const)
    await append(subject, type)
})
afterAll(async () => {
  await store.close()
  remove()
})

const receipt = (...more: string[]) => callInside(['audit', 'receipt', '--log', dir, ...more])

/** Which entry it proves, by the log's key, and who signed its checkpoint. */
const proven = (text: string) => {
  const proof = parseTlogProof(text)
  const key = parseVerifierKey(vkey, digest)
  if (!proof.ok || !key.ok) throw new Error('no proof, or no key')
  const { index, path, note } = proof.value
  const checkpoint = openCheckpoint(note, key.value, verifySignature)
  if (!checkpoint.ok) throw new Error(checkpoint.error)
  const leaf = rows[index]?.leaf ?? new Uint8Array()
  const { size, root } = checkpoint.value
  expect(verifyInclusion({ index, size, leaf, path, root }, digest)).toBe(true)
  return { index, size, signers: [...note.matchAll(/^— (\S+)/gm)].map(([, name]) => name) }
}

test('given a desk that runs, then the receipt of a hand-over is written, and over no other file', async () => {
  const out = join(dir, 'sent.tlog-proof')
  const first = await receipt('--referral', 'hk-2026-000001', '--what', 'sent', '--out', out)
  expect([first.status, first.stderr]).toEqual([0, ''])
  expect(first.stdout).toContain(out)
  expect(proven(readFileSync(out, 'utf8'))).toEqual({ index: 1, size: 8, signers: [origin] })
  const again = await receipt('--referral', 'HK-2026-000001', '--out', out)
  expect([again.status, again.stdout]).toEqual([2, ''])
  expect(again.stderr).toContain('nothing is overwritten')
  expect(proven(readFileSync(out, 'utf8')).index).toBe(1)
})

test.each([
  [3, ['--referral', 'HK-2026-000001']],
  [2, ['--referral', 'HK-2026-000002']],
  [7, ['--referral', notified]],
  [5, ['--referral', notified, '--what', 'sent']],
  [0, ['--entry', '0']],
] as const)('given what is asked for, then it is entry %i that is proven', async (index, asked) => {
  const { status, stdout, stderr } = await receipt(...asked, '--out', '-')
  expect([status, stderr]).toEqual([0, ''])
  expect(proven(stdout).index).toBe(index)
})

test('given the receipt and its entry as files, then verify says proven, and of another entry it does not', async () => {
  const out = join(dir, 'checked.tlog-proof')
  expect((await receipt('--entry', '1', '--out', out)).status).toBe(0)
  const check = async (seq: number) => {
    const file = join(dir, `${seq}.json`)
    writeFileSync(file, rows[seq]?.body ?? '')
    return (await callInside(['audit', 'verify', out, '--entry', file, '--key', vkeyFile])).status
  }
  expect([await check(1), await check(2)]).toEqual([0, 1])
  // As it comes from a chat, where the last line end is lost when it is copied.
  writeFileSync(out, readFileSync(out, 'utf8').trimEnd())
  expect(await check(1)).toBe(0)
})

test.each([
  ['nothing is named', [], 'Say of what'],
  ['the reference is none', ['--referral', 'HK-1'], 'HK-2026-000001'],
  ['there is no such referral', ['--referral', 'HK-2026-000999'], 'no such entry'],
  ['it was not acknowledged', ['--referral', 'HK-2026-000002', '--what', 'acknowledged'], 'not'],
  ['the position is beyond the log', ['--entry', '99999999'], 'no such entry'],
  ['the position is none', ['--entry', '-1'], 'a number from 0'],
  ['the kind is none', ['--entry', '1', '--what', 'closed'], 'Allowed choices'],
] as const)(
  'given that %s, then it says so with exit code 2 and writes nothing',
  async (_, more, hint) => {
    const out = join(dir, 'none.tlog-proof')
    const { status, stdout, stderr } = await receipt(...more, '--out', out)
    expect([status, stdout, existsSync(out)]).toEqual([2, '', false])
    expect(stderr).toContain(hint)
  },
)

test('given no log there, then it says so', async () => {
  const asked = ['audit', 'receipt', '--log', join(dir, 'x.db'), '--entry', '0', '--out', '-']
  const { status, stderr } = await callInside(asked)
  expect([status, stderr]).toEqual([2, expect.stringContaining('NoFile')])
})

test('given a checkpoint that was released and cosigned, then the receipt is under that one', async () => {
  const { size, note } = await store.head()
  await append(logId, 'log.checkpoint', { type: 'log.checkpoint', size, note })
  const before = await receipt('--entry', '1', '--out', '-')
  expect(proven(before.stdout)).toEqual({ index: 1, size, signers: [origin] })
  const witness = verifierKey('witness.example', signer.publicKey, digest, cosignatureType)
  const parsed = parseNote(note)
  if (!parsed.ok) throw new Error(parsed.error)
  const line = printSignatureLine(cosign(parsed.value.text, 1_795_500_000, witness, signer.sign))
  await append(logId, 'log.cosigned', { type: 'log.cosigned', size, line })
  const after = await receipt('--entry', '1', '--out', '-')
  expect(proven(after.stdout)).toEqual({ index: 1, size, signers: [origin, 'witness.example'] })
  // What it doesn't cover has the newest, which nobody else has signed yet.
  const later = await receipt('--entry', String(size), '--out', '-')
  expect(proven(later.stdout)).toEqual({ index: size, size: size + 2, signers: [origin] })
})
