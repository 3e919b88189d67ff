"""What the words of a phrase with a common noun say: how many, of which state, under what name."""

from __future__ import annotations

from collections.abc import Iterable

from communique.actors.cast import Cast
from communique.actors.pronouns import antecedent_of
from communique.grammar import phrase
from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.known_persons import known_persons
from communique.lexicon.people import (
    BodyNoun,
    PersonNoun,
    body_nouns,
    ends_of_pairs,
    honorifics,
    person_noun_at,
    person_nouns,
)
from communique.lexicon.states import key_of, state_named
from communique.model import ActorKind, Name

# The country and sector a phrase gives.
Owner = tuple[str | None, str | None]


STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})


DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def noun_of(token: Token) -> PersonNoun | BodyNoun | None:
    """What the word lists say of a common noun, alone or with the noun before it ("news agency")."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (
        token.pos_ == "ADJ" and token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj")
    ):
        return None
    lower, lemma = token.lower_, token.lemma_.lower()
    people = person_nouns().get(lower.removesuffix("s")) if token.tag_ == "NNPS" else None
    if people is not None and people.sector == "CVL":
        return people  # the parser leaves the plurals of peoples as they are: "Kurds"
    before = token.nbor(-1).lower_ if token.i else ""
    if before and (lower in ends_of_pairs() or lemma in ends_of_pairs()):
        pair = body_nouns().get(f"{before} {lower}") or body_nouns().get(f"{before} {lemma}")
        if pair is not None:
            return pair
    person = person_noun_at(before, lower) or person_noun_at(before, lemma)
    if person is not None:
        return person
    body = body_nouns().get(lower) or body_nouns().get(lemma)
    return body if body is not None and body.common else None


# Words for many people, where nothing says of what they are many, and words that count those in turn.
SO_MANY, TENS = actor_words("so-many"), actor_words("tens")


def people_counted(token: Token) -> PersonNoun | None:
    """ "*Thousands* rallied", "tens of *thousands* marched": people, where they do something and nothing says of what they are
    so many. Not "the war cost thousands", "thousands of trees were felled"."""
    if token.lower_ not in SO_MANY or any(c.lower_ in ("of", "more") and c.i > token.i for c in token.children):
        return None
    link = token.head
    top = link.head if token.dep_ == "pobj" and link.lower_ == "of" and link.head.lower_ in TENS else token
    return person_nouns()["people"] if top.dep_ in ("nsubj", "nsubjpass") else None


def heads_phrase(token: Token) -> bool:
    return token.dep_ not in ("compound", "amod", "nmod", "npadvmod", "advmod", "nummod")


def introduces(cast: Cast, token: Token, noun: PersonNoun | BodyNoun) -> bool:
    """ "Iraqi *cleric* X", "his Omani *counterpart* Sheikh X": a noun for one person right before a person's name."""
    if not isinstance(noun, PersonNoun) or token.tag_ != "NN" or token.dep_ not in ("compound", "nmod"):
        return False
    at = past_honorifics(cast.doc, token.i + 1)
    named = cast.names_at.get(at)
    return named is not None and named.kind == "person" and cast.tokens(named.start, named.stop)[0] == at


def past_honorifics(doc: Doc, at: int) -> int:
    """The token after courtesy titles and ranks."""
    while at < len(doc) and (doc[at].lower_ in honorifics() or doc[at].lower_.rstrip(".") in honorifics()):
        at += 1
    return at


def words_before(token: Token) -> list[Token]:
    """The words before a noun that introduces a name: the parse hangs them on the name."""
    words = [token]
    doc = token.doc
    for here in range(token.i - 1, token.sent.start - 1, -1):
        before = doc[here]
        if before.head not in (token, token.head) or before.dep_ not in ("amod", "compound", "nmod", "poss", "det"):
            break
        words.insert(0, before)
    return words


def plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("people", "police")


def words_about(token: Token) -> list[Token]:
    """The words of the phrase a noun heads, up to the noun: what comes after it is not part of the name."""
    return [t for t in phrase(token) if t.i <= token.i]


# Nouns that say nothing without what they are made of: "a group of diplomats".
COLLECTIVE = actor_words("collective")


# Longest phrase after the noun that still belongs to an unnamed actor's name ("militias in eastern Congo").
TAIL = 6


def tail_of(cast: Cast, token: Token) -> list[Token]:
    """The short phrase with "of" or "in" right after the noun: "presidents *of the two countries*"."""
    doc = cast.doc
    at = token.i + 1
    if at >= len(doc) or doc[at].lower_ not in ("of", "in", "from") or doc[at].head.i != token.i:
        return []
    if at + 1 < len(doc) and doc[at + 1].tag_ == "VBG":
        return []  # "accused the neighbours of arming": the words belong to the verb
    tail = [t for t in doc[at].subtree if t.i >= at]
    tail = [t for t in tail if not t.is_space]
    joined = [t for n, t in enumerate(tail) if t.i == at + n]
    if len(joined) != len(tail) or len(tail) > TAIL or any(t.dep_ in ("relcl", "acl") or t.is_punct for t in tail):
        return []
    return tail


def tail_owner(cast: Cast, tail: list[Token]) -> list[Owner]:
    """The state a collective is of: "a group of *Moroccan* diplomats"."""
    named = [cast.names_at[t.i] for t in tail if t.i in cast.names_at]
    found: list[Owner] = [(name.country, None) for name in named if name.country and name.kind in STATE_KINDS]
    return found[:1]


PARTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "some",
        "many",
        "most",
        "several",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "tens",
        "half",
        "all",
        "none",
        "each",
        "few",
        "millions",
    ]
)


def part_of(token: Token) -> Token:
    """The word that counts a group, where one does: "*Thirteen* of the 15 members"; else the noun itself."""
    link = token.head
    if token.dep_ == "pobj" and link.lower_ == "of" and link.head.lower_ in PARTS and link.head.i == link.i - 1:
        return link.head
    return token


def unbroken(words: list[Token], head: Token) -> list[Token]:
    """The words that stand together with the head: a parse may hang far words on it, or lose the first of two
    adjectives ("Chadian and Sudanese refugees")."""
    kept = [head]
    for token in reversed(words):
        if token.i == kept[0].i - 1:
            kept.insert(0, token)
    while len(kept) > 1 and (kept[0].is_punct or kept[0].is_space or kept[0].lower_ in ("both", "and", "or")):
        kept.pop(0)
    doc = head.doc
    if (
        kept[0].i > 1
        and doc[kept[0].i - 1].lower_ == "and"
        and nationality(kept[0])
        and nationality(doc[kept[0].i - 2])
    ):
        first = kept[0].i - 2
        while first > 0 and nationality(doc[first - 1]):
            first -= 1
        kept = [*doc[first : kept[0].i], *kept]
    return kept


def nationality(token: Token) -> bool:
    return state_named(token.text) is not None or (
        token.pos_ in ("ADJ", "PROPN") and token.lower_.endswith(("an", "ese", "ish", "i")) and token.text[0].isupper()
    )


def owners_of(cast: Cast, words: Iterable[Token], head: Token) -> list[Owner]:
    """(country, sector) of each state that the words before the noun give, or a phrase with "of" or "in" after it;
    two adjectives joined by "and" give two."""
    found: list[Owner] = []
    for token in words:
        named = cast.names_at.get(token.i)
        if token.dep_ == "poss" and token.i < head.i and (owner := owner_meant(cast, token)) is not None:
            found.append((owner, None))
        if named is not None and named.kind == "person" and head.lower_ in LED and (led := land_led(cast, named)):
            found.append((led, None))
        if named is None or named.country is None or token.i == head.i or not_owner(cast, token, named):
            continue
        if named.kind in STATE_KINDS or named.kind in ("intergovernmental", "body", "military"):
            found.append((named.country, None))
    found = list(dict.fromkeys(found))
    if len(found) > 1 and not any(t.lower_ in ("and", "or", ",", "-") for t in words):
        found = found[-1:]
    return found or owner_after(cast, head)


def owner_meant(cast: Cast, token: Token) -> str | None:
    """The country of whom a possessor means that is no name: "*the bloc's* secretariat", "*its* army" where clear."""
    if token.tag_ == "PRP$":
        if token.lower_ not in ("its", "their"):
            return None
        meant = antecedent_of(cast, token) or ()
    else:
        draft = cast.heads.get(token.i) if token.i not in cast.names_at else None
        meant = [draft] if draft is not None and draft.kind != "person" else ()
    return meant[0].country if len(meant) == 1 else None


# What a leader leads and is told by: "the Obama *administration*", "Suharto's *government*".
LED = actor_words("govern") | {"administration"}


def land_led(cast: Cast, named: Name) -> str | None:
    """The country of the leader by whom a government is told."""
    draft = cast.of_name(named)
    known = known_persons().get(key_of(named.name))
    return (draft.country if draft is not None else None) or (known.at(None).country if known is not None else None)


def not_owner(cast: Cast, token: Token, named: Name) -> bool:
    """Words of nationality that do not say whose someone is: "*ethnic* Albanian", "*pro-*Iranian", "Syrian-*backed*", and
    the second of two ("Croatian *Serb* refugees" are of Croatia)."""
    first, after = cast.tokens(named.start, named.stop)
    doc = cast.doc
    before = doc[first - 1] if first else None
    if before is not None and before.lower_ == "ethnic":
        return True
    if first > 1 and doc[first - 1].text in HYPHENS and doc[first - 2].lower_ in LEANINGS:
        return True
    if after + 1 < len(doc) and doc[after].text in HYPHENS and doc[after + 1].lower_ in BACKED:
        return True
    other = cast.names_at.get(first - 1)
    second = other is not None and other is not named and other.country and other.country != named.country
    return bool(second and other is not None and other.kind == "adjective" and named.kind in ("adjective", "demonym"))


# "pro-Iranian", "anti-Syrian": whom one favours or opposes. Closed.
LEANINGS = frozenset({"pro", "anti", "non"})
HYPHENS = frozenset({"-", "‑", "–"})
# Participles after a hyphen that tell what another state does with someone: "Syrian-backed", "US-trained".
BACKED = actor_words("backed")


# Whoever these are, where they are is not whose they are: "her successor *in Lisbon*".
SENT = actor_words("posted-abroad") | actor_words("office-before") | actor_words("office-after")


def owner_after(cast: Cast, head: Token) -> list[Owner]:
    """ "officials in Lebanon" and "a member of the Chadian parliament" are of a state; "the ambassador to Ghana" is not
    Ghana's."""
    where = () if head.lemma_.lower() in SENT else ("in",)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", *where) and child.i == head.i + 1:
            obj = next((c for c in child.children if c.dep_ == "pobj"), None)
            named = cast.names_at.get(obj.i) if obj is not None else None
            if named is not None and named.country and (named.kind in ("state", "metonym") or named.kind == "capital"):
                return [(named.country, None)]
            if obj is not None and child.lower_ == "of" and noun_of(obj) is not None:
                return owners_before(cast, obj)
    return []


def owners_before(cast: Cast, noun: Token) -> list[Owner]:
    """The state that an adjective or possessor before a noun gives."""
    named = [cast.names_at[t.i] for t in noun.lefts if t.i in cast.names_at]
    found: list[Owner] = [(name.country, None) for name in named if name.country and name.kind in STATE_KINDS]
    return found[:1]


# Singulars that mean many.
MANY_IN_ONE = actor_words("many-in-one")


def kind_of(noun: PersonNoun | BodyNoun, token: Token) -> ActorKind:
    if isinstance(noun, BodyNoun):
        return noun.kind
    return noun.many if plural(token) or token.lemma_.lower() in MANY_IN_ONE else noun.one


def definite(words: list[Token]) -> bool:
    return words[0].lower_ in DEFINITE or (words[0].tag_ == "PRP$" and len(words) == 2)


def actor_name(words: list[Token]) -> str:
    """The page's own phrase, without "the" or a possessor in front; many of a trade are no possessor: "teachers' union"."""
    start = 0
    for i, token in enumerate(words[:-1]):
        whose = token.tag_ == "POS" and not (i and words[i - 1].tag_ == "NNS")
        if token.lower_ in ("the", "these", "those", "this", "that") or token.tag_ == "PRP$" or whose:
            start = i + 1
    kept = words[start:]
    doc = kept[0].doc
    return " ".join(doc.words(kept[0].i, kept[-1].i + 1).split())
