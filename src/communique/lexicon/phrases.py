"""Find the phrases of a long list in a text in one pass, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")

WORD = re.compile(r"\w+|[^\w\s]")


class Words(NamedTuple):
    """The words and marks of a text in order, folded for comparison (lower case, one kind of apostrophe), and where each
    starts and stops."""

    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


class Hit(NamedTuple, Generic[V]):
    """A phrase found at text[start:stop] and what the list says of it."""

    start: int
    stop: int
    value: V


# Several lists are looked up in one article; a few more are kept because short phrases are cut into words in between.
KEPT = 8


@lru_cache(maxsize=KEPT)
def words_of(text: str) -> Words:
    """The words and marks of a text with their offsets."""
    spans = tuple(word.span() for word in WORD.finditer(text))
    folded = fold(text)
    if len(folded) != len(text):  # "İ" becomes two
        return Words(tuple(fold(text[start:stop]) for start, stop in spans), spans)
    return Words(tuple(folded[start:stop] for start, stop in spans), spans)


def fold(word: str) -> str:
    """Lower case, and one apostrophe for all."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


class PhraseBook(Generic[V]):
    """Phrases, looked up by their first word; of those that fit at a place the longest wins.

    A phrase written in capitals ("US", "WHO") matches only capitals; any other matches only where it begins with a
    capital letter, unless the book is `lower`: "oman" in "woman" or "turkey" on a table name no state.
    """

    def __init__(self, lower: bool = False) -> None:
        self.lower = lower
        self._exact: dict[str, list[tuple[str, V]]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, V]]] = {}

    def add(self, phrase: str, value: V) -> None:
        """Add a phrase; of two equal phrases the first added stands."""
        parts = words_of(phrase).folded
        if not parts:
            return
        exact = (
            len(phrase) <= 6
            and sum(letter.isupper() for letter in phrase) > 1
            and not phrase.isupper()
            and len(parts) == 1
        )
        if exact:  # "LeT" must never be read into "let"
            self._exact.setdefault(parts[0], []).append((phrase, value))
            return
        # "U.N." and "UN" are capitals to be met as capitals; "US" must never be read into "us".
        entries = self._by_first.setdefault(parts[0], [])
        entries.append((parts, phrase.isupper() and len(phrase) <= 6, value))
        entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, words: Words) -> Iterator[Hit[V]]:
        """Hits in reading order, none overlapping another."""
        free = 0
        firsts, exact = self._by_first, self._exact
        for at in [at for at, word in enumerate(words.folded) if word in firsts or word in exact]:
            if at < free:
                continue
            hit, length = self._hit_at(text, words, at)
            if hit is not None:
                yield hit
            free = at + length

    def _hit_at(self, text: str, words: Words, at: int) -> tuple[Hit[V] | None, int]:
        folded, spans = words
        begin, end = spans[at]
        first = text[begin]
        for phrase, value in self._exact.get(folded[at], ()):
            if text[begin:end] == phrase:
                return Hit(begin, begin + len(phrase), value), 1
        entries = self._by_first.get(folded[at])
        if not entries or not (self.lower or first.isupper() or first in "'’" or arabic_article(text, words, at)):
            return None, 1
        for parts, capitals, value in entries:
            if len(parts) > 1 and folded[at : at + len(parts)] != parts:
                continue
            stop = spans[at + len(parts) - 1][1]
            if capitals and not text[begin:stop].isupper():
                continue
            return Hit(begin, stop, value), len(parts)
        return None, 1


def arabic_article(text: str, words: Words, at: int) -> bool:
    """ "al-Qaeda", "el-Geneina": a name that begins in lower case."""
    folded = words.folded
    if folded[at] not in ("al", "el", "an", "as", "ash") or at + 2 >= len(folded):
        return False
    return folded[at + 1] == "-" and text[words.spans[at + 2][0]].isupper()
