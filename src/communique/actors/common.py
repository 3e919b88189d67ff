"""Actors without a name: "a senior official", "two soldiers", "the rebels", "the ministry".

A definite phrase ("the ministry") means what was last called so; else the page's own phrase is the actor's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.cast import Cast, Draft
from communique.actors.common_known import known_actor
from communique.actors.common_words import (
    COLLECTIVE,
    STATE_KINDS,
    Owner,
    actor_name,
    definite,
    heads_phrase,
    introduces,
    kind_of,
    noun_of,
    owners_of,
    part_of,
    people_counted,
    plural,
    tail_of,
    tail_owner,
    unbroken,
    words_about,
    words_before,
)
from communique.actors.sides import mediates
from communique.actors.whose_office import EMBASSIES, other_side
from communique.grammar import tokens_of
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import BodyNoun, PersonNoun
from communique.lexicon.states import state_of
from communique.model import ActorKind, Name

# What bodies are called and ties too.
TIES = actor_words("ties")
# What may name somebody: nouns, and adjectives that stand for people ("the wounded").
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def add_common(cast: Cast, bodies: bool) -> None:
    """Add the actors that common nouns name, in reading order: bodies and states, or people."""
    if bodies:
        note_governments(cast)
    if cast.common is None:
        cast.common = list(common_nouns(cast))
    for token, noun in cast.common:
        if isinstance(noun, BodyNoun) == bodies and token.i not in cast.heads and token.i not in cast.reserved:
            add_one(cast, token, noun)


def common_nouns(cast: Cast) -> Iterator[tuple[Token, PersonNoun | BodyNoun]]:
    """The words that the lists know as nouns for people and bodies, where they head a phrase and are part of no name."""
    for token in tokens_of(cast.doc):
        if token.pos_ not in NOMINAL or (token.i in cast.titles_at and not plural(token)):
            continue
        named = cast.names_at.get(token.i)
        if named is not None and named.kind is not None:
            continue
        noun = noun_of(token) or people_counted(token)
        if noun is not None and (is_a_tie(token) or is_a_shore(token)):
            continue
        if noun is not None and (heads_phrase(token) or introduces(cast, token, noun)):
            yield token, noun


def is_a_tie(token: Token) -> bool:
    """ "Its alliance with Chad", "an alliance between the two": how some stand to each other, and no body of its own."""
    return token.lower_ in TIES and any(c.dep_ == "prep" and c.lower_ in ("with", "between") for c in token.children)


SHORE, DIRECTIONS = actor_words("shore"), actor_words("direction")


def is_a_shore(token: Token) -> bool:
    """ "The right bank": the side of a river, no company."""
    return token.lower_ in SHORE and token.i > 0 and token.nbor(-1).lower_ in DIRECTIONS


def add_one(cast: Cast, token: Token, noun: PersonNoun | BodyNoun) -> None:
    words = unbroken(words_about(token) if heads_phrase(token) else words_before(token), token)
    if words[0].lower_ in ("no", "any", "every"):
        return
    start, stop = words[0].idx, token.idx + len(token)
    owners = owners_of(cast, words, token)
    kind = kind_of(noun, token)
    known = known_actor(cast, token, noun, words, owners)
    if known is not None:
        meant, rule = known
        if rule == "common-known":
            call_as_in_body(cast, meant, words)
        end = token_after(cast, token, meant) if rule == "members-of-body" else stop
        cast.mention(meant, start, end, rule)
    elif kind == "state":
        mention_state(cast, token, words, owners, start, stop)
    else:
        add_unnamed(cast, token, noun, words, owners)


def call_as_in_body(cast: Cast, draft: Draft, words: list[Token]) -> None:
    """What a headline calls "Army" the body calls "army": the body's words are the name."""
    name = actor_name(words)
    if not draft.named and draft.name != name and draft.name.lower() == name.lower():
        block = cast.scene.block_at(min(draft.mentions, default=(0, 0))[0])
        if block is not None and block.role in ("headline", "summary"):
            draft.name = name


def add_unnamed(cast: Cast, token: Token, noun: PersonNoun | BodyNoun, words: list[Token], owners: list[Owner]) -> None:
    """An actor under the page's own words."""
    kind = kind_of(noun, token)
    start = min(words[0].idx, part_of(token).idx)
    stop = token.idx + len(token)
    tail = tail_of(cast, token)
    for country, _ in owners or tail_owner(cast, tail) or [(None, None)]:
        draft = same_before(cast, words, kind, country) or new_actor(cast, token, noun, kind, words, country)
        name_behind(cast, token, draft)
        if tail and draft.name == actor_name(words):
            draft.name = f"{draft.name} {' '.join(t.text for t in tail)}"
        long = tail[-1].idx + len(tail[-1]) if tail and token.lower_ in COLLECTIVE else stop
        cast.mention(draft, start, long, "common-noun")
        cast.heads.setdefault(token.i, draft)


def name_behind(cast: Cast, token: Token, draft: Draft) -> None:
    """ "A local charity, *Madzi Kwa Onse*, sued": a name no list knows, between commas behind the noun for a body, is the
    body's, wherever it stands."""
    if draft.kind not in ("body", "company", "party", "armed group", "media") or token.tag_ != "NN":
        return
    name = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if name is None or name.left_edge.i != token.i + 2 or token.nbor(1).text != ",":
        return
    words = list(cast.doc[name.left_edge.i : name.i + 1])
    if not all(w.text[:1].isupper() and w.i not in cast.heads for w in words):
        return
    said = cast.scene.text[words[0].idx : name.idx + len(name)]
    draft.name, draft.named = said, True
    at = cast.scene.text.find(said)
    while at >= 0:
        cast.mention(draft, at, at + len(said), "name-behind-noun")
        at = cast.scene.text.find(said, at + len(said))


def token_after(cast: Cast, token: Token, meant: Draft) -> int:
    """Where the phrase ends: with the words after the noun that name the body."""
    last = max(
        (stop for start, stop in meant.mentions if token.idx < start < token.idx + 80), default=token.idx + len(token)
    )
    return max(last, token.idx + len(token))


# Nouns for those who govern: a state may be called so again without its name.
GOVERNMENTS = actor_words("govern")


def note_governments(cast: Cast) -> None:
    """Where the page names a government in so many words ("the Malian government"), and who only mediates."""
    cast.mediators = mediating_states(cast)
    for token in tokens_of(cast.doc):
        if token.lower_ in GOVERNMENTS and heads_phrase(token):
            owners = owners_of(cast, unbroken(words_about(token), token), token)
            cast.governments += [(token.idx, country) for country, _ in owners if country and len(country) == 3]


def mediating_states(cast: Cast) -> set[str]:
    """Countries of the states that broker, host or sponsor talks between others."""
    heads = [t for n in cast.names if n.country and n.kind in STATE_KINDS and not n.dateline
             for t in (cast.head(n.start, n.stop),) if mediates(t)]  # fmt: skip
    return {country for t in heads if (country := cast.names_at[t.i].country)}


def mention_state(cast: Cast, token: Token, words: list[Token], owners: list[Owner], start: int, stop: int) -> None:
    """ "the Spanish government", "the Kuwaiti side": the state. "The government" alone is the state in question."""
    countries = [country for country, _ in owners if country and len(country) == 3]
    lower = token.lower_
    if lower in GOVERNMENTS and (region := region_governed(cast, token)) is not None:
        cast.mention(region_body(cast, region), start, stop, "region-government")
        return
    if lower in GOVERNMENTS and not countries and any(word.lower_ in BELOW_STATE for word in words):
        cast.mention(body_below_state(cast, token, words), start, stop, "region-government")
        return
    if (
        not countries
        and definite(words)
        and not plural(token)
        and lower not in ("side", "power", "capital", "republic")
    ):
        country = state_in_question(cast, token, lower)
        countries = [country] if country else []
    if lower in ("capital", "state") and token.dep_ != "nsubj" and not owners:
        return  # "the Angolan state" is told whose it is
    if not countries and is_several_states(token, words):
        draft = same_before(cast, words, "population", None) or cast.add(
            Draft("population", actor_name(words), None, "GOV", named=False, plural=True)
        )
        cast.mention(draft, start, stop, "several-states")
        return
    for country in countries:
        if country in ("IGO", "NGO", "MNC", "IMG"):
            continue
        known = state_of(country)
        draft = breakaway(cast, words, country) or cast.state(country, known.name if known else country)
        cast.mention(draft, start, stop, "state-government")


# States that a page tells of together without naming one: "five *Gulf states*", "*donor countries*".
MANY_STATES = actor_words("many-states")


def is_several_states(token: Token, words: list[Token]) -> bool:
    """ "Five Gulf states withdrew their envoys", "Western governments condemned it": several that act, told by a word before
    them; "the two states" and "these countries" are states told of before."""
    acts = token.dep_ in ("nsubj", "nsubjpass", "agent") or (token.dep_ == "pobj" and token.head.lower_ == "by")
    told = any(w.pos_ in ("ADJ", "PROPN", "NOUN") for w in words[:-1])
    return acts and told and plural(token) and token.lemma_.lower() in MANY_STATES and words[0].lower_ not in TAKEN_UP


# "The two states", "both countries": those told of before. Closed.
TAKEN_UP = frozenset({"the", "both", "these", "those", "two", "our", "their", "his", "her", "its", "all"})


def breakaway(cast: Cast, words: list[Token], country: str) -> Draft | None:
    """ "*Abkhazia's* leadership": of an entity that a state claims, not of that state."""
    named = (cast.heads.get(w.i) for w in words[:-1] if w.dep_ in ("poss", "compound", "nmod"))
    return next((d for d in named if d is not None and d.kind == "state" and d.country == country), None)


def region_governed(cast: Cast, token: Token) -> Name | None:
    """ "The government *of West Bengal*", "the *Punjab* government": no state's."""
    below = [o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    near = [*below, *(c for c in token.children if c.dep_ in ("compound", "nmod", "amod"))]
    names = (cast.names_at.get(t.i) for t in near)
    return next((n for n in names if n is not None and n.kind == "place"), None)


# "The *provincial* government" is no state's.
BELOW_STATE = actor_words("below-state")


def body_below_state(cast: Cast, token: Token, words: list[Token]) -> Draft:
    """A government below the state's, of the land of the place named last before it."""
    name = actor_name(words)
    known = (d for d in cast.drafts if d.kind == "body" and d.name.lower() == name.lower() and not d.named)
    places = [place.country for place in cast.scene.article.places if place.stop <= token.idx and place.country]
    country = places[-1] if places else cast.home_at(token.idx)
    return next(known, None) or cast.add(Draft("body", name, country, "GOV", named=False))


def region_body(cast: Cast, region: Name) -> Draft:
    known = (d for d in cast.drafts if d.kind == "body" and d.name == region.name)
    return next(known, None) or cast.add(Draft("body", region.name, region.country, "GOV"))


def state_in_question(cast: Cast, token: Token, lower: str) -> str | None:
    """Of which state "the government" and "the country" speak: "her government" is that of her state."""
    whose = next((child for child in token.children if child.tag_ == "PRP$"), None)
    if whose is not None and whose.lower_ in ("his", "her"):
        person = cast.nearest(whose.idx, lambda d: d.kind == "person" and d.named)
        return person.country if person else None
    if lower in GOVERNMENTS:
        return own_of_speaker(cast, token) or not_faced(cast, token, cast.government_at(token.idx))
    latest = cast.latest(token.idx, lambda d: d.kind == "state")
    if latest is not None and is_goal(token):
        guest = cast.nearest(token.idx, lambda d: d.kind == "person" and d.named)
        if guest is not None and latest.country in (guest.country, country_in_title(cast, guest)):
            home = cast.home_at(token.idx)
            return home if home != latest.country else None
    return latest.country if latest else None


# Who speaks to a state's government from within.
WITHIN_A_STATE = frozenset({"LEG", "OPP"})


def own_of_speaker(cast: Cast, token: Token) -> str | None:
    """ "The Senate of Chile urged *the government*": a parliament's own."""
    if token.dep_ not in ("dobj", "nsubj") or token.head.pos_ != "VERB":
        return None
    verb = token.head if token.dep_ == "dobj" else token.head.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i), None)
    speaker = cast.heads.get(subject.i) if subject is not None else None
    if speaker is None or not WITHIN_A_STATE & {speaker.sector, *speaker.sectors}:
        return None
    return speaker.country


# Links to whom somebody deals with. Closed.
DEALT_WITH = frozenset({"to", "from", "with", "against"})


def not_faced(cast: Cast, token: Token, country: str | None) -> str | None:
    """ "*The government* said it would ask Santiago": not the state that its own sentence names as the other side; then
    the home state's."""
    if country is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return country
    faced = set()
    for word in token.head.subtree:
        dealt = word.dep_ == "dobj" or (word.dep_ == "pobj" and word.head.lower_ in DEALT_WITH)
        name = cast.names_at.get(word.i) if dealt and word.i > token.i else None
        if name is not None and name.kind in STATE_KINDS:
            faced.add(name.country)
    if country not in faced:
        return country
    home = cast.home_at(token.idx)
    return home if home not in faced else None


def country_in_title(cast: Cast, person: Draft) -> str | None:
    """The state that the words of somebody's title name, before offices are told apart."""
    own = (t.of for t in cast.titles if t.of and t.holder and (t.holder.start, t.holder.stop) in person.mentions)
    named = (n.country for of in own for n in cast.names if of.start <= n.start and n.stop <= of.stop)
    return next((country for country in named if country), None)


def is_goal(token: Token) -> bool:
    """ "On a visit to *the country*": nobody visits his own."""
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("to", "in") else token.head
    return over.lemma_.lower() == "visit" and token.dep_ in ("pobj", "dobj")


def same_before(cast: Cast, words: list[Token], kind: ActorKind, country: str | None) -> Draft | None:
    """The same phrase again, unless "a" or "another" brings in someone new."""
    if words[0].lower_ in ("a", "an", "another", "one"):
        return None
    name = actor_name(words)
    return next(
        (
            d
            for d in reversed(cast.drafts)
            if not d.named and d.kind == kind and d.name.lower() == name.lower() and d.country == country
        ),
        None,
    )


def new_actor(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, kind: ActorKind, words: list[Token], country: str | None
) -> Draft:
    lowers = {word.lower_ for word in words}
    if country is None and at_home(noun, kind, lowers):
        own = cast.told_of(token.idx) or cast.home_at(token.idx)
        if token.lower_ in EMBASSIES:
            own = other_side(cast, own) if own is not None else None  # at home an embassy is another's
        elif lowers & ORGANS and international_before(cast, token):
            own = "IGO"
        country = (
            own
            if own is not None and own not in cast.mediators and "government" not in lowers
            else cast.government_at(token.idx)
        )
    draft = Draft(kind, actor_name(words), country, noun.sector, named=False, plural=plural(token))
    draft.nouns |= {token.lemma_.lower(), token.lower_}
    if lowers & {"former", "retired", "ex"}:
        draft.sectors.append(draft.sector or "ELI")
        draft.sector = "ELI"
    if "opposition" in lowers:
        draft.sectors.append("OPP")
    return cast.add(draft)


# What international bodies have as states do.
ORGANS = actor_words("organ")
# How far back, in characters, the body may be named whose organ "the secretariat" is: a paragraph or two.
ORGAN_WITHIN = 700


def international_before(cast: Cast, token: Token) -> bool:
    """ "The secretariat" on a page that has just named an international body, and no body of a state since."""
    bodies = ("intergovernmental", "body")
    latest = cast.latest(token.idx, lambda d: d.kind in bodies and d.named, within=ORGAN_WITHIN)
    return latest is not None and latest.kind == "intergovernmental" and "United Nations" not in latest.name


# Institutions every state has one of: "prosecutors", "police", "parliament" without a state named are the home state's.
OF_STATES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP"})


# Words that tell a body or people from those of the home state: "*foreign* police", "*relief* agency".
NOT_AT_HOME = actor_words("not-at-home")


MINISTRIES = actor_words("ministry")


def at_home(noun: PersonNoun | BodyNoun, kind: ActorKind, words: set[str]) -> bool:
    own = {"foreign"} if words & MINISTRIES else set()  # every state has a foreign ministry
    if words & NOT_AT_HOME - own:
        return False
    if isinstance(noun, BodyNoun):
        return kind in ("body", "military", "party") and noun.sector in OF_STATES
    return noun.sector in ("JUD", "COP", "LEG")
