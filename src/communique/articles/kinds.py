"""What kind of text an article is: a report, an opinion, an official statement, an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from communique.articles.marks import SPEAKER, Mark
from communique.articles.segments import Draft
from communique.articles.words import pattern_of, plain, words_meaning
from communique.model import ArticleKind

_QUOTED = re.compile(r"[“\"«][^”\"»]{0,2000}[”\"»]|‘[^’]{12,2000}’")
# The writer's own person outside quotation marks.
_I = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|my|me|myself)\b")
_PARTS = re.compile(r"\s*[|»›>·:]\s*|\s+[–—-]\s+|\s{2,}|\t")
_SAID = re.compile(r"\b(?:said|told|says)\b|[“\"]")
# An interview has at least this many answers under a speaker's label.
ANSWERS = 2


def kind_of(draft: Draft, publisher: str | None, sections: Sequence[str] = ()) -> ArticleKind:
    """Judge by label and section, then by form; a plain report where nothing says otherwise.

    `sections` are those that the page names for machines.
    """
    labels = [*labels_of(draft), *(plain(section) for section in sections)]
    if is_interview(draft, labels):
        return "interview"
    if is_opinion(draft, labels):
        return "opinion"
    if is_statement(draft, publisher):
        return "statement"
    return "report"


def labels_of(draft: Draft) -> list[str]:
    """The sections and rubrics that an article stands under, plain. A menu of many sections is none."""
    labels: list[str] = []
    sections = words_meaning("section")
    for one in (*draft.above, *draft.about):
        if one.kind not in ("heading", "menu", "date", "byline"):
            continue
        parts = [plain(part) for part in _PARTS.split(one.text) if part.strip()]
        if len(parts) <= 4 and sum(part in sections for part in parts) < 2:
            labels += parts
    if sum(label in sections for label in labels) >= 2:
        labels = [
            label for label in labels if label not in words_meaning("opinion", "interview")
        ]  # a menu, line by line
    headline = draft.headline.text if draft.headline else ""
    if re.search(r"[:|]", headline):
        labels.append(plain(re.split(r"\s*[:|]", headline)[0]))
    return labels


def is_interview(draft: Draft, rubrics: Sequence[str]) -> bool:
    """Questions and answers under labels, or a rubric that says so over text that asks and answers."""
    labels = Counter(label["label"] for one in draft.paragraphs if (label := SPEAKER.match(one.text)))
    turns = [n for name, n in labels.items() if n >= ANSWERS]
    if is_conference(draft, labels):
        return True
    asked = sum("?" in one.text[-3:] for one in draft.paragraphs)
    asked += sum(role == "subheading" and one.text.rstrip().endswith("?") for role, one in draft.blocks)
    if sum(turns) >= max(4, 0.4 * len(draft.paragraphs)) and (len(turns) >= 2 or asked >= 2):
        return True
    intro = " ".join(plain(one.text) for one in draft.paragraphs[:2])
    if asked >= 3 and pattern_of("spoke").search(intro) and not any(r in words_meaning("report") for r in rubrics):
        return True
    called = any(label in words_meaning("interview") for label in rubrics)
    return called and (asked >= 2 or sum(turns) >= 3 or first_person(draft.paragraphs) >= 0.5)


def is_conference(draft: Draft, labels: Counter[str]) -> bool:
    """One label that answers at least twice, and several that ask once or more: a news conference taken down."""
    voice, answers = max(labels.items(), key=lambda pair: pair[1], default=("", 0))
    asking = [one.text for one in draft.paragraphs if (label := SPEAKER.match(one.text)) and label["label"] != voice]
    return answers >= ANSWERS and sum("?" in text for text in asking) >= max(2, 0.5 * len(asking))


def first_person(paragraphs: Sequence[Mark]) -> float:
    """The share of paragraphs in which the writer says "I" outside quotation marks."""
    own = [_I.search(_QUOTED.sub(" ", one.text)) is not None for one in paragraphs]
    return sum(own) / len(own) if own else 0.0


def is_opinion(draft: Draft, labels: Sequence[str]) -> bool:
    """A section or rubric, an author's note about views, the writer's "I": two of the three, or the section alone."""
    score = 2 if any(label in words_meaning("opinion") for label in labels) else 0
    noted = " ".join(plain(one.text) for one in (*draft.below, *draft.about) if one.kind == "bio")
    score += 1 if re.search(r"\b(?:views|opinions)\b", noted) else 0
    share = first_person(draft.paragraphs)
    score += 2 if share >= 0.3 else 1 if share >= 0.12 else 0
    score -= 2 if any(label in words_meaning("report") for label in labels) else 0
    return score >= 2


def is_statement(draft: Draft, publisher: str | None) -> bool:
    """A text by an office itself: its masthead or its signature, its form of headline, numbered paragraphs."""
    labels = " | ".join(labels_of(draft))
    signed = any(one.kind == "signoff" and plain(one.text).startswith(("issued", "done")) for one in draft.below)
    called = [plain(title) for title in titles_in(draft.headline.text if draft.headline else "")]
    forms = [re.compile(rf"(?:the )?{re.escape(words)}\b") for words in words_meaning("statement")]
    titled = any(form.match(title) for title in called for form in forms)
    house = publisher is not None and pattern_of("official").search(plain(publisher)) is not None
    labelled = any(words in labels for words in words_meaning("statement"))
    numbered = sum(re.match(r"\d{1,2}[.)]\s", one.text) is not None for one in draft.paragraphs) >= 3
    official = any(pattern_of("official").match(label) for label in labels_of(draft))
    return (
        signed
        or in_office_style(draft)
        or house
        or labelled
        or official
        or (titled and (numbered or not _quotes(draft)))
        or (numbered and titled)
    )


def in_office_style(draft: Draft) -> bool:
    """Official prose writes "The two Ministers", "the Sides" with a capital, and quotes nobody as reporters do."""
    text = "\n".join(one.text for one in draft.paragraphs)
    return _joint_titles().search(text) is not None and not _SAID.search(text)


@cache
def _joint_titles() -> re.Pattern[str]:
    titles = "|".join(sorted(word.capitalize() for word in words_meaning("joint title")))
    return re.compile(rf"\b(?:[Tt]he|[Bb]oth)(?: [Tt]wo| [Tt]hree)? (?:{titles})\b")


def titles_in(headline: str) -> list[str]:
    """A headline, and what of it is a title of its own: behind a country ("Georgia: Statement by ...") or behind the body
    that speaks ("Security Council Press Statement on ..."). "EU statement angers Tbilisi" has none: it is not capitalised.
    """
    spoken = [headline[match.end() :].lstrip("' s:-") for match in pattern_of("issuer").finditer(headline[:80].lower())]
    return [headline, *(part for part in (*re.split(r":\s+", headline)[1:], *spoken) if part[:1].isupper())]


def _quotes(draft: Draft) -> bool:
    """Whether the text quotes and attributes as reporters do."""
    return sum(re.search(r"\b(?:said|told)\b", one.text) is not None for one in draft.paragraphs) >= 3
