"""What a parse tells of the act between two stretches of a sentence, as named features.

The words on the way from one party to the other through the parse, what hangs on them, what stands between and beside
the two, each as lemma and as the classes of `lexicon/en/relation_words.tsv`. Rules and ranker both read these.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from communique.grammar.parsed import Doc, Stretch, Token
from communique.lexicon import load_list
from communique.lexicon.spellings import as_rules_spell

# Parts of speech that carry what an act is; names and numbers do not.
CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "PART", "ADP", "SCONJ", "INTJ"})
OPEN = frozenset({"VERB", "NOUN", "ADJ"})
# What hangs on a predicate and completes it: "declare" + "ceasefire", "step" + "down", "not", "will".
COMPLETES = frozenset(
    {"dobj", "prt", "neg", "aux", "acomp", "attr", "xcomp", "ccomp", "prep", "agent", "oprd", "advmod", "amod"}
    | {"compound", "dative", "nsubjpass", "auxpass", "conj", "advcl", "pcomp", "pobj", "acl", "npadvmod", "mark"}
)
VERBS_ABOVE = frozenset({"xcomp", "ccomp", "advcl", "conj", "pcomp", "acl"})
MODALS = frozenset(
    {"will", "would", "must", "should", "may", "might", "could", "can", "'ll", "wo", "shall", "to", "ca"}
)
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})
# Words looked at beyond the two parties; further off other clauses begin.
REACH = 7


class WordClass(Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """A part some words play in acts, and the words."""

    name: str
    words: tuple[str, ...]
    note: str | None = None


@cache
def classes_of_words() -> dict[str, tuple[str, ...]]:
    """The classes of each lemma, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load_list("en/relation_words.tsv", WordClass):
        for word in (as_rules_spell().get(word, word) for word in row.words):
            if row.name not in found.get(word, ()):
                found[word] = (*found.get(word, ()), row.name)
    return found


def classes_of(lemma: str) -> tuple[str, ...]:
    return classes_of_words().get(lemma, ())


@dataclass(frozen=True, slots=True)
class Between:
    """Two parties in a sentence and the way through the parse from one to the other.

    `top` is where the ways up from both meet; `up` leads to it from the actor, `down` from it to the recipient (both
    without the parties' own heads).
    """

    doc: Doc
    actor: Stretch
    recipient: Stretch
    a: Token
    r: Token
    top: Token | None
    up: tuple[Token, ...]
    down: tuple[Token, ...]

    @property
    def path(self) -> tuple[Token, ...]:
        """Actor's side first, then the top, then down to the recipient."""
        own = () if self.top is None or self.top in (self.a, self.r) else (self.top,)
        return (*self.up, *own, *self.down)


def between(doc: Doc, actor: tuple[int, int], recipient: tuple[int, int]) -> Between | None:
    """The two stretches (characters) in their parse; None where one holds no word."""
    first = doc.char_span(*actor, alignment_mode="expand")
    second = doc.char_span(*recipient, alignment_mode="expand")
    if not first or not second:
        return None
    a, r = first.root, second.root
    above_a, above_r = [a, *a.ancestors], [r, *r.ancestors]
    places = {token.i: n for n, token in enumerate(above_a)}
    meeting = next((n for n, token in enumerate(above_r) if token.i in places), None)
    if meeting is None:
        return Between(doc, first, second, a, r, None, tuple(above_a[1:]), tuple(reversed(above_r[1:])))
    top = above_r[meeting]
    up = tuple(above_a[1 : places[top.i]])
    down = tuple(reversed(above_r[1:meeting])) if meeting else ()
    return Between(doc, first, second, a, r, top, up, down)


def word(token: Token) -> str:
    """A token as a feature: its lemma; nothing for names and numbers."""
    if token.pos_ in CONTENT:
        return token.lemma_.lower()
    return ""


def predicates(pair: Between) -> list[Token]:
    """The words that can name the act: those on the way, or the verb above where the way is empty."""
    found = [t for t in pair.path if t.pos_ in OPEN or (t.pos_ == "AUX" and t.dep_ not in ("aux", "auxpass"))]
    if found:
        return found
    heads = [t for t in (*pair.up, *pair.down, pair.a.head, pair.r.head) if t.pos_ in OPEN]
    return heads[:2]


def features(pair: Between) -> list[str]:
    """The names of what holds of the pair, each once."""
    found: dict[str, None] = {}
    for name in _features(pair):
        found[name] = None
    return list(found)


def _features(pair: Between) -> Iterator[str]:
    chain = predicates(pair)
    yield "bias"
    yield f"dep:{pair.a.dep_}:{pair.r.dep_}"
    yield f"len:{min(len(pair.path), 5)}"
    yield "order:" + ("ar" if pair.actor.start < pair.recipient.start else "ra")
    yield from _on_path(pair, chain)
    for token in chain:
        yield from _around(pair, token)
    yield from _linked(chain)
    yield from _windows(pair)
    yield from _parties(pair)


def _on_path(pair: Between, chain: list[Token]) -> Iterator[str]:
    for place, token in zip(("P1", "P2", "P3"), chain, strict=False):
        yield from _named(place, token)
    for token in chain:
        yield from _named("P", token)
    if chain:
        yield from _named("PZ", chain[-1])
    above = pair.r.head
    if above.pos_ == "ADP":
        yield f"prep:{above.lower_}"
        yield f"prep2:{word(above.head)}_{above.lower_}"
        for kind in classes_of(word(above.head)):
            yield f"prepc:{kind}_{above.lower_}"
    yield "role:" + ">".join(t.dep_ for t in pair.path[:4])


def _around(pair: Between, token: Token) -> Iterator[str]:
    """A predicate with what completes it: its object, particle, prepositions, helpers and negation."""
    lemma, kinds = word(token), classes_of(word(token))
    for child in token.children:
        if child.dep_ not in COMPLETES or child == pair.a or child == pair.r:
            if child.dep_ in ("det", "nsubj") and child.lower_ in NEGATORS:
                yield from (f"neg:{kind}" for kind in kinds)
            continue
        other = child.lower_ if child.dep_ in ("aux", "prt", "neg", "prep") else word(child)
        if not other:
            continue
        yield f"C:{child.dep_}:{other}"
        yield f"L:{lemma}_{other}"
        if other in MODALS or child.dep_ == "neg":
            yield from (f"mood:{other}_{kind}" for kind in kinds)
            continue
        for inner in classes_of(other):
            yield f"Cc:{inner}"
            yield f"L:{lemma}_{inner}"
            yield from (f"CC:{kind}_{inner}" for kind in kinds)
        if child.dep_ in ("prep", "agent"):
            yield from _under(lemma, kinds, child)


def _under(lemma: str, kinds: Iterable[str], prep: Token) -> Iterator[str]:
    for noun in prep.children:
        other = word(noun)
        if noun.dep_ in ("pobj", "pcomp") and other:
            yield f"N:{prep.lower_}_{other}"
            for inner in classes_of(other):
                yield f"Nc:{prep.lower_}_{inner}"
                yield from (f"NN:{kind}_{inner}" for kind in kinds)


def _linked(chain: list[Token]) -> Iterator[str]:
    """Each word on the way with the next: "refuse" over "lift", "condemn" over "decision"."""
    for upper, lower in itertools.pairwise(chain):
        one, two = word(upper), word(lower)
        yield f"X:{one}_{two}"
        for inner in classes_of(two):
            yield f"X:{one}_{inner}"
            yield from (f"XX:{kind}_{inner}" for kind in classes_of(one))


def _windows(pair: Between) -> Iterator[str]:
    """Words before, between and after the parties, in the sentence or line they stand in."""
    low, high = sorted((pair.actor, pair.recipient), key=lambda span: span.start)
    doc = pair.doc
    start, stop = low.sent.start, high.sent.end
    yield from _bag("M", doc[low.end : max(low.end, high.start)])
    yield from _bag("T", doc[high.end : min(high.end + REACH, stop)])
    yield from _bag("F", doc[max(start, low.start - REACH) : low.start])
    previous = "<"
    for token in doc[low.end : max(low.end, high.start)]:
        here = word(token)
        if here and token.pos_ != "ADV":
            yield f"M2:{previous}_{here}"
            previous = here


def _bag(region: str, tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos_ in OPEN or token.lower_ in NEGATORS or token.tag_ == "MD":
            yield from _named(region, token)


def _parties(pair: Between) -> Iterator[str]:
    for region, span in (("A", pair.actor), ("R", pair.recipient)):
        for token in span:
            if token.pos_ in OPEN:
                yield from _named(region, token)
    yield from (f"Ahead:{kind}" for kind in classes_of(pair.a.lemma_.lower()))
    yield from (f"Rhead:{kind}" for kind in classes_of(pair.r.lemma_.lower()))
    after = pair.recipient.end
    if after < len(pair.doc) and pair.doc[after].dep_ == "case":
        yield "Rposs"


def _named(region: str, token: Token) -> Iterator[str]:
    lemma = word(token)
    if lemma:
        yield f"{region}:{lemma}"
        for kind in classes_of(lemma):
            yield f"{region}c:{kind}"
