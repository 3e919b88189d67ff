"""Put the record right by hand: what is said here holds at once, and for every page that comes."""

from __future__ import annotations

from communique.store import Record
from communique.store.record import transaction
from communique.threads import chaining, contending, corrections, happenings, keeping, known, offices_said, persons
from communique.threads.corrections import Correction, Target


def not_same(record: Record, one: str, other: str, reason: str | None = None) -> Correction:
    """Two events of articles tell two acts. Raises CannotCorrect."""
    return _about_events(record, "not same", one, other, reason)


def same(record: Record, one: str, other: str, reason: str | None = None) -> Correction:
    """Two events of articles tell one act. Raises CannotCorrect."""
    return _about_events(record, "same", one, other, reason)


def two_matters(record: Record, one: str, other: str, reason: str | None = None) -> Correction:
    """Two findings of articles (commitments, claims, events, statements) that the rules put into one chain or one
    contention are of two matters. Raises CannotCorrect."""
    with transaction(record):
        targets = [corrections.target_of(record, name) for name in (one, other)]
        if targets[0] == targets[1]:
            raise corrections.CannotCorrect("give two findings")
        made = corrections.note(record, "not same", targets, reason=reason)
        _choose_anew(record, made, _meant(record, made))
    return made


def not_same_person(record: Record, one: str, other: str, reason: str | None = None) -> Correction:
    """Two names in the record ("person-ali-hassan EGY") are two persons. Raises CannotCorrect."""
    return _about_persons(record, "not same person", one, other, reason)


def same_person(record: Record, one: str, other: str, reason: str | None = None) -> Correction:
    """Two names in the record are one person. Raises CannotCorrect."""
    return _about_persons(record, "same person", one, other, reason)


def wrong(
    record: Record, finding: str, *, field: str | None = None, value: str | None = None, reason: str | None = None
) -> Correction:
    """A finding is wrong: in one `field` ("speaker", "office", "event" ...; `value` is what is right), or altogether.

    Its article is joined again with what is right: an event with another date can tell another happening, one that is
    wrong altogether tells of none. Raises CannotCorrect.
    """
    with transaction(record):
        target = corrections.target_of(record, finding)
        right = known.right_value(target.kind, field, value)
        made = corrections.note(record, "wrong", [target], field=field, value=right, reason=reason)
        _thread_anew(record, target)
    return made


def office(
    record: Record,
    name: str,
    title: str,
    *,
    of: str | None = None,
    field: str | None = None,
    value: str | None = None,
    reason: str | None = None,
) -> Correction:
    """A person, by the name in the record, never held an office that pages give; or its `title`, what it is `of` (a state
    or a body), or the days `from` and `until` which it was held are `value`. Holds for all pages. Raises CannotCorrect.
    """
    with transaction(record):
        target = offices_said.office_target(record, name, title, of)
        right = offices_said.right_value(field or None, value)
        made = corrections.note(record, "wrong", [target], field=field or None, value=right, reason=reason)
    return made


def undo(record: Record, name: str) -> Correction:
    """Take a correction back, by its id; what the rules say holds again. Raises CannotCorrect."""
    with transaction(record):
        correction = corrections.found(record, name)
        before = _meant(record, correction)
        taken = corrections.take_back(record, correction.id)
        _choose_anew(record, correction, before)
    return taken


def _about_events(
    record: Record, kind: corrections.CorrectionKind, one: str, other: str, reason: str | None
) -> Correction:
    with transaction(record):
        targets = [corrections.target_of(record, name) for name in (one, other)]
        if any(t.kind != "event" for t in targets) or targets[0] == targets[1]:
            raise corrections.CannotCorrect("give the ids of two events")
        made = corrections.note(record, kind, targets, reason=reason)
        _choose_anew(record, made, _meant(record, made))
    return made


def _about_persons(
    record: Record, kind: corrections.CorrectionKind, one: str, other: str, reason: str | None
) -> Correction:
    with transaction(record):
        targets = [corrections.person_target(record, name) for name in (one, other)]
        if targets[0] == targets[1]:
            raise corrections.CannotCorrect("give two names")
        made = corrections.note(record, kind, targets, reason=reason)
        _choose_anew(record, made, _meant(record, made))
    return made


def _meant(record: Record, correction: Correction) -> list[int]:
    by_kind = corrections.guises_meant if "person" in correction.kind else corrections.tellings_meant
    return [key for target in correction.targets for key in by_kind(record, target)]


def _choose_anew(record: Record, correction: Correction, meant: list[int]) -> None:
    if "person" in correction.kind:
        keeping.join_anew(record, persons.choose_anew(record, meant))
    elif correction.targets[0].kind == offices_said.KIND:
        return  # no join hangs on whose an office is
    elif correction.kind == "wrong":
        _thread_anew(record, correction.targets[0])
    else:
        happenings.choose_anew(record, meant)
        findings = [target.target for target in correction.targets]
        chaining.choose_anew(record, chaining.steps_on(record, findings))
        contending.choose_anew(record, contending.voices_on(record, findings))


def _thread_anew(record: Record, target: Target) -> None:
    """The article, and its copies, are joined again by what is known of it now."""
    keeping.join_anew(record, [r[0] for r in record.execute("SELECT key FROM article WHERE id = ?", (target.article,))])
