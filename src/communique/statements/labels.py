"""Speakers set off by a colon or a dash: "Ceasefire holds: UN", "Berg: no talks planned", '"We came." — Anna Berg'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.grammar import Scene
from communique.model import Block, Span
from communique.statements.contents import bare
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation

# '"..." — Anna Berg, envoy to Chad': a name after a dash, to the end of the line.
SIGNED = re.compile(r"[ \xa0.,]*(?:[—–―‒-]|--)[ \xa0]*(?=[^\W\d_])([^\n:;!?“”\"]{2,90}?)[ \xa0.]*(?=\n|$)")
COLON = re.compile(r"(?<=[^\d\s]):[ \xa0]+(?=\S)")
# "Foreign minister of Kenya:" is the longest label we would take for a speaker; more words are a sentence.
LABEL_WORDS = 5
# After the colon, or at the end, stands at most this ("UN", "foreign ministry", "Ghana minister").
TAIL_WORDS = 3
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "CCONJ", "PUNCT", "NUM"})


def signed_drafts(scene: Scene, quotations: Sequence[Quotation], used: Sequence[int]) -> list[Draft]:
    """Quotations signed with a name after a dash."""
    found = []
    for q in quotations:
        if q.depth or q.start in used or len(scene.text[q.inner.start : q.inner.stop].split()) < 3:
            continue
        name = SIGNED.match(scene.text, q.stop)
        tokens = tokens_of(scene, Span(name.start(1), name.end(1))) if name is not None else []
        if name is None or not tokens or not tokens[0].text[:1].isupper() or not nominal(tokens[:3]):
            continue
        found.append(label_draft(scene, "label-signed", q.inner, tokens, Span(name.start(1), name.end(1)), True))
    return found


def headline_drafts(scene: Scene, quotations: Sequence[Quotation]) -> list[Draft]:
    """A headline whose speaker stands before or after a colon."""
    found = []
    for block in headlines(scene):
        colon = COLON.search(scene.text, block.start, block.stop)
        if colon is None:
            continue
        before = Span(block.start, colon.start())
        after = bare(scene.text, Span(colon.end(), block.start + len(scene.text[block.start : block.stop].rstrip())))
        for label, content, words in ((before, after, LABEL_WORDS), (after, before, TAIL_WORDS)):
            tokens = tokens_of(scene, label)
            if is_speaker(scene, tokens, words) and len(scene.text[content.start : content.stop].split()) >= 2:
                whole = next((q.inner for q in quotations if q.span == content), content)
                found.append(label_draft(scene, "label-colon", whole, tokens, label, whole is not content))
                break
    return found


def headlines(scene: Scene) -> list[Block]:
    """Headline blocks; in bare text, which has none, a short first line before others."""
    marked = [block for block in scene.article.blocks if block.role in ("headline", "summary")]
    first = scene.article.blocks[:1]
    if marked or len(scene.article.blocks) < 3:
        return marked
    return [block for block in first if len(scene.text[block.start : block.stop].split()) <= 25]


def is_speaker(scene: Scene, tokens: Sequence[Token], most: int) -> bool:
    """Few words, nouns only, and one of them an actor that is no place's dateline in capitals."""
    if not tokens or len(tokens) > most or not nominal(tokens):
        return False
    if any(t.text == "," for t in tokens):
        return False
    return any(scene.mentions_at(t) for t in tokens)


def nominal(tokens: Sequence[Token]) -> bool:
    return all(t.pos_ in NOMINAL or t.is_space for t in tokens)


def tokens_of(scene: Scene, span: Span) -> list[Token]:
    words = scene.doc.char_span(span.start, span.stop, alignment_mode="expand")
    return [t for t in words if not t.is_space] if words is not None else []


def label_draft(scene: Scene, rule: str, content: Span, tokens: Sequence[Token], label: Span, quoted: bool) -> Draft:
    named = next((t for t in reversed(tokens) if scene.mentions_at(t)), tokens[-1])
    near = tokens_of(scene, content)
    return Draft(
        rule=rule,
        parts=[content],
        near=near[0] if near else tokens[0],
        speaker=named,
        speaker_span=label,
        quoted=quoted,
        confidence=0.8,
    )
