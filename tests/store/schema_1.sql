-- The schema of the first release, without its comments: a record made by it must be brought up to the present one.
CREATE TABLE page (
  key        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  uri        TEXT NOT NULL,
  digest     TEXT NOT NULL,
  media_type TEXT NOT NULL,
  encoding   TEXT,
  publisher  TEXT,
  fetched    TEXT,
  archive    TEXT,
  offset     INTEGER,
  canonical  TEXT,
  reader     TEXT NOT NULL,
  added      TEXT NOT NULL
) STRICT;
CREATE INDEX page_digest ON page (digest);
CREATE TABLE page_problem (
  page     INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  problem  TEXT NOT NULL,
  PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE failure (
  uri      TEXT PRIMARY KEY,
  problem  TEXT NOT NULL,
  noted    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE teaser (
  page     INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  headline TEXT NOT NULL,
  text     TEXT,
  PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE article (
  key             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL,
  page            INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('report', 'opinion', 'statement', 'interview')),
  headline        TEXT,
  byline          TEXT,
  published       TEXT,
  published_from  TEXT,
  modified        TEXT,
  dateline        TEXT,
  language        TEXT,
  syndicated_from TEXT,
  note_start      INTEGER,
  note_stop       INTEGER CHECK (note_stop >= note_start),
  text            TEXT NOT NULL,
  UNIQUE (page, position)
) STRICT;
CREATE INDEX article_id ON article (id);
CREATE INDEX article_published ON article (published, key);
CREATE TABLE block (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role     TEXT NOT NULL CHECK (role IN
    ('headline', 'summary', 'paragraph', 'subheading', 'caption', 'credit', 'byline', 'note')),
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE actor (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  who      TEXT NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('person', 'state', 'body', 'party', 'military', 'armed group', 'company',
    'media', 'intergovernmental', 'population')),
  country  TEXT,
  sector   TEXT,
  sectors  TEXT NOT NULL CHECK (json_valid(sectors)),
  wikidata TEXT,
  named    INTEGER NOT NULL CHECK (named IN (0, 1)),
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_who ON actor (who, name, country, sector, wikidata, article, id);
CREATE TABLE office (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  actor    TEXT NOT NULL,
  position INTEGER NOT NULL,
  title    TEXT NOT NULL,
  of       TEXT,
  former   INTEGER NOT NULL CHECK (former IN (0, 1)),
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  PRIMARY KEY (article, actor, position),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mention (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  actor    TEXT NOT NULL,
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  rule     TEXT NOT NULL,
  PRIMARY KEY (article, actor, position),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE time (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  text     TEXT NOT NULL,
  type     TEXT NOT NULL CHECK (type IN ('date', 'time', 'duration', 'set')),
  value    TEXT,
  anchor   TEXT,
  rule     TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (stop >= start),
  text      TEXT NOT NULL,
  name      TEXT NOT NULL,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  geonameid INTEGER,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
  article       INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  id            TEXT NOT NULL,
  speaker       TEXT,
  speaker_start INTEGER,
  speaker_stop  INTEGER CHECK (speaker_stop >= speaker_start),
  cue_start     INTEGER,
  cue_stop      INTEGER CHECK (cue_stop >= cue_start),
  manner        TEXT NOT NULL CHECK (manner IN ('direct', 'mixed', 'indirect')),
  channel       TEXT CHECK (channel IN ('post', 'news conference', 'written statement', 'interview', 'phone', 'speech')),
  addressee     TEXT,
  date          TEXT,
  rule          TEXT NOT NULL,
  confidence    REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (article, position),
  UNIQUE (id, article),
  FOREIGN KEY (article, speaker) REFERENCES actor (article, id),
  FOREIGN KEY (article, addressee) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement_speaker (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  statement TEXT NOT NULL,
  position  INTEGER NOT NULL,
  actor     TEXT NOT NULL,
  PRIMARY KEY (article, statement, position),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement_content (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  statement TEXT NOT NULL,
  position  INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (stop >= start),
  PRIMARY KEY (article, statement, position),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  article       INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  id            TEXT NOT NULL,
  event         TEXT NOT NULL CHECK (event IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT',
    'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT')),
  mode          TEXT NOT NULL CHECK (json_valid(mode)),
  context       TEXT NOT NULL CHECK (json_valid(context)),
  cameo         TEXT,
  date          TEXT,
  enddate       TEXT,
  place         TEXT,
  factuality    TEXT NOT NULL CHECK (factuality IN ('actual', 'planned', 'negated', 'possible')),
  attributed_to TEXT,
  score         REAL,
  trigger_start INTEGER NOT NULL,
  trigger_stop  INTEGER NOT NULL CHECK (trigger_stop >= trigger_start),
  rule          TEXT NOT NULL,
  confidence    REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_type ON event (event, factuality);
CREATE INDEX event_date ON event (factuality, date);
CREATE TABLE event_party (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  event    TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'mediator', 'host')),
  position INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  PRIMARY KEY (article, event, role, position),
  FOREIGN KEY (article, event) REFERENCES event (article, id),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL,
  what       TEXT NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_party (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  claim    TEXT NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('asserted_by', 'denied_by')),
  position INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  PRIMARY KEY (article, claim, role, position),
  FOREIGN KEY (article, claim) REFERENCES claim (article, id),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_statement (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  claim     TEXT NOT NULL,
  position  INTEGER NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (article, claim, position),
  FOREIGN KEY (article, claim) REFERENCES claim (article, id),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE commitment (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('invitation', 'pledge', 'plan', 'agreement', 'deadline')),
  act        TEXT NOT NULL,
  due        TEXT,
  status     TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'done', 'cancelled')),
  weak       INTEGER NOT NULL CHECK (weak IN (0, 1)),
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_due ON commitment (due);
CREATE TABLE commitment_party (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  commitment TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('debtor', 'creditor')),
  position   INTEGER NOT NULL,
  actor      TEXT NOT NULL,
  PRIMARY KEY (article, commitment, role, position),
  FOREIGN KEY (article, commitment) REFERENCES commitment (article, id),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE phrase (
  article    INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL,
  phrase     TEXT NOT NULL,
  family     TEXT NOT NULL,
  weight     INTEGER,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (article, position),
  UNIQUE (id, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX phrase_phrase ON phrase (phrase);
CREATE TABLE evidence (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('statement', 'event', 'claim', 'commitment', 'phrase')),
  finding  TEXT NOT NULL,
  position INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  stop     INTEGER NOT NULL CHECK (stop >= start),
  text     TEXT NOT NULL,
  PRIMARY KEY (article, kind, finding, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE part (
  who       TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('actor', 'statement', 'event', 'claim', 'commitment')),
  published TEXT NOT NULL,
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  finding   TEXT NOT NULL,
  role      TEXT NOT NULL,
  PRIMARY KEY (who, kind, published, article, finding, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_article ON part (article);
CREATE TABLE gathered (
  who      TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  country  TEXT,
  articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX gathered_articles ON gathered (articles, name);
CREATE INDEX gathered_kind ON gathered (kind, articles, name);
CREATE TABLE total (
  name   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO total VALUES
  ('page', 0), ('article', 0), ('statement', 0), ('event', 0), ('claim', 0), ('commitment', 0), ('phrase', 0),
  ('page_problem', 0);
CREATE VIRTUAL TABLE article_text USING fts5 (
  headline, text, content = 'article', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_indexed AFTER INSERT ON article BEGIN
  INSERT INTO article_text (rowid, headline, text) VALUES (new.key, new.headline, new.text);
END;
CREATE TRIGGER article_unindexed AFTER DELETE ON article BEGIN
  INSERT INTO article_text (article_text, rowid, headline, text) VALUES ('delete', old.key, old.headline, old.text);
END;
CREATE TRIGGER article_reindexed AFTER UPDATE OF headline, text ON article BEGIN
  INSERT INTO article_text (article_text, rowid, headline, text) VALUES ('delete', old.key, old.headline, old.text);
  INSERT INTO article_text (rowid, headline, text) VALUES (new.key, new.headline, new.text);
END;
CREATE VIEW event_with_parties AS
SELECT event.id, event.event, event.mode, event.factuality, event.date, event.enddate, event.place, event.score,
       (SELECT group_concat(a.name, '; ') FROM event_party AS p JOIN actor AS a ON a.article = p.article AND a.id = p.actor
         WHERE p.article = event.article AND p.event = event.id AND p.role = 'actor') AS actor,
       (SELECT group_concat(a.name, '; ') FROM event_party AS p JOIN actor AS a ON a.article = p.article AND a.id = p.actor
         WHERE p.article = event.article AND p.event = event.id AND p.role = 'recipient') AS recipient,
       (SELECT text FROM evidence AS e WHERE e.article = event.article AND e.kind = 'event' AND e.finding = event.id
         ORDER BY e.position LIMIT 1) AS words,
       article.headline, article.published, page.uri, event.rule, event.confidence
  FROM event JOIN article ON article.key = event.article JOIN page ON page.key = article.page;
CREATE VIEW statement_with_words AS
SELECT statement.id, speaker.name AS speaker, statement.manner, statement.channel, statement.date,
       (SELECT group_concat(substr(article.text, c.start + 1, c.stop - c.start), ' … ') FROM statement_content AS c
         WHERE c.article = statement.article AND c.statement = statement.id) AS words,
       article.headline, article.published, page.uri, statement.rule, statement.confidence
  FROM statement JOIN article ON article.key = statement.article JOIN page ON page.key = article.page
  LEFT JOIN actor AS speaker ON speaker.article = statement.article AND speaker.id = statement.speaker;
