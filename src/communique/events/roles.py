"""Which words fill a trigger's roles: a matter of grammar alone, no actor is looked up here."""

from __future__ import annotations

import calendar
from collections.abc import Iterable

from communique.events.noun_kinds import is_a_charge, is_of_several, is_suffered
from communique.events.rules import Frame, frames, word_classes
from communique.events.triggers import NOUN_TAGS, Trigger, acted_on, is_headless, is_passive, measured
from communique.grammar import agent_of, conjuncts_of, participles_of, subject_of
from communique.grammar.parsed import Token

ROLES = ("actor", "recipient", "mediator")
MONTHS = frozenset(calendar.month_name[1:])
KEPT = "words_in_slots"
LINKS = frozenset({"prep", "dative", "agent", "prt"})
# "on Tuesday", "in March": a time never fills a party's slot, which the actor lookup sees to.


def fillers(trigger: Trigger) -> dict[str, list[Token]]:
    """The heads of the phrases that fill each role, by the rule's frame; coordinated phrases one by one."""
    frame = frames()[trigger.rule.frame]
    return {role: _role(trigger, slots_of(trigger, frame, role)) for role in ROLES}


def slots_of(trigger: Trigger, frame: Frame, role: str) -> tuple[str, ...]:
    own: tuple[str, ...] | None = getattr(trigger.rule, role)
    if own is not None:
        return own
    kind = "noun" if trigger.kind == "noun" else "verb"
    found: tuple[str, ...] = getattr(frame, f"{kind}_{role}")
    return found


def _role(trigger: Trigger, slots: tuple[str, ...]) -> list[Token]:
    """All words in the slots, the first slots first: the lookup of actors stops at the first slot that holds one."""
    found: list[Token] = []
    for name in slots:
        found += [word for word in slot(trigger, name.lstrip("+")) if word not in found]
    return found


def slot_groups(trigger: Trigger, role: str) -> list[tuple[bool, list[Token]]]:
    """(whether it adds to the slots before it, its words) for each slot of a role, in order. Several rules of casting ask
    for the same words, so that they are kept with the parse."""
    kept: dict[tuple[object, ...], list[tuple[bool, list[Token]]]] = trigger.token.doc.user_data.setdefault(KEPT, {})
    key = (trigger.token.i, trigger.rule.id, role, trigger.part, *(w.i for w in trigger.beside))
    if (found := kept.get(key)) is None:
        names = slots_of(trigger, frames()[trigger.rule.frame], role)
        found = kept[key] = [(name.startswith("+"), slot(trigger, name.lstrip("+"))) for name in names]
    return found


def slot(trigger: Trigger, name: str) -> list[Token]:
    """The words that stand in one slot of a trigger."""
    if trigger.kind == "noun":
        heads = _noun_slot(trigger, name)
    elif trigger.kind == "adjective":
        heads = _adjective_slot(trigger, name)
    else:
        heads = _verb_slot(trigger, name)
    return [word for head in heads for word in (*conjuncts_of(head), *_after_apposition(head))]


def _after_apposition(head: Token) -> list[Token]:
    """ "Signed by Peru's envoy, Ana Rey, and the Chilean one, Juan Soto": parses join the second to the name of the first."""
    names = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    return [word for name in names for word in conjuncts_of(name)[1:] if word.pos_ in NOUN_TAGS]


def _verb_slot(trigger: Trigger, name: str) -> list[Token]:
    verb = trigger.token
    if name == "subj":
        return _listed(doer(verb))
    if name == "obj":
        return [o for o in objects(verb) if not is_lent(o, trigger)] or _past_particle(trigger)
    if name == "iobj":
        return [c for c in verb.children if c.dep_ == "dative" and c.pos_ in (*NOUN_TAGS, "PRON")]
    if name == "clause":
        return _clause_subjects(verb)
    if name == "duty":
        return _bound_subjects(verb)
    if name == "within":
        return [word for thing in _things(trigger) if not is_lent(thing, trigger) for word in owners(thing)]
    if name == "amid":
        return [word for thing in _things(trigger) for word in amid(thing)]
    if name == "brokered":
        brokers = [word for thing in _things(trigger) for word in brokers_of(thing)]
        return brokers or auspices_of((verb, *_things(trigger)))
    beside = [word for word in trigger.beside if word.pos_ in NOUN_TAGS]
    if name == "in" and any(word.lemma_.lower() in word_classes()["talks"] for word in beside):
        return []  # "walked out of talks in Rome": the place of talks is no party
    if name == "at" and not beside and objects(verb):
        return []  # "condemned the vote at the Assembly": where it was said; "voiced anger at Chad" is of the pattern
    things = [word for thing in (*beside, *objects(verb)) for word in measured(thing)]  # "three hours of talks with"
    found = [n for anchor in dict.fromkeys((verb, *things)) for n in after(anchor, name) if n not in things]
    return [n for n in found if not _is_mediation(n)] if name == "with" else found


def is_lent(thing: Token, trigger: Trigger) -> bool:
    """ "Reaffirmed Poland's *support* for Hungary", "repeated Peru's *demand*": whose what is voiced is gives it, and does
    not get it."""
    return thing in trigger.beside and trigger.token.lemma_.lower() in word_classes()["voicing"]


def _past_particle(trigger: Trigger) -> list[Token]:
    """ "Called in the ambassador": parses often take the particle that ends a pattern for a preposition."""
    last = trigger.beside[-1] if trigger.beside else None
    if last is None or last.dep_ != "prep" or last.head is not trigger.token or last.lower_ not in ("in", "off", "up"):
        return []
    return [c for c in last.children if c.dep_ == "pobj"]


def _adjective_slot(trigger: Trigger, name: str) -> list[Token]:
    word = trigger.token
    if name == "subj":
        verb = word.head if word.dep_ in ("acomp", "oprd", "attr") else word
        # "is opposed to", "is committed to" are often parsed as passives: who they are said of acts.
        return _listed(doer(verb) or (acted_on(verb) if is_passive(verb) else None) or _subject_of_helper(verb))
    return [n for anchor in (word, word.head) for n in after(anchor, name)]


def _subject_of_helper(word: Token) -> Token | None:
    """The subject of "is" where the parse hangs it there and not on the participle ("is opposed")."""
    helpers = (c for c in word.children if c.dep_ in ("aux", "auxpass"))
    return next((s for helper in helpers for s in helper.children if s.dep_ in ("nsubj", "nsubjpass")), None)


def _noun_slot(trigger: Trigger, name: str) -> list[Token]:
    noun = trigger.token
    if name == "subj":
        if trigger.support is None and (after(noun, "with") or (_is_call(trigger) and after(noun, "to"))):
            return _listed(_present_at(noun))
        if trigger.support is None and _is_call(trigger) and (verb := _verb_around(noun)) is not None:
            return [*_listed(doer(verb)), *objects(verb)]  # "thanked the premier in a telephone call"
        if trigger.support is None or trigger.part != "actor":
            return []
        return [w for w in _listed(doer(trigger.support)) if w.i != noun.i]
    if name == "obj":
        if trigger.support is not None and trigger.part == "actor":
            return [c for c in trigger.support.children if c.dep_ == "dative" and c.pos_ in NOUN_TAGS]
        lent = trigger.support is not None and trigger.part == "recipient"
        return _listed(doer(trigger.support)) if lent and trigger.support is not None else []
    if name == "poss":
        return [c for c in noun.children if c.dep_ == "poss"]
    if name == "guest":
        return _listed(doer(noun.head.head)) if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB" else []
    if name == "adj":
        return modifiers(noun)
    if name == "brokered":
        return brokers_of(noun) or auspices_of((noun, *_listed(trigger.support)))
    if name == "clause":
        return [
            c
            for v in noun.children
            if v.dep_ in ("acl", "ccomp")
            for c in v.children
            if c.dep_ == "nsubj" and c.tag_[0] != "W"
        ]
    if name in ("within", "amid", "iobj"):
        return amid(noun) if name == "amid" else []
    if name == "with" and _is_call(trigger) and trigger.support is None and not after(noun, "with"):
        return after(noun, "to")
    if name in ("by", "with", "against", "between") and trigger.support is None and not after(noun, name):
        return [n for prep in noun.children if prep.dep_ == "prep" for c in prep.children for n in after(c, name)]
    anchors = [noun, *([trigger.support] if trigger.support is not None and name not in ("in", "of", "by") else [])]
    found = [n for anchor in anchors for n in after(anchor, name)]
    return [n for n in found if not _is_mediation(n)] if name == "with" else found


def _is_mediation(noun: Token) -> bool:
    """ "Held talks with Qatar's mediation", "with Oman as mediator": these are no party to the talks."""
    classes = word_classes()["auspices"]
    return noun.lemma_.lower() in classes or noun.lower_ in classes or _goes_between(noun)


def _is_call(trigger: Trigger) -> bool:
    """A call over a line is made to somebody; a meeting is held with them."""
    return trigger.rule.mode == "phone"


# "During a meeting with": who acts in the clause takes part in the meeting.
AT_THE_TIME = frozenset({"during", "in", "at", "after", "following", "before", "on", "from", "for"})


def _present_at(noun: Token) -> Token | None:
    """Who takes part in a meeting that a clause sets its act in ("praised the plan during talks with Berg")."""
    verb = _verb_around(noun)
    return doer(verb) if verb is not None else None


def _verb_around(noun: Token) -> Token | None:
    """The verb of the clause that a meeting or call is the occasion of."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in AT_THE_TIME:
        return None
    here = prep.head
    while here.pos_ in NOUN_TAGS and here.dep_ in ("dobj", "pobj", "prep", "conj"):
        here = here.head
    while here.dep_ == "prep":
        here = here.head
    return here if here.pos_ in ("VERB", "AUX") else None


def doer(verb: Token) -> Token | None:
    """Who does a verb, in whatever voice; through "by striking", "after meeting", "was seen to sign"."""
    if is_passive(verb):
        by = agent_of(verb) or _misplaced_agent(verb)
        if by is not None or verb.dep_ != "amod":
            return by
        return next((c for c in verb.children if c.dep_ in ("npadvmod", "compound", "nsubj", "nmod")), None)
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj") and c.text != "-"), None)  # "vice-president"
    if own is None and verb.dep_ == "acl" and verb.tag_ == "VBG" and (author := _author_of(verb.head)) is not None:
        return author
    if own is None and verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        above = verb.head.head
        if above.pos_ in ("VERB", "AUX"):
            return acted_on(above) if is_passive(above) or _judges(above) else doer(above)
        return next((c for c in above.children if c.dep_ == "poss"), None)
    several = [c for c in verb.children if c.dep_ == "nsubj"]
    if len(several) > 1 and (
        several[0].pos_ == "ADJ" or several[0].text == "-"
    ):  # "the paramilitary Rapid Forces welcomed": parsed as two
        return several[-1]
    if verb.dep_ == "xcomp" and verb.head.lower_ == "due" and verb.head.head.pos_ in NOUN_TAGS:
        return verb.head.head  # "officials due to meet"
    found = _subject_above(verb) or (verb.head if is_headless(verb) else subject_of(verb))
    if found is None or found is _other_subject(verb):
        found = _taken_from(verb) or found
    if found is None and verb.dep_ == "ROOT" and (lost := _subject_lost(verb)) is not None:
        return lost
    if found is None and verb.dep_ == "ROOT":
        # A short headline-like sentence is often parsed as a participle with its subject as an adverbial.
        return next((c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i < verb.i), None)
    if found is not None and own is None and verb.dep_ == "conj" and is_passive(verb.head):
        return agent_of(verb.head) if is_passive(verb) else found
    return _blow_above(verb, found) or found


def _blow_above(verb: Token, near: Token | None) -> Token | None:
    """ "The attack on a patrol of the mission, which killed two": what kills is the attack, not the noun next to it."""
    if near is None or verb.dep_ != "relcl" or verb.lemma_.lower() not in word_classes()["harming"]:
        return None
    here = near
    while here.dep_ in ("pobj", "prep", "compound", "conj") and here.head.i != here.i:
        here = here.head
        if is_suffered(here):
            return here
    told = objects(here) if here.pos_ == "VERB" else ()  # "condemned the attack against a patrol, which killed two"
    return next((thing for thing in told if is_suffered(thing) and thing.i < near.i), None)


def _judges(verb: Token) -> bool:
    """ "Praised Chad for sheltering refugees", "sentenced him for spying", "barred them from trading": what is judged or
    hindered is an act of the object; "used the money for building" tells of the subject's."""
    return verb.lemma_.lower() in word_classes()["judging"] and acted_on(verb) is not None


def _subject_lost(verb: Token) -> Token | None:
    """ "At the invitation of the premier, Omar Said, the minister of Kenya, Grace Achieng, paid a visit": a row of titles
    and names is parsed as one apposition, and the last of them is the subject."""
    if verb.tag_ not in ("VBD", "VBZ") or not verb.i or verb.nbor(-1).text != "," or verb.i < verb.sent.start + 2:
        return None
    last = verb.nbor(-2)
    return last if last.pos_ == "PROPN" and last.dep_ == "appos" else None


def _subject_above(verb: Token) -> Token | None:
    """ "He stressed that Oman is a friend, and thanked it": parses join the past to the present of what was said, but
    it goes on with who said it."""
    said = verb.head
    if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    if said.dep_ == "ccomp" and said.tag_ == "VBD" and any(c.lower_ in ("has", "have") for c in verb.children):
        return subject_of(said.head)  # "says that troops fired and has rejected an inquiry"
    if verb.tag_ != "VBD":
        return None
    finite = [said, *(c for c in said.children if c.dep_ in ("aux", "auxpass"))]
    if not any(w.tag_ in ("VBZ", "VBP", "MD") or w.lower_ == "had" for w in finite):
        return None
    if said.dep_ == "acl" and said.head.dep_ == "dobj" and any(c.dep_ == "mark" for c in said.children):
        return subject_of(said.head.head)  # "expressed regret that Chad had left, and called on it to return"
    if said.dep_ != "ccomp":
        return None
    return subject_of(said.head) if said.head.tag_ == "VBD" else None


def _author_of(text: Token) -> Token | None:
    """Who speaks in a text: "lawmakers passed a resolution *condemning* the raid", "a letter by the premier urging"."""
    if text.lemma_.lower() not in word_classes()["texts"]:
        return None
    held = [c for c in text.children if c.dep_ == "poss"] + after(text, "by") + after(text, "from")
    if held:
        return held[0]
    above = text.head
    if text.dep_ in ("dobj", "nsubjpass") and above.pos_ == "VERB":
        return doer(above)
    if text.dep_ == "pobj" and above.head.pos_ == "VERB" and not is_passive(above.head):
        return doer(above.head)
    return None


def _other_subject(verb: Token) -> Token | None:
    """The subject of the verb of saying above a clause without one of its own."""
    above = verb.head if verb.dep_ == "ccomp" else None
    return subject_of(above) if above is not None else None


def _taken_from(verb: Token) -> Token | None:
    """ "It added Berg also invited the premier": parses give "added" the subject of a clause that stands without "that"."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBD", "VBZ"):
        return None
    told = next((c for c in verb.head.children if c.dep_ == "dobj" and verb.head.i < c.i < verb.i), None)
    between = [] if told is None else list(verb.doc[told.right_edge.i + 1 : verb.i])
    return told if all(w.pos_ in ("ADV", "AUX") for w in between) else None


# Links from a passive to another's act: "freed after mediation by Oman". Closed.
ANOTHERS_ACT = frozenset({"after", "following", "before", "despite", "amid", "at", "upon", "on", "since"})


def _misplaced_agent(verb: Token) -> Token | None:
    """The agent of a passive that the parse hangs on a noun before it ("was hit with sanctions by the union")."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ not in ANOTHERS_ACT:
            for noun in prep.children:
                found = after(noun, "by")
                if found:
                    return found[0]
    return None


def objects(verb: Token) -> list[Token]:
    """What a verb is done to."""
    target = acted_on(verb)
    return [target] if target is not None else _listed(_shared_object(verb))


def _shared_object(verb: Token) -> Token | None:
    """ "met and thanked the premier": the object stands after the last verb of the series."""
    if any(c.dep_ in ("prep", "ccomp", "xcomp", "prt", "dative") for c in verb.children):
        return None
    later = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if later is None or any(c.dep_ in ("nsubj", "aux") for c in later.children) or later.i - verb.i > 3:
        return None
    return acted_on(later)


def _clause_subjects(verb: Token) -> list[Token]:
    """Who is said to do something; of what "was done to his party by the army", by whom."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp"):
            by = [w for c in child.children if c.dep_ == "agent" for w in c.children if w.dep_ == "pobj"]
            return by or [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and not _is_own(c)]
    return []


def _is_own(noun: Token) -> bool:
    """ "He says his party was robbed": what befell one's own is charged to nobody named."""
    return noun.dep_ == "nsubjpass" and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.children)


def _bound_subjects(verb: Token) -> list[Token]:
    """Who must or should do something, in the clause under a verb of saying."""
    for child in verb.children:
        if child.dep_ == "ccomp":
            bound = any(c.lower_ in ("must", "should") and c.dep_ == "aux" for c in child.children)
            negative = any(c.lower_ == "if" for c in child.children)
            if bound and not negative:
                return [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
    return []


# Prepositions that bring the thing an act is about; and those after which stands whom a blow befalls. Closed.
THINGS_AFTER = frozenset({"to", "on", "at", "over", "against", "with", "of", "for"})
SUFFERED_BY = frozenset({"on", "at", "against", "of"})


def _things(trigger: Trigger) -> list[Token]:
    """The object phrases of a trigger, and the noun after its preposition."""
    verb = trigger.token
    things = list(trigger.beside) + objects(verb)
    # "Condemned the attack against the patrol": parses hang on the verb whom the blow is against.
    links = THINGS_AFTER - SUFFERED_BY if any(is_suffered(thing) for thing in things) else THINGS_AFTER
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in links:
            things += [c for c in child.children if c.dep_ == "pobj"]
    return [thing for thing in things if thing.pos_ in (*NOUN_TAGS, "PRON")]


def owners(noun: Token) -> list[Token]:
    """The party inside a phrase: "Iraq's request", "the Iraqi request", "the request by Iraq", "a report that Iraq"."""
    held = [c for c in noun.children if c.dep_ == "poss"] + after(noun, "by") + after(noun, "from")
    held = held or (after(noun, "between") if is_of_several(noun) else []) or modifiers(noun)
    if not held and is_a_charge(noun):
        held = [word for word in after(noun, "of") if word.pos_ == "PROPN"]
    elif not held and not is_suffered(noun):
        held = after(noun, "of") + after(noun, "against") + after(noun, "on")
    return held or doers_beside(noun)


def doers_beside(noun: Token) -> list[Token]:
    """Who does what a clause beside a noun tells of it: "the duties that Brazil imposed", "the ban ordered by Chad"."""
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and not any(c.dep_ == "xcomp" for c in child.children):
            subject = doer(child) if acted_on(child) == noun or child.dep_ == "acl" else None
            if subject is not None and subject.i != noun.i and subject.tag_ not in ("WP", "WDT"):
                return [subject]
    return []


def amid(noun: Token) -> list[Token]:
    """The parties that a noun's act is between."""
    return after(noun, "between") + after(noun, "among") + after(noun, "with") + modifiers(noun)


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and compounds before a noun that may name a party: "Turkish visit", "US-Iran talks"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and not _brokers(child):
            found += [t for t in child.subtree if t.pos_ in ("PROPN", "ADJ", "NOUN") and t.text[:1].isupper()]
    return found


def _brokers(participle: Token) -> bool:
    """ "Qatar-mediated talks" are not Qatar's; "Iran-sponsored attacks" are."""
    return participle.tag_ == "VBN" and participle.lemma_.lower() in word_classes()["go_between"]


def brokers_of(noun: Token) -> list[Token]:
    """Who brokered it: "a US-brokered truce", "talks hosted by Oman", "talks that Oman mediated", "a truce between Chad
    and Niger brokered by Oman", where parses hang the participle on the last name."""
    found: list[Token] = []
    brokers = word_classes()["broker"]
    for child in (*(c for c in noun.children if c.dep_ == "amod"), *participles_of(noun)):
        if child.lemma_.lower() in brokers:
            found += _listed(doer(child))
            found += [c for c in child.children if c.dep_ in ("npadvmod", "compound", "nmod", "amod", "nsubj")]
        elif child.dep_ == "amod" and child.text.lower().endswith(("brokered", "mediated", "sponsored")):
            found.append(child)
    return [w for w in found if w.tag_ not in ("WP", "WDT")]


def auspices_of(anchors: Iterable[Token]) -> list[Token]:
    """Under whose mediation: "held talks under Omani mediation", "met with the mediation of Qatar", "with Oman mediating"."""
    found: list[Token] = []
    for anchor in anchors:
        for prep in anchor.children:
            if prep.dep_ == "prep" and prep.lower_ in ("under", "with", "through", "thanks", "at"):
                held = (c for c in prep.children if {c.lemma_.lower(), c.lower_} & word_classes()["auspices"])
                found += [owner for noun in held for owner in owners(noun)]
                found += [n for word in prep.children if _goes_between(word) for n in _listed(doer(word) or word)]
    return found


def _goes_between(word: Token) -> bool:
    """ "With Oman mediating", "with Norway acting as mediator", "with Oman as mediator"."""
    if any(n.lemma_.lower() in word_classes()["mediators"] for n in after(word, "as")):
        return True
    return word.dep_ == "pcomp" and word.tag_ == "VBG" and word.lemma_.lower() in word_classes()["go_between"]


def after(anchor: Token, preposition: str) -> list[Token]:
    """The nouns after a preposition that hangs on a word."""
    found: list[Token] = []
    for child in anchor.children:
        if child.lower_ == preposition and child.dep_ in LINKS:
            found += [c for c in child.children if c.dep_ == "pobj" and not is_a_goal(child)]
        elif child.dep_ == "prep" and child.lower_ == "on":  # "the release on 20 January of four sailors"
            found += [n for c in child.children if c.text in MONTHS for n in after(c, preposition)]
        elif child.dep_ in ("prt", "advmod") or (
            child.dep_ == "prep" and child.lower_ in ("out", "together", "along", "back", "away")
        ):
            found += after(child, preposition)
    return found


# What somebody strives for stands after these: "its bid for a seat on the council", "an application to the union". Closed.
TO_A_GOAL = frozenset({"to", "for", "in", "on"})


def is_a_goal(prep: Token) -> bool:
    """Whether a preposition leads to what a bid or candidacy is for: that body is no party, wherever parses hang it."""
    if prep.lower_ not in TO_A_GOAL or not prep.i:
        return False
    return any(
        w.lemma_.lower() in word_classes()["striving"] for w in (prep.nbor(-1), prep.head) if w.pos_ in NOUN_TAGS
    )


def _listed(word: Token | None) -> list[Token]:
    return [] if word is None else [word]
