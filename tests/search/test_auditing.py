"""Findings drawn by chance and what readers say of them."""

from pathlib import Path
from time import sleep
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Actor, Article, Event, Page, Passage, Source, Span, content_id
from communique.search.auditing import draw, judge, judged, precisions, take_back, wilson
from communique.store import open_record
from communique.threads import save_page

TEXT = "Peru met Chile."


@pytest.fixture
def record(tmp_path: Path) -> Any:
    record = open_record(tmp_path / "record.db")
    events = tuple(
        Event(
            id=content_id("event", n), event="CONSULT" if n % 4 else "AID", actor=("p",), factuality="actual", trigger=Span(5, 8),
            evidence=(Passage(0, 15, TEXT),), rule="rule", confidence=0.9,
        )
        for n in range(40)
    )  # fmt: skip
    article = Article(
        id="a", text=TEXT, events=events, actors=(Actor(id="p", name="Peru", kind="state", country="PER"),)
    )
    save_page(
        record, Page(source=Source(uri="a", digest="sha256:1", media_type="text/plain"), articles=(article,)), "reader"
    )
    return record


def test_every_finding_is_drawn_once_until_none_is_left(record: Any) -> None:
    drawn = []
    while found := draw(record, "event"):
        drawn.append(found.id)
        judge(record, "event", found.id, "right")
    assert len(drawn) == len(set(drawn)) == 40
    assert draw(record, "statement") is None


def test_a_seed_draws_the_same_and_others_draw_others(record: Any) -> None:
    assert {draw(record, seed=7).id for _ in range(3)} == {draw(record, seed=7).id}  # type: ignore[union-attr]
    assert len({draw(record, seed=seed).id for seed in range(30)}) > 10  # type: ignore[union-attr]


def test_a_type_narrows_what_is_drawn(record: Any) -> None:
    assert {draw(record, "event", "AID", seed).what for seed in range(20)} == {"AID"}  # type: ignore[union-attr]


def test_unsure_is_no_answer_and_a_second_word_replaces_the_first(record: Any) -> None:
    names = [content_id("event", n) for n in range(5)]
    for name, verdict in zip(names, ("right", "right", "wrong", "unsure", "wrong"), strict=True):
        judge(record, "event", name, verdict)  # type: ignore[arg-type]
    judge(record, "event", names[4], "right")
    whole, consult, aid = precisions(record)
    assert (whole.right, whole.wrong, whole.unsure, whole.share) == (3, 1, 1, 0.75)
    assert (consult.type, aid.type, aid.low is not None) == ("CONSULT", "AID", True)
    assert len(judged(record)) == 5
    assert judge(record, "event", "event-none", "right") is None


def test_a_mark_taken_back_is_counted_no_more_and_the_finding_can_be_drawn_again(record: Any) -> None:
    for n in range(40):
        judge(record, "event", content_id("event", n), "right")
    assert draw(record, "event") is None
    taken = take_back(record, content_id("event", 7))
    assert taken is not None
    assert (taken.finding, taken.verdict) == (content_id("event", 7), "right")
    assert precisions(record)[0].right == 39
    assert draw(record, "event").id == content_id("event", 7)  # type: ignore[union-attr]
    assert take_back(record, content_id("event", 7)) is None


def test_what_was_marked_last_stands_first_though_keys_are_quick(record: Any) -> None:
    names = [content_id("event", n) for n in range(5)]
    for name in names:
        judge(record, "event", name, "right")
        sleep(0.002)
    assert [one.finding for one in judged(record, 2)] == [names[4], names[3]]
    assert [one.finding for one in judged(record, 2, 2)] == [names[2], names[1]]


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share_and_stays_within_bounds(number: int, data: Any) -> None:
    right = data.draw(st.integers(0, number))
    low, high = wilson(right, number)
    assert 0 <= low <= round(right / number, 3) + 0.001
    assert round(right / number, 3) - 0.001 <= high <= 1


def test_the_interval_is_that_of_the_textbook() -> None:
    assert wilson(81, 263) == (
        0.255,
        0.366,
    )  # R. G. Newcombe, Statistics in Medicine 17, 1998, table I: 0.2553 to 0.3662
