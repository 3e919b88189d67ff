"""Two parties' words about one thing, of which one says "not", or says that the other did it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.claims.charges import Charge, content_lemmas, named_in, stem_of
from communique.claims.contest_entries import contradiction, role_reversal
from communique.claims.denial_drafts import Denial
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor

# A charge of this weight says that somebody did wrong; below it stand "said" and plain reports.
ACCUSES = 0.7
# Of what an answer says, the part that must be in the charge before it: at less, "no boat was seen" answered any boat.
FLAT = 0.6
# Words between a charge and an answer to it. Beyond a long paragraph somebody answered another charge.
ANSWER_REACH = 90
# Statements between two that lay the same act at each other's door. Farther apart they were of different days.
ROLES_REACH = 8
QUOTE_MARKS = frozenset("\"“”„«»‘’'") | {"''", "``"}
# Words by which an answer takes up what was charged, and word classes that name no act: closed classes.
TAKES_UP = frozenset({"them", "him", "her", "it", "this", "that", "there"})
BARE = frozenset({"PRON", "AUX", "PART", "DET", "SCONJ", "PUNCT", "ADV"})


def shares(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    return bool({a.id for a in one} & {a.id for a in other})


def same_side(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    """The same actor, or one that belongs to the same state: a spokesman denies what his country is charged with."""
    mine, theirs = list(one), list(other)
    if shares(mine, theirs):
        return True
    return bool({a.country for a in mine if a.country} & {a.country for a in theirs if a.country})


def contradictions(scene: Scene, charges: list[Charge], denials: list[Denial]) -> list[Denial]:
    """Statements that say "not" of what another party has said: "Khan is not a threat" after "a threat"."""
    noes = [c for c in charges if c.negated and c.how in ("statement", "clause")]
    found = []
    for one in noes:
        if any(d.whole.touches(one.whole) for d in denials):
            continue
        other = next((c for c in charges if c is not one and contradicts(scene, one, c)), None)
        if other is not None:
            found.append(answer(one, other, contradiction().id))
    return found


def answer(one: Charge, other: Charge, rule: str) -> Denial:
    return Denial(one.at, rule, one.asserter, one.whole, one.content, one.lemmas, own=other, statement=one.statement)


def contradicts(scene: Scene, one: Charge, other: Charge) -> bool:
    """Whether the "not" of one is said of what the other says."""
    if shares(one.asserter, other.asserter) or not both_named(one, other):
        return False
    if one.content.touches(other.content):
        return as_alleged(scene, one, other)
    if other.negated:
        return False
    mine = 0 < one.at - other.at < ANSWER_REACH and same_side(one.asserter, other.target)
    common = one.lemmas & other.lemmas
    if says_the_same(one, other, common) or (mine and common and other.weight >= ACCUSES):
        return True
    if 0 <= scene.sentence_of[one.at] - scene.sentence_of[other.at] <= 1 and answers_next(scene, one, other, mine):
        return True
    return mine and bool(other.lemmas & quoted_lemmas(scene, one))


def says_the_same(one: Charge, other: Charge, common: frozenset[str]) -> bool:
    needed = 2 if other.how in ("as", "of", "noun") else 3
    least = contradiction().shared * min(len(one.lemmas), len(other.lemmas))
    return len(common) >= max(needed, least)


def answers_next(scene: Scene, one: Charge, other: Charge, mine: bool) -> bool:
    """Whether one answers the other in the same sentence or the next."""
    after = one.at > other.at
    if flatly_denied(one, other) or (after and says_only_no(words_in(scene, one))):
        return True
    return mine and takes_up(scene, one, other)


def as_alleged(scene: Scene, one: Charge, other: Charge) -> bool:
    """ "Insisted that no weapons passed, as Somaliland had alleged": what is alleged is what the "not" denies."""
    alleges = scene.doc[other.at]
    after = any(c.lower_ == "as" for c in alleges.children) and one.at < alleges.i
    return after and alleges.dep_ == "advcl" and other.how == "clause"


def says_only_no(words: list[Token]) -> bool:
    """ "Gunboats fired, Brazil says; Bolivia says they did not": the answer has nothing but its "not"."""
    return all(t.pos_ in BARE or t.lemma_ in ("do", "have") for t in words)


def flatly_denied(one: Charge, other: Charge) -> bool:
    """ "alleged that ballots had been burnt. “Nothing was burnt,” the commission said": all that the answer says, said of
    a charge in this sentence or the one before."""
    common = one.lemmas & other.lemmas
    told = max(one.weight, other.weight) >= ACCUSES or (other.at < one.at and same_side(one.asserter, other.target))
    return told and bool(common) and len(common) >= max(1.0, FLAT * len(one.lemmas))


def takes_up(scene: Scene, one: Charge, other: Charge) -> bool:
    """ "“Tunisian customs emptied our lorries.” Tunis said its officers had not touched them": right after, and of the same
    thing by a pronoun or the same place by its name."""
    mine, theirs = words_in(scene, one), words_in(scene, other)
    if any(t.lemma_ in contradiction().unless for t in mine):
        return False
    if any(t.lower_ in TAKES_UP and t.dep_ in ("dobj", "pobj", "advmod") for t in mine):
        return True
    places = {t.text for t in theirs if t.pos_ == "PROPN" and scene.actor_at(t) is None}
    return any(t.text in places for t in mine)


def words_in(scene: Scene, charge: Charge) -> list[Token]:
    return list(scene.doc.char_span(charge.content.start, charge.content.stop, alignment_mode="expand") or ())


def quoted_lemmas(scene: Scene, charge: Charge) -> frozenset[str]:
    """What a "not" takes up in quotation marks ("was nobody's “paymaster”") are another's words."""
    inside, found = False, []
    for word in words_in(scene, charge):
        if word.text in QUOTE_MARKS:
            inside = not inside
        elif inside:
            found.append(word)
    return content_lemmas(found)


def both_named(one: Charge, other: Charge) -> bool:
    """Only between parties with names: "a judge" and Judge Nervo may be one man; "Peruvian officials" are none."""
    return all(any(a.named or a.kind != "person" for a in side.asserter) for side in (one, other))


def swapped_roles(scene: Scene, charges: list[Charge], denials: list[Denial]) -> list[Denial]:
    """Two sides that say the same act of each other: "Chad fired first", "it was Niger that fired first"."""
    told = [(c, roles_of(scene, c)) for c in charges if c.how in ("statement", "clause")]
    found: list[Denial] = []
    for i, (one, mine) in enumerate(told):
        for other, theirs in told[max(0, i - ROLES_REACH) : i]:
            if mine is None or theirs is None or one.content.touches(other.content) or mine.verb != theirs.verb:
                continue
            at_once = sentences_apart(scene, one, other) <= 1 and mine.verb in one.lemmas & other.lemmas
            alike = (
                at_once
                or len(one.lemmas & other.lemmas) >= 2
                or (mine.does in theirs.others and theirs.does in mine.others)
            )
            blames = same_side((mine.does,), other.asserter) and same_side((theirs.does,), one.asserter)
            if not alike or not blames or mine.does.id == theirs.does.id or any(d.at == one.at for d in denials):
                continue
            found.append(answer(one, other, role_reversal().id))
            break
    return found


def sentences_apart(scene: Scene, one: Charge, other: Charge) -> int:
    return abs(scene.sentence_of[one.at] - scene.sentence_of[other.at])


class Roles(NamedTuple):
    """The main verb of a proposition, who does it, and who else is named in it."""

    verb: str
    does: Actor
    others: tuple[Actor, ...]


def roles_of(scene: Scene, charge: Charge) -> Roles | None:
    """Who does what in these words; "it was Niger that fired" says that Niger fired. None where nobody is named."""
    words = scene.doc.char_span(charge.content.start, charge.content.stop, alignment_mode="expand")
    if words is None or not len(words):
        return None
    verb = words.root
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.lemma_ == "be" and subject is not None and subject.lower_ == "it":
        named = next((c for c in verb.children if c.dep_ == "attr"), None)
        clause = next((t for t in verb.subtree if t != verb and t.dep_ in ("relcl", "ccomp", "acl")), None)
        if named is not None and clause is not None:
            subject, verb = named, clause
    actor = scene.actor_at(subject) if subject is not None else None
    if (
        actor is None
        or not actor.named
        or any(c.dep_ == "neg" and c.head == verb and c.i < verb.i for c in verb.children)
    ):
        return None
    return Roles(stem_of(verb.lemma_.lower()), actor, tuple(a for a in named_in(scene, charge.content) if a != actor))
