"""At whom an act is aimed where the slots of its frame name nobody: against whom people protest, whose land is struck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events.parties import actors_of, covering, is_time, named_by, state_of, state_of_place
from communique.events.roles import after, doer, objects
from communique.events.rules import word_classes
from communique.events.told import Told
from communique.events.triggers import NOUN_TAGS, Trigger, acted_on, is_passive
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor

# Acts that fall on a place: who holds it is on their receiving end.
FALLS_ON_A_PLACE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID", "THREATEN", "CONCEDE"})
# Links to where something falls; a place after "from" or "of" may be where it comes from. Closed.
ONTO = frozenset(
    {"in", "near", "at", "on", "to", "into", "against", "along", "around", "over", "across", "inside", "outside"}
)
# What a protest's clause leads to: its reasons and demands, not the clauses beside it.
REASONS = frozenset({"prep", "advcl", "xcomp", "acl", "dobj", "pobj", "pcomp", "relcl", "dative", "agent"})
# How many words off the act a reason may begin.
DEEP = 6


def aimed_at(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """Those an act is aimed at, by its reasons or by where it falls; nobody where the clause does not say."""
    if trigger.rule.type == "PROTEST":
        return _protested_against(scene, trigger, actor)
    if trigger.rule.type in FALLS_ON_A_PLACE and actor and "alone" not in trigger.rule.frame:
        return _where_it_falls(scene, trigger, actor)
    return []


# "Died in a raid", "was wounded by shelling": links from what befell somebody to the blow. Closed.
BEFALLS = frozenset({"in", "by", "from", "during", "when"})


def held_by(scene: Scene, trigger: Trigger, told: Told) -> tuple[Actor, ...]:
    """ "Nine people were detained, police said. They were freed": the police who tell of it held them, and who held them
    freed them."""
    verb = trigger.token
    if trigger.kind != "verb" or trigger.rule.mode not in ("arrest", "release") or not is_passive(verb):
        return ()
    if trigger.rule.mode == "release":
        whom = {a for word in objects(verb) for a in actors_of(scene, word)}
        held = (d for d in told.recent() if d.mode == "arrest" and d.actor and whom & set(d.recipient))
        return next((d.actor for d in held), ())
    said = doer(verb.head) if verb.dep_ == "ccomp" else None
    return tuple(a for a in named_by(scene, said) if a.sector == "COP" and a.kind == "body") if said is not None else ()


def victims(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Who died or was hurt in a blow told as a noun ("four soldiers died in a raid", "the strike killed four")."""
    blow = trigger.token
    if trigger.rule.type != "ASSAULT" or trigger.kind != "noun":
        return ()
    befell = blow.dep_ == "pobj" and blow.head.lower_ in BEFALLS
    verb = blow.head.head if befell else blow.head
    if verb.lemma_.lower() not in word_classes()["dying"] or not (befell or blow.dep_ == "nsubj"):
        return ()
    hurt = acted_on(verb) if is_passive(verb) or not befell else doer(verb)
    return tuple(a for a in actors_of(scene, hurt) if a.kind != "state") if hurt is not None else ()


def expelled_from(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """ "Three envoys were expelled from Lima": in a passive without an agent the place they must leave says whose act."""
    verb = trigger.token
    if trigger.kind != "verb" or trigger.rule.mode not in ("expel", "deport") or not is_passive(verb):
        return ()
    for place in after(verb, "from"):
        found = [state_of(scene, a) for a in named_by(scene, place) if a.kind in ("state", "intergovernmental")]
        here = state_of_place(scene, place)
        return tuple(found[:1]) or ((here,) if here is not None else ())
    return ()


def _protested_against(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """ "Marched to demand reforms by the government", "in protest at raids by Kenyan police": the first one its reasons name."""
    anchors = [trigger.token, *([trigger.support] if trigger.support is not None else [])]
    for anchor in anchors:
        for word in _reasons(anchor, 0):
            if word.i <= trigger.token.i or is_time(scene, word) or _is_only_where(word):
                continue
            found = [a for a in named_by(scene, word) or covering(scene, word) if a.country and a.named]
            found = [a for a in found if a not in actor and a.kind != "media"] or _post_at(scene, word)
            if found:
                return found[:1]
    return []


def _post_at(scene: Scene, word: Token) -> list[Actor]:
    """ "In front of the Nicaraguan consulate": another state's post is what one protests at, with or without a name."""
    if word.lemma_.lower() not in word_classes()["posts"]:
        return []
    return [a for a in named_by(scene, word) if a.kind == "body" and a.country]


def _reasons(head: Token, depth: int) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod"):
            yield child
        elif child.dep_ in REASONS and depth < DEEP:
            yield child
            yield from _reasons(child, depth + 1)


def _is_only_where(word: Token) -> bool:
    """ "In Lagos", "outside Paris": a land or city that says where people protest."""
    return word.dep_ == "pobj" and word.head.lower_ in ("in", "near", "through", "across", "around", "from", "at")


def _where_it_falls(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """ "Fired shells at targets in Jericho": the state of the place, where it is not the actor's own."""
    own = {a.country for a in actor}
    things = [trigger.token] if trigger.kind == "noun" else objects(trigger.token)
    things += [word for word in trigger.beside if word.pos_ in NOUN_TAGS]
    for thing in (*things, trigger.token):
        for word in _fallen_on(thing, 0):
            state = state_of_place(scene, word) or next((a for a in named_by(scene, word) if a.kind == "state"), None)
            if state is not None:
                return [] if state.country in own else [state]
    return []


def _fallen_on(head: Token, depth: int) -> Iterator[Token]:
    for child in head.children:
        # "Near the border with Guyana".
        bordering = child.lower_ == "with" and head.lemma_.lower() in word_classes()["border"]
        if child.dep_ == "prep" and (child.lower_ in ONTO or bordering or (child.lower_ == "of" and depth)):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield noun
                    if depth < 2:
                        yield from _fallen_on(noun, depth + 1)
