-- The record: what pages reported, with the words that say it.
--
-- One row of `page` is one capture; an `article` lies on a page; everything found lies in an article and goes with it.
-- Ids are derived from content. The same article copied onto two pages has one id and two rows, so rows are tied by
-- `article` (a row number) and ids are unique within an article. Every start and stop counts Unicode code points of
-- article.text; SQLite's own substr(text, start + 1, stop - start) gives the same words.
--
-- Times of writing are UTC. Dates of events, offices and promises are TIMEX3/ISO values as RECORD.md has them.

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
  canonical  TEXT,                    -- the address that an HTML page gives for itself
  reader     TEXT NOT NULL,           -- which communique, pipeline and lexicon read it last
  added      TEXT NOT NULL            -- when it first came in
) STRICT;
CREATE INDEX page_digest ON page (digest);

-- What was cut, repaired or refused in reading a page, in words.
CREATE TABLE page_problem (
  page     INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  problem  TEXT NOT NULL,
  PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;

-- What could not be read at all: a file that does not open, a page that broke a stage.
CREATE TABLE failure (
  uri      TEXT PRIMARY KEY,
  problem  TEXT NOT NULL,
  noted    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A promo of another story.
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

-- Articles that are one text: an agency's report as several outlets print it, with other headlines or cut short.
-- Every article has a row; those with the same `text` are copies of each other.
CREATE TABLE copy (
  article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  text    INTEGER NOT NULL            -- a number without meaning
) STRICT;
CREATE INDEX copy_text ON copy (text, article);

-- By what copies are looked up: hashes of what a text is likely to have in common with its copies (see copies.py).
CREATE TABLE copy_mark (
  mark    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_mark_article ON copy_mark (article);

-- Who an article means. `who` ties the same name and kind together over articles; an actor known only by common
-- words ("officials") stays with its article.
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

-- An office a person holds or held, as the words at start..stop give it.
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

-- A time expression and its TIMEX3 value.
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

-- Something said. No speaker: the article names nobody.
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

-- Who else speaks in the same statement.
CREATE TABLE statement_speaker (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  statement TEXT NOT NULL,
  position  INTEGER NOT NULL,
  actor     TEXT NOT NULL,
  PRIMARY KEY (article, statement, position),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id),
  FOREIGN KEY (article, actor) REFERENCES actor (article, id)
) STRICT, WITHOUT ROWID;

-- The words said; a split quotation has several parts.
CREATE TABLE statement_content (
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  statement TEXT NOT NULL,
  position  INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (stop >= start),
  PRIMARY KEY (article, statement, position),
  FOREIGN KEY (article, statement) REFERENCES statement (article, id)
) STRICT, WITHOUT ROWID;

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

-- Who did what to whom: a PLOVER event. `attributed_to` is a statement's or an actor's id of the same article.
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

-- A proposition that one side asserts and another contests.
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

-- What an actor has undertaken, been invited to, agreed, scheduled or been set.
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

-- Set phrases of diplomacy, with their rung on the ladder of their family where it has one.
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

-- The words that state a finding. `finding` is the id of an event, statement, claim, commitment or phrase of the article.
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

-- What follows is told twice so that a page of a million events opens at once; `communique check` compares.

-- Who is party to what, by date: an actor's part in findings, and, as kind 'actor', the articles that mean it.
-- Everybody of one country has a part under the country too ('of-pak': Pakistan, its ministers, its foreign ministry).
CREATE TABLE part (
  who       TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('actor', 'statement', 'event', 'claim', 'commitment')),
  published TEXT NOT NULL,            -- the article's; empty where it has none
  article   INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  finding   TEXT NOT NULL,
  role      TEXT NOT NULL,
  PRIMARY KEY (who, kind, published, article, finding, role)
) STRICT, WITHOUT ROWID;
-- Who is party to what an article tells, looked up finding by finding.
CREATE INDEX part_article ON part (article, finding, who);

-- Every named actor and how many articles mean it.
CREATE TABLE gathered (
  who      TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  country  TEXT,
  articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX gathered_articles ON gathered (articles, name);
CREATE INDEX gathered_kind ON gathered (kind, articles, name);

-- In how many articles anybody of a country is ('of-pak').
CREATE TABLE gathered_home (
  home     TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many rows each table has.
CREATE TABLE total (
  name   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO total VALUES
  ('page', 0), ('article', 0), ('statement', 0), ('event', 0), ('claim', 0), ('commitment', 0), ('phrase', 0),
  ('page_problem', 0);

-- Full text. "visited" finds "visit"; accents do not matter.
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

-- For Datasette and for people with a SQL prompt: events with their parties by name.
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
  last       TEXT,
  day        TEXT AS (CASE            -- the first day on which it was; where no day is told, that of the last report
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]*' THEN
      date(substr(date, 1, 4) || '-01-04', '-6 days', 'weekday 1', '+' || (7 * (substr(date, 7, 2) - 1)) || ' days')
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]*' THEN substr(date, 1, 5) || substr('01040710', 2 * substr(date, 7, 1) - 1, 2)
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-H[12]*' THEN substr(date, 1, 5) || substr('0107', 2 * substr(date, 7, 1) - 1, 2)
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-[A-Z]*' THEN substr(date, 1, 5) ||
      CASE substr(date, 6, 2) WHEN 'SP' THEN '03' WHEN 'SU' THEN '06' WHEN 'WI' THEN '12' ELSE '09' END
    WHEN date GLOB '[0-9][0-9][0-9][0-9]*' THEN date ELSE coalesce(last, '') END) VIRTUAL
) STRICT;
CREATE INDEX happening_date ON happening (date, key);
CREATE INDEX happening_last ON happening (last, key);
CREATE INDEX happening_sources ON happening (sources, key);
-- Meetings in the order of their days.
CREATE INDEX happening_met ON happening (day, key) WHERE event = 'CONSULT';

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

-- By what id a happening, a chain or a contention is known while a part of it leads: `figures` are those of the id, as a
-- number, `part` the key of that part in its table. So an id of before, when another part led, is found at once.
CREATE TABLE former (
  figures INTEGER NOT NULL,
  part    INTEGER NOT NULL,
  PRIMARY KEY (figures, part)
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
-- Whether a chain is awaited on a day is told by the index by which it is found.
CREATE INDEX chain_due ON chain (due_last, state, last);
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

-- Who is party to any step of a chain, under the names of `part`.
CREATE TABLE chain_party (
  chain INTEGER NOT NULL REFERENCES chain (key) ON DELETE CASCADE,
  who   TEXT NOT NULL,
  PRIMARY KEY (chain, who)
) STRICT, WITHOUT ROWID;

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

-- What a reader has asked to be kept an eye on: an actor, several together, a promise, a claim, words.
CREATE TABLE watch (
  id    TEXT PRIMARY KEY,
  name  TEXT NOT NULL,
  kind  TEXT NOT NULL CHECK (kind IN ('actors', 'promise', 'claim', 'words')),
  about TEXT NOT NULL CHECK (json_valid(about)), -- who (as actor.who), or a chain's or contention's id, or the words
  added TEXT NOT NULL
) STRICT;

-- What a reader has said of findings drawn by chance, to know how often the record is right.
CREATE TABLE audit (
  finding TEXT NOT NULL,
  article TEXT NOT NULL,              -- the article's id
  kind    TEXT NOT NULL CHECK (kind IN ('statement', 'event', 'claim', 'commitment')),
  type    TEXT,                       -- an event's type, a commitment's kind, a statement's manner
  rule    TEXT NOT NULL,
  said    REAL NOT NULL,              -- the confidence it was given
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
  made    TEXT NOT NULL,
  PRIMARY KEY (kind, finding)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_place ON event (place, date) WHERE place IS NOT NULL;

-- What a record of a million events cannot count each time it is asked; `communique check` compares.

-- How many findings there are of each type and state: an event's type and factuality, a statement's channel and manner, a
-- commitment's kind and status; empty where there is none.
CREATE TABLE tally (
  kind   TEXT NOT NULL,
  type   TEXT NOT NULL,
  state  TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, type, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_tallied AFTER INSERT ON event BEGIN
  INSERT INTO tally VALUES ('event', new.event, new.factuality, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER event_untallied AFTER DELETE ON event BEGIN
  UPDATE tally SET number = number - 1 WHERE kind = 'event' AND type = old.event AND state = old.factuality;
END;
CREATE TRIGGER statement_tallied AFTER INSERT ON statement BEGIN
  INSERT INTO tally VALUES ('statement', coalesce(new.channel, ''), new.manner, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER statement_untallied AFTER DELETE ON statement BEGIN
  UPDATE tally SET number = number - 1
   WHERE kind = 'statement' AND type = coalesce(old.channel, '') AND state = old.manner;
END;
CREATE TRIGGER commitment_tallied AFTER INSERT ON commitment BEGIN
  INSERT INTO tally VALUES ('commitment', new.kind, new.status, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER commitment_untallied AFTER DELETE ON commitment BEGIN
  UPDATE tally SET number = number - 1 WHERE kind = 'commitment' AND type = old.kind AND state = old.status;
END;

-- How many happenings are of each date.
CREATE TABLE happening_day (
  date   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER happening_tallied AFTER INSERT ON happening WHEN new.date IS NOT NULL BEGIN
  INSERT INTO happening_day VALUES (new.date, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER happening_untallied AFTER DELETE ON happening WHEN old.date IS NOT NULL BEGIN
  UPDATE happening_day SET number = number - 1 WHERE date = old.date;
END;
CREATE TRIGGER happening_redated AFTER UPDATE OF date ON happening WHEN old.date IS NOT new.date BEGIN
  UPDATE happening_day SET number = number - 1 WHERE date = old.date;
  INSERT INTO happening_day SELECT new.date, 1 WHERE new.date IS NOT NULL
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

-- Who held which office by how many articles, between the first and the last; `newest` is the article that came in last.
-- `home` gathers those of one country ('of-pak'), empty where an article gives none; so is `of`.
CREATE TABLE held (
  who      TEXT NOT NULL,
  title    TEXT NOT NULL,
  of       TEXT NOT NULL,
  former   INTEGER NOT NULL CHECK (former IN (0, 1)),
  home     TEXT NOT NULL,
  articles INTEGER NOT NULL,
  first    TEXT NOT NULL,
  last     TEXT NOT NULL,
  newest   INTEGER NOT NULL,
  PRIMARY KEY (who, title, of, former, home)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_home ON held (home, former, last);

-- Events by their own date, of one type or of all; statements by theirs and by channel; happenings of one type.
CREATE INDEX event_when ON event (event, date);
CREATE INDEX event_day ON event (date);
CREATE INDEX statement_day ON statement (date);
CREATE INDEX statement_channel ON statement (channel) WHERE channel IS NOT NULL;
CREATE INDEX happening_event_last ON happening (event, last, key);

-- What a finding is asked for by, one term each: its type ('t') and state ('s'), and who is party to it ('w'), on the side
-- that acts ('d': did, said, promised, asserted) or on the other ('m'); the figure after the letter tells events (0),
-- statements (1), claims (2) and commitments (3) apart. What follows is in hexadecimal, so that no tokenizer takes a name
-- apart. `number` tells article, place in it and kind.
CREATE VIEW finding_term AS
SELECT (f.article << 24) | (f.position << 2) | 0 AS number, f.article,
       't0' || hex(f.event) || ' s0' || hex(f.factuality) || ' ' || group_concat('w0' || hex(p.who) || CASE p.role WHEN 'recipient' THEN ' m0' ELSE ' d0' END || hex(p.who), ' ') AS terms
  FROM part AS p INDEXED BY part_article JOIN event AS f ON f.article = p.article AND f.id = p.finding
 WHERE p.kind = 'event' GROUP BY f.article, f.position
UNION ALL
SELECT (f.article << 24) | (f.position << 2) | 1, f.article,
       't1' || hex(coalesce(f.channel, '')) || ' s1' || hex(f.manner) || ' ' || group_concat('w1' || hex(p.who) || CASE p.role WHEN 'addressee' THEN ' m1' ELSE ' d1' END || hex(p.who), ' ')
  FROM part AS p INDEXED BY part_article JOIN statement AS f ON f.article = p.article AND f.id = p.finding
 WHERE p.kind = 'statement' GROUP BY f.article, f.position
UNION ALL
SELECT (f.article << 24) | (f.position << 2) | 2, f.article,
       '' || group_concat('w2' || hex(p.who) || CASE p.role WHEN 'denied_by' THEN ' m2' ELSE ' d2' END || hex(p.who), ' ')
  FROM part AS p INDEXED BY part_article JOIN claim AS f ON f.article = p.article AND f.id = p.finding
 WHERE p.kind = 'claim' GROUP BY f.article, f.position
UNION ALL
SELECT (f.article << 24) | (f.position << 2) | 3, f.article,
       't3' || hex(f.kind) || ' s3' || hex(f.status) || ' ' || group_concat('w3' || hex(p.who) || CASE p.role WHEN 'creditor' THEN ' m3' ELSE ' d3' END || hex(p.who), ' ')
  FROM part AS p INDEXED BY part_article JOIN commitment AS f ON f.article = p.article AND f.id = p.finding
 WHERE p.kind = 'commitment' GROUP BY f.article, f.position;
CREATE VIRTUAL TABLE finding_index USING fts5 (terms, content = '', detail = none, columnsize = 0);
-- Filled as an article's findings stand; emptied before they go, because nothing else tells which terms were theirs.
CREATE TRIGGER findings_unindexed BEFORE DELETE ON article BEGIN
  INSERT INTO finding_index (finding_index, rowid, terms)
  SELECT 'delete', number, terms FROM finding_term WHERE article = old.key;
END;

-- Which offices articles give a guise of a person, in how many: between the first and the last that call it a present one,
-- and since the first that calls it a past one. `of` is empty where they do not say whose it is.
CREATE TABLE tenure (
  of           TEXT NOT NULL,
  title        TEXT NOT NULL,
  guise        INTEGER NOT NULL,
  articles     INTEGER NOT NULL,
  first        TEXT,
  last         TEXT,
  former_since TEXT,
  PRIMARY KEY (of, title, guise)
) STRICT, WITHOUT ROWID;
CREATE INDEX tenure_guise ON tenure (guise);

-- The offices of `tenure` by person: by how many articles each held one.
CREATE TABLE holder (
  of       TEXT NOT NULL,
  title    TEXT NOT NULL,
  person   INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (of, title, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX holder_articles ON holder (of, articles);
CREATE TRIGGER tenure_held AFTER INSERT ON tenure BEGIN
  INSERT INTO holder SELECT new.of, new.title, person, new.articles FROM guise WHERE key = new.guise AND person IS NOT NULL
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles;
END;
CREATE TRIGGER tenure_recounted AFTER UPDATE OF articles ON tenure BEGIN
  UPDATE holder SET articles = articles + new.articles - old.articles
   WHERE of = new.of AND title = new.title AND person = (SELECT person FROM guise WHERE key = new.guise);
END;
CREATE TRIGGER tenure_unheld AFTER DELETE ON tenure BEGIN
  UPDATE holder SET articles = articles - old.articles
   WHERE of = old.of AND title = old.title AND person = (SELECT person FROM guise WHERE key = old.guise);
  DELETE FROM holder WHERE of = old.of AND title = old.title AND articles <= 0
     AND person = (SELECT person FROM guise WHERE key = old.guise);
END;
CREATE TRIGGER guise_of_another AFTER UPDATE OF person ON guise WHEN old.person IS NOT new.person BEGIN
  UPDATE holder SET articles = articles - (SELECT t.articles FROM tenure AS t
     WHERE t.of = holder.of AND t.title = holder.title AND t.guise = old.key)
   WHERE (of, title, person) IN (SELECT t.of, t.title, old.person FROM tenure AS t WHERE t.guise = old.key);
  DELETE FROM holder WHERE articles <= 0
     AND (of, title, person) IN (SELECT t.of, t.title, old.person FROM tenure AS t WHERE t.guise = old.key);
  INSERT INTO holder SELECT t.of, t.title, new.person, t.articles FROM tenure AS t
     WHERE t.guise = new.key AND new.person IS NOT NULL
    ON CONFLICT DO UPDATE SET articles = articles + excluded.articles;
END;

-- How many actors are gathered.
INSERT INTO total VALUES ('gathered', 0);
CREATE TRIGGER gathered_counted AFTER INSERT ON gathered BEGIN
  UPDATE total SET number = number + 1 WHERE name = 'gathered';
END;
CREATE TRIGGER gathered_uncounted AFTER DELETE ON gathered BEGIN
  UPDATE total SET number = number - 1 WHERE name = 'gathered';
END;

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
