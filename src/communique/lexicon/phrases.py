"""Find the phrases of a long list in a text in one pass, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")

WORD = re.compile(r"\w+|[^\w\s]")


class Word(NamedTuple):
    """A word or mark of a text, folded for comparison: lower case, one kind of apostrophe."""

    folded: str
    start: int
    stop: int


class Hit(NamedTuple, Generic[V]):
    """A phrase found at text[start:stop] and what the list says of it."""

    start: int
    stop: int
    value: V


# Several lists are looked up in one article; a few more are kept because short phrases are cut into words in between.
KEPT = 8


@lru_cache(maxsize=KEPT)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a text with their offsets."""
    folded = fold(text)
    if len(folded) != len(text):  # "İ" becomes two
        return tuple(Word(fold(m[0]), *m.span()) for m in WORD.finditer(text))
    spans = (m.span() for m in WORD.finditer(text))
    return tuple(Word(folded[start:stop], start, stop) for start, stop in spans)


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
        parts = tuple(word.folded for word in words_of(phrase))
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

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Hit[V]]:
        """Hits in reading order, none overlapping another."""
        free = 0
        for at, word in enumerate(words):
            if at < free or (word.folded not in self._by_first and word.folded not in self._exact):
                continue
            hit, length = self._hit_at(text, words, at)
            if hit is not None:
                yield hit
            free = at + length

    def _hit_at(self, text: str, words: Sequence[Word], at: int) -> tuple[Hit[V] | None, int]:
        entries = self._by_first.get(words[at].folded)
        first = text[words[at].start]
        for phrase, value in self._exact.get(words[at].folded, ()):
            if text[words[at].start : words[at].stop] == phrase:
                return Hit(words[at].start, words[at].start + len(phrase), value), 1
        if not entries or not (self.lower or first.isupper() or first in "'’" or arabic_article(text, words, at)):
            return None, 1
        for parts, capitals, value in entries:
            if len(parts) > 1 and tuple(word.folded for word in words[at : at + len(parts)]) != parts:
                continue
            start, stop = words[at].start, words[at + len(parts) - 1].stop
            if capitals and not text[start:stop].isupper():
                continue
            return Hit(start, stop, value), len(parts)
        return None, 1


def arabic_article(text: str, words: Sequence[Word], at: int) -> bool:
    """ "al-Qaeda", "el-Geneina": a name that begins in lower case."""
    if words[at].folded not in ("al", "el", "an", "as", "ash") or at + 2 >= len(words):
        return False
    return words[at + 1].folded == "-" and text[words[at + 2].start].isupper()
