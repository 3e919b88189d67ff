"""Quoted words inside somebody's sentence: 'called it "a farce"', 'accused Kigali of "arming rebels"'."""

from __future__ import annotations

from collections.abc import Sequence

from communique.grammar import Scene, is_passive
from communique.grammar.parsed import Token
from communique.model import Span
from communique.statements.contents import begins_noun, cut_short, span
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation, unmarked
from communique.statements.quoting import Quoting, is_title
from communique.statements.reports import FINITE, Report

# The longest phrase for what is called something; a longer one is a sentence of its own.
CALLED = 15


def fragment_drafts(scene: Scene, quoting: Quoting, drafts: Sequence[Draft]) -> list[Draft]:
    """A statement for quoted words that a reporting verb governs and no other statement holds."""
    found: dict[int, Draft] = {}
    held = [part for draft in drafts for part in draft.parts]
    told = {draft.verb.i: draft for draft in drafts if draft.verb is not None and not draft.quoted}
    for q in quoting.outer:
        if q.start in quoting.used or any(p.start <= q.inner.start and q.inner.stop <= p.stop for p in held):
            continue
        report = governing(quoting, q)
        if report is None or q.inner.start >= q.inner.stop or not says_something(quoting, q, report):
            continue
        words = predicate_of(quoting, q, report)
        if report.verb.i in told:
            go_on(told[report.verb.i], words)
            continue
        if report.verb.i in found:
            parts = found[report.verb.i].parts
            parts += [words] if not parts[-1].touches(words) else []
            continue
        words = unmarked(words, quoting.outer)
        found[report.verb.i] = Draft(
            rule=f"{report.cue.id}:fragment",
            parts=[words],
            near=report.verb,
            verb=report.verb,
            cue=Span(report.verb.idx, report.verb.idx + len(report.verb)),
            speaker=report.subject,
            confidence=0.8,
        )
    return list(found.values())


def go_on(draft: Draft, words: Span) -> None:
    """Quoted words after a clause of the same verb ("said the road was shut and there was “no hope” of opening it")."""
    last = max(draft.parts)
    if words.start < last.stop:
        return
    if draft.rule.endswith(":after"):
        draft.parts.append(words)
    else:
        draft.parts[draft.parts.index(last)] = Span(last.start, words.stop)


def says_something(quoting: Quoting, q: Quotation, report: Report) -> bool:
    """Not a title, and more than one word where the verb would take a clause ("said “premium” seats were sold")."""
    words = quoting.text[q.inner.start : q.inner.stop]
    if is_title(words.strip() or "-"):
        return False
    return len(words.split()) > 1 or not report.takes("clause")


def predicate_of(quoting: Quoting, q: Quotation, report: Report) -> Span:
    """The quoted words with the rest of the phrase they stand in ("a “brazen breach” of the accord").

    Not more than as many words again and four: beyond, the phrase is the writer's and not the speaker's.
    """
    tokens = quoting.tokens(q.start, q.stop)
    words = quoting.words_of(q)
    verb = report.verb
    if report.takes("predicate") and not is_passive(verb) and (called := object_called(verb, tokens[0])) is not None:
        return Span(called.idx, q.stop)
    if report.takes("clause") and begins_noun(verb.nbor(1)) and verb.i + 2 < tokens[0].i:
        last = max(tokens[-1].i, verb.sent.end - 1)
        return span(verb, verb.i + 1, cut_short(verb.doc[verb.i + 1 : last + 1], verb))
    for child in verb.children:
        if not (child.left_edge.i <= tokens[0].i and tokens[-1].i <= child.right_edge.i and child.i > verb.i):
            continue
        part = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), child)
        inside = [t.i for t in part.subtree if t.i > verb.i and not t.is_space]
        subject = next((c for c in part.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            inside = [i for i in inside if i > subject.right_edge.i]
        if not inside or not inside[0] <= tokens[0].i <= tokens[-1].i <= inside[-1]:
            return words
        if verb.doc[inside[0]].tag_ == "PRP" and inside[0] + 1 < tokens[0].i:  # "urged it to “...”"
            inside = [i for i in inside if i > inside[0]]
        outer = span(verb, inside[0], inside[-1])
        many = len(quoting.text[outer.start : outer.stop].split())
        return outer if many <= 2 * len(quoting.text[words.start : words.stop].split()) + 4 else words
    return words


def object_called(verb: Token, first: Token) -> Token | None:
    """Where what is called something begins ("called the plan of the deputies “a farce”"): without it nothing is said.

    Not a pronoun, which would say no more, and nothing behind another verb or a comma.
    """
    between = list(verb.doc[verb.i + 1 : first.i])
    if len(between) > 1 and between[-1].lower_ in ("a", "an", "the"):
        between.pop()
    if not between or len(between) > CALLED or not begins_noun(between[0]):
        return None
    if between[0].tag_ in ("PRP", "EX") or any(t.tag_ in FINITE or t.text in (",", ";", ":") for t in between):
        return None
    return between[0]


def governing(quoting: Quoting, q: Quotation) -> Report | None:
    """The reporting verb above quoted words; where the parse lost the thread, the nearest one before them."""
    tokens = quoting.tokens(q.inner.start, q.inner.stop)
    if not tokens:
        return None
    head = quoting.doc[tokens[0].i : tokens[-1].i + 1].root
    for above in head.ancestors:
        report = quoting.reports.get(above.i)
        if report is not None:
            return report if usable(report, tokens[0]) else None
    for token in reversed(list(quoting.doc[tokens[0].sent.start : tokens[0].i])):
        report = quoting.reports.get(token.i)
        if report is not None:
            return report if usable(report, tokens[0]) else None
    return None


def usable(report: Report, first: Token) -> bool:
    return report.takes("fragment") and report.verb.i < first.i and not report.negated and not report.unsaid
