CREATE INDEX draft_kept ON draft (kept);

CREATE INDEX draft_of ON draft (referral) WHERE referral IS NOT NULL;

CREATE INDEX found_by_of ON found_by (referral);

CREATE INDEX item_of ON item (referral);

CREATE TABLE draft (
  officer TEXT NOT NULL,
  form TEXT NOT NULL,
  -- What it is about; none where it begins something.
  referral TEXT,
  given TEXT NOT NULL CHECK (json_valid(given)),
  -- Unix time in ms.
  kept INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (officer, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE found_by (
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  referral TEXT NOT NULL REFERENCES key (referral) ON DELETE CASCADE,
  PRIMARY KEY (digest, referral)
) STRICT, WITHOUT ROWID;

CREATE TABLE index_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  referral TEXT NOT NULL REFERENCES key (referral) ON DELETE CASCADE,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE TABLE key (
  referral TEXT PRIMARY KEY,
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
