"""What readers put right, in place: each change needs a form of this explorer, is kept with its reason, and can be undone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect, Stream
from msgspec import Struct

from communique.search import who_is
from communique.search.corrected import ROLES, SHOWN
from communique.store import Record, open_record
from communique.threads import Correction, correcting, corrections
from communique.threads.offices_said import offices_said
from communique.threads.sentences import as_toml, wrong_sentences
from communique.web.asking import Maybe, answers, the_record
from communique.web.shown import PATHS, TOKEN, html

LONGEST_REASON = 2000


class Change(Struct, frozen=True, kw_only=True):
    """A form as it comes: `token` proves that it is ours, `back` is the path to return to."""

    token: str = ""
    back: str = "/corrections"
    finding: str = ""
    other: str = ""
    field: str = ""
    value: str = ""
    reason: str = ""
    title: str = ""
    of: str = ""


Form = Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]


@contextmanager
def changing(state: State, change: Change) -> Iterator[Record]:
    """The record, open for a change; refused where the form is not ours."""
    if state.get("readonly"):
        raise PermissionDeniedException("This explorer only shows; it takes no changes.")
    refuse_strangers(change.token)
    record = open_record(state.file)
    try:
        yield record
    finally:
        record.close()


def refuse_strangers(token: str) -> None:
    """A form that is not ours, or is of an explorer that has ended, is refused."""
    if not secrets.compare_digest(token.encode(), TOKEN.encode()):
        raise PermissionDeniedException("This form is out of date: the explorer was started anew. Load the page again.")


def back(change: Change) -> Redirect:
    """To the page the form stood on; never to another site."""
    ours = change.back.startswith("/") and not change.back.startswith(("//", "/\\"))
    return Redirect(change.back if ours else "/corrections", status_code=303)


@post("/correct/wrong", include_in_schema=False, sync_to_thread=True)
def correct_wrong(state: State, data: Form) -> Redirect:
    """A finding is wrong, altogether or in one field."""
    with changing(state, data) as record:
        correcting.wrong(
            record,
            data.finding,
            field=data.field or None,
            value=data.value.strip()[:LONGEST_REASON] or None,
            reason=reason(data),
        )
    return back(data)


@post("/correct/not-same", include_in_schema=False, sync_to_thread=True)
def correct_not_same(state: State, data: Form) -> Redirect:
    """Two events tell two acts."""
    with changing(state, data) as record:
        correcting.not_same(record, data.finding, data.other, reason(data))
    return back(data)


@post("/correct/same", include_in_schema=False, sync_to_thread=True)
def correct_same(state: State, data: Form) -> Redirect:
    """Two events tell one act."""
    with changing(state, data) as record:
        correcting.same(record, data.finding, data.other.strip().rpartition("/")[2], reason(data))
    return back(data)


@post("/correct/not-same-person", include_in_schema=False, sync_to_thread=True)
def correct_not_same_person(state: State, data: Form) -> Redirect:
    """Two names mean two persons."""
    with changing(state, data) as record:
        correcting.not_same_person(record, data.finding, data.other, reason(data))
    return back(data)


@post("/correct/same-person", include_in_schema=False, sync_to_thread=True)
def correct_same_person(state: State, data: Form) -> Redirect:
    """Two names mean one person; the other as a reader calls it."""
    with changing(state, data) as record:
        correcting.same_person(record, data.finding, who_is(record, data.other), reason(data))
    return back(data)


@post("/correct/two-matters", include_in_schema=False, sync_to_thread=True)
def correct_two_matters(state: State, data: Form) -> Redirect:
    """Two findings that were followed as one promise or one claim are of two matters."""
    with changing(state, data) as record:
        correcting.two_matters(record, data.finding, data.other, reason(data))
    return back(data)


@post("/correct/office", include_in_schema=False, sync_to_thread=True)
def correct_office(state: State, data: Form) -> Redirect:
    """Somebody never held an office, or it was another, or between other days."""
    with changing(state, data) as record:
        correcting.office(
            record, data.finding, data.title, of=data.of, field=data.field, value=data.value.strip()[:LONGEST_REASON],
            reason=reason(data),
        )  # fmt: skip
    return back(data)


@post("/correct/undo", include_in_schema=False, sync_to_thread=True)
def correct_undo(state: State, data: Form) -> Redirect:
    """Take a correction back."""
    with changing(state, data) as record:
        correcting.undo(record, data.finding)
    return back(data)


def reason(change: Change) -> str | None:
    return change.reason.strip()[:LONGEST_REASON] or None


@get("/corrections", include_in_schema=False, sync_to_thread=True)
def corrections_page(state: State, all: Maybe = None) -> Response[str]:
    """Everything readers have put right."""
    with the_record(state) as record:
        made = corrections(record, undone=bool(all))
    return html("corrections.html", made=list(reversed(made)), everything=bool(all), paths=PATHS, here="corrections")


@answers("/api/v1/corrections")
def corrections_list(state: State) -> list[Correction]:
    """Everything readers have put right, as it stands now."""
    with the_record(state) as record:
        return corrections(record)


@get("/corrections/download", include_in_schema=False, sync_to_thread=True)
def corrections_file(state: State) -> Stream:
    """The corrections as JSON Lines, those taken back too."""
    with the_record(state) as record:
        lines = [msgspec.json.encode(one).decode() + "\n" for one in corrections(record, undone=True)]
    headers = {"content-disposition": 'attachment; filename="corrections.jsonl"'}
    return Stream(iter(lines), media_type="application/jsonl", headers=headers)


@get("/corrections/sentences", include_in_schema=False, sync_to_thread=True)
def corrections_sentences(state: State) -> Response[str]:
    """Findings that readers struck out or put right, as sentences to test the rules by (TOML)."""
    with the_record(state) as record:
        told = "".join(as_toml(wrong_sentences(record)))
    headers = {"content-disposition": 'attachment; filename="sentences.toml"', "cache-control": "no-cache"}
    return Response(told, media_type="application/toml", headers=headers)


def about(record: Record, finding: str) -> list[Correction]:
    """What readers say of one finding."""
    return [one for one in corrections(record) if any(target.target == finding for target in one.targets)]


def about_offices(record: Record, person_id: str) -> list[Correction]:
    """What readers say of the offices of a person."""
    said = {one.correction for one in offices_said(record) if person_id in one.persons}
    return [one for one in corrections(record) if one.id in said] if said else []


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind of finding that a reader may put right."""
    own = {
        "event": ("event", "factuality", "date", "place", "actor", "recipient", "mediator", "host"),
        "statement": ("speaker", "addressee", "channel", "date"),
        "claim": ("asserted_by", "denied_by"),
        "commitment": ("debtor", "creditor", "act", "due", "status"),
    }[kind]
    return tuple(field for field in own if field in SHOWN or field in ROLES)


CHANGES = [
    correct_wrong, correct_not_same, correct_same, correct_not_same_person, correct_same_person, correct_two_matters,
    correct_office, correct_undo, corrections_page, corrections_list, corrections_file, corrections_sentences,
]  # fmt: skip
