"""What the words around a topic's noun say of it: which sort, whose, where, the how manieth; and that it is undertaken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from communique.grammar import Scene, span_of
from communique.grammar.parsed import Token
from communique.lexicon import load_rules
from communique.lexicon.actor_words import actor_words
from communique.lexicon.reader import Entry
from communique.model import Actor, ActorKind, Name, TopicKind

Sign = Literal["sort", "name", "place", "whose", "order", "of"]


class TopicEntry(Entry, frozen=True, kw_only=True):
    """A sort of topic: its nouns, and what must be said of one for the page to set it up."""

    kind: TopicKind
    nouns: tuple[str, ...]
    needs: tuple[tuple[Sign, ...], ...]
    undertaken: bool = False
    of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


PLANNED = actor_words("topic-planned")
EMPTY = actor_words("topic-empty")
# When it is, not which: no part of a name of several words ("the upcoming Arab summit").
WHEN = actor_words("topic-when")
UNDERTAKES = actor_words("topic-undertakes")
UNDERTAKING = actor_words("topic-undertaking")
ORDER = actor_words("topic-order")
WHERE = actor_words("topic-where")
PROJECT_AGAIN = actor_words("topic-project-again")
MEETING_AGAIN = actor_words("topic-meeting-again")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
# Names of whom or what no topic is called: a person's summit is an act of his.
NO_TOPIC = frozenset(get_args(ActorKind)) - {"state"}
# Longest phrase after the noun that says where it is, in words: "between the ports of Dar es Salaam and Lobito".
TAIL = 12


@dataclass
class Told:
    """A noun of a topic with the words that belong to it: doc[start:stop]. `words` tell it from others of its noun."""

    entry: TopicEntry
    head: Token
    noun: str
    start: int
    stop: int
    signs: set[Sign] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    definite: bool = False
    another: bool = False
    planned: bool = False
    owner: Actor | None = None
    named_from: int = 0


@cache
def topic_nouns() -> dict[str, tuple[tuple[str, TopicEntry], ...]]:
    """Last word of a noun -> (noun, entry), nouns of two words first."""
    found: dict[str, list[tuple[str, TopicEntry]]] = {}
    for entry in load_rules("en/topics.toml", "topic", TopicEntry):
        for noun in entry.nouns:
            found.setdefault(noun.rpartition(" ")[2], []).append((noun, entry))
    return {last: tuple(sorted(nouns, key=lambda n: " " not in n[0])) for last, nouns in found.items()}


@cache
def numbered_topics() -> dict[str, TopicEntry]:
    """Words that with a number are the name of a topic: "COP30"."""
    return {word: entry for entry in load_rules("en/topics.toml", "topic", TopicEntry) for word in entry.numbered}


@cache
def numbered_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(numbered_topics()))})\d+\b", re.IGNORECASE)


def topic_at(head: Token) -> tuple[str, TopicEntry] | None:
    """The noun that a word is or ends, where it heads a phrase about one thing."""
    lower = head.lower_
    if head.tag_ in ("NNS", "NNPS") or head.dep_ in ("compound", "nmod", "amod"):
        return None
    numbered = numbered_topics().get(lower.rstrip("0123456789"))
    if numbered is not None:
        return numbered.nouns[0], numbered
    before = head.nbor(-1).lower_ if head.i else ""
    for noun, entry in topic_nouns().get(lower, ()):
        first = noun.rpartition(" ")[0]
        if (not first or first == before) and before not in entry.without:
            return noun, entry
    return None


def told_at(scene: Scene, head: Token, noun: str, entry: TopicEntry, names: dict[int, Name]) -> Told | None:
    """The phrase around a noun; None where it is an actor's name or no thing at all ("no plant")."""
    name = names.get(head.i)
    numbered = head.lower_ != noun.rpartition(" ")[2]
    if name is not None and name.kind in NO_TOPIC and not numbered:
        return None
    told = Told(entry, head, noun, head.i, head.i + 1, named_from=head.i)
    if numbered:  # "COP30"
        told.signs.add("name")
        told.words.add(head.lower_)
    if not read_left(scene, told, names):
        return None
    read_tail(scene, told, names)
    return told


def read_left(scene: Scene, told: Told, names: dict[int, Name]) -> bool:
    """Note what the words before the noun say; False for "no plant", "any dam"."""
    head, doc = told.head, scene.doc
    inside = {t.i for child in head.lefts for t in child.subtree}
    first = head.i
    while first - 1 in inside:
        first -= 1
    kin = len(told.noun.split()) - 1
    at = first
    while at < head.i - kin:
        token = doc[at]
        if token.lower_ in ("no", "any", "every", "each"):
            return False
        end = possessor_end(doc[at : head.i - kin].tokens)
        if end:
            if doc[at + end - 2].tag_ == "NNS" and end > 1:  # "a donors' conference"
                told.signs.add("sort")
                told.words.add(doc[at + end - 2].lower_)
                at += end
                continue
            if (owner := owner_in(scene, doc[at : at + end].tokens)) is not None:
                told.owner = owner
                told.signs.add("whose")
                told.words.add(owner.id)
                told.definite = True
            at += end
            told.named_from = at
            continue
        note_word(told, token, names)
        at += 1
    told.start = first
    told.named_from = named_from(scene, told)
    return True


def possessor_end(tokens: tuple[Token, ...]) -> int:
    """How many words a possessor takes: "its", "the bloc's"; 0 where there is none."""
    if tokens and tokens[0].tag_ == "PRP$":
        return 1
    return next((n + 1 for n, token in enumerate(tokens) if token.tag_ == "POS"), 0)


def owner_in(scene: Scene, tokens: tuple[Token, ...]) -> Actor | None:
    """The actor that a possessor means, no person: "the bloc's", "its" where clear."""
    for token in reversed(tokens):
        actor = scene.actor_at(token)
        if actor is not None:
            return actor if actor.kind not in ("person", "population") else None
    return None


def note_word(told: Told, token: Token, names: dict[int, Name]) -> None:
    """What one word before the noun says."""
    lower = token.lower_
    if lower in ("the", "this", "that"):
        told.definite = True
    elif lower in ("another", "second") and told.entry.undertaken:
        told.another = lower == "another"
        told.signs |= {"order"} if lower == "second" else set()
        told.words |= {lower} if lower == "second" else set()
    elif lower in ORDER or ORDINAL.match(lower):
        told.signs.add("order")
        told.words.add(lower)
    elif lower in PLANNED:
        told.planned = True
    elif (
        lower in EMPTY
        or is_measure(token)
        or token.pos_ in ("DET", "NUM", "SYM", "PUNCT", "CCONJ", "ADV")
        or token.like_num
    ):
        return
    elif (name := names.get(token.i)) is not None or token.pos_ == "PROPN":
        told.signs |= {"name"} if name is None or name.kind != "person" else set()
        told.words.add(lower)
    elif token.pos_ in ("NOUN", "ADJ", "VERB"):
        told.signs.add("sort")
        told.words.add(lower)


def is_measure(token: Token) -> bool:
    """The unit of "a 40-kilometre canal"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).like_num


def named_from(scene: Scene, told: Told) -> int:
    """Where the name begins: after article, possessor and words that do not say which ("a huge new")."""
    at = max(told.named_from, told.start) if told.owner is not None else told.start
    while at < told.head.i:
        token = scene.doc[at]
        when = token.lower_ in WHEN and at + 1 < told.head.i
        idle = token.pos_ in ("DET", "NUM", "SYM", "PUNCT") and not ORDINAL.match(token.lower_)
        if not (idle or when or is_measure(token) or token.tag_ == "PRP$" or token.lower_ in EMPTY | PLANNED):
            break
        at += 1
    return at


def read_tail(scene: Scene, told: Told, names: dict[int, Name]) -> None:
    """Note the phrase right after the noun that says where it is or what it is of."""
    doc = scene.doc
    at = told.head.i + 1
    while at < len(doc) and doc[at].lower_ in WHERE and not doc[at].is_sent_start:
        stop = tail_stop(doc[at])
        if not reads_as_tail(scene, told, at, stop, names):
            return
        told.stop = at = stop


# Links whose words may be two. Closed.
JOINING = frozenset({"between", "from", "linking", "connecting"})


def tail_stop(link: Token) -> int:
    """Where the words under a link end, in one piece and before any mark, clause or time."""
    inside = {t.i for t in link.subtree}
    alone = link.lower_ not in JOINING
    at = link.i + 1
    while at in inside and at - link.i <= TAIL:
        token = link.doc[at]
        alone = alone and token.lower_ not in JOINING
        if (token.is_punct and token.text != "-") or token.is_space or token.dep_ in ("relcl", "acl", "mark"):
            break
        if token.dep_ == "cc" and (alone or token.nbor().pos_ == "DET"):  # "a port in Beira and Britain's aid"
            break
        at += 1
    return at


def reads_as_tail(scene: Scene, told: Told, at: int, stop: int, names: dict[int, Name]) -> bool:
    """Whether the words name a place, or for "of" what it belongs to; their signs and words are noted."""
    doc = scene.doc
    tokens = doc[at + 1 : stop].tokens
    nouns = [t for t in tokens if t.pos_ in ("PROPN", "NOUN")]
    if not nouns or scene.times_in(span_of(tokens)) or people_in(tokens, names):
        return False
    if doc[at].lower_ != "of" and is_a_meeting(nouns):
        return False
    placed = any(t.pos_ == "PROPN" or t.i in names for t in tokens)
    if doc[at].lower_ == "of":
        told.signs |= {"place"} if placed and told.entry.undertaken else set()
        whole = topic_at(nouns[0]) if told.entry.undertaken else None
        if told.entry.undertaken and not placed and whole is None:
            return False
        if told.entry.of and not {t.lower_ for t in nouns} & set(told.entry.of):
            return False
        told.signs.add("of")
        owner = scene.actor_at(nouns[-1])
        if owner is not None and owner.kind in ("intergovernmental", "state"):
            told.signs.add("whose")
    elif not placed:
        return False
    else:
        told.signs.add("place")
    told.words |= {t.lower_ for t in nouns}
    return True


def is_a_meeting(nouns: list[Token]) -> bool:
    """ "Will discuss the port *at the summit in Lomé*": a summit is nowhere to build."""
    return any((found := topic_at(noun)) is not None and found[1].kind == "meeting" for noun in nouns)


def people_in(tokens: tuple[Token, ...], names: dict[int, Name]) -> bool:
    return any((name := names.get(t.i)) is not None and name.kind == "person" for t in tokens)


# Verbs whose subject may be what is undertaken: "the terminal will open in May". Any other subject undertakes itself.
COMES = actor_words("topic-comes")


def is_undertaken(told: Told) -> bool:
    """Whether the words around say that somebody plans, builds, pays for, opens or talks of it."""
    return told.planned or any(
        c.dep_ in ("acl", "relcl") and c.lemma_ in UNDERTAKES for c in told.head.rights
    ) or undertaken_above(told.head)  # fmt: skip


# Prepositions between an undertaking and what is undertaken: "a deal *on* a cable", "go on *with* the dam". Closed.
LINKS = frozenset({"on", "in", "for", "with", "of"})


def undertaken_above(here: Token) -> bool:
    """ "agreed to build a mill", "a loan for the dam": the verb it is an object of, or a noun above it."""
    while here.head is not here:
        above, dep = here.head, here.dep_
        if dep in ("dobj", "nsubjpass"):
            return above.lemma_ in UNDERTAKES
        if dep == "nsubj":
            return above.lemma_ in COMES and not any(c.dep_ in ("dobj", "ccomp") for c in above.children)
        if dep == "pobj":
            above = above.head
            if above.pos_ in ("VERB", "AUX"):
                signed = any(c.dep_ == "dobj" and c.lemma_.lower() in UNDERTAKING for c in above.children)
                return (signed or above.lemma_ in UNDERTAKES) and here.head.lower_ in LINKS
        elif dep not in ("conj", "appos", "poss", "compound", "nmod", "prep"):
            return False
        if above.pos_ == "NOUN" and above.lemma_.lower() in UNDERTAKING:
            return True
        here = above
    return False
