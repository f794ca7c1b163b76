-- Content that may be erased, apart from the log that holds commitments to it.
PRAGMA application_id = 0x4c494156;

-- One key per referral: without it a commitment in the log says nothing about the content.
CREATE TABLE key (
  referral TEXT PRIMARY KEY,
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  referral TEXT NOT NULL REFERENCES key (referral) ON DELETE CASCADE,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;

CREATE INDEX item_of ON item (referral);

-- Keys the digests of the index; the same for every referral, or nothing could be compared.
CREATE TABLE index_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

-- By what a referral can be found: HMAC-SHA256 of a container number, an address and a time, ...
CREATE TABLE found_by (
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  referral TEXT NOT NULL REFERENCES key (referral) ON DELETE CASCADE,
  PRIMARY KEY (digest, referral)
) STRICT, WITHOUT ROWID;

CREATE INDEX found_by_of ON found_by (referral);
