"""A denial while it is being read: who denies, in which words, and what of the page they point to."""

from __future__ import annotations

from dataclasses import dataclass

from communique.claims.charges import Charge, content_lemmas
from communique.claims.drafts import after_preposition
from communique.claims.parties import Parties
from communique.grammar import Scene, trimmed
from communique.grammar.parsed import Token
from communique.model import Actor, Span

POINTING = frozenset({"it", "this", "that", "them", "which", "these", "those", "so", "both", "all"})


@dataclass(slots=True)
class Denial:
    """`content` are the words for what is denied, empty where it only points back ("denied this"); `own` is the charge
    that the denial itself quotes ("a report that ..."). `bound`: the charge stands before it in the same sentence, up to
    `cut`. `pronoun`: it is denied as "this" or "it", so that the nearest words are meant; `noun`: it is denied
    as "the allegation", "the report". `accused`: only whom the charge is laid at denies by these words. `part`: a part in
    what is charged is denied, whose words stand before. `said_by`: whose account is denied, where the words say so ("the Iranian account").
    `named`: the words that name what is denied, where no others tell it ("allegations targeting the embassy")."""

    at: int
    rule: str
    denier: tuple[Actor, ...]
    whole: Span
    content: Span | None
    lemmas: frozenset[str]
    own: Charge | None = None
    bound: bool = False
    statement: str | None = None
    cut: int | None = None
    said_by: tuple[Actor, ...] = ()
    named: Span | None = None
    pronoun: bool = False
    noun: str = ""
    accused: bool = False
    part: bool = False


def denial_of(
    cue: Token, rule: str, content: Token | None, who: Token | None, scene: Scene, parties: Parties
) -> Denial:
    words = told_in(content) if content is not None else []
    span = trimmed(scene.text, Span(words[0].idx, words[-1].idx + len(words[-1]))) if words else None
    marks = [cue.idx, cue.idx + len(cue)]
    if span is not None:
        marks += [span.start, span.stop]
    if who is not None and who.sent == cue.sent:
        marks += [who.left_edge.idx, who.idx + len(who)]
    # "Both deny it" after a charge: those charged, whoever was named last.
    denier = () if who is not None and is_bare_both(who) else parties.at(who)
    return Denial(cue.i, rule, denier, trimmed(scene.text, Span(min(marks), max(marks))), span, content_lemmas(words))


def told_in(content: Token) -> list[Token]:
    """The words of a content clause. A participle behind a comma tells on ("denied that talks had ended, *saying* that a
    mission was due"): parses hang it on the content, but it is the denier's."""
    words = list(content.subtree)
    tails = [
        c
        for c in content.children
        if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > content.i and c.left_edge.i > words[0].i
    ]
    tail = next((c for c in tails if c.left_edge.nbor(-1).text == ","), None)
    return [word for word in words if word.i < tail.left_edge.i - 1] if tail is not None else words


def bound_to(denial: Denial, noun: Token) -> Denial:
    denial.bound, denial.cut = True, noun.left_edge.idx
    return denial


def answering(denial: Denial, noun: Token, parties: Parties) -> Denial:
    """Denying what was said points back to it; "the Iranian account" also says to whom."""
    if denial.own is None and noun.lower_ not in POINTING:
        denial.said_by = who_told(noun, parties)
    if denial.own is None:
        denial.content = None
        if (end := noun.right_edge).i > noun.i:
            denial.named = trimmed(parties.scene.text, Span(noun.idx, end.idx + len(end)))
    denial.pronoun, denial.noun = noun.lower_ in POINTING, noun.lemma_.lower()
    return denial


def who_told(noun: Token, parties: Parties) -> tuple[Actor, ...]:
    """Whose account is denied: "the Iranian account", "a claim by the union"."""
    owner = next((c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")), None)
    by = after_preposition(noun, "by", "from")
    return parties.at(by) or (parties.at(owner) if owner is not None and named_party(owner, parties) else ())


def named_party(word: Token, parties: Parties) -> bool:
    return word.dep_ == "poss" or parties.scene.actor_at(word) is not None


def is_bare_both(word: Token) -> bool:
    return word.lower_ == "both" and not any(True for _ in word.children)
