"""What a page shortens itself, and who "the two officials" of a paragraph are."""

from pathlib import Path

import pytest

import communique

pytestmark = pytest.mark.model


def test_a_pages_own_acronym_means_the_party_and_not_the_agency_of_a_list() -> None:
    text = "Former premier Umar Dogar's Pakistan Tehreek-e-Adal (PTA) party rejected the charge. Voters stand with PTA."
    article = communique.read_text(text)
    party = next(actor for actor in article.actors if actor.name == "Pakistan Tehreek-e-Adal")
    assert (party.kind, party.country) == ("party", "PAK")
    assert [text[m.start : m.stop] for m in party.mentions].count("PTA") == 2


def test_links_of_persian_and_urdu_names_are_part_of_them() -> None:
    article = communique.read_text("The Majlis-e-Adal met in Herat on Monday and thanked Kenya.")
    assert "Majlis-e-Adal" in {actor.name for actor in article.actors}


def test_the_two_officials_are_those_who_just_met_and_not_those_of_the_headline(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Kenya's Otieno and Peru's Rojas pledge unity as lake talks open\n\n9 June 2026\n\n"
        "Kenyan Foreign Minister Juma Otieno met Peruvian President Ana Rojas in Lima on Tuesday.\n\n"
        "On the sidelines of the talks, Otieno also met Chadian Foreign Minister Abakar Issa.\n\n"
        "The two officials agreed to enhance cooperation in trade.\n"
    )
    article = communique.read(page).articles[0]
    names = {actor.id: actor.name for actor in article.actors}
    agreed = next(e for e in article.events if e.event == "AGREE")
    assert {names[a] for a in agreed.actor} == {"Juma Otieno", "Abakar Issa"}
