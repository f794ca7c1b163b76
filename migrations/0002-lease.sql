-- Who lets the clock act, and since which change of holder: one row, from the first grant on.
CREATE TABLE lease (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  holder TEXT NOT NULL CHECK (holder <> ''),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  seen INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= seen)
) STRICT;

-- Also against REPLACE, which would count from 1 once more.
CREATE TRIGGER lease_first BEFORE INSERT ON lease
WHEN NEW.epoch <> 1 OR EXISTS (SELECT 1 FROM lease)
BEGIN
  SELECT RAISE(ABORT, 'lease: one row, from epoch 1 on');
END;

CREATE TRIGGER lease_next BEFORE UPDATE ON lease
WHEN NEW.epoch <> OLD.epoch + (NEW.holder <> OLD.holder)
BEGIN
  SELECT RAISE(ABORT, 'lease: the epoch rises by one with the holder, and only then');
END;

CREATE TRIGGER lease_kept BEFORE UPDATE ON lease
WHEN NEW.holder <> OLD.holder AND NEW.seen < OLD.until
BEGIN
  SELECT RAISE(ABORT, 'lease: another holds it');
END;

CREATE TRIGGER lease_no_delete BEFORE DELETE ON lease
BEGIN
  SELECT RAISE(ABORT, 'lease: never without one');
END;

-- Whoever checks the clocks goes over what is open; what is closed, the most by far, isn't walked past.
CREATE INDEX subject_open ON subject (id) WHERE open = 1;

-- A timer of nothing would fire into nothing, and no check would see it.
CREATE TRIGGER timer_of BEFORE INSERT ON timer
WHEN NOT EXISTS (SELECT 1 FROM subject WHERE id = NEW.subject)
BEGIN
  SELECT RAISE(ABORT, 'timer: of no subject');
END;
