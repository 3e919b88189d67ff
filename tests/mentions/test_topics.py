"""Projects and meetings that a page tells of are set up once and meant again; they are nobody's party."""

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def topics(text: str) -> dict[str, list[str]]:
    """The words of each topic's mentions by its name."""
    return {t.name: [text[m.start : m.stop] for m in t.mentions] for t in read_text(text).topics}


def test_the_mill_and_the_project_mean_the_mill_set_up_before():
    text = "Oman will build a new steel mill in northern Ghana. The mill will open in May. Ghana praised the project."
    assert topics(text) == {
        "steel mill in northern Ghana": ["a new steel mill in northern Ghana", "The mill", "the project"]
    }


def test_of_two_projects_the_project_means_neither():
    text = "Oman will build a steel mill in Ghana and finance a dam in Togo. Benin praised the project."
    assert not [words for words in topics(text).values() if "the project" in words]


def test_a_second_project_of_one_noun_is_another():
    text = "Peru agreed to build a port in Ilo. A second port in Chimbote was discussed. The Ilo port will open in May."
    assert topics(text) == {
        "port in Ilo": ["a port in Ilo", "The Ilo port"],
        "second port in Chimbote": ["A second port in Chimbote"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit the power plant in Odesa.",
        "Rebels seized the Wadi dam.",
        "The ministers discussed the plant.",
        "Chile has no plan to build any dam in the south.",
        "The 40-kilometre canal was opened.",
        "Ruto chaired a meeting with the minister in Nairobi.",
    ],
)
def test_what_is_not_told_apart_or_undertaken_is_no_topic(text: str):
    assert topics(text) == {}


def test_its_summit_is_that_of_the_body_told_of():
    text = "The African Union will hold its summit in Malabo. Togo will attend the summit."
    assert topics(text) == {"African Union summit in Malabo": ["its summit in Malabo", "the summit"]}


def test_a_numbered_conference_is_one_with_and_without_its_noun():
    text = "Fiji spoke at COP31 on Friday. Kiribati left the COP31 conference in Antalya."
    assert topics(text) == {"COP31 conference in Antalya": ["COP31", "the COP31 conference in Antalya"]}


def test_a_project_is_of_the_state_its_words_give():
    text = "Kenya and Uganda agreed to extend the rail link between Nakuru and Kampala and to build a port in Kisumu."
    countries = {t.name: t.country for t in read_text(text).topics}
    assert countries == {"rail link between Nakuru and Kampala": None, "port in Kisumu": "KEN"}


def test_a_topic_is_no_party():
    article = read_text("The Lobito refinery in Angola will open in May. Angola thanked Zambia for the refinery.")
    told = {topic.id for topic in article.topics}
    assert told
    assert not told & {party for e in article.events for party in (*e.actor, *e.recipient, *e.host, *e.mediator)}
