"""Quoted words inside somebody's sentence: 'called it "a farce"', 'accused Kigali of "arming rebels"'."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.grammar import Scene
from communique.model import Span
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation
from communique.statements.quoting import Quoting
from communique.statements.reports import Report


def fragment_drafts(scene: Scene, quoting: Quoting, drafts: Sequence[Draft]) -> list[Draft]:
    """A statement for quoted words that a reporting verb governs and no other statement holds."""
    found: dict[int, Draft] = {}
    held = [part for draft in drafts for part in draft.parts]
    for q in quoting.outer:
        if q.start in quoting.used or any(p.start <= q.inner.start and q.inner.stop <= p.stop for p in held):
            continue
        report = governing(quoting, q)
        if report is None or q.inner.start >= q.inner.stop:
            continue
        words = quoting.words_of(q)
        if report.verb.i in found:
            found[report.verb.i].parts.append(words)
            continue
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
