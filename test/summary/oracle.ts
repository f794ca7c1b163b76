import Database from 'better-sqlite3'

/** A line of figures: week, side, priority or another group, name, number. */
export type Row = readonly [week: string, side: string, group: string, name: string, n: number]

// The week is named by SQLite from the clock of Seoul, where Monday begins first of the two desks. Its end is
// the Monday after. Nothing of this is the program's: it reads the JSON of the log.
const setUp = `
CREATE TEMP TABLE e AS
  SELECT seq, body ->> '$.at' AS at, body ->> '$.subject.id' AS ref,
    substr(body ->> '$.type', 10) AS type, body -> '$.event' AS event,
    strftime('%G-W%V', body ->> '$.at', '+9 hours') AS week
  FROM entry WHERE body ->> '$.type' LIKE 'referral.%';
CREATE INDEX temp.e_ref ON e (ref, seq);
CREATE INDEX temp.e_type ON e (type, ref);
CREATE TEMP TABLE r AS
  SELECT d.ref, d.event ->> '$.from' AS "from", d.event ->> '$.to' AS "to",
    d.event ->> '$.priority' AS priority, d.event ->> '$.category' AS category,
    coalesce(d.event ->> '$.drill', 0) AS drill, s.at AS sent, s.week AS sentWeek,
    (SELECT c.value ->> '$.due' FROM json_each(s.event, '$.clocks') c WHERE c.value ->> '$.name' = 'ack') AS ackDue,
    (SELECT c.value ->> '$.due' FROM json_each(s.event, '$.clocks') c WHERE c.value ->> '$.name' = 'reply') AS replyDue,
    (SELECT min(a.at) FROM e a WHERE a.ref = d.ref AND a.type = 'acknowledged') AS acked,
    (SELECT min(a.at) FROM e a WHERE a.ref = d.ref AND a.type IN ('acknowledged', 'withdrawn')) AS heard
  FROM e d JOIN e s ON s.ref = d.ref AND s.type = 'sent' WHERE d.type = 'drafted';
CREATE INDEX temp.r_ref ON r (ref);
CREATE TEMP TABLE w AS
  SELECT week, strftime('%Y-%m-%dT%H:%M:%fZ', date(min(at), '+9 hours', '+1 day', 'weekday 1'), '-9 hours') AS "end"
  FROM e GROUP BY week;
CREATE TEMP TABLE took AS
  SELECT strftime('%G-W%V', acked, '+9 hours') AS week, "to" AS side, priority, 'ack' AS what,
    round((julianday(acked) - julianday(sent)) * 86400000) AS ms, acked <= ackDue AS within
  FROM r WHERE acked IS NOT NULL AND drill = 0
  UNION ALL
  SELECT a.week, r."to", r.priority, 'reply', round((julianday(a.at) - julianday(coalesce(o.at, r.sent))) * 86400000),
    a.at <= coalesce((SELECT c.value ->> '$.due' FROM json_each(o.event, '$.clocks') c), r.replyDue)
  FROM e a JOIN r ON r.ref = a.ref
  LEFT JOIN e o ON o.ref = a.ref AND o.type = 'reopened' AND o.seq < a.seq
  WHERE a.type IN ('answered', 'declined') AND r.drill = 0;
CREATE TEMP TABLE standing AS
  SELECT w.week, w."end", r.ref, r."from", r."to", r.priority, r.category, r.ackDue, r.replyDue,
    (SELECT x.type FROM e x WHERE x.ref = r.ref AND x.at < w."end" AND x.type IN ('sent', 'acknowledged', 'accepted',
      'info_requested', 'info_supplied', 'answered', 'declined', 'withdrawn', 'closed', 'reopened')
      ORDER BY x.seq DESC LIMIT 1) AS last
  FROM w JOIN r ON r.sent < w."end" WHERE r.drill = 0;
DELETE FROM standing WHERE last IN ('withdrawn', 'closed');
CREATE TEMP TABLE late AS SELECT week, "end", ref FROM (
  SELECT s.*, CASE s.last
       WHEN 'sent' THEN min(ackDue, replyDue)
       WHEN 'info_requested' THEN (SELECT c.value ->> '$.due' FROM e i, json_each(i.event, '$.clocks') c
         WHERE i.ref = s.ref AND i.type = 'info_requested')
       WHEN 'reopened' THEN (SELECT c.value ->> '$.due' FROM e i, json_each(i.event, '$.clocks') c
         WHERE i.ref = s.ref AND i.type = 'reopened')
       WHEN 'answered' THEN NULL WHEN 'declined' THEN NULL
       ELSE iif(replyDue IS NULL, NULL, coalesce((SELECT max(x.event ->> '$.until') FROM e x WHERE x.ref = s.ref
             AND x.type = 'extension_approved' AND x.at < s."end"),
           strftime('%Y-%m-%dT%H:%M:%fZ', julianday(replyDue) + coalesce((
             SELECT sum(CASE x.type WHEN 'info_supplied' THEN julianday(x.at) ELSE -julianday(x.at) END)
             FROM e x WHERE x.ref = s.ref AND x.type IN ('info_requested', 'info_supplied') AND x.at < s."end"), 0))))
     END AS due FROM standing s) WHERE due < "end";
`

const counts: readonly string[] = [
  `SELECT sentWeek, "from", priority, 'sent', count(*) FROM r WHERE drill = 0 GROUP BY 1, 2, 3`,
  `SELECT sentWeek, "to", priority, 'received', count(*) FROM r WHERE drill = 0 GROUP BY 1, 2, 3`,
  `SELECT e.week, r."from", r.priority, 'closed', count(*) FROM e JOIN r USING (ref)
   WHERE e.type IN ('closed', 'withdrawn') AND r.drill = 0 GROUP BY 1, 2, 3`,
  `SELECT week, "from", priority, 'open', count(*) FROM standing GROUP BY 1, 2, 3`,
  `SELECT week, side, priority, what || ' n', count(*) FROM took GROUP BY 1, 2, 3, what`,
  `SELECT week, side, priority, what || ' limited', count(within) FROM took GROUP BY 1, 2, 3, what`,
  `SELECT week, side, priority, what || ' within', total(within) FROM took GROUP BY 1, 2, 3, what`,
  `SELECT week, side, priority, what || ' worst', max(ms) FROM took GROUP BY 1, 2, 3, what`,
  `SELECT week, side, priority, what || ' median', CAST(avg(ms) AS INTEGER) FROM (
     SELECT *, row_number() OVER g AS i, count(*) OVER (PARTITION BY week, side, priority, what) AS n FROM took
     WINDOW g AS (PARTITION BY week, side, priority, what ORDER BY ms))
   WHERE i IN ((n + 1) / 2, (n + 2) / 2) GROUP BY 1, 2, 3, what`,
  `SELECT e.week, r."to", 'extensions', CASE e.type WHEN 'extension_asked' THEN 'asked'
     WHEN 'extension_approved' THEN 'granted' ELSE 'refused' END AS name, count(*)
   FROM e JOIN r USING (ref) WHERE e.type LIKE 'extension%' GROUP BY 1, 2, 3, 4`,
  `SELECT e.week, r."to", 'escalations', min(e.event ->> '$.step', 5), count(*)
   FROM e JOIN r USING (ref) WHERE e.type = 'escalated' AND r.drill = 0 GROUP BY 1, 2, 3, 4`,
  `SELECT strftime('%G-W%V', sent, '+9 hours', '+1 hour'), "to", 'nights', 'missed', count(*) FROM r
   WHERE drill = 0 AND priority IN ('immediate', 'urgent')
     AND (heard IS NULL OR julianday(heard) - julianday(sent) > 1.0 / 24 + 0.0000001)
     AND (time(sent, CASE "to" WHEN 'hkc.cyber' THEN '+8 hours' ELSE '+9 hours' END) >= '22:00:00'
       OR time(sent, CASE "to" WHEN 'hkc.cyber' THEN '+8 hours' ELSE '+9 hours' END) < '07:00:00')
   GROUP BY 1, 2`,
  `SELECT sentWeek, "to", 'drills', 'received', count(*) FROM r WHERE drill GROUP BY 1, 2`,
  `SELECT strftime('%G-W%V', acked, '+9 hours'), "to", 'drills', 'acknowledged', count(*) FROM r
   WHERE drill AND acked IS NOT NULL GROUP BY 1, 2`,
  `SELECT strftime('%G-W%V', acked, '+9 hours'), "to", 'drills', 'within', total(acked <= ackDue) FROM r
   WHERE drill AND acked IS NOT NULL GROUP BY 1, 2`,
  `SELECT sentWeek, '', category, 'new', count(*) FROM r WHERE drill = 0 GROUP BY 1, 3`,
  `SELECT week, '', category, 'open', count(*) FROM standing GROUP BY 1, 3`,
  `SELECT e.week, '', 'outcomes', coalesce(e.event ->> '$.outcome', 'withdrawn') AS name, count(*)
   FROM e JOIN r USING (ref) WHERE e.type IN ('closed', 'withdrawn') AND r.drill = 0 GROUP BY 1, 4`,
  // Of a referral that was closed twice with the same, the first time.
  `SELECT e.week, '', 'measures', concat_ws(' ', m.value ->> '$.kind', m.value ->> '$.unit',
     m.value ->> '$.currency', m.value ->> '$.basis') AS name,
     CAST(round(total(m.value ->> '$.value') * CASE m.value ->> '$.unit' WHEN 'kg' THEN 1000 ELSE 1 END) AS INTEGER)
   FROM e JOIN json_each(e.event, '$.measures') m
   WHERE e.type = 'closed' AND e.seq = (SELECT min(x.seq) FROM e x WHERE x.ref = e.ref AND x.type = 'closed')
   GROUP BY 1, 4`,
  `SELECT s.week, f.side, 'feedback', 'owed', count(*) FROM standing s JOIN (SELECT ref, "from" AS side FROM r) f
   USING (ref) WHERE s.last IN ('answered', 'declined') AND NOT EXISTS (
     SELECT 1 FROM e x WHERE x.ref = s.ref AND x.type = 'reopened' AND x.at < s."end") GROUP BY 1, 2`,
  `SELECT week, '', 'overdue', 'count', count(*) FROM late GROUP BY 1`,
  // Of as many as are listed, how each was marked last.
  `SELECT week, '', 'overdue marking', tlp, count(*) FROM (
     SELECT l.week, row_number() OVER (PARTITION BY l.week ORDER BY r.sent, l.ref) AS nth,
       (SELECT x.event ->> '$.marking.tlp' FROM e x WHERE x.ref = l.ref AND x.at < l."end"
          AND x.event ->> '$.marking.tlp' IS NOT NULL ORDER BY x.seq DESC LIMIT 1) AS tlp
     FROM late l JOIN r ON r.ref = l.ref) WHERE nth <= 50 GROUP BY 1, 4`,
]

/** All that is not nought, computed by SQL from the entries of a log. */
export const recomputed = (file: string): ReadonlyMap<string, number> => {
  const db = Database(file, { readonly: true })
  try {
    db.pragma('temp_store = MEMORY')
    db.exec(setUp)
    const rows = counts.flatMap(
      sql => db.prepare<[], unknown[]>(sql).raw().all() as unknown as Row[],
    )
    return new Map(rows.filter(r => r[4] !== 0).map(r => [r.slice(0, 4).join(' | '), r[4]]))
  } finally {
    db.close()
  }
}
