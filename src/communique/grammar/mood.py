"""The mood of a clause: does it tell a fact, a plan, a denial or a possibility, and is it behind or ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.grammar.parsed import Token

# Auxiliaries and particles are grammar, not vocabulary: a closed class that no political scientist would argue with.
# Verbs that govern what follows ("plan to", "fail to", "deny") are data: lexicon/en/governors.toml.
AHEAD = frozenset({"will", "'ll", "’ll", "shall"})
MODALS = frozenset({"may", "might", "could", "would", "should", "can", "must", "ought"})
IF_WORDS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Mood:
    """What a clause's own verb says of it, before anything that governs it is asked."""

    time: Literal["behind", "now", "ahead"]
    negated: bool
    modal: str | None
    conditional: bool


def mood_of(verb: Token) -> Mood:
    """Read time, negation, modal and condition off a verb and its auxiliaries."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lowers = {helper.lower_ for helper in helpers}
    modal = next((helper.lower_ for helper in helpers if helper.lower_ in MODALS), None)
    return Mood(
        time=_time_of(verb, helpers, lowers),
        negated=is_negated(verb),
        modal=modal,
        conditional=any(c.dep_ == "mark" and c.lower_ in IF_WORDS for c in verb.children),
    )


def is_negated(verb: Token) -> bool:
    """ "did not meet", "never met", "no longer meets", "no meeting was held", "without meeting"."""
    if any(child.dep_ == "neg" or child.lower_ in ("never", "not") for child in verb.children):
        return True
    if any(child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children) for child in verb.children):
        return True
    subjects = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"))
    if any(word.lower_ in ("no", "neither", "nobody", "none") for s in subjects for word in (s, *s.children)):
        return True
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _time_of(verb: Token, helpers: list[Token], lowers: set[str]) -> Literal["behind", "now", "ahead"]:
    if lowers & AHEAD or _going_to(verb, lowers):
        return "ahead"
    finite = [*helpers, verb]
    if any(token.tag_ == "VBD" for token in finite) or lowers & {"had", "has", "have", "was", "were"}:
        return "behind"
    if verb.tag_ == "VBN" and not helpers:
        return "behind"
    if "to" in lowers and verb.head.lemma_ == "be" and verb.dep_ == "xcomp":
        return "ahead"  # "is to visit"
    return "now"


def _going_to(verb: Token, lowers: set[str]) -> bool:
    return "to" in lowers and verb.head.lower_ == "going" and verb.dep_ == "xcomp"
