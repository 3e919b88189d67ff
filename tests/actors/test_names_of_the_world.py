"""Names of every custom, who bears them, and what they are called by later."""

import pytest

from communique import read_text
from communique.model import Actor, Article

pytestmark = pytest.mark.model


def actor(article: Article, name: str) -> Actor:
    found = [one for one in article.actors if one.name == name]
    assert len(found) == 1, [one.name for one in article.actors]
    return found[0]


def words(article: Article, one: Actor) -> set[str]:
    return {article.text[m.start : m.stop] for m in one.mentions}


@pytest.mark.parametrize(
    ("text", "name", "country", "again"),
    [
        (
            "Prime Minister Nguyễn Thanh Bình of Vietnam met South Korean President Park Ji-hoon. Bình praised Park.",
            "Nguyễn Thanh Bình",
            "VNM",
            "Bình",
        ),
        (
            "Saudi Crown Prince Fahd bin Turki Al Saud met Sheikh Khalid bin Hamad in Jeddah.",
            "Fahd bin Turki Al Saud",
            "SAU",
            None,
        ),
        (
            "Sudan's army chief Abdel Fattah al-Burhani met the UN envoy. Burhani rejected the plan.",
            "Abdel Fattah al-Burhani",
            "SDN",
            "Burhani",
        ),
        ("Sultan Iskandar ibni Abdullah of Malaysia opened the talks.", "Iskandar ibni Abdullah", "MYS", None),
        ("Iraqi cleric Moqtada al-Hakim urged followers to leave.", "Moqtada al-Hakim", "IRQ", "Iraqi cleric"),
        ("Azman Yusoff of Malaysia and Rosa Díaz of Peru were elected on Friday.", "Rosa Díaz", "PER", None),
        (
            "Lt Gen Sir Peter Ashworth-Hume KCB, the British commander, visited Nairobi.",
            "Peter Ashworth-Hume",
            "GBR",
            "British commander",
        ),
        (
            "Mongolian lawmaker J. Bat-Erdene called on Japan to invest. Bat-Erdene met Japanese officials.",
            "J. Bat-Erdene",
            "MNG",
            "Bat-Erdene",
        ),
        (
            "Myanmar's information minister, Daw Khin Hnin Yi, denied the claim. She said it was false.",
            "Khin Hnin Yi",
            "MMR",
            "She",
        ),
    ],
)
def test_a_name_of_any_custom_is_one_person_of_his_state(text: str, name: str, country: str, again: str | None):
    article = read_text(text)
    found = actor(article, name)
    assert found.country == country
    assert again is None or again in words(article, found)


def test_a_counterpart_is_known_whatever_stands_between_noun_and_name():
    text = "Turkish Foreign Minister Cevdet Öztürk spoke with his Iranian counterpart Seyyed Hossein Mirzaei by phone."
    found = actor(read_text(text), "Hossein Mirzaei")
    assert [(o.title, o.of) for o in found.offices] == [("foreign minister", "IRN")]


def test_guest_and_host_are_who_was_received_and_who_received():
    text = (
        "French President Luc Moreau received Chad's leader, Mahamat Saleh, on Friday. The guest asked his host for help. "
        "The Chadian promised elections."
    )
    article = read_text(text)
    assert {"The guest", "The Chadian"} <= words(article, actor(article, "Mahamat Saleh"))
    assert "his host" in words(article, actor(article, "Luc Moreau"))


def test_an_acronym_the_page_gives_is_the_pages():
    article = read_text("The Pakistan Muslim Front (PMF) said it would boycott the vote. PMF leader Asad Khan agreed.")
    assert actor(article, "Asad Khan").offices[0].of == "Pakistan Muslim Front"
    assert actor(article, "Asad Khan").country == "PAK"


def test_a_body_may_be_called_by_whom_it_joins():
    article = read_text("The Lao Women's Union and the Transport Workers' Federation asked the government for help.")
    assert {"Lao Women's Union", "Transport Workers' Federation"} <= {one.name for one in article.actors}


def test_a_sentence_that_begins_with_a_name_gives_it_no_title_of_the_sentence_before():
    text = "Ivorian minister Kandia Camara-Touré met Kenya's ambassador. Camara-Touré spoke first."
    assert [o.title for o in actor(read_text(text), "Kandia Camara-Touré").offices] == ["minister"]


def test_a_place_after_at_is_nobody():
    article = read_text("The dam at Pak Beng worries Thailand. Villagers near Pak Chom protested.")
    assert not [one.name for one in article.actors if one.kind == "person" and one.named]


def test_a_portfolio_of_two_words_is_one_title():
    found = actor(
        read_text("Energy and Mines Minister Bounthavy Sisouphanh met Thai officials."), "Bounthavy Sisouphanh"
    )
    assert [o.title for o in found.offices] == ["energy and mines minister"]


def test_a_language_one_speaks_is_no_office():
    found = actor(read_text("Bolivian minister Diego Pary, a Quechua speaker, met Chile's president."), "Diego Pary")
    assert [o.title for o in found.offices] == ["minister"]
