-- From schema 6 to 7: what a record of a million events cannot count each time it is asked.

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
DROP INDEX event_type;
CREATE INDEX event_when ON event (event, date);
CREATE INDEX event_day ON event (date);
CREATE INDEX statement_day ON statement (date);
CREATE INDEX statement_channel ON statement (channel) WHERE channel IS NOT NULL;
CREATE INDEX happening_event_last ON happening (event, last, key);

INSERT INTO tally SELECT 'event', event, factuality, count(*) FROM event GROUP BY event, factuality;
INSERT INTO tally SELECT 'statement', coalesce(channel, ''), manner, count(*) FROM statement GROUP BY 2, 3;
INSERT INTO tally SELECT 'commitment', kind, status, count(*) FROM commitment GROUP BY kind, status;
INSERT INTO happening_day SELECT date, count(*) FROM happening WHERE date IS NOT NULL GROUP BY date;
INSERT INTO held SELECT x.who, o.title, coalesce(o.of, ''), o.former,
    CASE WHEN x.country IS NULL OR x.country IN ('IGO', 'NGO', 'MNC', 'IMG', 'ISM', 'UNO') THEN '' ELSE 'of-' || lower(x.country) END,
    count(DISTINCT o.article), coalesce(min(a.published), ''), coalesce(max(a.published), ''), max(o.article)
  FROM office AS o JOIN actor AS x ON x.article = o.article AND x.id = o.actor JOIN article AS a ON a.key = o.article
 GROUP BY 1, 2, 3, 4, 5;
