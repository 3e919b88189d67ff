"""A claim is followed over pages, with everybody who asserts or denies it."""

from pathlib import Path
from typing import Any

import pytest
from told import act, actor
from undertaken import contested, page

from communique import threads
from communique.store import check, open_record

LAOS, NEPAL = actor("Laos", "LAO", "state"), actor("Nepal", "NPL", "state")
BOUPHA, THAPA = actor("Boupha Vongsa", "LAO"), actor("Ramesh Thapa", "NPL")
ACCUSED = act(
    "Laos accused Nepal of counterfeiting its coffee stamps", "ACCUSE", by=(LAOS,), to=(NEPAL,), mode=("allege",)
)
DENIED = contested("Thapa denied that Nepal had counterfeited coffee stamps", "Nepal had counterfeited coffee stamps",
                   denied=(THAPA,))  # fmt: skip
AGAIN = contested("Boupha says Nepal counterfeited the coffee stamps, which Nepal denies", "Nepal counterfeited the coffee stamps",
                  (BOUPHA,), (NEPAL,))  # fmt: skip
OTHER = contested(
    "Thapa denied that Nepal had jammed a radio in Laos", "Nepal had jammed a radio in Laos", denied=(THAPA,)
)


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def kept(record: Any, *pages: Any) -> None:
    for one in pages:
        threads.save_page(record, one, "reader")
    assert list(threads.check(record)) == []
    assert list(check(record)) == []


def test_an_accusation_and_two_denials_are_one_contention(record: Any) -> None:
    kept(record, page("a", "2025-03-01", ACCUSED), page("b", "2025-03-03", DENIED), page("c", "2025-04-01", AGAIN))
    (one,) = threads.contentions(record)
    assert [(s.name, s.since) for s in one.asserted_by] == [("Laos", "2025-03-01"), ("Boupha Vongsa", "2025-04-01")]
    assert [(s.name, s.since) for s in one.denied_by] == [("Ramesh Thapa", "2025-03-03"), ("Nepal", "2025-04-01")]
    assert len(threads.contentions(record, who=["of-lao", "of-npl"])) == 1


def test_what_a_minister_denies_is_found_under_his_state(record: Any) -> None:
    kept(record, page("a", "2025-03-01", ACCUSED), page("b", "2025-03-03", DENIED))
    assert len(threads.contentions(record, who=["state-npl"])) == 1
    assert threads.contentions(record, who=["state-lao", "state-fji"]) == []


def test_another_claim_of_the_same_parties_stays_apart(record: Any) -> None:
    kept(record, page("b", "2025-03-03", DENIED), page("d", "2025-03-04", OTHER))
    assert {c.what for c in threads.contentions(record)} == {
        "Nepal had counterfeited coffee stamps", "Nepal had jammed a radio in Laos"}  # fmt: skip


def test_what_nobody_denies_is_no_contention(record: Any) -> None:
    kept(record, page("a", "2025-03-01", ACCUSED))
    assert threads.contentions(record) == []


def test_voices_said_to_be_on_two_matters_stay_two(record: Any) -> None:
    kept(record, page("b", "2025-03-03", DENIED), page("c", "2025-04-01", AGAIN))
    (one,) = threads.contentions(record)
    made = threads.correcting.two_matters(record, *(v.finding for v in one.voices))
    assert len(threads.contentions(record)) == 2
    threads.correcting.undo(record, made.id)
    assert len(threads.contentions(record)) == 1
    assert list(threads.check(record)) == []


def test_a_person_under_two_names_is_one_who_denies(record: Any) -> None:
    thapa = actor("Thapa", "NPL", offices=(("minister", "NPL"),))
    in_full = actor("Ramesh Thapa", "NPL", offices=(("minister", "NPL"),))
    for number, who in enumerate((in_full, thapa)):
        told = contested("Thapa denied that Nepal had counterfeited coffee stamps", "Nepal had counterfeited coffee stamps",
                         denied=(who,))  # fmt: skip
        kept(record, page(f"p{number}", f"2025-03-0{number + 3}", told))
    (one,) = threads.contentions(record)
    assert [(s.name, s.since, s.until) for s in one.denied_by] == [("Ramesh Thapa", "2025-03-03", "2025-03-04")]
