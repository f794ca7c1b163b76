import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFileCache } from '../../adapters/cache/index.ts'
import { openLogForReading } from '../../adapters/sqlite/index.ts'
import { foldPartsOf, saveFold } from '../../src/bot/kept-fold.ts'
import { keptFile } from '../../src/main/disk.ts'
import { checkDerived, type Difference } from '../../src/main/rebuild.ts'
import { type Settings, settingsOf } from '../../src/main/settings.ts'
import { demoConfig } from '../../src/main.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { createFold } from '../../src/summary/fold.ts'
import { linkedBefore, readInto } from '../../src/summary/read.ts'
import { raiseGuarded } from '../rigs/guarded.ts'
import { callInside } from './inside.ts'
import { scratch } from './program.ts'

const desk = raiseGuarded(demoConfig(), { demo: true })
const { dir, remove } = scratch()
let settings: Settings
afterAll(() => {
  desk.remove()
  remove()
})

beforeAll(async () => {
  const running = await desk.run()
  // Until a subtree of 256 entries is full, so that there is a node.
  for (let n = 0; n < 24; n++) await desk.nextHour(running)
  await running.close()
  const read = settingsOf(demoConfig(), { now: desk.now(), demo: true })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  settings = read.value
})

let copies = 0
/** A copy of the data with this done to its rows. */
const withRows = (sql: string): string => {
  const data = join(dir, `data-${++copies}`)
  cpSync(desk.dir, data, { recursive: true })
  const db = Database(join(data, 'log.db'))
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.close()
  return data
}

const check = async (data: string) => {
  const done = await checkDerived(data, settings)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value
}

/** Keeps the weeks as a desk does, with this done to each line. */
const keepFigures = async (data: string, change: (line: string) => string): Promise<void> => {
  const opened = openLogForReading(join(data, 'log.db'))
  if (!opened.ok) throw new Error(opened.error.kind)
  const { between, entries, withLeaf, close } = opened.value
  const directory = createDirectory(settings.config, settings.calendars)
  const fold = createFold(foldPartsOf(directory))
  await readInto(fold, entries(), (_, of) => linkedBefore(of, withLeaf))
  const file = createFileCache(join(data, keptFile))
  const cache = { ...file, write: (lines: Iterable<string>) => file.write([...lines].map(change)) }
  expect(await saveFold({ store: { readEntries: between }, directory, cache }, fold)).toBe(true)
  close()
}

const ref = 'HK-2026-000001'

describe('given what is kept beside the entries of a log', () => {
  test('when nobody touched it, then it is what the entries come to', async () => {
    const { entries, subjects, differences } = await check(desk.dir)
    expect(differences).toEqual([])
    expect(entries).toBeGreaterThan(256)
    // Referrals of both sides, what was notified, two rosters, and the log itself.
    expect(subjects).toBeGreaterThanOrEqual(6)
  })

  test.each<[string, string, Difference]>([
    [
      'a snapshot',
      `UPDATE subject SET state = json_set(state, '$.priority', 'routine2') WHERE id = '${ref}'`,
      { kind: 'snapshot', at: ref, why: 'differs at priority' },
    ],
    [
      'a snapshot that is gone',
      `DELETE FROM party WHERE born = (SELECT born FROM subject WHERE id = 'log'); DELETE FROM subject WHERE id = 'log'`,
      { kind: 'snapshot', at: 'log', why: 'is not kept' },
    ],
    [
      'a snapshot of nothing',
      `INSERT INTO subject (id, version, state, parties, open) VALUES ('HK-2026-000999', 1, '{}', '[]', 0)`,
      { kind: 'snapshot', at: 'HK-2026-000999', why: 'no entry speaks of it' },
    ],
    [
      'the due time of a timer',
      `UPDATE timer SET due = due + 1 WHERE subject = 'log' AND deadline = 'release'`,
      { kind: 'timers', at: 'log', why: 'differ at 0.due' },
    ],
    [
      'a timer that is gone',
      `DELETE FROM timer WHERE subject = 'hkc.cyber' AND deadline = (SELECT min(deadline) FROM timer WHERE subject = 'hkc.cyber')`,
      { kind: 'timers', at: 'hkc.cyber', why: expect.stringMatching(/^differ at 0/) },
    ],
    [
      'a flag that it is open',
      `UPDATE subject SET open = 1 - open WHERE id = '${ref}'`,
      { kind: 'parties', at: ref, why: expect.stringMatching(/^is kept as/) },
    ],
    [
      'a list of a desk',
      `DELETE FROM party WHERE born = (SELECT born FROM subject WHERE id = '${ref}') AND party = 'hkc.cyber'`,
      { kind: 'parties', at: ref, why: 'is listed under others' },
    ],
    [
      'a link',
      `UPDATE link SET leaf = (SELECT leaf FROM entry WHERE seq = 0) WHERE subject = '${ref}'`,
      { kind: 'links', at: ref, why: 'leads to another entry than its last' },
    ],
    [
      'a node of the tree',
      `DROP TRIGGER node_no_update; UPDATE node SET hash = zeroblob(32)`,
      { kind: 'nodes', at: '1/0', why: 'not of the leaves below it' },
    ],
  ])('when %s was changed by hand, then that kind alone is named', async (_, sql, difference) => {
    expect((await check(withRows(sql))).differences).toEqual([difference])
  })

  test('when the weekly figures that were kept are others, then their desks and week are named', async () => {
    const data = withRows('SELECT 1')
    await keepFigures(data, line => line)
    expect((await check(data)).differences).toEqual([])
    let changed = 0
    await keepFigures(data, line => {
      if (!line.startsWith('{"pair"')) return line
      changed += 1
      return line.replace(/"W?(sent|asked)":0/, '"sent":1').replace(/:0([,}])/, ':7$1')
    })
    expect(changed).toBe(1)
    expect((await check(data)).differences).toEqual([
      {
        kind: 'figures',
        at: expect.stringMatching(/^hkc\.cyber and kcs\.cyber, 2026-W\d\d$/),
        why: 'are not what the entries come to',
      },
    ])
  })
})

describe('given the command line', () => {
  test('when the demo is checked, then it ends with 0, and with 1 where a row was changed', async () => {
    const data = join(dir, 'cli', 'demo')
    cpSync(desk.dir, data, { recursive: true })
    const set = { LIAISON_DATA: join(dir, 'cli') }
    const fine = await callInside(['audit', 'rebuild', '--check'], set, dir)
    expect([fine.status, fine.stdout]).toEqual([
      0,
      expect.stringMatching(/^The same: .* follows from \d+ entries/),
    ])
    const db = Database(join(data, 'log.db'))
    db.exec(`DELETE FROM timer WHERE subject = 'log'`)
    db.close()
    const wrong = await callInside(['audit', 'rebuild', '--check', '--json'], set, dir)
    expect([wrong.status, JSON.parse(wrong.stdout)]).toMatchObject([
      1,
      { ok: false, differences: [{ kind: 'timers', at: 'log' }] },
    ])
    expect(await callInside(['audit', 'rebuild'], set, dir)).toMatchObject({
      status: 2,
      stdout: '',
    })
  })
})
