"""A brief as people take it away: terminal text, Markdown, one HTML file, or an Atom feed (RFC 4287).

What pages wrote is escaped in each: a headline can steer neither terminal, renderer, browser nor feed reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import quote
from xml.etree import ElementTree as ET

from jinja2 import Environment

from communique.search.brief import Brief, Section
from communique.search.found import Found

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write.
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
HTML = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Brief, {{ brief.since }} to {{ brief.until }}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
li { margin: .75rem 0 } q { font-style: italic } small { opacity: .75; overflow-wrap: anywhere }
</style>
<h1>Brief, {{ brief.since }} to {{ brief.until }}</h1>
{% for section in brief.sections %}<h2>{{ section.title }} ({{ section.found | length }})</h2>
<p>{{ section.why }}</p>
<ul>
{% for f in section.found %}<li id="{{ section.title | replace(" ", "-") }}-{{ f.id }}"><b>{{ f | title }}</b> {{ f | parties }}{% if f | day %}, {{ f | day }}{% endif %}<br>
<q>{{ f.words }}</q><br><small>{{ f | source }}; {% if f.uri.startswith(("http://", "https://")) %}<a href="{{ f.uri }}">{{ f.uri }}</a>; {% endif %}{{ f.id }}</small></li>
{% endfor %}</ul>
{% else %}<p>Nothing was reported in these days.</p>
{% endfor %}</html>
"""


def as_text(brief: Brief) -> str:
    """The brief for a terminal: a heading a section, two lines a finding."""
    lines = [f"Brief, {brief.since} to {brief.until}"]
    for section in brief.sections:
        lines += ["", f"{section.title.upper()} ({len(section.found)})", section.why, ""]
        for found in section.found:
            lines += [f"  {day_of(found) or 'no date':<10}  {title_of(found)}  {_flat(parties_of(found))}"]
            lines += [f"              “{_flat(found.words)}”", f"              {_flat(source_of(found))}; {found.id}"]
    return "\n".join(lines if brief.sections else [*lines, "", "Nothing was reported in these days."]) + "\n"


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown: a heading a section, an entry a finding, each with its words and its source."""
    lines = [f"# Brief, {brief.since} to {brief.until}"]
    for section in brief.sections:
        lines += ["", f"## {section.title} ({len(section.found)})", "", section.why, ""]
        lines += [_entry(found) for found in section.found]
    return "\n".join(lines) + "\n"


def as_html(brief: Brief) -> str:
    """The brief as one HTML file that needs nothing beside it."""
    page = Environment(autoescape=True)
    page.filters.update(title=title_of, parties=parties_of, source=source_of, day=day_of)
    return page.from_string(HTML).render(brief=brief)


def as_atom(
    brief: Brief, name: str = "brief", own: str | None = None, leads_to: Callable[[Found], str] | None = None
) -> str:
    """The brief as an Atom feed, an entry a finding; `name` tells feeds of one record apart. Where it is served, `own` is
    its address, and `leads_to` tells where a finding is shown.

    An entry's id is the finding's, so that a feed reader shows each once however often the feed is made; what stands in
    two sections is an entry of the first.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _put(feed, "id", f"tag:communique,2025:{quote(name, safe='')}")
    _put(feed, "title", f"communique: {name}")
    _put(feed, "updated", _moment(brief.until))
    _put(_put(feed, "author", None), "name", "communique")
    if own:
        link = _put(feed, "link", None)
        link.set("rel", "self")
        link.set("href", own)
    entries = {(f.article, f.id): (section, f) for section in reversed(brief.sections) for f in section.found}
    for section, found in reversed(entries.values()):
        _add_entry(feed, section, found, leads_to)
    told = io.BytesIO()
    ET.ElementTree(feed).write(told, encoding="utf-8", xml_declaration=True)
    return told.getvalue().decode() + "\n"


BRIEF_SHAPES: dict[str, Callable[[Brief], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "atom": lambda brief: as_atom(brief),
}


def title_of(found: Found) -> str:
    """ "CONSULT visit", "pledge, overdue": what sort of finding it is, and how a promise stands."""
    if found.kind == "event":
        return " ".join((found.what, *found.mode))
    state = found.state if found.kind == "commitment" and found.state != "open" else None
    return ", ".join(filter(None, (" ".join(found.mode) or found.kind, state)))


def parties_of(found: Found) -> str:
    """ "Peru, Chile → Bolivia": who did, said or owes it, and to whom; of a claim who asserts and who denies it."""
    who = [p.name for p in found.of("actor", "speaker", "asserted_by", "debtor")]
    whom = [p.name for p in found.of("recipient", "addressee", "denied_by", "creditor")]
    if found.kind == "claim":
        sides = ((who, "asserts", "assert"), (whom, "denies", "deny"))
        return "; ".join(
            f"{', '.join(names)} {one if len(names) == 1 else many}" for names, one, many in sides if names
        )
    to = ", ".join(whom) if not {*whom} <= {*who} else ""  # what two agreed each owes the other
    return " → ".join(filter(None, (", ".join(who) or "nobody named", to)))


def day_of(found: Found) -> str | None:
    """The day of a finding: of a promise the last on which it is due, of a claim that of the report."""
    if found.kind == "claim":
        return found.date or found.published
    return found.enddate or found.date if found.kind == "commitment" else found.date


def source_of(found: Found) -> str:
    """Where it stands: headline, outlet or address, day; and how many reports there are, where they are several."""
    reports = f"{found.reports} reports" if found.reports > 1 else None
    return ", ".join(filter(None, (found.headline, found.publisher or found.uri, found.published, reports)))


def _add_entry(feed: ET.Element, section: Section, found: Found, leads_to: Callable[[Found], str] | None) -> None:
    entry = _put(feed, "entry", None)
    _put(entry, "id", f"tag:communique,2025:{found.article}/{found.id}")
    who = parties_of(found)
    _put(entry, "title", f"{section.title}: {title_of(found)}, {who}" if who else f"{section.title}: {title_of(found)}")
    _put(entry, "updated", _moment(found.published or found.date or "1970-01-01"))
    if found.uri.startswith(("http://", "https://")):
        page = _put(entry, "link", None)
        page.set("href", UNWRITABLE.sub("", found.uri))
        page.set("rel", "via" if leads_to else "alternate")  # an entry has one alternate (RFC 4287, 4.1.2)
    if leads_to:
        _put(entry, "link", None).set("href", leads_to(found))
    _put(entry, "category", None).set("term", found.kind)
    _put(entry, "content", f"“{found.words}” ({source_of(found)})").set("type", "text")


def _put(under: ET.Element, name: str, words: str | None) -> ET.Element:
    element = ET.SubElement(under, f"{{{ATOM}}}{name}")
    element.text = UNWRITABLE.sub("", words) if words is not None else None
    return element


def _moment(day: str) -> str:
    """The first moment of a day, month or year, as RFC 3339 has it."""
    return f"{(day[:10] + '-01-01')[:10] if day[:4].isdigit() else '1970-01-01'}T00:00:00Z"


def _entry(found: Found) -> str:
    when = f", {day}" if (day := day_of(found)) else ""
    words = f"“{_plain(found.words)}” ({_plain(source_of(found))}; {found.id})"
    return f"- **{_plain(title_of(found))}** {_plain(parties_of(found))}{when}: {words}"


def _plain(words: str) -> str:
    """One line whose marks mean nothing to Markdown, nor HTML to what renders it."""
    line = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))
    return line.replace("&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def _flat(words: str) -> str:
    """One line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
