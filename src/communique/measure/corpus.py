"""The answer key of the corpus: what a careful reader of all its pages would put into one record.

The corpus stands in `tests/corpus`; its README.md says what each table means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from communique.store import Record

CORPUS = Path(__file__).parents[3] / "tests" / "corpus"


class Told(NamedTuple):
    """One page's telling of a happening: the event types that are right, and the words."""

    page: str
    event: str
    words: str


class HappeningKey(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    date: str
    parties: tuple[str, ...]
    told: tuple[Told, ...]


class TextKey(Struct, frozen=True, forbid_unknown_fields=True, rename={"by": "from"}):
    by: str
    pages: tuple[str, ...]


class StepKey(NamedTuple):
    page: str
    tells: str
    words: str


class ChainKey(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    act: str
    steps: tuple[StepKey, ...]
    states: tuple[tuple[str, str], ...]


class ClaimTold(NamedTuple):
    page: str
    words: str
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


class ClaimKey(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    what: str
    told: tuple[ClaimTold, ...]


class AccountKey(Struct, frozen=True, forbid_unknown_fields=True):
    happening: str
    sides: tuple[str, ...]
    both: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    alone: tuple[tuple[str, str], ...]


class OfficeKey(Struct, frozen=True, forbid_unknown_fields=True):
    titles: tuple[str, ...]
    of: str
    first: str
    last: str
    predecessor: str | None = None
    successor: str | None = None


class PersonKey(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    spellings: tuple[str, ...]
    pages: tuple[str, ...] = ()
    offices: tuple[OfficeKey, ...] = ()


class Key(Struct, frozen=True, forbid_unknown_fields=True):
    happening: tuple[HappeningKey, ...]
    text: tuple[TextKey, ...]
    chain: tuple[ChainKey, ...]
    claim: tuple[ClaimKey, ...]
    account: tuple[AccountKey, ...]
    person: tuple[PersonKey, ...]


class Place(NamedTuple):
    """Where words of the key stand in the record: the article's row and the stretch of its text."""

    article: int
    start: int
    stop: int

    def shared(self, start: int, stop: int) -> int:
        """How many characters another stretch of the article has in common."""
        return max(0, min(self.stop, stop) - max(self.start, start))


def load_key(corpus: Path = CORPUS) -> Key:
    """Raises OSError where there is no corpus, msgspec.ValidationError where the key says something it may not."""
    return msgspec.convert(tomllib.loads((corpus / "key.toml").read_text(encoding="utf-8")), Key)


class Pages:
    """The articles of the record by the page they were read from."""

    def __init__(self, record: Record) -> None:
        self.texts: dict[str, list[tuple[int, str]]] = {}
        rows = record.execute(
            "SELECT g.uri, a.key, a.text FROM article AS a JOIN page AS g ON g.key = a.page ORDER BY a.key"
        )
        for uri, key, text in rows:
            self.texts.setdefault(uri.rsplit("/", 1)[-1], []).append((key, text))

    def find(self, page: str, words: str) -> Place | None:
        """Where the words stand; None where the reading left them out. White space does not matter."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        for key, text in self.texts.get(page, ()):
            found = pattern.search(text)
            if found:
                return Place(key, found.start(), found.end())
        return None

    def with_words(self, words: str) -> Iterator[tuple[str, int]]:
        """(page, article) of every article in which the words stand."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        for page, articles in self.texts.items():
            yield from ((page, key) for key, text in articles if pattern.search(text))
