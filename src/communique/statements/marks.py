"""Quotation marks: where words are quoted, whatever marks the page uses and however badly they are balanced.

Marks are paired within a line. A mark that finds no partner reaches the end of its line at most, so that one wrong mark
never swallows a page; where the next line begins with an opening mark again, the quotation goes on there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from communique.model import Span

OPENING = "“„«‟‹"
CLOSING = "”»›"
# An unbalanced mark that stands within a sentence quotes no further than that sentence.
SENTENCE_END = re.compile(r"[.?!](?=\s+[A-ZÀ-Þ“\"‘']|\s*$)")
# A closing single mark is hard to tell from an apostrophe; one this far off was no partner of the opening one.
SINGLE_REACH = 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. `start:stop` includes the marks, `inner` does not; `depth` is 1 for a quotation in a quotation.

    `goes_on` where no closing mark came before the line's end and the next line takes the quotation up.
    """

    start: int
    stop: int
    inner: Span
    depth: int = 0
    closed: bool = True
    goes_on: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.stop)


def find_quotations(text: str, lines: Iterable[Span]) -> list[Quotation]:
    """The quotations of these lines in reading order, an outer one before those inside it."""
    found: list[Quotation] = []
    spans = list(lines)
    for here, after in zip_longest(spans, spans[1:]):
        taken_up = after is not None and _is_mark(text[after.start])
        found += _in_line(text, here, taken_up)
    return sorted(found, key=lambda q: (q.start, -q.stop))


def _is_mark(char: str) -> bool:
    return char in OPENING or char in "\"‘'”`"


@dataclass(slots=True)
class _Open:
    start: int
    width: int
    single: bool


def _in_line(text: str, line: Span, taken_up: bool) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[_Open] = []
    at = line.start
    while at < line.stop:
        width = 2 if text[at : at + 2] in ("''", "``", "’’", "‘‘") and at + 2 <= line.stop else 1
        char = '"' if width == 2 else text[at]
        if char in "‘'’":
            _single(text, line, at, stack, found)
        elif char == '"' or char in OPENING or char in CLOSING:
            _double(text, line, at, width, char, stack, found)
        at += width
    for mark in stack:
        if not mark.single:
            found.append(_unclosed(text, line, mark, taken_up))
    return found


def _double(text: str, line: Span, at: int, width: int, char: str, stack: list[_Open], found: list[Quotation]) -> None:
    opens = _opens(text, line, at, width, char, bool(stack))
    outer = next((mark for mark in stack if not mark.single), None)
    if opens and outer is not None and both_close(text, line, at + width):
        stack.append(_Open(at, width, False))
        return
    if opens and outer is not None:  # two opening marks: the first was never closed
        stack.remove(outer)
        found.append(_unclosed(text, Span(line.start, at), outer, False))
    if opens:
        stack.append(_Open(at, width, False))
    elif outer is not None:
        outer = next(mark for mark in reversed(stack) if not mark.single)
        while stack.pop() is not outer:
            pass
        depth = 1 if stack else 0
        found.append(Quotation(outer.start, at + width, Span(outer.start + outer.width, at), depth))


def both_close(text: str, line: Span, start: int) -> bool:
    """ "“... what he calls “hell” ...”": two closing marks follow in the line before any other opens."""
    closed = 0
    for char in text[start : line.stop]:
        if char in OPENING:
            return False
        closed += char in CLOSING
        if closed == 2:
            return True
    return False


def _opens(text: str, line: Span, at: int, width: int, char: str, inside: bool) -> bool:
    """Whether a double mark opens: by its shape where that agrees with what stands around it, else by its surroundings."""
    before = text[at - 1] if at > line.start else " "
    after = text[at + width] if at + width < line.stop else " "
    free_left = before.isspace() or before in "([{—–-/‘'“\u2009" or before == "\u200b"
    free_right = after.isspace() or after in ")]},.;:?!—–"
    if char in OPENING:
        return not (inside and not free_left and free_right)
    if char in CLOSING:
        return not inside and free_left and not free_right
    return free_left and not after.isspace() if free_left != free_right else not inside


def _single(text: str, line: Span, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.stop else " "
    if stack and stack[-1].single:
        if at == stack[-1].width:
            mark = stack.pop()
            depth = 1 if stack else 0
            found.append(Quotation(mark.start, at + 1, Span(mark.start + 1, at), depth))
        return
    if text[at] == "’" or not (before.isspace() or before in '([—–-“"') or not (after.isalpha() or after in '“"…'):
        return
    end = _single_end(text, line, at + 1)
    if end is not None:
        stack.append(_Open(at, end, True))  # `width` holds where the partner stands


def _single_end(text: str, line: Span, start: int) -> int | None:
    """The partner of a single opening mark: the first closing one that no plural possessive explains."""
    spare: int | None = None
    for at in range(start, min(line.stop, start + SINGLE_REACH)):
        if text[at] not in "’'":
            continue
        after = text[at + 1] if at + 1 < line.stop else " "
        if after.isalnum() or text[at - 1].isspace():
            continue
        if text[at - 1] in ".,?!…" or after in '.,;:?!”")' or not after.isspace() or text[at - 1] != "s":
            return at
        spare = spare if spare is not None else at
    return spare


def _unclosed(text: str, line: Span, mark: _Open, taken_up: bool) -> Quotation:
    begin = mark.start + mark.width
    stop = line.stop
    leads = not text[line.start : mark.start].strip() or text[: mark.start].rstrip().endswith(":")
    if not taken_up and not leads:
        ends = SENTENCE_END.search(text, begin, line.stop)
        stop = ends.end() if ends else line.stop
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    return Quotation(mark.start, max(stop, begin), Span(begin, max(stop, begin)), 0, closed=False, goes_on=taken_up)


def fitted(part: Span, quotations: Sequence[Quotation]) -> Span:
    """The span widened so that it cuts through no quotation."""
    start, stop = part.start, part.stop
    for q in quotations:
        if q.depth == 0 and q.start < stop and start < q.stop and not (q.start <= start and stop <= q.stop):
            start = min(start, q.start) if q.start < start < q.inner.stop else start
            stop = max(stop, q.stop) if q.inner.start < stop else stop
    return Span(start, max(start, stop))


def unmarked(part: Span, quotations: Sequence[Quotation]) -> Span:
    """The span without quotation marks that enclose the whole of it."""
    for q in quotations:
        if q.start <= part.start <= q.inner.start and q.inner.stop <= part.stop <= q.stop:
            return q.inner
    return part


def covered(text: str, spans: Iterable[Span]) -> bytearray:
    """For each character of the text 1 where one of the spans holds it."""
    mask = bytearray(len(text) + 1)
    for part in spans:
        mask[part.start : part.stop] = b"\1" * (part.stop - part.start)
    return mask
