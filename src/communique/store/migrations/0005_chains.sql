-- What became of undertakings: chains of commitments over articles, with what later articles tell of them, and the
-- verdicts of readers.

-- An undertaking over all articles: proposed, invited, accepted, scheduled, moved, done or called off. The columns that
-- say what it is are those of its leading step.
CREATE TABLE chain (
  key      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  act      TEXT NOT NULL,
  kind     TEXT NOT NULL,
  meeting  INTEGER NOT NULL CHECK (meeting IN (0, 1)),
  due      TEXT,                     -- as the words have it, of the latest step that sets a day
  due_last TEXT,                     -- the last day on which it is not overdue
  state    TEXT NOT NULL CHECK (state IN
    ('open', 'accepted', 'declined', 'scheduled', 'moved', 'cancelled', 'done')),
  steps    INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  first    TEXT,                     -- the days of the first and of the last report
  last     TEXT
) STRICT;
CREATE INDEX chain_due ON chain (due_last, key);
CREATE INDEX chain_last ON chain (last, key);

-- A step: a commitment or an event of an article, or words that tell an outcome where no event was found (`finding` is
-- then the entry of the word list and its place). One that leads nothing and is joined to nothing is no part of a chain.
CREATE TABLE chain_step (
  key     INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  sort    TEXT NOT NULL CHECK (sort IN ('commitment', 'event', 'words')),
  finding TEXT NOT NULL,
  tells   TEXT NOT NULL CHECK (tells IN ('invited', 'accepted', 'declined', 'promised', 'scheduled', 'demanded', 'moved',
    'cancelled', 'done')),
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL CHECK (stop >= start),
  chain   INTEGER REFERENCES chain (key),
  leader  INTEGER,                   -- the step it is joined to; its own key where it leads
  score   REAL,
  rule    TEXT,
  reason  TEXT,
  rank    TEXT NOT NULL,
  traits  TEXT NOT NULL,
  UNIQUE (article, sort, finding)
) STRICT;
CREATE INDEX chain_step_chain ON chain_step (chain, rank);
CREATE INDEX chain_step_leader ON chain_step (leader);
CREATE INDEX chain_step_finding ON chain_step (finding);

CREATE TABLE chain_block (
  block INTEGER NOT NULL,
  leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
  day   INTEGER NOT NULL,
  node  INTEGER NOT NULL,
  PRIMARY KEY (block, leads, day, node)
) STRICT, WITHOUT ROWID;

-- What a reader has decided became of an undertaking; it stands over whatever pages tell, until taken back. It is tied
-- to the words of a commitment, so that a new reading of the page does not lose it.
CREATE TABLE verdict (
  id      TEXT PRIMARY KEY,
  article TEXT NOT NULL,             -- the article's id
  finding TEXT NOT NULL,             -- the commitment's id when it was made
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  words   TEXT NOT NULL,
  state   TEXT NOT NULL CHECK (state IN
    ('open', 'accepted', 'declined', 'scheduled', 'moved', 'cancelled', 'done', 'broken')),
  reason  TEXT,
  made    TEXT NOT NULL,
  undone  TEXT
) STRICT;
CREATE INDEX verdict_article ON verdict (article);

-- A claim over all articles: somebody asserts it and somebody denies it.
CREATE TABLE contention (
  key      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  what     TEXT NOT NULL,
  voices   INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  first    TEXT,
  last     TEXT
) STRICT;
CREATE INDEX contention_last ON contention (last, id);

-- Who asserts or denies in which article: a claim, an accusation or a denial (events), or a statement beside these.
CREATE TABLE voice (
  key        INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  sort       TEXT NOT NULL CHECK (sort IN ('claim', 'event', 'statement')),
  finding    TEXT NOT NULL,
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL CHECK (stop >= start),
  denies     INTEGER NOT NULL CHECK (denies IN (0, 1)),
  contention INTEGER REFERENCES contention (key),
  leader     INTEGER,
  score      REAL,
  rule       TEXT,
  reason     TEXT,
  rank       TEXT NOT NULL,
  traits     TEXT NOT NULL,
  UNIQUE (article, sort, finding)
) STRICT;
CREATE INDEX voice_contention ON voice (contention, rank);
CREATE INDEX voice_leader ON voice (leader);
CREATE INDEX voice_finding ON voice (finding);

CREATE TABLE voice_party (
  voice INTEGER NOT NULL REFERENCES voice (key) ON DELETE CASCADE,
  role  TEXT NOT NULL CHECK (role IN ('asserted_by', 'denied_by')),
  actor TEXT NOT NULL,
  PRIMARY KEY (voice, role, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE voice_block (
  block INTEGER NOT NULL,
  leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
  day   INTEGER NOT NULL,
  node  INTEGER NOT NULL,
  PRIMARY KEY (block, leads, day, node)
) STRICT, WITHOUT ROWID;
