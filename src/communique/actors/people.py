"""Persons: one draft for all of a person's names, surnames joined to the full names they belong to."""

from __future__ import annotations

from communique.actors.cast import Cast, Draft, fold
from communique.grammar.naming import PARTICLES
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import given_names, office_words
from communique.model import Name

# "X, who headed": verbs that are an office.
HEADS = frozenset(office_words("verb")) | {"led", "leads"}


def add_people(cast: Cast) -> None:
    """Add persons: full names first, so that what stands alone finds them wherever it stands (a headline's surname
    comes before the name it shortens)."""
    named = [name for name in cast.names if name.kind == "person" and not name.dateline]
    for name in sorted(named, key=lambda name: -len(name.name.split())):
        draft = known(cast, name) or new_person(cast, name)
        draft.words |= set(words_of(name.name))
        draft.gender = draft.gender or name.gender or gender_given(name)
        draft.sector = draft.sector or name.sector
        rule = "name-full" if words_of(name.name) == words_of(draft.name) else "name-surname"
        cast.mention(draft, name.start, name.stop, rule)


def gender_given(name: Name) -> str | None:
    """That of the given name a full name begins with, where it is one gender's."""
    first, *rest = name.name.split()
    entry = given_names().get(first) if rest else None
    return entry.gender if entry is not None else None


def words_of(name: str) -> list[str]:
    """A name's words as they are compared: folded, particles left out unless glued ("al-tom" stays one word)."""
    words = name.split()
    kept = [without_article(fold(word)) for word in words if word.lower() not in PARTICLES]
    return kept or [without_article(fold(word)) for word in words]  # "Le" and "Do" are surnames too


def without_article(word: str) -> str:
    """ "al-burhani" is "burhani" again."""
    article, hyphen, name = word.partition("-")
    return name if hyphen and len(name) > 2 and article in ARTICLES else word


# The Arabic article as it is written before names. Closed.
ARTICLES = frozenset({"al", "el", "an", "as", "ash", "ad", "ar", "at", "az", "ul", "ur"})


def new_person(cast: Cast, name: Name) -> Draft:
    first, after = cast.tokens(name.start, name.stop)
    body = body_after(cast, after)
    if body is not None:
        return cast.add(Draft("person", name.name, body.country, name.sector or body.sector, gender=name.gender))
    country = state_after(cast, after) or state_of_team(cast, name)
    if first > 1 and cast.doc[first - 1].tag_ == "POS":
        owner = cast.names_at.get(first - 2)
        country = owner.country if owner is not None and owner.kind in ("state", "capital", "metonym") else None
    elif first > 2 and cast.doc[first - 1].text == "," and cast.doc[first - 3].lower_ == "the":
        people = cast.names_at.get(first - 2)  # "the Italian, Marco Bellandi,"
        country = people.country if people is not None and people.kind in ("adjective", "demonym") else None
    return cast.add(Draft("person", name.name, country, name.sector, gender=name.gender))


def state_after(cast: Cast, at: int) -> str | None:
    """ "Azman Yusoff *of Malaysia*"; not "of Malaysia's navy"."""
    doc = cast.doc
    state = cast.names_at.get(at + 1) if at + 1 < len(doc) and doc[at].lower_ == "of" else None
    if state is None or state.kind != "state":
        return None
    end = cast.tokens(state.start, state.stop)[1]
    return None if end < len(doc) and doc[end].tag_ == "POS" else state.country


def body_after(cast: Cast, at: int) -> Draft | None:
    """ "Kaoru Inoue *of the Reform League*", "of Japan's Bar Council": whose a person is."""
    doc = cast.doc
    if at + 2 >= len(doc) or doc[at].lower_ != "of":
        return None
    step = at + 2 if doc[at + 1].lower_ == "the" else at + 1
    body = cast.names_at.get(step)
    if body is not None and body.kind == "state" and (end := cast.name_end(step)) < len(doc) and doc[end].tag_ == "POS":
        body = cast.names_at.get(end + 1)  # "of Japan's Bar Council"
    draft = cast.of_name(body) if body is not None and body.kind not in (None, "person", "place") else None
    return draft if draft is not None and draft.kind != "state" else None


TEAMS = actor_words("headed-team")


def state_of_team(cast: Cast, name: Name) -> str | None:
    """ "Inoue, who headed *the Japanese delegation*": whose state sent it."""
    head = cast.head(name.start, name.stop)
    for clause in (c for c in head.children if c.dep_ == "relcl" and c.lower_ in HEADS):
        for team in (c for c in clause.children if c.dep_ == "dobj" and c.lemma_.lower() in TEAMS):
            named = (cast.names_at.get(c.i) for c in team.children if c.dep_ in ("amod", "poss", "compound"))
            for owner in named:
                if owner is not None and owner.country and owner.kind in ("adjective", "state", "capital"):
                    return owner.country
    return None


def known(cast: Cast, name: Name) -> Draft | None:
    """The person of whose full name this is a part. Of several (families) the one of that gender, else the one named
    last before, wins."""
    words = words_of(name.name)
    fits = [d for d in cast.drafts if d.kind == "person" and belongs(words, words_of(d.name))]
    if name.gender is not None:
        fits = [d for d in fits if d.gender in (None, name.gender)]
    if len(fits) <= 1:
        return fits[0] if fits else None
    if len(words) == 1 and (owner := called_so_before(fits)) is not None:
        return owner
    return max(fits, key=lambda d: d.last_before(name.start))


def called_so_before(fits: list[Draft]) -> Draft | None:
    """The person whom the text called by the surname alone before it named any other who bears it: "Khan" stays Imran
    Khan after "party chairman Gohar Ali Khan" has come in."""
    firsts = {id(d): min((start for start, _ in d.mentions), default=0) for d in fits}
    for draft in fits:
        short = [start for (start, _), rule in draft.mentions.items() if rule == "name-surname"]
        others = min(first for key, first in firsts.items() if key != id(draft))
        if short and min(short) < others:
            return draft
    return None


def belongs(part: list[str], full: list[str]) -> bool:
    """ "Abi Rached" and "Ghassan" belong to "Ghassan Abi Rached"; "Y. Dosmagambetov" to "Yerlan Dosmagambetov"; "Ali
    Khan" does not to "Imran Khan"."""
    if not part:
        return False
    rest = list(full)
    for word in part:
        match = next((w for w in rest if w == word or (word.endswith(".") and w.startswith(word[:-1]))), None)
        if match is None:
            return False
        rest = rest[rest.index(match) + 1 :]
    return True
