import { hash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openLogForReading } from '../adapters/sqlite/index.ts'
import { openDisk } from '../src/main/disk.ts'
import { exportBundle } from '../src/main/export.ts'
import { verifyAsked } from '../src/main/verify.ts'
import { demoConfig } from './desk.ts'
import { timed } from './figures.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

/** Processor time in microseconds: what else the machine does meanwhile is no part of it. */
const worked = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const textsIn = async (file: string): Promise<readonly string[]> => {
  const opened = openLogForReading(file)
  if (!opened.ok) throw new Error(opened.error.kind)
  const texts: string[] = []
  for await (const { body } of opened.value.entries()) texts.push(body)
  opened.value.close()
  return texts
}

const proven = async (dir: string, what: string, isLog: boolean): Promise<void> => {
  const key = join(dir, 'log.vkey')
  const { verdict } = await verifyAsked({ what, isLog, key, since: [], channelExport: [] })
  if (verdict.kind !== 'proven') throw new Error(JSON.stringify(verdict))
}

/** Bytes of the pages that hold the log: entries, their hashes, its tree, links and head. */
const storedIn = (file: string): number => {
  const db = Database(file, { readonly: true })
  const sql = `SELECT sum(pgsize) FROM dbstat WHERE name IN
    ('entry', 'sqlite_autoindex_entry_1', 'node', 'link', 'head')`
  const bytes = db.prepare<[], number>(sql).pluck().get() ?? 0
  db.close()
  return bytes
}

const rounds = 4

/** The least of a few, each taken in turn with the others. */
const leastOf = async (works: readonly (() => unknown)[]): Promise<readonly number[]> => {
  const least = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++)
    for (const [i, work] of works.entries()) least[i] = Math.min(least[i] ?? 0, await worked(work))
  return least
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

/** A log in `dir`, verified where it is and as it is handed over, and opened as at a start. */
export const measureVerify = async (dir: string, t: Targets): Promise<readonly Row[]> => {
  const file = join(dir, 'log.db')
  const texts = await textsIn(file)
  const size = texts.length
  const bundle = join(dir, 'bundle')
  const of = { kind: 'log' } as const
  const out = await exportBundle({
    dataDir: dir,
    out: bundle,
    of,
    reports: () => [],
    howtos: () => [],
  })
  if (!out.ok) throw new Error(JSON.stringify(out.error))
  const bare = (): void => {
    for (const text of texts) hash('sha256', `\0${text}`, 'hex')
  }
  const ways = [bare, () => proven(dir, dir, true), () => proven(dir, bundle, false)]
  const [alone = 0, log = 0, parts = 0] = await leastOf(ways)
  const perEntry = (us: number): string => `${(us / size).toFixed(2)} µs an entry`
  const row = (what: string, us: number, target: number): Row => ({
    what: `verification of ${size} entries from ${what} (processor time)`,
    figure: perEntry(us),
    ceiling: `SHA-256 alone: ${perEntry(alone)}`,
    ratio: (alone / us).toFixed(2),
    target: `ratio >= ${target}`,
    ok: alone / us >= target,
  })
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const stored = storedIn(file)
  const boot = await timed(async () => {
    const disk = await openDisk({ dataDir: dir, origin: demoConfig().log })
    if (!disk.ok) throw new Error(JSON.stringify(disk.error))
    await proven(dir, dir, true)
    await disk.value.vault.close()
    await disk.value.store.close()
  })
  const perMillion = (boot.ms * 1_000_000) / size
  return [
    row('SQLite', log, t.verifyRatio),
    row('a bundle', parts, t.bundleRatio),
    {
      what: `database pages of ${size} entries, ${Math.round(bytes / size)} bytes each`,
      figure: `${(stored / 1e6).toFixed(1)} MB`,
      ceiling: `entries: ${(bytes / 1e6).toFixed(1)} MB`,
      ratio: (stored / bytes).toFixed(2),
      target: `ratio <= ${t.storedRatio}`,
      ok: stored / bytes <= t.storedRatio,
    },
    {
      what: `start with the whole log verified, ${size} entries in ${inSeconds(boot.ms)}`,
      figure: `${inSeconds(perMillion)} a million`,
      ceiling: '',
      ratio: '',
      target: `<= ${t.bootS} s`,
      ok: perMillion <= t.bootS * 1000,
    },
  ]
}
