"""Who plays which part in an act: as its clause gives them, then as the text before it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.events.addressed import addressed
from communique.events.aims import aimed_at, expelled_from, held_by, victims
from communique.events.answering import answered_by, summed_up
from communique.events.discourse import (
    ANSWERED,
    act_taken_up,
    met_for_it,
    parties_in_content,
    parties_of_context,
)
from communique.events.factuality import Judgement
from communique.events.groups import is_pair_word, members_of, others_meant, pair_besides, together
from communique.events.needs import enough, is_aside
from communique.events.noun_kinds import is_suffered
from communique.events.other_side import other_side
from communique.events.parties import (
    Group,
    Who,
    actors_of,
    as_side,
    behind,
    named_by,
    owner_of,
    parties,
    promised_to,
    state_around,
    state_of,
)
from communique.events.roles import after, doer, is_lent, objects, slot_groups, slots_of
from communique.events.rules import frames, word_classes
from communique.events.sides import side_of, sides_of
from communique.events.told import Told
from communique.events.triggers import Trigger, is_passive, measured
from communique.events.voices import speaker_at
from communique.grammar import Scene, conjuncts_of
from communique.grammar.parsed import Token
from communique.model import Actor

# Acts done to somebody: where the clause names nobody it is the other side of the acts told before.
TOWARDS_SOMEBODY = frozenset(
    {"AGREE", "REQUEST", "REJECT", "ACCUSE", "CONCEDE", "SANCTION", "AID", "THREATEN", "COERCE", "COOPERATE", "RETREAT"}
)


def all_parties(scene: Scene, trigger: Trigger, verdict: Judgement, told: Told) -> tuple[Who, bool] | None:
    """The parties, and whether some were taken from the text before; None where those the rule needs are not there."""
    who = parties_of(scene, trigger, told)
    if trigger.rule.type == "CONSULT" and len(who[0]) == 1 and not who[1]:
        members = members_of(scene, who[0][0], told)
        if len(members) > 1:
            return (members, (), who[2]), True
        if _is_told_again(trigger):
            return None
    if not enough(trigger, who):
        told_here = speaker_at(scene, trigger.token.idx, quoted=True) is None and not trigger.rule.weak
        if trigger.rule.type == "AID" and who[0] and not who[1] and trigger.kind == "verb" and told_here:
            given = [a for thing in objects(trigger.token) for a in promised_to(scene, thing)]
            who = (who[0], tuple(given or other_side(scene, trigger.token, who[0], told)), who[2])
            return (who, True) if enough(trigger, who) else None
        if not who[0] and is_aside(trigger) and trigger.rule.frame != "brokers":
            return None  # "received the newly appointed ambassador"
        context = parties_of_context(scene, trigger, verdict, who, told)
        return None if context is None else (context, True)
    if trigger.rule.mode == "third-party" and not who[0] and who[2]:
        sides = pair_besides(scene, who[2], told)
        return ((sides, (), who[2]) if sides else who), bool(sides)
    if _is_only_heard(scene, trigger, who[1]) and (other := other_side(scene, trigger.token, who[0], told)):
        return (who[0], tuple(other), who[2]), True
    if who[1] and _is_envoy_of_somebody(scene, trigger, who[1]):
        who = (who[0], tuple(other_side(scene, trigger.token, who[0], told)) or who[1], who[2])
    if not who[1] and who[0] and _wants_another(scene, trigger, who[0]):
        answers = trigger.rule.type == "REJECT"
        other = _answerer(scene, trigger, who[0]) or other_side(scene, trigger.token, who[0], told, answers=answers)
        if other:
            return (who[0], tuple(other), who[2]), True
    return who, _is_taken_up(scene, trigger)


def _wants_another(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """Whether whom an act is towards may be looked for outside its clause: not where it is to nobody in particular, or
    where the clause would say it if it were known."""
    open_ended = (
        _is_a_firms_denial(trigger, actor)
        or _is_done_to_people(trigger)
        or trigger.rule.mode == "investigate"  # "opened an inquiry into the fund": the clause says into what
        or any(a.sector == "JUD" for a in actor)  # what a court refuses or grants is for who stands before it
        or _is_of_a_blow(trigger)
        or _is_to_everybody(trigger)
        or _is_promised_at_home(trigger)
        or _is_of_rumours(trigger)
        or _is_to_them(scene, trigger)
        or _is_of_any(trigger)
        or trigger.token.lemma_.lower() in word_classes()["vowing"]  # before everybody
    )
    return not open_ended and not _are_both(trigger, actor) and _is_towards_somebody(trigger, actor)


def _are_both(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """ "Both sides condemned terrorism": what the two that the text is about do together is done to neither."""
    words = (word for _, found in slot_groups(trigger, "actor") for word in found)
    kinds = (*word_classes()["states"], *word_classes()["persons"])
    return len(sides_of(actor)) > 1 and any(w.tag_ == "NNS" and w.lemma_.lower() in kinds for w in words)


def _is_told_again(trigger: Trigger) -> bool:
    """ "The meeting was attended by the head of protocol": of the meeting told before, another who was there."""
    verb = trigger.token
    thing = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return thing is not None and any(c.lower_ in ("the", "this") for c in thing.children)


def _answerer(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> list[Actor]:
    """ "Peru struck back after Chile threatened to close the port": who acts upon a threat or charge is whom it was made to."""
    verb = trigger.token
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if verb.dep_ != "advcl" or not marks & {"after", "because", "since"} or trigger.rule.type not in ANSWERED:
        return []
    answers = doer(verb.head) if verb.head.pos_ == "VERB" else None
    found = named_by(scene, answers) if answers is not None else []
    own = sides_of(actor)
    return [state_of(scene, a) for a in found if a.named and side_of(a) not in own]


# Links to who hears a complaint. Closed.
HEARD_BY = frozenset({"to", "with", "before", "at"})


def _is_only_heard(scene: Scene, trigger: Trigger, recipient: Sequence[Actor]) -> bool:
    """ "Complained to the African Union", "lodged a complaint with the court": a body that hears a complaint is not who
    it is about."""
    if trigger.rule.type != "ACCUSE" or not recipient or any(a.kind != "intergovernmental" for a in recipient):
        return False
    anchors = (trigger.token, *trigger.beside, *(objects(trigger.token) if trigger.kind == "verb" else ()))
    hears = [a for anchor in anchors for prep in HEARD_BY for w in after(anchor, prep) for a in named_by(scene, w)]
    return all(a in hears for a in recipient)


def _is_envoy_of_somebody(scene: Scene, trigger: Trigger, recipient: Sequence[Actor]) -> bool:
    """ "Might expel its consul": nobody expels an envoy of their own; whose it is, the text before says."""
    if trigger.rule.mode != "expel" or len(recipient) != 1 or recipient[0].named or not recipient[0].mentions:
        return False
    head = scene.head_of(recipient[0].mentions[0].span)
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in head.children)


def _is_taken_up(scene: Scene, trigger: Trigger) -> bool:
    """Whether who acts is "the two" or "they", whom only the text before names."""
    words = (word for _, found in slot_groups(trigger, "actor") for word in found)
    return any(is_pair_word(word) and not scene.mentions_at(word) for word in words)


def _is_towards_somebody(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """Acts whose other side may stand outside the clause. Signing and meeting are done with somebody, not to."""
    rule = trigger.rule
    if trigger.kind == "noun" and rule.mode != "visit":
        return False
    if rule.mode in ("resign", "disarm") or (len(actor) > 1 and rule.frame in ("mutual", "mutual-with")):
        return False
    return (
        rule.type in TOWARDS_SOMEBODY
        or rule.mode == "visit"
        or (rule.type == "SUPPORT" and "obj" in slots_of(trigger, frames()[rule.frame], "recipient"))
    )


def _recipient_told(
    scene: Scene, trigger: Trigger, actor: Sequence[Actor], told: Told, group: Callable[[Token, bool], list[Actor]]
) -> tuple[Actor, ...]:
    """Who stands where the act's words have its other side."""
    recipient = victims(scene, trigger) or _answered_with_which(scene, trigger, actor, told)
    recipient = recipient or parties(scene, trigger, "recipient", group)
    if len(recipient) > 1 and {a.id for a in recipient} <= {a.id for a in actor}:
        # "Both governments" are not the two that call on them.
        words = [word for _, found in slot_groups(trigger, "recipient") for word in found]
        recipient = next((tuple(both) for word in words if (both := group(word, False))), ())
    if len(recipient) > 1 and trigger.rule.type == "REQUEST" and sides_of(recipient) & sides_of(actor):
        recipient = others_meant(scene, trigger, recipient)
    return tuple(recipient)


def parties_of(scene: Scene, trigger: Trigger, told: Told) -> Who:
    """Actor, recipient and mediator; a recipient is looked for in the object, then in what is agreed or asked, then in
    the act the object takes up."""
    group = together(scene, told)
    actor = parties(scene, trigger, "actor", group) or _invited(trigger, told) or _speaker_unsaid(scene, trigger)
    actor = (
        actor or held_by(scene, trigger, told) or expelled_from(scene, trigger) or _whose_signing(scene, trigger, group)
    )
    actor = actor + _speaker_too(scene, trigger, actor)
    mediator = tuple(a for a in parties(scene, trigger, "mediator", group) if a not in actor)
    recipient = _recipient_told(scene, trigger, actor, told, group)
    doers = {*actor, *subjects_of(scene, trigger)} if recipient else set()
    recipient = tuple(a for a in recipient if a not in doers)
    recipient = tuple(a for a in recipient if not _is_own(trigger, a, actor))
    slots = slots_of(trigger, frames()[trigger.rule.frame], "recipient")
    bound = slots in ((), ("duty",))
    if not recipient and trigger.kind == "verb" and not bound:
        found = [a for a in _behind_object(scene, trigger, actor, told) if a not in actor]
        answers = trigger.rule.type == "REJECT"
        recipient = tuple(as_side(scene, actor, a, trigger.token) if answers else a for a in found)
    unsaid = (
        any(w.tag_ == "PRP" for w in objects(trigger.token)) if trigger.kind == "verb" else False
    )  # "pressed him to"
    lone = slots != ("duty",) and len(actor) < 2 and not (unsaid and trigger.rule.type == "REQUEST")
    if not recipient and trigger.kind != "noun" and lone:
        recipient = tuple(parties_in_content(scene, trigger, actor))
    recipient = tuple(a for a in recipient if not _is_own(trigger, a, actor))
    if not recipient and len(actor) < 2:
        met = [a for word in met_for_it(trigger) for w in conjuncts_of(word) for a in actors_of(scene, w, group=group)]
        recipient = tuple(a for a in dict.fromkeys(met) if side_of(a) not in sides_of(actor))
    recipient = tuple(_fitting(scene, trigger, recipient)) or tuple(addressed(scene, trigger, actor, told))
    recipient = recipient or tuple(aimed_at(scene, trigger, actor)) or tuple(_left(scene, trigger))
    return actor, tuple(a for a in recipient if a not in actor and a not in mediator), mediator


def _answered_with_which(scene: Scene, trigger: Trigger, actor: Sequence[Actor], told: Told) -> tuple[Actor, ...]:
    """ "Accused troops of beating fishermen, which Chad denied": what "which" takes up is the charge, not the noun before."""
    verb = trigger.token
    if trigger.rule.type != "REJECT" or summed_up(trigger) is None:
        return ()
    which = any(c.lower_ == "which" and c.dep_ == "dobj" for c in verb.children)
    return tuple(answered_by(scene, trigger, None, actor, told)) if which else ()


def _whose_signing(scene: Scene, trigger: Trigger, group: Group) -> tuple[Actor, ...]:
    """ "The two leaders witnessed the signing of six accords", "the two became partners under a pact signed in May": of their
    states, where nobody else is said to sign; one who looks on alone signs nothing."""
    if trigger.rule.kin != "event-sign":
        return ()
    here = _subject_of_paper(trigger) if trigger.kind == "verb" else _witness(trigger.token)
    found = [a for w in conjuncts_of(here) for a in actors_of(scene, w, group=group)] if here is not None else []
    states = tuple(dict.fromkeys(state_of(scene, a) for a in found))
    states = states if all(a.kind == "state" for a in states) else tuple(found)
    return states if len(sides_of(states)) > 1 else ()


def _witness(signing: Token) -> Token | None:
    if signing.dep_ not in ("dobj", "pobj"):
        return None
    verb = signing.head if signing.dep_ == "dobj" else signing.head.head
    return doer(verb) if verb.lemma_.lower() in word_classes()["witnessing"] else None


def _subject_of_paper(trigger: Trigger) -> Token | None:
    """The subject of the clause that stands under or on a paper that was signed: "are partners *under a pact signed in May*"."""
    link = trigger.token.head.head
    if not is_aside(trigger) or link.dep_ != "prep" or link.lower_ not in ("under", "by", "through", "since", "in"):
        return None
    verb = link.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return doer(verb) if not is_passive(verb) else None


def _left(scene: Scene, trigger: Trigger) -> list[Actor]:
    """ "Walked out of the bloc", "upheld the conviction of a sailor": whom the words of the act itself name."""
    if trigger.rule.type != "SANCTION" or trigger.kind != "verb":
        return []
    left = [a for w in trigger.beside for a in named_by(scene, w) if a.kind in ("intergovernmental", "body")]
    hurt = (n for w in trigger.beside if is_suffered(w) for n in after(w, "of"))
    return left or [a for n in hurt for a in named_by(scene, n)]


def subjects_of(scene: Scene, trigger: Trigger) -> list[Actor]:
    """Those whom the words for who acts name themselves ("the neighbours"), whoever stands behind them."""
    return [a for _, words in slot_groups(trigger, "actor") for word in words for a in named_by(scene, word)]


# Acts done with words to somebody else: nobody promises to, thanks or rejects their own state.
TO_OTHERS = frozenset({"AGREE", "SUPPORT", "REJECT", "CONCEDE", "THREATEN"})


def _is_own(trigger: Trigger, other: Actor, actor: Sequence[Actor]) -> bool:
    """Whether somebody is no other side of the act: the actor's own state, or troops that are only sent."""
    withdrawn = trigger.rule.mode == "withdraw" and other.kind == "population"  # "pulled its border guards back"
    if (
        trigger.rule.type in ("AID", "RETREAT", "MOBILIZE")
        and (other.kind == "military" or withdrawn)
        and not other.named
    ):
        return trigger.rule.mode != "release"
    if trigger.rule.mode == "meet" and trigger.rule.type == "REJECT" and other.kind == "person":
        return side_of(other) in sides_of(actor)  # "cancelled a visit by its minister"
    if trigger.rule.type in TO_OTHERS and other.kind == "intergovernmental":
        return side_of(other) in sides_of(actor)  # "offered the alliance's support": its secretary general's own
    return trigger.rule.type in TO_OTHERS and other.kind == "state" and other.country in {a.country for a in actor}


def _fitting(scene: Scene, trigger: Trigger, found: Sequence[Actor]) -> list[Actor]:
    """Those of the found that can be on the receiving side of such an act: a state, for its envoy and those handed over
    to it; nobody, for the people whose return or release is demanded."""
    kind = trigger.rule.type
    if kind == "REQUEST" and _is_about_people(trigger, found):
        return []
    if kind == "SANCTION":
        return [_sender_of(scene, a) for a in found]
    if kind == "COOPERATE":
        return list(dict.fromkeys(a if a.named else _state_named_by(scene, a) for a in found))
    return list(found)


def _is_about_people(trigger: Trigger, found: Sequence[Actor]) -> bool:
    """ "Demanded the release of 40 miners", "his extradition": they are not asked."""
    words = (*objects(trigger.token), *trigger.beside)
    wanted = any(w.lemma_.lower() in word_classes()["freeing"] for w in words)
    wanted = wanted or any(c.dep_ == "ccomp" and is_passive(c) for c in trigger.token.children)  # "that they be tried"
    return wanted and bool(found) and all(a.kind in ("population", "person", "military") for a in found)


def _sender_of(scene: Scene, actor: Actor) -> Actor:
    """ "Expelled Chad's consul": done to Chad, where a possessor names it."""
    if actor.named or actor.kind != "person" or not actor.mentions:
        return actor
    head = scene.head_of(actor.mentions[0].span)
    held = next((c for c in head.children if c.dep_ == "poss"), None)
    owners = [a for a in named_by(scene, held) if a.kind == "state"] if held is not None else []
    return owners[0] if owners else actor


def _state_named_by(scene: Scene, actor: Actor) -> Actor:
    return next((a for a in scene.article.actors if a.kind == "state" and a.country == actor.country), actor)


def _is_to_everybody(trigger: Trigger) -> bool:
    """ "Called for an end to the war": asked of nobody in particular."""
    calls = trigger.token.lemma_.lower() in word_classes()["calls"]
    return trigger.rule.type == "REQUEST" and calls and any(word.lower_ == "for" for word in trigger.beside)


def _is_promised_at_home(trigger: Trigger) -> bool:
    """ "Promised to compensate growers", "to submit the text to parliament": to one's own people, not to another state."""
    if trigger.rule.type != "AGREE" or trigger.kind != "verb":
        return False
    told = (t for c in trigger.token.children if c.dep_ in ("xcomp", "dobj", "ccomp", "advcl") for t in c.subtree)
    return any(
        w.lemma_.lower() in word_classes()["at-home"]
        for w in told
        if w.dep_ == "dobj" or (w.dep_ == "pobj" and w.head.lower_ in ("to", "for"))
    )


def _is_a_firms_denial(trigger: Trigger, actor: Sequence[Actor]) -> bool:
    """ "The company denied having asked for it": towards whoever claimed it, where the text says who; to no state."""
    return trigger.token.lemma_.lower() in word_classes()["denying"] and any(
        one.kind in ("company", "media", "party") for one in actor[:1]
    )


def _is_of_rumours(trigger: Trigger) -> bool:
    """ "Rejected false reports that grain was sold", "criticism of its friends": whose they are, the text does not say;
    "the reports" are those told of."""
    if trigger.rule.type != "REJECT" or trigger.kind != "verb":
        return False
    things = objects(trigger.token)
    for clause in (c for c in trigger.token.children if c.dep_ in ("ccomp", "dobj", "pcomp") and c not in things):
        if any(w.lower_ == "what" for w in clause.subtree):  # "rejected what it termed baseless allegations"
            things += [w for w in clause.subtree if w.lemma_.lower() in word_classes()["rumours"]]
    return any(
        (thing.tag_ == "NNS" or any(c.dep_ == "prep" for c in thing.children))
        and thing.lemma_.lower() in word_classes()["rumours"]
        and not any(c.dep_ in ("det", "poss") for c in thing.children)
        for thing in things
    )


def _is_of_a_blow(trigger: Trigger) -> bool:
    """ "Condemned the shelling": by whom, the clause would say if it were known."""
    if trigger.kind != "verb" or trigger.rule.type != "ACCUSE":
        return False
    things = [*objects(trigger.token), *(w for _, words in slot_groups(trigger, "recipient") for w in words)]
    return any(is_suffered(thing) for thing in things)


def _is_done_to_people(trigger: Trigger) -> bool:
    """ "The four were arrested": whom is said, though the text does not let us say who they are."""
    return trigger.rule.mode in ("arrest", "deport", "abduct", "release", "beat", "torture", "convict") and bool(
        objects(trigger.token) if trigger.kind == "verb" else ()
    )


def _speaker_too(scene: Scene, trigger: Trigger, actor: Sequence[Actor]) -> tuple[Actor, ...]:
    """ "Chad said no talks with Niger were planned": who tells of a meeting with another is the other one there."""
    noun = trigger.token
    joint = trigger.rule.frame in ("mutual", "mutual-with") and trigger.kind == "noun" and trigger.support is None
    if not joint or len(actor) != 1 or not after(noun, "with") or any(c.dep_ == "poss" for c in noun.children):
        return ()
    teller = speaker_at(scene, noun.idx)
    return (state_of(scene, teller),) if teller is not None and side_of(teller) not in sides_of(actor) else ()


def _invited(trigger: Trigger, told: Told) -> tuple[Actor, ...]:
    """Who accepted or refused, where a passive names nobody ("the invitation was accepted"): whom it had been made to."""
    thing = next(iter(objects(trigger.token)), None) if trigger.kind == "verb" else None
    if thing is None or not is_passive(trigger.token) or thing.lemma_.lower() not in word_classes()["request"]:
        return ()
    made = next((d for d in told.recent() if d.type in ("AGREE", "REQUEST") and d.recipient), None)
    return made.recipient if made is not None else ()


def _speaker_unsaid(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """ "Delighted to meet President Berg": in a quotation that leaves out "I", the speaker acts."""
    verb = trigger.token if trigger.support is None else trigger.support
    if (
        trigger.kind != "verb"
        or doer(verb) is not None
        or is_passive(verb)
        or verb.dep_ not in ("ROOT", "xcomp", "ccomp")
    ):
        return ()
    speaker = speaker_at(scene, verb.idx, quoted=True)
    return (speaker,) if speaker is not None else ()


def _behind_object(scene: Scene, trigger: Trigger, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Whose act or thing the object is: named inside it, or the doer of the act it takes up ("condemned the attack")."""
    if trigger.rule.type == "REJECT" and summed_up(trigger) is not None:
        return answered_by(scene, trigger, None, actor, told)
    for thing in objects(trigger.token):
        if trigger.rule.type == "AGREE" and (heard := _hears_it(scene, trigger, thing)):
            return heard
        if trigger.rule.type in ("ASSAULT", "COERCE", "PROTEST") and (state := state_around(scene, thing)) is not None:
            return [state]
        lent = trigger.rule.type in TO_OTHERS | {"REQUEST"} and is_lent(thing, trigger)
        owners = [] if lent else owner_of(scene, thing) or behind(scene, thing)  # "repeated Peru's demand"
        if trigger.rule.type == "AID" and measured(thing)[1:]:  # "a team of twelve doctors": who is sent
            owners = [a for a in owners if a.named]
        if owners:
            return owners
        if trigger.rule.type == "REJECT" and (answered := answered_by(scene, trigger, thing, actor, told)):
            return answered
        act = act_taken_up(thing, trigger, actor, told)
        if act is not None:
            others = [a for a in (*act.actor, *act.recipient) if a not in actor]
            several = (
                len(act.actor) > 1 or act.type == "CONSULT"
            )  # "criticised the visit": of the guest and of the host
            return others if several else others[:1] or list(act.actor)
    return answered_by(scene, trigger, None, actor, told) if trigger.rule.type == "REJECT" else []


def _hears_it(scene: Scene, trigger: Trigger, thing: Token) -> list[Actor]:
    """ "Promised *his family* that the case would be heard": who is told what is promised, not whose family it is."""
    told = any(c.dep_ == "ccomp" and c.i > thing.i for c in trigger.token.children)
    return [a for a in named_by(scene, thing) if a.named or a.kind in ("person", "population")] if told else []


# Those whom a pronoun that is nobody's yet stands for are people, not the other state. Closed.
THEM = frozenset({"them", "him", "her", "us", "me"})


def _is_to_them(scene: Scene, trigger: Trigger) -> bool:
    """ "Promised *them* 900 dinars", "to disperse *them*": somebody is told, though the text does not let us say who."""
    if trigger.kind != "verb" or trigger.rule.type == "REJECT":  # "rejected them": what was said
        return False
    told = (c for c in trigger.token.children if c.dep_ in ("dobj", "dative", "npadvmod") and c.lower_ in THEM)
    return any(not named_by(scene, word) for word in told)


def _is_of_any(trigger: Trigger) -> bool:
    """ "Rejected *any* redrawing of borders": what nobody in particular has done or asked."""
    if trigger.kind != "verb" or trigger.token.lemma_.lower() in word_classes()["denying"]:
        return False  # "denied any part in it": as somebody charged
    things = objects(trigger.token) if trigger.rule.type in ("REJECT", "ACCUSE") else []
    return any(c.lower_ in ("any", "all") and c.dep_ == "det" for thing in things for c in thing.children)
