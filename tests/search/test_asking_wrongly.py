"""What would be passed over in silence is said: dates that are none, unknown states, questions that articles cannot answer."""

from __future__ import annotations

import pytest

from communique.search.found import Wanted
from communique.search.terminal import WrongOption, check_options


@pytest.mark.parametrize(
    ("kind", "wanted", "said"),
    [
        ("events", Wanted(since="2026-02-30"), "--since: '2026-02-30' is no date"),
        ("happenings", Wanted(until="soon"), "--until: 'soon' is no date"),
        ("events", Wanted(state="maybe"), "actual, planned, negated, possible"),
        ("promises", Wanted(state="overdue"), "communique promises --state"),
        ("articles", Wanted(words="ferry", who=("Peru",)), "--kind events"),
    ],
)
def test_a_question_that_cannot_be_answered_is_said_to_be_none(kind: str, wanted: Wanted, said: str) -> None:
    with pytest.raises(WrongOption, match=said):
        check_options(kind, wanted)


def test_months_years_and_words_alone_are_good_questions() -> None:
    check_options("articles", Wanted(words="ferry"))
    check_options("events", Wanted(since="2025", until="2025-07", state="planned"))
