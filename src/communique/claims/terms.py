"""The terms of a commitment: how much, only if, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from communique.claims.drafts import Draft, has_to, words_of
from communique.claims.due import times_of
from communique.grammar import Scene, text_of, trimmed
from communique.grammar.parsed import Stretch, Token
from communique.lexicon import load_list
from communique.model import Amount, Span

# Numerals are a closed class; larger ones are written in figures.
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMERALS = {word: number for number, word in enumerate(SMALL, start=1)}
NUMERALS |= {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "dozen": 12,
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES |= {"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
FIGURE = r"\d[\d,]*(?:\.\d+)?"
# Helpers that make a condition by standing before their subject. Closed.
TURNED = frozenset({"should", "were", "had"})
# What clauses of purpose hang from, and how.
PURPOSE_DEPS = frozenset({"advcl", "acl", "relcl"})
PURPOSE_WORDS = frozenset({"for", "towards", "toward"})


class Currency(Struct, frozen=True):
    """A sign or word of money; `code` is None where several states share it."""

    word: str
    code: str


class Condition(Struct, frozen=True):
    """Words that open a condition."""

    words: str
    governs: Literal["clause", "phrase", "ahead"]


@cache
def currencies() -> dict[str, str | None]:
    rows = load_list("en/currencies.tsv", Currency)
    return {row.word: None if row.code == "-" else row.code for row in rows}


@cache
def money() -> re.Pattern[str]:
    """ "$5 million", "120 million euros", "9bn Swiss francs": sign and figure, or figure and word."""
    words = sorted(currencies(), key=len, reverse=True)
    signs = "|".join(re.escape(w) for w in words if not w[-1].isalpha())
    nouns = "|".join(re.escape(w) for w in words if w[-1].isalpha())
    scale = r"(?:[ \xa0-]?(?P<{}>" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")\b)?"
    before = rf"(?P<sign>{signs})[ \xa0]?(?P<sum>{FIGURE}){scale.format('scale')}"
    after = rf"(?P<figure>{FIGURE}){scale.format('by')}[ \xa0](?P<noun>{nouns})s?\b"
    return re.compile(f"{before}|{after}")


@cache
def condition_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row.words: row.governs for row in load_list("en/conditions.tsv", Condition)}
    openers = "|".join(re.escape(words) for words in sorted(table, key=len, reverse=True))
    return re.compile(rf"\b(?:{openers})\b", re.IGNORECASE), table


def condition_of(draft: Draft, scene: Scene) -> Span | None:
    """The condition that hangs on the act or on the word that binds; it may stand before them or after."""
    if (span := turned_round(draft, scene)) is not None:
        return span
    sentence = draft.cue.sent
    pattern, table = condition_words()
    for found in pattern.finditer(text_of(sentence.doc), sentence.start_char, sentence.end_char):
        opener = scene.doc.char_span(found.start(), found.end())
        if opener is None or inside_dates(scene, opener[0]):
            continue
        governs = table[found.group().lower()]
        head = opener[0] if governs == "phrase" else clause_opened(opener)
        if head is None or not hangs_on(head, draft) or (governs == "ahead" and not is_to_come(head)):
            continue
        words = before_break(scene.doc[opener[0].i : head.right_edge.i + 1].tokens)
        if len(words) > len(opener):
            return trimmed(scene.text, Span(words[0].idx, words[-1].idx + len(words[-1])), ' \t\n\xa0,;:.—–”“"')
    return None


def turned_round(draft: Draft, scene: Scene) -> Span | None:
    """ "Should the truce hold, Qatar will pay": the helper before its subject says "if"."""
    verb = draft.act if draft.act.pos_ in ("VERB", "AUX") else draft.cue
    for clause in (c for one in (verb, draft.cue) for c in one.children if c.dep_ == "advcl"):
        helper = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ in TURNED), None)
        subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if helper is not None and subject is not None and helper.i == clause.left_edge.i < subject.i:
            return passage(scene, before_break(clause.subtree))
    return None


def clause_opened(words: Stretch) -> Token | None:
    """The verb of the clause after "if", "provided that" or "as soon as"."""
    opener, last = words[0], words[-1]
    if last.dep_ == "mark" or (last.dep_ == "advmod" and last.head.i > last.i):
        return last.head
    if opener.dep_ in ("mark", "advmod"):
        return opener.head
    below = next((c for c in opener.children if c.dep_ in ("ccomp", "pcomp", "advcl", "acl")), None)
    if below is not None:
        return opener
    last = opener.nbor(1) if opener.i + 1 < len(opener.doc) else opener
    return last.head if last.dep_ == "mark" else (opener if list(opener.children) else None)


def is_to_come(verb: Token) -> bool:
    """In the present or the perfect ("after it has ratified", "when talks resume"), so it had not happened yet."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    finite = helpers[0] if helpers else verb
    return verb.dep_ == "advcl" and finite.tag_ in ("VBZ", "VBP")


def hangs_on(head: Token, draft: Draft) -> bool:
    """Directly under the act, the cue or the clause they are in; not inside a clause of its own between."""
    above = head.head
    while above.dep_ in ("prep", "pobj", "dobj", "acl", "pcomp", "nmod", "attr", "advmod") and above.i not in (
        draft.act.i,
        draft.cue.i,
    ):
        above = above.head
    near = {draft.act.i, draft.cue.i, draft.cue.head.i, draft.act.head.i}
    return above.i in near


def before_break(words: Sequence[Token]) -> list[Token]:
    """Up to a line's end or a semicolon: what stands behind it is no part of the condition."""
    kept: list[Token] = []
    for word in words:
        if "\n" in word.text or word.text == ";":
            break
        kept.append(word)
    return kept


def inside_dates(scene: Scene, token: Token) -> bool:
    return bool(times_of(scene, [token]))


def purpose_of(draft: Draft, scene: Scene, condition: Span | None) -> Span | None:
    """What it is for, where that is not the condition ("in return for landing rights")."""
    found = first_purpose(draft, scene)
    return None if found is not None and condition is not None and condition.touches(found) else found


def first_purpose(draft: Draft, scene: Scene) -> Span | None:
    """What it is for: "to rebuild schools", "for a power line". Not the act itself, not for whom, not for how long."""
    for word in heads_of_purpose(draft):
        for child in word.children:
            if child.i <= max(draft.cue.i, draft.act.i) or child.i == draft.act.i:
                continue
            promised_thing = (
                draft.act.pos_ not in ("VERB", "AUX") and child.dep_ == "xcomp"
            )  # "pledged the sum to rebuild"
            if (child.dep_ in PURPOSE_DEPS or promised_thing) and has_to(child) and child.tag_ == "VB":
                return passage(scene, before_break(words_of(child, with_relatives=False)))
            if child.dep_ == "prep" and child.lower_ in PURPOSE_WORDS:
                thing = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                if thing is not None and not names_somebody(scene, thing) and not times_of(scene, thing.subtree):
                    return passage(scene, before_break(list(child.subtree)))
    return None


def heads_of_purpose(draft: Draft) -> Iterator[Token]:
    """Where a purpose may hang: on the act, on the sum it gives; on the word that binds where the act is a thing."""
    yield draft.act
    # Under any other object "for" says of what kind it is ("its bid for a seat").
    yield from (
        c for c in draft.act.children if c.dep_ in ("dobj", "obj") and any(g.dep_ == "nummod" for g in c.children)
    )
    if draft.act.pos_ not in ("VERB", "AUX"):
        yield draft.cue


def names_somebody(scene: Scene, noun: Token) -> bool:
    actor = scene.actor_at(noun)
    return actor is not None and actor.named


def passage(scene: Scene, words: Sequence[Token]) -> Span | None:
    if not words:
        return None
    return trimmed(scene.text, Span(words[0].idx, words[-1].idx + len(words[-1])), ' \t\n\xa0,;:.—–”“"')


def amount_of(draft: Draft, scene: Scene, words: Sequence[Token]) -> Amount | None:
    """The first sum or number of things among the words of the act; numbers of days and years are none."""
    if not words:
        return None
    start, stop = words[0].idx, words[-1].idx + len(words[-1])
    found = money().search(scene.text, start, stop)
    if found is not None:
        return sum_of(found)
    dated = {t.i for time in times_of(scene, words) for t in words if time.start <= t.idx < time.stop}
    subject = [c for c in draft.act.children if c.dep_ == "nsubj"]
    outside = {t.i for c in subject for t in c.subtree}  # "the two sides will meet": who, and not how much
    for word in words:
        if word.i in outside:
            continue
        if word.dep_ == "nummod" and word.head.pos_ == "NOUN" and word.head.i not in dated and word.i not in dated:
            value = value_of(scene.text[word.left_edge.idx : word.idx + len(word)])
            if value is not None and word.head.i > word.i:
                head = word.head
                return Amount(word.left_edge.idx, head.idx + len(head), value, head.lemma_.lower())
    return None


def sum_of(found: re.Match[str]) -> Amount:
    figure = found.group("sum") or found.group("figure")
    scale = SCALES.get((found.group("scale") or found.group("by") or "").lower(), 1.0)
    word = found.group("sign") or found.group("noun")
    return Amount(found.start(), found.end(), float(figure.replace(",", "")) * scale, currencies()[word] or word)


def value_of(said: str) -> float | None:
    """ "4,000", "three", "2.5 million", "two hundred"."""
    value: float | None = None
    for word in said.lower().replace("-", " ").split():
        figure = re.fullmatch(FIGURE, word)
        if figure is not None:
            value = float(word.replace(",", ""))
        elif word in NUMERALS:
            value = (value or 0) + NUMERALS[word]
        elif word in SCALES:
            value = (1 if value is None else value) * SCALES[word]
        else:
            return None
    return value
