"""What an article's sentences state, event by event."""

from __future__ import annotations

from datetime import date

import pytest

from communique import read_text
from communique.events.rules import event_rules, frames, quad_of, score_of, word_classes
from communique.model import Article, Event

pytestmark = pytest.mark.model


def events(text: str) -> tuple[Article, tuple[Event, ...]]:
    article = read_text(text, published=date(2024, 5, 14))
    return article, article.events


def told(text: str) -> set[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """(type, factuality, actors, recipients) of every event, parties by their names."""
    article, found = events(text)
    names = {actor.id: actor.name for actor in article.actors}
    return {
        (e.event, e.factuality, tuple(names[i] for i in e.actor), tuple(names[i] for i in e.recipient)) for e in found
    }


def test_a_passive_keeps_its_direction() -> None:
    active = told("Bulgaria condemned Belarus.")
    passive = told("Belarus was condemned by Bulgaria.")
    assert active == passive == {("ACCUSE", "actual", ("Bulgaria",), ("Belarus",))}


def test_a_meeting_lists_all_parties_as_actors() -> None:
    assert told("Finland and Estonia met on Monday.") == {("CONSULT", "actual", ("Finland", "Estonia"), ())}


def test_a_noun_gives_its_parties() -> None:
    assert told("Talks between Serbia and Kosovo took place.") == {("CONSULT", "actual", ("Serbia", "Kosovo"), ())}


def test_a_refused_comment_is_no_event() -> None:
    assert told("Finland declined to comment.") == set()


def test_what_is_asked_for_is_no_event_of_its_own() -> None:
    assert {kind for kind, *_ in told("Finland urged Russia to free the crew.")} == {"REQUEST"}


def test_a_broker_is_a_mediator() -> None:
    article, found = events("Russia and Ukraine agreed to a US-brokered ceasefire.")
    names = {actor.id: actor.name for actor in article.actors}
    assert any("United States" in [names[i] for i in e.mediator] for e in found)


def test_a_war_on_prices_is_no_war() -> None:
    assert told("Turkey's war on inflation went on.") == set()


def test_evidence_is_the_articles_own_words() -> None:
    article, found = events("Ireland condemned the Russian attack on Ukraine, and Italy thanked Tunisia.")
    assert found
    for event in found:
        for passage in event.evidence:
            assert article.text[passage.start : passage.stop] == passage.text
        assert any(p.start <= event.trigger.start < p.stop for p in event.evidence)


def test_every_rule_names_a_frame_and_classes_that_exist() -> None:
    classes = word_classes()
    for rule in event_rules():
        assert rule.frame in frames(), rule.id
        for pattern in (*rule.verbs, *rule.nouns, *rule.adjectives):
            for word in pattern.split():
                assert not word.startswith("{") or word[1:-1] in classes, (rule.id, pattern)


def test_every_rule_has_a_sentence_and_a_score() -> None:
    for rule in event_rules():
        assert rule.yes, rule.id
        assert -10 <= score_of(rule.type, rule.mode) <= 10


def test_an_accusation_scores_as_conflict() -> None:
    assert score_of("ACCUSE", None) == -3


def test_the_manuals_two_quad_tables_differ_on_sanctions() -> None:
    assert (quad_of("SANCTION"), quad_of("SANCTION", "quad_table")) == (4, 3)


def test_a_cancelled_visit_is_a_refusal_and_no_visit() -> None:
    assert {kind for kind, *_ in told("Korea's foreign minister cancelled a visit to Mongolia.")} == {"REJECT"}


def test_no_meeting_is_a_meeting_negated() -> None:
    found = told("No meeting is scheduled between Pakistan and India.")
    assert found == {("CONSULT", "negated", ("Pakistan", "India"), ())}


def test_a_future_visit_is_planned() -> None:
    assert {(kind, fact) for kind, fact, *_ in told("Japan's premier will visit India in June.")} == {
        ("CONSULT", "planned")
    }


def test_would_have_is_told_as_not_done() -> None:
    assert {fact for _, fact, *_ in told("Russia would have condemned Latvia.")} == {"negated"}


def test_what_may_happen_is_possible() -> None:
    assert {fact for _, fact, *_ in told("Guyana might expel Venezuela's consul.")} == {"possible"}


def test_a_broken_plan_is_negated() -> None:
    assert {fact for _, fact, *_ in told("Chad and Niger had been expected to sign a treaty.")} == {"negated"}


def test_a_country_that_reports_itself_is_the_actor() -> None:
    found = told("Japan said it had halted aid to Serbia.")
    assert ("SANCTION", "actual", ("Japan",), ("Serbia",)) in found


def test_a_pair_named_before_is_what_both_sides_means() -> None:
    text = "It ended a standoff between Thailand and Cambodia, during which both sides exchanged artillery fire."
    assert any(kind == "ASSAULT" and set(who) == {"Thailand", "Cambodia"} for kind, _, who, _ in told(text))


def test_a_denial_answers_who_accused() -> None:
    found = told("Burundi accused Rwanda of arming rebels. Rwanda denied the allegation.")
    assert ("REJECT", "actual", ("Rwanda",), ("Burundi",)) in found


def test_two_tellings_of_one_act_are_one_event() -> None:
    _, found = events("Bulgaria expelled two Russian diplomats on Monday. Bulgaria expelled two Russian diplomats.")
    assert sum(e.event == "SANCTION" for e in found) == 1


def test_a_deadline_is_not_the_day_of_the_demand() -> None:
    _, found = events("Finland urged Russia to free the crew by 30 June 2024.")
    assert [e.date for e in found if e.event == "REQUEST"] == [None]


def test_an_undated_act_has_no_date() -> None:
    _, found = events("Finland condemned Belarus.")
    assert [e.date for e in found] == [None]


def test_a_dated_act_has_its_date() -> None:
    _, found = events("Finland expelled two Russian diplomats on 12 May 2024.")
    assert [e.date for e in found] == ["2024-05-12"]


def test_same_text_gives_same_ids() -> None:
    text = "Finland condemned Belarus."
    assert [e.id for e in events(text)[1]] == [e.id for e in events(text)[1]]
