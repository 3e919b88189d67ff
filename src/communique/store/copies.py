"""Which articles are one text: an agency's report as several outlets print it, with other headlines or cut short.

Copies are found when an article is saved. Likely ones are looked up by marks of the text kept in the record (MinHash
bands for texts alike as a whole, anchors in the opening for cut ones), then compared word by word, so that a mark in
common decides nothing. Each copy stays an article of its own page: it is one more source, not one more report.
"""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from communique.model import Article
from communique.store.record import Record, transaction

# 32 bands of 4: of texts that share half their runs nine in ten meet in a band, of those that share a fifth one in twenty.
BANDS, ROWS = 32, 4
PERMUTATIONS_SEED = 1
# Texts are compared by runs of three words. A desk that changes one word in twelve leaves three quarters of them; two
# reporters with the same quotations in half of their paragraphs share a third (one half of each, of what both have).
RUN = 3
ALIKE = 0.5
# A copy cut short lies in the whole with nearly all its runs ...
CONTAINED = 0.8
# ... and is cut from its end: it begins in the first third. What lies wholly in a later part is the background that a
# new report repeats from an older brief, no copy.
OPENING_SHARE = 1 / 3
OPENING_WORDS = (60, 400)
# Shorter texts ("No comment was available.") are alike by chance; they are copies only to the letter.
LEAST_WORDS = 40
# Anchors are runs of eight words, one in eight by its hash: some six of them in an opening of sixty words.
ANCHOR_RUN, ANCHOR_EVERY = 8, 8
# Set phrases give marks to unrelated articles: of one mark the first so many articles are looked at, and of all the
# likeliest so many are compared. Any one copy of a text is enough to find the others.
FEW_A_MARK, COMPARED = 20, 12
_WORD = re.compile(r"\w+")


class Text(Struct, frozen=True):
    """The words of an article's paragraphs, in order, and the runs in them: headline, captions and notes left out."""

    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


def copies_of(record: Record, article: int) -> list[int]:
    """The other articles that are the same text as this one, by their rows' keys, in the order they came in."""
    rows = record.execute(
        "SELECT b.article FROM copy AS a JOIN copy AS b ON b.text = a.text AND b.article <> a.article"
        " WHERE a.article = ? ORDER BY b.article",
        (article,),
    )
    return [row[0] for row in rows]


def copied_texts(record: Record) -> Iterator[list[int]]:
    """Every text that more than one article prints: the keys of those articles, the first that came in first."""
    rows = record.execute(
        "SELECT group_concat(article) FROM (SELECT text, article FROM copy ORDER BY text, article)"
        " GROUP BY text HAVING count(*) > 1 ORDER BY min(article)"
    )
    yield from (sorted(map(int, row[0].split(","))) for row in rows)


def text_of(article: Article) -> Text:
    """What of an article is compared: its paragraphs, or all its text where it has none."""
    parts = [article.text[b.start : b.stop] for b in article.blocks if b.role == "paragraph"] or [article.text]
    return _text("\n".join(parts))


@lru_cache(maxsize=64)
def _text(told: str) -> Text:
    words = tuple(_WORD.findall(told.casefold()))
    return Text(words, frozenset(_runs(words, RUN)))


def runs_of(text: Text) -> Iterator[tuple[str, ...]]:
    """The runs by which texts are compared, in their order, each as often as it stands there."""
    return _runs(text.words, RUN)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def are_copies(one: Text, other: Text) -> bool:
    """Whether two articles are one text: alike as wholes, or the shorter cut from the longer."""
    short, long = sorted((one, other), key=lambda text: len(text.words))
    if len(short.words) < LEAST_WORDS:
        return short.words == long.words and bool(short.words)
    shared = len(short.runs & long.runs)
    if shared >= ALIKE * len(short.runs | long.runs):
        return True
    return shared >= CONTAINED * len(short.runs) and _begins_early(short, long)


def _begins_early(short: Text, long: Text) -> bool:
    """Whether the shorter text's opening stands in the longer one's first third, more than not."""
    places: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(_runs(long.words, RUN)):
        places.setdefault(run, place)
    opening = [places[run] for run in _runs(short.words[:LEAST_WORDS], RUN) if run in places]
    early = sum(place <= max(LEAST_WORDS, OPENING_SHARE * len(long.words)) for place in opening)
    return early > len(opening) / 2


def marks_of(text: Text) -> set[int]:
    """Numbers that copies of one text are likely to have in common."""
    if len(text.words) < LEAST_WORDS:
        return {_mark("whole", *text.words)} if text.words else set()
    return _bands(text) | _anchors(text)


def _bands(text: Text) -> set[int]:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=BANDS * ROWS, seed=PERMUTATIONS_SEED)
    sketch.update([" ".join(run) for run in text.runs])
    digest = sketch.digest()
    return {_mark(str(band), *map(str, digest[band * ROWS : (band + 1) * ROWS])) for band in range(BANDS)}


def _anchors(text: Text) -> set[int]:
    least, most = OPENING_WORDS
    opening = text.words[: min(most, max(least, int(OPENING_SHARE * len(text.words)) + LEAST_WORDS))]
    marks = {_mark(*run) for run in _runs(opening, ANCHOR_RUN)}
    return {mark for mark in marks if mark % ANCHOR_EVERY == 0}


def _mark(*parts: str) -> int:
    """A number that SQLite can hold, the same on every machine."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    found: int = struct.unpack(">q", digest)[0]
    return found


def note_copies(record: Record, key: int, article: Article) -> None:
    """Tie a saved article to the articles that are the same text. Belongs in the transaction that saves it."""
    text = text_of(article)
    marks = marks_of(text)
    same = [other for other in _likely(record, marks) if are_copies(text, _stored_text(record, other))]
    record.executemany("INSERT INTO copy_mark VALUES (?, ?)", [(mark, key) for mark in sorted(marks)])
    held = ", ".join(map(str, same))
    texts = sorted(row[0] for row in record.execute(f"SELECT DISTINCT text FROM copy WHERE article IN ({held})"))
    number = texts[0] if texts else record.execute("SELECT coalesce(max(text), 0) + 1 FROM copy").fetchone()[0]
    for other in texts[1:]:  # this article shows that two texts are one
        record.execute("UPDATE copy SET text = ? WHERE text = ?", (number, other))
    record.execute("INSERT INTO copy VALUES (?, ?)", (key, number))


def _likely(record: Record, marks: set[int]) -> list[int]:
    """The articles with most marks in common."""
    few = "SELECT article FROM copy_mark WHERE mark = asked.value ORDER BY article LIMIT ?"
    query = f"SELECT (SELECT group_concat(article) FROM ({few})) FROM json_each(?) AS asked"
    rows = record.execute(query, (FEW_A_MARK, json.dumps([*marks])))
    met = Counter(int(article) for row in rows if row[0] for article in str(row[0]).split(","))
    return [key for key, _ in sorted(met.items(), key=lambda one: (-one[1], one[0]))[:COMPARED]]


def _stored_text(record: Record, key: int) -> Text:
    """The paragraphs of an article in the record, without loading what was found in it."""
    (told,) = record.execute("SELECT text FROM article WHERE key = ?", (key,)).fetchone()
    query = "SELECT start, stop FROM block WHERE article = ? AND role = 'paragraph' ORDER BY position"
    parts = [told[start:stop] for start, stop in record.execute(query, (key,))]
    return _text("\n".join(parts or [told]))


def note_missing_copies(record: Record) -> int:
    """Look for copies among articles that a release without this table stored; returns how many were looked at."""
    query = "SELECT key FROM article WHERE key NOT IN (SELECT article FROM copy) ORDER BY key"
    keys = [row[0] for row in record.execute(query)]
    for key in keys:
        with transaction(record):
            _note_stored(record, key)
    return len(keys)


def _note_stored(record: Record, key: int) -> None:
    from communique.store.loading import load_article

    article = load_article(record, key)
    if article is not None:
        note_copies(record, key, article)
