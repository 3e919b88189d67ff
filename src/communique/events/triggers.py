"""Find the words that state an event, by lemma and by what stands with them; no actor is needed to find them.

The index is stable: `triggers_in(doc)` gives every trigger with its rule, and `roles.fillers` says which words fill
which role.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from communique.events.rules import EventRule, event_rules, support_verbs, word_classes
from communique.grammar import conjuncts_of
from communique.grammar.parsed import Doc, Token
from communique.lexicon.spellings import as_rules_spell

# Particles and prepositions a pattern may name after a verb: a closed class of the grammar.
PARTICLES = frozenset([
    "about", "above", "across", "after", "against", "ahead", "along", "alongside", "apart", "around", "as", "aside", "at",
    "away", "back", "before", "behind", "between", "by", "down", "for", "forth", "forward", "from", "in", "into", "of",
    "off", "on", "onto", "out", "outside", "over", "past", "round", "through", "to", "together", "toward", "towards",
    "under", "up", "upon", "via", "with", "within", "without"
])  # fmt: skip
NOUN_TAGS = ("NOUN", "PROPN")
SUBJECTS = ("nsubj", "nsubjpass")
PREPOSITIONAL = ("prep", "prt", "dative", "agent", "advmod", "mark")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way a rule's words may look: its first lemma and what must stand with it."""

    rule: EventRule
    kind: str
    rest: tuple[str, ...]

    @property
    def literal(self) -> int:
        """How many of its words are words, not classes: "launch drone" asks for more than "launch {weapons}"."""
        return sum(not word.startswith("{") for word in self.rest)


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
    literal: int = 0

    @property
    def strength(self) -> int:
        """How much the rule asked for: of two rules over one token the more demanding wins."""
        return (
            len(self.beside) * 3
            + self.literal
            + 2 * bool(self.rule.clause)
            + bool(self.rule.object_kind)
            + self.rule.only_negated
            - 2 * self.rule.weak
        )


def triggers_in(doc: Doc) -> list[Trigger]:
    """Every trigger, in reading order; a token is one trigger at most, and a word named beside one is none itself."""
    return [found[0] for found in alternatives_in(doc)]


def alternatives_in(doc: Doc) -> list[list[Trigger]]:
    """For every token that may state an event the rules that say so, the most demanding first."""
    found: dict[int, list[Trigger]] = {}
    for sentence in doc.sents:
        words = {w for token in sentence for w in (token.lower_, token.lemma_.lower())}
        for token in sentence:
            here = sorted(triggers_at(token, words), key=lambda trigger: -trigger.strength)
            if here:
                found[token.i] = here
    taken = {w.i for here in found.values() for w in here[0].beside if here[0].kind == "verb"}
    return [found[i] for i in sorted(found) if i not in taken]


def triggers_at(token: Token, words: Set[str]) -> Iterator[Trigger]:
    """The rules whose words stand at this token. `words` are those of its sentence, in lower case and as lemmas: of a
    verb's hundred patterns they leave a few to be looked for in the parse."""
    table = index()
    for lemma in dict.fromkeys((token.lemma_.lower(), token.lower_)):
        for pattern in table.get(lemma, ()):
            beside = _match(token, pattern) if _may_stand(pattern, words) else None
            if beside is None:
                continue
            if pattern.kind == "noun":
                support, part = support_of(token)
                yield Trigger(token, pattern.rule, "noun", beside, support, part, pattern.literal)
            else:
                yield Trigger(token, pattern.rule, pattern.kind, beside, literal=pattern.literal)


def _may_stand(pattern: Pattern, words: Set[str]) -> bool:
    """Whether a sentence has all the words that a pattern asks for beside its first."""
    for word in pattern.rest:
        if word[0] == "{":
            if word_classes()[word[1:-1]].isdisjoint(words):
                return False
        elif word not in words:
            return False
    return True


@cache
def index() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the lemma that anchors them."""
    table: dict[str, list[Pattern]] = {}
    for rule in event_rules():
        for text in rule.verbs:
            first, *rest = spelt(text)
            table.setdefault(first, []).append(Pattern(rule, "verb", tuple(rest)))
        for text in rule.nouns:
            words = spelt(text)
            at = -2 if words[-1] in PARTICLES and len(words) > 1 else -1
            table.setdefault(words[at], []).append(Pattern(rule, "noun", (*words[:at], *words[at:][1:])))
        for text in rule.adjectives:
            first, *rest = spelt(text)
            table.setdefault(first, []).append(Pattern(rule, "adjective", tuple(rest)))
    return {lemma: tuple(patterns) for lemma, patterns in table.items()}


def spelt(text: str) -> list[str]:
    """The words of a pattern, hyphened ones as the parse gives them."""
    return [as_rules_spell().get(word, word) for word in text.split()]


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
        side = (
            (c for c in token.children if c.i > token.i)
            if word in PARTICLES
            else (c for c in token.subtree if c.i < token.i)
        )
        modifier = next((c for c in side if word in (c.lemma_.lower(), c.lower_)), None)
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
        if child.dep_ in ("aux", "auxpass", "conj") or (child.dep_ == "advcl" and child.tag_ == "VBG"):
            continue  # helpers ("is refusing") and other acts ("rejected the charge, saying", "and said")
        if child.dep_ == "nsubj" and child.lemma_.lower() in word_classes()["persons"]:
            continue  # "the minister dismissed the report" dismisses no minister; "the striker" tells of a game
        yield child
        if child.dep_ in ("dobj", "nsubjpass"):
            yield from (word for word in child.children if word.dep_ in ("compound", "amod", "poss"))
        if child.dep_ in ("prep", "agent", "dative"):
            yield from (word for word in child.children if word.dep_ in ("pobj", "pcomp"))
        elif child.dep_ in ("ccomp", "xcomp"):
            yield from (w for w in child.children if w.dep_ in ("mark", "advmod", "attr", "acomp") or w.tag_[0] == "W")
    if is_passive(verb) and (target := acted_on(verb)) is not None:
        yield target


def _has_clause(verb: Token, kinds: tuple[str, ...]) -> bool:
    for child in verb.children:
        if child.dep_ in ("prep", "dobj"):
            below = [c for n in (child, *child.children) for c in n.children if n.dep_ in ("prep", "pobj", "dobj")]
            if "ing" in kinds and any(c.dep_ == "pcomp" for c in child.children):
                return True
            if "inf" in kinds and any(c.dep_ in ("acl", "relcl", "advcl") and _has_to(c) for c in below):
                return True
            continue
        if child.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if "inf" in kinds and infinitive:
            return True
        if "that" in kinds and child.dep_ == "ccomp" and not infinitive:
            return True
        if "bare" in kinds and child.dep_ == "ccomp" and _is_bare(child):
            return True
        if "ing" in kinds and child.tag_ == "VBG":
            return True
    return False


def _is_bare(verb: Token) -> bool:
    """A clause that bids rather than tells: "that Turkey withdraw", "that ships be moved", "that it should leave"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"should", "must"} or (
        "be" in helpers and not helpers & {"will", "would", "to", "may", "can", "could"}
    ):
        return True
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    single = subject is not None and subject.tag_ in ("NN", "NNP")
    return not helpers and (verb.tag_ == "VB" or (verb.tag_ == "VBP" and single))


def _beside(verb: Token, rest: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The words a pattern names after its verb, or None where one is missing."""
    found: list[Token] = []
    at: Token | None = None  # the preposition the next noun must hang on
    for position, word in enumerate(rest):
        if word == "to" and position + 1 < len(rest) and (act := _infinitive(verb, rest[position + 1])) is not None:
            return (*found, act)
        if word in PARTICLES:
            at = _linked(verb, word, found)
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


def _is_verb(token: Token, word: str) -> bool:
    """A verb of this lemma, or of the class where the pattern says {class}."""
    lemma = token.lemma_.lower()
    return lemma in word_classes()[word[1:-1]] if word.startswith("{") else lemma == word


def _infinitive(verb: Token, lemma: str) -> Token | None:
    """The infinitive of this lemma that a verb takes ("refused to withdraw"), also past its object ("ordered them to leave")."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and _is_verb(child, lemma) and _has_to(child):
            return child
        if child.dep_ in ("dobj", "pobj") and (below := _infinitive(child, lemma)) is not None:
            return below
    acl = (c for c in verb.children if c.dep_ in ("acl", "relcl") and _is_verb(c, lemma) and _has_to(c))
    return next(acl, None) if verb.pos_ in NOUN_TAGS else None


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _linked(verb: Token, word: str, found: list[Token]) -> Token | None:
    """A particle or preposition of the verb, or of the noun found last."""
    own = next((c for c in verb.children if c.lower_ == word and c.dep_ in PREPOSITIONAL), None)
    if own is None and found:
        own = next((c for c in found[-1].children if c.lower_ == word and c.dep_ in PREPOSITIONAL), None)
    return own


def _nouns_beside(verb: Token, at: Token | None) -> Iterator[Token]:
    if at is not None and at.dep_ != "prt":
        for child in at.children:
            if child.dep_ in ("pobj", "pcomp"):
                yield from conjuncts_of(child)
        return
    target = acted_on(verb)
    if target is not None:
        yield from conjuncts_of(target)
        yield from _second_objects(target)
    for child in verb.children:
        finite = child.dep_ == "ccomp" and child.pos_ == "VERB" and child.tag_ not in ("VB", "VBP")
        told = finite and any(c.dep_ in SUBJECTS for c in child.children)
        if told:  # "'Guinea has released them,' it announced" announces no release
            continue
        if child.dep_ in ("attr", "acomp", "oprd", "dobj", "dative", "advmod", "ccomp", "xcomp", "npadvmod"):
            yield from conjuncts_of(child)


def _second_objects(first: Token) -> list[Token]:
    """ "Handed the envoy a note": parses take what is handed for an apposition to whom; one has a comma before it."""
    return [
        c
        for c in first.children
        if c.dep_ == "appos" and c.pos_ == "NOUN" and first.i < c.left_edge.i and first.doc[c.left_edge.i - 1].is_alpha
    ]


def _is(noun: Token, word: str) -> bool:
    if word.startswith("{"):
        members = word_classes()[word[1:-1]]
        words = [w for n in measured(noun) for w in (n, *_hyphened(n), *_kind_before(n))]
        return any(w.lemma_.lower() in members or w.lower_ in members for w in words)
    return any(word in (w.lemma_.lower(), w.lower_) for n in measured(noun) for w in (n, *_kind_before(n)))


def _hyphened(noun: Token) -> list[Token]:
    """The first half of a double word ("consul-general")."""
    return [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and noun.doc[c.i + 1].text == "-"]


def _kind_before(noun: Token) -> list[Token]:
    """What a name is called right before it ("the bloc ECOWAS"), and what a force or an effort is for ("mediation
    effort", "peacekeeping force")."""
    if noun.pos_ != "PROPN" and noun.lemma_.lower() not in word_classes()["efforts"]:
        return []
    return [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "NOUN" and c.i < noun.i]


def measured(noun: Token) -> list[Token]:
    """A noun, and what it counts or measures ("3,700 tonnes of food", "a round of talks")."""
    if noun.lemma_.lower() not in word_classes()["series"]:
        return [noun]
    of = (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of")
    return [noun, *(below for prep in of for c in prep.children if c.dep_ == "pobj" for below in measured(c))]


def is_passive(verb: Token) -> bool:
    """A passive, also where it shares its auxiliary ("was seized and sold") or modifies a noun ("talks held in Rome")."""
    if verb.tag_ != "VBN" and not any(child.dep_ == "auxpass" for child in verb.children):
        return False
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.dep_ in ("acl", "amod"):
        return not is_headless(verb)
    own = any(child.dep_ in ("nsubj", "aux", "dobj") for child in verb.children)
    return verb.dep_ == "conj" and not own and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)


def is_headless(verb: Token) -> bool:
    """ "Ethiopia, which has a port, offered to mediate": a long subject makes the parse take the verb for a participle
    and the noun for the whole sentence's head."""
    if verb.dep_ != "acl" or verb.head.dep_ != "ROOT" or verb.head.pos_ not in NOUN_TAGS or not verb.i:
        return False
    by = any(c.dep_ == "agent" for c in verb.children)
    return verb.nbor(-1).text == "," and verb.head.i < verb.i - 2 and not by


def acted_on(verb: Token) -> Token | None:
    """What a verb is done to: its object, or the subject of its passive; a relative pronoun stands for its noun."""
    if is_passive(verb):
        return _passive_subject(verb)
    own = next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)
    if own is not None:
        relative = own.tag_ in ("WP", "WDT") or (own.lower_ == "that" and own.i < verb.i)
        return verb.head if relative and verb.dep_ == "relcl" else own
    if verb.dep_ == "relcl" and _leaves_object_open(verb):
        return verb.head
    if (below := infinitive_subject(verb)) is not None:
        return below
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not any(c.dep_ in ("prep", "ccomp", "xcomp") for c in verb.children)
    ):
        return None
    return None


def infinitive_subject(verb: Token) -> Token | None:
    """Whom a verb bids do something, where the parse makes them subject of the infinitive ("ordered [them to leave]")."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and _has_to(child):
            return next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
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
    particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), None)
    lemma = head.lemma_.lower()
    rows = support_verbs().get(f"{lemma} {particle}") or support_verbs().get(lemma, ())  # "took out a loan"
    for row in rows:
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
    return None, None
