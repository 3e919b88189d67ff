"""The audit: findings drawn by chance, to be marked right, wrong or unsure, by people and by programs; and taken back."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from communique.model import CommitmentKind, EventType, Manner
from communique.search import Found, Wanted, find_findings
from communique.search.auditing import (
    VERDICTS,
    Judged,
    Precision,
    Verdict,
    draw,
    judge,
    judged,
    precisions,
    take_back,
)
from communique.store import Record, load_article, open_record, places_of
from communique.web.asking import Limit, Maybe, Name, Offset, answers, the_record
from communique.web.changing import Change, back, changing
from communique.web.correcting_api import REFUSALS, refusal, refuse_forms
from communique.web.finding import lines_about
from communique.web.shown import html, query_of

Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]
KindName = Literal["event", "statement", "claim", "commitment"]
Kind = FromQuery[KindName]
# The types an audit may be narrowed to.
NARROWED: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType), "statement": get_args(Manner), "claim": (), "commitment": get_args(CommitmentKind),
}  # fmt: skip
# Of what was marked so much stands on the page, the last first: a slip is noticed at once or a few marks later.
LAST = 6


@get("/audit", include_in_schema=False, sync_to_thread=True)
def audit_page(state: State, kind: Kind = "event", what: Maybe = None, again: Maybe = None) -> Response[str]:
    """A finding drawn by chance, or `again` the one whose mark was taken back, with its words, to be marked; what was marked
    last; and the share that was right until now."""
    with the_record(state) as record:
        found = the_one(record, kind, again) or draw(record, kind, what or None)
        places = [place for place in places_of(record, found.id) if place.id == found.id] if found else []
        article = load_article(record, places[0].article) if places else None
        told = precisions(record)
        marked = [(one, the_one(record, one.kind, one.finding)) for one in judged(record, LAST)]
    return html(
        "audit.html", found=found, lines=lines_about(article, found.id) if found and article else [], told=told, kind=kind,
        what=what or "", types=NARROWED, verdicts=VERDICTS, marked=marked, here="audit",
    )  # fmt: skip


def the_one(record: Record, kind: str, finding: str | None) -> Found | None:
    """The finding of this id, where the record still has it."""
    return next(iter(find_findings(record, kind, Wanted(id=finding), 1)), None) if finding else None


@post("/audit/mark", include_in_schema=False, sync_to_thread=True)
def audit_marked(state: State, data: Form) -> Redirect:
    """Keep what a reader says of a finding: `field` its kind, `value` the verdict."""
    with changing(state, data) as record:
        verdict = next((one for one in VERDICTS if one == data.value), None)
        if verdict is None or data.field not in NARROWED or judge(record, data.field, data.finding, verdict) is None:
            raise NotFoundException(NOTHING_MARKED)
    return back(data)


@post("/audit/undo", include_in_schema=False, sync_to_thread=True)
def audit_undone(state: State, data: Form) -> Redirect:
    """Take a mark back, and show the finding again."""
    with changing(state, data) as record:
        one = take_back(record, data.finding)
        if one is None:
            raise NotFoundException(NOT_MARKED)
    asked = {"kind": one.kind, "what": data.value if one.kind == data.field else "", "again": one.finding}
    return Redirect(f"/audit?{query_of(asked)}", status_code=303)


NOTHING_MARKED = "There is no such finding in this record, or no such verdict."
NOT_MARKED = "Nobody has marked a finding of that id."


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


@answers("/api/v1/audit/marks")
def audit_marks(state: State, limit: Limit = 50, offset: Offset = 0) -> list[Judged]:
    """What readers said of each finding drawn, the newest first."""
    with the_record(state) as record:
        return judged(record, limit, offset)


class Mark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reader's word on a finding; it takes the place of an earlier one."""

    kind: KindName
    finding: str
    verdict: Verdict


Said = Annotated[Mark, Body(media_type=RequestEncodingType.JSON)]
REFUSED = {**REFUSALS, 404: refusal("There is no such finding in this record, or nobody has marked it.")}


@post("/api/v1/audit/marks", sync_to_thread=True, responses=REFUSED, summary="Mark a finding right, wrong or unsure")
def audit_mark(state: State, request: Request[object, object, State], data: Said) -> Judged:
    """Mark a finding right, wrong or unsure."""
    refuse_forms(state, request)
    record = open_record(state.file)
    try:
        one = judge(record, data.kind, data.finding, data.verdict)
    finally:
        record.close()
    if one is None:
        raise NotFoundException(NOTHING_MARKED)
    return one


@post("/api/v1/audit/marks/{finding:str}/undo", sync_to_thread=True, responses=REFUSED, summary="Take a mark back")
def audit_mark_undo(state: State, request: Request[object, object, State], finding: Name) -> Judged:
    """Take a mark back: the finding counts as not judged, and can be drawn again."""
    refuse_forms(state, request)
    record = open_record(state.file)
    try:
        one = take_back(record, finding)
    finally:
        record.close()
    if one is None:
        raise NotFoundException(NOT_MARKED)
    return one


AUDITING = [audit_page, audit_marked, audit_undone, audit_file, audit_list, audit_marks, audit_mark, audit_mark_undo]
