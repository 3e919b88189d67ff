"""Of which state those are whose own words do not say it: "militias in Tripoli", "demonstrators" whom a state's police
disperse in its streets. Where two states are possible it stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communique.actors.cast import Cast, Draft
from communique.grammar.parsed import Token
from communique.lexicon.actor_files import Held
from communique.lexicon.actor_words import actor_words
from communique.lexicon.known_persons import known_persons
from communique.lexicon.states import key_of

# Prepositions that say where people are, and those that say whence they come: "students *throughout* Chile". Closed.
WHERE = frozenset({"in", "at", "near", "throughout", "across", "around", "inside", "outside", "of"})
WHENCE = frozenset({"from", "of"})
# Those who may be abroad: where they stand says nothing of whose they are.
ABROAD = frozenset({"GOV", "MIL", "REF", "SPY", "ELI"})
# Kinds whose country may be read from where they act. Troops "in" a land are most often another state's.
PLACED_KINDS = frozenset({"population", "person", "armed group", "party", "media", "body", "company"})
RULED_KINDS = frozenset({"population", "person", "armed group", "party", "media"})
# What authorities do to those in their own land: "arrested", "dispersed".
INTERNAL = actor_words("done-at-home")
# Those who do so: sectors of a state's authorities.
AUTHORITIES = frozenset({"GOV", "COP", "JUD", "LEG"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def listed_as(cast: Cast, person: Draft) -> Held | None:
    """What the lists of leaders and the user's dictionaries say of a person on the day of the article."""
    known = known_persons().get(key_of(person.name)) if person.named else None
    return known.at(day_of(cast.scene.article.published)) if known is not None else None


def day_of(published: str | None) -> date | None:
    """The day of an article whose date is known to the day."""
    return date.fromisoformat(published) if published and len(published) == len("2025-07-15") else None


def settle_countries(cast: Cast) -> None:
    """Give a country to actors that have none where the words about them leave one possible."""
    for person in (draft for draft in cast.drafts if draft.kind == "person" and draft.named):
        if person.country is None and (held := listed_as(cast, person)) is not None:
            person.country, person.sector = held.country, person.sector or held.sector
    heads: dict[int, list[int]] = {}
    for i, draft in cast.heads.items():
        heads.setdefault(id(draft), []).append(i)
    lands = lands_named(cast)
    for draft in cast.drafts:
        if draft.country is not None or draft.kind not in PLACED_KINDS:
            continue
        tokens = [cast.doc[i] for i in sorted(heads.get(id(draft), ()))]
        found = (country_of(cast, draft, token, lands) for token in tokens)
        draft.country = next((country for country in found if country is not None), local(cast, draft))
    give_countries_of_bodies(cast)


def give_countries_of_bodies(cast: Cast) -> None:
    """Who serves a named body is of its country: "the director of Contas Claras"."""
    bodies = {draft.name: draft.country for draft in cast.drafts if draft.named and draft.kind != "person"}
    for person in cast.drafts:
        if person.kind == "person" and person.country is None:
            served = {bodies.get(office.of) for office in person.offices if office.of and not office.former} - {None}
            person.country = served.pop() if len(served) == 1 else None


def local(cast: Cast, draft: Draft) -> str | None:
    """Parties, papers and associations that a page names without their state are of the state it is written in, where
    that is also the one it tells of most."""
    if draft.name == cast.scene.article.syndicated_from:
        return None  # agencies write from everywhere
    told = draft.named and draft.kind in ("party", "media", "body") and draft.sector not in ("GOV", "MIL")
    if (
        not draft.named
        and draft.sector in AT_HOME
        and (land := cast.told_of(next(iter(draft.mentions))[0])) is not None
    ):
        return land
    told = told or (not draft.named and draft.sector in AT_HOME and told_of_home(cast, draft))
    return cast.home if told and cast.home is not None and cast.dated == cast.home else None


# People whom a page tells of without their land where it tells of its own.
AT_HOME = frozenset({"CVL", "COP"})


def told_of_home(cast: Cast, draft: Draft) -> bool:
    """No sentence that speaks of them names another land."""
    tokens = [cast.head(start, stop) for start, stop in draft.mentions]
    lands = lands_named(cast)
    return all(lands.get(i, cast.home) == cast.home for t in tokens for i in range(t.sent.start, t.sent.end))


def country_of(cast: Cast, draft: Draft, token: Token, lands: dict[int, str]) -> str | None:
    """The country that the words about one mention leave possible."""
    if not draft.named:
        if (country := one(by_own_phrase(draft, token, lands))) is not None:
            return country
        if draft.sector not in ABROAD and (country := one(by_clause(token, lands))) is not None:
            return country
    if draft.kind in RULED_KINDS and draft.sector != "REF":
        return by_authority(cast, token)
    return None


def one(countries: Iterator[str]) -> str | None:
    """The one country found, None where there are several or none."""
    found = set(countries)
    return found.pop() if len(found) == 1 else None


def lands_named(cast: Cast) -> dict[int, str]:
    """The country of each state, city or region named, by its tokens."""
    lands: dict[int, str] = {}
    for place in cast.scene.article.places:
        if place.country:
            words = cast.doc.char_span(place.start, place.stop, alignment_mode="expand")
            lands.update({token.i: place.country for token in words or ()})
    for name in cast.names:
        if name.country and len(name.country) == 3 and name.kind in ("state", "capital", "adjective", "place"):
            lands.update(dict.fromkeys(range(*cast.tokens(name.start, name.stop)), name.country))
    return {i: country for i, country in lands.items() if country not in ("IGO", "NGO", "IMG", "MNC")}


def by_own_phrase(draft: Draft, token: Token, lands: dict[int, str]) -> Iterator[str]:
    """ "militias in Tripoli", "workers of the Bus Company of Lima", "refugees fleeing the war in Liberia"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in (WHENCE if draft.sector in ABROAD else WHERE | WHENCE):
            yield from lands_under(child, lands)
        elif child.dep_ in ("acl", "relcl") and child.tag_ in ("VBG", "VBN", "VBP", "VBD"):
            yield from lands_of_verb(child, lands)


def lands_of_verb(verb: Token, lands: dict[int, str]) -> Iterator[str]:
    """ "based in", "living near", "fleeing the war in": where those are of whom a clause tells it."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in WHERE | WHENCE - {"of"}:
            yield from lands_under(child, lands)
        elif child.dep_ == "dobj":
            for link in child.rights:
                if link.dep_ == "prep" and link.lower_ == "in":
                    yield from lands_under(link, lands)


EMBASSIES = actor_words("posts-abroad")


def lands_under(link: Token, lands: dict[int, str]) -> Iterator[str]:
    """The land a preposition leads to: by its object's name, or by a name in the object's phrase."""
    for obj in link.children:
        if obj.dep_ != "pobj":
            continue
        if obj.lower_ in EMBASSIES:  # "outside the Chilean embassy in Lima" is in Lima
            yield from (land for c in obj.children if c.lower_ == "in" for land in lands_under(c, lands))
            continue
        named = [lands[obj.i]] if obj.i in lands else [lands[t.i] for t in obj.children if t.i in lands and near(t)]
        yield from named
        if not named:
            for child in obj.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    yield from lands_under(child, lands)


def near(token: Token) -> bool:
    return token.dep_ in ("compound", "poss", "amod", "nmod", "appos")


def by_clause(token: Token, lands: dict[int, str]) -> Iterator[str]:
    """ "Miners rioted at a pit in Bolivia", "killed nine people in Juba": where the clause happens. Not where one
    goes or where it is said: those are other clauses or other prepositions."""
    verb = verb_of(token)
    if verb is None:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "near", "across", "throughout", "outside"):
            yield from () if meets_at_seat(child) else lands_under(child, lands)
        elif child.dep_ == "dobj":
            for link in child.rights:
                if link.dep_ == "prep" and link.lower_ in ("in", "at", "near") and not meets_at_seat(link):
                    yield from lands_under(link, lands)


# Who does something in these cities is most often from elsewhere.
SEATS = actor_words("seats-of-bodies")


def meets_at_seat(link: Token) -> bool:
    return any(t.lower_ in SEATS or t.doc[t.left_edge.i : t.i + 1].text.lower() in SEATS for t in link.children)


def verb_of(token: Token) -> Token | None:
    """The verb a token is subject or object of, also as one of several joined or after "of" ("scores of people")."""
    top = token
    while top.dep_ == "conj" or (
        top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in ("NOUN", "NUM")
    ):
        top = top.head if top.dep_ == "conj" else top.head.head
    return top.head if top.dep_ in (*SUBJECTS, "dobj") and top.head.pos_ in ("VERB", "AUX") else None


def by_authority(cast: Cast, token: Token) -> str | None:
    """ "Egyptian police dispersed demonstrators": those whom the authorities arrest, ban or disperse are of that state,
    unless the sentence names another."""
    verb = verb_of(token)
    if verb is None or verb.lemma_ not in INTERNAL:
        return None
    if token.dep_ == "nsubjpass" or (token.dep_ == "conj" and verb.tag_ == "VBN"):
        agents = [o for c in verb.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]
    else:
        agents = [c for c in verb.children if c.dep_ == "nsubj" and c.i != token.i]
    drafts = [cast.heads[a.i] for a in agents if a.i in cast.heads]
    if len(drafts) != 1 or drafts[0].sector not in AUTHORITIES or len(drafts[0].country or "") != 3:
        return None
    others = {
        name.country
        for i in range(verb.sent.start, verb.sent.end)
        if (name := cast.names_at.get(i)) is not None and name.country and len(name.country) == 3
    }
    return drafts[0].country if others <= {drafts[0].country, "IGO", "NGO"} else None
