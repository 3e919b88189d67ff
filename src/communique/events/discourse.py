"""Parties that stand outside a trigger's own clause: in what is agreed or asked, or in an act told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.events.factuality import Judgement
from communique.events.merging import Draft
from communique.events.parties import Who, is_time, named_by, state_of
from communique.events.roles import doer
from communique.events.rules import word_classes
from communique.events.triggers import Trigger, index, is_passive
from communique.grammar import Scene, conjuncts_of
from communique.model import Actor

# Acts by words whose content names the other side ("offered to send Chad a doctor").
WITH_CONTENT = frozenset({"AGREE", "REQUEST", "CONCEDE", "REJECT", "THREATEN"})
# Acts that another act answers: a refusal or denial answers one of these.
ANSWERED = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"})
# Acts of several parties together, from which later bare mentions take their parties ("the two sides met again").
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "RETREAT"})
TOWARDS = frozenset({"to", "for", "with", "from", "against", "between", "of", "in", "on"})
POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def parties_in_content(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """The first other party that the content of an act by words names."""
    if trigger.rule.type not in WITH_CONTENT or trigger.rule.recipient == ("duty",):
        return []
    verb = trigger.token if trigger.kind == "verb" else trigger.token.head
    for head in verb.children:
        if head.dep_ in ("xcomp", "ccomp", "dobj") and head.i > verb.i:
            for word in _complements(head, 0):
                named = [] if is_time(scene, word) else _others(named_by(scene, word), actor)
                if named:
                    return [a for w in conjuncts_of(word) for a in _others(named_by(scene, w), actor)]
    return []


def _others(found: Sequence[Actor], actor: Sequence[Actor]) -> list[Actor]:
    """Named actors that are not the actor's own side."""
    own = {a.country for a in actor if a.country}
    return [a for a in found if a not in actor and a.named and not (a.kind == "state" and a.country in own)]


def _complements(head: Token, depth: int) -> Iterator[Token]:
    """The nouns that what is agreed or asked is done to, or done with."""
    for child in head.children:
        if child.dep_ in ("dobj", "dative", "poss", "amod") or (child.dep_ == "pobj" and head.lower_ in TOWARDS):
            yield child
        towards = child.dep_ == "prep" and child.lower_ in TOWARDS
        within = child.dep_ in ("dobj", "xcomp", "pobj", "dative") or (child.dep_ == "advcl" and child.tag_ == "VB")
        if depth < 6 and (towards or within):
            yield from _complements(child, depth + 1)


def meant_together(scene: Scene, group: Sequence[Actor], before: list[Draft]) -> tuple[Actor, ...]:
    """ "The two sides", "both governments", "the ministers": the parties of the last act of two, where the phrase itself
    names none; for sides and governments the states they act for."""
    if len(group) != 1 or group[0].named or not (word := _collective(group[0])):
        return tuple(group)
    old = next((d for d in reversed(before) if len(d.countries) == 2 and len(d.all_parties) == 2), None)
    if old is None:
        return tuple(group)
    both = (*old.actor, *old.recipient)
    if word in word_classes()["states"]:
        return tuple(dict.fromkeys(state_of(scene, a) for a in both))
    return both if all(a.kind == "person" for a in both) else tuple(group)


def _collective(actor: Actor) -> str | None:
    """The plural noun of a phrase that means parties told before."""
    words = actor.name.lower().split()
    if words and words[0] in ("the", "both", "two"):
        words = [w for w in words if w not in ("the", "both", "two")]
    members = word_classes()["states"] | word_classes()["persons"]
    return words[0].rstrip("s") if len(words) == 1 and words[0].rstrip("s") in members else None


def act_taken_up(thing: Token | None, trigger: Trigger, actor: Sequence[Actor], before: list[Draft]) -> Draft | None:
    """The earlier act that an object refers to ("the attack", "the allegation", "it"), or that a denial answers."""
    earlier = [d for d in reversed(before) if d.actor and not set(d.actor) <= set(actor)]
    if thing is None or thing.lower_ in POINTING or thing.lemma_.lower() in word_classes()["denial"]:
        if trigger.rule.type != "REJECT":
            return None
        answered = [d for d in earlier if d.type in ANSWERED]
        to_me = [d for d in answered if _concerns(d, actor)]
        return next(iter(to_me or ([] if thing is None else answered)), None)
    if not _is_definite(thing):
        return None
    rules = {p.rule.id: p.rule.type for p in index().get(thing.lemma_.lower(), ()) if p.kind == "noun"}
    same = (d for d in earlier if d.trigger.rule.id in rules)
    alike = (d for d in earlier if d.type in rules.values())
    return next(same, None) or next(alike, None)


def counterpart_of(scene: Scene, actor: Sequence[Actor], before: list[Draft]) -> list[Actor]:
    """The other side of an act by words that names none: whom the actor, or its state, last dealt with."""
    own = {a.country for a in actor if a.country} or {a.id for a in actor}
    for draft in reversed(before):
        sides = (*draft.actor, *draft.recipient)
        if draft.inherited or not any((a.country or a.id) in own for a in sides):
            continue
        others = [a for a in sides if (a.country or a.id) not in own and a.country]
        if len({a.country for a in others}) == 1:
            return [others[0] if actor[0].kind == "person" else state_of(scene, others[0])]
        if others:
            return []
    return []


def _concerns(draft: Draft, actor: Sequence[Actor]) -> bool:
    """Whether an act was done to one of these, or to the state one of these speaks for."""
    countries = {a.country for a in actor if a.country}
    return any(r in actor or (r.country and r.country in countries) for r in draft.recipient)


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those", "such") and c.dep_ == "det" for c in noun.children)


def parties_of_context(scene: Scene, trigger: Trigger, verdict: Judgement, who: Who, before: list[Draft]) -> Who | None:
    """The parties of an earlier act of several, for a mention that names none of its own ("the next round will be
    held"); where the act lies ahead, the states that those parties act for."""
    if not _takes_over(trigger, verdict):
        return None
    old = next((d for d in reversed(before) if d.type in MUTUAL and len(d.all_parties) > 1), None)
    if old is None or who[0]:
        return None
    planned = verdict.factuality == "planned"
    actor = tuple(dict.fromkeys(state_of(scene, a) if planned else a for a in (*old.actor, *old.recipient)))
    return actor, (), ()


def _takes_over(trigger: Trigger, verdict: Judgement) -> bool:
    """A bare noun that lies ahead or did not happen, or a meeting or signing whose subject is not an actor."""
    if trigger.rule.type == "CONSULT" and trigger.kind == "noun":
        return verdict.factuality in ("planned", "negated") and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj")
    if trigger.kind != "verb" or trigger.rule.type not in ("CONSULT", "SUPPORT"):
        return False
    if trigger.rule.frame not in ("mutual", "mutual-with"):
        return False
    subject = doer(trigger.token)
    return is_passive(trigger.token) if subject is None else subject.pos_ == "NOUN" and verdict.factuality == "planned"
