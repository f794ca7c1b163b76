import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { instant } from '../../src/kit/time.ts'
import type { Store } from '../../src/ports/store.ts'
import { claim, entriesOf, referral, step } from '../contract/store-batches.ts'
import { openSqlite, origin, signer, temporaryFolder } from '../contract/store-rig.ts'

const kills = 30
const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
const committer = join(import.meta.dirname, 'committer.ts')

/** Numbers in 1..max from a seed (Lehmer), so that a failure can be had again. */
const numbers = (seed: number) => {
  let state = seed
  return (max: number) => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % max)
  }
}

/** Runs the committer from referral `start` and kills it once `after` commits are acknowledged. */
const killAfter = (file: string, start: number, after: number) =>
  new Promise<{ acknowledged: number[]; signal: string | null; said: string }>(resolve => {
    const child = spawn(process.execPath, [committer, file, String(start)])
    const acknowledged: number[] = []
    let said = ''
    child.stderr.on('data', data => {
      said += String(data)
    })
    createInterface(child.stdout).on('line', line => {
      acknowledged.push(Number(line.split(' ')[0]))
      if (acknowledged.length === after) child.kill('SIGKILL')
    })
    child.on('close', (_, signal) => resolve({ acknowledged, signal, said }))
  })

const verify = async (store: Store) => {
  const { note, size } = await store.head()
  const entries = store.readEntries(0, size)
  return verifyLog({ entries, note, vkey, digest, verifySignature })
}

test(`given ${kills} kills at any moment, then no acknowledged commit is lost and the log is proven`, async () => {
  const { folder, remove } = temporaryFolder()
  onTestFinished(remove)
  const file = join(folder, 'log.db')
  const random = numbers(20_261_124)
  const seen = { kills: 0, acknowledged: 0, unacknowledged: 0, repeats: 0 }
  let done = 0
  for (let round = 0; round < kills; round++) {
    const { acknowledged, signal, said } = await killAfter(file, done + 1, random(40))
    expect([signal, said]).toEqual(['SIGKILL', ''])
    const last = acknowledged.at(-1) ?? done
    expect(acknowledged).toEqual(Array.from({ length: last - done }, (_, i) => done + 1 + i))

    const store = openSqlite(file)
    const { size } = await store.head()
    // One commit may have reached the disk before its line was written.
    expect(size - last === 0 || size - last === 1, `${size} after ${last}`).toBe(true)
    expect(await verify(store)).toMatchObject({ kind: 'proven', size })
    expect((await entriesOf(store)).map(e => e.seq)).toEqual([...Array(size).keys()])
    for (const n of acknowledged) {
      expect(await store.commit(step(n, 2, { inbound: `in-${n}` }))).toEqual({ kind: 'duplicate' })
      expect((await store.load(referral(n)))?.version).toBe(1)
    }
    const timers = await store.claimTimers({ now: instant(1e9), max: 1e6 })
    expect(timers.map(t => t.due)).toEqual(Array.from({ length: size }, (_, i) => i + 1))
    const jobs = await claim(store, 10_000, 1_000_000)
    await store.close()

    // The card at `a` is the oldest and never settled; each referral has one place of its own.
    expect(jobs).toHaveLength(size + 1)
    seen.kills += 1
    seen.acknowledged += acknowledged.length
    seen.unacknowledged += size - last
    seen.repeats += jobs.filter(job => job.repeat).length
    done = size
  }
  expect(seen.kills).toBe(kills)
  expect(seen.acknowledged).toBeGreaterThan(300)
  expect(seen.repeats).toBeGreaterThan(kills)
  expect(seen.acknowledged + seen.unacknowledged).toBe(done)
})
