"""How values are put into words on a page."""

from __future__ import annotations

import calendar
import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from markupsafe import Markup, escape
from msgspec import Struct

from communique.lexicon import load_list, state_of, states
from communique.search.articles import FOUND, FOUND_END, ArticleRow
from communique.search.found import Found, Party

HERE = Path(__file__).parent
# Drawn anew each time the explorer starts. A page of another site cannot read it, so it cannot forge a form.
TOKEN = secrets.token_urlsafe(24)
# Whether the reader of the page that is being made may put the record right; set for each request.
MAY_CHANGE: ContextVar[bool] = ContextVar("MAY_CHANGE", default=True)
# Whether that reader may put pages into it.
MAY_ADD: ContextVar[bool] = ContextVar("MAY_ADD", default=True)
# The path under which a finding of each kind is shown; people say promise where the record says commitment.
PATHS = {"event": "event", "statement": "statement", "claim": "claim", "commitment": "promise"}
# How an event that did not simply happen is told.
FACTUALITY = {"actual": "", "planned": "planned", "negated": "did not happen", "possible": "possible"}
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
# A value of these lengths is a year, a month, a day.
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


# Values that pages put into words again and again: the days, names and states of a few screens.
AGAIN = 4096


@lru_cache(AGAIN)
def day(value: str | None) -> str:
    """ "2025-07-15" -> "15 July 2025", "2025-W03" -> "week of 13 January 2025"; what is no date ("P4D") stays as it is."""
    match = ISO.match(value or "")
    if not match:
        return _stretch(value or "")
    year, month, number = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return value or ""
    return " ".join(filter(None, (number.lstrip("0") if number else "", calendar.month_name[int(month)], year)))


@lru_cache(AGAIN)
def _stretch(value: str) -> str:
    """A week, a quarter, a half or a season of a year, in words."""
    year, _, part = value.partition("-")
    if re.fullmatch(r"W\d{2}", part):
        return _week(int(year), int(part[1:])) or value
    if re.fullmatch(r"[QH]\d", part):
        ordinal = ("first", "second", "third", "fourth")[int(part[1]) - 1] if part[1] in "1234" else part[1]
        return f"{ordinal} {'quarter' if part[0] == 'Q' else 'half'} of {year}"
    return f"{SEASONS[part]} {year}" if part in SEASONS else value


def _week(year: int, number: int) -> str | None:
    """The week by its Monday, for few people know which week of a year is the third; None where the year has none such."""
    try:
        return f"week of {day(date.fromisocalendar(year, number, 1).isoformat())}"
    except ValueError:
        return None


def days(first: str | None, last: str | None = None) -> str:
    """From the first to the last day, in the fewest words: "October 2025" where it is the whole month, "2025" the year."""
    whole = re.match(r"(\d{4})-(\d{2})-01$", first or "")
    if not last or last == first or not whole or not ISO.match(last):
        return " – ".join(filter(None, (day(first), day(last) if last != first else "")))
    year, month = int(whole[1]), int(whole[2])
    if last == f"{year:04}-12-31" and month == 1:
        return str(year)
    if 1 <= month <= 12 and last == f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}":
        return day(f"{year:04}-{month:02}")
    return f"{day(first)} – {day(last)}"


def outlet(publisher: str | None, uri: str) -> str:
    """The publisher, else the site, else the file's name."""
    if publisher:
        return publisher
    parts = urlsplit(uri) if uri.startswith(("http://", "https://")) else None
    return (parts.hostname or uri).removeprefix("www.") if parts else re.split(r"[\\/]", uri)[-1]


def web_address(uri: str) -> str | None:
    """The address as a link, only where it is one of the web: never javascript: or a path of this machine."""
    return uri if re.match(r"https?://[^\s/]", uri) else None


@lru_cache(AGAIN)
def country(code: str | None) -> str:
    """The name of a state by its code; other codes stay."""
    state = state_of(code) if code else None
    return getattr(state, "name", None) or code or ""


class Sector(Struct, frozen=True):
    """A row of sectors.tsv."""

    sector: str
    words: str


@cache
def _sectors() -> dict[str, str]:
    return {row.sector: row.words for row in load_list("en/sectors.tsv", Sector)}


@cache
def countries() -> Markup:
    """Every state as something to choose, by name."""
    named = sorted((state.name, state.iso3) for state in states())
    return Markup("").join(Markup('<option value="{}">{}</option>').format(code, name) for name, code in named)


def sector(code: str) -> str:
    """A sector of society in words; other codes stay."""
    return _sectors().get(code, code)


def in_names(reason: str) -> str:
    """A reason with the codes of states as their names: "both of ETH and KEN" is read by people too."""
    return re.sub(r"\b[A-Z]{3}\b", lambda code: country(code[0]), reason)


def tenths(value: float | None) -> str:
    """A score as it is read: one place after the point, and a true minus; nothing where there is none."""
    return "" if value is None else f"{value:.1f}".replace("-0.0", "0.0").replace("-", "−")


def owed_to_others(found: Found) -> bool:
    """Whether a promise is made to anybody but those who make it: what two agree binds both, and is told without an arrow."""
    owing = {party.who for party in found.of("debtor")}
    return any(party.who not in owing for party in found.of("creditor"))


@lru_cache(AGAIN)
def home_of(party: Party) -> str:
    """The country that tells a ministry, an army or a party from others of its name; nothing for people and states."""
    name = country(party.country)
    return "" if party.who.startswith(("person-", "state-")) or len(name) <= 3 or name in party.name else name


def found_words(excerpt: str) -> Markup:
    """An excerpt with the words that were searched for marked."""
    return Markup(str(escape(excerpt)).replace(FOUND, "<mark>").replace(FOUND_END, "</mark>"))


def flat(words: str) -> str:
    """One line."""
    return " ".join(words.split())


def short(words: str, length: int = 280) -> str:
    """One line, cut between words with a mark where it is longer."""
    line = flat(words)
    return line if len(line) <= length else line[: length - 1].rpartition(" ")[0] + " …"


def path_of(found: Found) -> str:
    """Where a finding is shown; what stands for a thread over pages leads to the thread."""
    if found.thread:
        return f"/{found.thread.partition('-')[0]}/{quote(found.thread, safe='')}"
    return own_path(found)


def own_path(found: Found) -> str:
    """Where a finding is shown by itself, whatever thread it belongs to."""
    kind = found.id.partition("-")[0]  # a plan that nobody undertook in words stands for an event
    return f"/{PATHS.get(kind, PATHS[found.kind])}/{quote(found.id, safe='')}"


def words_path(found: Found) -> str:
    """Where the words of a finding stand in its article."""
    return f"/article/{quote(found.article, safe='')}#w-{quote(found.id, safe='')}"


def anchor(title: str) -> str:
    """A heading as the end of an address: "What was promised" -> "what-was-promised"."""
    return "-".join(re.findall(r"\w+", title.casefold()))


@lru_cache(AGAIN)
def actor_path(party: Party | str) -> str:
    return f"/actor/{quote(party if isinstance(party, str) else party.who, safe='')}"


def query_of(asked: Mapping[str, str | None], **changed: str | None) -> str:
    """What is asked for, with some of it changed, as it stands in an address; what is empty is left out."""
    return urlencode({name: value for name, value in {**asked, **changed}.items() if value})


def listed(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    all_names = list(names)
    return " and ".join(filter(None, (", ".join(all_names[:-1]), *all_names[-1:])))


@cache
def version_of(name: str) -> str:
    """Eight hex digits that change with a static file, so that browsers may keep it for ever."""
    return hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:8]


@cache
def templates() -> Environment:
    """The templates; everything put into them is escaped, whatever the file is called."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        day=day, days=days, country=country, found_words=found_words, flat=flat, short=short, path=path_of, actor_path=actor_path,
        own_path=own_path, words_path=words_path, anchor=anchor,
        home=home_of, in_names=in_names, sector=sector, tenths=tenths, owed_to_others=owed_to_others,
        listed=listed, web_address=web_address,
    )  # fmt: skip
    env.globals.update(
        outlet=outlet, version_of=version_of, FACTUALITY=FACTUALITY, token=TOKEN, may_change=MAY_CHANGE.get, may_add=MAY_ADD.get,
        query_of=query_of, countries=countries, card=card, article_entry=article_entry,
    )  # fmt: skip
    return env


# Cards of findings and entries of articles that are kept: those of some eighty pages. The same ones stand on many, and in
# a record that grows they stay as they are; each is known by all that it shows.
CARDS = 4096


def card(found: Found) -> Markup:
    """A finding in a list."""
    return _card(found, MAY_CHANGE.get())


@lru_cache(CARDS)
def _card(found: Found, _may_change: bool) -> Markup:
    return Markup(_part("card")(found))


@lru_cache(CARDS)
def article_entry(article: ArticleRow, searched: bool) -> Markup:
    """An article in a list, with its opening, or with the words that were searched for."""
    return Markup(_part("article_entry")(article, searched))


def _part(name: str) -> Any:
    return getattr(templates().get_template("_parts.html").module, name)


def html(template: str, status: int = 200, **values: Any) -> Response[str]:
    """A rendered page; the browser asks again each time, because the record may have grown."""
    page = templates().get_template(template).render(**{"query": "", "here": "", "status": status, **values})
    return Response(page, status_code=status, media_type="text/html", headers={"cache-control": "no-cache"})
