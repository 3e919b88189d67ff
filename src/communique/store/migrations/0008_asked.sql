-- From schema 7 to 8: what busy actors did, said and held, found without going through all that they are party to.

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

-- How many actors are gathered.
INSERT INTO total SELECT 'gathered', count(*) FROM gathered;
CREATE TRIGGER gathered_counted AFTER INSERT ON gathered BEGIN
  UPDATE total SET number = number + 1 WHERE name = 'gathered';
END;
CREATE TRIGGER gathered_uncounted AFTER DELETE ON gathered BEGIN
  UPDATE total SET number = number - 1 WHERE name = 'gathered';
END;

INSERT INTO finding_index (rowid, terms) SELECT number, terms FROM finding_term;
INSERT INTO tenure SELECT coalesce(o.of, ''), o.title, s.guise, count(DISTINCT o.article),
    min(CASE WHEN o.former THEN NULL ELSE a.published END), max(CASE WHEN o.former THEN NULL ELSE a.published END),
    min(CASE WHEN o.former THEN a.published END)
  FROM sighting AS s JOIN office AS o ON o.article = s.article AND o.actor = s.actor JOIN article AS a ON a.key = s.article
 GROUP BY 1, 2, 3;
