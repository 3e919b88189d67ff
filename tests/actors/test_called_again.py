"""Whom a common noun calls again: "the bloc", "my colleague", "her host", "the crowd", initials without brackets."""

import pytest

from communique import read_text
from communique.model import Actor, Article

pytestmark = pytest.mark.model


def meant_by(words: str, text: str) -> list[str]:
    """The names of the actors that the first place of these words means."""
    return names_at(read_text(text), words)


def names_at(article: Article, words: str) -> list[str]:
    start = article.text.index(words)
    span = (start, start + len(words))
    return [actor.name for actor in article.actors if span in spans_of(actor)]


def spans_of(actor: Actor) -> set[tuple[int, int]]:
    return {(mention.start, mention.stop) for mention in actor.mentions}


def test_the_bloc_is_a_union_of_states_not_the_bank_named_last() -> None:
    text = (
        "The Caribbean Community suspended Guyana from its trade committee on Monday. The African Development Bank "
        "had asked for the step. The bloc said it would review the decision in June."
    )
    assert meant_by("The bloc", text) == ["Caribbean Community"]


def test_of_two_unions_that_act_together_neither_is_the_bloc() -> None:
    text = "The African Union and ECOWAS sent observers to Lomé. The bloc said the vote was calm."
    assert meant_by("The bloc", text) == ["bloc"]


def test_the_alliance_is_the_one_under_arms() -> None:
    text = (
        "NATO will hold exercises in Estonia next month. The European Union called the drills useful. "
        "The alliance said the exercises were defensive."
    )
    assert meant_by("The alliance", text) == ["North Atlantic Treaty Organization"]


def test_my_colleague_is_the_one_of_the_other_state_who_holds_the_same_office() -> None:
    text = (
        "“My colleague from Peru and I agreed on a timetable,” Chilean Foreign Minister Rosa Aravena said in Santiago "
        "after meeting Peruvian Foreign Minister Luis Otero."
    )
    assert meant_by("My colleague", text) == ["Luis Otero"]


def test_a_colleague_in_ones_own_ministry_is_not_across_the_table() -> None:
    text = (
        "Chilean Foreign Minister Rosa Aravena met Peruvian Foreign Minister Luis Otero. “My colleague in the ministry "
        "signed the letter,” Aravena said."
    )
    assert "Luis Otero" not in meant_by("My colleague", text)


def test_who_travels_is_the_visitor_and_who_holds_the_office_there_the_host() -> None:
    text = (
        "Norwegian Defence Minister Kari Lund visited Riga on Thursday and met Latvian Defence Minister Janis Berzs. "
        "“I thanked my counterpart for the warm welcome,” Lund said. The visitor invited her host to Oslo."
    )
    assert meant_by("my counterpart", text) == ["Janis Berzs"]
    assert meant_by("her host", text) == ["Janis Berzs"]
    assert meant_by("The visitor", text) == ["Kari Lund"]


def test_a_name_on_the_page_has_its_initials_before_a_listed_body_has_them() -> None:
    text = "The Rapid Support Forces took the town of Barah on Sunday. The RSF denied looting the market."
    assert meant_by("RSF", text) == ["Rapid Support Forces"]


def test_a_listed_body_keeps_its_initials_where_the_page_names_it_in_full() -> None:
    text = "Reporters Without Borders criticised the Rapid Support Forces. The RSF said two journalists were held in Barah."
    assert meant_by("RSF", text) == ["Reporters Without Borders"]


def test_the_crowd_is_the_protesters_told_of_before() -> None:
    text = (
        "Protesters gathered in Tunis on Saturday and burned tyres. Police attacked the crowd with tear gas. "
        "The demonstrators blocked a road."
    )
    assert meant_by("the crowd", text) == ["Protesters"]
    assert meant_by("The demonstrators", text) == ["Protesters"]


def test_a_provincial_government_is_not_the_state_named_last() -> None:
    text = (
        "Investors from Qatar will build a steel mill in southern Sindh. The provincial government accused a rival of "
        "spreading rumours."
    )
    assert meant_by("The provincial government", text) == ["provincial government"]


def test_a_counterpart_holds_the_office_and_is_the_minister_once_he_spoke_last() -> None:
    text = (
        "Togolese Interior Minister Akossiwa Mensah toured the bridge on Friday. Her Beninese counterpart, Luc Houngbo, "
        "said his government would rebuild it. Houngbo thanked the engineers. The minister added that work would start in May."
    )
    article = read_text(text)
    [speaker] = [one.speaker for one in article.statements if "work would start" in one.evidence[0].text]
    assert next(actor.name for actor in article.actors if actor.id == speaker) == "Luc Houngbo"
