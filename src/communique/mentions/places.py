"""Where: the places an article names, resolved by its countries, by containment and by size.

A wrong continent is worse than no coordinates: a city that only shares a name with one in a country the article never
speaks of stays unresolved, unless it is large.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.lexicon import state_named
from communique.lexicon.phrases import Hit, words_of
from communique.mentions.places_choice import Ground, american_state, best, capital_city, containing
from communique.mentions.places_gazetteer import (
    City,
    Land,
    alpha_3,
    cities_named,
    lands,
    place_words,
    states_of_america,
    town_in,
)
from communique.model import Name, Place

# Prepositions of place, and directions that belong to a place's name: closed classes.
LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "outside",
        "inside",
        "across",
        "around",
        "throughout",
        "toward",
        "towards",
        "via",
        "through",
        "off",
        "along",
        "within",
        "beyond",
        "between",
        "north",
        "south",
        "east",
        "west",
    ]
)
DIRECTION = re.compile(
    r"(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|central)[ \xa0]$",
    re.IGNORECASE,
)
# Small words inside names of cities: "Port of Spain", "Dar es Salaam", "Rio de Janeiro".
INSIDE = frozenset("of de la do da del es al el e i y upon".split())  # noqa: SIM905
CAPITALISED = re.compile(r"[^\W\d_][\w’'.-]*[\w]|[^\W\d_]")
DATELINE = re.compile(r"(?m)^([^\W\d_a-z][^\W\d_a-z’' .-]{2,30}?)(?=,[ \xa0]|[ \xa0]?\(|:|[ \xa0]?[—–-]{1,2}[ \xa0])")
# The longest names of cities have five words ("Santa Cruz de la Sierra").
LONGEST = 5
NOT_PLACES = frozenset(
    {"person", "body", "party", "military", "armed group", "company", "media", "intergovernmental", "population"}
)
# Rules that only guess what kind of name a bare word is: a town the parser does not know is often a "person" to it.
GUESSES = frozenset(
    {
        "name-parser",
        "name-run",
        "name-after-the",
        "name-after-preposition",
        "name-body-noun-after",
        "name-after-noun",
        "name-adjective",
        "name-acronym",
    }
)


@dataclass
class Map:
    """An article with its names, as the search for places sees it."""

    scene: Scene
    names: Sequence[Name]
    ground: Ground
    found: list[Place] = field(default_factory=list)

    @cached_property
    def taken(self) -> list[tuple[int, int]]:
        """Stretches that are surely something else: names of persons and bodies known by more than a guess."""
        return [(n.start, n.stop) for n in self.names if n.kind in NOT_PLACES and not self.guessed(n)]

    @cached_property
    def said_otherwise(self) -> list[tuple[int, int]]:
        """What no city can be part of: times ("March"), and names of states and their people ("Saint Vincent")."""
        listed = ("state", "adjective", "demonym", "capital", "metonym")
        spans = [(n.start, n.stop) for n in self.names if n.kind in listed]
        return spans + [(t.start, t.stop) for t in self.scene.article.times]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The words of all names of persons of two words or more: none of them alone is a place."""
        full = (n.name.split() for n in self.names if n.kind == "person")
        return frozenset(word for words in full if len(words) > 1 for word in words)

    def guessed(self, name: Name) -> bool:
        words = self.scene.text[name.start : name.stop].split()
        return name.rule in GUESSES and (len(words) == 1 or name.kind != "person") and len(words) < 4

    def free(self, start: int, stop: int) -> bool:
        """Whether nothing else stands at these characters."""
        for begin, end in self.taken:
            if begin < stop and start < end:
                return False
        return all(place.stop <= start or stop <= place.start for place in self.found)

    def add(self, start: int, stop: int, name: str, country: str | None, city: City | None = None) -> None:
        """Keep a place, unless something else stands at these characters."""
        if not self.free(start, stop):
            return
        self.found.append(
            Place(
                start=start,
                stop=stop,
                text=self.scene.text[start:stop],
                name=name,
                country=country or None,
                lat=round(city.latitude, 4) if city else None,
                lon=round(city.longitude, 4) if city else None,
                geonameid=city.geonameid if city else None,
            )
        )


def find_places(scene: Scene, names: Sequence[Name] = ()) -> tuple[Place, ...]:
    """Places in reading order, none overlapping another.

    States count where something happens in them; capitals where the words mean the city, not its government; a word
    inside a person's or body's name is no place.
    """
    here = Map(scene, names, ground_of(scene, names))
    add_datelines(here)
    add_capitals(here)
    add_listed(here)
    add_cities(here)
    add_states(here)
    add_unknown(here)
    return tuple(sorted(here.found, key=lambda place: place.start))


def ground_of(scene: Scene, names: Sequence[Name]) -> Ground:
    """The countries an article names, and where it was written."""
    counted: Counter[str] = Counter()
    home = None
    for name in names:
        if name.country and name.kind in ("state", "adjective", "demonym", "capital", "metonym"):
            counted[name.country] += 1
            if name.dateline:
                home = name.country
    if home is None and scene.article.dateline:
        named = state_named(scene.article.dateline.split(",")[0].strip().title())
        home = named.iso3 if named else None
    if home:
        counted[home] += 2
    return Ground(counted, home)


def add_capitals(here: Map) -> None:
    """Capitals that are meant as cities; "Moscow said" is the government."""
    scene = here.scene
    said = Counter(name.name for name in here.names if name.kind == "capital")
    for name in here.names:
        if name.kind != "capital" or name.country is None:
            continue
        if not (name.dateline or opens_line(scene, name.start, name.stop) or stands_in(scene, name.start, name.stop)):
            continue
        text = scene.text[name.start : name.stop]
        city, country = capital_city(text, name.country, here.ground, said[name.name])
        within = containing(scene.text, name.stop)
        if within not in (None, country):  # "London, Ontario"
            city, country = best(cities_named(text), here.ground, within), within
        here.add(name.start, name.stop, city.name if city else text, country, city)


def add_datelines(here: Map) -> None:
    """Places in capitals that open a line, before a comma, an agency in brackets, a colon or a dash."""
    for line in DATELINE.finditer(here.scene.text):
        text = line[1].strip()
        named = state_named(text)
        if named and named.how == "capital":
            city, country = capital_city(text, named.iso3, here.ground, 0)
            here.add(line.start(1), line.start(1) + len(text), city.name if city else text.title(), country, city)
        elif (found := cities_named(text)) and (
            city := best(found, here.ground, containing(here.scene.text, line.end(1)))
        ):
            here.add(line.start(1), line.start(1) + len(text), city.name, alpha_3(city.countrycode), city)


def opens_line(scene: Scene, start: int, stop: int) -> bool:
    """A name in capitals at the start of a line is a dateline."""
    return scene.text[start:stop].isupper() and scene.text[max(0, start - 1) : start] in ("", "\n")


def add_listed(here: Map) -> None:
    """Seas, rivers, regions, provinces and territories of our lists."""
    text = here.scene.text
    for hit in lands().find(text, words_of(text)):
        start = with_direction(text, hit.start)
        if start != hit.start and state_named(text[start : hit.stop].title()):
            continue  # "South Africa" is no south of Africa
        if not begins_longer_name(here.scene, hit):
            stop = with_land(text, hit.stop)
            here.add(start, stop, hit.value.name, hit.value.country)


def begins_longer_name(scene: Scene, hit: Hit[Land]) -> bool:
    """ "Caspian Pipeline Consortium", "Gulf Cooperation Council"."""
    token = last_token(scene, hit.start, hit.stop)
    if token is None or token.i + 1 >= len(token.doc) or token.dep_ != "compound":
        return False
    return token.nbor(1).pos_ == "PROPN" and token.nbor(1).lower_ not in place_words("land")


def with_direction(text: str, start: int) -> int:
    """ "northern Iraq", "eastern Congo": the direction is part of the place."""
    found = DIRECTION.search(text, max(0, start - 16), start)
    return found.start() if found else start


def with_land(text: str, stop: int) -> int:
    """ "Penjwen district": the kind of land is part of the name."""
    follows = re.compile(r"[ \xa0](\w+)").match(text, stop)
    return follows.end() if follows and follows[1].lower() in place_words("part") else stop


def add_cities(here: Map) -> None:
    """Cities of the gazetteer, the longest name first at each place."""
    scene, text = here.scene, here.scene.text
    for run in runs_of(text):
        at = 0
        while at < len(run):
            size = next(
                (n for n in range(min(LONGEST, len(run) - at), 0, -1) if add_city(here, run[at : at + n], scene)), 1
            )
            at += size


def add_city(here: Map, words: list[re.Match[str]], scene: Scene) -> bool:
    """Keep these words as a city, where they name one and stand where a city can."""
    start, stop = words[0].start(), words[-1].end()
    phrase = bare(scene.text[start:stop])
    stop = start + len(phrase)
    found = cities_named(phrase)
    if not found and phrase not in states_of_america():
        return False
    if (
        words[-1][0] in INSIDE
        or len(phrase) < (4 if phrase.isupper() else 3)
        or phrase in here.surnames
        or state_named(phrase)
    ):
        return False
    if phrase in states_of_america() and any(p.country == "USA" and 0 < start - p.stop <= 2 for p in here.found[-1:]):
        here.add(start, stop, phrase, "USA")  # "Alexandria, Virginia"
        return True
    if any(begin < stop and start < end for begin, end in here.said_otherwise):
        return False
    if not found or not here.free(start, stop) or not can_be_place(scene, start, stop):
        return False
    if (letters := american_state(scene.text, stop)) is not None:
        found = tuple(c for c in found if c.countrycode == "US" and c.admin1code == letters)
    city = best(found, here.ground, containing(scene.text, stop))
    if city is None:
        return False
    here.add(start, with_land(scene.text, stop), city.name, alpha_3(city.countrycode), city)
    return True


BARE_END = re.compile(r"(?:['’]s?|\.)$")
BARE_LAST = ("'", "’", "'s", "’s", ".")


def bare(phrase: str) -> str:
    """Without a possessive or a full stop at its end."""
    return BARE_END.sub("", phrase) if phrase.endswith(BARE_LAST) else phrase


def runs_of(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with the small words that names have inside."""
    run: list[re.Match[str]] = []
    for word in CAPITALISED.finditer(text):
        gap = text[run[-1].end() : word.start()] if run else ""
        joins = gap in (" ", "\xa0")
        if run and not joins:
            yield run
            run = []
        if word[0][0].isupper() or (run and word[0] in INSIDE):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def can_be_place(scene: Scene, start: int, stop: int) -> bool:
    """What stands where places stand, or a name with its land after it."""
    token = last_token(scene, start, stop)
    if token is None:
        return False
    if opens_line(scene, start, stop) or scene.text[stop : stop + 6] == "-based":
        return True
    follows = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return follows in place_words("land") or containing(scene.text, stop) is not None or stands_in(scene, start, stop)


def add_states(here: Map) -> None:
    """States in which something happens; "talks with Pakistan" is none, "in northern Iraq" is."""
    text = here.scene.text
    for name in here.names:
        if name.kind != "state" or not name.country:
            continue
        begin = with_direction(text, name.start)
        if begin != name.start or holds_an_act(here.scene, name):
            here.add(begin, name.stop, name.name, name.country)


def holds_an_act(scene: Scene, name: Name) -> bool:
    token = last_token(scene, name.start, name.stop)
    if token is None or token.dep_ != "pobj":
        return False
    prep = token.head
    if prep.lower_ in ("to", "from"):
        if prep.head.pos_ == "NOUN":
            return prep.head.lemma_ in place_words("goal-noun")
        return prep.head.pos_ == "VERB" and prep.head.lemma_ not in place_words("speaking")
    return prep.lower_ in LOCATIVE - {"between", "at"}


def add_unknown(here: Map) -> None:
    """Places that no list knows: what stands in a land we know ("Vugizo, Burundi"), or what the parser takes for one
    after "in", "at" or "near"."""
    scene = here.scene
    for name in here.names:
        text = scene.text[name.start : name.stop]
        if name.kind not in ("place", None) and not (name.kind in NOT_PLACES and here.guessed(name)):
            continue
        if text in here.surnames or state_named(text) or text.isupper() or not text[:1].isupper():
            continue
        within = containing(scene.text, name.stop)
        stop = with_land(scene.text, name.stop)
        token = last_token(scene, name.start, name.stop)
        after = token is not None and token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside")
        of_land = (
            token is not None
            and token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and stands_in(scene, name.start, name.stop)
        )
        if of_land or stop != name.stop or (after and (name.kind == "place" or within)):
            here.add(name.start, stop, text, within, town_in(text, within) if within else None)


def stands_in(scene: Scene, start: int, stop: int) -> bool:
    """A name after a preposition of place, or one that a visit has for its goal, or before the noun it says the place
    of ("Geneva talks"); not one that acts or is spoken to."""
    token = last_token(scene, start, stop)
    if token is None:
        return False
    if token.dep_ == "pobj":
        if token.head.lower_ == "of":
            return token.head.head.lemma_ in place_words("of-land")
        said = token.head.lower_ == "to" and token.head.head.lemma_ in place_words("speaking")
        return token.head.lower_ in LOCATIVE and not said
    if token.dep_ == "dobj":
        return token.head.lemma_ in place_words("goal-verb")
    if token.dep_ in ("conj", "appos") and token.head != token:
        return stands_in(scene, token.head.idx, token.head.idx + len(token.head))
    if token.dep_ in ("compound", "nmod"):
        return token.head.pos_ == "NOUN" and token.head.i == token.i + 1
    return token.dep_ == "npadvmod" or scene.text[stop : stop + 6] == "-based"


def last_token(scene: Scene, start: int, stop: int) -> Token | None:
    words = scene.doc.char_span(start, stop, alignment_mode="expand")
    return words[-1] if words is not None and len(words) else None
