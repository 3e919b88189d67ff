"""What a person types into a search box -> an FTS5 expression that cannot be malformed."""

from __future__ import annotations

import re

# A phrase in quotation marks, or a run without spaces; a minus before either excludes it.
TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


class BadQuery(ValueError):
    """The query asks for nothing that can be looked up; the message says what would be right."""


def match_expression(typed: str) -> str:
    """All words must occur, `"in quotes"` as a phrase, `-word` must not, `a OR b` either, `minist*` a beginning.

    Raises BadQuery where nothing is asked for, or only what must not occur.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for minus, phrase, word in TERM.findall(typed):
        if word == "OR" and not minus:
            either = bool(wanted)
            continue
        term = _quoted(phrase or word)
        if term is None:
            continue
        if minus:
            unwanted.append(term)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {term})"
        else:
            wanted.append(term)
        either = False
    if not wanted:
        raise BadQuery("give at least one word that must occur")
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(unwanted)})" if unwanted else expression


def _quoted(words: str) -> str | None:
    """The words as one FTS5 phrase; None where they hold no letter or digit."""
    if not re.search(r"\w", words):
        return None
    beginning = "*" if words.endswith("*") else ""
    return '"' + words.rstrip("*").replace('"', '""').replace("\0", " ") + '"' + beginning
