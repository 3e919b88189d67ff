"""Corrections for programs: the same that readers make on the pages, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Request, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body
from msgspec import Struct

from communique.store import Record, open_record
from communique.threads import Correction, correcting
from communique.web.asking import Name, Problem


def refusal(words: str) -> ResponseSpec:
    """An answer that says no, and why, as the API's document has it."""
    return ResponseSpec(Problem, description=words, media_type="application/problem+json", generate_examples=False)


REFUSALS = {
    status: refusal(words)
    for status, words in (
        (400, "There is nothing of that id or name, or it cannot be corrected so; `title` says what would be right."),
        (403, "This explorer takes no changes."),
        (415, "Send JSON, as application/json."),
    )
}


class Put(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be put right. `what` says how: a finding is wrong (in one `field`, where `value` is right, or altogether);
    `one` and `other` are the same act, or not, or two matters, or the same person, or not; the person `one` never held the
    office `title` (`of` a state or body), or its `field` (title, of, from, until) is `value`."""

    what: Literal["wrong", "same", "not same", "two matters", "same person", "not same person", "office"]
    one: str
    other: str = ""
    title: str = ""
    of: str | None = None
    field: str | None = None
    value: str | None = None
    reason: str | None = None


Said = Annotated[Put, Body(media_type=RequestEncodingType.JSON)]


def put(record: Record, said: Put) -> Correction:
    """Keep a correction. Raises CannotCorrect."""
    if said.what == "wrong":
        return correcting.wrong(record, said.one, field=said.field, value=said.value, reason=said.reason)
    if said.what == "office":
        return correcting.office(
            record, said.one, said.title, of=said.of, field=said.field, value=said.value, reason=said.reason
        )
    of_two = {
        "same": correcting.same, "not same": correcting.not_same, "two matters": correcting.two_matters,
        "same person": correcting.same_person, "not same person": correcting.not_same_person,
    }  # fmt: skip
    return of_two[said.what](record, said.one, said.other, said.reason)


def refuse_forms(state: State, request: Request[object, object, State]) -> None:
    """A page of another site can send a form here, but not JSON."""
    if state.get("readonly"):
        raise PermissionDeniedException("This explorer only shows; it takes no changes.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException("Send JSON, as application/json.", status_code=415)


@post("/api/v1/corrections", sync_to_thread=True, responses=REFUSALS, summary="Put something right")
def put_right(state: State, request: Request[object, object, State], data: Said) -> Correction:
    """Put something right: it holds at once in every list, and for every page that comes."""
    refuse_forms(state, request)
    record = open_record(state.file)
    try:
        return put(record, data)
    finally:
        record.close()


@post("/api/v1/corrections/{name:str}/undo", sync_to_thread=True, responses=REFUSALS, summary="Take a correction back")
def undo(state: State, request: Request[object, object, State], name: Name) -> Correction:
    """Take a correction back: what the rules say holds again."""
    refuse_forms(state, request)
    record = open_record(state.file)
    try:
        return correcting.undo(record, name)
    finally:
        record.close()


CORRECTING = [put_right, undo]
