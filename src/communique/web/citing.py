"""How a finding, an article or what runs through many is cited: as text, Markdown, BibTeX and CSL-JSON, with its words,
source, date and the version of communique that read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from communique.model import Article
from communique.search import Found, Profile
from communique.store import Record
from communique.threads import Chain, Contention, Happening, Telling
from communique.web.shown import FACTUALITY, day, days, flat, listed, outlet, short, web_address

# Enough words to find a passage again; longer text fragments make addresses that mail programs break.
FRAGMENT_WORDS = 5
# What forty outlets print is cited by its first reports; the rest is counted.
CITED = 12
# An article is cited with its opening, not with its text.
OPENING = 240


class Quoted(Struct, frozen=True, kw_only=True):
    """Words of a page, and where they stand; `note` is what is said of them ("Finding event-1, rule event-meet")."""

    id: str
    words: str
    note: str
    headline: str | None
    byline: str | None
    publisher: str | None
    published: str | None
    uri: str
    reader: str


class Cited(Struct, frozen=True, kw_only=True):
    """Something that runs through many pages, by what it is in a line, with the words of each; `permalink` is its path in
    the explorer, `sources` how many reports there are in all."""

    id: str
    what: str
    told: str
    permalink: str
    quoted: tuple[Quoted, ...]
    sources: int


def citations_of(found: Found, article: Article, reader: str) -> dict[str, str]:
    """Form -> the citation of a finding in it. Nothing stands in them that the page did not give."""
    return forms_of_one(
        Quoted(
            id=found.id, words=found.words, note=f"Finding {found.id}, rule {found.rule}", headline=found.headline,
            byline=article.byline, publisher=found.publisher, published=found.published, uri=found.uri, reader=reader,
        )
    )  # fmt: skip


def citations_of_article(article: Article, publisher: str | None, uri: str, reader: str) -> dict[str, str]:
    """Form -> the citation of an article, with its opening words."""
    first = next((b for b in article.blocks if b.role == "paragraph"), None)
    opening = flat(article.text[first.start : first.stop] if first else article.text)
    words = opening if len(opening) <= OPENING else opening[:OPENING].rpartition(" ")[0]
    return forms_of_one(
        Quoted(
            id=article.id, words=words, note=f"Article {article.id}", headline=article.headline, byline=article.byline,
            publisher=publisher, published=article.published, uri=uri, reader=reader,
        )
    )  # fmt: skip


def forms_of_one(one: Quoted) -> dict[str, str]:
    return {
        "text": as_text(one),
        "Markdown": as_markdown(one),
        "BibTeX": as_bibtex(one),
        "CSL-JSON": json.dumps([as_csl(one)], ensure_ascii=False, indent=2),
    }


def forms_of_many(one: Cited) -> dict[str, str]:
    """Form -> the citation of what many pages tell: what it is, then the words of each page, which is cited by itself."""
    head, rest = f"{one.what} ({one.id}: {one.told}).", one.sources - len({q.uri for q in one.quoted})
    more = [f"And {rest} more."] if rest > 0 else []
    entries = [whole_csl(one), *(as_csl(quoted) for quoted in one.quoted)]
    return {
        "text": "\n".join([head, *(f"{i}. {as_text(q)}" for i, q in enumerate(one.quoted, 1)), *more]),
        "Markdown": "\n\n".join([f"**{_for_markdown(one.what)}** ({one.id}: {one.told})", *map(as_markdown, one.quoted), *more]),
        "BibTeX": "\n\n".join([whole_bibtex(one), *map(as_bibtex, one.quoted)]),
        "CSL-JSON": json.dumps(entries, ensure_ascii=False, indent=2),
    }  # fmt: skip


def address_of(uri: str, words: str) -> str | None:
    """The page's address with a text fragment that leads a browser to the words; None where it came from a file."""
    if not web_address(uri):
        return None
    some = flat(words).split(" ")
    ends = [" ".join(some[:FRAGMENT_WORDS]), " ".join(some[-FRAGMENT_WORDS:])]
    # A dash, comma or ampersand means something in a text fragment; percent-encoded it does not.
    parts = [
        quote(end, safe="").replace("-", "%2D") for end in (ends if len(some) > 2 * FRAGMENT_WORDS else [flat(words)])
    ]
    return f"{uri.partition('#')[0]}#:~:text={','.join(parts)}"


def as_text(one: Quoted) -> str:
    head = [one.byline, f"“{flat(one.headline)}”" if one.headline else None]
    place = [outlet(one.publisher, one.uri), day(one.published) or None, address_of(one.uri, one.words)]
    told = ", ".join(filter(None, (*head, *place)))
    return f"“{flat(one.words)}” — {told} [{one.note}, {one.reader}]"  # a full stop would end up in the address


def as_markdown(one: Quoted) -> str:
    title, address = _for_markdown(one.headline or one.id), address_of(one.uri, one.words)
    link = f"[{title}](<{address}>)" if address else title
    rest = ", ".join(filter(None, (outlet(one.publisher, one.uri), day(one.published))))
    return f"> {_for_markdown(one.words)}\n>\n> {link}, {rest} ({one.id}, {one.reader})"


def as_bibtex(one: Quoted) -> str:
    return _entry(
        one.id,
        {
            "author": one.byline,
            "title": one.headline or one.id,
            "journal": outlet(one.publisher, one.uri),
            "year": (one.published or "")[:4],
            "date": one.published,
            "url": web_address(one.uri),
            "note": f"{one.note} ({one.reader})",
            "abstract": one.words,
        },
    )


def whole_bibtex(one: Cited) -> str:
    return _entry(one.id, {"title": one.what, "note": f"{one.told}; {', '.join(readers_of(one))}"})


def as_csl(one: Quoted) -> dict[str, Any]:
    issued = [int(part) for part in re.findall(r"\d+", (one.published or "")[:10])]
    fields = {
        "id": one.id,
        "type": "article-newspaper",
        "title": flat(one.headline or one.id),
        "author": [{"literal": one.byline}] if one.byline else None,
        "container-title": outlet(one.publisher, one.uri),
        "issued": {"date-parts": [issued]} if issued else None,
        "URL": web_address(one.uri),
        "abstract": flat(one.words),
        "note": f"{one.note} ({one.reader})",
    }
    return {name: value for name, value in fields.items() if value}


def whole_csl(one: Cited) -> dict[str, Any]:
    return {"id": one.id, "type": "dataset", "title": one.what, "note": f"{one.told}; {', '.join(readers_of(one))}"}


def readers_of(one: Cited) -> list[str]:
    """The versions of communique that read the pages."""
    return sorted({quoted.reader for quoted in one.quoted})


def cited_happening(record: Record, one: Happening, told: Iterable[Telling]) -> Cited:
    """A happening: who did what when, and the words of its first reports."""
    tellings = list(told)
    first = tellings[0]
    whom = f" and {listed(first.recipient)}" if first.recipient else ""
    what = f"{listed(first.actor) or 'Nobody named'}{whom}: {' '.join((one.event.lower(), *one.mode))}"
    facts = (days(one.date, one.enddate), one.place, FACTUALITY[one.factuality] or None)
    reports = f"told in {_some(one.articles, 'article')} from {_some(one.sources, 'independent source')}"
    quoted = [_quoted(record, t.event_id, t.words, "Event", t) for t in tellings[:CITED]]
    return Cited(
        id=one.id, what=", ".join(filter(None, (what, *facts))), told=reports, permalink=f"/happening/{first.event_id}",
        quoted=tuple(quoted), sources=one.articles,
    )  # fmt: skip


def cited_chain(record: Record, one: Chain) -> Cited:
    """A promise, an invitation or a plan: how it stands, and the words of every step."""
    owing = listed(dict.fromkeys(party.name for party in one.parties if party.role == "debtor"))
    due = f", due {days(*one.due)}" if one.due else ""
    quoted = [_quoted(record, step.finding, step.words, step.tells.capitalize(), step) for step in one.steps[:CITED]]
    lead = next((step.finding for step in one.steps if step.joined_to is None), one.id)
    return Cited(
        id=one.id, what=f"{owing + ': ' if owing else ''}{short(one.act)}{due}", told=f"{one.kind}, {one.state}",
        permalink=f"/chain/{quote(lead, safe='')}", quoted=tuple(quoted), sources=one.articles,
    )  # fmt: skip


def cited_contention(record: Record, one: Contention) -> Cited:
    """A claim: who asserts and who denies it, in whose words."""
    sides = ((one.asserted_by, "asserted by"), (one.denied_by, "denied by"))
    told = ", ".join(f"{how} {listed(s.name for s in side) or 'nobody named'}" for side, how in sides)
    quoted = [_quoted(record, v.finding, v.words, v.sort.capitalize(), v) for v in one.voices[:CITED]]
    lead = next((voice.finding for voice in one.voices if voice.joined_to is None), one.id)
    return Cited(
        id=one.id, what=short(one.what), told=told, permalink=f"/contention/{quote(lead, safe='')}",
        quoted=tuple(quoted), sources=one.articles,
    )  # fmt: skip


def cited_actor(record: Record, profile: Profile, found: Iterable[Found]) -> Cited:
    """An actor: in how many articles, and the words of what pages told of it last."""
    days = listed(dict.fromkeys(filter(None, (day(profile.first), day(profile.last)))))
    told = f"{profile.kind}, in {_some(profile.articles, 'article')}{' of ' + days if days else ''}"
    return Cited(
        id=profile.who, what=profile.name, told=told, permalink=f"/actor/{quote(profile.who, safe='')}",
        quoted=_newest(record, found), sources=profile.articles,
    )  # fmt: skip


def cited_pair(record: Record, one: Profile, other: Profile, found: Iterable[Found]) -> Cited:
    """What passed between two actors, in the words of the last that pages told of it."""
    quoted = _newest(record, found)
    names = listed(name.removeprefix("All of ") for name in (one.name, other.name))
    return Cited(
        id=f"pair-{one.who}-{other.who}", what=names, told="what pages report between the two, the newest first",
        permalink=f"/pair/{quote(one.who, safe='')}/{quote(other.who, safe='')}", quoted=quoted, sources=len(quoted),
    )  # fmt: skip


def _newest(record: Record, found: Iterable[Found]) -> tuple[Quoted, ...]:
    """The words of the findings of the newest articles, each finding once."""
    once = {one.id: one for one in found}.values()
    newest = sorted(once, key=lambda one: one.published or "", reverse=True)[:CITED]
    return tuple(_quoted(record, one.id, one.words, one.kind.capitalize(), one) for one in newest)


def _quoted(record: Record, name: str, words: str, what: str, told: Any) -> Quoted:
    """A passage of an article, with who read it; `told` names headline, outlet, day and address."""
    row = record.execute(
        "SELECT a.byline, p.reader FROM article AS a JOIN page AS p ON p.key = a.page WHERE a.id = ? ORDER BY p.key LIMIT 1",
        (told.article,),
    ).fetchone()
    return Quoted(
        id=name, words=words, note=f"{what} {name}", headline=told.headline, byline=row["byline"] if row else None,
        publisher=told.publisher, published=told.published, uri=told.uri, reader=row["reader"] if row else "",
    )  # fmt: skip


def _some(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _entry(name: str, fields: dict[str, str | None]) -> str:
    lines = [f"  {field} = {{{_for_tex(flat(value))}}}" for field, value in fields.items() if value]
    return f"@misc{{{name},\n" + ",\n".join(lines) + "\n}"


def _for_markdown(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", flat(words))


def _for_tex(words: str) -> str:
    """TeX's own characters made harmless; braces are dropped, or an unpaired one would end the field."""
    words = words.replace("\\", r"\textbackslash ").replace("{", "").replace("}", "")
    return re.sub(r"([&%$#_])", r"\\\1", words).replace("~", r"\textasciitilde ").replace("^", r"\textasciicircum ")
