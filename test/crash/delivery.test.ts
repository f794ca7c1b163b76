import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { verifySignature } from '../../adapters/keys/ed25519.ts'
import { digest } from '../../adapters/keys/hashes.ts'
import { readEntry } from '../../src/audit/entry.ts'
import { printVerifierKey, verifierKey } from '../../src/audit/verifier-key.ts'
import { verifyLog } from '../../src/audit/verify.ts'
import { entriesOf } from '../contract/store-batches.ts'
import { openSqlite, origin, signer, temporaryFolder } from '../contract/store-rig.ts'
import type { Shown } from './faulty.ts'
import { numbers } from './numbers.ts'

const kills = Number(process.env['LIAISON_KILLS'] ?? 60)
const chains = 2
const limitMs = Math.max(600_000, kills * 1_500)
const deliverer = join(import.meta.dirname, 'deliverer.ts')
const eventSchema = z.object({
  key: z.string(),
  covers: z.array(z.object({ key: z.string() })).default([]),
})
const rowSchema = z.object({
  key: z.string(),
  platform: z.string(),
  place: z.string(),
  purpose: z.string(),
  state: z.string(),
  merged_into: z.int().nullable(),
})

/** Runs it, and kills it some milliseconds after its first commit, or waits for its end. */
const run = (args: readonly string[], afterMs: number | undefined) =>
  new Promise<{ acknowledged: number[]; signal: string | null; said: string }>(resolve => {
    const [file = ''] = args
    // Half of a start is compiling.
    const env = { ...process.env, NODE_COMPILE_CACHE: `${file}.compiled` }
    const child = spawn(process.execPath, [deliverer, ...args], { env })
    const acknowledged: number[] = []
    let said = ''
    child.stderr.on('data', data => {
      said += String(data)
    })
    createInterface(child.stdout).on('line', line => {
      if (acknowledged.push(Number(line)) === 1) setTimeout(() => child.kill('SIGKILL'), afterMs)
    })
    child.on('close', (_, signal) => resolve({ acknowledged, signal, said }))
  })

const shownIn = (file: string): readonly Shown[] =>
  readFileSync(`${file}.shown`, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

const rowsIn = (file: string) => {
  const db = Database(file, { readonly: true })
  const rows = db
    .prepare('SELECT key, platform, place, purpose, state, merged_into FROM outbox')
    .all()
  db.close()
  return z.array(rowSchema).parse(rows)
}

const logIn = async (file: string) => {
  const store = openSqlite(file)
  const { note, size } = await store.head()
  const vkey = printVerifierKey(verifierKey(origin, signer.publicKey, digest))
  const entries = store.readEntries(0, size)
  const report = await verifyLog({ entries, note, vkey, digest, verifySignature })
  const bodies = (await entriesOf(store)).map(({ body }) => readEntry(body))
  await store.close()
  return { report, bodies: bodies.flatMap(b => (b.ok ? [b.value] : [])) }
}

/** What one chain of kills leaves behind, once all that was owed is delivered. */
const chain = async (file: string, seed: number, count: number) => {
  const random = numbers(seed)
  const acknowledged: number[] = []
  // One that ends by itself, since only at its end is what was compiled kept.
  expect((await run([file, '0', 'drain'], undefined)).said).toBe('')
  for (let round = 1; round <= count; round++) {
    const ended = await run([file, String(round)], random(90))
    expect([ended.signal, ended.said]).toEqual(['SIGKILL', ''])
    acknowledged.push(...ended.acknowledged)
  }
  const drained = await run([file, String(count + 1), 'drain'], undefined)
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
