-- Delivery with ranks, doubts, rows merged into others, and the pace of each place. SQLite can't change a
-- CHECK, so the two tables are made anew; rows keep their ids.
CREATE TABLE kept AS SELECT first, last, platform, place, subject, purpose FROM shown;

DROP TABLE shown;

DROP INDEX outbox_owed;

DROP TRIGGER outbox_final;

DROP TRIGGER outbox_no_delete;

ALTER TABLE outbox RENAME TO before;

-- `doubt`: 1 a try may have arrived, 2 and the log says so; since when is `doubt_at`.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  place TEXT NOT NULL,
  subject TEXT NOT NULL,
  purpose TEXT NOT NULL
    CHECK (purpose IN ('card', 'reply') OR purpose GLOB 'ping*' OR purpose GLOB 'summary*'),
  recipe TEXT NOT NULL CHECK (json_valid(recipe)),
  seq INTEGER NOT NULL REFERENCES entry (seq),
  rank INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 4),
  owed_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'sending', 'sent', 'merged', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  claimed_at INTEGER,
  doubt INTEGER NOT NULL DEFAULT 0 CHECK (doubt IN (0, 1, 2)),
  doubt_at INTEGER,
  message TEXT,
  sent_at INTEGER,
  merged_into INTEGER REFERENCES outbox (id),
  CHECK ((doubt = 0) = (doubt_at IS NULL)),
  CHECK ((state = 'sent') = (message IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT;

INSERT INTO outbox (id, key, platform, place, subject, purpose, recipe, seq, rank, owed_at, state,
  attempts, claimed_at, doubt, doubt_at, message, sent_at)
SELECT id, key, platform, place, subject, purpose, recipe, seq,
  CASE purpose WHEN 'card' THEN 2 WHEN 'reply' THEN 3 ELSE 1 END, 0, state,
  attempts, iif(state = 'sending', 0, NULL), repeat, iif(repeat = 1, 0, NULL), message, sent_at
FROM before;

-- Until when a place waits, and when something new was last posted there, as far as anybody knows.
CREATE TABLE pace (
  platform TEXT NOT NULL,
  place TEXT NOT NULL,
  waits INTEGER NOT NULL,
  posted INTEGER NOT NULL,
  PRIMARY KEY (platform, place)
) STRICT, WITHOUT ROWID;

INSERT INTO pace
SELECT platform, place, max(iif(state = 'pending', next_at, 0)), coalesce(max(sent_at), 0)
FROM before GROUP BY platform, place;

DROP TABLE before;

-- Hold only what is still owed, so that a claim never walks past what was sent.
CREATE INDEX outbox_owed ON outbox (platform, place, rank, id)
WHERE state IN ('pending', 'sending');

CREATE INDEX outbox_spot ON outbox (platform, place, subject, purpose, id)
WHERE state IN ('pending', 'sending');

CREATE INDEX outbox_sending ON outbox (platform, place) WHERE state = 'sending';

CREATE TRIGGER outbox_final BEFORE UPDATE ON outbox
WHEN OLD.state IN ('sent', 'merged', 'dead')
BEGIN
  SELECT RAISE(ABORT, 'outbox: settled is final');
END;

CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
BEGIN
  SELECT RAISE(ABORT, 'outbox: rows stay');
END;

-- Messages as they stand at their places: the row that posted one, and the row that last changed it.
CREATE TABLE shown (
  first INTEGER PRIMARY KEY REFERENCES outbox (id),
  last INTEGER NOT NULL REFERENCES outbox (id),
  platform TEXT NOT NULL,
  place TEXT NOT NULL,
  subject TEXT NOT NULL,
  purpose TEXT NOT NULL
) STRICT;

INSERT INTO shown SELECT first, last, platform, place, subject, purpose FROM kept;

DROP TABLE kept;

CREATE UNIQUE INDEX shown_one ON shown (platform, place, subject, purpose) WHERE purpose <> 'reply';

CREATE INDEX shown_newest ON shown (platform, first);
