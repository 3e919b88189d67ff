"""What a desk opens in the morning: what is new, due, overdue and contradicted; and the same of any days, about anybody."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State
from litestar.response import Redirect
from msgspec.structs import replace

from communique.search import Brief, brief_of, find_articles, totals_of, watched_sections, who_is
from communique.store import Record
from communique.web.asking import Maybe, Text, answers, the_record
from communique.web.shown import html, query_of

# How many entries of each part the first page shows, and how many articles: what fits two screens.
A_FEW = 6
# Of each part of a brief so many stand beside the others, and so many by themselves.
SHOWN, PART = 10, 100
SPANS = (("1d", "a day"), ("7d", "a week"), ("30d", "a month"), ("90d", "a quarter"), ("365d", "a year"))
# The parts of a brief in the order in which a desk acts on them: what presses first, then what is new.
PRESSING = ("Overdue", "Expected but absent", "Due soon", "What is contradicted", "What changed")


@get("/", include_in_schema=False, sync_to_thread=True)
def today_page(state: State, since: Text = "7d", q: Text = "") -> Response[str] | Redirect:
    """What presses, what is new, and the newest articles; a search of former days (`/?q=`) finds its page."""
    if q:
        return Redirect(f"/articles?{query_of({'q': q})}", status_code=301)
    with the_record(state) as record:
        brief = with_watches(record, brief_of(record, since or "7d", most=A_FEW + 1))
        articles, _ = find_articles(record, limit=A_FEW)
        totals = totals_of(record)
    pressing = sorted((s for s in brief.sections if s.title in PRESSING), key=lambda s: PRESSING.index(s.title))
    return html(
        "today.html", brief=brief, pressing=pressing, new=[s for s in brief.sections if s not in pressing],
        articles=articles, totals=totals, since=since or "7d", spans=SPANS, few=A_FEW, here="today",
    )  # fmt: skip


@get("/brief", include_in_schema=False, sync_to_thread=True)
def brief_page(
    state: State, since: Text = "7d", until: Maybe = None, about: Text = "", part: Maybe = None
) -> Response[str]:
    """What is new, contested, promised, due and overdue: the first of each part, or one part at length."""
    with the_record(state) as record:
        who = tuple(who_is(record, name) for name in about.split(",") if name.strip())
        most = PART if part else SHOWN + 1
        brief = brief_of(record, since or "7d", until or None, who, most=most, only=part or None)
        brief = brief if who or part else with_watches(record, brief)
    asked = {"since": since, "until": until or "", "about": about}
    return html("brief.html", brief=brief, asked=asked, part=part or "", few=most - (not part), here="brief")


def with_watches(record: Record, brief: Brief) -> Brief:
    """The brief with what is new of each watch before the rest."""
    return replace(brief, sections=(*watched_sections(record, brief), *brief.sections))


@answers("/api/v1/brief")
def brief_told(state: State, since: Text = "7d", until: Maybe = None, about: Text = "") -> Brief:
    """What is new, contested, promised, changed, contradicted, due and overdue in these days, about anybody or `about`
    some (PAK,Ishaq Dar)."""
    with the_record(state) as record:
        who = tuple(who_is(record, name) for name in about.split(",") if name.strip())
        return brief_of(record, since or "7d", until or None, who)


TODAY = [today_page, brief_page, brief_told]
