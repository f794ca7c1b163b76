import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { days, plus } from '../src/kit/time.ts'
import { openDesk } from './desk.ts'
import { median, quantile, timed } from './figures.ts'
import { inFolder } from './folder.ts'
import type { Row } from './row.ts'
import type { Targets } from './targets.ts'

const few = 1000

/** As many referrals, each with a timer that is due on another minute from tomorrow on; by SQL, as it is quick. */
const fill = (file: string, timers: number, from: number): void => {
  const db = Database(file)
  db.exec(`
    CREATE TEMP TABLE n AS
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${timers})
    SELECT i, printf('HK-2999-%07d', i) AS id FROM n;
    BEGIN;
    INSERT INTO subject (id, version, state, parties, open) SELECT id, 1, '{}', '[]', 1 FROM n;
    INSERT INTO timer (subject, deadline, step, due)
    SELECT id, 'ack', 0, ${from} + 60000 * (i * 7919 % ${timers}) FROM n;
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);`)
  const counted = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM timer').get()
  db.close()
  if (counted?.n !== timers) throw new Error(`${counted?.n} timers of ${timers}`)
}

const openFilled = async (dir: string, timers: number) => {
  mkdirSync(dir)
  const empty = await openDesk(dir)
  await empty.close()
  fill(join(dir, 'log.db'), timers, plus(empty.now(), days(1)))
  const desk = await openDesk(dir)
  const sweep = async (): Promise<number> => {
    const { ms, value } = await timed(desk.bot.sweep)
    if (value !== 0) throw new Error('a sweep that should have found nothing')
    return ms
  }
  return { sweep, close: desk.close }
}

const micros = (ms: number): string => `${(ms * 1000).toFixed(0)} us`

/** A sweep that finds nothing due, where many timers are armed against few, by turns. */
export const measureIdle = ({ timers, idleSweeps, idleRatio }: Targets): Promise<readonly Row[]> =>
  inFolder(async dir => {
    const small = await openFilled(join(dir, 'few'), few)
    const large = await openFilled(join(dir, 'many'), timers)
    const times = { few: [] as number[], many: [] as number[] }
    for (let n = -idleSweeps / 10; n < idleSweeps; n++) {
      const [a, b] = [await small.sweep(), await large.sweep()]
      if (n < 0) continue
      times.few.push(a)
      times.many.push(b)
    }
    await small.close()
    await large.close()
    const ratio = median(times.many) / median(times.few)
    const inMicros = (all: readonly number[]): string =>
      `p50 ${micros(median(all))}, p99 ${micros(quantile(all, 0.99))}`
    return [
      {
        what: `idle sweep, ${timers.toLocaleString('en')} timers armed (${times.many.length})`,
        figure: inMicros(times.many),
        ceiling: `${few.toLocaleString('en')} armed: ${inMicros(times.few)}`,
        ratio: ratio.toFixed(2),
        target: `ratio <= ${idleRatio}`,
        ok: ratio <= idleRatio,
      },
    ]
  })
