import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digest, openSigner, random } from '../../adapters/keys/index.ts'
import { createSqliteStore } from '../../adapters/sqlite/index.ts'
import { createSeal } from '../../src/audit/create-seal.ts'
import { printVerifierKey } from '../../src/audit/verifier-key.ts'
import { emptyBatch } from '../../src/bot/batches.ts'
import { logId, nthReferralId } from '../../src/kit/ids.ts'
import { asJson } from '../../src/kit/json.ts'
import { instant } from '../../src/kit/time.ts'
import { exportBundle } from '../../src/main/export.ts'
import { verifyAsked } from '../../src/main/verify.ts'
import type { EntryDraft } from '../../src/ports/store.ts'
import { witnessOf } from '../audit/bundle-under-test.ts'
import { scratch } from './program.ts'

const migrations = join(import.meta.dirname, '../../migrations')
const { dir, remove } = scratch()
const dataDir = join(dir, 'data')
const policy = join(dir, 'policy.txt')
const at = instant(1_790_000_000_000)
const kcs = witnessOf('witness.kcs.example', 41)
const ref = nthReferralId('HK', 2026, 1)
const other = nthReferralId('HK', 2026, 2)
afterAll(remove)

const about = (subject: EntryDraft['subject'], type: string, event: object): EntryDraft => ({
  ...(subject === undefined ? {} : { subject }),
  type,
  actor: 'clock',
  event: asJson({ type, ...event }),
})

let note = ''
beforeAll(async () => {
  const origin = 'bridge.example/hkc-kcs'
  const opened = openSigner({ dir: dataDir, origin })
  if (!opened.ok) throw new Error(opened.error.kind)
  const signer = opened.value
  const file = join(dataDir, 'log.db')
  const seal = createSeal({ origin, software: '0.1.0', digest, signer, random })
  const made = createSqliteStore({ file, migrations, seal, digest })
  if (!made.ok) throw new Error(made.error.kind)
  const store = made.value
  const commit = (...entries: EntryDraft[]) => store.commit({ ...emptyBatch(at), entries })
  await commit(about(ref, 'referral.sent', {}), about(other, 'referral.sent', {}))
  await commit(about(ref, 'referral.acknowledged', {}))
  note = (await store.head()).note
  const root = note.split('\n')[2] ?? ''
  await commit(about(logId, 'log.checkpoint', { size: 3, root, note }))
  await commit(about(other, 'referral.acknowledged', {}))
  const line = kcs
    .cosigned(note, at / 1000 + 60)
    .trimEnd()
    .split('\n')
    .at(-1)
  const told = { agency: 'kcs', witness: kcs.key.name, size: 3, line, time: at / 1000 + 60 }
  await commit(about(logId, 'log.cosigned', told))
  writeFileSync(
    policy,
    `log ${signer.vkey}\nwitness kcs ${printVerifierKey(kcs.key)}\nquorum kcs\n`,
  )
  await store.close()
})

const handOver = (out: string, of: Parameters<typeof exportBundle>[0]['of']) =>
  exportBundle({ dataDir, out: join(dir, out), of, reports: () => [], howtos: () => [] })

const judged = (what: string, isLog = false) =>
  verifyAsked({ what, isLog, policy, since: [], channelExport: [] })

test('given a log with a cosigned checkpoint, when a referral that it covers is handed over, then under that one', async () => {
  expect(await handOver('covered', { kind: 'subject', subject: ref })).toMatchObject({
    ok: true,
    value: { entries: 2, size: 3 },
  })
  const { verdict } = await judged(join(dir, 'covered'))
  expect(verdict).toMatchObject({
    kind: 'proven',
    size: 3,
    cosigned: { size: 3, by: ['witness.kcs.example'] },
  })
  expect(readFileSync(join(dir, 'covered/checkpoint'), 'utf8')).toContain(note)
})

test('given one whose newest entry is later, when it is handed over, then nobody has cosigned that', async () => {
  expect(await handOver('later', { kind: 'subject', subject: other })).toMatchObject({ ok: true })
  expect((await judged(join(dir, 'later'))).verdict).toEqual({
    kind: 'undecided',
    reason: 'NoQuorum',
  })
  const kept = readFileSync(join(dir, 'later/checkpoints/3.note'), 'utf8')
  expect(kept).toContain('witness.kcs.example')
})

test('given the whole of it, as it is or handed over, then it is proven, and cosigned up to there', async () => {
  expect(await handOver('whole', { kind: 'log' })).toMatchObject({ ok: true, value: { size: 6 } })
  for (const verified of [judged(join(dir, 'whole')), judged(dataDir, true)])
    expect((await verified).verdict).toMatchObject({
      kind: 'proven',
      size: 6,
      cosigned: { size: 3, by: ['witness.kcs.example'] },
    })
})
