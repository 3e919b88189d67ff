"""The lines of a page, before anything is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

# Pages of news have up to a thousand lines, a year's digest ten thousand; longer ones are tables and lists.
MOST_LINES = 10_000
# The marks that open a bullet. A dash or a star counts only with a space after it: "-5 C" is no bullet.
BULLET = re.compile(r"^\s*(?:[•●▪◦‣►■♦◆]\s*|[∙·–—*-]\s+)(?=\S)")
SEPARATOR = re.compile(r"^[\s*=_~#.·•–—-]{3,}$")
# Words end a sentence with these, perhaps inside a closing quote or bracket, perhaps with a note in brackets after.
SENTENCE_END = re.compile(r"[.!?…。！？؟।][”\"’'»)\]]*\s*(?:[(\[][^()\[\]]{1,60}[)\]])?$")
# Letters of scripts that part no words with spaces: two of them make about one word.
# "6 March 2024, 5:12 p.m.": the stop is that of the clock, and a line that ends in day and clock is no sentence.
STAMP_END = re.compile(r"\d{4},?(?: at| \||,)? \d{1,2}[:.]\d\d ?[ap]\.m\.$", re.IGNORECASE)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
# What follows a sentence's end on its line, quotation marks and a note in brackets, is no longer than this.
LAST_LETTERS = 120
TIME_OF_DAY = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"


@dataclass(frozen=True)
class Line:
    """A line of a dump, or a block of an HTML page: what it says and how it stands.

    `number` counts from 1 in the page as it came. `gap` is how many empty lines stand before it. `hint` is the part
    that markup gives it, where there is markup; `links` are the texts of the links in it.
    """

    text: str
    number: int
    gap: int = 0
    hint: str | None = None
    links: tuple[str, ...] = field(default=())

    @cached_property
    def words(self) -> int:
        return len(self.text.split()) + len(_UNSPACED.findall(self.text)) // 2

    @cached_property
    def ends_sentence(self) -> bool:
        end = self.text[-LAST_LETTERS:]
        return SENTENCE_END.search(end) is not None and STAMP_END.search(end) is None

    @property
    def is_bullet(self) -> bool:
        return self.hint == "item" or BULLET.match(self.text) is not None

    @property
    def bare(self) -> str:
        """The line without its bullet."""
        return BULLET.sub("", self.text).strip()

    @property
    def place(self) -> str:
        """Where it stands, for a person: "line 5" of a dump, "block 5" of an HTML page."""
        return f"{'block' if self.hint else 'line'} {self.number}"

    @property
    def is_capitals(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def lines_of(text: str) -> list[Line]:
    """The lines that are not empty, outer spaces of any kind aside, with hard-wrapped paragraphs joined."""
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text), start=1):
        stripped = raw.strip().strip("\ufeff\u200b").strip()
        if not stripped:
            gap += 1
            continue
        lines.append(Line(stripped, number, gap))
        gap = 0
    return list(unwrapped(lines)) if is_wrapped(lines) else lines


# A page is taken for hard-wrapped when at least this many lines run on into the next...
WRAPPED_AT_LEAST = 5
# ...and most lines do that could. Headlines over headlines with no full stop begin with a capital and do not count.
WRAPPED_SHARE = 0.5
# Wrapping is at 60 to 100 columns; longer lines are whole paragraphs.
WRAPPED_WIDTH = 120


def runs_on(line: Line, after: Line) -> bool:
    """Whether a line breaks off in mid-sentence and the next one takes it up."""
    return (
        after.gap == 0
        and 40 <= len(line.text) <= WRAPPED_WIDTH
        and not line.text.endswith((".", "!", "?", ":", "”", '"', "»"))
        and not after.is_bullet
        and (after.text[0].islower() or line.text.endswith((",", "-", " the", " of", " and", " in", " to", " a")))
    )


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the page was wrapped at a fixed width, so that its lines are not its paragraphs."""
    if not lines or sum(len(line.text) > WRAPPED_WIDTH for line in lines) > 0.05 * len(lines):
        return False
    close = [pair for pair in pairwise(lines) if pair[1].gap == 0 and len(pair[0].text) >= 40]
    joins = sum(runs_on(*pair) for pair in close)
    return joins >= WRAPPED_AT_LEAST and joins >= WRAPPED_SHARE * len(close)


def unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """Paragraphs joined again: within a group of lines without an empty one, a full line is followed by its rest."""
    current: Line | None = None
    last = ""
    for line in lines:
        if current is not None and line.gap == 0 and not line.is_bullet and len(last) >= 40:
            current = Line(f"{current.text} {line.text}", current.number, current.gap)
        else:
            if current is not None:
                yield current
            current = line
        last = line.text
    if current is not None:
        yield current
