"""Plural nouns that take up parties told before: "the two sides", "both governments", "the ministers", "his host"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from communique.events.merging import Draft
from communique.events.other_side import main_pair
from communique.events.parties import named_by, several_states, state_of
from communique.events.roles import after, doer, slot_groups
from communique.events.rules import word_classes
from communique.events.sides import sides_of
from communique.events.told import RECALLED, Told
from communique.events.triggers import Trigger
from communique.events.voices import speaker_at
from communique.grammar import Scene, conjuncts_of
from communique.grammar.parsed import Token
from communique.lexicon.states import state_named
from communique.model import Actor, Span


def together(scene: Scene, told: Told) -> Callable[[Token, bool], list[Actor]]:
    """How nouns take up parties told before; with `near_only`, only those that their own sentence names."""

    def _group_before(pronoun: Token) -> list[Actor]:
        """ "The parties argued for hours. They will meet again", "Students have gathered. They demand": the group that is the
        subject of the sentence before."""
        subject = _subject_before(scene, pronoun)
        if subject is None or subject.tag_ != "NNS":
            return []
        people = (a for a in named_by(scene, subject) if a.kind == "population")
        return meant(subject, False) or (list(people) if pronoun.lower_ == "they" else [])

    def meant(noun: Token, near_only: bool) -> list[Actor]:
        lemma = noun.lemma_.lower() if noun.tag_ == "NNS" else noun.lower_.removesuffix("s")
        if not near_only and is_pair_word(noun):
            return (
                _both_others(scene, noun, told)
                or _group_here(scene, noun)
                or _group_before(noun)
                or pair_taken_up(scene, noun, told)
            )
        if not near_only and (partner := partner_of(scene, noun, told)) is not None:
            return [partner]
        is_state, is_person = lemma in word_classes()["states"], lemma in word_classes()["persons"]
        if not (is_state or is_person) or noun.tag_ not in ("NNS", "NNPS"):
            return []
        if is_person and not near_only and _theirs(noun):
            return [state_of(scene, a) for a in pair_taken_up(scene, noun, told)]
        if is_person and (own := _owners_here(scene, noun)):
            return own
        if not (_takes_up(noun) or _bare(noun)):
            return []
        if (near := _pair_before(scene, noun)) and is_state:
            return near
        if near_only:
            return []
        return _told_before(scene, noun, told, lemma if is_person else None, is_state)

    return meant


def _told_before(scene: Scene, noun: Token, told: Told, office: str | None, is_state: bool) -> list[Actor]:
    """Whom "the two ministers", "the three countries" or "both sides" are, of those that the text has named so far."""
    is_person = office is not None
    if any(c.lower_ in MORE_THAN_TWO for c in noun.children):
        return _so_many(scene, noun, told, of_people=is_person)
    if is_person and any(n.tag_ == "NNS" for n in after(noun, "of")):
        return []  # "the presidents of the five republics" are told by what follows
    if office is not None and (holders := _holders(scene, office)):
        return holders
    if is_state and (known := _named_before(scene, noun) or main_pair(scene)):
        return known
    return _pair_told(scene, told, is_person, is_state)


def _pair_told(scene: Scene, told: Told, is_person: bool, is_state: bool) -> list[Actor]:
    """The three or more of the last meeting; else the two sides of a deal or of talks, before the doer and the sufferer of
    some later act."""
    met = next((d for d in told.recent() if d.type == "CONSULT"), None)
    if met is not None and len(several := _members(scene, met.actor, of_people=is_person)) > 2:
        return several
    for draft in chain(_latest(told.joint), _latest(told.two_sided)):
        both = (*draft.actor, *draft.recipient)
        if is_person and all(a.kind == "person" for a in both):
            return list(both)
        if is_state:
            return list(dict.fromkeys(state_of(scene, a) for a in both))
    return []


# "The two", "both", "they" reach to the pair told of last, a paragraph or so back.
PAIR_REACH = 500


def is_pair_word(word: Token) -> bool:
    """ "The two agreed", "both said", "they signed": pronouns that may stand for two told of before."""
    if word.lower_ == "both" and word.dep_ in ("dobj", "pobj"):
        return not any(True for _ in word.children)
    if word.lower_ == "their" and word.dep_ == "poss":  # "their two-hour meeting"
        return word.head.lemma_.lower() in word_classes()["talks"]
    if word.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if word.tag_ == "CD":
        return word.lower_ == "two" and any(c.lower_ == "the" for c in word.children)
    return word.lower_ == "they" or (word.lower_ == "both" and not any(True for _ in word.children))


def pair_taken_up(scene: Scene, word: Token, told: Told) -> list[Actor]:
    """The two whom a pronoun stands for: those of the last act of two, or those the sentence before names together."""
    if speaker_at(scene, word.idx, quoted=True) is not None:
        return []
    joined = _joined_before(scene, word)
    last = next((d for d in told.recent() if d.trigger.token.idx < word.idx), None)
    if last is None or word.idx - last.trigger.token.idx > PAIR_REACH:
        return joined
    if last.type == "ACCUSE" and word.head.lemma_.lower() in word_classes()["denying"]:
        return list(last.recipient)  # "blames the army and its friends. Both deny it": those charged, never who charges
    both = list(dict.fromkeys((*last.actor, *last.recipient)))
    together = len(last.actor) == 2 or last.type == "CONSULT"
    if len(both) == 2 and (together or word.lower_ != "they"):
        return both
    if len(last.actor) > 2 and last.type == "CONSULT" and word.lower_ == "they":
        return _others(scene, last)  # "the three presidents met ... They signed"
    return joined


def _both_others(scene: Scene, word: Token, told: Told) -> list[Actor]:
    """ "Brazil telephoned Peru and Chile and urged *both* to wait": the two that the last act was done to or by, beside who
    speaks to them now."""
    verb = word.head if word.dep_ != "pobj" else word.head.head
    subject = doer(verb) if word.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB" else None
    last = next((d for d in told.recent() if d.trigger.token.idx < word.idx), None)
    if subject is None or last is None or word.idx - last.trigger.token.idx > PAIR_REACH:
        return []
    own = sides_of(named_by(scene, subject))
    others = [a for a in dict.fromkeys((*last.actor, *last.recipient)) if not sides_of([a]) & own]
    return others if len(others) == 2 and own else []


def _others(scene: Scene, last: Draft) -> list[Actor]:
    """All who took part, but for whom that sentence calls "you" ("You met both presidents. What did they promise?")."""
    said = last.trigger.token.sent

    def is_you(actor: Actor) -> bool:
        here = (m.span for m in actor.mentions if said.start_char <= m.span.start < said.end_char)
        return any(scene.text[span.start : span.stop].lower() in ("you", "i") for span in here)

    return [actor for actor in last.actor if not is_you(actor)]


def _joined_before(scene: Scene, word: Token) -> list[Actor]:
    """ "Peru and Chile quarrelled over a rock. They": those that are together the subject of the sentence before, each of
    another side."""
    subject = _subject_before(scene, word)
    if subject is None:
        return []
    found = [a for w in conjuncts_of(subject) for a in named_by(scene, w) if a.named] or several_states(scene, subject)
    if word.tag_ == "PRP$" and len(found) < 2:  # "Rey flew in to see Soto. *Their* meeting"
        people = (
            a
            for _, a in scene.mentions_in(Span(subject.sent.start_char, subject.sent.end_char))
            if a.kind == "person" and a.named
        )
        found = list(dict.fromkeys(people))
    return found if len(found) > 1 and len(sides_of(found)) == len(found) else []


def _subject_before(scene: Scene, word: Token) -> Token | None:
    """The subject of the sentence before, in the same paragraph."""
    start = word.sent.start
    before = word.doc[start - 1].sent if start else None
    if before is None or scene.block_at(before.start_char) != scene.block_at(word.idx):
        return None
    return next((c for c in before.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _group_here(scene: Scene, word: Token) -> list[Actor]:
    """ "The last contact of the two leaders was in May, when they met": the group that the clause around it names."""
    clause = word.head
    if (
        word.lower_ != "they"
        or clause.dep_ not in ("relcl", "advcl")
        or not any(c.lower_ == "when" for c in clause.children)
    ):
        return []
    before = (w for w in word.sent if w.i < clause.i and w.tag_ == "NNS" and w.dep_ in ("nsubj", "pobj", "nsubjpass"))
    found = (named_by(scene, w) for w in before)
    return next((group for group in found if len(group) == 2), [])


def _theirs(noun: Token) -> bool:
    """ "Their presidents will meet"."""
    return noun.dep_ == "nsubj" and any(c.lower_ == "their" and c.dep_ == "poss" for c in noun.children)


def _owners_here(scene: Scene, noun: Token) -> list[Actor]:
    """ "Peru and Chile signed a pact after talks between their presidents": the states whose presidents they are."""
    theirs = any(c.lower_ == "their" and c.dep_ == "poss" for c in noun.children)
    if not theirs or noun.head.lower_ not in ("between", "among", "of"):
        return []
    subject = next((c for c in noun.sent.root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < noun.i), None)
    found = [a for w in conjuncts_of(subject) for a in named_by(scene, w)] if subject is not None else []
    return found if len(found) > 1 and all(a.kind == "state" for a in found) else []


def _latest(drafts: list[Draft]) -> Iterator[Draft]:
    return iter(drafts[: -RECALLED - 1 : -1])


def partner_of(scene: Scene, noun: Token, told: Told) -> Actor | None:
    """ "His host", "her guest", "his colleague": the other of two persons who met; "his hosts" are that one's state."""
    if noun.lemma_.lower() not in word_classes()["partners"] or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    whose = {a.id for a in named_by(scene, owner) or _subject_over(scene, owner)} if owner is not None else set()
    described = [c for c in noun.children if c.dep_ in ("amod", "appos", "compound", "nmod")]
    states = [state_named(c.text) for c in described]  # "her Armenian colleague"
    if owner is None or not all(states):
        return None
    countries = {state.iso3 for state in states if state is not None}
    met = [draft for draft in _latest(told.two_sided) if draft.type == "CONSULT"]
    # A guest is received by the host first; a colleague is the last met.
    for draft in reversed(met) if noun.lemma_.lower() in ("host", "guest") else met:
        both = (*draft.actor, *draft.recipient)
        if not whose & {a.id for a in both}:
            continue
        other = next(a for a in both if a.id not in whose) if len(whose & {a.id for a in both}) == 1 else None
        if other is not None and countries and other.country not in countries:
            continue
        if other is not None and (noun.tag_ == "NNS" or other.kind == "person"):
            return state_of(scene, other) if noun.tag_ == "NNS" else other
    return None


def _subject_over(scene: Scene, owner: Token) -> list[Actor]:
    """ "Berg thanked his host": a possessor nobody is found for is who the clause is about."""
    verb = owner.head.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if owner.tag_ == "PRP$" else None
    return named_by(scene, subject) if subject is not None else []


# Whose quarrels are mediated; a state's dealings with a bloc count less, however many are told.
QUARREL = frozenset({"state", "armed group", "person", "military"})
MORE_LIKELY = 3


def pair_besides(scene: Scene, third: Sequence[Actor], told: Told) -> tuple[Actor, ...]:
    """The two sides last told of together that a third party stands between."""
    outside = sides_of(third)
    pairs: dict[frozenset[str], tuple[Actor, ...]] = {}
    often: Counter[frozenset[str]] = Counter()
    for draft in _latest(told.two_sided):
        both = tuple(dict.fromkeys(state_of(scene, a) for a in (*draft.actor, *draft.recipient)))
        sides = frozenset(sides_of(both))
        named = all(a.named or a.kind in ("state", "armed group") for a in both)  # not captives who were freed
        if named and len(both) == 2 and len(sides) == 2 and not sides & outside:
            pairs.setdefault(sides, both)
            often[sides] += 1 if any(a.kind not in QUARREL for a in both) else MORE_LIKELY
    return pairs[often.most_common(1)[0][0]] if often else ()


def members_of(scene: Scene, body: Actor, told: Told) -> tuple[Actor, ...]:
    """The two states whose joint committee a body is: by its name, or because they agreed to set it up."""
    words = body.name.lower().split()
    if body.kind not in ("body", "intergovernmental") or not set(words) & word_classes()["committees"]:
        return ()
    joint = set(words) & word_classes()["joint"]
    for draft in _latest(told.joint):
        states = tuple(dict.fromkeys(state_of(scene, a) for a in draft.actor))
        if len(states) != 2 or not all(a.named for a in states):
            continue
        if joint or (not body.named and words[-1] in draft.content and draft.type == "AGREE"):
            return states
    return ()


def counted(scene: Scene, number: Token) -> list[Actor]:
    """ "The four" after "four serving officers": the last phrase of that number."""
    if not any(c.lower_ in ("the", "all", "these", "those") for c in number.children):
        return []
    before = [m for m in scene.mentions_in(Span(0, number.idx)) if not m[1].named]
    found = (a for _, a in reversed(before) if number.lower_ in a.name.lower().split())
    return [actor for actor in (next(found, None),) if actor is not None]


MORE_THAN_TWO = {"three": 3, "four": 4, "five": 5, "six": 6}


def _so_many(scene: Scene, noun: Token, told: Told, *, of_people: bool) -> list[Actor]:
    """ "All three countries", "the three ministers": the last that were told of together, if they are so many."""
    numbers = (MORE_THAN_TWO.get(c.lower_) for c in noun.children if c.dep_ == "nummod")
    count = next((n for n in numbers if n), None)
    if count is None:
        return []
    for draft in told.recent():
        for group in (draft.actor, draft.recipient, (*draft.actor, *draft.recipient)):
            members = _members(scene, group, of_people=of_people)
            if len(members) == count:
                return members
    return []


def _members(scene: Scene, group: Sequence[Actor], *, of_people: bool) -> list[Actor]:
    """Those of a group as a plural noun means them: persons, or the states that "the ministers of A and B" were told
    by; states alone where the noun is one for states. Nobody where the group is mixed."""
    people = list(dict.fromkeys(group))
    if of_people and people and all(a.kind == "person" and a.named for a in people):
        return people
    states = list(dict.fromkeys(state_of(scene, a) for a in group))
    return states if states and all(a.kind == "state" for a in states) else []


def _holders(scene: Scene, office: str) -> list[Actor]:
    """The two who hold an office of this kind in the article, if they are two and of two states."""
    found = [
        a
        for a in scene.article.actors
        if a.kind == "person" and a.named and any(office in o.title.split() and not o.former for o in a.offices)
    ]
    if len(found) > 2:  # two foreign ministers among ministers of trade and of fisheries
        titles = Counter(o.title for a in found for o in a.offices if office in o.title.split())
        [(title, often), *others] = titles.most_common(2)
        twice = often == 2 and not (others and others[0][1] == often)
        found = [a for a in found if twice and any(o.title == title for o in a.offices)]
    return found if len(found) == 2 and len({a.country for a in found}) == 2 else []


def _pair_before(scene: Scene, noun: Token) -> list[Actor]:
    """ "A standoff between India and Pakistan, in which both sides": the pair that the same sentence names."""
    for word in noun.sent:
        if word.i >= noun.i:
            break
        if word.dep_ == "pobj" and word.head.lower_ == "between":
            pair = [a for w in conjuncts_of(word) for a in named_by(scene, w)]
            if len(pair) == 2:
                return pair
    return []


def _named_before(scene: Scene, noun: Token) -> list[Actor]:
    """ "Peru claims what Chile holds. Officials of the two countries": the only two states that its sentence up to there,
    or else the one before, names."""
    sentence = noun.sent
    before = sentence[0].nbor(-1).sent if sentence.start else None
    if before is not None and scene.block_at(before.start_char) != scene.block_at(noun.idx):
        before = None
    for start, stop in ((sentence.start_char, noun.idx), (before.start_char, before.end_char) if before else (0, 0)):
        found = list(dict.fromkeys(a for _, a in scene.mentions_in(Span(start, stop)) if a.kind == "state"))
        if found:
            return found if len(found) == 2 else []
    return []


def _takes_up(noun: Token) -> bool:
    """ "The two sides", "both governments", "the ministers"; not "the sides of the building", "Gulf ministers", and not
    "sanctions on two commanders", who are new; headlines write "two sides" for "the two sides"."""
    pointing = any(c.lower_ in ("the", "both", "these") for c in noun.children)
    sides = noun.lemma_.lower() in word_classes()["states"]
    pointing = pointing or (sides and any(c.lower_ == "two" for c in noun.children))
    all_of_them = any(c.lower_ == "all" for c in noun.children) and all(c.i < noun.i for c in noun.children)
    pointing = pointing or all_of_them or any(c.lower_ in MORE_THAN_TWO for c in noun.children)
    return pointing and all(
        c.dep_ in ("det", "nummod", "predet", "punct", "preconj") or c.i > noun.i for c in noun.children
    )


def _bare(noun: Token) -> bool:
    """ "Negotiators met in Quito": people whose work is another's quarrel need no article."""
    if noun.lemma_.lower() not in word_classes()["go-betweens"] or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return not any(c.i < noun.i or c.dep_ in ("prep", "appos", "conj") for c in noun.children)


def others_meant(scene: Scene, trigger: Trigger, recipient: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "Qatar called on all parties to stop": parties that are found by a plural, and Qatar among them, are not who is
    meant; those the words name are."""
    words = [word for _, found in slot_groups(trigger, "recipient") for word in found]
    plural = [word for word in words if word.tag_ == "NNS" and word.lemma_.lower() in word_classes()["states"]]
    named = [a for word in plural for a in named_by(scene, word)]
    return tuple(a for a in named if a not in recipient) or recipient
