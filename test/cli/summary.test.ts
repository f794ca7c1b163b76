import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFileCache } from '../../adapters/cache/index.ts'
import { digest } from '../../adapters/keys/index.ts'
import { openLogForReading } from '../../adapters/sqlite/read.ts'
import { digestOf } from '../../src/bot/figures-digest.ts'
import { foldPartsOf, saveFold } from '../../src/bot/kept-fold.ts'
import { instant } from '../../src/kit/time.ts'
import { demoConfig } from '../../src/main/demo.ts'
import { keptFile } from '../../src/main/disk.ts'
import { settingsOf } from '../../src/main/settings.ts'
import { createDirectory } from '../../src/roster/directory.ts'
import { createFold } from '../../src/summary/fold.ts'
import { linkedBefore, readInto } from '../../src/summary/read.ts'
import { readPng } from '../rigs/chart.ts'
import { linked, yearOf } from '../summary/year.ts'
import { callInside } from './inside.ts'
import { begin, call, scratch } from './program.ts'

const { dir, remove } = scratch()
const file = join(dir, 'log.db')

beforeAll(() => {
  const db = Database(file)
  db.exec(readFileSync(join(import.meta.dirname, '../../migrations/0001-log.sql'), 'utf8'))
  db.pragma(`application_id = ${0x4c494149}`)
  const insert = db.prepare('INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)')
  db.transaction(() => {
    for (const { seq, body, leaf } of linked(yearOf(200, 3))) insert.run(seq, body, leaf)
  })()
  db.close()
})
afterAll(remove)

const asked = (week: string, ...more: string[]) =>
  callInside(['summary', '--week', week, ...more], {}, dir)

describe('given a log of a year', () => {
  test('when a week is asked for in each format, then all say the same', async () => {
    const json = await asked('2026-W20', '--log', file, '--format', 'json')
    expect([json.status, json.stderr]).toEqual([0, ''])
    const [found, ...more] = JSON.parse(json.stdout)
    expect(more).toEqual([])
    expect(found.figures).toMatchObject({
      v: 1,
      week: '2026-W20',
      desks: ['hkc.cyber', 'kcs.cyber'],
    })
    expect(found.digest).toBe(digestOf(found.figures, digest))
    const csv = await asked('2026-w20', '--log', dir, '--format', 'csv')
    const lines = csv.stdout.trimEnd().split('\n')
    expect([csv.status, lines[0]]).toEqual([0, 'week,desks,side,group,figure,value'])
    expect(lines.slice(1).every(l => l.split(',').length === 6)).toBe(true)
    const sent = found.figures.sides['hkc.cyber'].priorities.routine.sent
    expect(lines).toContain(`2026-W20,hkc.cyber+kcs.cyber,hkc.cyber,routine,sent,${sent}`)
    expect(lines.at(-1)).toBe(`2026-W20,hkc.cyber+kcs.cyber,,log,digest,${found.digest}`)
    const text = await asked('2026-W20', '--log', file)
    expect(text.status).toBe(0)
    expect(text.stdout).toContain(
      `${found.figures.size} entries of the log, digest ${found.digest}`,
    )
  })

  test('when its picture is asked for, then it is in the file, in the languages of the shared channel', async () => {
    const out = join(dir, 'week.png')
    const drawn = await asked('2026-W20', '--log', file, '--format', 'png', '--out', out)
    expect([drawn.status, drawn.stderr]).toEqual([0, ''])
    expect(readPng(readFileSync(out)).width).toBe(720)
    const nowhere = await asked('2026-W20', '--log', file, '--format', 'png')
    expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('--out FILE')])
    const unwritable = join(dir, 'no/such/folder.png')
    const lost = await asked('2026-W20', '--log', file, '--format', 'png', '--out', unwritable)
    expect([lost.status, lost.stderr]).toEqual([1, expect.stringContaining("can't be written")])
  })

  test('when there is no such week or no such log, then it says so and what to write', async () => {
    const before = await asked('2025-W20', '--log', file)
    expect([before.status, before.stdout]).toEqual([1, ''])
    expect(before.stderr).toContain('There are no figures of 2025-W20')
    const none = await asked('2026-W20', '--log', join(dir, 'other.db'))
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('NoFile')])
    const odd = await asked('2026-W54', '--log', file)
    expect([odd.status, odd.stderr]).toEqual([1, expect.stringContaining('e.g. 2026-W47')])
    const strange = await asked('2026-W20', '--log', file, '--format', 'xml')
    expect(strange.status).toBe(1)
  })

  test('when its desk has kept the figures, then they are told without the entries before, but for another log', async () => {
    const data = join(dir, 'kept')
    const own = join(data, 'demo')
    mkdirSync(own, { recursive: true })
    copyFileSync(file, join(own, 'log.db'))
    const opened = openLogForReading(file)
    const demo = settingsOf(demoConfig(), { now: instant(Date.UTC(2027, 0)), demo: true })
    if (!opened.ok || !demo.ok) throw new Error('no log or no settings')
    const { between, withLeaf, close } = opened.value
    const directory = createDirectory(demo.value.config, demo.value.calendars)
    const fold = createFold(foldPartsOf(directory))
    await readInto(fold, between(0, 500), (_, of) => linkedBefore(of, withLeaf))
    const cache = createFileCache(join(own, keptFile))
    expect(await saveFold({ store: { readEntries: between }, directory, cache }, fold)).toBe(true)
    close()
    const args = ['summary', '--week', '2026-W20', '--format', 'json']
    const inside = (line: readonly string[]) => callInside(line, { LIAISON_DATA: data }, dir)
    const kept = await inside(args)
    const whole = await inside([...args, '--log', join(own, 'log.db')])
    expect([kept.status, kept.stdout]).toEqual([0, whole.stdout])
    // What was kept says otherwise: only who is told to go by the log alone doesn't hear of it.
    const lines: string[] = []
    await cache.read(line => lines.push(line))
    await cache.write(
      lines.map(l => l.replace(/("week":"2026-W08".*?"routine":\{"sent":)\d+/, '$177')),
    )
    const early = ['summary', '--week', '2026-W08', '--format', 'csv']
    const routine = /hkc\.cyber,routine,sent,77$/m
    expect((await inside(early)).stdout).toMatch(routine)
    expect((await inside([...early, '--log', join(own, 'log.db')])).stdout).not.toMatch(routine)
  })

  test('when a desk runs meanwhile, then its log is read as well', async () => {
    const running = await begin(dir, ['start', '--demo'], { LIAISON_DATA: dir })
    const { status, stderr } = call(dir, ['summary', '--week', '2020-W10'], { LIAISON_DATA: dir })
    await running.end('SIGTERM')
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('There are no figures of 2020-W10'),
    ])
  })
})
