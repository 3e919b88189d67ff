"""What a search finds, kept for a while in the database, so that an export of it needs no memory of its own."""

from __future__ import annotations

from collections.abc import Iterable

from communique.search.findings import KINDS, chosen_query
from communique.search.found import Wanted
from communique.search.words import match_expression
from communique.store import Record


def choose(record: Record, wanted: Wanted, kinds: Iterable[str] = KINDS) -> int:
    """Pick the findings that are wanted, and the articles they stand in, for `exports.pages_of(chosen=True)`.

    Where only words are asked for, every article that holds them is picked. Returns how many findings were picked.
    Two temporary tables of this connection; the record itself is not written to. Raises BadQuery.
    """
    record.execute("DROP TABLE IF EXISTS temp.chosen_finding")
    record.execute("DROP TABLE IF EXISTS temp.chosen_article")
    record.execute(
        "CREATE TEMP TABLE chosen_finding (article INTEGER, kind TEXT, id TEXT, PRIMARY KEY (article, kind, id))"
    )
    record.execute("CREATE TEMP TABLE chosen_article (article INTEGER PRIMARY KEY)")
    for kind in kinds:
        query, values = chosen_query(record, kind, wanted)
        record.execute(
            f"INSERT OR IGNORE INTO temp.chosen_finding SELECT article, '{kind}', id FROM (SELECT article, id FROM ({query}))",
            values,
        )
    record.execute("INSERT INTO temp.chosen_article SELECT DISTINCT article FROM temp.chosen_finding")
    if wanted.words and wanted == Wanted(words=wanted.words):
        record.execute(
            "INSERT OR IGNORE INTO temp.chosen_article SELECT rowid FROM article_text WHERE article_text MATCH ?",
            (match_expression(wanted.words),),
        )
    return int(record.execute("SELECT count(*) FROM temp.chosen_finding").fetchone()[0])
