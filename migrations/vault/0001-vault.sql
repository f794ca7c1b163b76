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
