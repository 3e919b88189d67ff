"""Of which state those are whose own words do not say it."""

import pytest

from communique import read_text
from communique.model import Actor

pytestmark = pytest.mark.model


def who(text: str, name: str) -> Actor:
    """The actor of this name; unnamed ones count where some finding points to them."""
    found = [actor for actor in read_text(text).actors if actor.name.lower() == name.lower()]
    assert len(found) == 1, [actor.name for actor in read_text(text).actors]
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The army attacked militiamen in Nyala on Monday.", "militiamen", "SDN"),
        ("Prisoners rioted at a jail in Ecuador on Monday.", "Prisoners", "ECU"),
        ("Bolivian police arrested eleven activists.", "eleven activists", "BOL"),
        ("Shells killed nine people in Zamboanga.", "nine people", "PHL"),
        ("The agency fed refugees fleeing the war in Yemen.", "refugees", "YEM"),
        ("Seven ethnic Hungarians protested in Serbia.", "Seven ethnic Hungarians", "SRB"),
        ("Iraqi Kurds demanded a truce with the army.", "Iraqi Kurds", "IRQ"),
        ("The army attacked Rwandan-backed rebels.", "Rwandan-backed rebels", None),
        ("An anti-Cuba journalist was attacked.", "An anti-Cuba journalist", None),
        ("Delegates met in Geneva. Police attacked protesters.", "protesters", None),
    ],
)
def test_people_are_of_the_state_their_words_leave_possible(text: str, name: str, country: str | None):
    assert who(text, name).country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("President Amos Kiptoo threatened new tariffs against Norway.", "Amos Kiptoo", None),
        ("The Danish government thanked President Amos Kiptoo.", "Amos Kiptoo", None),
        ("President Amos Kiptoo returned to Kenya.", "Amos Kiptoo", "KEN"),
        ("President Amos Kiptoo banned Kenyan farmers from the market.", "Amos Kiptoo", "KEN"),
        ("NAIROBI, May 2 - President Amos Kiptoo thanked Kenya.", "Amos Kiptoo", "KEN"),
    ],
)
def test_an_office_without_an_owner_is_not_of_a_state_its_holder_faces(text: str, name: str, country: str | None):
    assert who(text, name).country == country


def test_states_told_of_equally_often_give_an_office_no_owner():
    told = "“We lost two years,” said President Amara Kollie. She praised Norway and Japan. Japan thanked Norway."
    assert who(told, "Amara Kollie").country is None


def test_an_ambassador_is_of_the_embassy_the_page_is_about():
    told = (
        "Students rallied in Lima at the Bulgarian embassy on Monday. "
        "They asked Peru to expel the ambassador, Stoyan Velev."
    )
    assert who(told, "Stoyan Velev").country == "BGR"


def test_a_title_word_after_a_given_name_is_a_surname():
    assert (
        who("British Defence Secretary Laura King met sailors.", "Laura King").offices[0].title == "defence secretary"
    )


@pytest.mark.parametrize(
    ("text", "name", "title", "of"),
    [
        ("Her counterpart, Tomas Reyes, agreed.", "Tomas Reyes", None, None),
        ("Chadian army chief Field Marshal Issa Abdelkerim left.", "Issa Abdelkerim", "army chief", "TCD"),
        (
            "Togo's foreign minister, Kossi Agbeko, and Mali's, Awa Konaté, signed.",
            "Awa Konaté",
            "foreign minister",
            "MLI",
        ),
        (
            "Farid Osman, Sudan's minister of mineral resources, spoke.",
            "Farid Osman",
            "minister of mineral resources",
            "SDN",
        ),
        (
            "The Lake Bank is broke. The bank's president, Dr. Ada Obi, spoke.",
            "Ada Obi",
            "president",
            "Lake Bank",
        ),
        (
            "South Korean Deputy Prime Minister and Finance Minister Bae Sung-hwan met bankers.",
            "Bae Sung-hwan",
            "deputy prime minister and finance minister",
            "KOR",
        ),
    ],
)
def test_offices_in_many_forms(text: str, name: str, title: str | None, of: str | None):
    assert [(office.title, office.of) for office in who(text, name).offices] == ([(title, of)] if title else [])


def test_particles_and_articles_begin_a_sentence_in_capitals():
    text = "Minister Margriet van der Hoek met Ms Hanan al-Sabti. Van der Hoek left. Al-Sabti stayed."
    found = {a.name: [text[m.start : m.stop] for m in a.mentions] for a in read_text(text).actors}
    assert found == {"Margriet van der Hoek": ["Minister", "Margriet van der Hoek", "Van der Hoek"],
                     "Hanan al-Sabti": ["Hanan al-Sabti", "Al-Sabti"]}  # fmt: skip


def test_an_organ_of_an_international_body_is_of_no_state():
    told = "The SCO meets in Bishkek, Kyrgyzstan said. The Council of Foreign Ministers has met."
    organ = who(told, "Council of Foreign Ministers")
    assert (organ.kind, organ.country) == ("intergovernmental", "IGO")


def test_two_governments_are_those_of_the_officials_named():
    told = "Dutch Trade Minister Joost Bakker met Belgian envoy Lies Maes. The two governments agreed."
    found = {
        a.name for a in read_text(told).actors for m in a.mentions if told[m.start : m.stop] == "The two governments"
    }
    assert found == {"Netherlands", "Belgium"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Obama spoke to the press.", "Obama", "USA"),
        ("President Museveni met farmers.", "Museveni", "UGA"),
        ("The Reagan administration condemned Libya on Monday.", "Reagan administration", "USA"),
        ("Kenyan envoy Hassan Museveni met farmers.", "Hassan Museveni", "KEN"),
        ("Igor Putin met farmers in Oslo.", "Igor Putin", None),
    ],
)
def test_leaders_without_their_country_are_known_by_name(text: str, name: str, country: str | None):
    assert who(text, name).country == country


def test_a_paper_named_without_its_state_is_of_the_state_the_page_is_written_in():
    told = "QUITO, May 2 - Ecuador shut a port on Monday, the newspaper Diario Cumbre reported. Ecuador denied it."
    assert who(told, "Diario Cumbre").country == "ECU"
    assert who(told.replace("QUITO, May 2 - ", ""), "Diario Cumbre").country is None
