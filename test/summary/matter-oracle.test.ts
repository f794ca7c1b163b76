import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { ContactPointId } from '../../src/kit/ids.ts'
import { instant } from '../../src/kit/time.ts'
import { type Figures, sideOf } from '../../src/summary/figures.ts'
import { createFold } from '../../src/summary/fold.ts'
import { type Week, weekAfter } from '../../src/summary/week.ts'
import { busyYear } from './busy-year.ts'
import { createGiving } from './giving.ts'

const hk = 'hkc.cyber' as ContactPointId
const kr = 'kcs.cyber' as ContactPointId
const zones: Readonly<Record<string, string>> = { [hk]: 'Asia/Hong_Kong', [kr]: 'Asia/Seoul' }
const seed = Number(process.env['LIAISON_SEED'] ?? 47)

// As test/summary/oracle.ts does it for referrals: weeks by SQLite, from the JSON of the entries alone.
const setUp = `
CREATE TABLE e AS
  SELECT seq, body ->> '$.at' AS at, body ->> '$.subject.id' AS ref, body ->> '$.type' AS type,
    body -> '$.event' AS event, strftime('%G-W%V', body ->> '$.at', '+9 hours') AS week FROM entry;
CREATE INDEX e_ref ON e (ref, type);
CREATE TABLE w AS
  SELECT week, strftime('%Y-%m-%dT%H:%M:%fZ', date(min(at), '+9 hours', '+1 day', 'weekday 1'), '-9 hours') AS "end"
  FROM e GROUP BY week;
CREATE TABLE n AS
  SELECT s.ref, s.week, s.at AS sent, s.event ->> '$.from' AS "from", a.value ->> '$.desk' AS "to",
    (SELECT c.value ->> '$.due' FROM json_each(s.event, '$.clocks') c
      WHERE c.value ->> '$.name' = 'ack:' || (a.value ->> '$.desk')) AS due,
    (SELECT min(x.at) FROM e x WHERE x.ref = s.ref AND x.type = 'notification.acknowledged'
      AND x.event ->> '$.desk' = a.value ->> '$.desk') AS acked,
    (SELECT min(x.at) FROM e x WHERE x.ref = s.ref AND x.type = 'notification.closed') AS ended
  FROM e s JOIN json_each(s.event, '$.addressees') a WHERE s.type = 'notification.sent';
DELETE FROM n WHERE "from" NOT IN ('${hk}', '${kr}') OR "to" NOT IN ('${hk}', '${kr}');
CREATE TABLE took AS
  SELECT strftime('%G-W%V', acked, '+9 hours') AS week, "to" AS side,
    round((julianday(acked) - julianday(sent)) * 86400000) AS ms, acked <= due AS within
  FROM n WHERE acked IS NOT NULL AND (ended IS NULL OR acked < ended);
CREATE TABLE h AS
  SELECT b.week AS begun, x.week AS ended, x.event ->> '$.how' AS how,
    (julianday(x.at) - julianday(b.event ->> '$.since')) * 24 AS hours
  FROM e b LEFT JOIN e x ON x.ref = b.ref AND x.type = 'shipment.hold_ended' WHERE b.type = 'shipment.held';
`

const counts: readonly string[] = [
  `SELECT week, "from", 'sent', count(*) FROM n GROUP BY 1, 2`,
  `SELECT week, "to", 'received', count(*) FROM n GROUP BY 1, 2`,
  `SELECT week, side, 'acknowledged', count(*) FROM took GROUP BY 1, 2`,
  `SELECT week, side, 'in time', total(within) FROM took GROUP BY 1, 2`,
  `SELECT week, side, 'longest', max(ms) FROM took GROUP BY 1, 2`,
  `SELECT w.week, n."to", 'unanswered', count(*) FROM w JOIN n
   ON n.sent < w."end" AND (n.ended IS NULL OR n.ended >= w."end") GROUP BY 1, 2`,
  `SELECT begun, '', 'holds begun', count(*) FROM h GROUP BY 1`,
  `SELECT ended, '', 'holds ended', count(*) FROM h WHERE ended IS NOT NULL GROUP BY 1`,
  `SELECT ended, '', 'without a result', count(*) FROM h WHERE how = 'released' GROUP BY 1`,
  `SELECT ended, '', 'median hours', CAST(avg(hours) + 0.0000001 AS INTEGER) FROM (
     SELECT *, row_number() OVER (PARTITION BY ended ORDER BY hours) AS i, count(*) OVER (PARTITION BY ended) AS n
     FROM h WHERE ended IS NOT NULL) WHERE i IN ((n + 1) / 2, (n + 2) / 2) GROUP BY 1`,
]

const recomputed = (texts: readonly string[]): readonly string[] => {
  const db = Database(':memory:')
  db.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO entry VALUES (?, ?)')
  db.transaction(() => texts.forEach((text, seq) => void insert.run(seq, text)))()
  db.exec(setUp)
  const rows = counts.flatMap(sql => db.prepare<[], unknown[]>(sql).raw().all())
  db.close()
  return rows.filter(r => r[3] !== 0).map(r => r.join(' | '))
}

const linesOf = (f: Figures): readonly string[] => {
  const rows = [
    ...[hk, kr].flatMap(desk => {
      const { sent, received, ack, unanswered } = sideOf(f, desk).notifications
      return Object.entries({
        ...{ sent, received, unanswered, acknowledged: ack.n },
        ...{ 'in time': ack.within, longest: ack.worstMs },
      }).map(([name, n]) => [desk, name, n] as const)
    }),
    ['', 'holds begun', f.holds.begun],
    ['', 'holds ended', f.holds.ended],
    ['', 'without a result', f.holds.withoutResult],
    ['', 'median hours', f.holds.medianHours],
  ] as const
  return rows.flatMap(([side, name, n]) => (n ? [[f.week, side, name, n].join(' | ')] : []))
}

it('given a year of notifications and shipments, when its weeks are summed up, then SQL over the JSON of the entries says the same', () => {
  const texts = busyYear(900, seed)
  const fold = createGiving(texts).giveAll(
    createFold({ pairs: [[hk, kr]], zone: desk => zones[desk] ?? 'UTC' }),
  )
  fold.reach(instant(Date.UTC(2027, 3, 1)))
  const found: string[] = []
  for (let week: Week = '2026-W01'; week < '2027-W13'; week = weekAfter(week)) {
    const figures = fold.week(hk, kr, week)
    if (figures) found.push(...linesOf(figures))
  }
  const sql = recomputed(texts)
  // Weeks in which nothing happened have no row in SQL.
  const eventful = new Set(sql.map(line => line.split(' | ')[0]))
  expect(found.filter(l => eventful.has(l.split(' | ')[0])).toSorted()).toEqual(sql.toSorted())
  for (const name of ['in time', 'longest', 'unanswered', 'without a result', 'median hours'])
    expect(sql.filter(line => line.includes(` ${name} `)).length, name).toBeGreaterThan(20)
})
