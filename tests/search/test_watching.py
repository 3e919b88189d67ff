"""Watches tell what is new of what somebody asked for, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from communique.model import Actor, Article, Commitment, Event, Page, Passage, Source, Span
from communique.search import (
    CannotWatch,
    UnknownActor,
    add_watch,
    brief_of,
    news_of,
    remove_watch,
    watch_named,
    watched_sections,
    watches,
)
from communique.store import open_record
from communique.threads import chains, save_page

TEXT = "Peru met Chile about the dam. Peru will repair the dam."
NAMES = {"p": ("Peru", "PER"), "c": ("Chile", "CHL"), "b": ("Bolivia", "BOL")}


def page(number: int, published: str, parties: tuple[str, ...], status: Any = None) -> Page:
    met = Event(
        id=f"event-{number}", event="CONSULT", actor=parties, factuality="actual", trigger=Span(5, 8), date=published,
        evidence=(Passage(0, 29, TEXT[:29]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    owed = Commitment(
        id=f"commitment-{number}", kind="pledge", debtor=("p",), act="repair the dam", due="2025-09-01", status=status or "open",
        evidence=(Passage(30, len(TEXT), TEXT[30:]),), rule="rule", confidence=0.9,
    )  # fmt: skip
    article = Article(
        id=f"article-{number}", published=published, text=TEXT + "\n" * number, events=(met,),
        actors=tuple(Actor(id=i, name=n, kind="state", country=c) for i, (n, c) in NAMES.items()),
        commitments=(owed,) if status else (),
    )  # fmt: skip
    return Page(
        source=Source(uri=f"https://{number}.example", digest=f"sha256:{number}", media_type="text/html"),
        articles=(article,),
    )


@pytest.fixture
def record(tmp_path: Path) -> Any:
    record = open_record(tmp_path / "record.db")
    save_page(record, page(1, "2025-07-01", ("p", "c"), "open"), "reader")
    save_page(record, page(2, "2025-07-14", ("p", "b"), "cancelled"), "reader")
    save_page(record, page(3, "2025-07-15", ("p", "c")), "reader")
    return record


def told(record: Any, watch: Any, since: str = "7d") -> list[str]:
    return [f.id for section in news_of(record, watch, since).sections for f in section.found]


def test_a_pair_is_both_together_and_one_actor_is_all_it_does(record: Any) -> None:
    assert told(record, add_watch(record, "Peru,Chile")) == ["event-3"]
    assert {"event-2", "event-3"} <= set(told(record, add_watch(record, "Peru")))
    assert told(record, add_watch(record, "Chile,Bolivia")) == []


def test_a_promise_is_watched_by_any_of_its_steps(record: Any) -> None:
    watch = add_watch(record, "commitment-1", name="The dam")
    assert watch.about == (chains(record)[0].id,)
    assert told(record, watch) == ["commitment-2"]
    assert told(record, watch, "30d") == ["commitment-1", "commitment-2"]


def test_words_are_watched_as_find_takes_them(record: Any) -> None:
    assert "event-3" in told(record, add_watch(record, '"the dam"', words=True))
    assert told(record, add_watch(record, "volcano", words=True)) == []


def test_the_same_watch_is_there_once_and_can_be_ended(record: Any) -> None:
    add_watch(record, "Peru,Chile")
    renamed = add_watch(record, "Chile,Peru", name="Andes")
    assert [w.name for w in watches(record)] == ["Andes"]
    assert [s.title for s in watched_sections(record, brief_of(record))] == ["Watched: Andes"]
    assert remove_watch(record, renamed.id[:10]).name == "Andes"
    with pytest.raises(CannotWatch, match="no watches"):
        watch_named(record, "Andes")


def test_what_nobody_knows_cannot_be_watched(record: Any) -> None:
    with pytest.raises(UnknownActor):
        add_watch(record, "Atlantis")
    with pytest.raises(CannotWatch):
        add_watch(record, " , ")
