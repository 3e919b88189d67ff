"""Put the actors of an article together, from the surest to the least sure."""

from __future__ import annotations

from communique.actors.bodies import add_bodies
from communique.actors.cast import Cast, finished
from communique.actors.common import add_common
from communique.actors.countries import settle_countries
from communique.actors.groups import add_groups, group_phrases
from communique.actors.home import home_country
from communique.actors.nationals import add_nationals
from communique.actors.offices import give_deputies, give_likewise, give_offices, resolve_titles
from communique.actors.people import add_people
from communique.actors.pronouns import add_pronouns
from communique.actors.speakers import add_answerers
from communique.actors.states import add_states
from communique.actors.succession import give_predecessors
from communique.grammar import Scene
from communique.lexicon.states import state_of
from communique.model import Actor, Name, content_id


def find_actors(scene: Scene, names: tuple[Name, ...]) -> tuple[Actor, ...]:
    """Who the article means, each under all its names: states, bodies, persons with their offices, then those it
    names only by common nouns, by phrases for several at once, and by pronouns."""
    cast = Cast(scene, names)
    groups = list(group_phrases(cast))
    cast.reserved = {token.i for token, _ in groups}
    cast.home = home_country(cast)
    add_states(cast)
    add_bodies(cast)
    add_people(cast)
    add_answerers(cast)
    add_common(cast, bodies=True)
    give_offices(cast)
    give_likewise(cast)
    resolve_titles(cast)
    add_nationals(cast)
    add_common(cast, bodies=False)
    resolve_titles(cast, last=True)
    give_deputies(cast)
    give_predecessors(cast)
    settle_countries(cast)
    add_groups(cast, groups)
    add_pronouns(cast)
    actors = finished(cast)
    return (*actors, *states_of_places(scene, actors))


def states_of_places(scene: Scene, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """States that the text names only by a city ("visited Beijing"): actors without words of their own, kept only where
    some finding means them."""
    known = {actor.country for actor in actors if actor.kind == "state"}
    places = dict.fromkeys(place.country for place in scene.article.places if place.country)
    states = (state_of(country) for country in places if country not in known)
    return tuple(
        Actor(
            id=content_id("actor", scene.article.id, "state", state.name, state.iso3),
            name=state.name,
            kind="state",
            country=state.iso3,
            sector="GOV",
        )
        for state in states
        if state is not None
    )
