"""One address for everything that has an id, and its citations for programs."""

from __future__ import annotations

from litestar import get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from communique.search import Wanted, article_row, find_findings, profile_of
from communique.store import Record, load_article, places_of
from communique.threads import happening, renamed, tellings, undenied
from communique.web.actors import sections_of, told_in
from communique.web.asking import Name, answers, the_record
from communique.web.citing import (
    citations_of,
    citations_of_article,
    cited_actor,
    cited_chain,
    cited_contention,
    cited_happening,
    forms_of_many,
)
from communique.web.shown import PATHS, actor_path
from communique.web.threads import whole_chain, whole_contention


@get("/id/{name:str}", include_in_schema=False, sync_to_thread=True)
def permalink(state: State, name: Name) -> Redirect:
    """To the page of whatever has this id: a finding, an article, an actor, a happening, a promise or claim followed."""
    with the_record(state) as record:
        path = path_by_id(record, name)
    if path is None:
        raise NotFoundException("There is nothing of that id in this record.")
    return Redirect(path, status_code=303)


def path_by_id(record: Record, name: str) -> str | None:
    """Where what has an id is shown; None where nothing has."""
    for path, table in (
        ("happening", "happening"),
        ("chain", "chain"),
        ("contention", "contention"),
        ("article", "article"),
    ):
        if record.execute(f"SELECT 1 FROM {table} WHERE id = ?", (name,)).fetchone():
            return f"/{path}/{name}"
    if now := renamed(record, name) or undenied(record, name):
        return path_by_id(record, now)
    kind = next((place.kind for place in places_of(record, name) if place.id == name and place.kind in PATHS), None)
    if kind:
        return f"/{PATHS[kind]}/{name}"
    return actor_path(name) if profile_of(record, name) else None


@answers("/api/v1/citations/{name:str}")
def citations(state: State, name: Name) -> dict[str, str]:
    """How a finding, an article, an actor, a happening, or a promise or claim followed over pages is cited, by its id: as text,
    Markdown, BibTeX and CSL-JSON."""
    with the_record(state) as record:
        forms = forms_by_id(record, name)
    if forms is None:
        raise NotFoundException("There is nothing of that id in this record that can be cited.")
    return forms


def forms_by_id(record: Record, name: str) -> dict[str, str] | None:
    """Form -> citation of what has an id; a finding is cited by itself, whatever it belongs to."""
    row = article_row(record, name)
    article = load_article(record, row.key) if row else None
    if row and article:
        return citations_of_article(article, row.publisher, row.uri, reader_of(record, row.key))
    place = next((p for p in places_of(record, name) if p.id == name and p.kind in PATHS), None)
    if place:
        found, article = find_findings(record, place.kind, Wanted(id=name), 1), load_article(record, place.article)
        return citations_of(found[0], article, reader_of(record, place.article)) if found and article else None
    if name.startswith("chain-") and (followed := whole_chain(record, name)):
        return forms_of_many(cited_chain(record, followed))
    if name.startswith("contention-") and (claim := whole_contention(record, name)):
        return forms_of_many(cited_contention(record, claim))
    if profile := profile_of(record, name):
        return forms_of_many(cited_actor(record, profile, told_in(sections_of(record, name))))
    one = happening(record, name) if name.startswith("happening-") else None
    return forms_of_many(cited_happening(record, one, tellings(record, one.id))) if one else None


def reader_of(record: Record, article: int) -> str:
    """Which communique, pipeline and lexicon read an article, by its row."""
    query = "SELECT p.reader FROM article AS a JOIN page AS p ON p.key = a.page WHERE a.key = ?"
    return str(record.execute(query, (article,)).fetchone()[0])


PERMALINKS = [permalink, citations]
