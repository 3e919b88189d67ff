"""Find the words that state an event, by lemma and by what stands with them; no actor is needed to find them.

The index is stable: `triggers_in(doc)` gives every trigger with its rule, and `roles.fillers` says which words fill
which role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from communique.events.rules import EventRule, event_rules, support_verbs, word_classes
from communique.grammar import conjuncts_of

# Particles and prepositions a pattern may name after a verb: a closed class of the grammar.
PARTICLES = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "ahead",
        "along",
        "apart",
        "around",
        "aside",
        "at",
        "away",
        "back",
        "before",
        "behind",
        "between",
        "by",
        "down",
        "for",
        "forth",
        "forward",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "past",
        "round",
        "through",
        "to",
        "together",
        "toward",
        "towards",
        "under",
        "up",
        "upon",
        "with",
        "within",
        "without",
    ]
)
NOUN_TAGS = ("NOUN", "PROPN")
PREPOSITIONAL = ("prep", "prt", "dative", "agent", "advmod", "mark")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way a rule's words may look: its first lemma and what must stand with it."""

    rule: EventRule
    kind: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that states an event, the rule that says so, and the words that the rule names beside it.

    `support` is the verb that lends a noun its subject ("held" for "talks"), `part` whose part that subject plays.
    """

    token: Token
    rule: EventRule
    kind: str
    beside: tuple[Token, ...] = ()
    support: Token | None = None
    part: str = "actor"

    @property
    def strength(self) -> int:
        """How much the rule asked for: of two rules over one token the more demanding wins."""
        return len(self.beside) * 2 + len(self.rule.clause) + bool(self.rule.needs) + bool(self.rule.object_kind)


def triggers_in(doc: Doc) -> list[Trigger]:
    """Every trigger, in reading order; a token is one trigger at most, and a word named beside one is none itself."""
    best: dict[int, Trigger] = {}
    for token in doc:
        for trigger in triggers_at(token):
            old = best.get(token.i)
            if old is None or trigger.strength > old.strength:
                best[token.i] = trigger
    taken = {word.i for trigger in best.values() for word in trigger.beside if trigger.kind != "noun"}
    return [best[i] for i in sorted(best) if i not in taken]


def triggers_at(token: Token) -> Iterator[Trigger]:
    """The rules whose words stand at this token."""
    table = index()
    for lemma in {token.lemma_.lower(), token.lower_}:
        for pattern in table.get(lemma, ()):
            beside = _match(token, pattern)
            if beside is None:
                continue
            if pattern.kind == "noun":
                support, part = support_of(token)
                yield Trigger(token, pattern.rule, "noun", beside, support, part)
            else:
                yield Trigger(token, pattern.rule, pattern.kind, beside)


@cache
def index() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the lemma that anchors them."""
    table: dict[str, list[Pattern]] = {}
    for rule in event_rules():
        for text in rule.verbs:
            first, *rest = text.split()
            table.setdefault(first, []).append(Pattern(rule, "verb", tuple(rest)))
        for text in rule.nouns:
            *rest, head = text.split()
            table.setdefault(head, []).append(Pattern(rule, "noun", tuple(rest)))
        for text in rule.adjectives:
            first, *rest = text.split()
            table.setdefault(first, []).append(Pattern(rule, "adjective", tuple(rest)))
    return {lemma: tuple(patterns) for lemma, patterns in table.items()}


def _match(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    if pattern.kind == "noun":
        return _noun_match(token, pattern)
    if pattern.kind == "adjective":
        return _adjective_match(token, pattern)
    if token.tag_[:2] != "VB" and token.pos_ != "VERB":
        return None
    beside = _beside(token, pattern.rest)
    return beside if beside is not None and _allowed(token, pattern.rule, beside) else None


def _noun_match(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    if token.pos_ not in NOUN_TAGS or token.dep_ in ("compound", "nmod"):
        return None
    found: list[Token] = []
    for word in pattern.rest:
        modifier = next((c for c in token.subtree if c.i < token.i and word in (c.lemma_.lower(), c.lower_)), None)
        if modifier is None:
            return None
        found.append(modifier)
    without = pattern.rule.without
    if without and any(word.lemma_.lower() in without or word.lower_ in without for word in _near(token)):
        return None
    return tuple(found)


def _adjective_match(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    if token.pos_ not in ("ADJ", "VERB") or token.dep_ not in (
        "acomp",
        "oprd",
        "ROOT",
        "conj",
        "advcl",
        "ccomp",
        "attr",
    ):
        return None
    beside = _beside(token, pattern.rest)
    if beside is None:
        return None
    if (
        pattern.rule.clause
        and not _has_clause(token, pattern.rule.clause)
        and not _has_clause(token.head, pattern.rule.clause)
    ):
        return None
    return beside


def _allowed(verb: Token, rule: EventRule, beside: tuple[Token, ...]) -> bool:
    """The rule's `without` and `clause`."""
    if rule.without and any(word.lemma_.lower() in rule.without or word.lower_ in rule.without for word in _near(verb)):
        return False
    return not rule.clause or _has_clause(verb, rule.clause)


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ in ("prep", "agent", "dative"):
            yield from (word for word in child.children if word.dep_ in ("pobj", "pcomp"))
    if is_passive(verb) and (target := acted_on(verb)) is not None:
        yield target


def _has_clause(verb: Token, kinds: tuple[str, ...]) -> bool:
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl", "prep"):
            continue
        if child.dep_ == "prep":
            if "ing" in kinds and any(c.dep_ == "pcomp" for c in child.children):
                return True
            continue
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if "inf" in kinds and infinitive:
            return True
        if "that" in kinds and child.dep_ == "ccomp" and not infinitive:
            return True
        if "ing" in kinds and child.tag_ == "VBG":
            return True
    return False


def _beside(verb: Token, rest: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The words a pattern names after its verb, or None where one is missing."""
    found: list[Token] = []
    at: Token | None = None  # the preposition the next noun must hang on
    for word in rest:
        if word in PARTICLES:
            at = next((c for c in verb.children if c.lower_ == word and c.dep_ in PREPOSITIONAL), None)
            if at is None and found:
                at = next((c for c in found[-1].children if c.lower_ == word and c.dep_ == "prep"), None)
            if at is None:
                return None
            found.append(at)
            continue
        match = next((n for n in _nouns_beside(verb, at) if _is(n, word)), None)
        if match is None:
            return None
        found.append(match)
        at = None
    return tuple(found)


def _nouns_beside(verb: Token, at: Token | None) -> Iterator[Token]:
    if at is not None and at.dep_ != "prt":
        for child in at.children:
            if child.dep_ in ("pobj", "pcomp"):
                yield from conjuncts_of(child)
        return
    target = acted_on(verb)
    if target is not None:
        yield from conjuncts_of(target)
    for child in verb.children:
        if child.dep_ in ("attr", "acomp", "oprd", "dobj", "dative", "advmod", "ccomp", "xcomp", "npadvmod"):
            yield from conjuncts_of(child)


def _is(noun: Token, word: str) -> bool:
    if word.startswith("{"):
        members = word_classes()[word[1:-1]]
        return noun.lemma_.lower() in members or noun.lower_ in members
    return word in (noun.lemma_.lower(), noun.lower_)


def is_passive(verb: Token) -> bool:
    """A passive, also where it shares its auxiliary ("was seized and sold") or modifies a noun ("talks held in Rome")."""
    if verb.tag_ != "VBN" and not any(child.dep_ == "auxpass" for child in verb.children):
        return False
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.dep_ in ("acl", "amod"):
        return True
    own = any(child.dep_ in ("nsubj", "aux", "dobj") for child in verb.children)
    return verb.dep_ == "conj" and not own and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)


def acted_on(verb: Token) -> Token | None:
    """What a verb is done to: its object, or the subject of its passive; a relative pronoun stands for its noun."""
    if is_passive(verb):
        return _passive_subject(verb)
    own = next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)
    if own is not None:
        return verb.head if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else own
    if verb.dep_ == "relcl" and _leaves_object_open(verb):
        return verb.head
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not any(c.dep_ in ("prep", "ccomp", "xcomp") for c in verb.children)
    ):
        return None
    return None


def _passive_subject(verb: Token) -> Token | None:
    own = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    if own is not None:
        return verb.head if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else own
    if verb.dep_ in ("acl", "amod", "relcl"):
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        above = next((c for c in verb.head.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        if above is not None:
            return verb.head.head if above.tag_ in ("WP", "WDT") and verb.head.dep_ == "relcl" else above
        return _passive_subject(verb.head) if verb.head.i != verb.i else None
    return None


def _leaves_object_open(verb: Token) -> bool:
    """ "the duties that Brazil imposed": the clause has a subject of its own, no object, and its pronoun is not the subject."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.tag_ not in ("WP", "WDT")


def support_of(noun: Token) -> tuple[Token | None, str]:
    """The verb that lends a noun its subject, and whose part that subject plays."""
    head, link = _governing(noun)
    if head is None:
        return None, "actor"
    for row in support_verbs().get(head.lemma_.lower(), ()):
        if row.prep == (link.lower_ if link is not None else None):
            return head, row.part
    return None, "actor"


def _governing(noun: Token) -> tuple[Token | None, Token | None]:
    """The verb or adjective a noun is object of, with the preposition between; a series of nouns is climbed."""
    here = noun
    while here.dep_ == "conj" and here.head.pos_ in NOUN_TAGS:
        here = here.head
    if here.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and (here.dep_ != "attr" or here.head.lemma_ != "be"):
        return here.head, None
    if here.dep_ == "pobj":
        prep = here.head
        if prep.lower_ == "of" and prep.head.pos_ == "NOUN":  # "held a round of talks"
            return _governing(prep.head)
        return (prep.head, prep) if prep.head.pos_ in ("VERB", "AUX", "ADJ") else (None, None)
    relative = next((c for c in here.children if c.dep_ in ("relcl", "acl") and acted_on(c) is here), None)
    if relative is not None:
        return relative, None
    return None, None
