"""The states and international bodies we have lists of, ready to be found in a text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from communique.lexicon.actor_files import ListedActor
from communique.lexicon.known_persons import dictionary_actors, is_person, known_persons, without_titles
from communique.lexicon.people import body_nouns
from communique.lexicon.phrases import PhraseBook
from communique.lexicon.states import key_of, known_bodies, state_names, states, territories
from communique.mentions.places_gazetteer import region_names
from communique.model import NameKind


class Known(NamedTuple):
    """What a list says a phrase is."""

    kind: NameKind
    name: str
    country: str | None
    sector: str | None


@cache
def gazetteer() -> PhraseBook[Known]:
    """States under all their names, international bodies with their acronyms, regions and provinces. A state's own name
    stands before a capital of the same spelling ("Singapore"), and what is listed first stands before what is listed
    later."""
    book: PhraseBook[Known] = PhraseBook()
    _add_own(book)
    _add_states(book)
    _add_bodies(book)
    _add_persons(book)
    for name, region in region_names():
        book.add(name, Known("place", region.name, region.country, None))
    return book


def _add_own(book: PhraseBook[Known]) -> None:
    """What is no person in the user's dictionaries. Where our lists know a body by that name, its kind and name are kept
    and the user's codes taken; names of states are set in `states.tsv`."""
    bodies = {key_of(n): body for body in known_bodies() for n in (body.name, *body.acronyms, *body.other_names)}
    for actor in dictionary_actors():
        if is_person(actor):
            continue
        held = actor.at(None)
        for name in actor.names:
            if key_of(name) in state_names() or held.country is None:
                continue
            body = bodies.get(key_of(name))
            kind = cast(NameKind, body.kind) if body is not None else kind_of_listed(actor)
            book.add(name, Known(kind, body.name if body else actor.names[0], held.country, held.sector))


def kind_of_listed(actor: ListedActor) -> NameKind:
    """What an entry of a dictionary is, by the noun in its name and by its code. A bare country code says that the name
    stands for the state."""
    held = actor.at(None)
    if held.sector in ("REB", "UAF", "PRM"):
        return "armed group"
    nouns = (body_nouns().get(word.lower()) for name in actor.names for word in reversed(name.split()))
    noun = next((n for n in nouns if n is not None and n.kind != "state"), None)
    if noun is not None:
        return noun.kind
    if held.country == "IGO":
        return "intergovernmental"
    if held.country == "MNC":
        return "company"
    by_sector: dict[str | None, NameKind] = {"MIL": "military", "PTY": "party", "JRN": "media", None: "metonym"}
    return by_sector.get(held.sector, "body") if held.country not in ("NGO", "IMG") else "body"


def _add_persons(book: PhraseBook[Known]) -> None:
    """Leaders, and the persons of the user's dictionaries. Whose they are is asked later, when the page has spoken."""
    for actor in dict.fromkeys(known_persons().values()):
        for name in actor.names:
            book.add(without_titles(name), Known("person", "", None, None))


def _add_states(book: PhraseBook[Known]) -> None:
    for state in states():
        for name in (state.name, *state.names):
            book.add(name, Known("state", state.name, state.iso3, "GOV"))
    hows: tuple[tuple[NameKind, str], ...] = (
        ("adjective", "adjectives"),
        ("demonym", "demonyms"),
        ("metonym", "metonyms"),
        ("capital", "capitals"),
    )
    for kind, field in hows:
        for state in states():
            names = getattr(state, field)
            for name in (state.capital, *names) if kind == "capital" else names:
                if name:
                    book.add(name, Known(kind, state.name, state.iso3, "GOV"))
    for land in territories():
        for name in (land.name, *land.names):
            book.add(name, Known("state" if land.sector else "place", land.name, land.country, land.sector))
        for name in land.adjectives:
            book.add(name, Known("adjective", land.name, land.country, land.sector))


def _add_bodies(book: PhraseBook[Known]) -> None:
    for body in known_bodies():
        country = body.country or body.code
        kind = cast(NameKind, body.kind)
        for name in (body.name, *body.acronyms, *body.other_names):
            book.add(name, Known(kind, body.name, country, body.sector))
