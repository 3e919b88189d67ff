"""One person under many spellings is one; two of one name are two; offices pass from one to the next."""

from pathlib import Path
from typing import Any

import pytest
from told import actor, page

from communique import threads
from communique.model import Actor
from communique.store import open_record
from communique.threads.spelling import same_person, sounds_of


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def seen(record: Any, *sightings: tuple[str, Actor]) -> set[frozenset[str]]:
    """Store a page a sighting, on its day; the spellings of each person there is."""
    for number, (day, who) in enumerate(sightings):
        threads.save_page(record, page(f"p{number}", day, others=(who,)), "reader")
    assert list(threads.check(record)) == []
    ids = [row[0] for row in record.execute("SELECT id FROM person")]
    return {frozenset(threads.person(record, one).names) for one in ids}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Ivanov", "Sergei Ivanov"),
        ("Mohammed al-Sudairi", "Muhammad Al Sudairi"),
        ("Yusuf Abdul Rahman", "Yousuf Abdulrahman"),
        ("Park Jong-un", "Park Jong Un"),
        ("Wei Lin", "Lin Wei"),
        ("Oyelaran", "Tunde Oyelaran"),
        ("Andrei Petrovich Volkov", "Andrey Volkov"),
        ("Şükrü Çelik", "Sukru Celik"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert same_person(sounds_of(one), sounds_of(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Ali Hassan", "Ali Hussain Shah"), ("Jong", "Park Jong Un"), ("Maria Silva", "Marta Souza")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_person(sounds_of(one), sounds_of(other))


def test_one_person_in_several_offices_and_spellings_is_one(record: Any) -> None:
    found = seen(
        record,
        ("2025-01-01", actor("Sergei Ivanov", "RUS", offices=(("deputy foreign minister", "RUS"),))),
        ("2025-06-01", actor("Sergey Ivanov", "RUS", offices=(("foreign minister", "RUS"),))),
        ("2025-06-02", actor("Sergey Ivanov", None)),
    )
    assert found == {frozenset(("Sergei Ivanov", "Sergey Ivanov"))}


def test_two_of_one_name_in_two_states_are_two(record: Any) -> None:
    found = seen(
        record,
        ("2025-01-01", actor("Ali Hassan", "EGY", offices=(("ambassador", "EGY"),))),
        ("2025-01-01", actor("Ali Hassan", "IRQ", offices=(("oil minister", "IRQ"),))),
    )
    assert len(threads.persons_named(record, "Ali Hassan")) == 2
    assert found == {frozenset(("Ali Hassan",))}


def test_a_page_that_misreads_whose_minister_it_is_makes_no_second_person(record: Any) -> None:
    seen(
        record,
        ("2025-01-01", actor("Rosa Quispe", "PER", offices=(("foreign minister", "PER"),))),
        ("2025-01-02", actor("Rosa Quispe", "BOL", offices=(("minister of foreign affairs", "BOL"),))),
    )
    (person,) = threads.persons_named(record, "Quispe")
    assert person.articles == 2


def test_readers_say_who_is_who(record: Any) -> None:
    seen(
        record,
        ("2025-01-01", actor("Ali Hassan", "EGY", offices=(("ambassador", "EGY"),))),
        ("2025-01-01", actor("Ali Hassan", "IRQ", offices=(("oil minister", "IRQ"),))),
    )
    made = threads.correcting.same_person(record, "person-ali-hassan EGY", "person-ali-hassan IRQ")
    assert len(threads.persons_named(record, "Ali Hassan")) == 1
    threads.catch_up(record, again=True)
    assert len(threads.persons_named(record, "Ali Hassan")) == 1
    threads.correcting.undo(record, made.id)
    assert len(threads.persons_named(record, "Ali Hassan")) == 2
    assert list(threads.check(record)) == []


def test_an_office_passes_from_one_to_the_next(record: Any) -> None:
    office = (("foreign minister", "PER"),)
    seen(
        record,
        ("2025-01-01", actor("Rosa Quispe", "PER", offices=office)),
        ("2025-03-01", actor("Rosa Quispe", "PER", offices=office)),
        ("2025-05-01", actor("Juan Mamani", "PER", offices=(("minister of foreign affairs", "PER"),))),
    )
    first, second = threads.offices_over_time(record, of="PER")
    assert (first.holder, first.first, first.last, first.successor) == (
        "Rosa Quispe", "2025-01-01", "2025-03-01", second.person,
    )  # fmt: skip
    assert (second.holder, second.predecessor, second.contradictions) == ("Juan Mamani", first.person, ())


def test_two_holders_at_once_contradict_each_other(record: Any) -> None:
    office = (("foreign minister", "PER"),)
    days = (("2025-01-01", "Rosa Quispe"), ("2025-02-01", "Juan Mamani"), ("2025-03-01", "Rosa Quispe"),
            ("2025-04-01", "Juan Mamani"))  # fmt: skip
    seen(record, *((day, actor(name, "PER", offices=office)) for day, name in days))
    assert all(h.contradictions for h in threads.offices_over_time(record, of="PER"))


def test_two_persons_of_one_name_and_state_are_parted_by_their_offices(record: Any) -> None:
    envoy = actor("Ali Hassan", "EGY", offices=(("ambassador", "EGY"),))
    banker = actor("Ali Hassan", "EGY", offices=(("bank governor", "EGY"),))
    nobody = actor("Ali Hassan", "EGY")
    seen(record, ("2025-01-01", envoy), ("2025-01-02", banker), ("2025-01-03", nobody))
    assert len(threads.persons_named(record, "Ali Hassan")) == 1
    made = threads.correcting.not_same_person(
        record, "person-ali-hassan EGY ambassador", "person-ali-hassan EGY bank governor", "two men"
    )
    assert len(threads.persons_named(record, "Ali Hassan")) == 2
    assert list(threads.check(record)) == []
    threads.correcting.undo(record, made.id)
    assert len(threads.persons_named(record, "Ali Hassan")) == 1


def test_who_is_called_minister_of_two_states_is_told_as_a_contradiction(record: Any) -> None:
    seen(
        record,
        ("2025-01-01", actor("Rosa Quispe", "PER", offices=(("foreign minister", "PER"),))),
        ("2025-01-02", actor("Rosa Quispe", "BOL", offices=(("foreign minister", "BOL"),))),
    )
    (person,) = threads.persons_named(record, "Quispe")
    told = {h.of: h.contradictions for h in threads.offices_of_person(record, person.id)}
    assert told["PER"] == ("also called foreign minister of BOL: a slip, or two persons of one name",)
    assert told["BOL"] == ("also called foreign minister of PER: a slip, or two persons of one name",)


def ministers(*days_and_states: tuple[str, str]) -> list[tuple[str, Actor]]:
    return [(day, actor("Rosa Quispe", of, offices=(("foreign minister", of),))) for day, of in days_and_states]


BOTH = (("2025-01-01", "PER"), ("2025-01-05", "BOL"), ("2025-01-09", "PER"), ("2025-01-12", "BOL"))


def test_ministers_of_two_states_told_day_by_day_are_two_of_one_name(record: Any) -> None:
    seen(record, *ministers(*BOTH))
    assert [one.countries for one in threads.persons_named(record, "Quispe")] in (
        [("PER",), ("BOL",)],
        [("BOL",), ("PER",)],
    )
    assert not any(h.contradictions for of in ("PER", "BOL") for h in threads.offices_over_time(record, of=of))


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((*BOTH[:3], ("2025-01-05", "BOL")), id="one day's slip and its copy"),
        pytest.param((("2025-01-01", "PER"), ("2025-01-02", "PER"), ("2026-01-01", "BOL"), ("2026-01-02", "BOL")), id="years apart"),
        pytest.param((*((f"2025-01-{day:02}", "PER") for day in range(1, 10)), *BOTH[1::2]), id="two slips of eleven"),
    ],
)  # fmt: skip
def test_what_may_be_a_slip_parts_nobody(record: Any, days: tuple[tuple[str, str], ...]) -> None:
    seen(record, *ministers(*days))
    (one,) = threads.persons_named(record, "Quispe")
    assert any(h.contradictions for h in threads.offices_of_person(record, one.id))


def test_an_article_that_gives_one_person_both_offices_ties_them(record: Any) -> None:
    offices = (("foreign minister", "PER"), ("foreign minister", "BOL"))
    seen(record, *ministers(*BOTH), ("2025-02-01", actor("Rosa Quispe", "PER", offices=offices)))
    assert len(threads.persons_named(record, "Quispe")) == 1


def test_a_reader_says_that_ministers_of_two_states_are_one(record: Any) -> None:
    seen(record, *ministers(*BOTH))
    made = threads.correcting.same_person(record, "person-rosa-quispe PER", "person-rosa-quispe BOL")
    assert len(threads.persons_named(record, "Quispe")) == 1
    threads.correcting.undo(record, made.id)
    assert len(threads.persons_named(record, "Quispe")) == 2
    assert list(threads.check(record)) == []


def test_lawmakers_of_two_states_are_two_persons_whatever_the_page_says_of_their_state(record: Any) -> None:
    seen(
        record,
        ("2025-01-01", actor("Rosa Quispe", "PER", offices=(("prime minister", "PER"),))),
        ("2025-01-02", actor("Rosa Quispe", "BOL", offices=(("opposition lawmaker", "BOL"),))),
        ("2025-01-03", actor("Rosa Quispe", None, offices=(("opposition lawmaker", "CHL"),))),
    )
    assert len(threads.persons_named(record, "Quispe")) == 3
