"""Times: what is marked, and which day it is. The sentences stand in times.tsv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import article_of_text
from communique.grammar import Scene
from communique.lexicon import load_rules
from communique.mentions import find_times
from communique.mentions.times_calendar import day_near, easter, moved, on_weekday, point_of
from communique.mentions.times_patterns import TimeRule, called_at, matches, rules
from communique.mentions.times_values import MECHANISMS
from communique.sentences import parse


def rows():
    lines = (Path(__file__).parent / "times.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            day, sentence, expected = (line + "\t").split("\t")[:3]
            yield day, sentence, expected


ROWS = list(rows())


@pytest.fixture(scope="session")
def scenes():
    drafts = [article_of_text(s, published=None if d == "-" else date.fromisoformat(d)) for d, s, _ in ROWS]
    return {
        (day, sentence): Scene(article, doc)
        for (day, sentence, _), (article, doc) in zip(ROWS, parse(drafts), strict=True)
    }


@pytest.mark.model
@pytest.mark.parametrize(("day", "sentence", "expected"), ROWS, ids=[s for _, s, _ in ROWS])
def test_sentence_says_when(scenes, day, sentence, expected):
    found = find_times(scenes[day, sentence])
    assert "|".join(f"{t.text}={t.value or '-'}" for t in found) == expected


@pytest.mark.model
def test_spans_are_the_words_themselves(scenes):
    for scene in scenes.values():
        for time in find_times(scene):
            assert scene.text[time.start : time.stop] == time.text


@pytest.mark.model
def test_an_absolute_date_in_the_lead_stands_in_for_the_article_s_own():
    text = "PORT VILA, 3 May 2023: The envoy arrived on Tuesday."
    ((article, doc),) = parse([article_of_text(text)])
    found = find_times(Scene(article, doc))
    assert [(t.value, t.anchor) for t in found] == [("2023-05-03", "absolute"), ("2023-05-02", "lead")]


@pytest.mark.model
@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_machine_s_date_for_no_date_is_none(day):
    ((article, doc),) = parse([article_of_text("The envoy arrived on Tuesday and left last night.", published=day)])
    assert [t.value for t in find_times(Scene(article, doc))] == [None, None]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.sampled_from([s for _, s, _ in ROWS]))
def test_searching_any_text_gives_matches_in_order_that_do_not_overlap(noise, sentence):
    found = matches(noise + sentence + noise)
    ends = [0, *(m.found.end() for m in found)]
    assert all(m.found.start() >= end for m, end in zip(found, ends, strict=False))


def test_every_rule_names_a_mechanism_and_has_a_sentence():
    for rule in load_rules("en/times.toml", "time", TimeRule):
        assert rule.how in MECHANISMS, rule.id
        assert rule.yes, rule.id


@pytest.mark.parametrize("rule", [rule for rule, _ in rules()], ids=lambda rule: rule.id)
def test_the_pattern_of_a_rule_matches_its_sentences(rule):
    for sentence in rule.yes:
        assert rule.id in {match.rule.id for match in matches(sentence)}, sentence


def test_a_text_without_words_of_time_calls_for_no_rule():
    text = "The minister welcomed the envoy of Chile."
    assert list(called_at(text, text.lower())) == []


def test_a_weekday_on_its_own_day_is_that_day():
    thursday = date(2024, 5, 16)
    assert on_weekday(thursday, 4, "behind") == on_weekday(thursday, 4, "ahead") == thursday


def test_a_date_most_of_a_year_away_gives_way_to_one_within_weeks():
    assert day_near(date(2024, 5, 16), 5, 20, "behind") == date(2024, 5, 20)
    assert day_near(date(2024, 5, 16), 10, 7, "behind") == date(2023, 10, 7)


def test_no_year_has_a_thirty_first_of_june():
    assert day_near(date(2024, 5, 16), 6, 31, "ahead") is None


def test_counting_past_the_ends_of_the_calendar_gives_nothing():
    assert moved(date(2024, 5, 16), 10**9, "D") is None


@given(st.dates(min_value=date(1500, 1, 1)), st.integers(-400, 400), st.sampled_from(["D", "W", "M", "Y", "3M"]))
def test_a_moved_day_is_a_point_of_the_calendar(day, count, unit):
    value = moved(day, count, unit)
    assert value is None or point_of(value) is not None


def test_easter_is_where_the_churches_have_it():
    assert [easter(y) for y in (2019, 2024, 2025)] == [date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20)]
