"""Watches and their feeds."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

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
from communique.store import Record
from communique.web.asking import Name, Text, answers, the_record
from communique.web.changing import Change, back, changing
from communique.web.shown import html, path_of, query_of

Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]


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


@answers("/api/v1/watches")
def watches_list(state: State) -> list[Watch]:
    """What is kept an eye on."""
    with the_record(state) as record:
        return watches(record)


WATCHING = [
    watches_page, watch_page, watch_feed, brief_feed, watch_added, watch_removed, watches_list,
]  # fmt: skip
