-- From schema 3 to 4: happenings, persons, and what readers have put right. `communique add` works out the first two.

-- What runs through many articles: one happening told by many, one person under many spellings, and what a reader
-- has put right by hand. Worked out by `threads` from the findings; all but the corrections can be worked out anew.

-- Something that came to pass (or is planned, or did not), however many articles tell of it. The columns that say what
-- it was are those of its leading telling: the one that says most.
CREATE TABLE happening (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  event      TEXT NOT NULL,
  mode       TEXT NOT NULL CHECK (json_valid(mode)),
  factuality TEXT NOT NULL,
  date       TEXT,
  enddate    TEXT,
  place      TEXT,
  tellings   INTEGER NOT NULL,        -- events of articles that tell it
  articles   INTEGER NOT NULL,        -- reports
  sources    INTEGER NOT NULL,        -- independent sources: copies of one text are one
  first      TEXT,                    -- the days of the first and of the last report
  last       TEXT
) STRICT;
CREATE INDEX happening_date ON happening (date, key);
CREATE INDEX happening_last ON happening (last, key);
CREATE INDEX happening_sources ON happening (sources, key);

-- Which happening an event of an article tells of, and why. A telling either leads or is joined to one that leads,
-- which stands before it in the order of `rank`; `score` and `reason` say how alike the two are.
CREATE TABLE happening_event (
  key       INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  event     TEXT NOT NULL,
  happening INTEGER REFERENCES happening (key),
  leader    INTEGER,                  -- the telling it is joined to; its own key where it leads
  score     REAL,
  rule      TEXT,
  reason    TEXT,                     -- in words: same parties, same day, ...
  rank      TEXT NOT NULL,            -- drawn from content, so that the order of adding does not matter
  traits    TEXT NOT NULL,            -- what it is compared by, as JSON
  UNIQUE (article, event)
) STRICT;
CREATE INDEX happening_event_happening ON happening_event (happening, rank);
CREATE INDEX happening_event_leader ON happening_event (leader);

-- Where tellings that could be one are looked for: type, parties and days.
CREATE TABLE happening_block (
  block INTEGER NOT NULL,
  leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
  day   INTEGER NOT NULL,
  node  INTEGER NOT NULL,
  PRIMARY KEY (block, leads, day, node)
) STRICT, WITHOUT ROWID;

-- A person over all articles.
CREATE TABLE person (
  key      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  country  TEXT,
  articles INTEGER NOT NULL
) STRICT;
CREATE INDEX person_name ON person (name);

-- A person as some articles have them: one spelling, one country, the same offices.
CREATE TABLE guise (
  key      INTEGER PRIMARY KEY,
  who      TEXT NOT NULL,             -- as in actor.who
  name     TEXT NOT NULL,
  person   INTEGER REFERENCES person (key),
  leader   INTEGER,
  score    REAL,
  rule     TEXT,
  reason   TEXT,
  rank     TEXT NOT NULL,
  traits   TEXT NOT NULL,
  articles INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX guise_traits ON guise (who, traits);
CREATE INDEX guise_person ON guise (person);
CREATE INDEX guise_leader ON guise (leader);

CREATE TABLE guise_block (
  block INTEGER NOT NULL,
  leads INTEGER NOT NULL CHECK (leads IN (0, 1)),
  day   INTEGER NOT NULL,
  node  INTEGER NOT NULL,
  PRIMARY KEY (block, leads, day, node)
) STRICT, WITHOUT ROWID;

-- Which actor of which article is whom.
CREATE TABLE sighting (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  actor   TEXT NOT NULL,
  guise   INTEGER NOT NULL REFERENCES guise (key),
  PRIMARY KEY (article, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_guise ON sighting (guise, article);
CREATE INDEX office_of ON office (of, title, article);

-- What a reader has put right, with the reason given. It outlives a new reading of the page: `correction_target` keeps
-- the words that were meant, not only an id.
CREATE TABLE correction (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('same', 'not same', 'same person', 'not same person', 'wrong')),
  field    TEXT,                      -- of a wrong finding: event, speaker, office, date ...; none for all of it
  value    TEXT,                      -- what is right, where the reader said so
  reason   TEXT,
  made     TEXT NOT NULL,
  undone   TEXT                       -- when it was taken back
) STRICT;

CREATE TABLE correction_target (
  correction TEXT NOT NULL REFERENCES correction (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,           -- event, statement, actor, person ...
  target     TEXT NOT NULL,           -- the id meant
  article    TEXT,                    -- the article's id
  start      INTEGER,
  stop       INTEGER,
  words      TEXT,
  PRIMARY KEY (correction, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_target_target ON correction_target (target);
CREATE INDEX correction_target_article ON correction_target (article);

-- Articles whose findings have been threaded, and by which rules.
CREATE TABLE threaded (
  article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  rules   TEXT NOT NULL
) STRICT;

-- For Datasette and for people with a SQL prompt: who held which office, between the first and the last report.
CREATE VIEW office_over_time AS
SELECT office.of, office.title, office.former, person.name AS holder, person.id AS person,
       min(article.published) AS first, max(article.published) AS last, count(DISTINCT article.key) AS articles
  FROM office JOIN article ON article.key = office.article
  JOIN sighting ON sighting.article = office.article AND sighting.actor = office.actor
  JOIN guise ON guise.key = sighting.guise JOIN person ON person.key = guise.person
 GROUP BY office.of, office.title, office.former, person.key;
