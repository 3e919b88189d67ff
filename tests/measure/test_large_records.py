"""Made-up records: as sound as those that are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.measure.made_up import made_up_pages
from communique.measure.multiplied import multiply
from communique.measure.served import page_lines, serving
from communique.model.checks import broken
from communique.search import Wanted, count_findings, find_actors
from communique.store import Record, open_record
from communique.store.checking import check
from communique.threads import check as check_threads
from communique.threads import save_page


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Record:
    record = open_record(Path(tmp_path_factory.mktemp("made-up") / "record.db"))
    for page in made_up_pages(40):
        save_page(record, page, "made-up")
    multiply(record, 3, tell=lambda line: None)
    return record


def test_what_made_up_pages_report_stands_in_their_text():
    assert not [fault for page in made_up_pages(60) for a in page.articles for fault in broken(a)]


def test_a_record_laid_out_again_and_again_is_sound(small):
    assert [*check(small), *check_threads(small)] == []


def test_every_layer_has_as_many_events_later(small):
    days = small.execute("SELECT count(DISTINCT published), count(*) FROM article").fetchone()
    assert tuple(days) == (3, 120)
    assert count_findings(small, "event", Wanted()) % 3 == 0


def test_well_known_actors_are_in_every_layer_and_others_in_one(small):
    actors, number = find_actors(small, limit=1000)
    assert any(actor.articles >= 30 for actor in actors)
    assert number > 100
    assert sum(actor.kind == "person" for actor in actors) > 100


def test_pages_are_timed_made_anew_and_from_memory_and_the_record_stays_as_it_is(tmp_path):
    record = open_record(tmp_path / "record.db")
    for page in made_up_pages(3):
        save_page(record, page, "made-up")
    with serving(tmp_path / "record.db") as server:
        heading, line = page_lines(server, {"/events": ["/events", "/events?what=AID"]}, record)
        assert heading.split()[-2:] == ["again", "p95"]
        assert line.startswith("/events")
        assert "refused" not in line
    assert record.execute("SELECT count(*) FROM failure").fetchone()[0] == 0
