"""A search is narrowed by what its articles are about: every count is what a click on it finds."""

from typing import Any

import pytest

from communique.model import Actor, Article, Event, Page, Passage, Source, Span
from communique.search import Narrowed, narrowed_articles
from communique.search.actors import known_actors
from communique.store import open_record
from communique.threads import correcting, save_page

TELLS = {
    "a": ("Peru met Chile in Arica.", "CONSULT", "actual", "2025-07-15", "Andes Post"),
    "b": ("Peru will meet Chile in Lima.", "CONSULT", "planned", "2025-07-02", "Andes Post"),
    "c": ("Peru accused Chile of spying.", "ACCUSE", "actual", "2025-06-30", None),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    for name, (text, kind, state, day, outlet) in TELLS.items():
        actors = tuple(
            Actor(id=i, name=n, kind="state", country=c) for i, n, c in (("p", "Peru", "PER"), ("c", "Chile", "CHL"))
        )
        event = Event(
            id=f"event-{name}", event=kind, actor=("p",), recipient=("c",) if name != "c" else (), factuality=state, trigger=Span(5, 9),
            evidence=(Passage(0, len(text), text),), rule="r", confidence=0.9,
        )  # fmt: skip
        article = Article(
            id=name, published=day, text=text, events=(event,), actors=actors if name != "c" else actors[:1]
        )
        source = Source(uri=name, digest=f"sha256:{name}", media_type="text/plain", publisher=outlet)
        save_page(record, Page(source=source, articles=(article,)), "reader")
    return record


def found(record: Any, typed: str = "", **narrowed: str) -> list[str]:
    return [one.id for one in narrowed_articles(record, typed, Narrowed(**narrowed)).articles]


def test_every_choice_finds_as_many_articles_as_it_says(record: Any) -> None:
    for typed in ("", "Peru", "Lima"):
        for facet in narrowed_articles(record, typed, Narrowed()).facets:
            for choice in facet.choices:
                assert len(found(record, typed, **{facet.name: choice.value})) == choice.articles, (facet.name, choice)


def test_what_is_narrowed_twice_fits_both(record: Any) -> None:
    assert found(record, what="CONSULT") == ["a", "b"]
    assert found(record, what="CONSULT", status="planned") == ["b"]
    assert found(record, what="CONSULT", month="2025-06") == []
    assert found(record, country="CHL", outlet="Andes Post", month="2025-07") == ["a", "b"]


def test_counts_and_what_they_find_follow_what_readers_put_right(record: Any) -> None:
    made = [
        correcting.wrong(record, "event-a", field="event", value="COOPERATE"),
        correcting.wrong(record, "event-b", field="date", value="2025-07-03"),
        correcting.wrong(record, "event-c"),
    ]
    try:
        told = {
            facet.name: {c.value: c.articles for c in facet.choices}
            for facet in narrowed_articles(record, "", Narrowed()).facets
        }
        assert told["what"] == {"CONSULT": 1, "COOPERATE": 1}
        assert told["status"] == {"actual": 1, "planned": 1}
        assert found(record, what="COOPERATE", status="actual") == ["a"]
        assert (found(record, what="CONSULT"), found(record, what="ACCUSE"), found(record, status="actual")) == (
            ["b"],
            [],
            ["a"],
        )
        test_every_choice_finds_as_many_articles_as_it_says(record)
    finally:
        for one in made:
            correcting.undo(record, one.id)
    assert found(record, what="ACCUSE") == ["c"]


def test_type_and_factuality_are_those_of_one_act(record: Any) -> None:
    assert found(record, what="ACCUSE", status="planned") == []


def test_the_words_found_are_marked_where_a_search_is_narrowed(record: Any) -> None:
    (one,) = narrowed_articles(record, "accused", Narrowed(what="ACCUSE")).articles
    assert "\x02accused\x03" in one.excerpt


def test_an_actor_is_known_by_a_part_of_its_name(record: Any) -> None:
    assert [one.who for one in known_actors(record, "chi")] == ["state-chl"]
