import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../contract/store-rig.ts'
import { eventSchema, logIn, rowsIn, run } from './ended.ts'
import type { Shown } from './faulty.ts'
import { numbers } from './numbers.ts'

const kills = Number(process.env['LIAISON_KILLS'] ?? 60)
const chains = 2
const limitMs = Math.max(600_000, kills * 1_500)
const shownIn = (file: string): readonly Shown[] =>
  readFileSync(`${file}.shown`, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** What one chain of kills leaves behind, once all that was owed is delivered. */
const chain = async (file: string, seed: number, count: number) => {
  const random = numbers(seed)
  const acknowledged: number[] = []
  // One that ends by itself, since only at its end is what was compiled kept.
  expect((await run('deliverer.ts', [file, '0', 'drain'], undefined)).said).toBe('')
  for (let round = 1; round <= count; round++) {
    const ended = await run('deliverer.ts', [file, String(round)], random(90))
    expect([ended.signal, ended.said]).toEqual(['SIGKILL', ''])
    acknowledged.push(...ended.acknowledged)
  }
  const drained = await run('deliverer.ts', [file, String(count + 1), 'drain'], undefined)
  expect([drained.signal, drained.said]).toEqual([null, ''])

  const { report, bodies } = await logIn(file)
  expect(report).toMatchObject({ kind: 'proven' })
  const owed = bodies.filter(b => b.type === 'test.owed')
  const said = new Set(owed.map(b => z.object({ n: z.int() }).parse(b.event).n))
  expect(
    acknowledged.filter(n => !said.has(n)),
    'acknowledged and lost',
  ).toEqual([])

  const rows = rowsIn(file)
  expect(rows).toHaveLength(4 * owed.length)
  expect(rows.filter(r => !['sent', 'merged'].includes(r.state))).toEqual([])
  const posted = bodies
    .filter(b => b.type === 'delivery.posted')
    .map(b => eventSchema.parse(b.event))
  const recorded = posted.flatMap(e => [e.key, ...e.covers.map(c => c.key)])
  expect(recorded.toSorted()).toEqual(rows.map(r => r.key).toSorted())

  const shown = shownIn(file)
  const keys = new Set(shown.map(s => s.key))
  expect(
    posted.filter(e => !keys.has(e.key)),
    'on record and never shown',
  ).toEqual([])

  const news = shown.filter(s => s.verb !== 'revise')
  const purposeOf = new Map(rows.map(r => [r.key, r.purpose]))
  // A line is a message of its own; of a card or call there is one, whatever row posted it.
  const messages = Map.groupBy(news, s => {
    const purpose = purposeOf.get(s.key)
    return purpose === 'reply' ? s.key : `${s.platform} ${s.place} ${purpose}`
  })
  const doubles = [...messages.values()].flatMap(([_, ...more]) => more)
  expect(
    doubles.filter(s => s.platform === 'p'),
    'double where it can be looked for',
  ).toEqual([])
  expect(
    doubles.filter(s => !s.repeat),
    'double without a mark',
  ).toEqual([])
  return {
    acknowledged: acknowledged.length,
    rows: rows.length,
    merged: rows.filter(r => r.state === 'merged').length,
    uncertain: bodies.filter(b => b.type === 'delivery.uncertain').length,
    found: bodies.filter(b => JSON.stringify(b.event).includes('"found"')).length,
    marked: doubles.length,
  }
}

test(
  `given ${kills} kills with faulty chat systems, then nothing is lost and no double is silent`,
  async () => {
    const { folder, remove } = temporaryFolder()
    onTestFinished(remove)
    const ended = await Promise.all(
      Array.from({ length: chains }, (_, i) =>
        chain(join(folder, `log-${i}.db`), 20_261_124 + i, Math.ceil(kills / chains)),
      ),
    )
    const sum = (key: keyof (typeof ended)[number]) => ended.reduce((n, e) => n + e[key], 0)
    const seen = {
      kills: kills,
      acknowledged: sum('acknowledged'),
      rows: sum('rows'),
      merged: sum('merged'),
      uncertain: sum('uncertain'),
      found: sum('found'),
      marked: sum('marked'),
    }
    process.stdout.write(`${JSON.stringify(seen)}\n`)
    expect(seen.acknowledged).toBeGreaterThan(kills)
    expect(seen.uncertain).toBeGreaterThan(kills / 2)
    expect(seen.merged).toBeGreaterThan(kills / 8)
    expect(seen.found).toBeGreaterThan(kills / 8)
    expect(seen.marked).toBeGreaterThan(0)
  },
  limitMs,
)
