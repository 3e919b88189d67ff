"""Which of several places of one name is meant."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon import state_named
from communique.lexicon.phrases import words_of
from communique.mentions.places_gazetteer import City, alpha_3, cities_named, lands, provinces, states_of_america

# A city of this many people, and four times as many as any namesake, is known without its country ("Mumbai",
# "Geneva"); a smaller one of the same name as half a dozen others ("Santa Ana", "Richmond") is not.
KNOWN_BY_ITSELF = 100_000
FAR_LARGER = 4

CONTAINER = re.compile(
    r"(?:,| in| of)[ \xa0](?:(?:the|north|south|east|west|northern|southern|eastern|western|central|province|district|of)[ \xa0])*"
    r"((?:[A-Z][\w.'’-]+[ \xa0]?){1,4})"
)


class Ground(NamedTuple):
    """What an article says of where it is about: countries by how often it names them, and where it was written."""

    countries: Counter[str]
    home: str | None


def containing(text: str, stop: int) -> str | None:
    """The country of what follows after a comma or "in": "Gwadar, Balochistan", "Tripoli in northern Lebanon"."""
    found = CONTAINER.match(text, stop)
    words = found[1].split() if found else []
    for size in range(len(words), 0, -1):
        phrase = re.sub(r"(?:['’]s?|\.|,)$", "", " ".join(words[:size]))
        named = state_named(phrase)
        if named and named.iso3 and named.how in ("name", "territory"):
            return named.iso3
        land = next(iter(lands().find(phrase, words_of(phrase))), None)
        if land is not None and land.stop - land.start == len(phrase):
            return land.value.country
        if phrase in states_of_america():
            return "USA"
        if (country := provinces().get(phrase)) is not None:
            return country
    return None


def american_state(text: str, stop: int) -> str | None:
    """The letters of the American state that follows: "Springfield, Ohio"."""
    found = CONTAINER.match(text, stop)
    words = found[1].split() if found else []
    phrases = (" ".join(words[:size]).rstrip(".,") for size in range(len(words), 0, -1))
    return next((states_of_america()[phrase] for phrase in phrases if phrase in states_of_america()), None)


def best(found: Sequence[City], ground: Ground, within: str | None) -> City | None:
    """The city meant: in the land that contains it; else in a country the article speaks of, the more often and the
    larger the better; else only a city known by itself."""
    inside = next((city for city in found if within is not None and alpha_3(city.countrycode) == within), None)
    if inside is not None:
        return inside
    spoken_of = [city for city in found if ground.countries[alpha_3(city.countrycode) or ""]]
    if spoken_of:
        return max(spoken_of, key=lambda city: weight(city, ground))
    if not found or found[0].population < KNOWN_BY_ITSELF:
        return None
    rival = found[1].population if len(found) > 1 else 0
    return found[0] if found[0].population > FAR_LARGER * rival else None


def weight(city: City, ground: Ground) -> float:
    """How likely a city is meant: ten times the people weigh as much as three more mentions of its country."""
    country = alpha_3(city.countrycode) or ""
    named = min(ground.countries[country], 9) / 3
    return math.log10(city.population + 1) + named + (2 if country == ground.home else 0)


def capital_city(text: str, country: str, ground: Ground, mentions: int) -> tuple[City | None, str]:
    """A capital with its coordinates and country. Where the article speaks of that country in no other way, but of one
    with a city of the same name, it is that city: Tripoli in an article on Lebanon."""
    found = cities_named(text)
    if ground.countries[country] <= mentions:
        others = [c for c in found if (code := alpha_3(c.countrycode)) != country and ground.countries[code or ""] > 1]
        if others:
            other = max(others, key=lambda city: weight(city, ground))
            return other, alpha_3(other.countrycode) or country
    return next((city for city in found if alpha_3(city.countrycode) == country), None), country
