"""Who speaks: from the words that name the speaker to an actor, or to nobody where the page names nobody."""

from __future__ import annotations

from communique.grammar import Scene, conjuncts_of
from communique.grammar.parsed import Stretch, Token
from communique.model import Actor, Mention, Span
from communique.statements.cues import documents, gendered, voices
from communique.statements.reports import noun_bounds

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How many sentences back a pronoun's name may stand.
REACH = 3
PERSON = frozenset({"person"})
THING = frozenset({"state", "body", "party", "military", "armed group", "company", "media", "intergovernmental"})
GROUP = THING | {"population"}
# Pronouns are a closed class: what they can mean, and of which gender.
PRONOUNS = {"he": PERSON, "she": PERSON, "it": THING, "they": GROUP}
PRONOUNS |= {"his": PERSON, "him": PERSON, "her": PERSON, "its": THING, "their": GROUP, "them": GROUP}
GENDER = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


def phrase_span(noun: Token, verb: Token | None) -> Span:
    """The full noun phrase that names a speaker, appositions and relative clauses inside."""
    first, last = noun_bounds(noun, verb if verb is not None else noun.head)
    doc = noun.doc
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


class Speakers:
    """Who each speaker's phrase of an article means. Pronouns and "the minister" are looked for in the words before."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._known: dict[int, Actor | None] = {}
        self._said: list[tuple[int, Actor]] = []
        self._unnamed: Span | None = None

    def of(self, noun: Token) -> Actor | None:
        """The actor this noun heads a phrase for, or None where the page names nobody."""
        if noun.i not in self._known:
            self._known[noun.i] = None  # a pronoun may not lead back to itself
            found = self._find(antecedent_of(noun))
            self._known[noun.i] = found
            if found is not None:
                self._said.append((noun.idx, found))
        return self._known[noun.i]

    def unnamed_again(self, noun: Token | None, where: Span) -> Span:
        """The words for a speaker that the page does not name; for "it", those of the sentence before ("an official
        statement said ... It added")."""
        if noun is None or noun.lower_ != "it":
            self._unnamed = where
            return where
        return self._unnamed_before(noun) or where

    def _unnamed_before(self, it: Token) -> Span | None:
        last = self._unnamed
        if last is None or not it.sent.start:
            return None
        before = it.doc[it.sent.start - 1].sent
        return last if before.start_char <= last.start < before.end_char else None

    def beside(self, noun: Token | None, first: Actor | None) -> tuple[str, ...]:
        """Those who speak jointly with the first ("Berg and Lund said")."""
        if noun is None or first is None:
            return ()
        others = [self.of(word) for word in conjuncts_of(noun)[1:]]
        return tuple(dict.fromkeys(a.id for a in others if a is not None and a.id != first.id))

    def _find(self, noun: Token) -> Actor | None:
        actor = actor_of(self.scene, noun)
        if actor is not None and actor.named:
            return actor
        kinds = PRONOUNS.get(noun.lower_)
        if noun.lower_ == "it" and self._unnamed_before(noun) is not None:
            return None
        if kinds is not None:
            before = self._before(noun, kinds)
            return before if actor is None or (before is not None and before.named) else actor
        if noun.text.startswith("@") or noun.nbor(-1 if noun.i else 0).text == "@":
            return actor or self._handled(noun)
        if _is_document(noun) and actor is None and is_definite(noun):
            return self._last_body(noun)
        if is_definite(noun) and (same := self._same_office(noun)) is not None:
            return same
        return actor

    def _before(self, pronoun: Token, kinds: frozenset[str]) -> Actor | None:
        """Whom a pronoun means: the subject of the sentence before, else its last mention that can be meant.

        Three sentences back at most: farther off the writer would have used a name.
        """
        gender = GENDER.get(pronoun.lower_)
        sentence = pronoun.sent
        said = content_before(pronoun)
        own = [t for t in sentence if t.i < pronoun.i and t.dep_ in SUBJECTS and t.i not in said]
        for subject in reversed(own):
            if (found := self._fitting(subject, kinds, gender)) is not None:
                return found
        for _ in range(REACH):
            if sentence.start == 0:
                return None
            sentence = pronoun.doc[sentence.start - 1].sent
            if (found := self._in_sentence(sentence, kinds, gender)) is not None:
                return found
        return None

    def _in_sentence(self, sentence: Stretch, kinds: frozenset[str], gender: str | None) -> Actor | None:
        subjects = [t for t in sentence if t.dep_ in SUBJECTS]
        main = [t for t in subjects if t.head.dep_ == "ROOT"]
        others = [t for t in subjects if t.head.dep_ in ("conj", "ccomp", "parataxis")]
        for subject in (*main, *reversed(others)):
            if (found := self._fitting(subject, kinds, gender)) is not None:
                return found
        span = Span(sentence.start_char, sentence.end_char)
        for _, actor in reversed(self.scene.mentions_in(span)):
            if self._fits(actor, kinds, gender):
                return actor
        return None

    def _fitting(self, subject: Token, kinds: frozenset[str], gender: str | None) -> Actor | None:
        if subject.lower_ in PRONOUNS and GENDER.get(subject.lower_) != gender:
            return None
        found = self.of(subject)
        return found if found is not None and self._fits(found, kinds, gender) else None

    def _fits(self, actor: Actor, kinds: frozenset[str], gender: str | None) -> bool:
        if actor.kind not in kinds:
            return False
        known = self._gender(actor)
        return gender is None or known is None or known == gender

    def _gender(self, actor: Actor) -> str | None:
        """Man or woman, as the words around a person's mentions tell ("spokeswoman", "Mr"); None where they do not."""
        for mention in actor.mentions:
            around = self.scene.text[max(0, mention.start - 40) : mention.stop + 12]
            near = around[
                max(around.rfind("."), around.rfind("\n"), around.rfind(",") if "," in around[:28] else -1) + 1 :
            ]
            words = {word.strip(".,’'").lower() for word in near.split()}
            for word in words & gendered().keys():
                return gendered()[word]
        return None

    def _last_body(self, noun: Token) -> Actor | None:
        """ "the statement added": whoever spoke last."""
        before = [actor for offset, actor in self._said if offset < noun.idx]
        return before[-1] if before else None

    def _handled(self, handle: Token) -> Actor | None:
        """ "@AnnaBerg": the person or body whose name a handle writes in one word."""
        name = plain_name(handle.text)
        named = [a for a in self.scene.article.actors if a.named and plain_name(a.name) == name]
        return named[0] if len(named) == 1 else None

    def _same_office(self, noun: Token) -> Actor | None:
        """ "the ambassador": the person last called an ambassador, by office or in the words around the name."""
        lemma = noun.lemma_.lower()
        best: tuple[int, Actor] | None = None
        for mention, actor in self.scene.mentions:
            if mention.start >= noun.idx:
                break
            if actor.kind != "person" or not actor.named:
                continue
            if any(lemma in office.title.split() for office in actor.offices) or lemma in self._called(mention):
                best = (mention.start, actor)
        return best[1] if best is not None else None

    def _called(self, mention: Mention) -> set[str]:
        head = self.scene.head_of(mention.span)
        words = {child.lemma_.lower() for child in head.children if child.dep_ in ("compound", "appos")}
        return words | ({head.head.lemma_.lower()} if head.dep_ == "appos" else set())


def plain_name(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def content_before(pronoun: Token) -> set[int]:
    """The words a parenthetical report tells ("The minister, he said, would come"): their subject is not its speaker."""
    verb = pronoun.head
    said = {t.i for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for t in c.subtree}
    if verb.dep_ == "parataxis":
        said |= {c.i for c in verb.head.children if c.dep_ in SUBJECTS}
    return said | {c.i for c in verb.children if c.dep_ in SUBJECTS}


def is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def actor_of(scene: Scene, noun: Token) -> Actor | None:
    """The actor a speaker's phrase means by its own words.

    An apposition may carry the name ("its spokesman, Layth Abd"). An unnamed voice speaks for its body ("a ministry
    spokeswoman"), a document for its author ("a Foreign Office statement").
    """
    own = scene.actor_at(noun)
    if own is not None and own.named:
        return own
    for child in noun.children:
        if child.dep_ in ("appos", "compound") and child.pos_ in ("PROPN", "NOUN"):
            named = scene.actor_at(child)
            if named is not None and named.kind == "person" and named.named:
                return named
    if own is None or own.kind == "person":
        named = person_beyond(scene, noun)
        if named is not None:
            return named
    if noun.lemma_.lower() in voices() or noun.lower_ in voices() or _is_document(noun):
        return body_behind(scene, noun) or own
    return own


def person_beyond(scene: Scene, noun: Token) -> Actor | None:
    """ "the envoy in New York, Anna Berg": the name hung on the place that the office names."""
    for prep in noun.children:
        for place in prep.children if prep.dep_ == "prep" and prep.i > noun.i else ():
            for child in place.children:
                if child.dep_ == "appos" and child.pos_ == "PROPN":
                    named = scene.actor_at(child)
                    if named is not None and named.kind == "person" and named.named:
                        return named
    return None


def antecedent_of(noun: Token) -> Token:
    """What "who" or "which" stands for."""
    if noun.tag_ in ("WP", "WDT"):
        clause = next((above for above in noun.ancestors if above.dep_ in ("relcl", "acl")), None)
        if clause is not None and clause.dep_ == "relcl":
            return clause.head
    return noun


def _is_document(noun: Token) -> bool:
    return noun.lemma_.lower() in documents()


def body_behind(scene: Scene, noun: Token) -> Actor | None:
    """The owner of a voice or a document: possessor, compound, or the noun after "of", "for", "from", "by"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod", "amod") and (found := scene.actor_at(child)) is not None:
            return found
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "for", "from", "by", "at"):
            for deep in child.children:
                if deep.dep_ == "pobj" and (found := actor_of(scene, deep)) is not None:
                    return found
    return None
