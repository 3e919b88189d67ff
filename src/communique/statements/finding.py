"""Find what an article reports as said: by whom, in which words, through which channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Manner, Passage, Span, Statement, content_id
from communique.statements.channels import addressed_outlet, carried_channels, channel_in, sentence_span
from communique.statements.circumstances import addressee_of, day_of
from communique.statements.contents import clause_contents
from communique.statements.drafts import Draft
from communique.statements.fragments import fragment_drafts
from communique.statements.interviews import interview_drafts
from communique.statements.labels import headline_drafts, signed_drafts
from communique.statements.marks import Quotation, covered, find_quotations, fitted, unmarked
from communique.statements.quoting import Quoting
from communique.statements.reports import Report, reports_in
from communique.statements.sources import source_drafts
from communique.statements.speakers import Speakers, phrase_span
from communique.statements.venues import occasion_of, settled


def find_statements(scene: Scene) -> tuple[Statement, ...]:
    """What is reported as said, in reading order.

    A statement whose speaker the page does not name is kept with `speaker=None`: that nobody is named is news.
    """
    lines = [span for span in (scene.line_of(block) for block in scene.article.blocks) if span is not None]
    quotations = find_quotations(scene.text, lines)
    reports = {r.verb.i: r for r in reports_in(scene.doc) if in_lines(r.verb.idx, lines)}
    quoting = Quoting(scene.doc, quotations, reports)
    answers = interview_drafts(scene)
    signed = signed_drafts(scene, quotations, ())
    quoting.sign(signed)
    drafts = [*signed, *headline_drafts(scene, quotations), *outside(quoting.drafts(lines), answers)]
    quoted = [q.span for q in quoting.outer if q.start in quoting.used] + [part for d in answers for part in d.parts]
    drafts += clause_drafts(scene.text, reports.values(), drafts, quotations, quoted)
    drafts = joined(drafts)
    drafts += source_drafts(scene, quotations, quoted)
    drafts += outside(fragment_drafts(scene, quoting, drafts), answers)
    speakers = Speakers(scene)
    ordered = sorted(without_repeats([*answers, *drafts]), key=lambda draft: draft.near.i)
    found = [statement_of(scene, draft, quotations, speakers) for draft in ordered]
    found.sort(key=lambda s: (s.content[0].start, s.content[0].stop))
    return tuple(settled(scene, carried_channels(scene, without_trailers(scene, found))))


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that go on from a clause ('..., he said. "We are ready."') put together with that clause."""
    by_verb = {d.verb.i: d for d in drafts if d.verb is not None}
    kept = []
    for draft in drafts:
        head = by_verb.get(draft.joins.i) if draft.joins is not None else None
        if head is None or head is draft:
            kept.append(draft)
        else:
            head.parts += draft.parts
    return kept


def outside(drafts: Iterable[Draft], answers: Sequence[Draft]) -> list[Draft]:
    """Of the drafts inside an interview's answer only those whose own verb reports them."""
    spans = [part for answer in answers for part in answer.parts]
    return [d for d in drafts if d.verb is not None or not any(s.covers(d.parts[0]) for s in spans)]


def without_trailers(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """A headline or summary that tells what the body tells again is left out: it is the same statement."""
    roles = {}
    for statement in statements:
        block = scene.block_at(statement.content[0].start)
        roles[statement.id] = block.role if block is not None else "paragraph"
    body = [s for s in statements if roles[s.id] in ("paragraph", "subheading")]
    kept = {s.id for s in body}
    return [s for s in statements if s.id in kept or not any(told_again(scene.text, s, other) for other in body)]


def told_again(text: str, trailer: Statement, other: Statement) -> bool:
    """The same speaker, or a third of the longer words in common."""
    if trailer.speaker is not None and trailer.speaker == other.speaker:
        return True
    mine, theirs = (
        {w.strip(".,’'“”\"").casefold() for p in s.content for w in text[p.start : p.stop].split() if len(w) > 3}
        for s in (trailer, other)
    )
    return bool(mine) and 3 * len(mine & theirs) >= len(mine)


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
    text: str,
    reports: Iterable[Report],
    drafts: Sequence[Draft],
    quotations: Sequence[Quotation],
    quoted: Sequence[Span],
) -> list[Draft]:
    """Statements in clauses: of every reporting verb that does not already report a quotation."""
    taken = {draft.verb.i for draft in drafts if draft.verb is not None}
    inside = covered(text, [*quoted, *(q.span for q in quotations if q.depth == 0 and (q.closed or q.goes_on))])
    found = []
    for report in reports:
        if report.verb.i in taken or inside[report.verb.idx]:
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
                addressed=report.cue.addressee,
                confidence=0.9 if report.cue.kind == "speech" else 0.6,
            )
        )
    return found


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


def statement_of(scene: Scene, draft: Draft, quotations: Sequence[Quotation], speakers: Speakers) -> Statement:
    """The draft with its speaker resolved, as a record."""
    source = draft
    while source.speaker is None and source.same_speaker is not None:
        source = source.same_speaker
    actor = source.actor or (speakers.of(source.speaker) if source.speaker is not None else None)
    where = source.speaker_span or (phrase_span(source.speaker, source.verb) if source.speaker is not None else None)
    if actor is None and where is not None:
        where = speakers.unnamed_again(source.speaker, where)
    near = sentence_span(draft.near)
    parts = tuple(sorted(draft.parts))
    return Statement(
        id=content_id("statement", scene.article.id, parts[0].start, parts[-1].stop, draft.rule),
        speaker=actor.id if actor is not None else None,
        speaker_at=where,
        cue=draft.cue,
        content=parts,
        manner=manner_of(draft, quotations, scene.text),
        channel=draft.channel or channel_in(scene.text, near, parts) or addressed_outlet(scene, draft.verb),
        co_speakers=speakers.beside(source.speaker, actor),
        addressee=addressee_of(scene, draft.verb, draft.addressed, actor),
        date=day_of(scene, draft.verb, near, parts),
        occasion=occasion_of(draft.verb, parts),
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
