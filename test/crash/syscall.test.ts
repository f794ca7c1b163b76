import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { instant } from '../../src/kit/time.ts'
import { claim, owed, referral, step } from '../contract/store-batches.ts'
import { openSqlite, origin, signer, temporaryFolder } from '../contract/store-rig.ts'
import { type CallName, callNames, type Harm, harms, needStrace, runTraced } from './syscalls.ts'

const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
const before = 2
const n = before + 1
const { folder, remove } = temporaryFolder()
const base = join(folder, 'base.db')
const parts = ['', '-wal'] as const
let runs = 0

/** A folder of its own, with a log as a killed process leaves it: some of it is in the WAL only. */
const freshLog = (): string => {
  runs += 1
  const own = join(folder, String(runs))
  mkdirSync(own)
  for (const part of parts) copyFileSync(`${base}.left${part}`, join(own, `log.db${part}`))
  return join(own, 'log.db')
}

const handOver = (of: number) =>
  step(of, 1, { inbound: `in-${of}`, outbox: [owed(of, `desk-${of}`, 'card')] })

beforeAll(async () => {
  needStrace()
  const first = openSqlite(base)
  await first.commit(handOver(1))
  await first.close()
  const second = openSqlite(base)
  await second.commit(handOver(2))
  for (const part of parts) copyFileSync(base + part, `${base}.left${part}`)
  await second.close()
})
afterAll(remove)

const isOfLog = (file: string) => (path: string) =>
  [file, `${file}-wal`, `${file}-shm`].includes(path)

type Found = 'nothing' | 'all of it, never acknowledged' | 'all of it, acknowledged'

/** Opens the log again: the hand-over is there as a whole or not at all, and once when it comes again. */
const findAfter = async (file: string, acknowledged: boolean): Promise<Found> => {
  const store = openSqlite(file)
  const { size, note } = await store.head()
  const whole = size === n
  expect(size).toBe(whole ? n : before)
  const entries = store.readEntries(0, size)
  const report = await verifyLog({ entries, note, vkey, digest, verifySignature })
  expect(report).toMatchObject({ kind: 'proven', size })
  const timers = await store.claimTimers({ now: instant(1e9), max: 10 })
  const jobs = await claim(store)
  expect({
    heard: await store.heard(`in-${n}`),
    version: (await store.load(referral(n)))?.version,
    timers: timers.length,
    jobs: jobs.length,
  }).toEqual({
    heard: whole,
    version: whole ? 1 : undefined,
    timers: whole ? 1 : 0,
    jobs: whole ? before + 2 : before,
  })
  expect((await store.commit(handOver(n))).kind).toBe(whole ? 'duplicate' : 'committed')
  expect((await store.head()).size).toBe(n)
  await store.close()
  if (acknowledged) expect(whole, 'acknowledged and lost').toBe(true)
  if (!whole) return 'nothing'
  return acknowledged ? 'all of it, acknowledged' : 'all of it, never acknowledged'
}

describe('given one hand-over, from opening the log to closing it', () => {
  test('when nothing goes wrong, then what it wrote is on the disk before it is acknowledged', async () => {
    const file = freshLog()
    const { calls, said, code } = await runTraced(file, n)
    expect([said, code]).toEqual([['ready', 'acknowledged', `claimed ${n + 1}`, 'closed'], 0])
    const spoken = (word: string) => calls.findIndex(c => c.name === 'write' && c.text === word)
    const [ready, acknowledged] = [spoken('ready'), spoken('acknowledged')]
    expect(ready).toBeGreaterThan(0)
    const during = calls.slice(ready + 1, acknowledged).filter(c => c.path === `${file}-wal`)
    const written = during.filter(c => c.name === 'pwrite64')
    expect(written.length).toBeGreaterThan(20)
    const last = during.at(-1)
    expect(['fsync', 'fdatasync']).toContain(last?.name)
    expect(last?.line).toMatch(/ = 0$/)
  })

  test('when it is hurt at each call that writes, then it is there as a whole or not at all', async () => {
    const counted = freshLog()
    const { calls } = await runTraced(counted, n)
    const ofLog = calls.filter(c => isOfLog(counted)(c.path))
    const count = (name: CallName) => ofLog.filter(c => c.name === name).length
    const todo = callNames.flatMap(name =>
      Array.from({ length: count(name) }, (_, i) => i + 1).flatMap(when =>
        (Object.keys(harms) as Harm[]).map(harm => ({ name, when, harm })),
      ),
    )
    expect(todo).toHaveLength(3 * ofLog.length)

    const seen: Record<string, number> = {}
    const see = (what: string): void => {
      seen[what] = (seen[what] ?? 0) + 1
    }
    const hurtAtOne = async ({ name, when, harm }: (typeof todo)[number]) => {
      const about = `${harm} at ${name} ${when}`
      const file = freshLog()
      const run = await runTraced(file, n, `${name}:${harms[harm]}:when=${when}`)
      expect(run.hurt, about).toBe(true)
      const found = await findAfter(file, run.said.includes('acknowledged')).catch(error => {
        throw new Error(about, { cause: error })
      })
      if (harm === 'kill') expect([run.signal, run.complained], about).toEqual(['SIGKILL', ''])
      // A close that can't tidy up loses nothing: the next start finds the WAL.
      else expect(run.code === 0, about).toBe(run.said.includes('closed'))
      see(`${harm}, ${found}${run.code === 0 ? ', ended well' : ''}`)
    }
    const waiting = [...todo]
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await hurtAtOne(next)
    }
    await Promise.all([worker(), worker()])

    const calledAt = Object.fromEntries(callNames.map(name => [name, count(name)]))
    process.stdout.write(`${JSON.stringify({ runs: todo.length, calledAt, seen })}\n`)
    expect(Object.values(seen).reduce((sum, k) => sum + k, 0)).toBe(todo.length)
    expect(todo.length).toBeGreaterThan(200)
    expect(calledAt).toMatchObject({ fsync: 4, ftruncate: 2 })
    for (const harm of Object.keys(harms)) {
      expect(seen[`${harm}, nothing`]).toBeGreaterThan(20)
      const kept = Object.keys(seen).filter(s => s.startsWith(`${harm}, all of it, acknowledged`))
      expect(kept.length, harm).toBeGreaterThan(0)
    }
  }, 240_000)
})
