"""What readers put right, as sentences that a rule should read otherwise: the raw material of tests."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec import Struct

from communique.model import Span
from communique.store import Record, load_article
from communique.threads.corrections import Correction, Target, corrections
from communique.threads.steps import sentences_of


class WrongSentence(Struct, frozen=True, kw_only=True):
    """A sentence that was read wrongly. Without `field` the rule must not fire on it at all; with it, `field` of what the
    rule finds must be `value` (None: not what it was)."""

    rule: str
    sentence: str
    words: str
    kind: str
    field: str | None
    value: str | None
    reason: str | None
    published: str | None
    uri: str
    about: str | None = None  # whose office, where it is one


def wrong_sentences(record: Record) -> Iterator[WrongSentence]:
    """Every standing correction of a finding, in the order they were made; those whose page is gone are left out."""
    for correction in corrections(record):
        target = correction.targets[0]
        if correction.kind == "wrong" and target.article is not None:
            told = _told(record, correction, target)
            if told is not None:
                yield told


def _told(record: Record, correction: Correction, target: Target) -> WrongSentence | None:
    row = record.execute(
        "SELECT a.key, a.published, coalesce(g.canonical, g.uri) AS uri FROM article AS a JOIN page AS g ON g.key = a.page"
        " WHERE a.id = ? ORDER BY g.id LIMIT 1",
        (target.article,),
    ).fetchone()
    article = load_article(record, row["key"]) if row else None
    if article is None or target.start is None or target.stop is None:
        return None
    layer = {"event": article.events, "statement": article.statements, "claim": article.claims}
    findings = layer.get(target.kind, article.commitments)
    at = Span(target.start, target.stop)
    around = [s for s in sentences_of(article) if s.touches(at)] or [at]
    return WrongSentence(
        rule=next((f.rule for f in findings if f.id == target.target), "").partition(":")[0],
        sentence=" ".join(article.text[around[0].start : around[-1].stop].split()),
        words=" ".join((target.words or "").split()),
        kind=target.kind,
        field=correction.field,
        value=correction.value,
        reason=correction.reason,
        published=row["published"],
        uri=row["uri"],
        about=target.target.removeprefix("office ") if target.kind == "office" else None,
    )


def as_toml(sentences: Iterator[WrongSentence]) -> Iterator[str]:
    """An entry a sentence, as `tests/wild` and the lexicon's own files are written."""
    for one in sentences:
        yield "[[sentence]]\n"
        for name in one.__struct_fields__:
            value = getattr(one, name)
            if value:
                yield f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
        yield ('must = "not fire"' if one.field is None else 'must = "be put right"') + "\n\n"
