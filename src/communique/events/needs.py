"""Whether the parties are there that a rule needs."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.parties import Who
from communique.events.roles import doer, objects
from communique.events.rules import word_classes
from communique.events.triggers import Trigger, is_passive
from communique.model import Actor


def enough(trigger: Trigger, who: Who) -> bool:
    """Whether the roles that the rule needs are filled."""
    actor, recipient, mediator = who
    needs = () if _is_blow(trigger) else trigger.rule.needs
    if ("actor" in needs and not actor and not (recipient and _has_pronoun(trigger))) or (
        "recipient" in needs and not recipient
    ):
        return False
    if ("mediator" in needs and not mediator) or ("forces" in needs and not _may_be_forces(trigger, actor)):
        return False
    if not actor and is_aside(trigger):
        return False
    if "two" in needs and len({a.id for a in (*actor, *recipient)}) < 2 and not _is_many(trigger, actor):
        return False
    if trigger.rule.mode == "visit" and not recipient and _is_sight(trigger):
        return False
    if "actors" in needs and len(actor) < 2:
        return False
    if "officials" in needs and sum(a.kind == "state" or bool(a.offices) for a in actor) < 2:
        return False  # who speaks to an interviewer meets no other side
    if "persons" in needs and sum(a.kind == "person" for a in actor) < 2:
        return False
    return bool(actor or recipient or mediator) or _is_blow(trigger)


def _may_be_forces(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """ "Soldiers left the valley", "France left Niger"; delegations that leave a hotel are no forces."""
    subject = doer(trigger.token) if trigger.kind == "verb" else None
    if subject is None or subject.pos_ != "NOUN" or any(a.kind in ("military", "armed group") for a in actor):
        return True
    forces = frozenset().union(*(word_classes()[name] for name in ("troops", "strikers", "withdrawing")))
    return any(w.lemma_.lower() in forces for w in (subject, *objects(trigger.token)))


def _is_sight(trigger: Trigger) -> bool:
    """ "Visited the wounded", "toured the plant": what is visited is neither a land nor anybody with a name."""
    return trigger.kind == "verb" and not trigger.beside and bool(objects(trigger.token))


def _is_blow(trigger: Trigger) -> bool:
    """ "Warplanes bombed the port", "the port was bombed": the text does not say whose the weapons were."""
    if trigger.rule.type != "ASSAULT" or trigger.kind != "verb" or is_aside(trigger):
        return False
    striker = doer(trigger.token)
    if is_passive(trigger.token) and striker is None:
        return trigger.rule.mode in ("explosives", "heavy-weapons", "aerial", "drone")
    return striker is not None and striker.lemma_.lower() in word_classes()["strikers"] and bool(objects(trigger.token))


def _has_pronoun(trigger: Trigger) -> bool:
    """Somebody acts, though the text does not let us say who ("she accused Gitega")."""
    subject = doer(trigger.token) if trigger.kind == "verb" else None
    return subject is not None and subject.tag_ == "PRP" and subject.lower_ not in ("it", "you")


def is_aside(trigger: Trigger) -> bool:
    """ "Citizens abducted in the 1970s": a participle that only describes, by nobody named, tells no act of its own."""
    verb = trigger.token
    return trigger.kind == "verb" and verb.dep_ in ("acl", "amod") and is_passive(verb)


def _is_many(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """One phrase for several parties ("leaders of the region met"), or a body whose members meet."""
    if len(actor) != 1 or trigger.kind == "noun":
        return False
    subject = doer(trigger.token)
    plural = subject is not None and subject.tag_ in ("NNS", "NNPS") and not actor[0].named
    return plural or actor[0].kind == "intergovernmental"
