"""Who holds an office, by the words beside its title."""

from __future__ import annotations

from communique.grammar import opens_clause, past_tail
from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import honorifics, titles
from communique.mentions.office_parts import Around, Draft
from communique.model import Name


def find_holder(doc: Doc, draft: Draft, around: Around) -> None:
    """Who holds the office, by the words beside it."""
    for form in (before_name, after_name, beside, by_verb, known_as):
        holder = form(doc, draft, around)
        if holder is not None:
            draft.holder, draft.rule = holder, f"title-{form.__name__.replace('_', '-')}"
            break
    if draft.holder is not None and draft.of is None:
        take_state_after_name(doc, draft, around)


def take_state_after_name(doc: Doc, draft: Draft, around: Around) -> None:
    """ "President Azevedo of Brazil": the state stands after the name."""
    assert draft.holder is not None
    for stop, (_, name) in around.ends.items():
        if name is draft.holder and stop + 1 < len(doc) and doc[stop].lower_ == "of":
            state = around.begins.get(stop + 1)
            if state is not None and state[1].kind == "state":
                draft.of = (stop + 1, state[0])


# The longest word that a stop abbreviates before a name: "Comr.", "Brig."; beyond it the stop ends a sentence.
ABBREVIATED = 5


def person_at(at: int, around: Around) -> tuple[int, Name] | None:
    """The person's name that begins at a token, honorifics before it left out of account."""
    for skip in range(5):
        if at + skip >= len(around.doc):
            return None
        found = around.begins.get(at + skip)
        if found is not None:
            return found if may_be_person(found[1]) else None
        if at + skip and around.doc[at + skip].text == "." and len(around.doc[at + skip - 1]) > ABBREVIATED:
            return None  # a sentence ends there
        word = around.doc[at + skip].lower_.rstrip(".")
        if word in titles() and around.doc[at + skip].text[0].isupper():
            continue
        if at + skip + 1 < len(around.doc) and f"{word} {around.doc[at + skip + 1].lower_}" in honorifics():
            continue  # the first of two words of a rank: "Field Marshal"
        if skip and f"{around.doc[at + skip - 1].lower_} {word}" in honorifics():
            continue
        if (
            word not in honorifics()
            and around.doc[at + skip].text not in (".", "’", "'", "(", ")")
            and word not in ("retd", "ret", "the", "dr", "sri", "sr", "chief")
        ):
            return None
    return None


# Evidence too weak to stand against an office beside the name: the parser's label, "the", a preposition.
WEAK = frozenset(
    {
        "name-parser",
        "name-run",
        "name-after-preposition",
        "name-of-known-person",
        "name-map",
        "name-role",
        "name-after-the",
    }
)


def may_be_person(name: Name) -> bool:
    """A person's name, or one that nothing but the parser's label makes something else."""
    return not name.dateline and (name.kind in (None, "person") or name.rule in WEAK)


def before_name(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "Foreign Minister X"."""
    if draft.stop < len(doc) and doc[draft.stop].lower_ == "the":
        return None
    found = person_at(draft.stop, around)
    if found is None or (draft.of_after and not full_name(found[1])):
        return None
    return found[1]


def full_name(name: Name) -> bool:
    """Two words and more: "Minister of Trade of Ghana Ama Owusu", not "the head of the Bank Monday"."""
    return name.kind in (None, "person") and len(name.name.split()) >= 2


def after_name(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "Ghana's foreign minister, X, said": the title comes first, the name between commas after it."""
    at = draft.stop
    if at < len(doc) and doc[at].lower_ in ("herself", "himself"):
        at += 1
    tail = past_tail(doc, at)
    if tail + 1 >= len(doc) or doc[tail].text not in (",", ":"):
        return None
    definite = (
        draft.of is not None
        or (draft.start > 0 and doc[draft.start - 1].lower_ in ("the", "a", "an", "my", "our"))
        or draft.marks
    )
    found = person_at(tail + 1, around)
    if found is None or not definite or (tail != at and not surely_beside(doc, *found)):
        return None
    stop, name = found
    closes = (
        stop >= len(doc)
        or doc[stop].text in (",", ".", ";", "—", ":", ")", "?", "!", "”", '"')
        or doc[stop].pos_ in ("VERB", "AUX", "CCONJ", "ADP", "SCONJ")
        or doc[stop].is_space
        or doc[stop].is_sent_start
    )
    if doc[tail].text == ":":
        return None
    return name if closes and not is_list(doc, draft, stop) else None


def surely_beside(doc: Doc, stop: int, name: Name) -> bool:
    """With words between title and comma ("ambassador in Ottawa, X, said") the name must end at a mark, and be a full
    one: not "the consul in Sirte, Libya", nor "after talks with the envoy in Ottawa, Larraín said"."""
    ends = stop >= len(doc) or doc[stop].text in (",", ".", ";", "—", ")")
    after = doc[stop + 1] if stop + 1 < len(doc) else None
    tells = after is not None and after.pos_ in ("VERB", "AUX", "PRON")
    return ends and len(name.name.split()) > 1 and (name.kind == "person" or tells)


def is_list(doc: Doc, draft: Draft, stop: int) -> bool:
    """ "the minister, X and Y" lists three."""
    return (
        stop < len(doc)
        and doc[stop].lower_ == "and"
        and stop + 1 < len(doc)
        and doc[stop + 1].pos_ == "PROPN"
        and doc[stop + 1].lower_ not in titles()
    )


def beside(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "X, the spokesperson for Y": the name first, the title after a comma or a dash."""
    at = draft.start - 1
    if opens_clause(doc[draft.stop - 1]):
        return None
    while (
        at >= 0
        and doc[at].lower_ in ("the", "a", "an", "its", "then", "also", "now", "one", "of")
        and doc[at].text != ","
    ):
        at -= 1
    if at < 1 or doc[at].text not in (",", "(", "–", "—"):
        return None
    found = around.ends.get(at)
    if found is None or not may_be_person(found[1]):
        return None
    return found[1]


APPOINTED = actor_words("appointed")


def by_verb(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "X became foreign minister", "X, who heads Y as director general", "X was appointed ambassador"."""
    head = doc[draft.stop - 1]
    for token in doc[draft.start : draft.stop]:
        if token.lower_ in titles() and token.dep_ in ("attr", "oprd", "pobj", "dobj", "xcomp"):
            head = token
    above = head.head
    if above.lower_ == "as":
        above = above.head
    elif head.dep_ not in ("attr", "oprd", "xcomp"):
        return None
    if above.lemma_ not in APPOINTED:
        return None
    subject = next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.tag_ in ("WP", "WDT") and above.dep_ == "relcl":
        subject = above.head
    if subject is None:
        return None
    if any(c.dep_ == "neg" for c in above.children):
        return None
    if above.lemma_ == "serve" and above.tag_ in ("VBD",) and "former" not in draft.marks:
        draft.marks.append("former")
    return name_over(subject, around)


def name_over(token: Token, around: Around) -> Name | None:
    """The person's name this token belongs to."""
    for back in range(token.i, max(-1, token.i - 6), -1):
        found = around.begins.get(back)
        if found is not None:
            return found[1] if found[0] > token.i and may_be_person(found[1]) else None
    return None


def known_as(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "the rebel commander known as X", "who goes by X"."""
    for at in range(draft.stop, min(draft.stop + 9, len(doc) - 1)):
        pair = doc[at].lower_, doc[at + 1].lower_
        if pair in (("known", "as"), ("named", "as"), ("goes", "by"), ("called", "himself")) or doc[at].lower_ in (
            "named",
            "called",
        ):
            found = person_at(at + 2, around) or person_at(at + 1, around)
            return found[1] if found else None
        if doc[at].text in (".", ";"):
            return None
    return None
