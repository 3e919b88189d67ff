"""Who is meant by a name beside a common noun, a title for several, or a noun said of a name."""

import pytest

from communique import read_text
from communique.model import Actor, Article

pytestmark = pytest.mark.model


def person(article: Article, name: str) -> Actor:
    found = [actor for actor in article.actors if actor.name == name]
    assert len(found) == 1, [actor.name for actor in article.actors]
    return found[0]


def offices(actor: Actor) -> list[tuple[str, str | None, bool]]:
    return [(office.title, office.of, office.former) for office in actor.offices]


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "Chile's ambassador in Ottawa, Ximena Larraín, said the talks would resume.",
            "Ximena Larraín",
            ("ambassador", "CHL", False),
        ),
        (
            "Norway's Foreign Minister Ingrid Solheim and her Botswanan opposite number, Kagiso Seretse, met on Monday.",
            "Kagiso Seretse",
            ("foreign minister", "BWA", False),
        ),
        (
            "Polish Interior Minister Jan Wilk resigned. His predecessor, Ewa Lipska, had refused to go.",
            "Ewa Lipska",
            ("interior minister", "POL", True),
        ),
        (
            "Polish Interior Minister Jan Wilk has left. His successor in Warsaw, Ewa Lipska, will visit Vilnius.",
            "Ewa Lipska",
            ("interior minister", "POL", False),
        ),
        (
            "Icelandic Foreign Minister Baldvin Egilsson, replacing Hrafnhildur Jónsdóttir, who resigned, was sworn in.",
            "Hrafnhildur Jónsdóttir",
            ("foreign minister", "ISL", True),
        ),
    ],
)
def test_a_name_beside_a_noun_holds_the_office_the_noun_tells(
    text: str, name: str, office: tuple[str, str | None, bool]
):
    assert offices(person(read_text(text), name)) == [office]


def test_whom_a_minister_is_to_replace_still_holds_the_office():
    article = read_text("Icelandic Foreign Minister Baldvin Egilsson will replace Hrafnhildur Jónsdóttir in May.")
    assert not person(article, "Hrafnhildur Jónsdóttir").offices


def test_words_between_noun_and_name_do_not_part_them():
    article = read_text("The Omani official mediating the talks, Said al-Habsi, told reporters that they had failed.")
    assert person(article, "Said al-Habsi").country == "OMN"
    assert article.statements[0].speaker == person(article, "Said al-Habsi").id


def test_who_speaks_after_talks_with_a_host_is_not_the_host():
    article = read_text("After talks with her host in Oslo, Ingrid Solheim said the pact was ready.")
    assert not any(m.rule == "common-apposition" for m in person(article, "Ingrid Solheim").mentions)


def test_a_title_for_several_gives_each_an_office():
    text = "Defence ministers Tofiq Rzayev of Azerbaijan and Nurlan Abenov of Kazakhstan met in Aktau on Friday."
    article = read_text(text)
    first, second = person(article, "Tofiq Rzayev"), person(article, "Nurlan Abenov")
    assert (offices(first), offices(second)) == (
        [("defence minister", "AZE", False)],
        [("defence minister", "KAZ", False)],
    )
    assert [set(event.actor) for event in article.events] == [{first.id, second.id}]


def test_states_before_a_title_for_several_go_to_the_names_in_order():
    article = read_text("The Ghanaian and Togolese foreign ministers, Efua Asante and Koffi Mensavi, met in Lomé.")
    assert offices(person(article, "Efua Asante")) == [("foreign minister", "GHA", False)]
    assert offices(person(article, "Koffi Mensavi")) == [("foreign minister", "TGO", False)]


def test_a_meeting_of_ministers_is_no_person():
    article = read_text("The Foreign Ministers Meeting opened in Hanoi. Foreign Ministers Council members spoke.")
    assert not [actor.name for actor in article.actors if actor.kind == "person" and actor.named]


def test_what_someone_is_said_to_be_means_him():
    article = read_text("General Oumar Issaka is the second official to deny that the army shelled the village.")
    assert {event.event: event.actor for event in article.events} == {"REJECT": (person(article, "Oumar Issaka").id,)}


def test_a_region_an_office_deals_with_is_no_part_of_a_name():
    article = read_text("Minister for the Middle East Clarissa Penhaligon met Omani officials on Sunday.")
    assert [o.title for o in person(article, "Clarissa Penhaligon").offices] == ["minister for the Middle East"]


def test_two_states_under_their_long_names_are_two():
    article = read_text("The Islamic Republic of Iran and the Kingdom of Denmark held talks in Muscat.")
    assert {actor.country for actor in article.actors if actor.kind == "state" and actor.mentions} == {"IRN", "DNK"}


def test_a_numbered_version_is_a_project_of_its_own():
    article = read_text("Pakistan and China launched CPEC 2.0 on Monday. CPEC began ten years ago, Pakistan said.")
    assert {"CPEC 2.0", "China-Pakistan Economic Corridor"} <= {actor.name for actor in article.actors}


def test_a_town_that_no_map_shows_is_no_body():
    article = read_text(
        "Ekuvela Mulondo is a town on the river. The foreign ministers met in Ekuvela Mulondo on Monday."
    )
    assert "Ekuvela Mulondo" not in {actor.name for actor in article.actors}


def test_the_italian_before_a_name_says_whose_he_is():
    assert person(read_text("The Italian, Marco Bellandi, said he would return."), "Marco Bellandi").country == "ITA"


def test_who_speaks_after_a_name_is_not_that_name():
    text = "Foreign Minister Ana Koleva signed. It offered help in a call to Koleva, the alliance said. NATO met on Monday."
    article = read_text(text)
    koleva = person(article, "Ana Koleva")
    assert "the alliance" not in {article.text[m.start : m.stop] for m in koleva.mentions}
    assert "Koleva" in {article.text[m.start : m.stop] for m in koleva.mentions}
