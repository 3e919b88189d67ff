"""Who the article means: names, offices and common nouns, on sentences written for the purpose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import read_text
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


def test_initials_of_an_office_are_a_title() -> None:
    text = "Ghana's deputy prime minister, Kofi Asare, met Togo's FM Yao Adjei. The deputy PM also met bankers."
    found = actors(text)
    assert "deputy PM" in words(text, found["Kofi Asare"])
    assert [(o.title, o.of) for o in found["Yao Adjei"].offices] == [("foreign minister", "TGO")]


def test_portfolio_before_a_name_is_part_of_the_title() -> None:
    text = "Minister for Foreign Affairs Signe Bergqvist met Secretary of State Diana Wells. Minister Bergqvist spoke."
    found = actors(text)
    assert [o.title for o in found["Signe Bergqvist"].offices] == ["minister for foreign affairs"]
    assert [o.title for o in found["Diana Wells"].offices] == ["secretary of state"]
    assert "Bergqvist" in words(text, found["Signe Bergqvist"])


def test_minister_is_not_of_her_counterpart_s_state() -> None:
    text = "Minister for Foreign Affairs Signe Bergqvist phoned the Minister of Foreign Affairs of Ghana, Kofi Asare."
    found = actors(text)
    assert (found["Signe Bergqvist"].country, found["Kofi Asare"].country) == (None, "GHA")


TRUCE = (
    "The Malian government and the rebels of the Azawad Union agreed on Monday to a truce mediated by Algeria. "
    "Algeria's foreign minister said both sides had promised to free prisoners. The army denied that civilians died. "
    "The government would pay. Niger's neighbours welcomed it. The two sides will meet again."
)


def test_both_sides_are_those_who_agreed_and_not_the_mediator() -> None:
    found = actors(TRUCE)
    for name in ("Mali", "Azawad Union"):
        assert {"both sides", "The two sides"} <= set(words(TRUCE, found[name]))
    assert not {"both sides", "The two sides"} & set(words(TRUCE, found["Algeria"]))
    assert found["Azawad Union"].kind == "armed group"


def test_the_government_and_the_army_are_of_the_state_whose_government_was_named() -> None:
    found = actors(TRUCE)
    assert "The government" in words(TRUCE, found["Mali"])
    assert found["army"].country == "MLI"


def test_three_are_not_two_sides() -> None:
    text = "France and Germany held talks with Iran in Vienna. Both sides left early."
    assert all("Both sides" not in words(text, actor) for actor in actors(text).values())


def test_a_gerund_after_of_is_not_part_of_who_is_accused() -> None:
    found = actors("The general accused Uganda's neighbours of arming the rebels.")
    assert "neighbours" in found


def test_brussels_is_the_union_where_the_page_speaks_of_it() -> None:
    text = "Brussels imposed sanctions on Belarus. The European Union froze assets."
    assert words(text, actors(text)["European Union"]) == ["Brussels", "European Union"]
    assert "Belgium" in actors("Brussels thanked Rabat for its help.")


def test_the_secretary_general_s_envoy_is_of_the_united_nations() -> None:
    found = actors("The UN Secretary-General's envoy Mona Lindholm welcomed the truce.")
    assert [(o.title, o.of) for o in found["Mona Lindholm"].offices] == [("envoy", "United Nations")]


def test_i_in_an_answer_is_who_is_interviewed() -> None:
    text = "Amina Diop spoke to us.\n\nQ: Will you sign?\n\nA: I will sign in May, and nobody will stop me."
    assert words(text, actors(text)["Amina Diop"]) == ["Amina Diop", "I", "me"]


def test_you_in_a_question_is_who_is_interviewed_unless_it_asks_whether() -> None:
    text = "Amina Diop spoke to us.\n\nQ: You met Ali. Will you sign?\n\nA: I will.\n\nQ: When will you sign?\n\nA: In May."
    assert words(text, actors(text)["Amina Diop"]) == ["Amina Diop", "You", "I", "you"]


def test_those_who_urge_both_sides_are_neither() -> None:
    text = "Burundi met Rwanda on Monday. Peru and Chile urged both sides to talk."
    found = actors(text)
    assert [name for name in found if "both sides" in words(text, found[name])] == ["Burundi", "Rwanda"]


def test_the_two_sides_stay_the_same_through_a_readout() -> None:
    text = (
        "Ghana and Togo signed a pact in Accra. Both sides agreed on visas. Togo thanked the United Nations. "
        "The two sides condemned the raid."
    )
    found = actors(text)
    assert [name for name in found if "The two sides" in words(text, found[name])] == ["Ghana", "Togo"]


def test_who_urged_both_sides_does_not_become_one_of_the_two_countries() -> None:
    text = "Armenia accused Azerbaijan of lying. France urged both sides to stop. The two countries fought two wars."
    found = actors(text)
    assert [name for name in found if "The two countries" in words(text, found[name])] == ["Armenia", "Azerbaijan"]


def test_a_vice_premier_is_the_deputy_pm() -> None:
    text = "Vice Prime Minister Bogdan Ilić resigned on Monday. The deputy PM gave no reason."
    assert "deputy PM" in words(text, actors(text)["Bogdan Ilić"])


def test_an_under_secretary_is_no_secretary() -> None:
    found = actors("UN Under-Secretary-General Rosa Lima met Vice President Juan Soto on Monday.")
    assert [o.title for o in found["Rosa Lima"].offices] == ["under-secretary general"]
    assert found["Rosa Lima"].country == "IGO"


def test_a_surname_once_used_for_one_stays_his_when_a_namesake_comes_in() -> None:
    text = (
        "Tariq Khan is in prison. Khan, who was ousted in 2019, has appealed. Party chairman Gohar Ali Khan criticised the "
        "court. Khan blames the army."
    )
    article = read_text(text)
    starts = {m.start: a.name for a in article.actors for m in a.mentions}
    assert starts[article.text.rindex("Khan")] == "Tariq Khan"


def test_of_namesakes_named_in_full_the_last_is_meant() -> None:
    article = read_text("Tariq Khan met Omar Said. Imran Khan criticised the court. Khan blames the army.")
    starts = {m.start: a.name for a in article.actors for m in a.mentions}
    assert starts[article.text.rindex("Khan")] == "Imran Khan"
