"""Find titles with what they are of and who holds them, as the words beside them say.

Forms: before the name ("Foreign Minister X"), beside it ("X, the spokesperson for Y"; "Ghana's foreign minister, X"),
and by a verb ("X, who heads Y as director general"; "X was named ambassador").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from communique.grammar import tokens_of
from communique.grammar.clauses import AT_HAND
from communique.grammar.parsed import Doc, Token
from communique.lexicon.people import honorifics, office_initials, office_words, singular_title, title_words, titles
from communique.mentions.joint_titles import joint_titles
from communique.mentions.office_holders import find_holder, name_over
from communique.mentions.office_parts import AFTER_HEAD, BODY_KINDS, Around, Draft
from communique.mentions.office_words import take_after, take_before
from communique.mentions.runs import HYPHENS
from communique.model import Name, Span


def find_titles(doc: Doc, names: list[Name]) -> list[Name]:
    """Titles in reading order."""
    around = Around(doc, names)
    found: list[Name] = []
    done = 0
    for token in title_words_of(doc):
        if token.i >= done and singular_title(token.lower_) is not None and not inside_a_name(token.i, around):
            joint = joint_titles(doc, token, around)
            found += [as_name(doc, draft) for draft in joint]
            done = joint[0].stop if joint else done
        if token.i < done or not may_head(token) or not is_head(token, around):
            continue
        draft = title_around(doc, token, around)
        if draft is None:
            continue
        done = draft.stop
        find_holder(doc, draft, around)
        found.append(as_name(doc, draft))
    return [*found, *offices_by_verb(doc, around)]


@lru_cache(maxsize=AT_HAND)
def title_words_of(doc: Doc) -> tuple[Token, ...]:
    """The words that may head a title or, in the plural, several: looked for once, however often titles are."""
    return tuple(token for token in doc.tokens if may_head(token) or singular_title(token.lower_) is not None)


def may_head(token: Token) -> bool:
    """Whether the word itself can head a title; most words are told apart here."""
    return token.lower_ in titles() or token.text in office_initials()


# Verbs that are themselves an office: "X, who heads the Canal Authority".
OFFICE_VERBS = office_words("verb")


def offices_by_verb(doc: Doc, around: Around) -> list[Name]:
    """ "X, who heads Y", "X chairs Y", where Y is a named body and no title says more."""
    found: list[Name] = []
    for token in tokens_of(doc):
        title = OFFICE_VERBS.get(token.lower_)
        if (
            title is None
            or token.tag_ not in ("VBZ", "VBD")
            or any(c.lower_ == "as" and c.dep_ == "prep" for c in token.children)
        ):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ == "WP":
            subject = token.head
        holder = name_over(subject, around) if subject is not None else None
        body = body_after(doc, token.i + 1, around)
        if holder is not None and body is not None:
            found.append(office_by_verb(token, title, holder, body))
    return found


def body_after(doc: Doc, at: int, around: Around) -> Name | None:
    """The named body that is a verb's object: "the Canal Authority", "the Taliban's Canal Authority"."""
    while at < len(doc) and at not in around.begins and doc[at].pos_ in ("DET", "ADJ", "PART", "PROPN", "NOUN"):
        at += 1
    found = around.begins.get(at)
    if found is not None and found[0] + 1 < len(doc) and doc[found[0]].tag_ == "POS":
        found = around.begins.get(found[0] + 1)
    return found[1] if found is not None and found[1].kind in BODY_KINDS else None


def office_by_verb(verb: Token, title: str, holder: Name, body: Name) -> Name:
    return Name(
        start=verb.idx,
        stop=verb.idx + len(verb),
        kind="title",
        name=verb.text,
        rule="title-office-verb",
        title=title,
        marks=("former",) if verb.tag_ == "VBD" else (),
        of=body.span,
        holder=holder.span,
    )


def is_head(token: Token, around: Around) -> bool:
    """A title's head noun that is not inside a name ("Prime Minister's Office" is a body, not a person)."""
    if token.text in office_initials():
        number_before = token.i > 0 and token.nbor(-1).like_num
        return not number_before and not inside_a_name(token.i, around)
    if token.lower_ not in titles() or token.tag_ not in ("NN", "NNP", "JJ", "NNPS", "VB", "VBP"):
        return False
    if token.tag_ in ("VB", "VBP") and not token.text[0].isupper():
        return False
    if token.lower_ == "speaker" and token.i > 1 and token.nbor(-2).lower_ in ("a", "an"):
        return False  # "a Quechua speaker" holds no office
    if token.lower_ == "professor" and token.i and token.nbor(-1).lower_ in titles():
        return False  # "interim leader Professor X": a courtesy after an office
    if token.lower_ == "general" or inside_a_name(token.i, around):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    rank_after = (
        after is not None and token.i + 2 < len(token.doc) and f"{after.lower_} {after.nbor(1).lower_}" in honorifics()
    )
    if (
        token.lower_ in ("deputy", "chief", "head", "state")
        and after is not None
        and not rank_after  # "army chief Field Marshal X"
        and (after.lower_ in titles() or after.lower_ in title_words() or after.text in office_initials())
    ):
        return False  # "deputy minister", "chief negotiator": the head comes after
    if (
        token.lower_ in ("head", "lead", "chair", "speaker", "secretary")
        and after is not None
        and after.lower_ in ("office", "table")
    ):
        return False
    if token.lower_ in ("secretary", "state", "vice") and after is not None and after.text in HYPHENS:
        return after.i + 1 < len(token.doc) and token.doc[after.i + 1].lower_ in AFTER_HEAD
    if after is not None and after.text in HYPHENS and not after.whitespace_ and not token.whitespace_:
        nxt = after.i + 1
        return nxt < len(token.doc) and token.doc[nxt].lower_ in (*AFTER_HEAD, "in")
    return True


def inside_a_name(i: int, around: Around) -> bool:
    for back in range(i, max(-1, i - 7), -1):
        if back in around.begins:
            return around.begins[back][0] > i
    return False


def title_around(doc: Doc, head: Token, around: Around) -> Draft | None:
    """The title whose head this is, with the words before and after it that belong to it."""
    draft = Draft(head.i, head.i + 1, list(office_initials().get(head.text, (head.lower_,))))
    take_before(doc, draft, around)
    take_after(doc, draft, around)
    if (
        draft.words in (["member"], ["deputy"], ["head"], ["executive"], ["chief"], ["fellow"], ["chair"], ["leader"])
        and draft.of is None
        and doc[draft.start - 1].tag_ != "PRP$"
    ):
        return None if draft.words != ["leader"] and draft.words != ["chief"] else draft
    return draft


def as_name(doc: Doc, draft: Draft) -> Name:
    last = doc.tokens[draft.stop - 1]
    start, stop = doc.tokens[draft.start].idx, last.idx + len(last.text)
    title = " ".join(draft.words).replace(" - ", "-").replace("- ", "-").replace(" ,", ",")
    return Name(
        start=start,
        stop=stop,
        kind="title",
        name=doc.text[start:stop],
        sector=titles()[head_word(draft)].sector,
        gender=titles()[head_word(draft)].gender,
        rule=draft.rule,
        title=title,
        marks=tuple(dict.fromkeys(draft.marks)),
        of=Span(doc[draft.of[0]].idx, doc[draft.of[1] - 1].idx + len(doc[draft.of[1] - 1])) if draft.of else None,
        holder=draft.holder.span if draft.holder else None,
    )


def head_word(draft: Draft) -> str:
    """The last word of the title that the list of titles knows before any complement."""
    before = list(_until_link(draft.words))
    return next((w for w in reversed(before) if w in titles()), "leader")


def _until_link(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in ("of", "for", "to"):
            return
        yield word
