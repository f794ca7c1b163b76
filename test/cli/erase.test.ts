import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callInside } from './inside.ts'
import { begin, call, scratch, writeDesk } from './program.ts'

const { dir, remove } = scratch()
const data = join(dir, 'demo')
const settings = { LIAISON_DATA: dir }
let ref = ''
let words = ''

/** Runs the demo once, and finds a referral with what its sender wrote. */
beforeAll(async () => {
  const running = await begin(dir, ['start', '--demo'], settings)
  await running.end('SIGTERM')
  const vault = Database(join(data, 'vault.db'), { readonly: true })
  const row = vault
    .prepare<[], { referral: string; words: string }>(
      `SELECT referral, json_extract(content, '$.narrative') AS words FROM item
       WHERE words IS NOT NULL ORDER BY referral LIMIT 1`,
    )
    .get()
  vault.close()
  ref = row?.referral ?? ''
  words = row?.words ?? ''
})
afterAll(remove)

const erase = (...args: readonly string[]) => callInside(['erase', ...args], settings, dir)
const verify = () => callInside(['audit', 'verify', '--log', data, '--json'])

const entries = (): readonly { readonly type: string; readonly body: string }[] => {
  const db = Database(join(data, 'log.db'), { readonly: true })
  const rows = db
    .prepare<[], { type: string; body: string }>(
      `SELECT json_extract(body, '$.type') AS type, body FROM entry ORDER BY seq`,
    )
    .all()
  db.close()
  return rows
}

const holders = (text: string): readonly string[] =>
  readdirSync(data, { withFileTypes: true })
    .filter(f => f.isFile() && readFileSync(join(data, f.name)).includes(Buffer.from(text)))
    .map(f => f.name)

const ofReferral = (id: string): number => {
  const db = Database(join(data, 'vault.db'), { readonly: true })
  const count = (table: string): number =>
    db
      .prepare<[string], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE referral = ?`)
      .get(id)?.n ?? 0
  const all = ['key', 'item', 'found_by'].map(count)
  db.close()
  return all.reduce((a, b) => a + b, 0)
}

describe('given the data of the demo', () => {
  test('when what can not be erased is named, then it says why, changes nothing and fails', async () => {
    expect([ref, words.length > 20, holders(words)]).toEqual([
      expect.stringMatching(/^[A-Z]{2}-\d{4}-\d{6}$/),
      true,
      ['vault.db'],
    ])
    const before = entries().length
    const cases: readonly (readonly [RegExp, readonly string[]])[] = [
      [/NotAReference/, ['--referral', 'HK-1']],
      [/UnknownReferral/, ['--referral', 'HK-1999-000001']],
      [/UnknownReferral/, ['--referral', 'HK-N-1999-000001']],
      [/--reason/, ['--referral', ref, '--reason', 'Kim Example asked']],
      [/--referral/, []],
    ]
    for (const [why, args] of cases) {
      const { status, stdout, stderr } = await erase(...args)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(why)
      expect(stderr).not.toContain('    at ')
    }
    expect(cases).toHaveLength(5)
    expect(entries()).toHaveLength(before)
    expect(holders(words)).toEqual(['vault.db'])
  })

  test('when the desk runs, then erasing is refused and says so', async () => {
    const running = await begin(dir, ['start', '--demo'], settings)
    const { status, stdout, stderr } = await erase('--referral', ref)
    await running.end('SIGTERM')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('InUse')
    expect(stderr).toContain('stop it')
    expect(holders(words)).toEqual(['vault.db'])
  })

  test('when it is erased, then content, key and index are gone, the log says so and is proven', async () => {
    const before = entries()
    expect(ofReferral(ref)).toBeGreaterThan(1)
    const { status, stdout, stderr } = await erase(
      '--referral',
      ref.toLowerCase(),
      '--reason',
      'court-order',
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Erased: /)
    expect(stdout).toContain('Not reached')
    expect(holders(words)).toEqual([])
    expect(ofReferral(ref)).toBe(0)
    const after = entries()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length).map(e => e.type)).toEqual(['referral.erased'])
    expect(JSON.parse(after.at(-1)?.body ?? '')).toMatchObject({
      actor: 'admin',
      cause: { reason: 'court-order' },
      subject: { id: ref },
    })
    const proven = await verify()
    expect(proven.status).toBe(0)
    expect(JSON.parse(proven.stdout)).toMatchObject({ kind: 'proven', size: after.length })
  })

  test('when it is erased again, then nothing happens and it says so', async () => {
    const before = entries().length
    const { status, stdout, stderr } = await erase('--referral', ref)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Nothing to erase/)
    expect(entries()).toHaveLength(before)
  })

  test('when a shipment is named, then it goes the same way', async () => {
    const before = entries().length
    const vault = Database(join(data, 'vault.db'), { readonly: true })
    const found = vault
      .prepare<[], { referral: string; goods: string }>(
        `SELECT referral, json_extract(content, '$.goods') AS goods FROM item
         WHERE referral LIKE '__-S-%' AND goods IS NOT NULL LIMIT 1`,
      )
      .get()
    vault.close()
    if (!found) throw new Error('the demo has no shipment')
    expect(holders(found.goods)).not.toEqual([])
    const { status, stderr } = await erase('--referral', found.referral.toLowerCase())
    expect([status, stderr]).toEqual([0, ''])
    expect(holders(found.goods)).toEqual([])
    expect(ofReferral(found.referral)).toBe(0)
    expect(
      entries()
        .slice(before)
        .map(e => e.type),
    ).toEqual(['shipment.erased'])
    expect((await erase('--referral', found.referral)).stdout).toMatch(/^Nothing to erase/)
    expect((await verify()).status).toBe(0)
  })

  test('when the desk starts again, then it runs on what is left', async () => {
    const running = await begin(dir, ['start', '--demo'], settings)
    expect((await fetch(running.url)).status).toBeLessThan(500)
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect((await verify()).status).toBe(0)
    expect(holders(words)).toEqual([])
  })
})

test('given no log where it looks, when something is to be erased, then it says so and makes none', () => {
  const empty = scratch()
  writeDesk(empty.dir)
  const { status, stdout, stderr } = call(empty.dir, ['erase', '--referral', 'HK-2026-000001'])
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('NoLog')
  expect(existsSync(join(empty.dir, 'data'))).toBe(false)
  empty.remove()
})
