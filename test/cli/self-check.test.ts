import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../src/kit/time.ts'
import { createSelfCheck } from '../../src/main/self-check.ts'
import { begin, scratch } from './program.ts'

const { dir, remove } = scratch()
const file = join(dir, 'demo', 'log.db')
afterAll(remove)

beforeAll(async () => {
  const running = await begin(dir, ['start', '--demo'], { LIAISON_DATA: dir })
  await running.end('SIGTERM')
})

const raise = () => {
  const told: string[] = []
  let now = 1_800_000_000_000
  const check = createSelfCheck({
    file,
    vkey: readFileSync(join(dir, 'demo', 'log.vkey'), 'utf8'),
    now: () => instant(now),
    log: {
      info: text => void told.push(`info ${text}`),
      warn: text => void told.push(`warn ${text}`),
      error: text => void told.push(`error ${text}`),
    },
  })
  const later = (ms: number): void => {
    now += ms
  }
  return { check, told, later }
}

describe('given the log of a host that runs', () => {
  test('when it is checked beside all else, then it is proven, once a day', async () => {
    const { check, told, later } = raise()
    expect([check.last(), check.isRunning()]).toEqual([undefined, false])
    check.tick()
    check.start()
    expect(check.isRunning()).toBe(true)
    await check.settled()
    const first = check.last()
    expect(first).toMatchObject({ at: 1_800_000_000_000, result: { kind: 'proven' } })
    expect(first?.size).toBeGreaterThan(40)
    expect(told).toEqual(['info the audit log was checked: proven'])
    later(23 * 3_600_000)
    check.tick()
    expect(check.isRunning()).toBe(false)
    later(3_600_000)
    check.tick()
    expect(check.isRunning()).toBe(true)
    await check.settled()
    expect(check.last()?.at).toBe(1_800_086_400_000)
  })

  test('when it is stopped in the middle, then it ends without a word', async () => {
    const { check, told } = raise()
    check.start()
    await check.close()
    await check.settled()
    expect([check.last(), told]).toEqual([undefined, []])
  })

  test('when somebody has changed it, then the operator is told, and which entry it is', async () => {
    const db = Database(file)
    db.exec(
      "DROP TRIGGER entry_no_update; UPDATE entry SET body = replace(body, '0', '1') WHERE seq = 7",
    )
    db.close()
    const { check, told } = raise()
    check.start()
    await check.settled()
    expect(check.last()?.result).toEqual({ kind: 'tampered', finding: 'LeafMismatch', seq: 7 })
    expect(told).toEqual([expect.stringMatching(/^error .*does not hold/)])
  })
})
