CREATE INDEX outbox_owed ON outbox (platform, place, rank, id)
WHERE state IN ('pending', 'sending');

CREATE INDEX outbox_sending ON outbox (platform, place) WHERE state = 'sending';

CREATE INDEX outbox_spot ON outbox (platform, place, subject, purpose, id)
WHERE state IN ('pending', 'sending');

CREATE INDEX party_of ON party (born);

CREATE INDEX shown_newest ON shown (platform, first);

CREATE UNIQUE INDEX shown_one ON shown (platform, place, subject, purpose) WHERE purpose <> 'reply';

CREATE INDEX subject_open ON subject (id) WHERE open = 1;

CREATE INDEX timer_due ON timer (due, subject, deadline, step);

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  body TEXT NOT NULL CHECK (json_valid(body) AND length(CAST(body AS BLOB)) <= 65535),
  leaf BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32)
) STRICT;

CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  size INTEGER NOT NULL CHECK (size > 0),
  note TEXT NOT NULL
) STRICT;

CREATE TABLE inbox (
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  holder TEXT NOT NULL CHECK (holder <> ''),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  seen INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= seen)
) STRICT;

CREATE TABLE link (
  subject TEXT PRIMARY KEY,
  n INTEGER NOT NULL CHECK (n > 0),
  leaf BLOB NOT NULL REFERENCES entry (leaf)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE node (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 6),
  n INTEGER NOT NULL CHECK (n >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE pace (
  platform TEXT NOT NULL,
  place TEXT NOT NULL,
  waits INTEGER NOT NULL,
  posted INTEGER NOT NULL,
  PRIMARY KEY (platform, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
  party TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  born INTEGER NOT NULL REFERENCES subject (born),
  PRIMARY KEY (party, open, born)
) STRICT, WITHOUT ROWID;

CREATE TABLE shown (
  first INTEGER PRIMARY KEY REFERENCES outbox (id),
  last INTEGER NOT NULL REFERENCES outbox (id),
  platform TEXT NOT NULL,
  place TEXT NOT NULL,
  subject TEXT NOT NULL,
  purpose TEXT NOT NULL
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE subject (
  born INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL CHECK (version > 0),
  state TEXT NOT NULL CHECK (json_valid(state)),
  parties TEXT NOT NULL CHECK (json_valid(parties)),
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;

CREATE TABLE timer (
  subject TEXT NOT NULL,
  deadline TEXT NOT NULL,
  step INTEGER NOT NULL,
  due INTEGER NOT NULL,
  PRIMARY KEY (subject, deadline, step)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'entry: not the next position');
END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'entry: append-only');
END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'entry: append-only');
END;

CREATE TRIGGER head_first BEFORE INSERT ON head
WHEN NEW.size IS NOT (SELECT max(seq) + 1 FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'head: not the size of the log');
END;

CREATE TRIGGER head_next BEFORE UPDATE ON head
WHEN NEW.size IS NOT (SELECT max(seq) + 1 FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'head: not the size of the log');
END;

CREATE TRIGGER head_no_delete BEFORE DELETE ON head
BEGIN
  SELECT RAISE(ABORT, 'head: never without one');
END;

CREATE TRIGGER lease_first BEFORE INSERT ON lease
WHEN NEW.epoch <> 1 OR EXISTS (SELECT 1 FROM lease)
BEGIN
  SELECT RAISE(ABORT, 'lease: one row, from epoch 1 on');
END;

CREATE TRIGGER lease_kept BEFORE UPDATE ON lease
WHEN NEW.holder <> OLD.holder AND NEW.seen < OLD.until
BEGIN
  SELECT RAISE(ABORT, 'lease: another holds it');
END;

CREATE TRIGGER lease_next BEFORE UPDATE ON lease
WHEN NEW.epoch <> OLD.epoch + (NEW.holder <> OLD.holder)
BEGIN
  SELECT RAISE(ABORT, 'lease: the epoch rises by one with the holder, and only then');
END;

CREATE TRIGGER lease_no_delete BEFORE DELETE ON lease
BEGIN
  SELECT RAISE(ABORT, 'lease: never without one');
END;

CREATE TRIGGER node_full BEFORE INSERT ON node
WHEN ((NEW.n + 1) << (8 * NEW.level)) > (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'node: of a subtree that is not full');
END;

CREATE TRIGGER node_next BEFORE INSERT ON node
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM node WHERE level = NEW.level)
BEGIN
  SELECT RAISE(ABORT, 'node: not the next of its level');
END;

CREATE TRIGGER node_no_delete BEFORE DELETE ON node
BEGIN
  SELECT RAISE(ABORT, 'node: append-only');
END;

CREATE TRIGGER node_no_update BEFORE UPDATE ON node
BEGIN
  SELECT RAISE(ABORT, 'node: append-only');
END;

CREATE TRIGGER outbox_final BEFORE UPDATE ON outbox
WHEN OLD.state IN ('sent', 'merged', 'dead')
BEGIN
  SELECT RAISE(ABORT, 'outbox: settled is final');
END;

CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
BEGIN
  SELECT RAISE(ABORT, 'outbox: rows stay');
END;

CREATE TRIGGER timer_of BEFORE INSERT ON timer
WHEN NOT EXISTS (SELECT 1 FROM subject WHERE id = NEW.subject)
BEGIN
  SELECT RAISE(ABORT, 'timer: of no subject');
END;
