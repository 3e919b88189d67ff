"""Meetings stand in the order of the days on which they took place."""

from pathlib import Path
from typing import Any

import pytest
from told import act, actor, page

from communique import threads
from communique.store import open_record
from communique.threads import meeting_days

PERU, CHILE = actor("Peru", "PER", "state"), actor("Chile", "CHL", "state")
TOGO, BENIN = actor("Togo", "TGO", "state"), actor("Benin", "BEN", "state")
# What is told of each: the day of the report, and that of the meeting as the words have it.
DAYS = {
    "summit": ("2025-01-02", "2025-06-20"), "week": ("2025-06-30", "2025-W26"), "late": ("2025-07-01", "2025-01-15"),
    "undated": ("2025-06-22", None), "once": ("2025-05-01", "PAST_REF"), "month": ("2025-02-01", "2025-06"),
    "quarter": ("2025-02-02", "2025-Q2"), "summer": ("2025-02-03", "2025-SU"), "year": ("2025-02-04", "2024"),
}  # fmt: skip
# The week is that of 23 June; a month, a quarter or a season stands before its first day, as does a year.
IN_ORDER = ["week", "undated", "summit", "month", "summer", "once", "quarter", "late", "year"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    pairs = ((PERU, CHILE), (TOGO, BENIN))
    for number, (name, (published, date)) in enumerate(DAYS.items()):
        others = actor(f"Envoy {chr(65 + number)}", None), *pairs[number % 2]
        told = act(
            f"They met about {name}", by=others, date=date, factuality="planned" if name == "summit" else "actual"
        )
        threads.save_page(record, page(name, published, told, act("They signed", "SUPPORT", by=others)), "reader")
    return record


def names(record: Any, **asked: Any) -> list[str]:
    found = threads.met(record, **asked)
    return [threads.leading_telling(record, one.id).words.removeprefix("They met about ") for one in found]


def test_the_latest_day_comes_first_and_what_has_none_stands_at_its_report(record: Any) -> None:
    assert sorted(names(record)) == sorted(DAYS)
    told = names(record)
    # Of one day the order is that of the record.
    assert [name for name in told if name not in ("month", "summer")] == [
        name for name in IN_ORDER if name not in ("month", "summer")
    ]
    assert {told[3], told[4]} == {"month", "summer"}


def test_pages_of_the_list_go_on_where_the_last_ended(record: Any) -> None:
    whole = names(record)
    assert [name for passed in range(0, len(whole), 2) for name in names(record, limit=2, offset=passed)] == whole


@pytest.mark.parametrize("few", [1, 8, 4000])
def test_those_of_an_actor_are_the_same_however_they_are_looked_up(
    record: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(meeting_days, "FEW", few)
    of_peru = [name for name in names(record) if list(DAYS).index(name) % 2 == 0]
    assert names(record, who=("state-per",)) == names(record, who=("of-chl", "state-per")) == of_peru
    assert names(record, who=("state-per", "state-tgo")) == []
    assert names(record, who=("state-per",), factuality="planned") == ["summit"]


@pytest.mark.parametrize("few", [1, 2, 4000])
def test_what_a_reader_calls_a_meeting_is_one_of_its_parties_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(meeting_days, "FEW", few)
    record = open_record(tmp_path / "record.db")
    both = (PERU, CHILE)
    threads.save_page(
        record,
        page("aid", "2025-03-05", act("They gave", "AID", by=both), act("They sued", "ACCUSE", by=both)),
        "reader",
    )
    gave = next(one.id for one in threads.happenings(record, event="AID"))
    event = threads.leading_telling(record, gave).event_id
    assert threads.met(record, who=("state-per",)) == []
    threads.correcting.wrong(record, event, field="event", value="CONSULT")
    assert len(threads.met(record, who=("state-per",))) == 1
    assert threads.met(record, who=("state-tgo",)) == []


def test_days_asked_for_are_those_of_the_meeting(record: Any) -> None:
    assert names(record, since="2025-06-20") == ["week", "summit"]
    assert names(record, since="2025-01", until="2025-04") == ["quarter", "late"]
    assert names(record, until="2024") == ["year"]
    assert names(record, since="2025-06-23", until="2025-06-23") == ["week"]


def test_a_day_that_a_reader_puts_right_moves_the_meeting(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    for name, date in (("one", "2025-03-01"), ("two", None)):
        who = (PERU, CHILE) if name == "one" else (TOGO, BENIN)
        threads.save_page(record, page(name, "2025-03-05", act(f"They met about {name}", by=who, date=date)), "reader")
    assert names(record) == ["two", "one"]
    event = threads.tellings(record, threads.met(record)[1].id)[0].event_id
    threads.correcting.wrong(record, event, field="date", value="2025-04-01")
    assert names(record) == ["one", "two"]
