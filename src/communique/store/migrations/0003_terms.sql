-- From schema 2 to 3: where it was said; how much, only if, what for; what was put off.

-- Where a statement was said ("on the sidelines of the summit"), where its page tells.
CREATE TABLE statement_occasion (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  statement TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (stop >= start),
  PRIMARY KEY (article, position),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id)
) STRICT, WITHOUT ROWID;

-- The terms of a commitment: how much, only if, what for. `value` and `unit` are an amount's: a currency's ISO 4217 code or
-- a noun.
CREATE TABLE commitment_term (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  commitment TEXT NOT NULL,
  term       TEXT NOT NULL CHECK (term IN ('amount', 'condition', 'purpose')),
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL CHECK (stop >= start),
  value      REAL,
  unit       TEXT,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article, commitment) REFERENCES commitment (article, id)
) STRICT, WITHOUT ROWID;

-- Commitments that were put off, with the date they had before. `commitment.due` is the new date.
CREATE TABLE commitment_delay (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  commitment TEXT NOT NULL,
  was_due    TEXT,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article, commitment) REFERENCES commitment (article, id)
) STRICT, WITHOUT ROWID;
