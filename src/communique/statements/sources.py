"""Sources that are no verb: "according to the ministry", "in the words of its leader", "his remark that"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.grammar import Scene, is_passive, text_of
from communique.grammar.parsed import Doc, Token
from communique.model import Span
from communique.statements.contents import clause_without, cut_short, first_word, form_of, span
from communique.statements.cues import Noun, nouns, prepositions, verbs
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation, covered, fitted, unmarked


def source_drafts(scene: Scene, quotations: Sequence[Quotation], quoted: Sequence[Span]) -> list[Draft]:
    """Statements reported by a preposition or a noun."""
    found: list[Draft] = []
    inside = covered(scene.text, quoted)
    known = prepositions().keys() | nouns().keys()
    for token in scene.doc:
        if (token.lower_ not in known and token.lemma_ not in known) or inside[token.idx]:
            continue
        draft = preposition_draft(scene.doc, token) or noun_draft(token)
        if draft is not None:
            draft.parts = [unmarked(fitted(whole(part, quotations), quotations), quotations) for part in draft.parts]
            found.append(draft)
    return found


def whole(part: Span, quotations: Sequence[Quotation]) -> Span:
    """A part that begins with a quotation goes on to its end, over several sentences."""
    begun = next((q for q in quotations if q.depth == 0 and q.start <= part.start <= q.inner.start), None)
    return part if begun is None or part.stop >= begun.inner.stop else begun.inner


def preposition_draft(doc: Doc, token: Token) -> Draft | None:
    """ "according to X": the clause it stands in, without it."""
    for words, entry in prepositions().get(token.lower_, ()):
        if tuple(t.lower_ for t in doc[token.i : token.i + len(words)]) != words:
            continue
        last = doc[token.i + len(words) - 1]
        speaker = next((c for t in (last, token) for c in t.children if c.dep_ == "pobj" and c.i > last.i), None)
        if speaker is None:
            return None
        parts = rest_of_sentence(token, speaker)
        head = told_by(token)
        if not parts and head.i != token.i:
            parts = clause_without(head, token)
        parts = [after_semicolon(text_of(doc), part, token.idx) for part in parts]
        if not parts:
            return None
        return Draft(
            rule=f"{entry.id}:source",
            parts=parts,
            near=token,
            cue=Span(token.idx, last.idx + len(last)),
            speaker=speaker,
            confidence=0.9,
        )
    return None


def rest_of_sentence(token: Token, speaker: Token) -> list[Span]:
    """At the head of a sentence ("According to the ministry, ...") the source vouches for all that follows its comma."""
    doc, last = token.doc, token.sent.end - 1
    if token.i > token.sent.start + 1:
        return []
    comma = next((i for i in range(speaker.i + 1, last) if doc[i].text == "," and i >= end_of_name(speaker)), None)
    return [span(token, comma + 1, last)] if comma is not None and comma + 1 <= last else []


def end_of_name(speaker: Token) -> int:
    """The last token of the phrase that names a source, its appositions and clauses inside but not what it says."""
    inside = [speaker.i]
    for child in speaker.children:
        if child.dep_ in ("appos", "prep", "acl", "relcl", "amod", "compound"):
            inside.append(child.right_edge.i)
    return max(inside)


def told_by(token: Token) -> Token:
    """The verb of the clause that "according to" vouches for: not a report, which has its own speaker, but what is
    said last in it ("said the fund, from which money went missing, according to the audit")."""
    head = next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), token.sent.root)
    if head.lemma_ not in verbs() or not any(c.dep_ == "ccomp" for c in head.children):
        return head
    clauses = [t for t in head.subtree if t.dep_ == "relcl" and t.i < token.i]
    return clauses[-1] if clauses else head


def after_semicolon(text: str, part: Span, source: int) -> Span:
    """The span without what stands before a semicolon: another sentence, vouched for by nobody."""
    if part.start > source:
        return part
    cut = text.rfind(";", part.start, min(part.stop, source))
    return Span(cut + 1 + len(text[cut + 1 :]) - len(text[cut + 1 :].lstrip()), part.stop) if cut >= 0 else part


def noun_draft(token: Token) -> Draft | None:
    """ "a statement from the ministry that ...": the clause under the noun."""
    entry = nouns().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    if entry is None:
        return None
    for child in token.children:
        if child.dep_ not in ("acl", "ccomp", "relcl") or child.i < token.i:
            continue
        if not any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children) or form_of(child) != "clause":
            continue
        start = first_word(child, token)
        if start is None or is_relative(child):
            continue
        return Draft(
            rule=f"{entry.id}:noun",
            parts=[span(token, start, cut_short(token.doc[start : child.right_edge.i + 1], token))],
            near=token,
            cue=Span(token.idx, token.idx + len(token)),
            speaker=owner_of(token, entry),
            confidence=0.75 if entry.kind == "speech" else 0.55,
        )
    return None


def is_relative(clause: Token) -> bool:
    """ "a claim that the station denies": a verb of saying without content, whose object is the noun itself."""
    if clause.lemma_ not in verbs() or is_passive(clause):
        return False
    return not any(c.i > clause.i and not c.is_punct and c.dep_ not in ("advmod", "npadvmod") for c in clause.children)


def owner_of(noun: Token, entry: Noun) -> Token | None:
    """Whose statement it is: possessor, "by" or "from"; else who makes it ("issued a warning that")."""
    maker = maker_of(noun)
    for child in noun.children:
        if child.dep_ == "poss":
            return maker if maker is not None and child.tag_ == "PRP$" else child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return maker


def maker_of(noun: Token) -> Token | None:
    """Who makes the statement: the subject of the verb whose object it is ("issued a warning that")."""
    if noun.dep_ not in ("dobj", "pobj"):
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)
