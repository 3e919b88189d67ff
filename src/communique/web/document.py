"""The OpenAPI document, for who has nothing else: it says in words what may be asked, and how a list is read to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin

TOLD = """The record of what pages report, each finding with the words it rests on. Lists begin with the newest: ask with `offset`
grown by `limit` until nothing comes. `/api/v1/tables/NAME` sends a whole list at once, as CSV or JSON Lines. Every answer has an
ETag; who sends it back as If-None-Match is told by 304 that nothing has changed. What cannot be asked is said in words, as
application/problem+json. communique reports what pages say, not what is so."""
# What a parameter asks, wherever it stands and says nothing itself.
ASKED = {
    "what": "An event's PLOVER type (CONSULT), a promise's kind (pledge), a statement's channel (phone).",
    "status": "Of an event its factuality (actual, planned, negated, possible), of a promise how it stands (open, done; over all pages also"
    " overdue), of a statement its manner (direct).",
    "place": "Where an event happened, by the name that the record has.",
    "since": "The first day: 2025-07-15, 2025-07 or 2025.",
    "until": "The last day: 2025-07-15; 2025-07 and 2025 take in the whole month and year.",
    "words": 'Words of the article; in quotation marks a phrase; -word must not occur; a OR b; "visited" finds "visit".',
    "about": "Words of the name of a project or meeting that the finding's own words tell of.",
    "q": "Words of the name.",
    "kind": "A kind: of actors state, person, party, body, armed group, military, company, media, intergovernmental or population.",
    "country": "The code of a country, as KEN, that the article names anybody of.",
    "outlet": "The publisher, as the record has it.",
    "month": "The month of publication: 2025-07.",
    "actors": "How many actors at most: 40, 100 or 200.",
    "who": "An actor as the record gathers it: person-ishaq-dar, state-ken, of-ken for everybody of Kenya.",
    "one": "An actor as the record gathers it: state-ken, of-ken for everybody of Kenya.",
    "other": "The other actor, as the record gathers it.",
    "code": "The code of a state, as KEN.",
    "name": "An id, as the lists give it.",
    "article_id": "An article's id, as the lists give it.",
    "finding": "A finding's id, as the lists give it.",
}
# Where days may be told from the newest article back, and a name means several.
BACK = ("/api/v1/brief", "/api/v1/places", "/api/v1/ties")
ELSEWHERE = {
    **{(path, "since"): "The first day: 2025-07-15, 2025-07, or 90d or 2w back from the last." for path in BACK},
    ("/api/v1/brief", "about"): "Only what these are party to, a comma between: PAK,Ishaq Dar.",
    ("/api/v1/tables/{name}", "name"): "Which list.",
}


class Described(JsonRenderPlugin):
    """The document as JSON, with words for every parameter."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        openapi_schema["info"]["description"] = TOLD
        for path, parameter in _parameters(openapi_schema):
            words = ELSEWHERE.get((path, parameter["name"])) or ASKED.get(parameter["name"])
            if words and not parameter.get("description"):
                parameter["description"] = words
        return super().render(request, openapi_schema)


def _parameters(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every parameter of the document, with the path it stands in."""
    for path, methods in document["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                yield path, parameter
