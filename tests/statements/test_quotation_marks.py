"""Quotation marks are paired line by line; whatever is wrong with one, the page survives it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from communique.model import Span
from communique.statements.marks import find_quotations


def quoted(text: str) -> list[str]:
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return [text[q.inner.start : q.inner.stop] for q in find_quotations(text, lines)]


def test_straight_curly_guillemets_and_low_marks() -> None:
    assert quoted('He said "yes" and left.') == ["yes"]
    assert quoted("He said “yes” and left.") == ["yes"]
    assert quoted("He said «yes» and left.") == ["yes"]
    assert quoted("He said „yes“ and left.") == ["yes"]
    assert quoted("He said ``yes'' and left.") == ["yes"]


def test_single_marks_are_told_from_apostrophes() -> None:
    assert quoted("The envoys' aide said 'it wasn't us' again.") == ["it wasn't us"]
    assert quoted("The envoy’s ‘last offer’ stands.") == ["last offer"]
    assert quoted("Don't ask the ministers' aides.") == []


def test_a_quotation_within_a_quotation() -> None:
    assert quoted("“He told me ‘go home’ and I went.”") == ["He told me ‘go home’ and I went.", "go home"]


def test_a_mark_never_closed_ends_with_its_sentence() -> None:
    assert quoted("The “talks failed. Nobody came. He left “in anger” at noon.") == ["talks failed.", "in anger"]


def test_a_paragraph_taken_up_by_the_next_goes_on() -> None:
    text = "“We came in peace.\n“We leave in peace,” he said."
    lines = [Span(0, 18), Span(19, len(text))]
    first, second = find_quotations(text, lines)
    assert first.goes_on
    assert not first.closed
    assert second.closed


def test_a_wrong_opening_mark_is_still_an_opening_mark() -> None:
    assert quoted("”We came in peace,” he said.") == ["We came in peace,"]


@given(st.text(alphabet="ab .,'\"“”‘’«»„\n", max_size=60))
def test_every_quotation_lies_in_its_line(text: str) -> None:
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for q in find_quotations(text, lines):
        assert any(line.start <= q.start <= q.inner.start <= q.inner.stop <= q.stop <= line.stop for line in lines)
