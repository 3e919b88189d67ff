"""Words that tell on the sidelines of what a meeting was held, what it was about and what was signed: `en/meetings.tsv`."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from communique.lexicon.reader import load_list

Part = Literal["sidelines", "agenda", "same", "stop", "sign", "document", "none", "teller", "topic"]
# What ends what is meant, whatever the words: a stop, a bracket, a dash, a quotation mark, a line.
ENDS = r"[.;:!?()\[\]\n\"“”]|\s[–—-]{1,2}\s|$"
# Between "signed" and the document stand a few words: "signed, in the presence of both presidents, a memorandum".
NEAR = 70
# Longer than this it is a sentence and no name of a document or a topic.
LONGEST = 160


class MeetingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Forms that tell the same; the fields are explained in the file."""

    id: str
    words: tuple[str, ...]
    part: Part


@cache
def _forms(part: Part) -> str:
    """The forms of a part as alternatives of a pattern, the longest first."""
    forms = {form for row in load_list("en/meetings.tsv", MeetingWords) if row.part == part for form in row.words}
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda f: (-len(f), f)))


@cache
def _meant(part: Part) -> re.Pattern[str]:
    days = "|".join([*day_name, *filter(None, month_name)])
    when = rf"(?:on|in|last|this|next|late|early)\s+(?:(?:last|this|next|late|early)\s+)?(?:\d{{1,2}}\s+)?(?:{days}|week|month|year|\d)"
    # A conference is named before the first comma ("on the sidelines of the summit, the two ministers met"), topics after it too.
    ends = rf"{ENDS}|," if part == "sidelines" else ENDS
    stop = rf"{ends}|,?\s+(?:{_forms('stop')}|{_forms('teller')})\b|,?\s+(?:{when})\b|,?\s+(?:today|yesterday|tomorrow|{'|'.join(day_name)})\b"
    return re.compile(rf"\b(?:{_forms(part)})\s+(?P<what>\S.*?)(?={stop})", re.IGNORECASE | re.DOTALL)


@cache
def _documents() -> re.Pattern[str]:
    days = "|".join(day_name)
    stop = rf"{ENDS}|,|\s+(?:{_forms('stop')}|{days})\b|\s+(?:in|on|last)\s+(?:{days}|[A-Z0-9])"
    named = rf"(?P<what>(?:(?:a|an|the|two|three|four|five|several|their|its|new)\s+)?(?:[\w'’-]+\s+){{0,4}}?(?:{_forms('document')})\b(?-i:.*?))"
    return re.compile(rf"\b(?i:{_forms('sign')})\b[^.;\n]{{0,{NEAR}}}?\s(?i:{named})(?={stop})", re.DOTALL)


@cache
def _same() -> re.Pattern[str]:
    return re.compile(rf"(?:{_forms('same')})\b", re.IGNORECASE)


@cache
def _none() -> re.Pattern[str]:
    days = "|".join([*day_name, *filter(None, month_name)])
    return re.compile(rf"(?:{_forms('none')}|{days}|\d{{1,2}}\s+(?:{days}))\b|\d+\s", re.IGNORECASE)


@cache
def _teller() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_forms('teller')})\b", re.IGNORECASE)


def speaks_on(sentence: str) -> bool:
    """Whether a sentence after that of a meeting speaks of the same meeting: "The two also discussed"."""
    return _same().match(sentence) is not None


def sidelines_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where it stands on the sidelines of what a meeting was held."""
    return _found(_meant("sidelines"), sentence)


def agenda_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where it stands what was, is or will be talked about."""
    return _found(_meant("agenda"), sentence)


def topic_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where it stands, in the sentence of a meeting, what it was about."""
    return _found(_meant("topic"), sentence)


def documents_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where it stands what was signed, adopted or issued."""
    return _found(_documents(), sentence)


def _found(pattern: re.Pattern[str], sentence: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(sentence):
        start = match.start("what")
        what = match["what"].rstrip(" ,")
        if "," in what and _teller().match(sentence, match.end()):
            what = what.rpartition(",")[0]
        if len(what) <= LONGEST and any(c.isalpha() for c in what) and not _none().match(what):
            yield start, start + len(what)
