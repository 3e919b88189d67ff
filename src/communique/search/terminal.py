"""What `communique find` prints for a person: a finding in two or three lines, with its words and its id."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from msgspec.structs import replace
from rich.console import Console
from rich.text import Text

from communique.search.articles import FOUND, FOUND_END, ArticleRow, find_articles
from communique.search.brief import BadDate, day_of
from communique.search.findings import all_findings
from communique.search.found import Found, Party, Wanted
from communique.search.happenings import print_happenings
from communique.search.tables import as_csv, as_json_lines
from communique.search.topics import print_topics
from communique.store import Record
from communique.store.called import who_is

# What fits a terminal; the other forms give all.
A_SCREENFUL = 20
SHAPES = ("text", "jsonl", "csv")
# People say events and promises; the record's tables say event and commitment.
KINDS = {"events": "event", "statements": "statement", "claims": "claim", "promises": "commitment"}
STYLE = {"event": "yellow", "statement": "blue", "claim": "magenta", "commitment": "green"}
LONGEST = 240


class WrongOption(ValueError):
    """An option has a value it does not know; the message says which it knows."""


def print_found(opened: Callable[[], Record], kind: str, wanted: Wanted, shape: str, limit: int | None) -> int:
    """Print what is wanted of the record and return how many; `wanted.who` are names as people give them.

    Raises WrongOption before the record is opened; UnknownActor, BadQuery.
    """
    if kind not in ("articles", "happenings", "topics", *KINDS):
        raise WrongOption(f"--kind takes articles, happenings, topics, {', '.join(KINDS)}; it does not know {kind}")
    if shape not in SHAPES or (kind == "articles" and shape != "text"):
        raise WrongOption("--format takes text, jsonl or csv; articles are printed as text")
    check_options(kind, wanted)
    console = Console(highlight=False, soft_wrap=True)
    if kind == "articles":
        return print_articles(opened(), wanted.words or "", limit, console)
    if kind == "topics":
        return print_topics(opened(), wanted.about or wanted.words or "", shape, limit, sys.stdout, console)
    if kind == "happenings":
        return print_happenings(opened(), wanted, shape, limit, sys.stdout, console)
    return print_findings(opened(), KINDS[kind], wanted, shape, limit, sys.stdout, console)


# What --status takes, by kind.
STATUSES = {"event": ("actual", "planned", "negated", "possible"), "statement": ("direct", "mixed", "indirect"),
            "commitment": ("open", "accepted", "declined", "done", "cancelled")}  # fmt: skip


def check_options(kind: str, wanted: Wanted) -> None:
    """Raises WrongOption for what would be passed over in silence: a date that is none, a status that no finding has, and
    for articles all but words."""
    for name in ("since", "until"):
        try:
            day_of(getattr(wanted, name) or "2000")
        except BadDate as error:
            raise WrongOption(f"--{name}: {error}") from error
    narrowed = [n for n in ("who", "what", "state", "place", "since", "until", "about") if getattr(wanted, n)]
    if kind == "articles" and narrowed:
        raise WrongOption(
            "articles are found by their words alone; for the rest ask for findings: --kind events, statements, claims or promises"
        )
    known = STATUSES.get(KINDS.get(kind, ""))
    if known and wanted.state is not None and wanted.state not in known:
        raise WrongOption(
            f"--status of {kind} is one of {', '.join(known)}; how promises stand over all pages: communique promises --state"
        )


def print_findings(
    record: Record, kind: str, wanted: Wanted, shape: str, limit: int | None, out: TextIO, console: Console
) -> int:
    """Print findings of one kind and return how many."""
    wanted = replace(wanted, who=tuple(who_is(record, name) for name in wanted.who))
    number = 0

    def counted(found: Iterator[Found]) -> Iterator[Found]:
        nonlocal number
        for one in found:
            number += 1
            yield one

    found = counted(all_findings(record, kind, wanted, limit or (A_SCREENFUL if shape == "text" else None)))
    if shape == "text":
        for one in found:
            for line in lines_of(one):
                console.print(line)
    else:
        for text in as_csv(found) if shape == "csv" else as_json_lines(found):
            out.write(text)
    return number


def print_articles(record: Record, words: str, limit: int | None, console: Console) -> int:
    """Print the articles that hold the words, best match first; returns how many. Raises BadQuery."""
    articles, _ = find_articles(record, words, limit or A_SCREENFUL)
    for article in articles:
        console.print(Text(article.headline or "No headline", style="bold"))
        console.print(Text(" · ".join(_about(article)), style="dim"))
        console.print(_excerpt(article.excerpt))
        console.print()
    return len(articles)


def lines_of(found: Found) -> Iterator[Text]:
    """ "2025-07-15  CONSULT visit  Ishaq Dar, Xi Jinping", its words, its article and id."""
    who = _names(found.of("actor", "speaker", "asserted_by", "debtor"))
    whom = _names(found.of("recipient", "addressee", "denied_by", "creditor"))
    title = found.what if found.kind == "event" else found.kind
    yield Text.assemble(
        (f"{found.date or 'no date':<10}  ", "dim"),
        (" ".join((title, *found.mode)), f"bold {STYLE[found.kind]}"),
        ("" if found.state in (None, "actual") else f" ({found.state})", STYLE[found.kind]),
        f"  {who or 'nobody named'}" + (f" → {whom}" if whom else ""),
        (f", {found.place}" if found.place else "", "dim"),
    )
    yield Text(f"            “{_flat(found.what if found.kind == 'statement' else found.words)}”", style="italic")
    widely = f"{found.reports} reports, {found.sources} sources" if found.reports > 1 and found.sources else None
    facts = filter(None, (found.headline, found.published, found.publisher or found.uri, found.id, widely))
    yield Text("            " + " · ".join(_flat(fact) for fact in facts), style="dim")


def _about(article: ArticleRow) -> Iterator[str]:
    yield article.published or "no date"
    yield _flat(article.publisher or article.uri)
    yield article.id


def _excerpt(excerpt: str) -> Text:
    """The words around a match, the match in bold."""
    told = Text()
    for position, part in enumerate(excerpt.replace(FOUND_END, FOUND).split(FOUND)):
        told.append(_flat(part, strip=False), style="bold" if position % 2 else "")
    return told


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(_flat(party.name) for party in parties)


def _flat(words: str, *, strip: bool = True) -> str:
    """One line without control characters: a page must not steer the terminal."""
    line = "".join(c if c.isprintable() else " " for c in words)
    line = " ".join(line.split()) if strip else line
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
