"""The record from above: a map of where acts happened, and a network of who acts with whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from litestar import Response, get
from litestar.datastructures import State
from litestar.params import FromQuery

from communique.search import Located, Tie, places_of_acts, ties_of
from communique.search.brief import day_of, since_day
from communique.search.overviews import MOST, TIED
from communique.store import Record, today_of
from communique.web.asking import Maybe, Text, answers, the_record
from communique.web.charts import Theme, as_png, as_svg, network_chart, png_of
from communique.web.filters import ACTORS, LISTS, Asking, Narrowing, narrowed, refuse_others
from communique.web.shown import html
from communique.web.world import HEIGHT, WIDTH, circles, ground, whole_map

# What is shown where nobody asks for other days: a quarter fills a map and is still the news. A record with fewer places
# or ties than `FEW` in it (a first dozen pages, of different years) shows a year, or ten.
SPANS = (timedelta(days=90), timedelta(days=365), timedelta(days=3650))
FEW = 12
# Rows of a page's table, those of most acts: further places would lie on top of each other. The files to take along have all.
# 250 rows took 10 of the network's 40 ms.
SHOWN = 150
Actors = FromQuery[Literal["40", "100", "200"]]
Form = Literal["svg", "png"]
Days = tuple[str, str]
Row = TypeVar("Row")


def days_of(record: Record, since: str | None, until: str | None) -> Days:
    """The first and the last day asked for; by default the last quarter that the record tells of. Raises BadDate."""
    last = day_of(until) if until else today_of(record)
    first = since_day(since, last) if since else last - SPANS[0]
    return first.isoformat(), last.isoformat()


def with_enough(days: Days, asked: bool, ask: Callable[[Days], list[Row]]) -> tuple[Days, list[Row]]:
    """What is found in these days, and the days; a longer span where few are found and nobody asked for its first day."""
    found = ask(days)
    for span in SPANS[1:] if not asked else ():
        if len(found) >= FEW:
            break
        days = ((date.fromisoformat(days[1]) - span).isoformat(), days[1])
        found = ask(days)
    return days, found


@get("/map", include_in_schema=False, sync_to_thread=True)
def map_page(request: Asking, state: State) -> Response[str]:
    """Where the acts of a span of days happened."""
    with the_record(state) as record:
        asked = narrowed(record, "places", request)
        days, places = shown_days(record, asked, lambda days: places_of_acts(record, *days, asked.one("what")))
    shown = places[:SHOWN]
    return html(
        "map.html", asked.status, places=shown, more=len(places) - len(shown), circles=circles(shown), looked=MOST,
        width=WIDTH, height=HEIGHT, days=days, asked=asked, here="map",
    )  # fmt: skip


def shown_days(record: Record, asked: Narrowing, ask: Callable[[Days], list[Row]]) -> tuple[Days, list[Row]]:
    """The days that a page shows and what is found in them; nothing where it cannot be asked."""
    if asked.problem:
        return days_of(record, None, None), []
    days = days_of(record, asked.one("since"), asked.one("until"))
    return with_enough(days, asked.one("since") is not None, ask)


@get("/map/ground.svg", include_in_schema=False, sync_to_thread=True)
def map_ground() -> Response[bytes]:
    """The map below the circles."""
    return Response(ground(), media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


@get("/network", include_in_schema=False, sync_to_thread=True)
def network_page(request: Asking, state: State) -> Response[str]:
    """Who acts with whom in a span of days."""
    with the_record(state) as record:
        asked = narrowed(record, "ties", request)
        most = asked.one("actors") or ACTORS.usual or ""
        days, ties = shown_days(record, asked, lambda days: ties_of(record, *days, asked.one("what"), actors=int(most)))
    return html(
        "network.html", asked.status, ties=ties[:SHOWN], more=len(ties) - len(ties[:SHOWN]), days=days, asked=asked,
        most=most, looked=TIED, here="network",
    )  # fmt: skip


@get("/network/drawing", include_in_schema=False, sync_to_thread=True)
def network_drawing(
    state: State, since: Text, until: Text, what: Maybe = None, actors: Actors = "40", theme: FromQuery[Theme] = "light",
    form: FromQuery[Form] = "svg",
) -> Response[Any]:  # fmt: skip
    """The network as an image."""
    with the_record(state) as record:
        ties = ties_of(record, *days_of(record, since, until), what or None, actors=int(actors))
    chart = network_chart(ties, theme)
    return drawing(as_svg(chart) if form == "svg" else as_png(chart), form, "network")


@get("/map/drawing", include_in_schema=False, sync_to_thread=True)
def map_drawing(
    state: State, since: Maybe = None, until: Maybe = None, what: Maybe = None, form: FromQuery[Form] = "svg"
) -> Response[Any]:
    """The map as an image for a slide: the ground and the circles, with their names and numbers as titles."""
    with the_record(state) as record:
        places = places_of_acts(record, *days_of(record, since or None, until or None), what or None)
    svg = whole_map(places)
    return drawing(svg if form == "svg" else png_of(svg), form, "map")


def drawing(body: bytes, form: Form, name: str) -> Response[Any]:
    """An image that a browser shows, or saves under a name where it is asked to."""
    headers = {"cache-control": "no-cache", "content-disposition": f'inline; filename="{name}.{form}"'}
    return Response(body, media_type="image/svg+xml" if form == "svg" else "image/png", headers=headers)


@answers("/api/v1/places")
def places(
    request: Asking, state: State, since: Maybe = None, until: Maybe = None, what: Maybe = None
) -> list[Located]:
    """Where acts of a span of days happened, by default of the last 90; the places of most acts first."""
    refuse_others(LISTS["places"], request)
    with the_record(state) as record:
        return places_of_acts(record, *days_of(record, since, until), what)


@answers("/api/v1/ties")
def ties(
    request: Asking, state: State, since: Maybe = None, until: Maybe = None, what: Maybe = None, actors: Actors = "200"
) -> list[Tie]:
    """Who is party to the same acts of a span of days, by default of the last 90; the strongest ties first."""
    refuse_others(LISTS["ties"], request)
    with the_record(state) as record:
        return ties_of(record, *days_of(record, since, until), what, actors=int(actors))


OVERVIEWS = [map_page, map_ground, map_drawing, network_page, network_drawing, places, ties]
