import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digest } from '../../adapters/keys/index.ts'
import { digestOf } from '../../src/bot/figures-digest.ts'
import { utf8 } from '../../src/kit/bytes.ts'
import { textOf, yearOf } from '../summary/year.ts'
import { begin, call, scratch } from './program.ts'

const { dir, remove } = scratch()
const file = join(dir, 'log.db')

beforeAll(() => {
  const db = Database(file)
  db.exec(readFileSync(join(import.meta.dirname, '../../migrations/0001-log.sql'), 'utf8'))
  db.pragma(`application_id = ${0x4c494149}`)
  const insert = db.prepare('INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)')
  db.transaction(() => {
    for (const [seq, text] of yearOf(200, 3).map(textOf).entries())
      insert.run(seq, text, digest(utf8(text)))
  })()
  db.close()
})
afterAll(remove)

const asked = (week: string, ...more: string[]) => call(dir, ['summary', '--week', week, ...more])

describe('given a log of a year', () => {
  test('when a week is asked for in each format, then all say the same', () => {
    const json = asked('2026-W20', '--log', file, '--format', 'json')
    expect([json.status, json.stderr]).toEqual([0, ''])
    const [found, ...more] = JSON.parse(json.stdout)
    expect(more).toEqual([])
    expect(found.figures).toMatchObject({
      v: 1,
      week: '2026-W20',
      desks: ['hkc.cyber', 'kcs.cyber'],
    })
    expect(found.digest).toBe(digestOf(found.figures, digest))
    const csv = asked('2026-w20', '--log', dir, '--format', 'csv')
    const lines = csv.stdout.trimEnd().split('\n')
    expect([csv.status, lines[0]]).toEqual([0, 'week,desks,side,group,figure,value'])
    expect(lines.slice(1).every(l => l.split(',').length === 6)).toBe(true)
    const sent = found.figures.sides['hkc.cyber'].priorities.routine.sent
    expect(lines).toContain(`2026-W20,hkc.cyber+kcs.cyber,hkc.cyber,routine,sent,${sent}`)
    expect(lines.at(-1)).toBe(`2026-W20,hkc.cyber+kcs.cyber,,log,digest,${found.digest}`)
    const text = asked('2026-W20', '--log', file)
    expect(text.status).toBe(0)
    expect(text.stdout).toContain(
      `${found.figures.size} entries of the log, digest ${found.digest}`,
    )
  })

  test('when there is no such week or no such log, then it says so and what to write', () => {
    const before = asked('2025-W20', '--log', file)
    expect([before.status, before.stdout]).toEqual([1, ''])
    expect(before.stderr).toContain('There are no figures of 2025-W20')
    const none = asked('2026-W20', '--log', join(dir, 'other.db'))
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('NoFile')])
    const odd = asked('2026-W54', '--log', file)
    expect([odd.status, odd.stderr]).toEqual([1, expect.stringContaining('e.g. 2026-W47')])
    expect(asked('2026-W20', '--log', file, '--format', 'xml').status).toBe(1)
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
