"""A commitment while it is being read: words of the parse, before parties, dates and fate are settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.grammar import trimmed
from communique.grammar.parsed import Token
from communique.model import Actor, CommitmentKind, CommitmentStatus, Span

# Clauses that comment on an act and are no part of it: "..., he said", "which had been closed".
ASIDES = frozenset({"parataxis", "relcl", "ccomp_said"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
HELPERS = frozenset({"aux", "auxpass", "mark", "cc", "preconj", "punct", "advmod"})


@dataclass(slots=True)
class Draft:
    """`gathering` is the noun whose parties are
    to be presumed where none is named. `act` heads the words of what is to be done, `cue` is the word that binds. `clause` are the words that may hold
    the due date, `setting` those around the cue that may date the undertaking itself."""

    kind: CommitmentKind
    rule: str
    cue: Token
    act: Token
    debtor: tuple[Actor, ...]
    creditor: tuple[Actor, ...] = ()
    subject: Token | None = None
    weak: bool = False
    confidence: float = 0.8
    due: str | None = None
    status: CommitmentStatus = "open"
    fate: str | None = None
    clause: list[Token] = field(default_factory=list)
    setting: list[Token] = field(default_factory=list)
    condition: Span | None = None
    also: list[Span] = field(default_factory=list)
    gathering: Token | None = None
    postponed: bool = False
    was_due: str | None = None


def infinitive_of(word: Token) -> Token | None:
    """The infinitive a word takes: "promised to send", "a plan to build", "is due to meet"."""
    for child in word.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "relcl", "advcl") and child.i > word.i and has_to(child):
            return child
    for child in word.children:
        if child.dep_ in ("dobj", "dative", "pobj") and child.i > word.i:
            for below in child.children:
                if below.dep_ in ("acl", "relcl", "xcomp") and has_to(below):
                    return below
    return None


def has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def gerund_of(word: Token) -> Token | None:
    """ "committed to deepening", "its commitment to upholding"."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            return next((g for g in child.children if g.dep_ == "pcomp" and g.tag_ == "VBG"), None)
    return None


def clause_ahead(word: Token) -> Token | None:
    """The clause a word takes, where it speaks of what will be: "that it would", "that nobody be expelled"."""
    clause = next((c for c in word.children if c.dep_ in ("ccomp", "acl") and c.i > word.i), None)
    return clause if clause is not None and speaks_of_ahead(clause) else None


def speaks_of_ahead(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "'ll", "’ll", "would", "'d", "shall", "wo"}:
        return True
    return (verb.tag_ == "VB" or "be" in helpers) and not helpers & {"do", "does", "did", "to", "can", "could", "may"}


def object_after(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "obj") and c.i > verb.i), None)


def after_preposition(word: Token, *prepositions: str) -> Token | None:
    """The noun after "on", "to", "with" under a word."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            return next((p for p in child.children if p.dep_ in ("pobj", "pcomp")), None)
    return None


def acts_joined(act: Token) -> Iterator[Token]:
    """An act and those coordinated with it that have an object or a complement of their own: "to revive a train and to
    lift trade". "to meet and talk" stays one act."""
    yield act
    if is_refusal(act):
        return
    for child in act.children:
        if (
            (
                child.dep_ == "conj"
                and child.pos_ in ("VERB", "AUX")
                and not any(c.dep_ in SUBJECTS for c in child.children)
            )
            and child.tag_ == act.tag_
            and any(c.dep_ in ("dobj", "prep", "xcomp", "nsubjpass") for c in child.children)
        ):
            yield from acts_joined(child)


def is_refusal(act: Token) -> bool:
    """ "not to threaten or use force": the "not" covers all that follows, so the acts stay together."""
    return any(c.dep_ == "neg" and c.i < act.i for c in act.children)


def words_of(act: Token, *, with_relatives: bool = True) -> list[Token]:
    """The words of one act in reading order: without acts joined to it, and without asides."""
    left_out: set[int] = set()
    if not is_refusal(act) and any(c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") for c in act.children):
        left_out = {c.i for c in act.children if c.dep_ in ("cc", "preconj")}
    for child in act.subtree:
        joined = child.dep_ == "conj" and child.head == act and child.pos_ in ("VERB", "AUX")
        aside = child.dep_ == "parataxis" or (joined and not is_refusal(act))
        if child != act and (aside or (not with_relatives and child.dep_ == "relcl" and not has_to(child))):
            left_out |= {t.i for t in child.subtree}
    return [t for t in act.subtree if t.i not in left_out]


def act_span(act: Token, text: str) -> Span:
    """The words that name the act: the verb phrase without its subject, helpers and asides; for a passive with its
    subject ("36 observers would be deployed"); for a noun its phrase."""
    words = words_of(act, with_relatives=False)
    passive = next((c for c in act.children if c.dep_ == "nsubjpass" and c.tag_ not in ("WDT", "WP")), None)
    begin = passive.left_edge.i if passive is not None and passive.left_edge.i < act.i else act.i
    if act.pos_ not in ("VERB", "AUX"):
        begin = act.left_edge.i
    else:
        begin = min([begin, *(c.i for c in act.children if c.dep_ == "neg" and c.i < act.i and act.tag_ == "VB")])
    kept = [t for t in words if t.i >= begin]
    return run_of(kept or [act], text)


def run_of(words: list[Token], text: str) -> Span:
    """From the first word on, as far as the words run without a gap (punctuation apart). `text` is the article's: a Doc
    builds its text anew each time it is asked."""
    while len(words) > 1 and words[-1].dep_ in ("cc", "punct", "preconj"):
        words = words[:-1]
    last = words[0]
    for word in words[1:]:
        between = word.doc[last.i + 1 : word.i]
        if any(not t.is_punct and not t.is_space for t in between):
            break
        last = word
    span = Span(words[0].idx, last.idx + len(last))
    return unclosed(text, trimmed(text, span, " \t\n\xa0,;:.—–-”“\"'’"))


def unclosed(text: str, span: Span) -> Span:
    """Take back a closing bracket that trimming or parsing cut off."""
    said = text[span.start : span.stop]
    if said.count("(") > said.count(")") and text[span.stop : span.stop + 1] == ")":
        return Span(span.start, span.stop + 1)
    return span


def evidence_span(draft: Draft, text: str, *, alone: bool = True) -> Span:
    """The clause: from the party's words to the end of the act; for an act joined to another, its own words."""
    act = act_span(draft.act, text)
    if not alone:
        return act
    start, stop = min(draft.cue.idx, act.start), max(draft.cue.idx + len(draft.cue), act.stop)
    subject = draft.subject
    # A subject further off than this stands in another clause, and its words between are not part of the promise.
    if subject is not None and subject.sent == draft.cue.sent and 0 < start - subject.left_edge.idx < 160:
        start = subject.left_edge.idx
    return trimmed(text, Span(start, stop))
