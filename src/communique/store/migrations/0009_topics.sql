-- Projects and meetings that articles tell of.

-- What an article tells of that acts for nobody: a project or a meeting, under the article's own phrase.
CREATE TABLE topic (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('project', 'meeting')),
  country  TEXT,
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_name ON topic (name, kind, country, article, id);

-- The words that set a topic up, then those that mean it again.
CREATE TABLE topic_mention (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  topic    TEXT NOT NULL,
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  rule     TEXT NOT NULL,
  PRIMARY KEY (article, topic, position),
  FOREIGN KEY (article, topic) REFERENCES topic (article, id)
) STRICT, WITHOUT ROWID;

-- Which findings tell of it: those whose words hold a mention.
CREATE TABLE about (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  topic   TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('statement', 'event', 'claim', 'commitment')),
  finding TEXT NOT NULL,
  PRIMARY KEY (article, topic, kind, finding),
  FOREIGN KEY (article, topic) REFERENCES topic (article, id)
) STRICT, WITHOUT ROWID;
