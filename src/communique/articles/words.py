"""The lexicon of page lines, ready to ask: what kind of line is this, which agency is meant, what does a word tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from communique.lexicon import load_list

LineKind = Literal[
    "furniture", "stop", "end", "promo", "shelf", "more", "reporting", "bio", "source", "correction", "signoff"
]
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\u202f": " "})
# Between a promo's lead and its headline: "Also read: X", "READ ALSO X" in its own element, "Next story » X".
AFTER_LEAD = re.compile(r"\s*[:»›>|•→-]+\s*")
COUNT = re.compile(r"\s*(?:\(\d+\)|\d+)\s*$")


class PageLine(msgspec.Struct, frozen=True):
    """A row of `page_lines.tsv`."""

    phrase: str
    where: Literal["whole", "starts", "ends", "holds", "leads"]
    kind: LineKind


class PageWord(msgspec.Struct, frozen=True):
    """A row of `page_words.tsv`."""

    words: str
    means: str


class Agency(msgspec.Struct, frozen=True):
    """A row of `agencies.tsv`."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


def plain(text: str) -> str:
    """Lower case with straight quotes and dashes, for comparing with the lexicon."""
    return " ".join(text.translate(QUOTES).casefold().split())


@cache
def page_lines(where: str) -> dict[str, LineKind]:
    return {row.phrase: row.kind for row in load_list("en/page_lines.tsv", PageLine) if row.where == where}


@cache
def page_phrases(kind: LineKind) -> frozenset[str]:
    return frozenset(row.phrase for row in load_list("en/page_lines.tsv", PageLine) if row.kind == kind)


@cache
def words_meaning(*means: str) -> frozenset[str]:
    return frozenset(row.words for row in load_list("en/page_words.tsv", PageWord) if row.means in means)


@cache
def pattern_of(*means: str) -> re.Pattern[str]:
    """Any of the words that mean this, as whole words of a plain line."""
    words = sorted(words_meaning(*means), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@cache
def _any_of(where: str) -> re.Pattern[str]:
    phrases = sorted(page_lines(where), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


def kind_of_line(text: str) -> LineKind | None:
    """What kind of page line the words give away; None for most lines. Leads are asked for with `promo_in`."""
    line = plain(text).lstrip("-= ")
    whole = page_lines("whole")
    for form in (line, line.rstrip(" :.>»›→"), COUNT.sub("", line), line.strip("()[] ")):
        if form in whole:
            return whole[form]
    start = _any_of("starts").match(line)
    if start and not line[start.end() : start.end() + 1].isalpha():
        return page_lines("starts")[start.group()]
    for phrase, kind in page_lines("ends").items():
        if line.endswith(phrase):
            return kind
    held = _any_of("holds").search(line)
    return page_lines("holds")[held.group()] if held else None


def promo_in(text: str) -> str | None:
    """The headline that a promo leads into ("Also read: X" gives "X"); None where the line is no promo."""
    line = text.translate(QUOTES).casefold()
    for lead in sorted(page_lines("leads"), key=len, reverse=True):
        if line.startswith(lead):
            joint = AFTER_LEAD.match(text, len(lead))
            if joint and text[joint.end() :].strip():
                return text[joint.end() :].strip()
    return None


@cache
def agency_names() -> dict[str, str]:
    """Every form of every agency's name, plain, to the name kept."""
    rows = load_list("en/agencies.tsv", Agency)
    return {plain(form): row.name for row in rows for form in (row.name, *row.aliases)}


def agency_in(credit: str) -> str | None:
    """The known agency that a credit names, or None."""
    return agency_names().get(plain(credit).strip(" .()[]/"))
