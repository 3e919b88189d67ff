"""From the words that fill a role to the actors they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from communique.events.noun_kinds import is_blow, is_suffered
from communique.events.roles import after, doers_beside, modifiers, objects, owners, slot_groups
from communique.events.rules import word_classes
from communique.events.sides import side_of
from communique.events.triggers import Trigger, measured
from communique.events.voices import first_person, speaker_at, statements_before
from communique.grammar import Scene, conjuncts_of
from communique.grammar.parsed import Token
from communique.lexicon.states import state_named
from communique.model import Actor

Who = tuple[tuple[Actor, ...], tuple[Actor, ...], tuple[Actor, ...]]

# What communiques thank a state by. Closed.
GOVERNMENT_AND_PEOPLE = frozenset({"government", "governments", "people", "peoples"})

# A capital stands for its state as an actor, not as the place of a meeting; only acts done to a place look further.
TO_A_PLACE = frozenset({"visits", "goes-to", "acts-on", "acts-on-whose", "against-from"})


# Which actors a plural common noun takes up from the text before ("the two sides"), or only from its own sentence.
Group = Callable[[Token, bool], list[Actor]]


def nobody(word: Token, near: bool) -> list[Actor]:
    """No text stands before: a plural takes up nobody."""
    return []


def parties(scene: Scene, trigger: Trigger, role: str, group: Group = nobody) -> tuple[Actor, ...]:
    """Who plays a role: the actors of the first slot that holds one, and of those slots that add to it."""
    found: list[Actor] = []
    ships: set[Actor] = set()
    for adds, words in slot_groups(trigger, role):
        if found and not adds:
            continue
        for word in words:
            if role == "actor" and _is_only_where(scene, trigger, word):
                continue
            to_place = role == "recipient" and (trigger.rule.frame in TO_A_PLACE or _is_asked_from(trigger, word))
            for actor in actors_of(scene, word, to_place, group):
                actor = acting_for(scene, actor, word) if role == "actor" else actor
                if actor not in found:
                    found.append(actor)
                    ships |= {actor} if _stands_for_sender(word) else set()
    kinds = trigger.rule.actor_kind if role == "actor" else trigger.rule.object_kind if role == "recipient" else ()
    # "A Chinese vessel" is taken for a company's, until it blocks or rams another: then it acts for its state.
    fits = [actor for actor in found if not kinds or actor.kind in kinds or (role == "actor" and actor in ships)]
    return tuple(fits)


def _stands_for_sender(word: Token) -> bool:
    """Ships, and delegations that go somewhere, do what their state or body has them do."""
    goes = word.dep_ == "nsubj" and word.lemma_.lower() in word_classes()["sent"]
    return goes or word.lemma_.lower() in word_classes()["vessel"]


def _is_asked_from(trigger: Trigger, word: Token) -> bool:
    """ "Requested her extradition from Vilnius": the city stands for who is asked."""
    return trigger.rule.type == "REQUEST" and word.dep_ == "pobj" and word.head.lower_ == "from"


def _is_only_where(scene: Scene, trigger: Trigger, word: Token) -> bool:
    """ "The Johannesburg summit": one city before a meeting says where it is; "Moscow-Kyiv talks" names two sides."""
    noun = trigger.token
    if trigger.kind != "noun" or trigger.rule.type != "CONSULT" or word.head is not noun or word.dep_ != "compound":
        return False
    in_place = any(p.start <= word.idx < p.stop for p in scene.article.places) and state_named(word.text) is None
    return in_place and len(modifiers(noun)) == 1


def actors_of(scene: Scene, word: Token, of_place: bool = False, group: Group = nobody) -> list[Actor]:
    """The actors a phrase's head means: named by it, or else the party behind it ("Kuwait's step", "Turkish troops")."""
    if is_time(scene, word):
        return []
    if (state := _state_and_people(scene, word)) is not None:
        return [state]
    if len(states := several_states(scene, word)) > 1:
        return states
    if word.tag_ in ("CD", "DT") and (of := after(word, "of")):  # "six of them", "all of them"
        return [a for w in of for a in actors_of(scene, w, of_place, group)]
    named = named_by(scene, word)
    held = next((c for c in word.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if held is not None and named and named == named_by(scene, held):
        named = []  # "invited his host": nobody is their own host
    if any(actor.named for actor in named):
        named = _outer_conjunct(scene, word, named) + named
        return (group(word, True) if len(named) > 1 else []) or named
    together = group(word, False) or _of_a_group(word, group)
    if together or named:
        return together or named
    if of_place and not is_blow(word) and (state := state_of_place(scene, word)) is not None:
        return [state]
    if word.pos_ == "PRON":
        found = speaker_of_clause(scene, word) or speaker_just_quoted(scene, word)
        return found or carried_on(scene, word, group)
    found = behind(scene, word) or [a for w in after(word, "of") for a in group(w, False)]
    if not found and (counted := measured(word)[1:]):  # "tens of thousands of students from Chad"
        found = next((here for w in counted if (here := named_by(scene, w) or behind(scene, w))), [])
    found = found or state_by_adjective(scene, word)
    if not found and of_place and not is_blow(word) and (state := state_around(scene, word)) is not None:
        return [state]
    return found


def _state_and_people(scene: Scene, word: Token) -> Actor | None:
    """ "Thanked the Government and people of Fiji": the state, named once for both."""
    if word.lower_ not in GOVERNMENT_AND_PEOPLE:
        return None
    both = [word, *word.conjuncts]
    if len(both) != 2 or {w.lower_ for w in both} - GOVERNMENT_AND_PEOPLE or len({w.lower_ for w in both}) < 2:
        return None
    found = (a for w in both for head in (*after(w, "of"), w) for a in named_by(scene, head))
    return next((a for a in found if a.kind == "state"), None)


def _of_a_group(word: Token, group: Group) -> list[Actor]:
    """ "Officials of the two countries" act for both."""
    if word.tag_ != "NNS" or word.lemma_.lower() not in word_classes()["persons"]:
        return []
    of = (*after(word, "of"), *after(word, "from"))
    return [a for noun in of if noun.tag_ == "NNS" for a in group(noun, False)]


def _outer_conjunct(scene: Scene, word: Token, named: list[Actor]) -> list[Actor]:
    """ "Chad and Libya's Zuwara council agreed": parses take both states for owners, where only the second is."""
    owner = next((c for c in word.children if c.dep_ == "poss"), None)
    second = next((c for c in owner.children if c.dep_ == "conj"), None) if owner is not None else None
    if owner is None or second is None or any(c.dep_ == "case" for c in owner.children) or len(named) != 1:
        return []
    first = [a for a in named_by(scene, owner) if a.kind == "state" and a.country != named[0].country]
    inner = {a.country for a in named_by(scene, second) or covering(scene, second)}
    return first if named[0].country in inner else []


def state_by_adjective(scene: Scene, word: Token) -> list[Actor]:
    """ "Under Qatari mediation": an adjective that names a state of the article."""
    if word.i and word.nbor(-1).text == "-":
        return []  # "Pan-American"
    describes = word.pos_ in ("ADJ", "PROPN") and word.dep_ in ("amod", "compound", "nmod")
    return _state_called(scene, word.text) if describes else []


def _state_called(scene: Scene, word: str) -> list[Actor]:
    """The state of the article that a name or adjective means."""
    state = state_named(word)
    code = state.iso3 if state is not None else None
    return [a for a in scene.article.actors if a.kind == "state" and a.country == code][:1] if code else []


def several_states(scene: Scene, word: Token) -> list[Actor]:
    """ "Hungarian and Romanian officials", "the navies of Peru and Chile", "Peru and Chile's armies": those states."""
    lemma = word.lemma_.lower() if word.tag_ == "NNS" else word.lower_.removesuffix("s")
    if word.tag_ not in ("NNS", "NNPS") or not any(
        lemma in word_classes()[name] for name in ("states", "persons", "organs")
    ):
        return []
    before = (c for c in word.children if c.dep_ in ("amod", "nmod", "compound", "poss"))
    for first in (*before, *after(word, "of"), *after(word, "from")):
        several = conjuncts_of(first)
        if len(several) == 1 and any(c.dep_ == "cc" for c in first.subtree):  # "of Mali and Burkina Faso": one phrase
            several = [w for w in first.subtree if w.pos_ == "PROPN" and w.dep_ in ("nmod", "pobj")]
        if len(several) > 1:
            return _unique(a for w in several for a in _one_of_several(scene, w))
    return []


def _one_of_several(scene: Scene, word: Token) -> list[Actor]:
    found = named_by(scene, word) or behind(scene, word) or covering(scene, word)
    sides = [a for a in found if a.kind in ("state", "armed group") or (a.kind == "military" and word.pos_ != "ADJ")]
    return sides or _state_called(scene, word.text)


def speaker_of_clause(scene: Scene, pronoun: Token) -> list[Actor]:
    """ "Japan said it had halted aid": an unresolved pronoun that is the subject of what somebody says is that somebody."""
    clause = pronoun.head
    if pronoun.lower_ not in ("it", "they", "he", "she", "i", "we") or pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    if clause.dep_ != "ccomp" or clause.head.pos_ != "VERB":
        return []
    subject = next((c for c in clause.head.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PRON" or subject.i > pronoun.i:
        return []
    found = named_by(scene, subject) or behind(scene, subject)
    persons = any(a.kind == "person" for a in found)
    return found if (pronoun.lower_ in ("he", "she", "i")) == persons else []


# Those who may be "it" where nothing else says who is.
CAN_BE_IT = frozenset({"state", "intergovernmental", "body", "company", "party", "armed group", "military"})


def carried_on(scene: Scene, pronoun: Token, group: Group = nobody) -> list[Actor]:
    """ "Thanked the lenders and pressed them for more": the object of the verb before; "Peru agreed. It turned down the rest":
    the subject of the sentence before."""
    if pronoun.lower_ in ("them", "it", "him", "her") and pronoun.dep_ in ("dobj", "pobj", "nsubj"):
        found = _object_before(scene, pronoun, group) or _those_before(scene, pronoun, group)
        if found or pronoun.dep_ != "nsubj":
            return found
    if pronoun.lower_ != "it" or pronoun.dep_ not in ("nsubj", "nsubjpass") or pronoun.i != pronoun.sent.start:
        return []
    before = pronoun.nbor(-1).sent if pronoun.i else None
    if before is None or scene.block_at(before.start_char) != scene.block_at(pronoun.idx):
        return []
    subject = next((c for c in before.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    found = named_by(scene, subject) if subject is not None else []
    return found if len(found) == 1 and found[0].kind in CAN_BE_IT else []


def _those_before(scene: Scene, pronoun: Token, group: Group) -> list[Actor]:
    """ "Both sides shot first. Norway asked them to stop": the group that is the subject of the sentence before."""
    before = pronoun.sent[0].nbor(-1).sent if pronoun.sent.start else None
    if pronoun.lower_ != "them" or before is None or scene.block_at(before.start_char) != scene.block_at(pronoun.idx):
        return []
    subject = next((c for c in before.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_ != "NNS":
        return []
    return group(subject, False) or named_by(scene, subject)


def _object_before(scene: Scene, pronoun: Token, group: Group) -> list[Actor]:
    verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    if pronoun.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp"):  # "asked [it to consider]"
        verb = verb.head
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
        return []
    things = [w for w in objects(verb.head) if w.pos_ != "PRON"]
    for thing in things or [w for link in ("with", "to") for w in after(verb.head, link)]:
        several = thing.tag_ in ("NNS", "NNPS") or len(conjuncts_of(thing)) > 1
        if thing.pos_ != "PRON" and several == (pronoun.lower_ == "them"):
            return [a for w in conjuncts_of(thing) for a in actors_of(scene, w, group=group)]
    return []


# "She called on Chad to pay" after her own words: so many characters back.
JUST_SAID = 60


def speaker_just_quoted(scene: Scene, pronoun: Token) -> list[Actor]:
    """An unresolved "he" or "she" that begins the sentence after a quotation is the person quoted there."""
    if pronoun.lower_ not in ("he", "she") or pronoun.dep_ != "nsubj" or pronoun.i != pronoun.sent.start:
        return []
    for statement in statements_before(scene, pronoun.idx):
        ends = max(statement.content[-1].stop, statement.cue.stop if statement.cue is not None else 0)
        speaker = scene.actors_by_id.get(statement.speaker or "")
        near = pronoun.idx - ends <= JUST_SAID
        return [speaker] if near and speaker is not None and speaker.kind == "person" else []
    return []


def named_by(scene: Scene, word: Token) -> list[Actor]:
    """Actors whose mention this word heads; all of them where a phrase means several ("the two sides"). A name in
    apposition names what the common words before it mean ("his party, the Cedar Bloc")."""
    if word.pos_ == "PRON" and (speaker := first_person(scene, word)) is not None:
        return [speaker]
    heading = [(m, a) for m, a in scene.mentions_at(word) if scene.head_of(m.span).i == word.i]
    if not heading:
        return _listed_after(scene, word) or _apposed(scene, word)
    widest = heading[0][0].span
    found = [a for a in _unique(a for m, a in heading if m.span == widest) if not is_thing(a, word)]
    if not any(actor.named for actor in found):
        names = [n for c in word.children if c.dep_ == "appos" for n in conjuncts_of(c)]
        apposed = [a for n in names for a in named_by(scene, n) if a.named]
        return apposed or _named_at_end(scene, word, found) or found
    return found


def _listed_after(scene: Scene, word: Token) -> list[Actor]:
    """ "All three countries, Mali, Niger and Chad": a plural that means nobody by itself is those listed after it."""
    if word.tag_ != "NNS":
        return []
    names = [n for c in word.children if c.dep_ == "appos" and c.pos_ == "PROPN" for n in conjuncts_of(c)]
    found = [a for n in names for a in named_by(scene, n) if a.named]
    return found if len(found) > 1 else []


def _apposed(scene: Scene, word: Token) -> list[Actor]:
    """ "Its local partner, Savu Holdings": a singular that means nobody by itself is whom the name behind the comma means;
    a state there ("the reef, Chad") is none."""
    if word.tag_ != "NN":
        return []
    names = [c for c in word.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    return [a for n in names[:1] for a in named_by(scene, n) if a.named and a.kind != "state"]


def _named_at_end(scene: Scene, word: Token, found: list[Actor]) -> list[Actor]:
    """ "The head of the union's mission, Nils Berg": parses hang the name on the last noun of the phrase."""
    if not any(actor.kind == "person" for actor in found):
        return []
    here: Token | None = word
    while here is not None:
        below = [c for prep in here.children if prep.dep_ == "prep" and prep.i > here.i for c in prep.children]
        here = next((c for c in below if c.dep_ == "pobj"), None)
        names = (c for c in here.children if c.dep_ == "appos") if here is not None else ()
        persons = [a for c in names for a in named_by(scene, c) if a.named and a.kind == "person"]
        if persons:
            return persons
    return []


def is_thing(actor: Actor, head: Token) -> bool:
    """A phrase of common words for something that cannot act ("two houses", "an inquiry") is no party."""
    if actor.named:
        return False
    words = (head.lemma_.lower(), head.lower_)
    return any(word in word_classes()[name] for name in ("things", "accord") for word in words)


def acting_for(scene: Scene, actor: Actor, word: Token) -> Actor:
    """Unnamed officials and troops act for their state ("Lebanese officials praised", "French troops left"); a unit or
    fund acts for whom it belongs to ("the army's eastern front")."""
    if actor.named:
        return actor
    if actor.kind == "person":
        return _spoken_for(scene, word) or actor
    if word.lemma_.lower() in word_classes()["sent"]:
        senders = [a for w in owners(word) for a in named_by(scene, w)]
        sender = next((a for a in senders if a.named), None) or next((a for a in senders if a.kind == "military"), None)
        sender = sender or speaker_at(scene, word.idx)
        return state_of(scene, sender) if sender is not None else actor
    if actor.kind != "population" and word.lemma_.lower() in word_classes()["parts"]:
        owner = [a for c in word.children if c.dep_ == "poss" for a in named_by(scene, c) if a.named]
        return owner[0] if owner else actor
    if any(c.lower_ in word_classes()["opposing"] for c in word.children):
        return actor  # "opposition deputies" act for no state
    if actor.sector in ("GOV", "MIL") and actor.country and actor.kind == "population":
        return state_of(scene, actor)
    return actor


def _spoken_for(scene: Scene, word: Token) -> Actor | None:
    """ "A spokesman for the Taliban", "a Houthi spokesman": whoever speaks without a name is whom they speak for."""
    if word.lemma_.lower() not in word_classes()["spokespersons"]:
        return None
    owners = (
        *(c for c in word.children if c.dep_ == "poss"),
        *after(word, "for"),
        *after(word, "of"),
        *modifiers(word),
    )
    found = (a for w in owners for a in named_by(scene, w) or covering(scene, w))
    return next((a for a in found if a.kind != "person"), None)


def behind(scene: Scene, word: Token) -> list[Actor]:
    """The party inside a phrase whose head names none, nearest relation first."""
    for words in (
        [_whose(c) for c in word.children if c.dep_ == "poss"],
        after(word, "by") or _doer_of_deed(word),
        modifiers(word),
        [] if is_suffered(word) else after(word, "of"),
        after(word, "from") if word.lemma_.lower() in word_classes()["sent"] else [],
        doers_beside(word),
    ):
        found = _unique(a for w in words for a in named_by(scene, w) or covering(scene, w))
        if found:
            return [_body_of(scene, word, a) for a in found]
    return led_by(scene, word)


def _doer_of_deed(word: Token) -> list[Token]:
    """ "The hijacking of a tanker by rebels": parses hang who did it on what it was done to."""
    return [doer for thing in after(word, "of") for doer in after(thing, "by")]


def _whose(owner: Token) -> Token:
    """ "The premier, whose government threatened": what the pronoun stands for."""
    if owner.tag_ != "WP$":
        return owner
    clause = owner
    while clause.dep_ != "relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head


def _body_of(scene: Scene, word: Token, owner: Actor) -> Actor:
    """ "His government" is the state he acts for, not he."""
    offices = word_classes()["organs"]
    return state_of(scene, owner) if owner.kind == "person" and word.lemma_.lower() in offices else owner


def led_by(scene: Scene, word: Token) -> list[Actor]:
    """ "A mission led by the United Nations": whose it is stands after a participle."""
    leads = (c for c in word.children if c.dep_ == "acl" and c.lemma_.lower() in word_classes()["lead"])
    return _unique(a for verb in leads for w in after(verb, "by") for a in named_by(scene, w))


def covering(scene: Scene, word: Token) -> list[Actor]:
    """Actors of the shortest mention over a word; for adjectives, which head no phrase of their own."""
    over = [(m, a) for m, a in scene.mentions_at(word) if not is_thing(a, word)]
    if not over or word.pos_ == "PRON":  # "its good offices": the owner is not what is owned
        return []
    shortest = min(m.stop - m.start for m, _ in over)
    return _unique(a for m, a in over if m.stop - m.start == shortest)


def owner_of(scene: Scene, noun: Token) -> list[Actor]:
    """Whose act or thing a noun is."""
    return _unique(a for w in owners(noun) for a in named_by(scene, w) or covering(scene, w))


def is_time(scene: Scene, word: Token) -> bool:
    return any(t.stop > word.idx for t in scene.times_before(word.idx, 3))


def state_of_place(scene: Scene, word: Token) -> Actor | None:
    """The state a named place lies in, if the article has it among its actors."""
    here = next((p for p in scene.article.places if p.start <= word.idx < p.stop and p.country), None)
    if here is None:
        return None
    return next((a for a in scene.article.actors if a.kind == "state" and a.country == here.country), None)


def state_around(scene: Scene, thing: Token) -> Actor | None:
    """The state in which a thing stands ("two houses in a village in northern Iraq")."""
    here = thing
    for _ in range(3):
        inside = after(here, "in")
        if not inside:
            return None
        here = inside[0]
        state = next((a for a in named_by(scene, here) if a.kind == "state"), None) or state_of_place(scene, here)
        if state is not None:
            return state
    return None


def promised_to(scene: Scene, thing: Token) -> list[Actor]:
    """ "The money it had promised for the school in Apia": whose, the clause about what is given says."""
    clauses = [c for c in thing.children if c.dep_ == "relcl"]
    for word in (*(w for c in (thing, *clauses) for link in ("to", "for") for w in after(c, link)), *clauses):
        state = next((a for a in named_by(scene, word) if a.kind == "state"), None) or state_around(scene, word)
        if state is not None:
            return [state]
    return []


def state_of(scene: Scene, actor: Actor) -> Actor:
    """The state or international body a person or body acts for, if the article has it among its actors; otherwise the
    actor. Rebels and parties act for themselves."""
    side = side_of(actor)
    if actor.kind == "state" or side == actor.id:
        return actor
    heads = ("state", "intergovernmental")
    return next((a for a in scene.article.actors if a.kind in heads and side_of(a) == side), actor)


def as_side(scene: Scene, actor: Sequence[Actor], other: Actor, act: Token) -> Actor:
    """A state answers the state of an official who spoke before; a person answers the person, and a state "a visit by Abe"
    that its own sentence names."""
    official = other.kind == "person" and other.sector == "GOV"
    if not official or not actor or any(a.kind != "state" for a in actor):
        return other
    here = range(act.sent.start_char, act.sent.end_char)
    return other if any(mention.start in here for mention in other.mentions) else state_of(scene, other)


def _unique(actors: Iterable[Actor]) -> list[Actor]:
    found: list[Actor] = []
    for actor in actors:
        if actor not in found:
            found.append(actor)
    return found
