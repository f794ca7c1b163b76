import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf, textOf } from '../../src/cli/agenda-text.ts'
import { days, instant, toRfc3339 } from '../../src/kit/time.ts'
import { linked, type Made, yearBegins, yearOf } from '../summary/year.ts'
import { callInside } from './inside.ts'
import { scratch } from './program.ts'

const { dir, remove } = scratch()
const file = join(dir, 'log.db')
const said = (at: number): string => toRfc3339(instant(at))
const text = { language: 'en', ref: { item: 'i', commit: 'c', bytes: 1 } }

const begun = (n: number, at: number, more: object = {}): Made => ({
  ...{ subject: `HK-A-2026-00000${n}`, at, type: 'action.begun' },
  event: {
    ...{ type: 'action.begun', desk: 'hkc.cyber', other: 'kcs.cyber', owner: 'kcs.cyber' },
    ...{ due: said(at + days(30)), tlp: 'amber', clocks: [], text, ...more },
  },
})
const later = (n: number, at: number, type: string, event: object): Made => ({
  ...{ subject: `HK-A-2026-00000${n}`, at, type, event: { type, desk: 'kcs.cyber', ...event } },
})

const items: readonly Made[] = [
  begun(1, yearBegins + days(20), { agreed: '2026-01-15', link: 'HK-2026-000001' }),
  begun(2, yearBegins + days(21)),
  later(1, yearBegins + days(40), 'action.carried', {
    ...{ meeting: '2026-03-10', due: '2026-03-31T14:59:00.000Z', clocks: [], text },
  }),
  later(2, yearBegins + days(80), 'action.done', { text }),
]

beforeAll(() => {
  const db = Database(file)
  db.exec(readFileSync(join(import.meta.dirname, '../../migrations/0001-log.sql'), 'utf8'))
  db.pragma(`application_id = ${0x4c494149}`)
  const insert = db.prepare('INSERT INTO entry (seq, body, leaf) VALUES (?, ?, ?)')
  const made = [...yearOf(60, 3), ...items].toSorted((a, b) => a.at - b.at)
  db.transaction(() => {
    for (const { seq, body, leaf } of linked(made)) insert.run(seq, body, leaf)
  })()
  db.close()
})
afterAll(remove)

const asked = (...more: string[]) => callInside(['agenda', ...more, '--log', file])

describe('given a log with action items', () => {
  test('when the agenda of a year is asked for in each format, then all say the same', async () => {
    const json = await asked('--year', '2026', '--format', 'json')
    expect([json.status, json.stderr]).toEqual([0, ''])
    const [pack, ...more] = JSON.parse(json.stdout)
    expect(more).toEqual([])
    expect(pack).toMatchObject({
      ...{ year: 2026, desks: ['hkc.cyber', 'kcs.cyber'], since: '2026-03-10' },
      open: [
        {
          ...{ ref: 'HK-A-2026-000001', owner: 'kcs.cyber', carried: 1, overdue: true },
          ...{ meeting: '2026-03-10', agreed: '2026-01-15', link: 'HK-2026-000001' },
        },
      ],
      done: [{ ref: 'HK-A-2026-000002', done: said(yearBegins + days(80)) }],
    })
    const { sent, received } = pack.figures.sides['hkc.cyber']
    expect(sent + received).toBeGreaterThan(20)

    const csv = csvOf([pack]).split('\n')
    expect(csv[0]).toBe('year,desks,side,group,figure,value')
    expect(csv.every(l => l.split(',').length === 6)).toBe(true)
    expect(csv).toContain(`2026,hkc.cyber+kcs.cyber,hkc.cyber,year,sent,${sent}`)
    expect(csv).toContain('2026,hkc.cyber+kcs.cyber,kcs.cyber,open item,HK-A-2026-000001 carried,1')
    const { weeks, first, last } = pack.figures
    const scope = `Sums of ${weeks} weeks, ${first} to ${last}.`
    expect(textOf([pack])).toContain(scope)
    expect(textOf([pack])).toContain('kcs.cyber, open item, HK-A-2026-000001 overdue: true')
    const { stdout: md } = await asked('--year', '2026', '--format', 'md')
    expect(md).toContain(scope)
    expect(md).toContain('| HK-A-2026-000001 | kcs.cyber | 2026-03-31T14:59:00.000Z | yes | 1 |')
    expect(md).toContain(`| hkc.cyber | year | sent | ${sent} |`)
  })

  test('when there is no such year or no such log, then it says so', async () => {
    const odd = await asked('--year', '26')
    expect([odd.status, odd.stderr]).toEqual([1, expect.stringContaining('e.g. 2026')])
    const none = await callInside(['agenda', '--year', '2026', '--log', join(dir, 'other.db')])
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('NoFile')])
  })
})
