"""What a reader puts right decides in which lists a finding stands: of whom, of which type, of which days."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from told import act, actor, page

from communique import threads
from communique.model import Teaser
from communique.search import (
    Wanted,
    all_findings,
    companions_of,
    count_findings,
    find_articles,
    find_findings,
    places_of_acts,
    relation_of,
    ties_of,
    totals_of,
)
from communique.store import check, open_record
from communique.threads.corrections import CannotCorrect
from communique.threads.known import is_day

PERU, CHILE = actor("Peru", "PER", "state"), actor("Chile", "CHL", "state")
SALAS, VIDAL = actor("Inés Salas", "PER"), actor("Tomás Vidal", "CHL")
MET = act("Salas met Vidal in Tacna on copper", by=(SALAS, VIDAL), date="2025-03-04", place="Tacna")
SIGNED = act("Peru and Chile signed a fisheries accord", "SUPPORT", by=(PERU, CHILE), date="2025-03-06")


@pytest.fixture
def record(tmp_path: Path) -> Any:
    record = open_record(tmp_path / "record.db")
    for one in (page("tacna", "2025-03-04", MET), page("lima", "2025-03-06", SIGNED)):
        threads.save_page(record, one, "reader")
    return record


def named(record: Any, **wanted: Any) -> list[str]:
    """The events wanted by their words; counted, and walked through, they must be as many."""
    asked = Wanted(**wanted)
    found = find_findings(record, "event", asked)
    assert count_findings(record, "event", asked) == len(found) == len(list(all_findings(record, "event", asked)))
    assert [one.id for one in all_findings(record, "event", asked, 1)] == [one.id for one in found][:1]
    return [one.words for one in found]


def one_of(record: Any, words: str) -> str:
    return next(one.id for one in find_findings(record, "event", Wanted()) if words in one.words)


def test_a_party_put_right_moves_the_act_to_the_lists_of_the_other(record: Any) -> None:
    signed = one_of(record, "signed")
    made = threads.correcting.wrong(record, signed, field="actor", value="Peru; Inés Salas")
    assert len(named(record, who=("person-ines-salas",))) == 2
    assert named(record, who=("state-chl",)) == []
    assert len(named(record, who=("of-per",))) == 2
    assert len(named(record, who=("of-chl",))) == 1
    assert len(named(record, who=("of-per", "person-ines-salas"), roles=("actor",))) == 2
    assert named(record, who=("person-ines-salas",), roles=("recipient",)) == []
    threads.correcting.undo(record, made.id)
    assert len(named(record, who=("state-chl",))) == 1
    assert len(named(record, who=("person-ines-salas",))) == 1


def test_a_type_a_day_and_a_place_put_right_are_what_is_asked_for(record: Any) -> None:
    met = one_of(record, "met")
    threads.correcting.wrong(record, met, field="event", value="cooperate")
    threads.correcting.wrong(record, met, field="date", value="2025-05")
    threads.correcting.wrong(record, met, field="place", value="Arica")
    assert named(record, what="CONSULT") == named(record, place="Tacna") == named(record, until="2025-03-05") == []
    assert named(record, what="COOPERATE") == named(record, place="Arica") == named(record, since="2025-05")
    assert len(named(record, what="COOPERATE", since="2025-05", until="2025-05", who=("of-per", "of-chl"))) == 1
    threads.correcting.wrong(record, met)
    assert named(record, what="COOPERATE") == []


def acts_between(record: Any, one: str, other: str) -> int:
    return sum(period.acts for period in relation_of(record, one, other, "year"))


def test_a_score_a_tie_and_a_place_rest_on_what_stands(record: Any) -> None:
    met, days = one_of(record, "met"), ("2025-01-01", "2025-12-31")
    assert acts_between(record, "of-per", "of-chl") == 2
    made = threads.correcting.wrong(record, met, field="actor", value="Inés Salas; Peru")
    threads.correcting.wrong(record, met, field="place", value="Arica")
    assert acts_between(record, "of-per", "of-chl") == 1
    assert acts_between(record, "person-ines-salas", "state-per") == 1
    assert {(tie.one, tie.other) for tie in ties_of(record, *days)} == {
        ("person-ines-salas", "state-per"),
        ("state-chl", "state-per"),
    }
    assert [(place.name, place.acts) for place in places_of_acts(record, *days)] == [("Arica", 1)]
    threads.correcting.undo(record, made.id)
    assert acts_between(record, "of-per", "of-chl") == 2
    threads.correcting.wrong(record, met)
    assert acts_between(record, "of-per", "of-chl") == 1
    assert places_of_acts(record, *days) == []


def test_a_happening_is_told_as_readers_have_it(record: Any) -> None:
    met = one_of(record, "met")
    threads.correcting.wrong(record, met, field="actor", value="Inés Salas; Peru")
    threads.correcting.wrong(record, met, field="event", value="cooperate")
    whole = threads.happening_of(record, met)
    told = threads.tellings(record, whole.id)[0]
    assert (whole.event, told.event, told.actor) == ("COOPERATE", "COOPERATE", ("Inés Salas", "Peru"))


def told_of(record: Any, *who: str) -> list[str]:
    """The happenings of some actors, by the words of their leading tellings."""
    return [threads.leading_telling(record, one.id).words for one in threads.happenings(record, who=who)]


def test_happenings_and_the_network_of_an_actor_follow_a_party_put_right(record: Any) -> None:
    signed = one_of(record, "signed")
    made = threads.correcting.wrong(record, signed, field="actor", value="Peru; Inés Salas")
    assert told_of(record, "state-chl") == []
    assert len(told_of(record, "person-ines-salas")) == len(told_of(record, "of-per")) == 2
    assert told_of(record, "state-per", "person-ines-salas") == ["Peru and Chile signed a fisheries accord"]
    assert [(one.who, one.name, one.events) for one in companions_of(record, "person-ines-salas")] == [
        ("person-tomas-vidal", "Tomás Vidal", 1), ("state-per", "Peru", 1),
    ]  # fmt: skip
    assert companions_of(record, "state-chl") == []
    assert list(threads.check(record)) == list(check(record)) == []
    threads.correcting.undo(record, made.id)
    assert len(told_of(record, "state-chl")) == len(told_of(record, "person-ines-salas")) == 1
    assert [one.who for one in companions_of(record, "state-chl")] == ["state-per"]
    assert list(threads.check(record)) == list(check(record)) == []


def test_a_body_that_only_a_reader_names_is_the_one_that_other_pages_tell_of(record: Any) -> None:
    council = actor("Andean Fisheries Council", None, "intergovernmental")
    threads.save_page(record, page("council", "2025-03-01", act("The council met", by=(council,))), "reader")
    threads.correcting.wrong(record, one_of(record, "signed"), field="recipient", value="Andean Fisheries Council")
    assert len(told_of(record, "intergovernmental-andean-fisheries-council")) == 2
    assert len(named(record, who=("intergovernmental-andean-fisheries-council",))) == 2


def test_what_is_put_right_stays_so_when_its_page_is_read_anew_and_goes_with_it(record: Any) -> None:
    threads.correcting.wrong(record, one_of(record, "signed"), field="actor", value="Peru; Inés Salas")
    newer = page("lima", "2025-03-06", SIGNED)
    newer = msgspec.structs.replace(newer, teasers=(Teaser(headline="More", text=None),))
    assert threads.save_page(record, newer, "newer reader") == "replaced"
    assert (len(told_of(record, "person-ines-salas")), told_of(record, "state-chl")) == (2, [])
    assert list(threads.check(record)) == list(check(record)) == []


def test_a_struck_out_act_is_of_nobody_and_counted_nowhere(record: Any) -> None:
    made = threads.correcting.wrong(record, one_of(record, "met"))
    assert told_of(record, "person-ines-salas") == companions_of(record, "person-ines-salas") == []
    assert totals_of(record).events == count_findings(record, "event", Wanted()) == 1
    rows, _ = find_articles(record)
    assert {row.headline: row.events for row in rows} == {"tacna": 0, "lima": 1}
    assert find_findings(record, "event", Wanted(id=made.targets[0].target), 1)
    threads.correcting.undo(record, made.id)
    assert totals_of(record).events == 2


def test_pages_of_a_list_hold_each_finding_once(record: Any) -> None:
    threads.correcting.wrong(record, one_of(record, "met"), field="date", value="2025-03-07")
    asked = Wanted(since="2025")
    pages = [find_findings(record, "event", asked, 1, passed)[0].id for passed in (0, 1)]
    assert len(set(pages)) == 2
    assert find_findings(record, "event", asked, 1, 2) == []


def test_what_is_no_type_and_no_day_is_refused_in_words(record: Any) -> None:
    met = one_of(record, "met")
    for field, value, told in (
        ("event", "banquet", "event is one of"), ("date", "2025-02-30", "give the day as"), ("date", "soon", "give the day as"),
        ("speaker", "Salas", "speaker cannot"),
    ):  # fmt: skip
        with pytest.raises(CannotCorrect, match=told):
            threads.correcting.wrong(record, met, field=field, value=value)
    assert threads.corrections(record) == []


def test_days_are_of_the_calendar() -> None:
    right = (
        "2025",
        "2025-07",
        "2025-07-15",
        "2025-W29",
        "2025-Q3",
        "2025-H2",
        "2025-SU",
        "2024-02-29",
        "2025-07-15T14:00",
    )
    wrong = (
        "2025-02-29",
        "2025-13",
        "2025-W54",
        "2025-Q5",
        "July",
        "",
        "25-07-15",
        "2025-07-15T",
        "2025-07T14:00",
        "20250715",
    )
    assert [is_day(value) for value in right] == [True] * len(right)
    assert [is_day(value) for value in wrong] == [False] * len(wrong)
