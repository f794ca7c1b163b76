CREATE INDEX item_of ON item (referral);

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
