"""Who the article means: names, offices and common nouns, on sentences written for the purpose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.actors import find_actors
from communique.articles import article_of_text
from communique.grammar import Scene
from communique.mentions import find_names
from communique.model import Actor
from communique.sentences import parse

pytestmark = pytest.mark.model


def actors(text: str) -> dict[str, Actor]:
    article, doc = next(parse([article_of_text(text)]))
    scene = Scene(article, doc)
    return {actor.name: actor for actor in find_actors(scene, find_names(scene))}


def words(text: str, actor: Actor) -> list[str]:
    return [text[m.start : m.stop] for m in actor.mentions]


def test_title_before_name_is_an_office() -> None:
    found = actors("Norwegian Foreign Minister Sigrid Halvorsen Lund flew to Lusaka on Monday.")
    person = found["Sigrid Halvorsen Lund"]
    assert [(o.title, o.of, o.former) for o in person.offices] == [("foreign minister", "NOR", False)]
    assert (person.kind, person.country, person.sector) == ("person", "NOR", "GOV")


def test_office_beside_the_name() -> None:
    found = actors("Chad's former interior minister, Mahamat Oumar Saleh, denied the charge on Friday.")
    assert [(o.title, o.of, o.former) for o in found["Mahamat Oumar Saleh"].offices] == [
        ("interior minister", "TCD", True)
    ]


def test_surname_later_is_the_same_person() -> None:
    text = "Prime Minister Ana Lúcia Freitas met traders. Freitas said the port would reopen."
    assert words(text, actors(text)["Ana Lúcia Freitas"]) == ["Prime Minister", "Ana Lúcia Freitas", "Freitas"]


def test_a_capital_is_a_state_only_where_it_acts() -> None:
    text = "Oslo rejected the offer. The envoys met in Oslo."
    norway = actors(text)["Norway"]
    assert [(m.start, m.stop) for m in norway.mentions] == [(0, 4)]


def test_unnamed_official_carries_the_words_of_the_page() -> None:
    found = actors("A senior Kenyan official said the talks had failed.")
    official = found["A senior Kenyan official"]
    assert (official.named, official.country, official.sector) == (False, "KEN", "GOV")


def test_two_adjectives_make_two_groups() -> None:
    text = "Senior Chilean and Peruvian diplomats agreed on the border."
    article, doc = next(parse([article_of_text(text)]))
    scene = Scene(article, doc)
    found = find_actors(scene, find_names(scene))
    assert {a.country for a in found if not a.named} == {"CHL", "PER"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Foreign",
                "Minister",
                "Ana",
                "Li",
                "said",
                "the",
                "of",
                "and",
                "-",
                ",",
                ".",
                "Oslo",
                "Norwegian",
                "ministry's",
                "(FM)",
                "“we”",
                "al-Tom",
                "EU\n",
                "by",
                "to",
                "Mr",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_every_mention_lies_within_the_text(text: str) -> None:
    article, doc = next(parse([article_of_text(text)]))
    scene = Scene(article, doc)
    for actor in find_actors(scene, find_names(scene)):
        assert actor.mentions
        assert all(0 <= m.start < m.stop <= len(text) for m in actor.mentions)


def test_the_two_sides_are_both_states() -> None:
    text = "Ghana and Togo reopened the crossing on Monday. The two sides agreed to patrol it together."
    found = actors(text)
    assert "The two sides" in words(text, found["Ghana"])
    assert "The two sides" in words(text, found["Togo"])


def test_she_is_the_only_person_named() -> None:
    text = "Foreign Minister Ama Serwaa Owusu left for Lomé. She will return on Friday."
    assert "She" in words(text, actors(text)["Ama Serwaa Owusu"])


def test_he_between_two_men_is_nobody() -> None:
    text = "Karl Lindqvist and Erik Halvorsen left for Bergen. Then he turned back."
    found = actors(text)
    assert not any("he" in words(text, actor) for actor in found.values())


def test_counterpart_holds_the_same_office() -> None:
    found = actors("Kenyan Interior Minister Otieno Wafula met his Ugandan counterpart, Grace Namutebi, in Busia.")
    assert [(o.title, o.of) for o in found["Grace Namutebi"].offices] == [("interior minister", "UGA")]
