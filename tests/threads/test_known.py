"""What readers put right, and what other pages tell of a person, decides what is joined."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from told import act, actor, page
from undertaken import page as page_of
from undertaken import promise

from communique import threads
from communique.model import Page
from communique.store import check, open_record
from communique.threads.sentences import as_toml, wrong_sentences

KASSIM, ORLOV = actor("Layla Kassim", "JOR"), actor("Pavel Orlov", "RUS")
JORDAN, RUSSIA = actor("Jordan", "JOR", "state"), actor("Russia", "RUS", "state")
QUISPE, UNKNOWN = actor("Rosa Quispe", "PER"), actor("Rosa Quispe", None)
PERU, CHILE = actor("Peru", "PER", "state"), actor("Chile", "CHL", "state")
MET = act("Kassim met Orlov in Amman to talk about grain", by=(KASSIM, ORLOV), date="2025-03-04", place="Amman")
MISDATED = act("Jordan and Russia held a meeting on grain supplies", by=(JORDAN, RUSSIA), date="2025-02-04")
SIGNED = act("Peru and Chile signed a cocoa agreement", "SUPPORT", by=(PERU, CHILE), date="2025-03-04")
SHE_SIGNED = act("Quispe signed an agreement with Chile on cocoa", "SUPPORT", by=(UNKNOWN, CHILE))


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def kept(record: Any, *pages: Page) -> None:
    for one in pages:
        threads.save_page(record, one, "reader")
    sound(record)


def sound(record: Any) -> None:
    assert [*check(record), *threads.check(record)] == []


def number_of_happenings(record: Any) -> int:
    sound(record)
    return len(threads.happenings(record, limit=99))


def test_a_date_put_right_joins_the_act_to_its_other_report(record: Any) -> None:
    amman, moscow = page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", MISDATED)
    kept(record, amman, moscow)
    assert number_of_happenings(record) == 2
    event = moscow.articles[0].events[0].id
    made = threads.correcting.wrong(record, event, field="date", value="2025-03-04")
    assert number_of_happenings(record) == 1
    threads.correcting.undo(record, made.id)
    assert number_of_happenings(record) == 2


def test_a_party_put_right_parts_two_acts(record: Any) -> None:
    other = act("Jordan and Russia met about grain", by=(JORDAN, RUSSIA), date="2025-03-04")
    amman, moscow = page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", other)
    kept(record, amman, moscow)
    assert number_of_happenings(record) == 1
    threads.correcting.wrong(record, moscow.articles[0].events[0].id, field="actor", value="Jordan; Peru")
    assert number_of_happenings(record) == 2


def test_a_happening_shows_the_date_a_reader_gives_it(record: Any) -> None:
    moscow = page("moscow", "2025-03-05", MISDATED)
    kept(record, moscow)
    threads.correcting.wrong(record, moscow.articles[0].events[0].id, field="date", value="2025-03-04")
    assert [h.date for h in threads.happenings(record)] == ["2025-03-04"]


def test_a_correction_holds_for_a_page_that_comes_later(record: Any) -> None:
    moscow = page("moscow", "2025-03-05", MISDATED)
    kept(record, moscow)
    threads.correcting.wrong(record, moscow.articles[0].events[0].id, field="date", value="2025-03-04")
    kept(record, page("amman", "2025-03-04", MET))
    assert number_of_happenings(record) == 1


def test_a_due_day_put_right_is_the_day_a_promise_is_overdue_from(record: Any) -> None:
    pledged = promise(
        "Chile will give Peru four radars by May", (CHILE,), (PERU,), due="2025-05", act="give four radars"
    )
    one = page_of("lima", "2025-03-05", pledged)
    kept(record, one)
    threads.correcting.wrong(record, one.articles[0].commitments[0].id, field="due", value="2025-08")
    assert [c.due for c in threads.chains(record)] == [("2025-08-01", "2025-08-31")]


def test_a_promise_said_to_be_none_is_no_chain(record: Any) -> None:
    pledged = promise(
        "Chile will give Peru four radars by May", (CHILE,), (PERU,), due="2025-05", act="give four radars"
    )
    one = page_of("lima", "2025-03-05", pledged)
    kept(record, one)
    made = threads.correcting.wrong(record, one.articles[0].commitments[0].id)
    assert threads.chains(record) == []
    sound(record)
    threads.correcting.undo(record, made.id)
    assert len(threads.chains(record)) == 1


@pytest.mark.parametrize("last", [0, 1, 2])
def test_whose_minister_she_is_may_stand_on_another_page(record: Any, last: int) -> None:
    told = act("Rosa Quispe opened a fair", "COOPERATE", by=(QUISPE,), date="2025-02-01")
    pages = [
        page("lima", "2025-03-05", SIGNED),
        page("column", "2025-03-05", SHE_SIGNED),
        page("fair", "2025-02-01", told),
    ]
    kept(record, *pages[last:], *pages[:last])
    assert number_of_happenings(record) == 2


def test_two_persons_of_one_name_lend_nobody_a_state(record: Any) -> None:
    fair = act("Rosa Quispe opened a fair", "COOPERATE", by=(QUISPE,), date="2025-02-01")
    namesake = act("Rosa Quispe closed a fair", "REJECT", by=(actor("Rosa Quispe", "BOL"),), date="2025-02-09")
    alone = act("Quispe signed a deal on radars", "SUPPORT", by=(UNKNOWN,))
    kept(
        record,
        page("fair", "2025-02-01", fair),
        page("other", "2025-02-09", namesake),
        page("alone", "2025-03-05", alone),
    )
    traits = record.execute("SELECT traits FROM happening_event WHERE traits LIKE '%radar%'").fetchone()[0]
    assert '"PER"' not in traits


def test_an_act_told_again_weeks_later_without_its_day_is_the_same(record: Any) -> None:
    agreed = act(
        "Jordan agreed to let Russia study the grain silos", "AGREE", by=(JORDAN,), to=(RUSSIA,), date="2025-03-04"
    )
    again = act("Jordan had agreed that Russia could study the silos", "AGREE", by=(JORDAN,), to=(RUSSIA,))
    kept(record, page("amman", "2025-03-05", agreed), page("later", "2025-04-20", again))
    (one,) = threads.happenings(record)
    assert [t.rule for t in threads.tellings(record, one.id)] == [None, "join-retold"]


def test_an_act_told_again_that_fits_two_is_joined_to_neither(record: Any) -> None:
    agreed = act(
        "Jordan agreed to let Russia study the grain silos", "AGREE", by=(JORDAN,), to=(RUSSIA,), date="2025-03-04"
    )
    anew = act(
        "Jordan agreed again to let Russia study grain silos", "AGREE", by=(JORDAN,), to=(RUSSIA,), date="2025-03-24"
    )
    again = act("Jordan had agreed that Russia could study the silos", "AGREE", by=(JORDAN,), to=(RUSSIA,))
    pages = page("amman", "2025-03-05", agreed), page("later", "2025-04-20", again), page("anew", "2025-03-25", anew)
    kept(record, *pages)
    assert number_of_happenings(record) == 3


def test_they_on_a_page_about_two_states_are_these_two(record: Any) -> None:
    whole = act(
        "Jordan and Russia signed a plan to dredge the harbour", "SUPPORT", by=(JORDAN, RUSSIA), date="2025-03-04"
    )
    they = act("They signed a plan to dredge the harbour", "SUPPORT")
    others = act("They signed a plan to sell seven ferries", "SUPPORT")
    kept(record, page("amman", "2025-03-05", whole), page("port", "2025-03-05", they, others=(JORDAN, RUSSIA)))
    assert number_of_happenings(record) == 1
    kept(record, page("ferries", "2025-03-05", others, others=(JORDAN, RUSSIA)))
    assert number_of_happenings(record) == 2


def test_corrections_are_told_as_sentences_for_tests(record: Any) -> None:
    pledged = promise(
        "Chile “will” give Peru four radars by May", (CHILE,), (PERU,), due="2025-05", act="give four radars"
    )
    one = page_of("lima", "2025-03-05", pledged)
    kept(record, one)
    name = one.articles[0].commitments[0].id
    threads.correcting.wrong(record, name, field="due", value="2025-08", reason="August, as the annex says")
    threads.correcting.wrong(record, name)
    told = tomllib.loads("".join(as_toml(wrong_sentences(record))))["sentence"]
    assert [(t["sentence"], t.get("field"), t.get("value"), t["must"]) for t in told] == [
        ("Chile “will” give Peru four radars by May", "due", "2025-08", "be put right"),
        ("Chile “will” give Peru four radars by May", None, None, "not fire"),
    ]
    assert {t["rule"] for t in told} == {"made-up"}
