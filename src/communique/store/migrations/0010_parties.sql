-- From schema 9 to 10: who is party to a promise over all pages, who held a state's offices by how many articles, and in how
-- many articles a country is, kept rather than worked out for a page.

-- Who is party to what an article tells, looked up finding by finding.
DROP INDEX part_article;
CREATE INDEX part_article ON part (article, finding, who);

-- Whether a chain is awaited on a day is told by the index by which it is found.
DROP INDEX chain_due;
CREATE INDEX chain_due ON chain (due_last, state, last);

-- Who is party to any step of a chain, under the names of `part`.
CREATE TABLE chain_party (
  chain INTEGER NOT NULL REFERENCES chain (key) ON DELETE CASCADE,
  who   TEXT NOT NULL,
  PRIMARY KEY (chain, who)
) STRICT, WITHOUT ROWID;

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

-- In how many articles anybody of a country is ('of-pak').
CREATE TABLE gathered_home (
  home     TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO chain_party SELECT DISTINCT s.chain, p.who FROM chain_step AS s JOIN part AS p
    ON p.article = s.article AND p.finding = s.finding AND p.kind = s.sort WHERE s.chain IS NOT NULL;
INSERT INTO holder SELECT t.of, t.title, g.person, sum(t.articles) FROM tenure AS t JOIN guise AS g ON g.key = t.guise
  WHERE g.person IS NOT NULL GROUP BY 1, 2, 3;
INSERT INTO gathered_home SELECT who, count(*) FROM
    (SELECT DISTINCT who, published, article FROM part WHERE who >= 'of-' AND who < 'of.' AND kind = 'actor') GROUP BY who;
