"""Whom a noun phrase means as a party: one actor, several joined, or "the two sides" of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from communique.claims.entries import gatherings, joint_parties, representatives
from communique.grammar import Scene, conjuncts_of, object_of, subject_of
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import party_word
from communique.lexicon.people import singular_title
from communique.model import Actor, Span

STATELIKE = frozenset({"state", "intergovernmental", "body", "armed group", "party", "military"})
# Pronouns are a closed class. What "it" and "they" mean is left to the stage that links mentions, with one exception
# made here: a pronoun that opens a sentence takes up the subject of the sentence before.
THIRD_PERSON = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their"})
FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me"})
OWN_STATE = frozenset({"country", "government", "nation", "side"})
OWNERS = frozenset({"poss", "compound", "nmod", "amod"})
BELONGING = frozenset({"of", "between", "among", "with", "by"})


class Parties:
    """Answers who is meant, for one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def at(self, token: Token | None, *, deep: bool = True) -> tuple[Actor, ...]:
        """All the actors that a noun and those joined with it mean, in reading order, each once."""
        if token is None:
            return ()
        return unique(actor for one in conjuncts_of(token) for actor in self.meant_by(one, deep=deep))

    def meant_by(self, noun: Token, *, deep: bool = True) -> tuple[Actor, ...]:
        if noun.lower_ in FIRST_PERSON:
            return self.speaker_of(noun)
        if noun.lemma_ == "member" and (of := after_of(noun)) is not None and (whole := self.at(of)):
            return whole  # "members of the council" act for it
        if is_joint(noun) and (joined := self.joined_in(noun)):
            return joined
        actor = self.scene.actor_at(noun)
        if actor is not None and actor.named:
            return (actor,)
        if noun.lower_ in OWN_STATE and (state := self.own_state(noun)):
            return state
        several = self.several_at(noun)
        if len(several) > 1:
            return several
        if noun.lower_ in THIRD_PERSON:
            return (actor,) if actor else self.antecedent_of(noun, deep=deep)
        found = self.beside(noun) or ((actor,) if actor is not None else self.owner_of(noun) or self.seat_at(noun))
        return unique((*found, *self.principals_before(noun))) if is_joint_body(noun) else found

    def several_at(self, noun: Token) -> tuple[Actor, ...]:
        """ "Greek and Turkish officials", "they" for such: one phrase for officials of several states, which are bound."""
        if noun.tag_ != "NNS" and noun.lower_ not in ("they", "them"):
            return ()
        meant = unique(a for _, a in self.scene.mentions_at(noun))
        if any(a.named for a in meant):
            return meant if noun.tag_ != "NNS" else ()
        if meant and noun.tag_ != "NNS":  # the phrase that "they" stands for
            head = self.scene.head_of(meant[0].mentions[0].span)
            return () if head.i == noun.i else self.several_at(head) or (self.joined_in(head) if is_joint(head) else ())
        if len({a.country for a in meant}) < 2:
            return ()
        return unique(s for a in meant for s in (self.state_of(a.country) or (a,)))

    def own_state(self, noun: Token) -> tuple[Actor, ...]:
        """ "Mali's delegate said his country was ready": the state of whoever speaks."""
        owner = next((c for c in noun.children if c.dep_ == "poss" and c.lower_ in THIRD_PERSON | FIRST_PERSON), None)
        if owner is None:
            return ()
        actors = self.meant_by(owner) or self._antecedents(owner) or self.speaker_of(noun) or self.speaking_above(noun)
        return unique(a for actor in actors for a in (self.served_by(actor) or self.state_of(actor.country)))

    def speaking_above(self, noun: Token) -> tuple[Actor, ...]:
        """The subject of the verb whose clause a noun stands in."""
        verb = verb_over(noun)
        while verb.dep_ in ("xcomp", "conj", "acomp") and verb.head != verb:
            verb = verb.head
        subject = subject_of(verb.head) if verb.dep_ == "ccomp" else None
        actor = self.scene.actor_at(subject) if subject is not None else None
        return (actor,) if actor is not None else ()

    def antecedent_of(self, pronoun: Token, *, deep: bool) -> tuple[Actor, ...]:
        return self.who_speaks(pronoun) or (self.taken_up_by(pronoun) if deep else ())

    def beside(self, noun: Token) -> tuple[Actor, ...]:
        """The name in apposition: "its chief spokesman, Zalmay"; for "whose director" the noun before "whose"."""
        named = unique(a for c in noun.children if c.dep_ == "appos" for a in self._named(c))
        if not named and noun.pos_ == "NOUN":  # "her successor in Rome, Anna Berg": hung on Rome
            places = (p for c in noun.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
            far = unique(a for p in places for c in p.children if c.dep_ == "appos" for a in self._named(c))
            named = tuple(a for a in far if a.kind == "person")
        if named or not any(c.lower_ == "whose" for c in noun.children):
            return named
        verb = noun.head
        return self._named(verb.head) if verb.dep_ == "relcl" else ()

    def seat_at(self, noun: Token) -> tuple[Actor, ...]:
        """A capital that promises or plans stands for its state."""
        place = next((p for p in self.scene.article.places if p.start <= noun.idx < p.stop), None)
        if place is None or place.country is None:
            return ()
        return self.state_of(place.country)

    def state_of(self, country: str | None) -> tuple[Actor, ...]:
        states = (a for a in self.scene.article.actors if a.kind == "state" and a.country == country)
        return unique(list(states)[:1]) if country else ()

    def joined_in(self, noun: Token) -> tuple[Actor, ...]:
        """ "the presidents of Peru and Chile", "Iraqi and Iranian generals"; else whom the phrase was found to mean ("the
        three presidents"); else the two parties of the page."""
        named = self.named_with(noun)
        meant = unique(a for _, a in self.scene.mentions_at(noun) if a.named)
        if len(meant) > 2 and not named:
            return meant
        if len(named) > 1:
            return named
        return () if named else self.principals_before(noun)

    def named_with(self, noun: Token) -> tuple[Actor, ...]:
        """Actors in a noun's modifiers and after "of", "between", "with", "by"."""
        near = [c for c in noun.children if c.dep_ in OWNERS]
        led = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]  # "a mission led by Oman"
        by = [c for one in (noun, *led) for c in one.children if c.lower_ in (BELONGING if one is noun else ("by",))]
        far = [p for c in by for p in c.children if p.dep_ == "pobj"]
        return unique(a for top in (*near, *far) for t in top.subtree for a in self._named(t))

    def owner_of(self, noun: Token) -> tuple[Actor, ...]:
        """The actor in a possessor or modifier ("Tokyo's delegation"), or after "of", "between" or "by"."""
        near = [c for c in noun.children if c.dep_ in OWNERS]
        found = unique(a for t in near for a in self._meant(t))
        return found or self.named_with(noun)

    def participants_of(self, gathering: Token) -> tuple[Actor, ...]:
        """Who meets: those named with the noun; none where it names nobody (see `presumed_for`)."""
        found = self.named_with(gathering) or self.owner_of(gathering) or self.unnamed_with(gathering)
        joint = any(is_joint_body(t) for t in (gathering, *gathering.subtree))
        return unique((*found, *self.principals_before(gathering))) if joint else found

    def unnamed_with(self, gathering: Token) -> tuple[Actor, ...]:
        """ "A visit by the Maltese foreign minister", "an Egyptian delegation": known by office or by country alone."""
        by = (p for c in gathering.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj")
        if found := unique(a for p in by for a in self.at(p)):
            return found
        sent = self.scene.actor_at(gathering)
        return (self.state_of(sent.country) or (sent,)) if sent is not None and sent.country else ()

    def presumed_for(self, gathering: Token) -> tuple[Actor, ...]:
        """Whose gathering, deal or work it is where the noun does not say: the body that tells of it; for sanctions and
        the like whoever the page opens with; else the two parties of the page."""
        teller = self.beside_clause(gathering) or self.teller_of(gathering)
        if teller:
            return teller
        if gatherings().get(gathering.lemma_.lower()) == "order":
            return self._opening[:1]
        return self.principals_before(gathering)

    def beside_clause(self, token: Token) -> tuple[Actor, ...]:
        """ "The bloc had named a team and a first round would open": who does what the clause before tells of."""
        verb = verb_over(token)
        if verb.dep_ != "conj" or verb.head.dep_ == "conj":
            return ()
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
        return tuple(a for a in self._named(subject) if a.kind in STATELIKE) if subject is not None else ()

    def other_side(self, pronoun: Token) -> tuple[Actor, ...]:
        """Whom "them" or "her" means in "met the council and pressed them to": nobody presses himself, but whom he has just
        met, thanked or talked to."""
        verb = verb_over(pronoun)
        while verb.dep_ == "conj" and pronoun.lower_ in THIRD_PERSON:
            verb = verb.head
            noun = object_of(verb) or next(
                (p for c in verb.children if c.lower_ in ("with", "to") for p in c.children), None
            )
            found = (
                tuple(a for a in self.at(noun) if fits(pronoun, a) or pronoun.lower_ == "them")
                if noun is not None
                else ()
            )
            if found:
                return found
        return ()

    def teller_of(self, token: Token) -> tuple[Actor, ...]:
        """The body whose statement the word stands in; for its spokesman, the body or state he speaks for."""
        return unique(a for s in self.speaker_of(token) for a in ((s,) if s.kind != "person" else self.served_by(s)))

    def bodies_served(self, person: Actor) -> tuple[Actor, ...]:
        """The bodies of many states that a person's present office is of: "the World Bank's country director"."""
        return tuple(a for a in self.served_by(person) if a.kind == "intergovernmental")

    def served_by(self, person: Actor) -> tuple[Actor, ...]:
        """The state or body that a person's present office is of."""
        of = {office.of for office in person.offices if not office.former and office.of}
        bodies = unique(a for a in self.scene.article.actors if a.name in of and a.kind != "person")
        return bodies or (self.state_of(person.country) if of else ())

    def speaker_of(self, token: Token) -> tuple[Actor, ...]:
        """Whose words these are; the "we" of an official is his state."""
        at = token.idx
        for statement in self.scene.article.statements:
            if any(part.start <= at < part.stop for part in statement.content):
                speaker = self.scene.actors_by_id.get(statement.speaker or "")
                if speaker is None:
                    return ()
                official = speaker.kind == "person" and any(not o.former and o.of for o in speaker.offices)
                ours = official and token.lower_ in ("we", "us", "our")
                return (self.state_of(speaker.country) if ours else ()) or (speaker,)
        return ()

    def who_speaks(self, pronoun: Token) -> tuple[Actor, ...]:
        """ "Mr Kone said he would travel": the subject of a reported clause, where it can be the speaker."""
        clause = pronoun.head
        while clause.dep_ == "conj":
            clause = clause.head
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ not in ("ccomp", "relcl", "advcl"):
            return ()
        above = clause.head if clause.dep_ != "relcl" else verb_over(clause.head)
        speaker = subject_of(above) if above.pos_ in ("VERB", "AUX") else None
        actor = self.scene.actor_at(speaker) if speaker is not None and speaker != pronoun else None
        return (actor,) if actor is not None and fits(pronoun, actor) else ()

    def taken_up_by(self, pronoun: Token) -> tuple[Actor, ...]:
        """Who speaks in the sentence before, else its subject, where the pronoun can mean that actor."""
        start = pronoun.sent.start
        if start == 0:
            return ()
        before = pronoun.doc[start - 1].sent
        plural = pronoun.lower_ in ("they", "them", "their")
        for statement in () if plural else reversed(self.scene.article.statements):
            if before.start_char <= statement.content[-1].stop - 1 < before.end_char:
                speaker = self.scene.actors_by_id.get(statement.speaker or "")
                if speaker is not None and fits(pronoun, speaker):
                    return (speaker,)
        for word in before:
            if word.dep_ in ("nsubj", "nsubjpass") and (not plural or means_several(word)):
                return tuple(actor for actor in self.at(word, deep=False) if fits(pronoun, actor))
        return ()

    def bound_with(self, debtors: tuple[Actor, ...], *, agreed: bool) -> tuple[Actor, ...]:
        """The debtors and those they act for: an ambassador's promise binds his state, two ministers' agreement both."""
        found = list(debtors)
        for actor in debtors:
            titles = {word for o in actor.offices if not o.former for word in o.title.lower().split()}
            official = agreed and any(o.of and not o.former for o in actor.offices)
            if actor.kind == "person" and (official or titles & representatives()):
                found += self.state_of(actor.country) or self.bodies_served(actor)
            elif actor.kind == "person":
                found += self.bodies_served(actor)
        return unique(found)

    def principals_before(self, token: Token) -> tuple[Actor, ...]:
        """The two parties meant by "the two sides" or "the ministers": the states of the headline and first paragraph, or
        the two officials named last; one body where the page opens with a body; else nobody."""
        rank = joint_parties().get(singular_of(token), "people" if token.lower_ in ("two", "both") else "states")
        definite = token.lower_ == "both" or any(c.lower_ in ("the", "both", "two") for c in token.children)
        people = self.officials_before(token) if rank == "people" and definite else ()
        if len(people) == 2:
            return people
        bodies = tuple(a for a in self._opening if a.kind == "intergovernmental")[:1]
        pair = self._joined or self._states
        return pair if len(pair) == 2 else bodies

    def other_person_before(self, pronoun: Token, but: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "The sultan had invited him": nobody invites himself, so a subject of the sentences before is meant."""
        sentence = pronoun.sent
        for _ in range(3):
            if sentence.start == 0:
                return ()
            sentence = pronoun.doc[sentence.start - 1].sent
            for word in sentence:
                if word.dep_ in ("nsubj", "nsubjpass"):
                    found = tuple(a for a in self.at(word, deep=False) if fits(pronoun, a) and a not in but)
                    if found:
                        return found
        return ()

    def officials_before(self, token: Token) -> tuple[Actor, ...]:
        """The last two persons named before a word, of two countries where both are known."""
        found = self._persons_before(token, with_office=True)
        return found if len(found) == 2 else self._persons_before(token, with_office=False)

    def _persons_before(self, token: Token, *, with_office: bool) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for mention, actor in reversed(self.scene.mentions):
            if mention.start >= token.idx or actor.kind != "person" or not actor.named:
                continue
            if with_office and not actor.offices:
                continue
            if all(actor.id != a.id and (not a.country or actor.country != a.country) for a in found):
                found.insert(0, actor)
            if len(found) == 2:
                break
        return tuple(found)

    @cached_property
    def _joined(self) -> tuple[Actor, ...]:
        """The first two parties that the headline or the first paragraph joins as a subject: "The army and the rebels"."""
        for span in self._opening_spans:
            for token in self.scene.doc.char_span(span.start, span.stop, alignment_mode="contract") or ():
                if token.dep_ == "nsubj" and any(c.dep_ == "conj" for c in token.children):
                    pair = unique(a for one in conjuncts_of(token) for a in self._named(one))
                    if len(pair) == 2 and all(a.kind in STATELIKE for a in pair):
                        return pair
        return ()

    @cached_property
    def opening_states(self) -> tuple[Actor, ...]:
        """The states and armed groups of the headline and the first paragraph: more than two is no page of two sides."""
        return unique(a for a in self._opening if a.kind in ("state", "armed group"))

    @cached_property
    def _states(self) -> tuple[Actor, ...]:
        states = self.opening_states or ()
        if len(states) == 1:  # a ministry's page names its guest's state and not its own
            states = unique((*states, *(s for a in self.opening_officials for s in self.state_of(a.country))))
        return states[:2]

    @cached_property
    def opening_officials(self) -> tuple[Actor, ...]:
        """The persons of the headline and the first paragraph who hold an office of a state."""
        return tuple(a for a in self._opening if a.kind == "person" and a.country and a.offices)

    @cached_property
    def _opening_spans(self) -> list[Span]:
        blocks = self.scene.article.blocks
        first = [b for b in blocks if b.role == "headline"][:1] + [b for b in blocks if b.role == "paragraph"][:1]
        return [b.span for b in first] or [Span(0, min(600, len(self.scene.text)))]

    @cached_property
    def _opening(self) -> tuple[Actor, ...]:
        """Named actors of the headline and the first paragraph, in reading order."""
        return unique(a for span in self._opening_spans for _, a in self.scene.mentions_in(span) if a.named)

    def name_before(self, verb: Token) -> Token | None:
        """The name right before a verb, adverbs and commas apart, where the parse gave the verb another subject or none:
        "It added Kone also invited", "whose director, Ada Lund, committed"."""
        for word in reversed(list(verb.doc[max(verb.sent.start, verb.i - 4) : verb.i])):
            if word.pos_ not in ("ADV", "PUNCT", "AUX"):
                return word if word.pos_ == "PROPN" and self.is_named(word) else None
        return None

    def is_named(self, noun: Token) -> bool:
        return bool(self._named(noun))

    def _named(self, token: Token) -> tuple[Actor, ...]:
        actor = self.scene.actor_at(token)
        return (actor,) if actor is not None and actor.named else ()

    def _antecedents(self, pronoun: Token) -> tuple[Actor, ...]:
        """Who a possessive takes up; not the noun it belongs to itself ("Peru and its neighbours met")."""
        subject = possible_antecedent(pronoun)
        before = [one for one in conjuncts_of(subject) if one.i < pronoun.i] if subject is not None else []
        return unique(a for one in before if not one.is_ancestor(pronoun) or one is subject for a in self._named(one))

    def _meant(self, token: Token) -> tuple[Actor, ...]:
        if token.lower_ in THIRD_PERSON | FIRST_PERSON:
            return self.meant_by(token) or self._antecedents(token)
        return unique(a for one in conjuncts_of(token) for a in self._named(one))


def after_of(noun: Token) -> Token | None:
    """The noun after "of"."""
    return next((p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)


def verb_over(noun: Token) -> Token:
    """The verb of the clause a noun stands in."""
    while noun.pos_ not in ("VERB", "AUX") and noun.head != noun:
        noun = noun.head
    return noun


def possible_antecedent(pronoun: Token) -> Token | None:
    """For "reaffirmed its readiness": the subject of the verb whose object the noun is."""
    subject = subject_of(verb_over(pronoun.head))
    return subject if subject is not None and subject.i < pronoun.i else None


def is_joint(noun: Token) -> bool:
    """ "the two sides", "both ministers", "the parties"."""
    if noun.lower_ in ("two", "both") and noun.pos_ in ("NUM", "PRON", "DET"):
        return True
    described = (c for c in noun.children if c.dep_ == "amod" and c.i != c.sent.start)
    if any(c.text[:1].isupper() for c in described) and not joined_adjectives(noun):
        return False  # "two Chadian diplomats" are of one side
    return noun.tag_ in ("NNS", "NNPS") and singular_of(noun) in joint_parties()


def singular_of(noun: Token) -> str:
    """ "Ministers" and "Parties" with a capital are taken for names by the parse, which leaves them plural."""
    if noun.tag_ != "NNPS":
        return noun.lemma_.lower()
    return party_word(noun.lower_) or singular_title(noun.lower_) or noun.lemma_.lower()


def joined_adjectives(noun: Token) -> bool:
    """ "Iraqi and Iranian generals"."""
    return any(c.dep_ == "amod" and any(g.dep_ == "conj" for g in c.children) for c in noun.children)


def means_several(noun: Token) -> bool:
    """A plural or joined subject, which "they" can take up."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ == "they" or any(c.dep_ == "conj" for c in noun.children)


def is_joint_body(noun: Token) -> bool:
    """ "the joint committee": it acts for those that formed it."""
    return any(c.lower_ == "joint" and c.dep_ in ("amod", "compound") for c in noun.children)


def is_gathering(noun: Token) -> bool:
    if noun.lemma_.lower() in gatherings():
        return True
    named = noun.pos_ != "NOUN"  # "Phase II", "Round Three"
    return named and any(c.dep_ == "compound" and c.lemma_.lower() in gatherings() for c in noun.children)


def fits(pronoun: Token, actor: Actor) -> bool:
    """A person is he or she; a body is it; anybody may be they."""
    if pronoun.lower_ in ("he", "she", "him", "her", "his"):
        return actor.kind == "person"
    if pronoun.lower_ in ("it", "its"):
        return actor.kind != "person"
    return True


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({actor.id: actor for actor in actors}.values())


def ids(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.id for actor in actors)


def tokens_in(scene: Scene, span: Span) -> Iterator[Token]:
    yield from scene.doc.char_span(span.start, span.stop, alignment_mode="contract") or ()
