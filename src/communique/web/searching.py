"""The articles and the search through them, narrowed by what they are about; and the way from two names to a pair."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State
from litestar.response import Redirect
from msgspec import Struct

from communique.search import ArticleRow, Narrowed, UnknownActor, narrowed_articles, who_is
from communique.search.actors import known_actors
from communique.search.facets import LOOKED, Facet
from communique.store.naming import whole_country
from communique.web.asking import PAGE, Limit, Maybe, Offset, PageNumber, Text, Words, answers, the_record
from communique.web.paging import Pager
from communique.web.shown import html

# How each facet is called on the page.
FACETS = {"what": "Acts told", "status": "Factuality", "country": "Country", "outlet": "Outlet", "month": "Month"}


@get("/articles", include_in_schema=False, sync_to_thread=True)
def articles_page(
    state: State, q: Text = "", page: PageNumber = 1, what: Maybe = None, status: Maybe = None, country: Maybe = None,
    outlet: Maybe = None, month: Maybe = None,
) -> Response[str]:  # fmt: skip
    """The articles, the newest first, or those a search finds; narrowed by what they tell, of whom, where and when."""
    narrowed = narrowing(what, status, country, outlet, month)
    with the_record(state) as record:
        found = narrowed_articles(record, q, narrowed, PAGE, (page - 1) * PAGE)
        actors = known_actors(record, q) if q.strip() else []
    asked = {"q": q, "what": what, "status": status, "country": country, "outlet": outlet, "month": month}
    return html(
        "articles.html", found=found, actors=actors, query=q, asked=asked, titles=FACETS, looked=LOOKED,
        narrow=narrowed != Narrowed(), pager=Pager(page, found.total), here="articles",
    )  # fmt: skip


def narrowing(
    what: str | None, status: str | None, country: str | None, outlet: str | None, month: str | None
) -> Narrowed:
    """What is asked for; what is empty does not matter."""
    return Narrowed(
        what=what or None, status=status or None, country=country or None, outlet=outlet or None, month=month or None
    )


@get("/pair", include_in_schema=False, sync_to_thread=True)
def pair_named(state: State, one: Text = "", other: Text = "", show: Text = "") -> Redirect | Response[str]:
    """From what a person calls two actors to the page of the pair; to that of the one where only one is named. Who asks
    what Kenya promised means its ministers too. Where a name could mean several, they are offered."""
    meant: list[str] = []
    with the_record(state) as record:
        for name in filter(str.strip, (one, other)):
            try:
                meant.append(whole_country(who_is(record, name)))
            except UnknownActor as error:
                offered = known_actors(record, name)
                return html(
                    "which.html", status=404, name=name, words=str(error), actors=offered,
                    other=one if name == other else other, show=show,
                )  # fmt: skip
    if len(meant) < 2:
        return Redirect(f"/actor/{meant[0]}" if meant else "/actors", status_code=303)
    return Redirect(f"/pair/{meant[0]}/{meant[1]}{'#' + show if show.isalpha() else ''}", status_code=303)


class Articles(Struct, frozen=True):
    """A stretch of the articles; `total` counts them all, where the list is narrowed those among the newest 5,000 that
    match. `facets` say what the newest 250 of them are about."""

    total: int
    items: list[ArticleRow]
    facets: tuple[Facet, ...]


@answers("/api/v1/articles")
def articles(
    state: State, q: Words = "", what: Maybe = None, status: Maybe = None, country: Maybe = None, outlet: Maybe = None,
    month: Maybe = None, limit: Limit = 50, offset: Offset = 0,
) -> Articles:  # fmt: skip
    """Articles, the newest first; with `q` those that hold its words, best match first. `what` and `status` are an act's
    type and factuality, `country` a code, `outlet` a publisher, `month` as 2025-07."""
    with the_record(state) as record:
        found = narrowed_articles(record, q, narrowing(what, status, country, outlet, month), limit, offset)
    return Articles(found.total, found.articles, found.facets)


SEARCHING = [articles_page, pair_named, articles]
