"""Marks may lie over each other in any way; the text comes through to the letter."""

from hypothesis import given
from hypothesis import strategies as st

from communique.web.marks import Mark, pieces

TEXT = "Bo met Li in Rabat on Monday."
MARKS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("abcd")).map(
        lambda t: Mark(min(t[:2]), max(t[:2]), "event", t[2], True)
    ),
    max_size=8,
)


@given(MARKS, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_pieces_joined_are_the_text(marks: list[Mark], one: int, other: int) -> None:
    start, stop = min(one, other), max(one, other)
    assert "".join(piece.text for piece in pieces(TEXT, marks, start, stop)) == TEXT[start:stop]


@given(MARKS)
def test_every_character_knows_all_its_marks(marks: list[Mark]) -> None:
    offset = 0
    for piece in pieces(TEXT, marks, 0, len(TEXT)):
        over = {mark.ref for mark in marks if mark.start <= offset and offset + len(piece.text) <= mark.stop}
        assert set(piece.refs) == over
        offset += len(piece.text)


def test_a_click_means_the_shortest_mark() -> None:
    marks = [Mark(0, 28, "statement", "s", True), Mark(3, 6, "event", "e", True), Mark(0, 29, "event-words", "x")]
    links = {piece.text: piece.link for piece in pieces(TEXT, marks, 0, len(TEXT))}
    assert links["met"] == "e"
    assert links["Bo "] == "s"
    assert links["."] is None


def test_a_finding_is_jumped_to_once() -> None:
    marks = [Mark(0, 9, "statement", "s", True), Mark(3, 6, "event", "e", True)]
    jumps = [jump for piece in pieces(TEXT, marks, 0, len(TEXT)) for jump in piece.jumps]
    assert sorted(jumps) == ["e", "s"]
