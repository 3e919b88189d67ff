"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Below this many letters the recogniser guesses: "Dar calls on Xi" comes out as Danish. English is then assumed.
ENOUGH = 100
# Nor is more than this needed; reading on changes nothing and costs time.
READ = 3000
# English articles, prepositions and the like, a closed class. They make up a quarter of English prose, and less than a
# twentieth of any other: a text full of foreign names is English all the same.
ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "for",
        "on",
        "with",
        "was",
        "is",
        "by",
        "at",
        "as",
        "it",
        "from",
        "his",
        "her",
        "be",
        "has",
        "an",
        "will",
        "not",
        "said",
        "met",
        "who",
        "would",
        "its",
        "but",
        "had",
        "have",
        "were",
        "are",
    ]
)
ENGLISH_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _recogniser() -> Any:
    """The recogniser, loaded when a first text is long enough to ask (0.2 s)."""
    import py3langid

    return py3langid


def language_of(text: str) -> str:
    """The language's BCP 47 tag ("en", "ar"); "en" for a text in Latin letters too short to tell."""
    beginning = text[:READ]
    letters = [c for c in beginning if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters) >= 0.5 * len(letters)
    if latin and len(letters) < ENOUGH:
        return "en"
    words = [word.lower() for word in _WORD.findall(beginning)]
    if latin and sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    told: str = _recogniser().classify(beginning)[0]
    return told
