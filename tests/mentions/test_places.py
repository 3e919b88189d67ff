"""Places: what counts as one, and which of several it is."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from communique.articles import article_of_text
from communique.grammar import Scene
from communique.lexicon.phrases import words_of
from communique.mentions import find_names, find_places
from communique.mentions.places_choice import Ground, best, containing
from communique.mentions.places_gazetteer import cities_named, lands
from communique.sentences import parse


def places(text):
    ((article, doc),) = parse([article_of_text(text, published=date(2024, 5, 16))])
    scene = Scene(article, doc)
    found = find_places(scene, find_names(scene))
    assert all(text[p.start : p.stop] == p.text for p in found)
    return {p.text: p.country for p in found}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two ministers met in Lahore.", {"Lahore": "PAK"}),
        ("The envoy landed in Nairobi on Monday.", {"Nairobi": "KEN"}),
        ("Pirates attacked a tanker in the Gulf of Aden.", {"Gulf of Aden": None}),
        ("A drone struck a village in northern Iraq.", {"northern Iraq": "IRQ"}),
        ("Fighting went on in Darfur.", {"Darfur": "SDN"}),
        ("Moscow said it would not reply.", {}),
        ("Pakistan held talks with Egypt.", {}),
        ("The port of Gwadar, Balochistan, was closed.", {"Gwadar": "PAK", "Balochistan": "PAK"}),
        ("Lebanese troops deployed in Tripoli, the Lebanese army said in Beirut.", {"Tripoli": "LBN", "Beirut": "LBN"}),
        ("Libyan troops deployed in Tripoli after fighting in Benghazi.", {"Tripoli": "LBY", "Benghazi": "LBY"}),
        ("KINSHASA: The border was closed.", {"KINSHASA": "COD"}),
        ("They sailed into the Red Sea in March.", {"Red Sea": None}),
        ("The consulate in New Caledonia was shut.", {"New Caledonia": "FRA"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sentence_says_where(text, expected):
    assert places(text) == expected


@pytest.mark.model
def test_a_surname_is_no_place():
    assert "Milan" not in places("Ana Milan flew to Rome. Milan met reporters in Rome.")


@pytest.mark.model
def test_a_small_namesake_on_another_continent_is_not_taken():
    found = places("The Polish minister stopped in Melrose before talks in Warsaw.")
    assert found.get("Melrose") is None


def test_containment_settles_the_country():
    assert containing("in Tripoli, Lebanon, on", len("in Tripoli")) == "LBN"
    assert containing("in Quetta, Balochistan", len("in Quetta")) == "PAK"
    assert containing("in Tripoli on Monday", len("in Tripoli")) is None


def test_a_city_is_known_by_itself_only_when_far_larger_than_its_namesakes():
    nowhere = Ground(Counter(), None)
    mumbai = best(cities_named("Mumbai"), nowhere, None)
    assert mumbai is not None
    assert mumbai.countrycode == "IN"
    assert best(cities_named("Victoria"), nowhere, None) is None


def test_lists_of_lands_find_the_longest_name():
    text = "in the Gulf of Aden"
    assert [text[h.start : h.stop] for h in lands().find(text, words_of(text))] == ["Gulf of Aden"]
