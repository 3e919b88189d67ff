"""The language of a text."""

from __future__ import annotations

from functools import cache
from typing import Any

# Below this many letters the recogniser guesses: "Dar calls on Xi" comes out as Danish. English is then assumed.
ENOUGH = 200
# Nor is more than this needed; reading on changes nothing and costs time.
READ = 3000


@cache
def _recogniser() -> Any:
    """The recogniser, loaded when a first text is long enough to ask (0.2 s)."""
    import py3langid

    return py3langid


def language_of(text: str) -> str:
    """The language's BCP 47 tag ("en", "ar"); "en" for a text too short to tell."""
    letters = sum(c.isalpha() for c in text[: 2 * READ])
    if letters < ENOUGH and text.isascii():
        return "en"
    if letters < 40:
        return "en"
    told: str = _recogniser().classify(text[:READ])[0]
    return told
