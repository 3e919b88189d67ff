-- From schema 1 to 2: articles that are one text. `communique add` looks through the articles already stored.

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
