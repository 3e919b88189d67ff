"""Where one article ends and the next begins, and which of its lines are its body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.articles.captions import is_caption, is_credit_alone, opener_of
from communique.articles.datelines import Dateline, dateline_of
from communique.articles.dates import rest_of
from communique.articles.heads import heads_of
from communique.articles.marks import (
    ABOUT,
    CLOSING,
    SPEAKER,
    TEXT,
    TITLES,
    WORD_OF_NAME,
    Mark,
    is_name,
    is_outlet,
    shape_of,
)
from communique.articles.words import page_phrases, pattern_of, plain, words_meaning
from communique.model import Role, Teaser


@dataclass
class Draft:
    """An article in the making: its lines by the parts they play."""

    headline: Mark | None = None
    above: list[Mark] = field(default_factory=list)  # masthead, menus, sections
    about: list[Mark] = field(default_factory=list)  # dates, bylines, names, outlets under the headline
    blocks: list[tuple[Role, Mark]] = field(default_factory=list)
    below: list[Mark] = field(default_factory=list)  # all that follows the last paragraph
    teasers: list[Teaser] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Mark]:
        return [mark for role, mark in self.blocks if role == "paragraph"]

    @property
    def opens_with(self) -> Mark | None:
        """The line that may bring the dateline: the first paragraph, or a note in brackets over it."""
        above = next((one for role, one in self.blocks if role == "summary" and one.text.endswith(")")), None)
        found = dateline_of(above.text) if above else None
        noted = above is not None and found is not None and above.text[found.stop :].startswith("(")
        return above if noted else next(iter(self.paragraphs), None)

    @property
    def opening(self) -> Dateline | None:
        """The dateline that the first paragraph opens with, or the note over it that says what was put right ("ROME,
        3 May (AB) - (Corrects the sum)"). A label that the others open with too is a speaker's."""
        first = self.opens_with
        if first is None:
            return None
        said = SPEAKER.match(first.text)
        labels = [label["label"] for one in self.paragraphs if (label := SPEAKER.match(one.text))]
        return dateline_of(first.text) if said is None or labels.count(said["label"]) < 2 else None


def drafts_of(marks: Sequence[Mark]) -> list[Draft]:
    """Every article of a page, in order. A page without a paragraph has none."""
    marks = with_shelves_filled(with_teasers_marked(list(marks)))
    heads = heads_of(marks)
    drafts = []
    for position, head in enumerate(heads):
        stop = heads[position + 1].first if position + 1 < len(heads) else len(marks)
        drafts.append(drafted(marks[head.first : stop], head.at - head.first if head.at is not None else None))
    return joined([draft for draft in drafts if draft.blocks or draft.headline])


def joined(drafts: list[Draft]) -> list[Draft]:
    """Drafts without a paragraph are no articles: what they hold heads the first, or goes below the one before."""
    kept: list[Draft] = []
    waiting: list[Mark] = []
    for draft in drafts:
        held = [*draft.above, *([draft.headline] if draft.headline else []), *draft.about, *draft.below]
        if draft.paragraphs:
            draft.above = [*waiting, *draft.above]
            waiting = []
            kept.append(draft)
        elif kept:
            kept[-1].below += held
            kept[-1].teasers += draft.teasers
        else:
            waiting += held
    return without_appeal(kept)


def without_appeal(drafts: list[Draft]) -> list[Draft]:
    """A line without a headline above the page's first story asks for money or bids welcome; it is no story."""
    if len(drafts) < 2 or drafts[0].headline or not drafts[1].headline or len(drafts[0].paragraphs) > 1:
        return drafts
    first, second, *rest = drafts
    if first.paragraphs[0].line.words > APPEAL_WORDS or first.opening:
        return drafts
    second.above = [*first.above, *first.about, *first.paragraphs, *first.below, *second.above]
    return [second, *rest]


def with_teasers_marked(marks: list[Mark]) -> list[Mark]:
    """The items that end in "Read More": their title, picture text and summary become promos of other stories.

    They stand under a shelf ("Recent") or after another such item; one "Read more" with none before it is a shelf.
    """
    found = list(marks)
    links = closing_links(marks)
    shelf, last = -1, -1
    for at, one in enumerate(marks):
        if at not in links:
            shelf = at if one.kind == "shelf" else shelf
            continue
        begin = max(shelf, last) + 1 if max(shelf, last) >= 0 else max(0, at - 3)
        last = at
        found[at] = replace(marks[at], kind="more")
        item = range(_item_start(marks, begin, at), at)
        title = max((i for i in item if marks[i].kind in TITLES), default=None)
        if title is None:
            continue
        texts = [marks[i].text for i in range(title + 1, at) if marks[i].kind in TEXT]
        if len(texts) > SUMMARY_LINES:
            continue  # a story of its own, the link under it leads to the rest of it
        summary = texts[-1] if texts else None
        for i in item:
            found[i] = replace(marks[i], kind="furniture")
        found[title] = replace(marks[title], kind="promo", told=marks[title].text, summary=summary)
    return found


def with_shelves_filled(marks: list[Mark]) -> list[Mark]:
    """Bullets right under a shelf that are no sentences are the headlines on it, also in the middle of a story."""
    found = list(marks)
    shelved = False
    for at, one in enumerate(marks):
        shelved = one.kind == "shelf" or (shelved and one.kind == "bullet" and not one.line.ends_sentence)
        if shelved and one.kind == "bullet" and one.line.words >= 3:
            found[at] = replace(one, kind="promo", told=one.line.bare)
    return found


# An appeal above a page is a sentence or two; a story without a headline is longer, or opens with a dateline.
APPEAL_WORDS = 30
# What a promo says under its headline has at most so many lines.
SUMMARY_LINES = 2


def closing_links(marks: Sequence[Mark]) -> frozenset[int]:
    """The links below teasers ("Read More »"), told from a heading above several ("Read more") by arrow or number."""
    opened = tuple(page_phrases("more"))
    said = {at: plain(one.text) for at, one in enumerate(marks) if one.kind in ("more", "shelf")}
    links = {at: words for at, words in said.items() if words.startswith(opened)}
    times = Counter(links.values())
    return frozenset(at for at, words in links.items() if marks[at].text.rstrip()[-1] in "»›→>…" or times[words] > 1)


def _item_start(marks: Sequence[Mark], begin: int, at: int) -> int:
    """An item reaches back to the last one's end, but over no more than one summary and what stands above it."""
    first = at
    for i in range(at - 1, begin - 1, -1):
        if marks[i].kind not in (*TITLES, *TEXT, "caption", "date", "byline"):
            break
        first = i
    return first


def drafted(marks: Sequence[Mark], head: int | None) -> Draft:
    """One article's lines, told apart."""
    draft = Draft(headline=without_outlet(marks[head]) if head is not None else None)
    draft.above = list(marks[: head or 0])
    body = _preamble(draft, marks, head + 1 if head is not None else 0)
    _body(draft, marks, body)
    draft.headline = draft.headline or dated_title(draft)
    return draft


def dated_title(draft: Draft) -> Mark | None:
    """The title of an occasion that a page without another headline is dated by ("Press Briefing, 4 February 2026")."""
    for one in draft.about:
        rest = rest_of(one.text).strip(" ,|–—-()")
        if one.kind == "date" and len(rest.split()) >= 2 and pattern_of("occasion").search(plain(rest)):
            return one
    return None


_SUFFIX = re.compile(r"^(?P<headline>.{20,}?)\s+[|–—-]\s+(?P<outlet>[^|–—]{2,50})$")


_FIELD = re.compile(r"^(?:TITLE|Title|HEADLINE|Headline)\s*:\s+(?=\S)")


def without_outlet(headline: Mark) -> Mark:
    """A headline saved from a browser's title or a field, without the outlet's name behind it or "TITLE:" before it."""
    bare = _FIELD.sub("", headline.text)
    if bare != headline.text:
        headline = replace(headline, line=replace(headline.line, text=bare))
    found = _SUFFIX.match(headline.text)
    if found is None or not is_outlet(found["outlet"]):
        return headline
    return replace(headline, line=replace(headline.line, text=found["headline"]))


def _preamble(draft: Draft, marks: Sequence[Mark], at: int) -> int:
    """Take the lines between the headline and the first paragraph; return where that is."""
    if draft.headline is None:
        while at < len(marks) and marks[at].kind not in TEXT:
            draft.about.append(marks[at])
            at += 1
    while at < len(marks):
        one = marks[at]
        role = _preamble_role(draft, marks, at)
        if role == "paragraph":
            return at
        if role == "credit":
            _caption_above(draft, marks[at - 1])
        if role is not None:
            draft.blocks.append((role, one))
        elif one.kind not in ("separator", "furniture"):
            draft.about.append(one)
        at += 1
    return at


def _preamble_role(draft: Draft, marks: Sequence[Mark], at: int) -> Role | None:
    one = marks[at]
    if one.kind == "prose" and says_who_wrote(draft, marks, at):
        return None
    if one.kind in TEXT and in_digest(marks, at):
        return "summary"
    repeated = draft.headline is not None and plain(one.text) == plain(draft.headline.text)
    if repeated:
        return None
    if one.line.hint in ("caption", "summary"):
        return "caption" if one.line.hint == "caption" else "summary"
    more_text = any(later.kind == "prose" for later in marks[at + 1 :])
    if is_credit_alone(one.text) and len(one.text[opener_of(one.text) :].split()) <= CREDIT_WORDS:
        return "credit"
    if one.kind == "caption" or (
        one.kind in ("prose", "heading") and more_text and is_caption(one.text, before_body=True)
    ):
        return "caption"
    if is_credit_alone(one.text) and at > 0 and marks[at - 1] is not draft.headline:
        return "credit"
    if one.kind == "bullet":
        return "summary" if more_text else "paragraph"
    if one.kind == "prose":
        if more_text and is_deck(draft, marks, at):
            return "caption" if pattern_of("pose").search(plain(one.text)) else "summary"
        return "paragraph"
    if one.kind == "correction":
        return "note"
    if one.kind == "heading" and at > 0 and marks[at - 1].kind == "stamp":
        return "subheading"
    if one.kind == "heading" and is_standfirst(draft, one):
        return "summary"
    return None


def says_who_wrote(draft: Draft, marks: Sequence[Mark], at: int) -> bool:
    """Whether text above the story is its author's box: under "About the author", or the byline's name is its subject."""
    boxed = at > 0 and plain(marks[at - 1].text).startswith("about the author")
    names = [one.told for one in draft.about if one.kind == "byline" and one.told and is_name(one.told)]
    own = any(re.match(rf"{re.escape(name)},? (?:is|was) ", marks[at].text) for name in names)
    return (
        (boxed or own) and marks[at].line.words <= AUTHOR_NOTE_WORDS and any(m.kind == "prose" for m in marks[at + 1 :])
    )


def in_digest(marks: Sequence[Mark], at: int) -> bool:
    """Whether a line belongs to the list under "Summary" or "Key points", which ends where a gap, a byline or a date is."""
    first = at
    while first > 0 and marks[first].kind in TEXT and marks[first].line.words <= STANDFIRST_WORDS:
        first -= 1
    if plain(marks[first].text).strip(" :") not in words_meaning("digest"):
        return False
    last = at + 1
    while last < len(marks) and marks[last].kind in TEXT and marks[last].line.gap == 0:
        last += 1
    apart = all(one.line.gap == 0 for one in marks[first + 2 : at + 1])
    return apart and last < len(marks) and (marks[last].line.gap > 0 or marks[last].kind in ABOUT)


def _caption_above(draft: Draft, one: Mark) -> None:
    """The line over a credit that stands alone is the picture's caption, whatever it seemed before."""
    if draft.blocks and draft.blocks[-1][1] is one:
        draft.blocks[-1] = ("caption", one)
    elif draft.about and draft.about[-1] is one and one.kind == "heading":
        draft.blocks.append(("caption", draft.about.pop()))


# What follows "Photo:" is a name if it is no longer than this; captions are sentences.
CREDIT_WORDS = 3
# A standfirst under the headline is shorter than a paragraph of a report usually is.
STANDFIRST_WORDS = 45


def is_deck(draft: Draft, marks: Sequence[Mark], at: int) -> bool:
    """Whether text under the headline is a standfirst: dates, a byline or the headline again stand after it."""
    if marks[at].line.words > STANDFIRST_WORDS or dateline_of(marks[at].text) or marks[at].text.endswith(":"):
        return False
    for later in marks[at + 1 :]:
        if later.kind == "prose":
            return False
        repeated = draft.headline is not None and plain(later.text) == plain(draft.headline.text)
        if repeated or later.kind in ABOUT or later.kind == "bullet":
            return True
    return False


def is_standfirst(draft: Draft, one: Mark) -> bool:
    """A second heading of some length under the headline. Names, outlets and sections are shorter."""
    return draft.headline is not None and one.line.words >= 6 and not is_outlet(one.text) and not one.line.is_capitals


def _body(draft: Draft, marks: Sequence[Mark], at: int) -> None:
    """Take paragraphs and what stands between them, until the story ends."""
    pending: list[Mark] = []
    while at < len(marks):
        one = marks[at]
        if one.kind in TEXT:
            if pending and ends_before(draft, marks, pending, at):
                break
            _between(draft, pending)
            pending = []
            draft.blocks.append(("paragraph", one))
        else:
            pending.append(one)
        at += 1
    if not any(one.kind == "prose" for one in marks[at:]):
        pending = [*_author_notes(draft), *pending]
    draft.below += [*pending, *marks[at:]]


# "Jane Doe is our West Africa editor.": a full name, a calling, and nothing else of the person in the story.
_AUTHOR = re.compile(
    rf"^(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?(?P<name>{WORD_OF_NAME}(?: {WORD_OF_NAME}){{1,4}}),? (?:is|was|are)\b"
)
AUTHOR_NOTE_WORDS = 50


def _author_notes(draft: Draft) -> list[Mark]:
    """Take the last paragraphs off the body that only say who its author is."""
    notes: list[Mark] = []
    while len(draft.paragraphs) > 3:
        role, last = draft.blocks[-1]
        if role == "paragraph" and _is_author_note(draft, last):
            notes.insert(0, replace(last, kind="bio"))
        elif role == "subheading" and notes and is_name(last.text):
            notes.insert(0, replace(last, kind="byline"))
        else:
            break
        draft.blocks.pop()
    return notes


def _is_author_note(draft: Draft, one: Mark) -> bool:
    authors = [mark.told or mark.text for mark in draft.about if mark.kind in ("byline", "heading", "date")]
    if one.line.words <= AUTHOR_NOTE_WORDS and any(is_name(a) and one.line.bare.startswith(a) for a in authors):
        return True
    found = _AUTHOR.match(one.line.bare)
    if not found or one.line.words > AUTHOR_NOTE_WORDS or not pattern_of("calling").search(plain(one.text)):
        return False
    name: str = found["name"]
    if any(name in mark.text for mark in draft.about):
        return True
    surname = name.split()[-1]
    return sum(surname in mark.text for mark in draft.paragraphs) <= 2 and name[0] not in '“"'


def ends_before(draft: Draft, marks: Sequence[Mark], pending: Sequence[Mark], at: int) -> bool:
    """Whether the story was over before this text: what stands between is an end, or a shelf of other stories.

    A note ("First published by ...") at the head of a story is no end: more text follows it than went before.
    """
    if marks[at].line.hint == "trusted":
        return False
    before = len(draft.paragraphs)
    if any(one.kind in CLOSING for one in pending):
        rest = sum(marks[i].kind in TEXT for i in range(at, min(at + before + 1, len(marks))))
        return rest <= before or before >= 6
    if any(one.kind == "shelf" for one in pending):
        shelf = max(i for i, one in enumerate(pending) if one.kind == "shelf")
        titled = any(one.kind in TITLES for one in pending[shelf + 1 :])
        run = 0
        while at + run < len(marks) and marks[at + run].kind in TEXT:
            run += 1
        return titled and run < 2 and not taken_up(marks, pending, at)
    return False


def taken_up(marks: Sequence[Mark], pending: Sequence[Mark], at: int) -> bool:
    """Whether one paragraph after a shelf belongs to the story: set apart from the shelf, and no headline follows it."""
    apart = marks[at].line.gap > pending[-1].line.gap and marks[at].line.words >= TAKEN_UP_WORDS
    return apart and not (at + 1 < len(marks) and marks[at + 1].kind in (*TITLES, "more", "promo"))


# What tells of another story under its headline is shorter than most paragraphs.
TAKEN_UP_WORDS = 12
_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s")


def _between(draft: Draft, pending: Sequence[Mark]) -> None:
    """What stands between two paragraphs: sub-headings, captions and notes stay; links to other stories go."""
    shelf: Mark | None = None
    for one in pending:
        if one.kind == "shelf":
            shelf = one
        elif one.kind == "promo" and one.told and one.line.hint:
            draft.teasers.append(Teaser(one.told))  # set apart by markup; a dump's "Also read: X" is left out
        elif one.kind == "caption":
            draft.blocks.append(("caption", one))
        elif one.kind == "correction":
            draft.blocks.append(("note", one))
        elif _NUMBERED.match(one.text) and is_list(draft):
            draft.blocks.append(("paragraph", one))
        elif one.kind in TITLES or one.kind == "dateline":
            apart = one is pending[-1] and (len(pending) < 3 or one.line.gap > pending[-2].line.gap)
            under = shelf is not None and one.line.gap == 0 < shelf.line.gap  # right under it, both set off by a line
            if shelf is not None and (under or not apart):
                draft.teasers.append(Teaser(one.text))
            elif one.kind == "question" and _speaks(one):
                draft.blocks.append(("paragraph", one))
            else:
                draft.blocks.append(("subheading", one))
        elif one.kind in ("agency", "source"):
            draft.below.append(one)


def is_list(draft: Draft) -> bool:
    """Whether a list has been announced ("Those who came are:") or begun."""
    last = draft.paragraphs[-1].text if draft.paragraphs else ""
    return last.endswith(":") or _NUMBERED.match(last) is not None


def _speaks(one: Mark) -> bool:
    return SPEAKER.match(one.text) is not None or shape_of(one.line) == "prose"
