"""Words that tell what became of an undertaking: `lexicon/en/outcomes.tsv`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from communique.lexicon.reader import load_list

# What keeps a form from telling that something was done. Closed classes of English: modals, infinitive, negation.
NOT_YET = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|to|not|never|no|cannot|if|unless|without|\w+n['’]t)"
    r"(?:\s+(?:be|been|being|have|has|had|yet|ever|soon|also|again|then|only|even|\w+ly))*\s+$",
    re.IGNORECASE,
)
# Nor where its subject is nobody: "none of the ships promised has arrived".
NOBODY = re.compile(r"\b(?:none|neither|nobody|no one|nothing|no)\b[^,;:.]*$", re.IGNORECASE)
# Where a form leaves room for up to two words: "send ~ delegation" is also "send a high-level delegation".
GAP, BETWEEN = r"\ \~\ ", r"\ (?:[\w'’-]+\ ){0,2}"
# How far before a form its auxiliaries and its subject are looked for.
BEFORE = 60


class OutcomeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Forms that tell the same; the fields are explained in the file."""

    id: str
    words: tuple[str, ...]
    tells: Literal["accepted", "done", "cancelled", "moved", "declined", "meeting", "part"]
    acts: Literal["meeting", "other", "any"]
    one: Literal["yes", "no"]


class Outcome(NamedTuple):
    """A form that tells an outcome, where it stands, and the entry it belongs to."""

    start: int
    stop: int
    entry: OutcomeWords


@cache
def _forms() -> dict[str, tuple[OutcomeWords, ...]]:
    found: dict[str, tuple[OutcomeWords, ...]] = {}
    for row in load_list("en/outcomes.tsv", OutcomeWords):
        for form in row.words:
            found[form] = (*found.get(form, ()), row)
    return found


@cache
def one_words() -> dict[str, str]:
    """Single words that tell one and the same -> the entry they belong to: "begun", "started", "launched"."""
    rows = (row for row in load_list("en/outcomes.tsv", OutcomeWords) if row.one == "yes")
    found: dict[str, str] = {}
    for row in rows:
        for form in row.words:
            if " " not in form:
                found.setdefault(form, row.id)
    return found


# "Delivered 18,000 of the 40,000 tonnes": a figure of a figure.
FIGURE = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
FIGURE_OF_FIGURE = re.compile(rf"\b{FIGURE} (?:\w+ )?of (?:the|its) (?:\w+ )?{FIGURE}\b")


def kept_in_part(text: str, start: int, stop: int) -> bool:
    """Whether text[start:stop] says that only a part was done."""
    told = _lower(text)
    return bool(_pattern("part").search(told, start, stop) or FIGURE_OF_FIGURE.search(told, start, stop))


@lru_cache(maxsize=16)
def _lower(text: str) -> str:
    """The text in small letters, each where it was. Forms are found there six times as fast as with case ignored."""
    told = text.lower()
    return told if len(told) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@cache
def _pattern(sort: Literal["meeting", "part", "outcome"]) -> re.Pattern[str]:
    forms = (form for form, rows in _forms().items() if any(_sort(row) == sort for row in rows))
    written = (re.escape(form.lower()).replace(GAP, BETWEEN) for form in sorted(forms, key=len, reverse=True))
    return re.compile(r"\b(?:" + "|".join(written) + r")\b")


def _sort(row: OutcomeWords) -> str:
    return row.tells if row.tells in ("meeting", "part") else "outcome"


def outcomes_in(text: str, start: int, stop: int) -> list[Outcome]:
    """What is told as finished in text[start:stop], in its order."""
    found = []
    for match in _pattern("outcome").finditer(_lower(text), start, stop):
        before = text[max(start, match.start() - BEFORE) : match.start()]
        if not NOT_YET.search(before) and not NOBODY.search(before):
            rows = (row for row in _forms()[" ".join(match.group().split())] if _sort(row) == "outcome")
            found += [Outcome(match.start(), match.end(), row) for row in rows]
    return found


def is_meeting(act: str) -> bool:
    """Whether an act is a meeting: "visit Nairobi in May", "meet again"."""
    return _pattern("meeting").search(_lower(act)) is not None
