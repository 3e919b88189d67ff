-- From schema 10 to 11: meetings by the days on which they took place, and threads by the ids that they had before.

-- The first day on which a happening was; where no day is told, that of the last report.
ALTER TABLE happening ADD COLUMN
  day        TEXT AS (CASE
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]*' THEN
      date(substr(date, 1, 4) || '-01-04', '-6 days', 'weekday 1', '+' || (7 * (substr(date, 7, 2) - 1)) || ' days')
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]*' THEN substr(date, 1, 5) || substr('01040710', 2 * substr(date, 7, 1) - 1, 2)
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-H[12]*' THEN substr(date, 1, 5) || substr('0107', 2 * substr(date, 7, 1) - 1, 2)
    WHEN date GLOB '[0-9][0-9][0-9][0-9]-[A-Z]*' THEN substr(date, 1, 5) ||
      CASE substr(date, 6, 2) WHEN 'SP' THEN '03' WHEN 'SU' THEN '06' WHEN 'WI' THEN '12' ELSE '09' END
    WHEN date GLOB '[0-9][0-9][0-9][0-9]*' THEN date ELSE coalesce(last, '') END) VIRTUAL;
-- Meetings in the order of their days.
CREATE INDEX happening_met ON happening (day, key) WHERE event = 'CONSULT';

-- By what id a happening, a chain or a contention is known while a part of it leads: `figures` are those of the id, as a
-- number, `part` the key of that part in its table. So an id of before, when another part led, is found at once.
CREATE TABLE former (
  figures INTEGER NOT NULL,
  part    INTEGER NOT NULL,
  PRIMARY KEY (figures, part)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO former SELECT figures_of(rank), key FROM happening_event UNION ALL
  SELECT figures_of(rank), key FROM chain_step UNION ALL SELECT figures_of(rank), key FROM voice ORDER BY 1, 2;
