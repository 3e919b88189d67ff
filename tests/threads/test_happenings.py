"""Reports of one act are one happening, reports of two acts are two, in whatever order the pages come."""

import random
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from told import act, actor, page

from communique import threads
from communique.model import Mention, Page
from communique.store import check, open_record

KASSIM, ORLOV = actor("Layla Kassim", "JOR"), actor("Pavel Orlov", "RUS")
JORDAN, RUSSIA = actor("Jordan", "JOR", "state"), actor("Russia", "RUS", "state")
PERU = actor("Peru", "PER", "state")
MET = act("Kassim met Orlov in Amman to talk about grain", by=(KASSIM, ORLOV), date="2025-03-04", place="Amman")
HELD = act("Jordan and Russia held a meeting on grain supplies", by=(JORDAN, RUSSIA), date="2025-03-04")


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def kept(record: Any, *pages: Page) -> None:
    for one in pages:
        threads.save_page(record, one, "reader")
    assert list(threads.check(record)) == []


def together(record: Any) -> set[frozenset[str]]:
    """The names of the pages that tell one happening, for each that more than one tells."""
    groups = (
        frozenset(str(t.headline) for t in threads.tellings(record, h.id))
        for h in threads.happenings(record, limit=9999)
    )
    return {group for group in groups if len(group) > 1}


def test_a_meeting_told_by_both_sides_is_one(record: Any) -> None:
    kept(record, page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD))
    assert together(record) == {frozenset(("amman", "moscow"))}
    (happening,) = threads.happenings(record)
    assert (happening.tellings, happening.articles, happening.sources) == (2, 2, 2)


def test_another_day_is_another_meeting(record: Any) -> None:
    later = act("Jordan and Russia held a meeting on grain", by=(JORDAN, RUSSIA), date="2025-03-11")
    kept(record, page("amman", "2025-03-04", MET), page("moscow", "2025-03-11", later))
    assert together(record) == set()


def test_another_party_is_another_meeting(record: Any) -> None:
    other = act("Jordan and Peru held a meeting on grain", by=(JORDAN, PERU), date="2025-03-04")
    kept(record, page("amman", "2025-03-04", MET), page("lima", "2025-03-04", other))
    assert together(record) == set()


def test_other_ministers_of_the_same_states_met_apart(record: Any) -> None:
    others = act(
        "Haddad received Petrov in Amman",
        by=(actor("Omar Haddad", "JOR"), actor("Ivan Petrov", "RUS")),
        date="2025-03-04",
    )
    kept(record, page("amman", "2025-03-04", MET), page("other", "2025-03-04", others))
    assert together(record) == set()


def test_what_is_planned_is_not_what_was_done(record: Any) -> None:
    ahead = act("Kassim will meet Orlov", by=(KASSIM, ORLOV), date="2025-03-04", factuality="planned")
    kept(record, page("before", "2025-03-01", ahead), page("after", "2025-03-04", MET))
    assert together(record) == set()


def test_a_report_without_a_date_counts_by_its_day(record: Any) -> None:
    undated = act("Kassim met Orlov", by=(KASSIM, ORLOV))
    kept(
        record,
        page("amman", "2025-03-04", MET),
        page("soon", "2025-03-05", undated),
        page("late", "2025-04-05", undated),
    )
    assert together(record) == {frozenset(("amman", "soon"))}


def test_two_accusations_of_a_day_are_two(record: Any) -> None:
    spying = act("Jordan accused Russia of spying on its pipeline", "ACCUSE", by=(JORDAN,), to=(RUSSIA,))
    dumping = act("Jordan accused Russia of dumping cheap wheat", "ACCUSE", by=(JORDAN,), to=(RUSSIA,))
    again = act("Amman blamed Moscow for spying along the pipeline", "ACCUSE", by=(JORDAN,), to=(RUSSIA,))
    kept(record, page("one", "2025-03-04", spying, dumping), page("two", "2025-03-04", again))
    (group,) = [h for h in threads.happenings(record) if h.tellings > 1]
    assert {t.words for t in threads.tellings(record, group.id)} == {spying[0], again[0]}


def test_a_state_that_only_the_words_name_is_the_party_of_the_other_report(record: Any) -> None:
    eritrea, djibouti = actor("Eritrea", "ERI", "state"), actor("Djibouti", "DJI", "state")
    whole = act("Eritrea released 11 fishermen from Djibouti", "RETREAT", by=(eritrea,), to=(djibouti,), date="2025-01-27",
                mode=("release",))  # fmt: skip
    words = "Eritrea freed 11 fishermen of Djibouti"
    named = msgspec.structs.replace(djibouti, mentions=(Mention(words.index("Djibouti"), len(words), "name"),))
    freed = act(words, "RETREAT", by=(eritrea,), date="2025-01", mode=("release",))
    kept(record, page("a", "2025-01-28", whole), page("b", "2025-02-19", freed, others=(named,)))
    assert together(record) == {frozenset(("a", "b"))}


def test_who_met_and_signed_did_not_thank_by_it(record: Any) -> None:
    signed = act("They signed a protocol against locusts", "SUPPORT", by=(KASSIM, ORLOV), date="2025-03-04")
    thanked = act("They thanked farmers for their patience", "SUPPORT", by=(KASSIM, ORLOV), date="2025-03-04")
    kept(record, page("a", "2025-03-04", signed), page("b", "2025-03-05", thanked))
    assert together(record) == set()


def test_who_accuses_whom_tells_acts_apart(record: Any) -> None:
    one = act("Jordan accused Russia of jamming radar signals", "ACCUSE", by=(JORDAN,), to=(RUSSIA,))
    other = act("Russia accused Jordan of jamming radar signals", "ACCUSE", by=(RUSSIA,), to=(JORDAN,))
    kept(record, page("one", "2025-03-04", one), page("two", "2025-03-04", other))
    assert together(record) == set()


def test_one_agency_is_one_source(record: Any) -> None:
    reports = [page(n, "2025-03-04", MET, publisher=n, syndicated_from="Wire") for n in ("north", "south", "west")]
    kept(record, *reports, page("own", "2025-03-04", HELD, publisher="Own"))
    (happening,) = threads.happenings(record)
    assert (happening.articles, happening.sources) == (4, 2)


def test_details_that_differ_stand_side_by_side(record: Any) -> None:
    call = act("Kassim called Orlov about 12 ships", by=(KASSIM, ORLOV), date="2025-03-04", mode=("phone",))
    meeting = act("Kassim met Orlov about 14 ships", by=(KASSIM, ORLOV), date="2025-03-04", mode=("visit",))
    kept(record, page("one", "2025-03-04", call), page("two", "2025-03-04", meeting))
    (happening,) = threads.happenings(record)
    details = {
        d.field: {value for value, _ in d.values} for d in threads.differing(threads.tellings(record, happening.id))
    }
    assert details == {"mode": {"phone", "visit"}, "numbers": {"12", "14"}}


def test_every_join_can_be_explained(record: Any) -> None:
    kept(record, page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD))
    (happening,) = threads.happenings(record)
    leading, joined = threads.tellings(record, happening.id)
    assert joined.joined_to == leading.event_id
    assert joined.rule == "join-consult"
    assert "same parties" in threads.why(record, joined.event_id)
    assert "same day" in threads.why(record, joined.event_id)


def test_a_page_read_anew_tells_what_it_tells_now(record: Any) -> None:
    kept(record, page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD))
    alone = act("Jordan held a meeting with Peru", by=(JORDAN, PERU), date="2025-03-04")
    kept(record, page("moscow", "2025-03-05", alone))
    assert together(record) == set()
    assert list(check(record)) == []


def test_what_is_not_one_stays_two_until_taken_back(record: Any) -> None:
    pages = page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD)
    kept(record, *pages)
    one, other = (p.articles[0].events[0].id for p in pages)
    made = threads.correcting.not_same(record, one, other, reason="two rooms")
    assert together(record) == set()
    threads.catch_up(record, again=True)
    assert together(record) == set()
    threads.correcting.undo(record, made.id)
    assert together(record) == {frozenset(("amman", "moscow"))}
    assert list(threads.check(record)) == []


def test_what_is_one_is_joined_whatever_the_rules_say(record: Any) -> None:
    later = page("later", "2025-03-11", act("Talks in Amman", by=(JORDAN,), date="2025-03-11"))
    first = page("amman", "2025-03-04", MET)
    kept(record, first, later)
    made = threads.correcting.same(record, first.articles[0].events[0].id, later.articles[0].events[0].id)
    assert together(record) == {frozenset(("amman", "later"))}
    kept(record, page("moscow", "2025-03-05", HELD))
    assert together(record) == {frozenset(("amman", "later", "moscow"))}
    threads.correcting.undo(record, made.id)
    assert together(record) == {frozenset(("amman", "moscow"))}
    assert list(threads.check(record)) == []


def test_a_correction_outlives_a_new_reading(record: Any) -> None:
    pages = page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD)
    kept(record, *pages)
    threads.correcting.not_same(record, *(p.articles[0].events[0].id for p in pages))
    (article,) = pages[1].articles
    renamed = msgspec.structs.replace(article, events=(msgspec.structs.replace(article.events[0], id="event-renamed"),))
    kept(record, msgspec.structs.replace(pages[1], articles=(renamed,)))
    assert together(record) == set()


def test_an_event_said_to_be_none_tells_of_nothing(record: Any) -> None:
    pages = page("amman", "2025-03-04", MET), page("moscow", "2025-03-05", HELD)
    kept(record, *pages)
    made = threads.correcting.wrong(record, pages[1].articles[0].events[0].id, reason="a rumour")
    assert threads.happening_of(record, pages[1].articles[0].events[0].id) is None
    assert list(threads.check(record)) == []
    threads.correcting.undo(record, made.id)
    assert together(record) == {frozenset(("amman", "moscow"))}


def test_an_event_said_to_be_none_stays_none_under_another_id(record: Any) -> None:
    first = page("amman", "2025-03-04", MET)
    kept(record, first)
    threads.correcting.wrong(record, first.articles[0].events[0].id)
    (article,) = first.articles
    renamed = msgspec.structs.replace(article, events=(msgspec.structs.replace(article.events[0], id="event-renamed"),))
    kept(record, msgspec.structs.replace(first, articles=(renamed,)))
    assert threads.happening_of(record, "event-renamed") is None


STATES = (JORDAN, RUSSIA, PERU)
PEOPLE = (
    KASSIM,
    ORLOV,
    actor("Rosa Quispe", "PER", offices=(("foreign minister", "PER"),)),
    actor("Rosa Quispe", "JOR", offices=(("minister of foreign affairs", "JOR"),)),
    actor("Rosa Quispe", "RUS", offices=(("ambassador", "RUS"),)),
    actor("Rosa Quispe", None),
    actor("Omar Haddad", "JOR"),
    actor("Haddad", "JOR"),
    actor("Haddad", None),
)
PHRASES = ("about grain", "about the pipeline and spying", "on 12 ships in Amman", "")


@st.composite
def acts(draw: Any) -> Any:
    event = draw(st.sampled_from(("CONSULT", "ACCUSE", "ASSAULT", "AGREE")))
    parties = draw(st.lists(st.sampled_from(STATES + PEOPLE), min_size=1, max_size=3, unique_by=lambda a: a.id))
    day = draw(st.sampled_from((None, "2025-03-03", "2025-03-04", "2025-03-05", "2025-03", "2025")))
    words = f"{event} {draw(st.sampled_from(PHRASES))}"
    return act(words, event, by=parties[:1] if event != "CONSULT" else parties, to=parties[1:] if event != "CONSULT" else (),
               date=day, place=draw(st.sampled_from((None, "Amman", "Lima"))))  # fmt: skip


@st.composite
def many_pages(draw: Any) -> list[Page]:
    number = draw(st.integers(2, 9))
    day = st.sampled_from(("2025-03-03", "2025-03-04", "2025-03-05", "2025-03-08", None))
    return [page(f"p{i}", draw(day), *draw(st.lists(acts(), min_size=1, max_size=3))) for i in range(number)]


def threads_of(record: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """All that the threads say, without the numbers of rows."""
    queries = (
        "SELECT id, event, mode, factuality, date, place, tellings, articles, sources, first, last FROM happening",
        "SELECT t.event, h.id, l.event, t.score, t.rule, t.reason FROM happening_event AS t"
        " JOIN happening AS h ON h.key = t.happening JOIN happening_event AS l ON l.key = t.leader",
        "SELECT g.who, g.traits, g.articles, p.id, p.name, p.country, p.articles, l.traits, g.score, g.reason FROM guise AS g"
        " JOIN person AS p ON p.key = g.person JOIN guise AS l ON l.key = g.leader",
    )
    return [row for query in queries for row in sorted(map(tuple, record.execute(query)), key=repr)]


def added(pages: list[Page]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "record.db")
        for one in pages:
            threads.save_page(record, one, "reader")
        return record  # open still: the file goes when it is closed


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(many_pages(), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(pages: list[Page], chance: random.Random) -> None:
    once = added(pages)
    assert list(threads.check(once)) == []
    shuffled = chance.sample(pages, len(pages))
    assert threads_of(added(shuffled)) == threads_of(once)


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(many_pages(), many_pages(), st.randoms(use_true_random=False))
def test_reading_anew_leaves_what_reading_once_would(
    pages: list[Page], newer: list[Page], chance: random.Random
) -> None:
    again = chance.sample(pages, len(pages) // 2) + newer
    twice = added([*pages, *again])
    last = {p.source.digest: p for p in (*pages, *again)}
    assert threads_of(twice) == threads_of(added(list(last.values())))
    assert list(threads.check(twice)) == []


def test_a_happening_is_found_by_the_id_it_had_before_an_earlier_page_led_it(record: Any) -> None:
    kept(record, page("moscow", "2025-03-05", HELD))
    (before,) = threads.happenings(record)
    kept(record, page("amman", "2025-03-04", MET))
    (now,) = threads.happenings(record)
    assert now.id != before.id
    found = threads.happening(record, before.id)
    assert found is not None
    assert (found.id, found.tellings) == (now.id, 2)
    assert threads.renamed(record, before.id) == now.id
    assert threads.happening(record, "happening-000000000000") is None
    assert threads.renamed(record, "event-1") is None


def test_an_id_that_nothing_ever_had_is_looked_up_and_not_searched_for(record: Any) -> None:
    kept(record, page("moscow", "2025-03-05", HELD))
    for kind in ("happening", "chain", "contention"):
        steps: list[str] = []
        record.set_trace_callback(steps.append)
        assert threads.renamed(record, f"{kind}-0123456789ab") is None
        record.set_trace_callback(None)
        for query in steps:
            plan = [row["detail"] for row in record.execute(f"EXPLAIN QUERY PLAN {query}")]
            assert plan
            assert not [one for one in plan if one.startswith("SCAN")], plan


def test_ids_of_before_go_with_the_page_that_told(record: Any) -> None:
    kept(record, page("moscow", "2025-03-05", HELD))
    (before,) = threads.happenings(record)
    kept(record, msgspec.structs.replace(page("moscow", "2025-03-05", HELD), articles=()))
    assert threads.renamed(record, before.id) is None
    assert record.execute("SELECT count(*) FROM former").fetchone()[0] == 0
