"""Every shipped list: no duplicates, valid codes, no name that means two things."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pycountry
import pytest

from communique.lexicon.reader import HERE
from communique.lexicon.states import known_bodies, state_named, state_names, state_of, states, territories
from communique.model import ActorKind

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()  # noqa: SIM905
)
PLOVER_CODES = {"IGO", "NGO", "ISM", "IMG", "MNC"}
# Codes that PLOVER or common use has and ISO 3166 has not.
NOT_ISO = {"KOS"}


def twice(names):
    return sorted(name for name, count in Counter(names).items() if count > 1)


def test_every_state_of_the_united_nations_is_listed():
    assert len(states()) == 193 + len({"KOS", "PSE", "TWN", "HKG", "VAT"})


def test_no_state_stands_twice():
    assert twice(state.iso3 for state in states()) == []
    assert twice(state.iso2 for state in states()) == []
    for code in ("cow", "gw", "fips", "cameo"):
        assert twice(filter(None, (getattr(state, code) for state in states()))) == [], code


def test_state_codes_are_those_of_iso():
    iso = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    for state in states():
        assert state.iso3 in NOT_ISO or iso[state.iso3] == state.iso2


def test_no_name_means_two_states():
    owners: dict[str, set[str]] = {}
    for state in states():
        named = (state.name, *state.names, *state.adjectives, *state.demonyms, *state.capitals, *state.metonyms)
        for name in (*named, *([state.capital] if state.capital else [])):
            owners.setdefault(name.casefold(), set()).add(state.iso3)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_territories_count_to_listed_states():
    codes = {state.iso3 for state in states()} | {"ATA"}
    for land in territories():
        assert land.country is None or land.country in codes, land.name
        assert land.sector is None or land.sector in SECTORS, land.name
    assert twice(name.casefold() for land in territories() for name in (land.name, *land.names)) == []


def test_bodies_have_valid_codes_and_names_of_their_own():
    codes = {state.iso3 for state in states()}
    for body in known_bodies():
        assert body.kind in get_args(ActorKind), body.id
        assert body.code is None or body.code in PLOVER_CODES, body.id
        assert body.country is None or body.country in codes, body.id
        assert body.code or body.country, f"{body.id} belongs to no one"
        assert body.sector is None or body.sector in SECTORS, body.id
    assert twice(body.id for body in known_bodies()) == []
    assert twice(n for body in known_bodies() for n in {body.name, *body.acronyms, *body.other_names}) == []


def test_no_body_bears_the_name_of_a_state():
    names = state_names()
    shared = [n for b in known_bodies() for n in (b.name, *b.acronyms, *b.other_names) if n in names]
    assert shared == []


@pytest.mark.parametrize("file", ["states", "territories", "bodies", "regions", "place_words", "time_words"])
def test_every_list_names_its_source_and_licence(file):
    head = (HERE / "en" / f"{file}.tsv").read_text(encoding="utf-8").split("\n\n")[0]
    assert "Source" in head
    assert "Apache-2.0" in head


@pytest.mark.parametrize(
    ("name", "iso3", "how"),
    [
        ("Pakistan", "PAK", "name"),
        ("the United States", "USA", "name"),
        ("US", "USA", "name"),
        ("Türkiye", "TUR", "name"),
        ("Burma", "MMR", "name"),
        ("Turkish", "TUR", "adjective"),
        ("Turks", "TUR", "demonym"),
        ("Nur-Sultan", "KAZ", "capital"),
        ("N’Djamena", "TCD", "capital"),
        ("Kremlin", "RUS", "metonym"),
        ("Rawalpindi", "PAK", "metonym"),
        ("New Caledonia", "FRA", "territory"),
        ("Transnistria", "MDA", "territory"),
        ("Kashmir", "", "territory"),
    ],
)
def test_a_name_finds_its_state(name, iso3, how):
    assert state_named(name) == (iso3, how)


def test_the_pronoun_us_is_no_state():
    assert state_named("us") is None


def test_a_code_finds_its_state():
    kosovo = state_of("KOS")
    assert kosovo is not None
    assert (kosovo.name, kosovo.cow) == ("Kosovo", 347)
    assert state_of("GRL") is None


def rows_of(file):
    lines = (HERE / "en" / file).read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_regions_have_valid_countries_and_names_of_their_own():
    codes = {state.iso3 for state in states()}
    names = [n for row in rows_of("regions.tsv") for n in (row["name"], *filter(None, row["names"].split("|")))]
    assert twice(name.casefold() for name in names) == []
    assert {row["country"] for row in rows_of("regions.tsv")} <= codes | {""}
    others = {n.casefold() for land in territories() for n in (land.name, *land.names)}
    assert {name for name in names if name.casefold() in others} == set()


@pytest.mark.parametrize("file", ["time_words.tsv", "place_words.tsv"])
def test_no_word_stands_twice_in_one_class(file):
    assert twice((row["word"], row["kind"]) for row in rows_of(file)) == []
