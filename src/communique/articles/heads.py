"""The headline of each article on a page: where one article begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from communique.articles.datelines import dateline_of
from communique.articles.marks import ABOUT, CLOSING, SPEAKER, TEXT, TITLES, Mark, is_address, is_name, is_outlet
from communique.articles.words import plain


@dataclass(frozen=True)
class Head:
    """A headline's place among the marks, and where what stands above it begins."""

    first: int
    at: int | None


@dataclass(frozen=True)
class Layout:
    """What must be known of a whole page to judge one of its lines."""

    marks: Sequence[Mark]
    seen: Counter[str]  # how often each line stands on the page
    labels: Counter[str]  # how often each speaker's label opens a paragraph
    gap: int  # how many empty lines usually stand before a paragraph


def heads_of(marks: Sequence[Mark]) -> list[Head]:
    """The headline of each article."""
    page = layout_of(marks)
    heads: list[Head] = []
    for first, stop in clusters(marks):
        at = headline_in(page, first, stop)
        if not heads:
            heads.append(Head(0, at))
        elif at is not None and opens_article(page, first, at, stop):
            heads.append(Head(masthead_start(marks, first, at), at))
    return under_a_page_title(marks, heads)


def under_a_page_title(marks: Sequence[Mark], heads: list[Head]) -> list[Head]:
    """Where a page of several articles has a title of its own, the first article is headed like the others."""
    ranks = {marks[head.at].line.hint for head in heads[1:] if head.at is not None}
    first = heads[0].at if heads else None
    if first is None or ranks != {"heading"} or marks[first].line.hint != "h1":
        return heads
    for at in range(first + 1, len(marks)):
        if marks[at].kind in TEXT:
            break
        if marks[at].line.hint == "heading" and marks[at].kind in TITLES:
            return [Head(0, at), *heads[1:]]
    return heads


def layout_of(marks: Sequence[Mark]) -> Layout:
    gaps = sorted(one.line.gap for one in marks if one.kind == "prose")
    labels = Counter(said["label"] for one in marks if (said := SPEAKER.match(one.text)))
    seen = Counter(plain(one.text) for one in marks if one.kind in TITLES)
    return Layout(marks, seen, labels, gaps[len(gaps) // 2] if gaps else 1)


def clusters(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Runs of lines that are not running text, each up to the text that follows it; the first starts the page."""
    found: list[tuple[int, int]] = []
    first = 0
    for at, one in enumerate(marks):
        if one.kind in TEXT:
            if at > first or not found:
                found.append((first, at))
            first = at + 1
    return found


def headline_in(page: Layout, first: int, stop: int) -> int | None:
    """Which line of a cluster is the headline: the one that reads most like one, the first of equals."""
    marks = page.marks
    shelved = max((i for i in range(first, stop) if marks[i].kind == "shelf"), default=first - 1)
    stop = _before_stamps(marks, first, stop)
    best: tuple[float, int] | None = None
    for at in range(shelved + 1, stop):
        if marks[at].kind not in TITLES:
            continue
        score = headline_score(marks[at], page.seen[plain(marks[at].text)])
        if best is None or score > best[0]:
            best = (score, at)
    if best is None and first == 0:
        named = (i for i in range(shelved + 1, stop) if marks[i].kind == "promo")  # "In pictures: A visit to Juba"
        return next(named, _sentence_headline(marks, stop))
    return best[1] if best else None


def _before_stamps(marks: Sequence[Mark], first: int, stop: int) -> int:
    """On a page written as things happen, what stands under a time of day heads an entry, not the page."""
    stamp = next((i for i in range(first, stop) if marks[i].kind == "stamp"), stop)
    return stamp if any(marks[i].kind in TITLES for i in range(first, stamp)) else stop


def _sentence_headline(marks: Sequence[Mark], stop: int) -> int | None:
    """A page's first line that ends in a full stop is its headline if it is short, stands apart and text follows."""
    one = marks[stop] if stop < len(marks) else None
    if one is None or one.kind != "prose" or one.line.words > 18 or stop + 1 >= len(marks):
        return None
    after = marks[stop + 1]
    apart = after.kind in ABOUT or (after.line.gap > 0 and after.line.words > 2 * one.line.words)
    return stop if apart and dateline_of(one.text) is None else None


def headline_score(one: Mark, times_seen: int) -> float:
    """How much a line reads like a headline. Outlets, sections and names of people stand beside headlines."""
    words = one.line.words
    score = 2.0 if 5 <= words <= 22 else 0.0
    if one.line.hint == "h1" and not is_outlet(one.text):  # the site's name may be a heading too
        score += 8
    # A scraper repeats the headline; but a ministry signs with what heads its paper, and sections come back as tags.
    score += 3 if times_seen > 1 and words >= 3 and not is_outlet(one.text) else 0
    score -= 3 if is_outlet(one.text) else 0
    score -= 2 if is_name(one.text) and words <= 5 else 0
    score -= 2 if is_address(one.text) else 0
    small = sum(word[0].islower() for word in one.text.split())
    score += 1 if small and words >= 4 else 0
    score -= 1 if one.line.is_capitals and words <= 4 else 0
    return score


# A cluster opens an article from this many points on. A sub-heading before a paragraph has at most 1; a headline with
# a date, a byline or a dateline under it has 3 or more.
OPENS_AT = 3


def opens_article(page: Layout, first: int, at: int, stop: int) -> bool:
    """Whether a heading in the middle of a page is the headline of another article, and no sub-heading or promo."""
    marks = page.marks
    head, before, after = marks[at], marks[first:at], marks[at + 1 : stop]
    score = 0
    if any(one.kind in ABOUT for one in after) or any(_names_author(one, after) for one in after):
        score += 3
    if any(plain(one.text) == plain(head.text) for one in (*before, *after)):
        score += 3
    text = next((one for one in islice(marks, stop, None) if one.kind == "prose"), None)
    if text is not None and opens_with_dateline(page, text):
        score += 4
    if any(one.kind == "separator" for one in before) or head.line.gap > max(1, page.gap):
        score += 2
    score += 1 if head.line.gap > page.gap == 0 else 0
    score -= 2 if head.kind == "question" else 0
    if any(one.kind in (*CLOSING, "stop") for one in before):
        score += 2
    score += 1 if marks[stop].kind == "bullet" else 0
    score += 1 if any(one.kind == "caption" for one in after) else 0
    score += 1 if head.line.words >= 6 and not head.line.is_capitals else 0
    score -= 2 if head.line.words <= 3 or (head.line.is_capitals and head.line.words <= 5) else 0
    score -= 4 if any(one.kind == "shelf" for one in before) else 0
    score += 8 if head.line.hint == "h1" and not is_outlet(head.text) else 0
    return score >= OPENS_AT


def _names_author(one: Mark, after: Sequence[Mark]) -> bool:
    return one.kind == "heading" and is_name(one.text) and len(after) > 1


def opens_with_dateline(page: Layout, one: Mark) -> bool:
    """Whether a paragraph opens with a dateline; a label that others open with too ("SR: ...") is a speaker's."""
    said = SPEAKER.match(one.text)
    if said is not None and page.labels[said["label"]] > 1:
        return False
    found = dateline_of(one.text)
    return found is not None and found.stop < len(one.text)


def masthead_start(marks: Sequence[Mark], first: int, at: int) -> int:
    """Where the lines above a later headline begin to belong to it: outlet, section, rubric; not the last one's end."""
    begin = at
    for i in range(at - 1, first - 1, -1):
        if marks[i].kind not in ("heading", "menu", "date") or any(m.kind == "shelf" for m in marks[first:i]):
            break
        begin = i
    return begin
