"""States: by name, by adjective ("Iranian strikes"), and by a capital or palace when it acts ("Beijing said")."""

from __future__ import annotations

from communique.actors.cast import Cast, Draft
from communique.actors.common_words import not_owner
from communique.grammar import phrase
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns, person_nouns, seats, titles
from communique.model import Name

# Prepositions after which a capital is where something is, not who does it.
PLACING = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "from",
        "through",
        "via",
        "around",
        "inside",
        "towards",
        "toward",
        "into",
        "across",
        "over",
        "of",
    }
)
# Verbs that take a capital as a place: one goes there or strikes it.
TO_PLACES = actor_words("to-places")


STATE_NAMES = frozenset({"state", "adjective", "demonym", "capital", "metonym"})


def add_states(cast: Cast) -> None:
    """Add every state named, and mark where."""
    for name in cast.names:
        if name.country is None and name.kind == "state":
            continue
        if name.dateline or name.kind not in ("state", "adjective", "demonym", "capital", "metonym"):
            continue
        head = cast.head(name.start, name.stop)
        if name.kind == "state":
            mention(cast, name)
        elif name.kind == "capital":
            if acts(head):
                mention_capital(cast, name)
        elif name.kind == "metonym":
            if not placed(head):
                mention(cast, name)
        elif describes_non_actor(cast, head) or is_people(head):
            mention(cast, name)
        elif is_plural_people(cast, head):
            add_population(cast, name, head)


def mention_capital(cast: Cast, name: Name) -> None:
    """The state, or the international body seated there on a page that speaks of the body and not of the state."""
    body = seats().get(cast.scene.text[name.start : name.stop])
    bodies = [n.name for n in cast.names if n.kind == "intergovernmental"]
    # By the first word: the European Commission is the European Union's.
    of_body = body is not None and any(said.split()[0] == body.split()[0] for said in bodies)
    of_state = any(n.country == name.country and n.kind == "state" for n in cast.names)
    if body is None or not of_body or of_state:
        mention(cast, name)
        return
    known = next((d for d in cast.drafts if d.name == body), None)
    draft = known or cast.add(Draft("intergovernmental", body, "IGO"))
    cast.mention(draft, name.start, name.stop, "seat-of-body")


def mention(cast: Cast, name: Name) -> None:
    assert name.country is not None or name.kind == "state"
    state = cast.state(name.country or "", name.name, name.sector)
    cast.mention(state, name.start, name.stop, name.rule.replace("name-list", "state"))


def acts(head: Token) -> bool:
    """A capital stands for its government where it does, says, owns or is addressed; else it is a city."""
    top = head
    while top.dep_ == "conj":
        top = top.head
    dep = top.dep_
    if dep in ("nsubj", "nsubjpass", "agent", "dative", "appos"):
        return dep != "appos" or acts(top.head)
    if dep == "poss":
        return top.head.lower_ not in PLACE_NOUNS
    if dep == "pobj":
        link = top.head
        if link.lower_ in ("with", "between", "by", "against", "on", "among"):
            return True
        if link.lower_ in ("from", "of"):
            return link.head.lemma_ in (FROM_GOVERNMENTS if link.lower_ == "from" else OF_GOVERNMENTS)
        if link.lower_ in ("to", "for"):
            return link.head.lemma_ not in TO_PLACES and link.head.pos_ in ("VERB", "NOUN", "ADJ")
        return False
    if dep in ("dobj", "obj"):
        return top.head.lemma_ not in TO_PLACES and top.head.pos_ == "VERB"
    return dep in ("ROOT", "npadvmod", "dep", "attr") and False


PLACE_NOUNS = actor_words("of-a-city")
FROM_GOVERNMENTS = actor_words("from-governments")
OF_GOVERNMENTS = actor_words("of-governments")


def placed(head: Token) -> bool:
    top = head
    while top.dep_ == "conj":
        top = top.head
    return top.dep_ == "pobj" and top.head.lower_ in PLACING | {"to"}


def describes_non_actor(cast: Cast, head: Token) -> bool:
    """ "Iranian strikes", not "Iranian officials" (people), "Iranian Foreign Ministry" (a body) or "Iranian" alone."""
    if head.dep_ not in ("amod", "compound", "nmod", "poss") and head.dep_ != "conj":
        return False
    noun = described(head)
    if noun is None or noun.i in cast.titles_at:
        return False
    named = cast.names_at.get(noun.i)
    if named is not None and named.kind not in ("place", None):
        return False
    return not (
        noun.lemma_.lower() in person_nouns()
        or noun.lower_ in body_nouns()
        or noun.lemma_.lower() in body_nouns()
        or noun.lower_ in titles()
    )


def described(adjective: Token) -> Token | None:
    """The noun an adjective of nationality describes, also through "and"."""
    here = adjective
    while here.dep_ == "conj":
        here = here.head
    return here.head if here.dep_ in ("amod", "compound", "nmod", "poss") and here.head is not here else None


def is_plural_people(cast: Cast, head: Token) -> bool:
    """ "Liberians", "168 Nigerians": people, told by a plural that heads its own phrase."""
    plural = head.tag_ in ("NNPS", "NNS") or (head.text.endswith("s") and head.tag_ == "NNP")
    return plural and head.dep_ not in ("compound", "amod", "nmod", "poss") and described(head) is None


def add_population(cast: Cast, name: Name, head: Token) -> None:
    """People of a state, under the page's own words."""
    words = [t for t in phrase(head) if t.i <= head.i and t.i > head.i - 6]
    start, stop = min(t.idx for t in words), max(name.stop, head.idx + len(head))
    said = cast.scene.text[start:stop]
    said = said[4:] if said.lower().startswith("the ") else said
    country = None if not_owner(cast, head, name) else name.country
    before = cast.names_at.get(name_start(cast, name) - 1)
    if before is not None and before.kind == "adjective" and before.country and country is None:
        country = before.country  # "Bosnian Serbs" are of Bosnia
    known = next((d for d in cast.drafts if d.kind == "population" and d.name.lower() == said.lower()), None)
    draft = known or cast.add(Draft("population", said, country, "CVL", named=False, plural=True))
    cast.mention(draft, start, stop, "common-people")


def name_start(cast: Cast, name: Name) -> int:
    return cast.tokens(name.start, name.stop)[0]


def is_people(head: Token) -> bool:
    """ "the North Koreans asked": the plural of a people, with "the", is its side; not "the Albanians of southern
    Serbia"."""
    the = any(child.lower_ == "the" for child in head.children)
    if any(child.dep_ == "prep" and child.lower_ in ("of", "in") for child in head.rights):
        return False
    return the and head.tag_ in ("NNPS", "NNS") and head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
