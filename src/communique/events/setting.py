"""When and where an act took place, from its own clause only."""

from __future__ import annotations

from spacy.tokens import Token

from communique.events.triggers import Trigger
from communique.grammar import Scene
from communique.model import Place, Time

# From a time up to the word it hangs on: prepositions and the time's own nouns are passed through.
PASSED = frozenset(
    {
        "prep",
        "pobj",
        "npadvmod",
        "nummod",
        "compound",
        "amod",
        "advmod",
        "nmod",
        "det",
        "pcomp",
        "appos",
        "punct",
        "quantmod",
        "dep",
    }
)
# From the word a time hangs on down to the trigger: links by which a time of the one is a time of the other.
SAME_TIME = frozenset(
    {"conj", "xcomp", "dobj", "attr", "nsubj", "nsubjpass", "pobj", "prep", "aux", "acomp", "oprd", "agent"}
)


def time_of(scene: Scene, trigger: Trigger) -> Time | None:
    """The time that the trigger's own clause gives, the nearest of several; None where it gives none."""
    sentence = trigger.token.sent
    start, stop = sentence.start_char, sentence.end_char
    nearest: tuple[int, int, Time] | None = None
    for time in scene.article.times:
        if not (start <= time.start < stop) or time.type not in ("date", "time") or time.value is None:
            continue
        if time.value.endswith("_REF"):
            continue
        steps = _steps(scene, time, trigger)
        if steps is None:
            continue
        rank = (steps, abs(time.start - trigger.token.idx))
        if nearest is None or rank < nearest[:2]:
            nearest = (*rank, time)
    return nearest[2] if nearest else None


def _steps(scene: Scene, time: Time, trigger: Trigger) -> int | None:
    """How far a time stands from a trigger in the clause; None where it belongs to another clause."""
    host = _host_of(scene, time)
    anchors = {trigger.token.i, *(word.i for word in trigger.beside)}
    if trigger.support is not None:
        anchors.add(trigger.support.i)
    if host.i in anchors:
        return 0
    here, steps = trigger.token, 0
    while here.head is not here and here.dep_ in SAME_TIME and steps < 5:
        if here.dep_ == "conj" and here.head.pos_ == "VERB" and time.start > here.idx:
            return None
        here, steps = here.head, steps + 1
        if here.i == host.i:
            return steps
    return None


def _host_of(scene: Scene, time: Time) -> Token:
    """The verb or noun a time hangs on."""
    here = scene.head_of(time.span)
    while here.head is not here and here.dep_ in PASSED:
        inside = time.start <= here.idx < time.stop
        if (
            not inside
            and here.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
            and here.dep_ not in ("pobj", "npadvmod", "compound")
        ):
            return here
        if not inside and here.pos_ in ("VERB", "NOUN", "PROPN"):
            return here
        here = here.head
    return here


def place_of(scene: Scene, trigger: Trigger) -> Place | None:
    """The place named after "in" or "at" in the trigger's own clause."""
    anchors = [trigger.token, *trigger.beside, *([trigger.support] if trigger.support is not None else [])]
    for anchor in anchors:
        for prep in anchor.children:
            if prep.dep_ != "prep" or prep.lower_ not in ("in", "at", "near", "outside", "to", "into"):
                continue
            for noun in prep.subtree:
                found = next((p for p in scene.article.places if p.start <= noun.idx < p.stop), None)
                if found is not None:
                    return found
    return None
