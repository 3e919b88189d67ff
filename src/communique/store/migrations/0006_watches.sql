-- From schema 5 to 6: watches, what readers say of findings drawn by chance, events by place.

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
