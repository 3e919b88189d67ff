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
