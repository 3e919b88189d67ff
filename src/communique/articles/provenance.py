"""Whose page it is, and whose text: publisher, syndication, byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.articles.dates import dates_in, rest_of
from communique.articles.marks import Mark, is_name, is_outlet
from communique.articles.segments import Draft
from communique.articles.words import agency_in, pattern_of, plain, words_meaning
from communique.lexicon import state_named

_PARTS = re.compile(r"\s+[|·»›>–—-]\s+|\s{2,}|\t")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(?P<name>[A-Z][^.,|©]{2,60}?)(?:\s+\d{4})?(?:[.,|]|$|\s+all rights)",
    re.I,
)
_PUBLISHED_IN = re.compile(r"^published in (?P<name>.+?),\s", re.I)
_EDITED = re.compile(r"edited by (?:the )?(?P<name>[A-Z][\w'’& -]+?) (?:staff|team|desk)\b")
_OWN = re.compile(
    r"^(?:by\s+)?(?!by\b)(?P<name>[A-Z].+?)\s+(?:staff|newsroom|web desk|news desk|reporter|correspondent|monitoring desk|report)\b",
    re.I,
)
_TAKEN = re.compile(
    r"(?:sourced from|(?:based on|compiled from)(?: an?\b| the\b)?(?: agency| wire)?(?: copy| reports?| material| dispatch(?:es)?)?(?: from| by| of)?|originally (?:published|appeared)(?: (?:by|in|on|at))?|read the original(?: article| story| report)? (?:on|at|in)|first (?:published|appeared) (?:by|in|on)|"
    r"(?:republished|reprinted|reproduced|syndicated) (?:from|with (?:the )?permission (?:of|from)|by permission of|under licence from)|"
    r"courtesy(?: of)?:?|(?:with )?inputs? from|source(?:s)?\s*[:–-])\s*(?:the\s+)?(?P<name>(?:(?-i:[A-Z])|agencies)[\w.&'’ -]*(?:/[A-Z][\w.&'’ -]*)*)",
    re.I,
)  # fmt: skip
_ENDING = re.compile(r"[.!?”\"]\s*(?:\((?P<in>[\w &-]{2,30})\)|[—–-]{1,2}\s?(?P<dash>[\w &-]{2,30}))$")
_NAME_STOPS = re.compile(r"\s+(?:and|is|was|has|have|on|under|with|in|here|by|for|where)\b|[.;)]", re.I)


def publisher_of(marks: Sequence[Mark], drafts: Sequence[Draft]) -> str | None:
    """The outlet or office whose page this is: its masthead, its notice of rights, "Published in ..."."""
    for one in marks:
        for form in (_PUBLISHED_IN, _RIGHTS, _EDITED):
            found = form.search(one.text) if one.kind in ("end", "stop", "date", "source") else None
            if found:
                return found["name"].strip()
    houses = (house_of(draft) for draft in drafts)
    return next((house for house in houses if house), None)


def house_of(draft: Draft) -> str | None:
    """The outlet or office named in the lines around one article's headline."""
    beside = (*draft.above, *draft.about)
    for one in beside:
        few = one.line.words <= 8 if one.kind == "menu" else one.line.words > 1 or one.kind != "furniture"
        if one.kind in ("heading", "menu", "date", "furniture") and few:
            name = _PARTS.split(one.told or one.text)[0].split(" (")[0].strip(" |-–—[]()")
            name = re.sub(r"^(?:from|by)\s*:\s*", "", name, flags=re.I)
            if is_outlet(name) and not agency_in(name) and not is_label(name):
                return name
    for one in beside:
        own = _OWN.search(one.text) if one.kind == "byline" else None
        if own and not plain(own["name"]).startswith(("our", "a ", "the ")):
            return own["name"].removeprefix("By ").strip()
    return masthead_of(draft)


# A masthead has no more words than this: "Le Nouveau Quotidien de Dakar". Longer is a headline.
MASTHEAD = 5
# Words of an outlet's name that need no capital.
_SMALL = frozenset({"de", "del", "du", "of", "the", "la", "le", "el", "in"})


def masthead_of(draft: Draft) -> str | None:
    """The line above the headline that a date alone follows, or shares it, where a city or a state stands in it: "Douala
    Echo", "Ouaga Pulse | 17 March 2025". Other such lines may be a first form of the headline."""
    above = [one for one in draft.above if one.kind in ("heading", "date")]
    for one, after in zip(above, [*above[1:], None], strict=False):
        if one.kind == "date" or (after is not None and after.kind == "date"):
            name = _PARTS.split(one.text)[0].split(" (")[0].strip(" |-–—[]()")
            words = name.split()
            if 1 < len(words) <= MASTHEAD and not dates_in(name) and _is_capitalised(words) and _has_place(words):
                return name
    return None


def _is_capitalised(words: Sequence[str]) -> bool:
    return all(word[:1].isupper() or word.lower() in _SMALL for word in words)


def _has_place(words: Sequence[str]) -> bool:
    found = (state_named(word.title() if word.isupper() else word) for word in words)
    return any(one is not None and one.how in ("name", "capital") for one in found)


def is_label(name: str) -> bool:
    """Whether words name no house but a part of a site, or the kind of text: "All News", "PRESS RELEASE", "LIVE: ..."."""
    words = plain(name)
    parts = [word for word in words.split() if word not in ("all", "the", "latest")]
    sections = all(word in words_meaning("section", "flag") for word in parts)
    return sections or words in words_meaning("statement") or parts[0] in words_meaning("flag")


def initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()).casefold()


def same_house(name: str, others: Iterable[str | None]) -> bool:
    """Whether an agency's name or short form is one of these outlets': "GCWS" is the Gold Coast Wire Service."""
    short = plain(name).replace(".", "").replace(" ", "")
    for other in others:
        if not other:
            continue
        full = plain(other)
        if short == full.replace(" ", "") or short == initials(other) or plain(name) in full or full in plain(name):
            return True
    return False


def syndicated_from(draft: Draft, publisher: str | None, page: Sequence[Mark]) -> tuple[str | None, Mark | None]:
    """(agency or outlet whose text it is, the line that says so). The page's own house is no source of itself."""
    houses = houses_of(draft, publisher, page)
    for name, one in _credits(draft, publisher):
        known = agency_in(name) or name
        if not same_house(name, houses) and not same_house(known, houses):
            return known, _shortest_credit(known, one, draft)
    return None, None


def houses_of(draft: Draft, publisher: str | None, page: Sequence[Mark]) -> list[str]:
    """The names of the page's own house: its publisher, its masthead, its notice of rights.

    An outlet named under the headline is the house too, if it is the publisher; beside another publisher it is whose
    text this is.
    """
    names = [publisher] if publisher else []
    for one in draft.above:
        names += [one.told or one.text] if one.kind == "agency" else outlets_in(one)
    for one in page:
        rights = _RIGHTS.search(one.text) if one.kind in ("end", "stop") else None
        names += [rights["name"]] if rights else []
    beside = [name for one in draft.about for name in outlets_in(one)]
    if publisher is None or any(same_house(name, [publisher]) for name in beside):
        names += beside
    return names


def outlets_in(one: Mark) -> list[str]:
    """The names of outlets in a masthead or a line under a headline."""
    if one.kind not in ("heading", "menu", "date", "byline", "furniture") or one.line.words > 14:
        return []
    parts = (part.strip(" |-–—=[]()") for part in _PARTS.split(rest_of(one.text)))
    return [part for part in parts if is_outlet(part)]


def _shortest_credit(name: str, credit: Mark | None, draft: Draft) -> Mark | None:
    """Where a long note says whose text it is and a line under the headline says so too, that line is the credit."""
    if credit is None or credit.kind != "source":
        return credit
    return next((one for one in draft.about if one is not credit and name in one.text), credit)


def _credits(draft: Draft, publisher: str | None) -> Iterable[tuple[str, Mark | None]]:
    """Who is credited with the text, the clearest form first."""
    for one in (*draft.below, *draft.about):
        if one.kind == "agency" and one.told:
            yield one.told, one
    for one in (*draft.below, *draft.about, *draft.above):
        taken = _TAKEN.search(one.text) if one.kind == "source" else None
        if taken:
            yield _NAME_STOPS.split(taken["name"])[0].strip(" ,-"), one
    for one in draft.about:
        names = [one.told or ""] if one.kind == "byline" else _PARTS.split(rest_of(one.text))
        for name in (*names, *outlets_in(one)):
            if is_agency(name):
                yield name, one
    # An agency we do not know is one only beside a publisher that it is not: "(HBM)" may be the house's own initials.
    for name, credit in _agency_of_dateline(draft):
        if agency_in(name) or publisher:
            yield name, credit
    last = draft.paragraphs[-1] if draft.paragraphs else None
    ending = _ENDING.search(last.text) if last else None
    if ending and is_agency(ending["in"] or ending["dash"]):
        yield ending["in"] or ending["dash"], None


def is_agency(name: str) -> bool:
    """Whether a name is a known agency's, or ends as agencies' names do ("Andean Wire")."""
    last = plain(name).split()[-1:]
    return agency_in(name) is not None or (
        len(name.split()) in (2, 3, 4) and is_outlet(name) and last[0] in words_meaning("agency")
    )


def _agency_of_dateline(draft: Draft) -> Iterable[tuple[str, Mark | None]]:
    if draft.opening and draft.opening.agency:
        yield draft.opening.agency, None
    for one in draft.about:
        if one.dateline and one.dateline.agency:
            yield one.dateline.agency, one


def before_date(byline: str, line: str) -> str:
    """A byline without what follows it on its line: another part, or the words around a date ("... on 3 May in World")."""
    name = re.split(r"\s*[|·]\s*", byline.strip(" :"))[0]
    dates = dates_in(line)
    head = line[: dates[0].start] if dates else line
    while name.split()[:1] and name.split()[0] in head and name not in head and " " in name:
        name = name.rsplit(" ", 1)[0]
    return re.sub(r"\s+(?:on|at|in)$", "", without_label(name))


def without_label(name: str) -> str:
    """A name without the label of the date that stood behind it ("Our Correspondent Published")."""
    return re.sub(rf"\s+{pattern_of('published', 'modified').pattern}$", "", name, flags=re.I)


def byline_of(draft: Draft) -> str | None:
    """Who wrote it, as the page names them, without "By" and without the date."""
    for one in draft.about:
        if one.kind == "byline" and one.told:
            return before_date(rest_of(one.told), one.told) or None
    for one in draft.below[:3]:
        if one.kind == "byline" and one.told and is_name(one.told):
            return one.told
    for one in draft.about:
        rest = rest_of(one.text) if one.kind == "date" else ""
        opened = pattern_of("byline").match(plain(rest))
        if opened:
            return before_date(rest[opened.end() :], one.text) or None
        first = re.split(r"\s*[|·,]\s*|\s[–—-]\s", rest)[0].strip()
        shouted = first.isupper() and opened is None  # "NORDIC TIDINGS - 12.03.2024" names an outlet
        if is_name(first) and not is_outlet(first) and not agency_in(first) and not shouted:
            return without_label(first)
    for one in draft.about:
        name = one.text.split(",")[0]  # "Jane Doe, Tallinn"
        again = draft.headline is not None and plain(one.text) == plain(draft.headline.text)
        if (
            one.kind == "heading"
            and not again
            and plain(name) not in words_meaning("digest")
            and is_name(name)
            and not is_outlet(one.text)
        ):
            return name
    return None


def dateline_place(draft: Draft) -> str | None:
    """The place the text is dated from, as written."""
    found = draft.opening
    if found and found.place:
        return found.place
    return next((one.dateline.place for one in (*draft.about, *draft.above) if one.dateline), None)
