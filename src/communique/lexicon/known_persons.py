"""Persons whom lists know: leaders of states and bodies with the years they led, and those of the user's dictionaries."""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec import Struct

from communique.lexicon.actor_files import Held, ListedActor, read_actor_file
from communique.lexicon.own_lists import own_actor_files
from communique.lexicon.people import body_nouns, given_names, honorifics, title_words, titles
from communique.lexicon.reader import load_list
from communique.lexicon.states import key_of, known_bodies, state_names


class Leader(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who led a state or body. `start` and `stop` are years; `stop` None for who still leads."""

    name: str
    names: tuple[str, ...] = ()
    country: str
    start: int
    stop: int | None = None


@cache
def leaders() -> tuple[Leader, ...]:
    """Every leader of `en/leaders.tsv`."""
    return load_list("en/leaders.tsv", Leader)


@cache
def dictionary_actors() -> tuple[ListedActor, ...]:
    """The actors of the user's own dictionaries."""
    return tuple(actor for file in own_actor_files() for actor in read_actor_file(file)[0])


@cache
def known_persons() -> dict[str, ListedActor]:
    """Persons by each of their names as `key_of` writes it; whose name two persons share stands for neither."""
    found: dict[str, ListedActor] = {}
    for actor in dictionary_actors():
        if is_person(actor):
            for name in (without_titles(name) for name in actor.names):
                found.setdefault(key_of(name), actor)
    shared: set[str] = set()
    shipped: dict[str, ListedActor] = {}
    for leader in leaders():
        actor = listed(leader)
        for name in actor.names:
            shared |= {key_of(name)} & shipped.keys()
            shipped[key_of(name)] = actor
    return {**{name: actor for name, actor in shipped.items() if name not in shared}, **found}


def listed(leader: Leader) -> ListedActor:
    """A leader as an actor with dates: in government in those years, one of the elite before and after."""
    start = date(leader.start, 1, 1)
    stop = date(leader.stop, 12, 31) if leader.stop else None
    sector = None if leader.country == "IGO" else "GOV"
    held = (Held(leader.country, sector, start, stop), Held(leader.country, "ELI"))
    return ListedActor((leader.name, *leader.names), held)


def without_titles(name: str) -> str:
    """ "President Karzai" is listed for Karzai."""
    words = name.split()
    while len(words) > 1 and (words[0].lower() in titles() or words[0].lower() in title_words() | honorifics().keys()):
        words.pop(0)
    return " ".join(words)


def is_person(actor: ListedActor) -> bool:
    """Whether a dictionary's entry is a person: it has dates, or begins with a given name, and no noun for a body."""
    words = without_titles(actor.names[0]).split()
    if any(word.lower() in body_nouns() for word in words) or key_of(actor.names[0]) in state_names():
        return False
    if all(held.sector is None for held in actor.held) and actor.held[0].country != "IGO":
        return False
    return actor.dated or (1 < len(words) < 5 and words[0] in given_names())


@cache
def known_by_lists() -> frozenset[str]:
    """Names of states and bodies that other lists have already."""
    bodies = {key_of(name) for body in known_bodies() for name in (body.name, *body.acronyms, *body.other_names)}
    return frozenset(bodies | state_names().keys())
