import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import type { Store } from '../../src/ports/store.ts'
import { batch, referral, snapshot } from './store-batches.ts'
import { openSqlite, temporaryFolder } from './store-rig.ts'

const frameBytes = 4096 + 24
/** A little more than so many frames: a snapshot fills a page, and next to nothing shares it. */
const perCommit = 100
const states = 'x'.repeat(3000)

/** Where the sqlite store writes its WAL into the file; other stores have none. */
describe('the WAL of the sqlite store', () => {
  let remove: () => void
  let file: string
  let store: Store
  let begun: number
  beforeEach(() => {
    const made = temporaryFolder()
    remove = made.remove
    file = join(made.folder, 'log.db')
    store = openSqlite(file)
    begun = 0
  })
  afterEach(async () => {
    await store.close()
    remove()
  })

  const commit = () => {
    const ids = Array.from({ length: perCommit }, () => referral(begun++))
    return store.commit(batch({ snapshots: ids.map(id => snapshot(id, 1, { state: states })) }))
  }
  const written = (): number => statSync(file).size
  const walFrames = (): number => Math.ceil(statSync(`${file}-wal`).size / frameBytes)

  test('given commits with time between, then it is written then, in no commit, and stays short', async () => {
    const inTurns: number[] = []
    let inCommits = 0
    for (let n = 0; n < 40; n++) {
      const before = written()
      await commit()
      inCommits += written() - before
      const committed = written()
      await nextTurn()
      if (written() > committed) inTurns.push(n)
    }
    expect(inCommits).toBe(0)
    expect(inTurns.length).toBeGreaterThan(3)
    expect(walFrames()).toBeLessThan(1100)
  })

  test('given commits without any, then it is written in one of them before it is long', async () => {
    for (let n = 0; n < 60; n++) await commit()
    expect(begun).toBe(6000)
    expect(walFrames()).toBeGreaterThan(4000)
    expect(walFrames()).toBeLessThan(4300)
  })

  /** Who is first: the clock's claim, or somebody whose word is waiting at the door. */
  const firstOf = async (): Promise<readonly string[]> => {
    const order: string[] = []
    const { port1, port2 } = new MessageChannel()
    const heard = new Promise<void>(resolve => {
      port1.once('message', () => {
        order.push('officer')
        resolve()
      })
    })
    port2.postMessage('')
    await store.claimTimers({ now: instant(1), max: 1 })
    order.push('clock')
    await heard
    port1.close()
    return order
  }

  test('given that it was just written, then the clock lets whoever waits go first', async () => {
    for (let n = 0; n < 9; n++) await commit()
    const before = written()
    await nextTurn()
    expect(written()).toBeGreaterThan(before)
    expect(await firstOf()).toEqual(['officer', 'clock'])
    expect(await firstOf()).toEqual(['clock', 'officer'])
  })

  test('given a close right after a commit, then nothing is left to be done', async () => {
    for (let n = 0; n < 9; n++) await commit()
    await store.close()
    await nextTurn()
    store = openSqlite(file)
    expect((await store.load(referral(899)))?.version).toBe(1)
  })
})
