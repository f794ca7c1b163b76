-- Forms that were begun and not sent: what they hold is an officer's own words, so they are kept here.
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

CREATE INDEX draft_of ON draft (referral) WHERE referral IS NOT NULL;
CREATE INDEX draft_kept ON draft (kept);
