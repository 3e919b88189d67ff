"""Find what an article reports as said: by whom, in which words, through which channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from communique.grammar import Scene
from communique.model import Block, Manner, Passage, Span, Statement, content_id
from communique.statements.channels import channel_in, sentence_span
from communique.statements.contents import clause_contents
from communique.statements.drafts import Draft
from communique.statements.fragments import fragment_drafts
from communique.statements.marks import Quotation, find_quotations
from communique.statements.quoting import Quoting
from communique.statements.reports import Report, reports_in
from communique.statements.sources import source_drafts
from communique.statements.speakers import actor_of, phrase_span

# What an outlet says of itself or of a picture reports nothing.
READ = frozenset({"paragraph", "summary", "headline", "subheading"})


def find_statements(scene: Scene) -> tuple[Statement, ...]:
    """What is reported as said, in reading order.

    A statement whose speaker the page does not name is kept with `speaker=None`: that nobody is named is news.
    """
    lines = [span for span in (line_of(scene, block) for block in scene.article.blocks) if span is not None]
    quotations = find_quotations(scene.text, lines)
    reports = {r.verb.i: r for r in reports_in(scene.doc) if in_lines(r.verb.idx, lines)}
    quoting = Quoting(scene.doc, quotations, reports)
    drafts = quoting.drafts(lines)
    quoted = [q for q in quoting.outer if q.start in quoting.used]
    drafts += clause_drafts(scene, reports.values(), drafts, quotations, quoted)
    drafts += source_drafts(scene, quotations, drafts, quoted)
    drafts += fragment_drafts(scene, quoting, drafts)
    found = [statement_of(scene, draft, quotations) for draft in without_repeats(drafts)]
    return tuple(sorted(found, key=lambda s: (s.content[0].start, s.content[0].stop)))


def line_of(scene: Scene, block: Block) -> Span | None:
    """A block's words, outer spaces left out; None for a block that reports nothing."""
    text = scene.text[block.start : block.stop]
    start = block.start + len(text) - len(text.lstrip())
    stop = block.start + len(text.rstrip())
    return Span(start, stop) if block.role in READ and start < stop else None


def in_lines(offset: int, lines: Sequence[Span]) -> bool:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].stop <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(lines) and lines[low].start <= offset


def clause_drafts(
    scene: Scene,
    reports: Iterable[Report],
    drafts: Sequence[Draft],
    quotations: Sequence[Quotation],
    quoted: Sequence[Quotation],
) -> list[Draft]:
    """Statements in clauses: of every reporting verb that does not already report a quotation."""
    taken = {draft.verb.i for draft in drafts if draft.verb is not None}
    found = []
    for report in reports:
        if report.verb.i in taken or any(q.start <= report.verb.idx < q.stop for q in quoted):
            continue
        told = clause_contents(report)
        if told is None:
            continue
        construction, parts = told
        parts = [unmarked(fitted(part, quotations), quotations) for part in parts]
        found.append(
            Draft(
                rule=f"{report.cue.id}:{construction}",
                parts=parts,
                near=report.verb,
                verb=report.verb,
                cue=Span(report.verb.idx, report.verb.idx + len(report.verb)),
                speaker=report.subject,
                confidence=0.9 if report.cue.kind == "speech" else 0.6,
            )
        )
    return found


def fitted(part: Span, quotations: Sequence[Quotation]) -> Span:
    """The span widened so that it cuts through no quotation."""
    start, stop = part.start, part.stop
    for q in quotations:
        if q.depth == 0 and q.start < stop and start < q.stop and not (q.start <= start and stop <= q.stop):
            start = min(start, q.start) if q.start < start < q.inner.stop else start
            stop = max(stop, q.stop) if q.inner.start < stop else stop
    return Span(start, max(start, stop))


def unmarked(part: Span, quotations: Sequence[Quotation]) -> Span:
    """The span without quotation marks that enclose the whole of it."""
    for q in quotations:
        if q.start <= part.start <= q.inner.start and q.inner.stop <= part.stop <= q.stop:
            return q.inner
    return part


def without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """Each passage once: of drafts with the same words the first stays."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for draft in drafts:
        draft.parts = [part for part in draft.parts if part.start < part.stop]
        if not draft.parts:
            continue
        first = draft.parts[0]
        key = (first.start, draft.parts[-1].stop)
        if key in seen:
            continue
        seen.add(key)
        kept.append(draft)
    return kept


def statement_of(scene: Scene, draft: Draft, quotations: Sequence[Quotation]) -> Statement:
    """The draft with its speaker resolved, as a record."""
    source = draft
    while source.speaker is None and source.same_speaker is not None:
        source = source.same_speaker
    actor = actor_of(scene, source.speaker) if source.speaker is not None else None
    where = source.speaker_span or (phrase_span(source.speaker, source.verb) if source.speaker is not None else None)
    near = sentence_span(draft.near)
    parts = tuple(sorted(draft.parts))
    return Statement(
        id=content_id("statement", scene.article.id, parts[0].start, parts[-1].stop, draft.rule),
        speaker=actor.id if actor is not None else None,
        speaker_at=where,
        cue=draft.cue,
        content=parts,
        manner=manner_of(draft, quotations, scene.text),
        channel=draft.channel or channel_in(scene.text, near, list(parts)),
        evidence=evidence_of(scene, draft.near, parts),
        rule=draft.rule,
        confidence=draft.confidence,
    )


def manner_of(draft: Draft, quotations: Sequence[Quotation], text: str) -> Manner:
    """Direct where whole sentences are quoted, mixed where some words are, else indirect."""
    if draft.quoted:
        return "direct"
    for part in draft.parts:
        for q in quotations:
            if q.inner.start < part.stop and part.start < q.inner.stop and text[q.inner.start : q.inner.stop].strip():
                return "mixed"
    return "indirect"


def evidence_of(scene: Scene, near: Token, parts: Sequence[Span]) -> tuple[Passage, ...]:
    """The sentences that report it: from the first to the last that hold its words, one passage a paragraph."""
    sentence = sentence_span(near)
    spans = [sentence]
    for part in parts:
        touching = next((s for s in spans if s.touches(part)), None)
        if touching is None:
            spans.append(part)
        elif not touching.covers(part):
            spans.remove(touching)
            spans.append(Span(min(touching.start, part.start), max(touching.stop, part.stop)))
    return tuple(span.of(scene.text) for span in sorted(spans))
