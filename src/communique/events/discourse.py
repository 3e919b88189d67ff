"""Parties that stand outside a trigger's own clause: in what is agreed or asked, or in an act told before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from communique.events.factuality import Judgement
from communique.events.merging import Draft
from communique.events.noun_kinds import is_a_charge
from communique.events.parties import Who, is_time, named_by, state_of
from communique.events.roles import after, doer, is_a_goal, is_lent, objects, owners
from communique.events.rules import word_classes
from communique.events.sides import side_of, sides_of
from communique.events.told import MUTUAL, Told
from communique.events.triggers import Trigger, index, is_passive
from communique.events.voices import statements_before
from communique.grammar import Scene, conjuncts_of
from communique.grammar.parsed import Token
from communique.model import Actor

# Acts by words whose content names the other side ("offered to send Chad a doctor").
WITH_CONTENT = frozenset(
    {
        "AGREE",
        "REQUEST",
        "CONCEDE",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "MOBILIZE",
        "AID",
        "COERCE",
        "ASSAULT",
        "RETREAT",
        "PROTEST",
    }
)
# Acts that another act answers: a refusal or denial answers one of these.
ANSWERED = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"})
ONTO = frozenset({"to", "on", "with", "for", "in", "at", "near", "against", "before"})
TOWARDS = frozenset({"before", "to", "for", "with", "from", "against", "between", "of", "in", "on"})
# Acts that make a deal, an accord or a truce, which "the deal" takes up.
MADE = frozenset({"AGREE", "SUPPORT", "COOPERATE", "RETREAT"})
# A remark is answered within a paragraph or so, about this many characters on.
REMEMBERED = 400
POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def parties_in_content(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """The first other party that the content of an act by words names."""
    if trigger.rule.type not in WITH_CONTENT or trigger.rule.recipient == ("duty",):
        return []
    verb = trigger.token
    for head in verb.children:
        onto = head.dep_ == "prep" and head.lower_ in ONTO
        if trigger.rule.type == "REJECT" and is_a_charge(head):
            continue  # "denied reports of a rift with Chad": whom they are about did not tell them
        if (onto or head.dep_ in ("xcomp", "ccomp", "dobj")) and head.i > verb.i:
            lenders = owners(head) if is_lent(head, trigger) else []  # "repeated Peru's demand"
            for word in _complements(head, 0):
                named = [] if is_time(scene, word) or word in lenders else _in_content(scene, word, actor)
                if named:
                    return [a for w in conjuncts_of(word) for a in _in_content(scene, w, actor)]
    return []


# Before a noun a state or group is whose it is ("Chilean divers"); a town or project there only tells which.
OWNS = frozenset({"state", "intergovernmental", "armed group"})


def _in_content(scene: Scene, word: Token, actor: Sequence[Actor]) -> list[Actor]:
    if word.lemma_.lower() in word_classes()["nations"]:
        people = [a for a in named_by(scene, word) if a.kind == "population" and a.country]
        return _others([_state_of_people(scene, a) for a in people], actor)
    found = _others(named_by(scene, word), actor)
    return [a for a in found if a.kind in OWNS] if word.dep_ in ("amod", "compound", "nmod") else found


def _state_of_people(scene: Scene, people: Actor) -> Actor:
    """ "Apologised to the Chilean people": to Chile, if the article has it among its actors."""
    states = (a for a in scene.article.actors if a.kind == "state" and a.country == people.country)
    return next(states, people)


def _others(found: Sequence[Actor], actor: Sequence[Actor]) -> list[Actor]:
    """Named actors that are not the actor's own side."""
    own = sides_of(actor)
    return [a for a in found if a not in actor and a.named and not (a.kind == "state" and side_of(a) in own)]


def _complements(head: Token, depth: int) -> Iterator[Token]:
    """The nouns that what is agreed or asked is done to, or done with."""
    for child in head.children:
        if child.dep_ in ("dobj", "dative", "poss", "amod", "compound", "nmod") or (
            child.dep_ == "pobj" and head.lower_ in TOWARDS
        ):
            yield child
        towards = child.dep_ == "prep" and child.lower_ in TOWARDS and not is_a_goal(child)
        asked = head.dep_ in ("relcl", "acl") and head.head.lemma_.lower() in word_classes()["demand"]
        let = (
            child.dep_ == "nsubj" and (head.dep_ == "ccomp" or asked) and head.tag_ in ("VB", "VBP")
        )  # "to let Chilean divers look", "the demand that Chile pay"
        if let:
            yield child
        within = (
            let
            or child.dep_ in ("dobj", "xcomp", "pobj", "dative")
            or (child.dep_ == "advcl" and child.tag_ == "VB")
            or (child.dep_ == "ccomp" and child.tag_ in ("VB", "VBP"))
            or (child.dep_ in ("relcl", "acl") and head.lemma_.lower() in word_classes()["demand"])
        )
        if depth < 6 and (towards or within):
            yield from _complements(child, depth + 1)


# Acts done with words to whom one meets or writes to.
TOLD_THERE = frozenset({"AGREE", "REQUEST", "SUPPORT", "CONCEDE", "ACCUSE", "THREATEN"})


def met_for_it(trigger: Trigger) -> list[Token]:
    """ "Telephoned the leaders of Chad and Niger *to offer* his help": the act is towards whom one met or wrote to for it."""
    verb = trigger.token
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    above = verb.head
    if trigger.rule.type not in TOLD_THERE or verb.dep_ not in ("xcomp", "advcl") or not to:
        return []
    if above.lemma_.lower() not in word_classes()["approaching"] or is_passive(above):
        return []
    return objects(above) or after(above, "with") or after(above, "to")


def is_a_remark(noun: Token) -> bool:
    """A word for what somebody said ("this", "the remark", "the report")."""
    return noun.lower_ in POINTING or noun.lemma_.lower() in word_classes()["denial"]


def _act_answered(
    thing: Token | None, trigger: Trigger, actor: Sequence[Actor], earlier: Sequence[Draft]
) -> Draft | None:
    """What a denial, or a word for what somebody said, answers."""
    if trigger.rule.type == "ACCUSE" and thing is not None and is_a_charge(thing):  # "called the remark regrettable"
        near = (d for d in earlier if d.type in ANSWERED and thing.idx - d.trigger.token.idx < REMEMBERED)
        return next(near, None)
    if trigger.rule.type != "REJECT":
        return None
    answered = [d for d in earlier if d.type in ANSWERED and d.actor[0].named]
    if trigger.token.dep_ == "relcl":  # "a charge that Chad denied" is the one just told
        here = (d for d in answered if d.type == "ACCUSE" and d.trigger.token.sent.start == trigger.token.sent.start)
        if (charge := next(here, None)) is not None:
            return charge
    return next((d for d in answered if concerns(d, actor)), None)


def act_taken_up(thing: Token | None, trigger: Trigger, actor: Sequence[Actor], told: Told) -> Draft | None:
    """The earlier act that an object refers to ("the attack", "the allegation", "it"), or that a denial answers."""
    own = {a.id for a in actor}
    earlier = [d for d in told.recent() if d.actor and any(a.id not in own for a in d.actor)]
    if thing is None or thing.lower_ in POINTING or thing.lemma_.lower() in word_classes()["denial"]:
        return _act_answered(thing, trigger, actor, earlier)
    if not _is_definite(thing):
        return None
    lemma = thing.lemma_.lower()
    if lemma in word_classes()["deeds"]:  # "welcomed the move": what was told just before
        return next((d for d in earlier if thing.idx - d.trigger.token.idx < REMEMBERED), None)
    if lemma in word_classes()["accord"] and (made := [d for d in earlier if d.type in MADE and len(d.actor) > 1]):
        return made[0]
    if any(lemma in word_classes()[name] for name in ("request", "offer")):
        asked = [d for d in earlier if d.type in ("REQUEST", "AGREE") and d.actor[0].named]
        offered = [d for d in asked if lemma in word_classes()["offer"] and d.type == "AGREE"]
        if asked:
            return (offered or asked)[0]
    rules = {p.rule.kin: p.rule.type for p in index().get(lemma, ()) if p.kind == "noun"}
    if trigger.rule.type == "SANCTION":  # "froze the loan": its own, not what another lent
        earlier = [d for d in earlier if d.all_parties & own]
    same = (d for d in earlier if d.trigger.rule.kin in rules)
    named = (d for d in earlier if lemma in d.content and d.type in MUTUAL and len(d.actor) > 1)
    alike = (d for d in earlier if d.type in rules.values() and d.factuality == "actual")
    act = next(same, None) or next(named, None) or next(alike, None)
    return act if act is None or not _is_nobodys(rules, act, told) else None


def _is_nobodys(kin: Collection[str], act: Draft, told: Told) -> bool:
    """ "An officer was killed. Police arrested eight. France condemned the attack": what the noun names was done by nobody
    told, and so not by who did the act that was found in its place."""
    unnamed = any(not d.actor and d.trigger.rule.kin in kin for d in told.recent())
    return unnamed and act.trigger.rule.kin not in kin


def last_speaker(scene: Scene, offset: int, actor: Sequence[Actor], after: int = 0) -> list[Actor]:
    """Who said what "this" or "the remark" takes up: the speaker of the last statement before, if it is another and
    was made after an offset."""
    for statement in statements_before(scene, offset):
        if offset - statement.content[-1].stop > REMEMBERED:
            return []
        if statement.content[-1].stop < after:
            return []
        speaker = scene.actors_by_id.get(statement.speaker or "")
        if speaker is not None and side_of(speaker) not in sides_of(actor):
            return [speaker]
    return []


def concerns(draft: Draft, actor: Sequence[Actor]) -> bool:
    """Whether an act was done to one of these, or to the state one of these speaks for."""
    own = sides_of(actor)
    countries = {a.country for a in actor if a.kind == "state"}
    return any(r in actor or side_of(r) in own or (r.country and r.country in countries) for r in draft.recipient)


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those", "such") and c.dep_ == "det" for c in noun.children)


def parties_of_context(scene: Scene, trigger: Trigger, verdict: Judgement, who: Who, told: Told) -> Who | None:
    """The parties of an earlier act of several, for a mention that names none of its own ("the next round will be
    held"); where the act lies ahead, the states that those parties act for."""
    if not who[0] and (those := those_who_did(scene, trigger)):
        return those, (), who[2]
    if not who[1] and len(who[0]) < 2 and (members := members_meeting(scene, trigger, told)):
        return members, (), who[2]
    if not _takes_over(trigger, verdict):
        return None
    joint = [d for d in told.recent() if d.type in MUTUAL and len(d.all_parties) > 1]
    if _is_truce_in_force(trigger):
        joint = [d for d in joint if trigger.token.lemma_.lower() in d.content and len(d.actor) > 1]
    old = next(iter(joint), None)
    if old is None or who[0]:
        return None
    planned = verdict.factuality == "planned"
    actor = tuple(dict.fromkeys(state_of(scene, a) if planned else a for a in (*old.actor, *old.recipient)))
    return actor, (), ()


# "Agreed on a truce after three weeks of talks": who did the one took part in the other.
AMID = frozenset({"after", "following", "during", "at", "in", "under"})


def those_who_did(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """The two or more parties of a clause that came after, or during, talks with no parties of their own."""
    noun = trigger.token
    if noun.dep_ == "acl" and noun.head.pos_ == "NOUN" and trigger.rule.frame == "brokers":
        noun = noun.head  # "after talks brokered by Oman"
    mediated = trigger.rule.frame == "brokers"
    if not (mediated or trigger.rule.type == "CONSULT") or noun.pos_ != "NOUN" or trigger.rule.mode == "visit":
        return ()
    while (
        noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in word_classes()["series"]
    ):
        noun = noun.head.head
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in AMID else None
    if verb is not None and verb.dep_ == "dobj":  # "reached a deal in talks brokered by Oman"
        verb = verb.head
    found: list[Actor] = []
    while verb is not None and verb.pos_ in ("VERB", "AUX") and not found:
        subject = doer(verb)
        found = [] if subject is None else [a for w in conjuncts_of(subject) for a in named_by(scene, w)]
        if len(sides_of(found)) < 2 or not all(a.named for a in found):
            content = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
            found, verb = [], content
    return tuple(dict.fromkeys(found))


def members_meeting(scene: Scene, trigger: Trigger, told: Told) -> tuple[Actor, ...]:
    """ "The committee will meet in May", "the commission holds its first session": the two states whose it is, where an
    act told before is theirs together."""
    body = doer(trigger.token) if trigger.kind == "verb" else None
    if trigger.rule.type != "CONSULT" or body is None or body.lemma_.lower() not in word_classes()["committees"]:
        return ()
    for draft in (d for d in told.recent() if d.type in MUTUAL and d.trigger.token.i < trigger.token.i):
        states = tuple(dict.fromkeys(state_of(scene, a) for a in (*draft.actor, *draft.recipient)))
        if len(states) == 2 and all(a.named for a in states) and len(sides_of(states)) == 2:
            return states
    return ()


def _is_truce_in_force(trigger: Trigger) -> bool:
    """ "The ceasefire took effect on Sunday", of a ceasefire told before."""
    noun = trigger.token
    if trigger.rule.mode != "ceasefire" or trigger.kind != "noun" or not _is_definite(noun):
        return False
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in word_classes()["in_force"]


def _takes_over(trigger: Trigger, verdict: Judgement) -> bool:
    """A bare noun that lies ahead or did not happen, or a meeting or signing whose subject is not an actor."""
    if trigger.rule.type == "CONSULT" and trigger.kind == "noun":
        return verdict.factuality in ("planned", "negated") and trigger.token.dep_ in ("nsubj", "nsubjpass", "dobj")
    if _is_truce_in_force(trigger):
        return True
    if trigger.kind != "verb" or trigger.rule.type not in ("CONSULT", "SUPPORT"):
        return False
    if trigger.rule.frame not in ("mutual", "mutual-with"):
        return False
    subject = doer(trigger.token)
    if subject is None:
        return is_passive(trigger.token)
    of_others = any(c.dep_ == "nummod" and c.lower_ != "two" for n in after(subject, "of") for c in n.children)
    return subject.pos_ == "NOUN" and verdict.factuality == "planned" and not of_others
