"""What readers say of an office holds in every list, for every page, until they take it back."""

from pathlib import Path
from typing import Any

import pytest
from told import act, actor, page

from communique import threads
from communique.exports.formats import FORMATS, pages_of
from communique.search import offices_of
from communique.store import open_record
from communique.threads.sentences import as_toml, wrong_sentences

OFFICE = (("foreign minister", "PER"),)
QUISPE, MAMANI = actor("Rosa Quispe", "PER", offices=OFFICE), actor("Juan Mamani", "PER", offices=OFFICE)
ROJAS = actor("Elena Rojas", "CHL", offices=(("ambassador", "CHL"),))
MET = act("Quispe and Rojas met in Lima", by=(QUISPE, ROJAS), date="2025-03-01")
DAYS = (("2025-01-01", QUISPE), ("2025-02-01", MAMANI), ("2025-03-01", QUISPE), ("2025-04-01", MAMANI))


@pytest.fixture
def record(tmp_path: Path) -> Any:
    record = open_record(tmp_path / "record.db")
    for i, (day, who) in enumerate(DAYS):
        threads.save_page(record, page(f"page-{i}", day, others=(who,)), "reader")
    threads.save_page(record, page("met", "2025-03-02", MET), "reader")
    return record


def held(record: Any, of: str | None = "PER") -> list[tuple[str, str, str | None, str | None]]:
    return [(h.title, h.holder, h.first, h.last) for h in threads.offices_over_time(record, of=of)]


def office_in_panel(record: Any) -> list[str]:
    lines = list(FORMATS["meetings"].write(pages_of(record)))
    columns = lines[0].strip().split(",")
    return [line.split(",")[columns.index("office")] for line in lines[1:] if "Rosa Quispe" in line.split(",")[1]]


def test_an_office_never_held_is_nowhere(record: Any) -> None:
    assert len(held(record)) == 2
    made = threads.correcting.office(record, "person-juan-mamani", "minister of foreign affairs", reason="his deputy")
    assert [holder for _, holder, _, _ in held(record)] == ["Rosa Quispe"]
    assert not any(h.contradictions for h in threads.offices_over_time(record, of="PER"))
    (mamani,) = threads.persons_named(record, "Mamani")
    assert threads.offices_of_person(record, mamani.id) == []
    assert offices_of(record, "person-juan-mamani") == []
    threads.correcting.undo(record, made.id)
    assert len(held(record)) == 2


def test_it_holds_for_pages_that_come_later_and_for_pages_read_anew(record: Any) -> None:
    threads.correcting.office(record, "person-juan-mamani PER", "foreign minister", of="Peru")
    threads.save_page(record, page("later", "2025-06-01", others=(MAMANI,)), "reader")
    threads.save_page(record, page("page-1", "2025-02-01", others=(MAMANI,)), "a newer reader")
    threads.catch_up(record, again=True)
    assert [holder for _, holder, _, _ in held(record)] == ["Rosa Quispe"]
    assert list(threads.check(record)) == []


def test_another_title_joins_those_who_held_it(record: Any) -> None:
    threads.correcting.office(record, "person-juan-mamani", "foreign minister", field="title", value="deputy minister")
    assert [(title, holder) for title, holder, _, _ in held(record)] == [
        ("deputy minister", "Juan Mamani"), ("foreign minister", "Rosa Quispe"),
    ]  # fmt: skip
    (mamani,) = threads.persons_named(record, "Mamani")
    assert [(h.title, h.corrected) for h in threads.offices_of_person(record, mamani.id)] == [
        ("deputy minister", ("title",))
    ]


def test_an_office_of_another_state_stands_there(record: Any) -> None:
    threads.correcting.office(record, "person-juan-mamani", "foreign minister", field="of", value="Bolivia")
    assert [holder for _, holder, _, _ in held(record, "BOL")] == ["Juan Mamani"]
    assert [holder for _, holder, _, _ in held(record, "PER")] == ["Rosa Quispe"]


def test_days_put_right_end_a_contradiction(record: Any) -> None:
    assert all(h.contradictions for h in threads.offices_over_time(record, of="PER"))
    threads.correcting.office(record, "person-rosa-quispe", "foreign minister", field="until", value="2025-01-31")
    threads.correcting.office(record, "person-juan-mamani", "foreign minister", field="from", value="2025-02-01")
    assert held(record) == [
        ("foreign minister", "Rosa Quispe", "2025-01-01", "2025-01-31"),
        ("foreign minister", "Juan Mamani", "2025-02-01", "2025-04-01"),
    ]
    assert not any(h.contradictions for h in threads.offices_over_time(record, of="PER"))


def test_the_panel_of_meetings_has_the_office_of_that_day(record: Any) -> None:
    assert office_in_panel(record) == ["foreign minister"]
    threads.correcting.office(record, "person-rosa-quispe", "foreign minister", field="until", value="2025-02")
    assert office_in_panel(record) == [""]


def test_a_struck_out_event_leaves_every_export(record: Any) -> None:
    event = threads.happenings(record)[0].id
    name = threads.tellings(record, event)[0].event_id
    made = threads.correcting.wrong(record, name)
    assert office_in_panel(record) == []
    threads.correcting.undo(record, made.id)
    assert office_in_panel(record) == ["foreign minister"]


def test_it_becomes_a_sentence_to_test_the_rules_by(record: Any) -> None:
    threads.correcting.office(record, "person-juan-mamani", "foreign minister", reason="his deputy")
    (one,) = wrong_sentences(record)
    assert (one.kind, one.about, one.reason) == (
        "office", "person-juan-mamani / foreign minister / PER", "his deputy",
    )  # fmt: skip
    assert 'must = "not fire"' in "".join(as_toml(iter([one])))


@pytest.mark.parametrize(
    ("name", "title", "field", "value", "told"),
    [
        ("person-nobody", "foreign minister", None, None, "no person person-nobody"),
        ("person-juan-mamani", "queen", None, None, "pages give: foreign minister of PER"),
        ("person-juan-mamani", "foreign minister", "until", "last spring", "2025-07-15"),
        ("person-juan-mamani", "foreign minister", "title", None, "cannot be empty"),
        ("person-juan-mamani", "foreign minister", "colour", "red", "title, of, from, until"),
    ],
)
def test_what_cannot_be_said_of_an_office_is_refused_in_words(
    record: Any, name: str, title: str, field: str | None, value: str | None, told: str
) -> None:
    with pytest.raises(threads.CannotCorrect, match=told):
        threads.correcting.office(record, name, title, field=field, value=value)
