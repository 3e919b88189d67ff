"""The explorer as one application: pages, JSON, static files, and answers in words where there is nothing to show."""

from __future__ import annotations

import logging
import mimetypes
import re
import sqlite3
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig

from communique import __version__
from communique.search import BadDate, BadQuery, CannotWatch, UnknownActor
from communique.store import RecordError
from communique.threads import CannotCorrect
from communique.threads.verdicts import CannotJudge
from communique.web.access import Access
from communique.web.actors import ACTORS
from communique.web.adding import ADDING, Adding
from communique.web.again import App, remembering
from communique.web.api import API
from communique.web.asking import Name
from communique.web.auditing import AUDITING
from communique.web.calendar import CALENDAR
from communique.web.changing import CHANGES
from communique.web.correcting_api import CORRECTING
from communique.web.document import Described
from communique.web.fetching import CannotFetch
from communique.web.filters import CannotAsk
from communique.web.finding import FINDINGS
from communique.web.guard import guarded
from communique.web.happenings import HAPPENINGS
from communique.web.kept import Kept
from communique.web.meetings import MEETINGS
from communique.web.overviews import OVERVIEWS
from communique.web.pages import PAGES
from communique.web.permalinks import PERMALINKS
from communique.web.relations import RELATIONS
from communique.web.searching import SEARCHING
from communique.web.shown import html
from communique.web.sources import SOURCES
from communique.web.tables import TABLES
from communique.web.threads import THREADS
from communique.web.today import TODAY
from communique.web.topics import TOPICS
from communique.web.watching import WATCHING

STATIC = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "static").iterdir())}
log = logging.getLogger(__name__)
# Questions a second that one address may ask of an explorer that others can reach: a page asks three or four.
A_SECOND = 40


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def static_file(name: Name) -> Response[bytes]:
    """A file of the package. Its address carries its version, so it may be kept for ever."""
    if name not in STATIC:
        raise NotFoundException(f"there is no file {name}")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(STATIC[name], media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


def tell(request: Request[Any, Any, Any], status: int, words: str) -> Response[Any]:
    """What went wrong, as a page or as problem+json: in plain words, with no path and no stack of this machine."""
    if request.url.path.startswith("/api/"):
        return problem(status, words)
    return html("problem.html", status=status, words=words)


def problem(status: int, words: str) -> Response[Any]:
    """What went wrong, for a program (RFC 9457)."""
    told = {"type": "about:blank", "title": words, "status": status}
    return Response(told, status_code=status, media_type="application/problem+json")


async def in_words(response: Response[Any]) -> Response[Any]:
    """Where the API has nothing, Litestar tells it in HTML of its own."""
    return (
        response
        if response.status_code != 404
        else problem(404, f"{WORDS[404]} /api/v1/openapi.json lists all addresses.")
    )


def on_http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    ours = error.status_code in (403, 404) and error.detail not in ("Not Found", "Forbidden")
    words = error.detail if ours else WORDS.get(error.status_code)
    if error.status_code == 400:
        words = " ".join([WORDS[400], *map(wrong_part, error.extra or [])])
    return tell(request, error.status_code, words or error.detail)


# What Litestar says of a value that it cannot take, in words for people.
PLAINLY = (
    (r"Invalid enum value '(.*)'", r"has no choice called \1"),
    (r"Expected `int` <= (\d+)", r"may be \1 at most"), (r"Expected `int` >= (-?\d+)", r"must be \1 at least"),
    (r"Expected `int`.*", "must be a whole number"), (r"Object missing required field `(\w+)`", r"needs \1"),
)  # fmt: skip


def wrong_part(told: Any) -> str:
    """Which part of a question cannot be taken, and why."""
    name, why = (str(told.get(key, "")) for key in ("key", "message"))
    for pattern, words in PLAINLY:
        why = re.sub(pattern, words, why)
    return f"{'What was sent' if name == 'data' else name} {why.replace('`', '')}."


def on_bad_query(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    return tell(request, 400, f"That cannot be looked up: {error}.")


def on_bad_change(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    return tell(request, 400, f"That cannot be put right so: {error}.")


def on_refusal(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    return tell(request, 400, str(error))


def on_record_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if "interrupted" in str(error):
        return tell(request, 503, "That question takes too long. Ask for fewer days or one actor.")
    log.error("the record failed: %s", error)
    return tell(request, 503, "The record cannot be read at the moment. Is its file still there?")


def on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    log.error("could not answer %s", request.url.path, exc_info=error)
    return tell(request, 500, "That page could not be made. The terminal that runs communique says more.")


WORDS = {
    404: "There is nothing at this address. The record may have been read anew since the link was made.",
    429: "That is too many questions at once. Wait a second.",
    403: "That change was refused.",
    405: "That cannot be done here.",
    415: "Send JSON, as application/json.",
    413: "That is too much at once.",
    400: "That address asks for something that cannot be looked up.",
}


HANDLERS = [
    *TODAY, *SEARCHING, *PAGES, *MEETINGS, *ACTORS, *CALENDAR, *TOPICS, *SOURCES, *FINDINGS, *HAPPENINGS, *RELATIONS, *OVERVIEWS,
    *CHANGES, *ADDING, *THREADS, *WATCHING, *AUDITING, *API, *PERMALINKS, *CORRECTING, *TABLES, static_file,
]  # fmt: skip
REFUSALS: Any = {
    HTTPException: on_http_error,
    BadQuery: on_bad_query,
    BadDate: on_bad_query,
    UnknownActor: on_bad_query,
    CannotCorrect: on_bad_change,
    CannotJudge: on_bad_change,
    CannotAsk: on_bad_query,
    CannotWatch: on_bad_query,
    CannotFetch: on_refusal,
    RecordError: on_record_error,
    sqlite3.OperationalError: on_record_error,
    Exception: on_fault,
}


def make_app(file: Path, access: Access | None = None) -> App:
    """The explorer of the record at `file`, opened for each question; without `access` for this machine alone."""
    access = access or Access()
    adding = Adding(file, addresses=access.addresses) if access.adds else None
    kept = Kept(file)
    counted = [RateLimitConfig(rate_limit=("second", A_SECOND)).middleware] if access.secret else []
    app = Litestar(
        route_handlers=HANDLERS,
        state=State({"file": file, "readonly": not access.changes, "adding": adding}),
        middleware=[*counted, remembering(kept)],
        openapi_config=OpenAPIConfig(
            title="communique",
            version=__version__,
            render_plugins=[Described()],
            openapi_router=Router("/api/v1", route_handlers=[], after_request=in_words, include_in_schema=False),
        ),
        exception_handlers=REFUSALS,
        logging_config=None,
    )
    return guarded(app, file, access, kept)
