"""Speakers set off by a colon or a dash: "Ceasefire holds: UN", "Berg: no talks planned", '"We came." — Anna Berg'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Block, Span
from communique.statements.contents import bare
from communique.statements.cues import verbs
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation

# '"..." — Anna Berg, envoy to Chad': a name after a dash, to the end of the line.
SIGNED = re.compile(r"[ \xa0.,]*(?:[—–―‒-]|--)[ \xa0]*(?=[^\W\d_])([^\n:;!?“”\"]{2,90}?)[ \xa0.]*(?=\n|$)")
COLON = re.compile(r"(?<=[^\d\s]):[ \xa0]+(?=\S)")
# "Foreign minister of Kenya:" is the longest label we would take for a speaker; more words are a sentence.
LABEL_WORDS = 5
# After the colon, or at the end, stands at most this ("UN", "foreign ministry", "Ghana minister").
TAIL_WORDS = 3
SPEAKS = frozenset({"person", "body", "party", "company", "armed group", "military", "intergovernmental"})
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
            whole = next((q.inner for q in quotations if q.span == content), content)
            quoted = whole is not content
            if quoted and not is_speaker(scene, tokens, words):
                tokens = speaker_in(scene, tokens)
                label = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else label
            if not (is_speaker(scene, tokens, words) or (quoted and tokens)):
                continue
            if len(scene.text[content.start : content.stop].split()) >= 2:
                found.append(label_draft(scene, "label-colon", whole, tokens, before_topic(tokens, label), quoted))
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
    return any(scene.mentions_at(t) for t in tokens) or reports_below(scene, tokens[-1])


def reports_below(scene: Scene, word: Token) -> bool:
    """A label whose word is in the page the subject of a reporting verb ("Harbourwatch: ..." where "Harbourwatch said")."""
    if not word.text[:1].isupper() or len(word) < 3:
        return False
    table = verbs()
    return any(
        t.lower_ == word.lower_ and t.i != word.i and t.dep_ == "nsubj" and t.head.lemma_ in table for t in scene.doc
    )


def speaker_in(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """Whom a headline's sentence before a quotation names first ("A warning from Berg: ‘...’", "Berg rebukes mayor: ‘...’")."""
    for token in tokens:
        for mention, actor in scene.mentions_at(token):
            if actor.named and actor.kind in SPEAKS:
                return tokens_of(scene, mention.span)
    return []


def before_topic(tokens: Sequence[Token], label: Span) -> Span:
    """ "Berg on the harbour: ...": who speaks, without of what."""
    topic = next((t for t in tokens[1:] if t.lower_ in ("on", "about")), None)
    return label if topic is None else Span(label.start, topic.nbor(-1).idx + len(topic.nbor(-1)))


def nominal(tokens: Sequence[Token]) -> bool:
    return all(t.pos_ in NOMINAL or t.is_space for t in tokens)


def tokens_of(scene: Scene, span: Span) -> list[Token]:
    words = scene.doc.char_span(span.start, span.stop, alignment_mode="expand")
    return [t for t in words if not t.is_space] if words is not None else []


def label_draft(scene: Scene, rule: str, content: Span, tokens: Sequence[Token], label: Span, quoted: bool) -> Draft:
    inside = [t for t in tokens if label.start <= t.idx < label.stop]
    named = next((t for t in reversed(inside) if scene.mentions_at(t)), tokens[-1])
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
