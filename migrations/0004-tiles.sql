-- The tree above the entries: the root of each full subtree of 256^level leaves, so that a proof is read and
-- not computed. Written with the entry that fills the subtree; those of before are filled in when it is opened.
CREATE TABLE node (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 6),
  n INTEGER NOT NULL CHECK (n >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER node_next BEFORE INSERT ON node
WHEN NEW.n IS NOT (SELECT coalesce(max(n) + 1, 0) FROM node WHERE level = NEW.level)
BEGIN
  SELECT RAISE(ABORT, 'node: not the next of its level');
END;

CREATE TRIGGER node_full BEFORE INSERT ON node
WHEN ((NEW.n + 1) << (8 * NEW.level)) > (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'node: of a subtree that is not full');
END;

CREATE TRIGGER node_no_update BEFORE UPDATE ON node
BEGIN
  SELECT RAISE(ABORT, 'node: append-only');
END;

CREATE TRIGGER node_no_delete BEFORE DELETE ON node
BEGIN
  SELECT RAISE(ABORT, 'node: append-only');
END;
