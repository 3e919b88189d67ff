"""A visit announced as due, talks scheduled: a plan that nobody undertook in words is followed as a promise is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from told import act, actor
from undertaken import page, promise

from communique import threads
from communique.search import brief_of
from communique.search.ahead import ahead
from communique.store import check, open_record

ZONGO, OWUSU = actor("Idris Zongo", "BFA"), actor("Abena Owusu", "GHA")
GHANA, BURKINA = actor("Ghana", "GHA", "state"), actor("Burkina Faso", "BFA", "state")
DUE = act(
    "Zongo is due in Accra for talks with Ghana", by=(ZONGO,), to=(GHANA,), date="2025-03-20", factuality="planned"
)
MET = act("Owusu received Zongo in Accra", by=(OWUSU, ZONGO), date="2025-03-20")
MET_ELSEWHERE = act(
    "Fiji's minister met Tonga's", by=(actor("Fiji", "FJI", "state"), actor("Tonga", "TON", "state")), date="2025-04-01"
)
OFF = act("Zongo called off his visit to Ghana", "REJECT", by=(ZONGO,), to=(GHANA,), mode=("meet",))


@pytest.fixture
def record(tmp_path: Path) -> Any:
    record = open_record(tmp_path / "record.db")
    threads.save_page(record, page("plan", "2025-03-03", DUE), "reader")
    return record


def only(record: Any, **asked: Any) -> threads.Chain:
    assert [*check(record), *threads.check(record)] == []
    (one,) = threads.chains(record, **asked)
    return one


def test_a_planned_visit_starts_a_chain(record: Any) -> None:
    one = only(record, on=date(2025, 3, 5))
    assert (one.kind, one.state, one.due) == ("plan", "scheduled", ("2025-03-20", "2025-03-20"))
    assert [(p.role, p.name) for p in one.parties] == [("debtor", "Idris Zongo"), ("creditor", "Ghana")]
    assert one.act == DUE[0]
    assert only(record, who=("person-idris-zongo",)).id == one.id
    assert threads.chains(record, who=("state-fra",)) == []


def test_what_became_of_it_joins_it(record: Any) -> None:
    threads.save_page(record, page("held", "2025-03-21", MET), "reader")
    one = only(record)
    assert (one.state, [step.tells for step in one.steps]) == ("done", ["scheduled", "done"])


def test_a_plan_called_off_is_called_off(record: Any) -> None:
    threads.save_page(record, page("off", "2025-03-18", OFF), "reader")
    assert only(record).state == "cancelled"


def test_a_plan_whose_day_passed_without_word_is_expected_but_absent(record: Any) -> None:
    assert only(record, on=date(2025, 3, 25)).state == "overdue"
    (section,) = brief_of(record, until="2025-03-25", only="Expected but absent").sections
    assert [found.what for found in section.found] == [DUE[0]]


def test_nothing_is_overdue_before_the_record_has_come_to_that_day(record: Any) -> None:
    def stands() -> list[str]:
        return [one.chain.state for one in ahead(record, "2025-03")[0] if one.chain]

    assert stands() == ["scheduled"]
    assert threads.chains(record, state="overdue") == []
    threads.save_page(record, page("elsewhere", "2025-04-02", MET_ELSEWHERE), "reader")
    assert stands() == ["overdue"]
    assert [one.act for one in threads.chains(record, state="overdue")] == [DUE[0]]


def test_who_undertakes_it_in_words_leads_the_chain(record: Any) -> None:
    told = promise("Zongo will visit Accra", (ZONGO,), (GHANA,), "plan", "2025-03-20", act="visit Accra")
    threads.save_page(record, page("words", "2025-03-04", told), "reader")
    assert only(record).act == "visit Accra"


def test_a_plan_told_again_in_the_article_that_undertakes_it_is_no_other(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    told = promise("Zongo will visit Accra", (ZONGO,), (GHANA,), "plan", "2025-03-20", act="visit Accra")
    threads.save_page(record, page("both", "2025-03-03", told, DUE), "reader")
    assert len(only(record).steps) == 1


def test_a_reader_decides_what_became_of_a_plan(record: Any) -> None:
    threads.verdicts.judge(record, only(record).id, "done", "seen on television")
    assert only(record).state == "done"
    assert only(record, state="done").verdict


def test_a_plan_without_a_day_starts_nothing(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    vague = act("Zongo and Owusu are to meet again", by=(ZONGO, OWUSU), factuality="planned")
    threads.save_page(record, page("vague", "2025-03-03", vague), "reader")
    assert threads.chains(record) == []


def test_a_visit_called_off_was_planned_though_no_page_told_the_plan(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    threads.save_page(record, page("off", "2025-03-18", OFF), "reader")
    one = only(record)
    assert (one.state, one.due, one.kind) == ("cancelled", None, "plan")
    threads.save_page(record, page("plan", "2025-03-03", DUE), "reader")
    assert [step.tells for step in only(record).steps] == ["scheduled", "cancelled"]


def test_who_refuses_to_meet_calls_off_nothing(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    refused = act("Zongo refused to meet Ghana", "REJECT", by=(ZONGO,), to=(GHANA,), mode=("meet",))
    threads.save_page(record, page("no", "2025-03-18", refused), "reader")
    assert threads.chains(record) == []
