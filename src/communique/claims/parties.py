"""Whom a noun phrase means as a party: one actor, several joined, or "the two sides" of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from spacy.tokens import Token

from communique.claims.entries import gatherings, joint_parties
from communique.grammar import Scene, conjuncts_of, subject_of
from communique.model import Actor, Span

STATELIKE = frozenset({"state", "intergovernmental", "body", "armed group", "party", "military"})
# Pronouns are a closed class. What "it" and "they" mean is left to the stage that links mentions, with one exception
# made here: a pronoun that opens a sentence takes up the subject of the sentence before.
THIRD_PERSON = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their"})
FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me"})
OWNERS = frozenset({"poss", "compound", "nmod", "amod"})


class Parties:
    """Answers who is meant, for one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def at(self, token: Token | None) -> tuple[Actor, ...]:
        """All the actors that a noun and those joined with it mean, in reading order, each once."""
        if token is None:
            return ()
        return unique(actor for one in conjuncts_of(token) for actor in self.meant_by(one))

    def meant_by(self, noun: Token) -> tuple[Actor, ...]:
        if noun.lower_ in FIRST_PERSON:
            return self.speaker_of(noun)
        actor = self.scene.actor_at(noun)
        if actor is not None and actor.named:
            return (actor,)
        if noun.lower_ in THIRD_PERSON:
            return (actor,) if actor else self.who_speaks(noun) or self.taken_up_by(noun)
        if is_joint(noun):
            return self.joined_in(noun)
        if actor is not None:
            return (actor,)
        return self.owner_of(noun)

    def joined_in(self, noun: Token) -> tuple[Actor, ...]:
        """ "the presidents of Peru and Chile", "Iraqi and Iranian generals"; else the two parties of the page."""
        named = unique(a for t in noun.subtree if t.i != noun.i for a in self._named(t))
        return named if len(named) > 1 else self.principals_before(noun)

    def owner_of(self, noun: Token) -> tuple[Actor, ...]:
        """The actor in a possessor or modifier ("Tokyo's delegation"), or after "of", "between" or "by"."""
        near = [c for c in noun.children if c.dep_ in OWNERS]
        far = [p for c in noun.children if c.dep_ in ("prep", "agent") for p in c.children if p.dep_ == "pobj"]
        found = unique(a for t in near for a in self._meant(t))
        return found or unique(a for t in far for one in conjuncts_of(t) for a in self._named(one))

    def participants_of(self, gathering: Token) -> tuple[Actor, ...]:
        """Who meets: those named with the noun, else the two parties of the page."""
        named = unique(a for t in gathering.subtree if t.i != gathering.i for a in self._named(t))
        owner = self.owner_of(gathering)
        if len(named) > 1 or not owner:
            return named or self.principals_before(gathering)
        return owner

    def speaker_of(self, token: Token) -> tuple[Actor, ...]:
        """Whose "we" this is: the speaker of the statement the word stands in."""
        at = token.idx
        for statement in self.scene.article.statements:
            if any(part.start <= at < part.stop for part in statement.content):
                speaker = self.scene.actors_by_id.get(statement.speaker or "")
                return (speaker,) if speaker else ()
        return ()

    def who_speaks(self, pronoun: Token) -> tuple[Actor, ...]:
        """ "Mr Kone said he would travel": the subject of a reported clause, where it can be the speaker."""
        clause = pronoun.head
        while clause.dep_ == "conj":
            clause = clause.head
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "ccomp":
            return ()
        speaker = subject_of(clause.head)
        actor = self.scene.actor_at(speaker) if speaker is not None and speaker != pronoun else None
        return (actor,) if actor is not None and fits(pronoun, actor) else ()

    def taken_up_by(self, pronoun: Token) -> tuple[Actor, ...]:
        """The subject of the sentence before, where it is an actor that the pronoun can mean."""
        sentence = pronoun.sent
        for word in reversed(sentence.doc[max(0, sentence.start - 60) : sentence.start]):
            if word.dep_ in ("nsubj", "nsubjpass") and word.head.dep_ == "ROOT":
                actor = self.scene.actor_at(word)
                return (actor,) if actor and fits(pronoun, actor) else ()
        return ()

    def principals_before(self, token: Token) -> tuple[Actor, ...]:
        """The two parties a page is about: as the headline and first paragraph name them. Fewer than two are none."""
        rank = joint_parties().get(token.lemma_, "states")
        pair = self._states if rank == "states" or len(self._people) < 2 else self._people
        return pair if len(pair) == 2 else ()

    @cached_property
    def _states(self) -> tuple[Actor, ...]:
        return unique(a for a in self._opening if a.kind in ("state", "armed group"))[:2]

    @cached_property
    def _people(self) -> tuple[Actor, ...]:
        return unique(a for a in self._opening if a.kind == "person")[:2]

    @cached_property
    def _opening(self) -> tuple[Actor, ...]:
        paragraphs = [b for b in self.scene.article.blocks if b.role == "paragraph"]
        stop = paragraphs[0].stop if paragraphs else 600
        return unique(a for m, a in self.scene.mentions if m.stop <= stop and a.named)

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


def possible_antecedent(pronoun: Token) -> Token | None:
    """For "reaffirmed its readiness": the subject of the verb whose object the noun is."""
    verb = pronoun.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    subject = subject_of(verb)
    return subject if subject is not None and subject.i < pronoun.i else None


def is_joint(noun: Token) -> bool:
    """ "the two sides", "both ministers", "the parties"."""
    return noun.tag_ in ("NNS", "NNPS") and noun.lemma_.lower() in joint_parties()


def is_gathering(noun: Token) -> bool:
    if noun.lemma_.lower() in gatherings():
        return True
    named = noun.pos_ in ("PROPN", "NUM")  # "Phase II", "Round Three"
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
