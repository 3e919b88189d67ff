"""What each line of a page is on the face of it, before its neighbours are asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from communique.articles.captions import is_caption
from communique.articles.datelines import Dateline, dateline_alone
from communique.articles.dates import Printed, dates_in, label_before, rest_of
from communique.articles.lines import SEPARATOR, Line
from communique.articles.words import agency_in, kind_of_line, pattern_of, plain, promo_in, words_meaning

Kind = Literal[
    "prose", "question", "heading", "bullet", "date", "byline", "dateline", "caption", "agency", "correction",
    "source", "bio", "reporting", "signoff", "promo", "shelf", "more", "furniture", "stop", "end", "separator", "menu", "stamp",
]  # fmt: skip

# A line without a full stop is a paragraph all the same from this many words on; the longest headlines have 25.
PARAGRAPH_WORDS = 30
# A line this long is a paragraph without further question; the longest captions and notes are half of it.
PARAGRAPH_LETTERS = 2500
# Sentences as short as this are paragraphs ("He declined."); two words with a full stop are as often a label.
SENTENCE_WORDS = 3
# Questions longer than this are paragraphs, not headings.
QUESTION_WORDS = 16
# From this many words on, a full stop inside a line shows running text, though its last word has none ("... Enditem").
RUNNING_WORDS = 12
_INNER_STOP = re.compile(r"[a-z]{3,}[.!?][”\"’']?\s+(?:[—–-]+\s*)?[A-Z“\"]")
_MENU = re.compile(r"\s+[|»›>·•/]\s+|\s*[|»›]\s*|\s{2,}|\t")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.\w|\+\d[\d ()-]{6,}")
_ADDRESS = re.compile(r"\b(?:street|road|avenue|lane|mawatha|boulevard|building|floor|p\.?\s?o\.?\s?box|suite)\b", re.I)
# A counter over the pictures of a gallery: "1 of 4", "2/12".
_COUNTER = re.compile(r"^[(\[]?(?:[Pp]age )?\d{1,3}\s*(?:of|/)\s*\d{1,3}[)\]]?$")
# Two words are a sentence if they open with one of these, a closed class: "He declined." "None came."
_PRONOUN = re.compile(r"^[“\"‘']?(?:I|We|You|He|She|It|They|Nobody|None|Neither|Both|Others)\b")
SPEAKER = re.compile(r"^(?P<label>[A-ZÀ-ÖØ-Þ][\w.'’&-]*(?: [A-ZÀ-ÖØ-Þ(][\w.'’)&-]*){0,5}|Q|A)\s*:\s+(?=\S)")
WORD_OF_NAME = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*|al-\w+|bin|bint|ibn|de|da|dos|van|von|der|el|la|y|e)"
_NAME = re.compile(rf"^{WORD_OF_NAME}(?: {WORD_OF_NAME}){{1,4}}$")
_AGENCY_LINE = re.compile(
    r"^(?:[a-z]{2,3}(?:/[a-z]{2,3})*\s)?[(\[](?P<name>[A-Z][\w.&'’ -]{1,40})[)\]]$|^[—–-]{1,2}\s?(?P<dash>[A-Z][\w.&'’ -]{1,30})$"
)


TEXT = ("prose", "bullet")
# What only stands after a story's last paragraph.
CLOSING = ("end", "source", "bio", "reporting", "signoff", "agency")
# What can be the headline of something.
TITLES = ("heading", "question")
# What tells of a story in the lines under its headline.
ABOUT = ("date", "byline", "dateline")


@dataclass(frozen=True)
class Mark:
    """A line with what it seems to be. `told` is what the kind is about: a promo's headline, a byline's name."""

    line: Line
    kind: Kind
    told: str | None = None
    summary: str | None = None  # of a promo: what it says of its story
    printed: Printed | None = None
    label: str | None = None  # of a date: "published" or "modified"
    dateline: Dateline | None = None

    @property
    def text(self) -> str:
        return self.line.text


def mark(line: Line) -> Mark:
    """The line's kind by its own words and shape."""
    text = line.text
    if len(text) > PARAGRAPH_LETTERS:
        return Mark(line, "prose")
    if SEPARATOR.match(text):
        return Mark(line, "separator")
    for ask in (_promoted, _furnished, _dated, _bylined, _credited):
        found = ask(line)
        if found:
            return found
    if line.is_bullet and line.words >= 2:
        return Mark(line, "bullet")
    if is_caption(text, before_body=False):
        return Mark(line, "caption")
    if is_menu(text):
        return Mark(line, "menu")
    return Mark(line, shape_of(line))


def shape_of(line: Line) -> Kind:
    """Prose, a question or a heading, by length and ending alone."""
    if SPEAKER.match(line.text) and (line.ends_sentence or line.words > PARAGRAPH_WORDS):
        return "prose"
    if line.text.rstrip("”\"’'").endswith("?") and line.words <= QUESTION_WORDS:
        return "question"
    if line.words >= PARAGRAPH_WORDS:
        return "prose"
    if line.words == 2 and line.ends_sentence and _PRONOUN.match(line.text) and not line.is_capitals:
        return "prose"
    if line.words >= RUNNING_WORDS and _INNER_STOP.search(line.text) and not line.is_capitals:
        return "prose"
    ends = line.ends_sentence or (line.text.endswith((":", ";", ",")) and line.words > SENTENCE_WORDS)
    return "prose" if ends and line.words >= SENTENCE_WORDS and not line.is_capitals else "heading"


def _promoted(line: Line) -> Mark | None:
    if line.words > PARAGRAPH_WORDS:
        return None
    told = promo_in(line.bare)
    if told and not _CONTACT.search(told):
        return Mark(line, "promo", told)
    return None


def _furnished(line: Line) -> Mark | None:
    if _COUNTER.match(line.text):
        return Mark(line, "furniture")
    kind = kind_of_line(line.bare)
    if kind is None and line.words in (2, 3) and plain(line.text).split()[-1] in words_meaning("desk"):
        return Mark(line, "end")
    if kind is None:
        return Mark(line, "end") if _CONTACT.search(line.text) and line.words <= 12 else None
    if kind == "end" and dates_in(line.text) and not rest_of(line.text):
        return _dated(line)  # "First published 3 May 2024, 11:05. Updated 4 May 2024" stands under a headline too
    if kind == "reporting" and line.words > 20 and line.text[0].isalpha():
        return None  # "According to reporting by ..." is a paragraph
    if kind in ("reporting", "source", "bio", "correction"):
        long = line.words > 80 or (kind == "source" and line.words > 45)
        return None if long else Mark(line, kind)
    if kind == "signoff":
        return Mark(line, kind)
    # Furniture is short. "More on this was expected on Monday, the minister said." is a paragraph.
    if line.words > 30 or (kind in ("shelf", "more") and (line.ends_sentence or line.words > 7)):
        return None
    if kind == "promo":
        return None
    return Mark(line, kind)


def _dated(line: Line) -> Mark | None:
    if line.words > 25:
        return None
    alone = dateline_alone(line.text)
    if alone:
        return Mark(line, "dateline", alone.agency, printed=alone.printed, dateline=alone)
    printed = dates_in(line.text)
    rest = rest_of(line.text)
    if not rest:
        first = printed[0] if printed else None
        label = label_before(line.text, first) if first else None
        if first is None and not pattern_of("published", "modified").search(plain(line.text)):
            return Mark(line, "stamp")  # a time of day alone, over an entry of a page written as things happen
        return Mark(line, "date", printed=first, label=label)
    if not printed or (line.ends_sentence and len(rest.split()) > 3):
        return None
    if all(one.year is None for one in printed) and len(rest.split()) > 2:
        return None
    if len(rest.split()) <= 8 and (len(rest.split()) <= 3 or re.search(r"[|,·•—–]| - |\b[Bb]y\b", line.text)):
        return Mark(line, "date", rest, printed=printed[0], label=label_before(line.text, printed[0]))
    return None


def _bylined(line: Line) -> Mark | None:
    if line.words > 16 or (line.ends_sentence and line.words > 8):
        return None
    opened = pattern_of("byline").match(plain(line.text))
    if opened:
        rest = line.text[opened.end() :].strip(" :|")
        named = rest[:1].isupper() and opened.group() != "from"  # "From Havana with love" is a headline
        if named or _unnamed(rest):
            return Mark(line, "byline", rest)
    if plain(line.text) in words_meaning("nobyline"):
        return Mark(line, "byline", line.text)
    return None


def _unnamed(rest: str) -> bool:
    return any(plain(rest).startswith(noun) for noun in words_meaning("nobyline"))


def _credited(line: Line) -> Mark | None:
    if line.words <= 6 and agency_in(line.text):
        return Mark(line, "agency", line.text)
    match = _AGENCY_LINE.match(line.text)
    if match:
        name = (match["name"] or match["dash"]).strip()
        if plain(name) in words_meaning("nobyline"):
            return Mark(line, "reporting")
        if plain(name) not in words_meaning("photo") or agency_in(name):
            return Mark(line, "agency", name)
    return None


def is_menu(text: str) -> bool:
    """Whether a line is a row of short labels: "Home | World | Sport", "HOME  NATIONAL  WORLD", "Opinion » Columns"."""
    if SPEAKER.match(text) and len(text.split()) > 8:
        return False
    parts = [part for part in _MENU.split(text) if part.strip()]
    if len(parts) < 2:
        return False
    short = all(len(part.split()) <= 4 for part in parts)
    return short and (len(parts) >= 3 or len(text.split()) <= 8)


def is_name(text: str) -> bool:
    """Whether a line could be nothing but a person's name."""
    return _NAME.match(text) is not None


def is_address(text: str) -> bool:
    return _ADDRESS.search(text) is not None and ("," in text or any(c.isdigit() for c in text))


def is_outlet(text: str) -> bool:
    """Whether a line looks like the name of a newspaper, an agency or an office, and no headline."""
    words = plain(text)
    parts = re.split(r"\s[|–—·-]\s|\s\s+", text)
    longest = 8 if text.startswith("The ") and " of " in text else 6  # "The Diplomatic Service of the European Union"
    named = pattern_of("outlet", "official", "statement").search(words)
    if len(words.split()) > 14 or not named:
        return False
    # Names are capitalised throughout; a headline in sentence case has small words that are not "of" and "the".
    known = {word for phrase in words_meaning("outlet", "official") for word in phrase.split()}
    allowed = known | {"of", "the", "and", "for", "in", "de"}
    small = [w for w in re.findall(r"[\w'’-]+", text) if w[0].islower() and w not in allowed]
    return not small and (len(words.split()) <= longest or len(parts) > 1 or ":" in text or line_of_office(text))


def line_of_office(text: str) -> bool:
    return pattern_of("official").match(plain(text)) is not None
