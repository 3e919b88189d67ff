"""Whose people are: of the body they are told to be of, of the sector they serve, of the land their delegation is sent by."""

import pytest

from communique import read_text
from communique.model import Actor

pytestmark = pytest.mark.model


def actor(text: str, name: str) -> Actor:
    return next(actor for actor in read_text(text).actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Colombia's army chief, General Luis Parra, visited Quito on Friday.", "Luis Parra", "MIL"),
        ("Police spokesman Juan Ríos said the road to Cali was closed.", "Juan Ríos", "COP"),
        ("The World Bank's country director, Anil Rao, promised 40 million dollars.", "Anil Rao", "BUS"),
        (
            "The Workers' Party of Benin won 12 seats. The WPB leader, Codjo Houngbédji, left.",
            "Codjo Houngbédji",
            "PTY",
        ),
        ("Peru's foreign minister, Rosa Vial, met the army chief of Chile.", "Rosa Vial", "GOV"),
    ],
)
def test_who_serves_an_army_a_party_or_a_bank_is_of_its_sector(text: str, name: str, sector: str) -> None:
    assert actor(text, name).sector == sector


def test_who_heads_a_states_delegation_is_of_that_state() -> None:
    assert (
        actor("Yuki Tanabe, who led the Japanese delegation, said the text was fair.", "Yuki Tanabe").country == "JPN"
    )


def test_who_is_of_a_body_is_of_its_state() -> None:
    text = "“Show us the papers,” Kaoru Inoue of Japan's National Bar Council said. Kenya sent observers to Osaka."
    assert actor(text, "Kaoru Inoue").country == "JPN"


def test_its_leader_is_the_partys_not_the_unions_that_warned_it() -> None:
    text = (
        "The European Union warned the Polish Dawn Party on Monday. “We will not bend,” its leader, Ivo Petrov, said."
    )
    assert [office.of for office in actor(text, "Ivo Petrov").offices] == ["Polish Dawn Party"]


def test_who_speaks_right_after_a_ministry_is_its_own() -> None:
    text = (
        "Peru's government accused Chile of sending trucks. Chile's Foreign Ministry denied it. “We sent nobody,” Deputy "
        "Minister Rosa Vial told reporters."
    )
    assert actor(text, "Rosa Vial").country == "CHL"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The minister told Izvestia that the gas would flow again.", "Izvestia", "media"),
        ("A report in Kommersant was denied by the ministry.", "Kommersant", "media"),
        ("An Adilet lawmaker said the bridge would stay shut. Adilet won nine seats.", "Adilet", "party"),
        ("Kenya's ruling party, Umoja, won the vote. Umoja will govern alone.", "Umoja", "party"),
        ("Tulia Ackson Mrisho spoke to reporters. Later Ackson left for Arusha.", "Tulia Ackson Mrisho", "person"),
    ],
)
def test_papers_parties_and_persons_are_known_by_what_is_said_of_them(text: str, name: str, kind: str) -> None:
    assert actor(text, name).kind == kind


def test_a_name_after_a_comma_is_no_ministry() -> None:
    text = "From the ministry, Okello, in a blue suit, waved to the crowd."
    assert all(one.kind != "body" or one.name != "Okello" for one in read_text(text).actors)


@pytest.mark.parametrize(
    ("text", "body", "country"),
    [
        (
            "NAIROBI - Somalia said on Monday that its Foreign Ministry had summoned the envoy.",
            "Foreign Ministry",
            "SOM",
        ),
        ("KIGALI - Rwanda accused Burundi of shelling. Its Defence Force was on alert.", "Defence Force", "RWA"),
        ("LIMA - Chile and Bolivia met. Their Foreign Ministry said so.", "Foreign Ministry", None),
        ("LIMA - Bolivia's minister said her Defence Ministry would look into it.", "Defence Ministry", "BOL"),
        ("LIMA - The minister said his Defence Ministry would look into it.", "Defence Ministry", "PER"),
    ],
)
def test_a_body_under_a_possessive_is_of_whom_it_means(text: str, body: str, country: str | None):
    assert {a.name: a.country for a in read_text(text).actors}[body] == country


def test_a_page_is_written_where_the_guest_is_received():
    text = "MUSCAT - The visiting Kenyan minister was received by his host, Foreign Minister Badr Al Harthy."
    host = next(a for a in read_text(text).actors if a.name == "Badr Al Harthy")
    assert host.country == "OMN"
    assert "his host" in [text[m.start : m.stop] for m in host.mentions]


def test_who_arrives_does_not_make_the_page_one_of_his_state():
    text = "SUVA - New Zealand's Prime Minister Anne Tait arrived on Tuesday. Foreign Minister Mele Vakatale met her."
    assert {a.name: a.country for a in read_text(text).actors}["Mele Vakatale"] == "FJI"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("ACCRA - The People's Assembly party walked out.", "People's Assembly", "party"),
        ("ACCRA - The Congress Party Council voted on Monday.", "Congress Party Council", "party"),
        ("ACCRA - The opposition Patriotic Front will sue Togo.", "Patriotic Front", "party"),
        ("ACCRA - The Democratic Movement won nine seats in the election.", "Democratic Movement", "party"),
        (
            "ACCRA - Fighters of the Northern Front attacked a camp before the election.",
            "Northern Front",
            "armed group",
        ),
        ("ACCRA - The National Council met on Monday.", "National Council", "body"),
    ],
)
def test_a_party_is_known_by_what_is_told_of_it(text: str, name: str, kind: str):
    assert {a.name: a.kind for a in read_text(text).actors}[name] == kind


def test_a_deputy_told_after_her_foreign_ministry_is_its_own():
    text = "LA PAZ - Peru's foreign ministry offered to mediate. Deputy Foreign Minister Carla Ugarte called Bolivia."
    assert actor(text, "Carla Ugarte").country == "PER"


def test_a_movement_that_is_called_a_party_is_one():
    text = "QUITO - The Movement for the Coast, a party with nine mayors, met on Monday."
    assert (actor(text, "Movement for the Coast").kind, actor(text, "Movement for the Coast").sector) == (
        "party",
        "PTY",
    )


def test_a_coordinator_is_of_the_network_told_of_last():
    text = "DILI - CNRT, the ruling party, agreed. The Haburas network warned of debt. Its coordinator, Ana Reis, left."
    assert [office.of for office in actor(text, "Ana Reis").offices] == ["Haburas"]


def test_who_leads_a_body_is_of_its_country():
    text = "DAKAR - The National Union of Fishers of Senegal left. Its head, Pape Lo, said so in Banjul."
    assert actor(text, "Pape Lo").country == "SEN"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Togo asked Forum to act. Fiji left the Pacific Islands Forum.", "Pacific Islands Forum", "Forum"),
        ("The Icelandic Coast Guard left. Norway praised the Coast Guard.", "Icelandic Coast Guard", "Coast Guard"),
    ],
)
def test_a_body_is_called_by_the_end_of_its_name(text: str, name: str, words: str):
    assert words in [text[m.start : m.stop] for m in actor(text, name).mentions]


def test_a_courtesy_title_begins_a_person_within_a_run_of_names():
    text = "Ghana received at the General Court of the Ministry Mr. Houssein Robleh Guelleh of Djibouti."
    assert actor(text, "Houssein Robleh Guelleh").kind == "person"


def test_the_office_of_the_ministry_is_of_the_ministry_s_state():
    text = "SKOPJE - Bulgaria's Foreign Ministry regretted it. He will not come, the ministry's press office said."
    assert {a.country for a in read_text(text).actors if "press office" in a.name} == {"BGR"}


def test_a_rebel_commander_is_a_rebel_and_no_officer_of_the_state():
    found = actor("BOGOTA - Colombia waited. Rebel commander Aurelio Paz said he would talk.", "Aurelio Paz")
    assert found.sector == "REB"
    assert [office.of for office in found.offices] == [None]


def test_a_chief_of_staff_of_the_army_is_the_home_state_s():
    found = actor("NAIROBI - Kenya waited. The army's chief of staff, General Peter Omondi, left.", "Peter Omondi")
    assert (found.country, found.sector) == ("KEN", "MIL")


def test_an_ambassador_with_a_post_at_the_ministry_is_of_the_ministry_s_state():
    text = "MANAMA - Bahrain's minister met the ambassador at the Embassy of Djibouti. Ambassador Noora Al Doseri, Undersecretary for Political Affairs, was there."
    assert actor(text, "Noora Al Doseri").country == "BHR"
