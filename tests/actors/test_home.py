"""Of which state the offices are that a page names without a state."""

from pathlib import Path

import pytest

from communique import read, read_text
from communique.model import Article

pytestmark = pytest.mark.model


def countries(article: Article) -> dict[str, str | None]:
    return {actor.name: actor.country for actor in article.actors if actor.kind == "person"}


def page(tmp_path: Path, name: str, site: str, headline: str, *paragraphs: str) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    file = tmp_path / name
    file.write_text(
        f'<html><head><meta property="og:site_name" content="{site}"/></head>'
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    )
    return read(file).articles[0]


GUEST = (
    "Minister receives a guest from Tashkent",
    "The Minister of Foreign Affairs, Ilze Krūmiņa, received the Minister of Foreign Affairs of Uzbekistan, Jahongir "
    "Sodiqov, on Monday. She thanked Uzbekistan for its vote. Uzbekistan will open an embassy in May.",
    "Minister Sodiqov also met President Edgars Lapiņš. State Secretary Andris Bērziņš and Ambassador Sherzod Nazarov "
    "signed a protocol.",
)


def test_a_ministrys_page_names_its_own_offices_without_a_state(tmp_path: Path):
    article = page(tmp_path, "a.html", "Ministry of Foreign Affairs of the Republic of Latvia", *GUEST)
    told = countries(article)
    assert {name: told[name] for name in ("Ilze Krūmiņa", "Edgars Lapiņš", "Andris Bērziņš")} == {
        "Ilze Krūmiņa": "LVA",
        "Edgars Lapiņš": "LVA",
        "Andris Bērziņš": "LVA",
    }


def test_an_envoy_who_signs_with_a_home_official_is_the_guests(tmp_path: Path):
    article = page(tmp_path, "a.html", "Ministry of Foreign Affairs of the Republic of Latvia", *GUEST)
    assert countries(article)["Sherzod Nazarov"] == "UZB"


def test_an_outlets_name_says_where_home_is(tmp_path: Path):
    article = page(
        tmp_path,
        "a.html",
        "The Fiji Mirror",
        "Trucks promised for the dry season",
        "South Korea will give 30 trucks, Health Minister Semisi Waqabaca said. South Korea gave ten last year.",
        "The ministry thanked South Korea for its help to farmers and said drivers would be trained.",
    )
    assert countries(article)["Semisi Waqabaca"] == "FJI"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # The state named belongs to the other side: who the minister's is, nobody can tell.
        (
            "Minister for the Middle East Clarissa Penhaligon met Omani officials on Sunday.",
            "Clarissa Penhaligon",
            None,
        ),
        ("Minister of State Dieter Kohlmann arrived in Niamey on Monday.", "Dieter Kohlmann", None),
        (
            "Minister of State Noor al-Kuwari met Tajikistan's foreign minister, Firdavs Nazarov.",
            "Noor al-Kuwari",
            None,
        ),
        ("Ambassador Choi Min-seok met the Samoan foreign minister on Friday.", "Choi Min-seok", None),
        # Whom one goes to see is at home there.
        (
            "Moroccan Prime Minister Karim Bennani will visit Accra for talks with President Kwabena Ofori. "
            "Morocco said he would stay two days. Morocco sells phosphate.",
            "Kwabena Ofori",
            "GHA",
        ),
        (
            "Moroccan Prime Minister Karim Bennani flew to Accra. He met President Kwabena Ofori. Morocco paid.",
            "Kwabena Ofori",
            "GHA",
        ),
        # Of two states the page tells of, the one that is not the other side's.
        (
            "Mexico recalled its ambassador. Mexico is angry. The Mexican president, María Olvera, said she had spoken with "
            "Prime Minister Anne Whitcombe. Canada said nothing.",
            "Anne Whitcombe",
            "CAN",
        ),
        # Those who judge, oppose or appoint face their own state's people every day.
        ("Judge Alejandro Rivera opened cases against 28 Chilean government officials.", "Alejandro Rivera", "CHL"),
        ("Chile's president, Ana Soto, met opposition leader Pedro Lagos.", "Pedro Lagos", "CHL"),
        ("SUVA, May 6 - The opposition's spokesperson, Litia Naivalu, said Fiji had lost.", "Litia Naivalu", "FJI"),
        # Who is sent is the sender's, who speaks for a state says what it does, who is called in is another's.
        (
            "PORT VILA, May 6 - Vanuatu hosts the summit. Tuvalu will send Deputy Foreign Minister Semese Panapa.",
            "Semese Panapa",
            "TUV",
        ),
        (
            "LUSAKA, May 6 - Zambia accused Malawi of arming rebels. Malawi has armed nobody, government spokeswoman Grace "
            "Phiri said.",
            "Grace Phiri",
            "MWI",
        ),
        (
            "TALLINN, May 6 - Ambassador Igor Lobanov was handed a note on Monday. Estonia expelled two Russian diplomats.",
            "Igor Lobanov",
            "RUS",
        ),
        (
            "In Rome, Italy protested; in Tunis, President Slim Ayadi stressed that the port was open.",
            "Slim Ayadi",
            "TUN",
        ),
        ("Shelling went on. The mayor of Goma district, Jean Kalala, said schools were shut.", "Jean Kalala", "COD"),
        ("Pakistan's foreign ministry denied it. Spokesperson Hina Qureshi said so on Monday.", "Hina Qureshi", "PAK"),
    ],
)
def test_an_office_without_a_state_is_never_the_other_sides(text: str, name: str, country: str | None):
    assert countries(read_text(text))[name] == country


def test_the_government_of_a_province_is_no_state():
    article = read_text("DHAKA, May 6 - Bangladesh waited. The government of West Bengal refused the treaty on Monday.")
    assert countries_of(article, "body") == {"West Bengal": "IND"}


def test_the_secretariat_of_an_international_body_is_no_states():
    text = (
        "PORT VILA, May 6 - Vanuatu hosts the Melanesian Spearhead Group on Monday. The secretariat invited Fiji. The "
        "secretariat said Fiji would come."
    )
    assert countries_of(read_text(text), "body") == {"secretariat": "IGO"}


def test_an_embassy_at_home_is_the_other_states():
    text = "SOFIA, May 6 - Bulgaria expelled two Russian diplomats. The embassy said they had done nothing."
    assert countries_of(read_text(text), "body") == {"embassy": "RUS"}


def countries_of(article: Article, kind: str) -> dict[str, str | None]:
    return {actor.name: actor.country for actor in article.actors if actor.kind == kind}


def test_a_visiting_minister_is_not_the_one_at_home():
    text = (
        "ACCRA, May 6 - Foreign Minister Efua Asante met her Turkish counterpart, Cevdet Polat, on Monday. She thanked Turkey. "
        "The visiting minister praised her."
    )
    article = read_text(text)
    visitor = next(actor for actor in article.actors if actor.name == "Cevdet Polat")
    assert "visiting minister" in {article.text[m.start : m.stop] for m in visitor.mentions}


def test_who_tells_a_state_s_commitment_is_its_own() -> None:
    text = (
        "Peru and Chile renew their ties\n\nPeru and Chile have been friends for long. Foreign Minister Luz Paredes met with "
        "Chilean Ambassador Iván Soto to reaffirm Peru's commitment to the pact with Chile."
    )
    people = {a.name: a.country for a in read(text.encode()).articles[0].actors if a.kind == "person"}
    assert people == {"Luz Paredes": "PER", "Iván Soto": "CHL"}


def test_who_faces_both_states_of_a_page_is_of_neither() -> None:
    text = "Oman invited President Silva to visit Muscat. President Silva turned down an invitation from Peru."
    assert [a.country for a in read_text(text).actors if a.kind == "person"] == [None]


def test_an_article_from_elsewhere_on_an_outlet_s_page_has_its_own_home(tmp_path: Path):
    told = (
        "PHNOM PENH, 9 June 2025 - The interior ministry on Monday barred lawmaker Wirot Saengchan of Thailand from Cambodia.",
        "Interior Minister Sok Vannak said the lawmaker had insulted the king in a long speech on Sunday evening.",
    )
    assert countries(page(tmp_path, "a.html", "Kenya Daily Record", "Lawmaker barred", *told))["Sok Vannak"] == "KHM"


def test_a_foreign_ministry_without_its_state_is_the_home_state_s():
    text = "VALLETTA - Malta was angry. The foreign ministry summoned the Libyan ambassador on Monday."
    assert {a.name: a.country for a in read_text(text).actors}["foreign ministry"] == "MLT"
