import {
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants, getPriority } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupDatabase, logApplicationId } from '../../adapters/sqlite/index.ts'
import { backupLog } from '../../src/main/backup.ts'
import { migrateData } from '../../src/main/migrate.ts'
import { demoConfig, type Running } from '../../src/main.ts'
import { raiseGuarded } from '../rigs/guarded.ts'
import { callInside } from './inside.ts'
import { call, scratch } from './program.ts'

const desk = raiseGuarded(demoConfig(), { demo: true })
const { dir, remove } = scratch()
// Where a demo looks for its data, below what LIAISON_DATA names.
const settings = { LIAISON_DATA: join(dir, 'data') }
const data = join(dir, 'data', 'demo')
let running: Running

beforeAll(async () => {
  mkdirSync(join(dir, 'data'))
  running = await desk.run({ dataDir: data })
})
afterAll(async () => {
  await running.close()
  desk.remove()
  remove()
})

const sizeOf = (file: string): number => {
  const db = Database(file, { readonly: true })
  const size = db.prepare<[], number>('SELECT size FROM head').pluck().get() ?? 0
  db.close()
  return size
}

describe('given a desk that runs', () => {
  test('when its log is backed up, then the copy is whole, verified, its owner’s alone, and says how large it is', async () => {
    const { status, stdout, stderr } = await callInside(
      ['backup', 'a.db', '--vault', 'v.db', '--json'],
      settings,
      dir,
    )
    expect(status, stderr).toBe(0)
    // Nothing else is left beside them.
    expect(readdirSync(dir).sort()).toEqual(['a.db', 'data', 'v.db'])
    const { log, vault } = JSON.parse(stdout)
    const size = sizeOf(join(data, 'log.db'))
    expect(log).toMatchObject({ file: join(dir, 'a.db'), size })
    expect(vault.file).toBe(join(dir, 'v.db'))
    expect([sizeOf(log.file), statSync(log.file).mode & 0o777]).toEqual([size, 0o600])
    expect(statSync(vault.file).mode & 0o777).toBe(0o600)
    expect(stderr).toContain('what is erased later stays in it')
    expect(stderr).toContain('log.key is not in it')
    // Another one over it is refused, and it stays.
    const again = await backupLog(data, log.file)
    expect(again).toEqual({ ok: false, error: { kind: 'IsThere', file: log.file } })
    expect(sizeOf(log.file)).toBe(size)
  })

  test('when a folder is named, or set, then it goes there under the moment', async () => {
    const folder = join(dir, 'backups')
    const asked = { ...settings, LIAISON_BACKUP_DIR: folder }
    const { status, stdout } = await callInside(['backup'], asked, dir)
    expect([status, stdout.split(':')[0]]).toEqual([0, 'Verified'])
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^log-\d{4}-\d\d-\d\dT\d{6}Z\.db$/)])
    const nowhere = await callInside(['backup'], settings, dir)
    expect([nowhere.status, nowhere.stdout]).toEqual([2, ''])
    expect(nowhere.stderr).toContain('LIAISON_BACKUP_DIR')
  })

  test('when it commits while the copy is made, then the copy is one state, with all that was there before', async () => {
    const before = sizeOf(join(data, 'log.db'))
    const to = join(dir, 'beside.db')
    const making = backupLog(data, to)
    await desk.nextHour(running)
    const made = await making
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    expect(sizeOf(join(data, 'log.db'))).toBeGreaterThan(before)
    expect(made.value.size).toBeGreaterThanOrEqual(before)
    expect(sizeOf(to)).toBe(made.value.size)
  })

  test('when the copy is not what the key signed, then it is removed and said to be bad', async () => {
    const other = join(dir, 'other')
    mkdirSync(other)
    copyFileSync(join(data, 'log.vkey'), join(other, 'log.vkey'))
    const made = await backupLog(data, join(other, 'log.db'))
    expect(made.ok).toBe(true)
    const db = Database(join(other, 'log.db'))
    db.exec(
      `DROP TRIGGER entry_no_update; UPDATE entry SET body = replace(body, '"v":1', '"v":2') WHERE seq = 9`,
    )
    db.close()
    const to = join(dir, 'bad.db')
    const bad = await backupLog(other, to)
    expect(bad).toEqual({
      ok: false,
      error: {
        kind: 'BadCopy',
        file: to,
        detail: expect.stringMatching(/^LeafMismatch at entry 9$/),
      },
    })
    expect(existsSync(to)).toBe(false)
    expect(readdirSync(dir).filter(name => name.startsWith('bad'))).toEqual([])
  })

  test('when there is no log, another file in its place, or no folder to go to, then that is said', async () => {
    const to = join(dir, 'none.db')
    expect(await backupLog(join(dir, 'nowhere'), to)).toMatchObject({ error: { kind: 'NoLog' } })
    const from = join(dir, 'notes.db')
    writeFileSync(from, '')
    const asked = { from, applicationId: logApplicationId, check: async () => undefined }
    expect(await backupDatabase({ ...asked, to })).toEqual({
      ok: false,
      error: { kind: 'NotOurs', file: from },
    })
    const lost = join(dir, 'no', 'folder.db')
    expect(await backupLog(data, lost)).toMatchObject({ error: { kind: 'CannotCopy', file: lost } })
  })
})

describe('given a desk that must not wait for a backup', () => {
  const mb = 2 ** 20
  const large = () => {
    const from = join(dir, 'large.db')
    if (existsSync(from)) return from
    const db = Database(from)
    db.exec(
      `PRAGMA journal_mode = OFF; PRAGMA application_id = ${logApplicationId}; CREATE TABLE t (b)`,
    )
    for (let n = 0; n < 32; n++) db.exec(`INSERT INTO t VALUES (zeroblob(${mb}))`)
    db.close()
    return from
  }
  const asked = { applicationId: logApplicationId, check: async () => undefined }

  test('when more is copied than a disk takes in a moment, then it is made durable piece by piece', async () => {
    const to = join(dir, 'pieces.db')
    const grown: number[] = []
    const flush = (fd: number) => void grown.push(fstatSync(fd).size)
    expect(await backupDatabase({ ...asked, from: large(), to, flush })).toMatchObject({ ok: true })
    const steps = grown.map((size, i) => size - (grown[i - 1] ?? 0))
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 * mb)
    // What SQLite itself holds back until it ends.
    expect(statSync(to).size - (grown.at(-1) ?? 0)).toBeLessThanOrEqual(16 * mb)
  })

  test('when the disk fails meanwhile, then that is said, and nothing is left', async () => {
    const to = join(dir, 'failed.db')
    const flush = () => {
      throw Object.assign(new Error('i/o error'), { code: 'EIO' })
    }
    expect(await backupDatabase({ ...asked, from: large(), to, flush })).toEqual({
      ok: false,
      error: { kind: 'CannotCopy', file: to, detail: 'i/o error' },
    })
    expect(readdirSync(dir).filter(name => name.startsWith('failed'))).toEqual([])
  })

  test('when a command goes through a whole log, then it first makes way for the desk, and no other does', async () => {
    const timesOf = async (...args: string[]) => {
      let times = 0
      const makeWay = () => {
        times += 1
      }
      const { status } = await callInside(args, settings, dir, makeWay)
      return [status, times]
    }
    expect(await timesOf('backup', 'way.db')).toEqual([0, 1])
    expect(await timesOf('audit', 'verify', '--log', data)).toEqual([0, 1])
    expect(await timesOf('audit', 'export', '--all', '--out', 'way')).toEqual([0, 1])
    expect(await timesOf('audit', 'rebuild', '--check')).toEqual([0, 1])
    expect(await timesOf('migrate')).toEqual([1, 0])
  })

  test('when it is a process of its own, then that has a lower priority', () => {
    const atEnd = "process.on('exit', () => console.error('priority', os.getPriority()))"
    const module = encodeURIComponent(`import os from 'node:os'; ${atEnd}`)
    const tells = { ...settings, NODE_OPTIONS: `--import=data:text/javascript,${module}` }
    const low = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL)
    expect(call(dir, ['backup', 'low.db'], tells).stderr).toContain(`priority ${low}\n`)
  })
})

describe('given data of an older version', () => {
  test('when it is migrated, then what was applied is named, once, and not while a desk runs', async () => {
    const old = join(dir, 'old')
    mkdirSync(old)
    const made = await backupLog(data, join(old, 'log.db'))
    expect(made.ok).toBe(true)
    const db = Database(join(old, 'log.db'))
    db.exec('DROP TABLE node; DELETE FROM migration WHERE version = 4; PRAGMA user_version = 3')
    db.close()
    const done = await migrateData(old)
    expect(done).toEqual({
      ok: true,
      value: { log: ['0004-tiles.sql'], vault: ['0001-vault.sql', '0002-drafts.sql'] },
    })
    expect(await migrateData(old)).toEqual({ ok: true, value: { log: [], vault: [] } })
    const busy = await callInside(['migrate'], settings, dir)
    expect([busy.status, busy.stderr.split(',')[0]]).toEqual([1, 'liaison: InUse'])
    expect(await migrateData(join(dir, 'nowhere'))).toMatchObject({ error: { kind: 'NoLog' } })
  })
})
