"""The indexes of words, kept in few pieces."""

from __future__ import annotations

from communique.store.record import Record

# An index grows by pieces, some twenty in a record of 100,000 articles, and each is looked through for each word: a frequent
# word's events took 130 ms there, and 53 once it lay in one piece. Putting it together takes 3.5 s for 100,000 articles: worth
# it once so many of a hundred articles are new, and not after each page that comes.
NEW_OF_A_HUNDRED = 1


def gather_words(record: Record, added: int) -> bool:
    """Put the indexes of words together where `added` articles are many for this record. Says whether it was done."""
    (articles,) = record.execute("SELECT coalesce(sum(number), 0) FROM total WHERE name = 'article'").fetchone()
    if not added or added * 100 < articles * NEW_OF_A_HUNDRED:
        return False
    for index in ("article_text", "finding_index"):
        record.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    return True
