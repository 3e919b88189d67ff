"""Watches and their feeds, and the audit: findings drawn by chance, to be marked right or wrong."""

from __future__ import annotations

from typing import Annotated, Literal, get_args
from urllib.parse import quote

import msgspec
from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromQuery
from litestar.response import Redirect

from communique.model import CommitmentKind, EventType, Manner
from communique.search import (
    Brief,
    CannotWatch,
    Watch,
    add_watch,
    as_atom,
    brief_of,
    news_of,
    remove_watch,
    watch_named,
    watches,
    who_is,
)
from communique.search.auditing import VERDICTS, Precision, draw, judge, judged, precisions
from communique.store import Record, load_article, places_of
from communique.web.asking import Maybe, Name, Text, answers, the_record
from communique.web.changing import Change, back, changing
from communique.web.finding import lines_about
from communique.web.shown import html, path_of, query_of

Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]
Kind = FromQuery[Literal["event", "statement", "claim", "commitment"]]
# The types an audit may be narrowed to.
NARROWED: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType), "statement": get_args(Manner), "claim": (), "commitment": get_args(CommitmentKind),
}  # fmt: skip


@get("/watches", include_in_schema=False, sync_to_thread=True)
def watches_page(state: State, since: Text = "7d") -> Response[str]:
    """What is kept an eye on, with how much is new of each."""
    with the_record(state) as record:
        news = [(watch, news_of(record, watch, since or "7d")) for watch in watches(record)]
    return html("watches.html", news=news, since=since, here="watches")


@get("/watch/{name:str}", include_in_schema=False, sync_to_thread=True)
def watch_page(state: State, name: Name, since: Text = "30d") -> Response[str]:
    """What is new of one watch."""
    with the_record(state) as record:
        watch = known_watch(record, name)
        news = news_of(record, watch, since or "30d")
    return html("watch.html", watch=watch, brief=news, since=since, here="watches")


@get("/watch/{name:str}/feed", include_in_schema=False, sync_to_thread=True)
def watch_feed(state: State, name: Name) -> Response[str]:
    """A watch as an Atom feed, of the last 30 days."""
    with the_record(state) as record:
        watch = known_watch(record, name)
        return feed(news_of(record, watch, "30d"), watch.name, f"/watch/{quote(name, safe='')}/feed")


@get("/brief/feed", include_in_schema=False, sync_to_thread=True)
def brief_feed(state: State, since: Text = "7d", about: Text = "") -> Response[str]:
    """The brief as an Atom feed."""
    with the_record(state) as record:
        who = tuple(who_is(record, name) for name in about.split(",") if name.strip())
        own = f"/brief/feed?{query_of({'since': since, 'about': about})}"
        return feed(brief_of(record, since or "7d", None, who), f"brief {about}".strip(), own)


def feed(brief: Brief, name: str, own: str) -> Response[str]:
    """The feed at an address of ours, its entries leading to where each finding is shown."""
    return Response(
        as_atom(brief, name, own, path_of), media_type="application/atom+xml", headers={"cache-control": "no-cache"}
    )


def known_watch(record: Record, name: str) -> Watch:
    try:
        return watch_named(record, name)
    except CannotWatch as error:
        raise NotFoundException("There is no such watch in this record.") from error


@post("/watches/add", include_in_schema=False, sync_to_thread=True)
def watch_added(state: State, data: Form) -> Redirect:
    """Keep an eye on something: `finding` says on what, `field` is "words" for words."""
    with changing(state, data) as record:
        add_watch(record, data.finding, data.value.strip() or None, words=data.field == "words")
    return back(data)


@post("/watches/remove", include_in_schema=False, sync_to_thread=True)
def watch_removed(state: State, data: Form) -> Redirect:
    """End a watch."""
    with changing(state, data) as record:
        remove_watch(record, data.finding)
    return back(data)


@get("/audit", include_in_schema=False, sync_to_thread=True)
def audit_page(state: State, kind: Kind = "event", what: Maybe = None) -> Response[str]:
    """A finding drawn by chance, with its words, to be marked; and the share that was right until now."""
    with the_record(state) as record:
        found = draw(record, kind, what or None)
        places = [place for place in places_of(record, found.id) if place.id == found.id] if found else []
        article = load_article(record, places[0].article) if places else None
        told = precisions(record)
    return html(
        "audit.html", found=found, lines=lines_about(article, found.id) if found and article else [], told=told, kind=kind,
        what=what or "", types=NARROWED, verdicts=VERDICTS, here="audit",
    )  # fmt: skip


@post("/audit/mark", include_in_schema=False, sync_to_thread=True)
def audit_marked(state: State, data: Form) -> Redirect:
    """Keep what a reader says of a finding: `field` its kind, `value` the verdict."""
    with changing(state, data) as record:
        verdict = next((one for one in VERDICTS if one == data.value), None)
        if verdict is None or data.field not in NARROWED or judge(record, data.field, data.finding, verdict) is None:
            raise NotFoundException("There is no such finding in this record, or no such verdict.")
    return back(data)


@get("/audit/download", include_in_schema=False, sync_to_thread=True)
def audit_file(state: State) -> Response[str]:
    """What was said of each finding, as JSON Lines."""
    with the_record(state) as record:
        lines = "".join(msgspec.json.encode(one).decode() + "\n" for one in judged(record))
    headers = {"content-disposition": 'attachment; filename="audit.jsonl"', "cache-control": "no-cache"}
    return Response(lines, media_type="application/jsonl", headers=headers)


@answers("/api/v1/audit")
def audit_list(state: State) -> list[Precision]:
    """The share of findings that readers found right, with its 95 % interval, by kind and type."""
    with the_record(state) as record:
        return precisions(record)


@answers("/api/v1/watches")
def watches_list(state: State) -> list[Watch]:
    """What is kept an eye on."""
    with the_record(state) as record:
        return watches(record)


WATCHING = [
    watches_page, watch_page, watch_feed, brief_feed, watch_added, watch_removed, audit_page, audit_marked, audit_file,
    audit_list, watches_list,
]  # fmt: skip
