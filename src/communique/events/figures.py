"""Blows that are no blows ("attacked the budget", "Peru beat Chile 3-0"), and with what the real ones are struck."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.events.roles import doer, objects
from communique.events.rules import word_classes
from communique.events.triggers import Trigger
from communique.grammar.parsed import Token

# A score: "3-0", "6–4". Years and ranges ("2014-15") have more figures.
SCORE = re.compile(r"\d{1,2}[-–]\d{1,2}")
# "Beat Germany 3-0": a score after a verb of games.
WON = re.compile(r"\b(?:beat|thrashed|edged|defeated|drew)\b[^.]* " + SCORE.pattern + r"\b")
# Types whose words sport and markets borrow.
BORROWED = frozenset({"ASSAULT", "CONSULT", "COERCE", "RETREAT", "MOBILIZE"})
BY_WEAPON: tuple[tuple[str, str], ...] = (("drones", "drone"), ("aircraft", "aerial"), ("guns", "heavy-weapons"))


def is_figurative(trigger: Trigger) -> bool:
    """Whether words of force or of meeting are borrowed: for sport, for markets, for struggles with a thing."""
    kind = trigger.rule.type
    if kind == "THREATEN" and any(w.lemma_.lower() in word_classes()["culprits"] for w in _punished(trigger)):
        return True
    if (kind in BORROWED and _is_of_sport(trigger.token)) or _is_of_the_dead(trigger.token):
        return True
    if kind != "ASSAULT" and not (kind == "COERCE" and trigger.kind == "verb"):
        return False
    figurative = word_classes()["figurative"]
    return any(word.lemma_.lower() in figurative for word in _aims(trigger))


# "Died on Sunday aged 91", "who died at the age of 88": an obituary's words for an age.
AGED = re.compile(r"\b(?:aged|at the age of|at age) \d|, (?:[89]\d|10\d),")


def _is_of_the_dead(token: Token) -> bool:
    """Whether the sentence is of an obituary: what it tells of a life is no act of these days."""
    root = token.sent.root
    return root.lemma_ == "die" and root is not token and AGED.search(token.sent.text) is not None


def _punished(trigger: Trigger) -> Iterator[Token]:
    """ "Promised to punish *those responsible*": a promise to whom they wronged."""
    for act in trigger.beside:
        for thing in objects(act) if act.pos_ == "VERB" else ():
            yield from (thing, *thing.children)


def _aims(trigger: Trigger) -> Iterator[Token]:
    """What is struck, and what is fought against or for."""
    verb = trigger.token
    if trigger.kind == "verb":
        yield from objects(verb)
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("against", "on", "for", "with"):
            yield from (c for c in prep.children if c.dep_ == "pobj")


def _is_of_sport(token: Token) -> bool:
    """Whether the sentence tells of a game: a score, or two nouns of games."""
    sentence = token.sent
    games = word_classes()["games"]
    words = {w.lemma_ for w in sentence if w.lemma_ in games and w.pos_ == "NOUN"}
    text = sentence.text
    return len(words) > 1 or (bool(words) and SCORE.search(text) is not None) or WON.search(text) is not None


def means_of(trigger: Trigger) -> str | None:
    """The mode of a blow by what it is struck with: a drone, an aircraft, guns; None where the words do not say."""
    rule = trigger.rule
    if rule.type != "ASSAULT" or trigger.kind != "verb" or rule.mode not in (None, "explosives"):
        return None
    striker = doer(trigger.token)
    anchors = (trigger.token, *objects(trigger.token))  # "struck a village with drones": hung on the village
    preps = (p for word in anchors for p in word.children if p.dep_ in ("prep", "agent"))
    withs = (c for p in preps if p.lower_ in ("with", "by", "from", "in") for c in p.children)
    words = [w for w in (striker, *withs) if w is not None]
    named = {w.lemma_.lower() for word in words for w in (word, *word.children) if w.pos_ in ("NOUN", "PROPN")}
    return next((mode for weapons, mode in BY_WEAPON if named & word_classes()[weapons]), None)
