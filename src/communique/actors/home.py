"""Of which state the offices are that a page names without a state: "the foreign minister" of a paper in Harare."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from communique.actors.cast import Cast
from communique.actors.states import STATE_NAMES, acts
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns
from communique.lexicon.states import state_named
from communique.lexicon.web_domains import state_of_domain
from communique.model import Name

# What speaks for a state being home, beside how often it is spoken of: whose outlet it is; where the writer sits; the
# headline begins with it. A dateline abroad ("BEIJING" in a Pakistani paper) and a page all about another state lose to
# the state an outlet is named after; a city in its name ("Lautoka Courier") says less, for towns share their names.
OUTLET_WEIGHT = 8.0
CITY_WEIGHT = 4.0
DATELINE_WEIGHT = 3.0
HEADLINE_WEIGHT = 2.5
SPOKEN_WEIGHT = 5.0
# What a state counts where it only says whose a named official is: at home that needs no saying ("Japanese Foreign
# Minister X" on a page of Fiji), so it says little; but where nothing else is said of any state, it says enough.
OWNER_COUNTS = 0.25
# Seats of international bodies: a page written there is about others.
SEATS = actor_words("seats-of-bodies")


def home_country(cast: Cast) -> str | None:
    """The state whose offices need no naming here."""
    spoken: dict[str, float] = {}
    first: str | None = None
    owners = {t.of.start for t in cast.titles if t.of is not None and t.holder is not None}
    for name in cast.names:
        if name.country and len(name.country) == 3 and name.kind == "body" and name.country not in ("IGO", "NGO"):
            spoken[name.country] = spoken.get(name.country, 0.0) + 1
        if name.country and name.kind in STATE_NAMES and not name.dateline and not sends(cast, name):
            there = name.kind in ("capital", "state") and happens_at(cast, name)
            counts = OWNER_COUNTS if name.start in owners else 2 if there else 1
            spoken[name.country] = spoken.get(name.country, 0.0) + counts
            if first is None and opens_text(cast, name):
                first = name.country
    cast.dated = dateline_country(cast)
    return heaviest(weights_of(cast, spoken, first))


def weights_of(cast: Cast, spoken: dict[str, float], first: str | None) -> dict[str, float]:
    """How much speaks for each state. On a page with articles from several lands the outlet's counts for none that is
    dated from another, tells of that one, and never names the outlet's."""
    words, named, official = outlet_of(cast)
    if official and named is not None:
        return {named: OUTLET_WEIGHT}  # a ministry's page tells of its guests' states more than of its own
    if written_at_seat(cast):
        return {}
    total = sum(spoken.values()) or 1
    weight = {country: SPOKEN_WEIGHT * count / total for country, count in spoken.items()}
    outlet = named or city_in(words, cast)
    if outlet is not None and not (cast.dated in set(spoken) - {outlet} and outlet not in spoken):
        weight[outlet] = weight.get(outlet, 0.0) + (OUTLET_WEIGHT if named else CITY_WEIGHT)
    if cast.dated is not None:
        weight[cast.dated] = weight.get(cast.dated, 0.0) + DATELINE_WEIGHT
    if first is not None:
        weight[first] = weight.get(first, 0.0) + HEADLINE_WEIGHT
    land = only_land(cast) if not weight else None
    return {land: 1.0} if land is not None else weight


def heaviest(weight: dict[str, float]) -> str | None:
    best = max(weight.values(), default=0.0)
    homes = [country for country, told in weight.items() if told == best]
    return homes[0] if len(homes) == 1 else None


def outlet_of(cast: Cast) -> tuple[list[str], str | None, bool]:
    """The words of an outlet's name, the state that its name or address gives ("Kuwait Times", ".zm"), and whether it is
    a state's own office. Agency copy is the agency's, wherever it stands."""
    source = cast.scene.source
    if source is None or cast.scene.article.syndicated_from is not None:
        return [], None, False
    words = re.findall(r"\w+", source.publisher or "")
    host = urlsplit(source.canonical or source.uri).hostname or ""
    return words, state_in(words) or state_of_domain(host), bool({word.lower() for word in words} & OFFICES)


# Whose pages tell of a state's own acts: "Ministry of Foreign Affairs of ...".
OFFICES = actor_words("state-outlet")
# Longest name of a state in an outlet's name, in words: "Trinidad and Tobago Guardian".
LONGEST_NAME = 3


def state_in(words: list[str]) -> str | None:
    """The state that some of these words name, the longest name first."""
    for length in range(LONGEST_NAME, 0, -1):
        for at in range(len(words) - length + 1):
            said = " ".join(words[at : at + length])
            found = state_named(said.title() if said.isupper() and len(said) > 4 else said)
            if found is not None and found.iso3 and found.how != "metonym":
                return found.iso3
    return None


def city_in(words: list[str], cast: Cast) -> str | None:
    """The state of a city that the outlet is called by and the page tells of."""
    said = {word.lower() for word in words} - set(body_nouns())
    found = {place.country for place in cast.scene.article.places if place.country and place.text.lower() in said}
    return found.pop() if len(found) == 1 else None


# Who and what a state has abroad: "the *Myanmar* embassy", "her *Turkish* counterpart" tell of a state that is not home.
ABROAD = actor_words("posted-abroad") | actor_words("posts-abroad") | actor_words("counterpart")


def lead_of(cast: Cast) -> int:
    """The number of the first paragraph's first sentence. A state that is a subject in the third sentence of an interview
    is as often one that is only spoken of."""
    first = next((b.start for b in cast.scene.article.blocks if b.role == "paragraph"), 0)
    token = cast.token_from(first)
    return cast.scene.sentence_of[token.i] if token is not None else 0


def sends(cast: Cast, name: Name) -> bool:
    """The state is named only as the one that has somebody here, or whose official is a guest."""
    head = cast.head(name.start, name.stop)
    if is_guest(head):
        return True
    return head.dep_ in ("amod", "compound", "nmod", "poss") and head.head.lower_ in ABROAD


VISITING = actor_words("visiting")


def is_guest(of: Token) -> bool:
    """ "The *visiting* Kenyan minister", "Kenya's foreign minister *arrived*": a page tells whence a guest comes; it is
    written where he is."""
    doc, noun = of.doc, of.head
    if of.dep_ not in ("amod", "compound", "nmod", "poss"):
        return False
    near = doc[max(0, of.i - 2) : noun.i].tokens
    if any(token.lower_ in VISITING for token in near):
        return True
    while noun.dep_ in ("compound", "appos", "nmod"):
        noun = noun.head
    return noun.dep_ == "nsubj" and noun.head.lemma_ == "arrive"


def only_land(cast: Cast) -> str | None:
    """Where a page names no state at all: the one land in which all its places lie."""
    found = {place.country for place in cast.scene.article.places if place.country}
    return found.pop() if len(found) == 1 else None


def opens_text(cast: Cast, name: Name) -> bool:
    """The state the text begins with ("Peru asks Spain ...", "Lima recalls ..."), not one that describes ("Myanmar
    embassy")."""
    head = cast.head(name.start, name.stop)
    if name.kind == "capital":
        return name.start < 3 and acts(head)
    lead = cast.scene.sentence_of[head.i] <= lead_of(cast)
    subject = lead and head.dep_ in ("nsubj", "nsubjpass") and name.start < 200
    return name.kind == "state" and (name.start < 3 or subject)


def written_at_seat(cast: Cast) -> bool:
    """The page is dated from the seat of an international body."""
    said = (cast.scene.article.dateline or "").split(",")[0].strip().lower()
    return said in SEATS or any(n.dateline and cast.scene.text[n.start : n.stop].lower() in SEATS for n in cast.names)


def happens_at(cast: Cast, name: Name) -> bool:
    """The headline or lead says that it happens there ("Hundreds rally in Jakarta", "a state of siege in Haiti")."""
    first, _ = cast.tokens(name.start, name.stop)
    return name.start < 400 and first > 0 and cast.doc[first - 1].lower_ in ("in", "central", "outside")


def dateline_country(cast: Cast) -> str | None:
    """The state whose capital, city or name the dateline gives."""
    inline = next((n.country for n in cast.names if n.dateline and n.country), None)
    said = (cast.scene.article.dateline or "").split(",")[0].strip()
    named = state_named(said) if said else None
    if inline is None and named is None and said:
        places = cast.scene.article.places
        return next((p.country for p in places if p.text.lower() == said.lower() and p.country), None)
    return inline or (named.iso3 if named else None) or None
