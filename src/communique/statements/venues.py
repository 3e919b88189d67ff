"""Where words were said, told elsewhere than in their own sentence: a call, a joint news conference, a debate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.lexicon import load_list
from communique.model import Actor, Channel, Span, Statement

# "spoke by telephone", "held a phone call", "in a telephone conversation with": a call between those the sentence names.
CALL = re.compile(
    r"\b(?:tele)?phone (?:call|conversation|talks?|discussion)s?\b"
    r"|\b(?:spoke|speaks?|talked|conferred|discussed [^.]{3,60}) (?:\w+ )?(?:by|over the|on the) (?:tele)?phone\b"
    r"|\b(?:held|had) an? (?:\w+ )?call with\b",
    re.IGNORECASE,
)
JOINT = re.compile(r"\bjoint (?:news|press|media) (?:conference|briefing|appearance)\b", re.IGNORECASE)
BESIDE = re.compile(
    r"\b(?:sitting|standing|seated|speaking|appearing|stood|sat) (?:\w+ )?(?:beside|next to|alongside|with)\b",
    re.IGNORECASE,
)
DEBATE = re.compile(
    r"\b(?:told|tells|telling|addressing|before|in) (?:the )?(?:[\w-]+ ){0,3}"
    r"(?:council|assembly|parliament|chamber|congress|senate|diet|plenary|commission|committee|lawmakers|deputies)\b",
    re.IGNORECASE,
)
# A speaker in the same debate is told of within so many paragraphs of another.
DEBATE_REACH = 3
# Words of another day: what was said then was said elsewhere.
ANOTHER_DAY = re.compile(
    r"\b(?:last (?:week|month|year)|earlier (?:this|in)|in the past|previously|once)\b", re.IGNORECASE
)
AT = frozenset({"at", "on", "during", "after", "following", "before", "in", "ahead"})
SPEAKING = frozenset({"speak", "talk", "address", "appear", "react"})


class Occasion(Struct, frozen=True):
    """A noun for an occasion; `channel` is "-" where it does not tell one."""

    noun: str
    channel: Literal["speech", "news conference", "-"]


class Delegate(Struct, frozen=True):
    """A word in the phrase of one who speaks for a state."""

    word: str


@cache
def occasions() -> dict[str, str]:
    return {row.noun: row.channel for row in load_list("en/occasions.tsv", Occasion)}


@cache
def delegates() -> frozenset[str]:
    return frozenset(row.word for row in load_list("en/spoken_for.tsv", Delegate))


def occasion_of(verb: Token | None, contents: Sequence[Span]) -> Span | None:
    """The words for the occasion beside a reporting verb ("at a rally in Lomé", "on the sidelines of the summit")."""
    if verb is None:
        return None
    verbs = [verb, *(c for c in verb.children if c.dep_ == "advcl" and c.lemma_ in SPEAKING)]
    for prep in (c for one in verbs for c in one.children if c.dep_ == "prep" and c.lower_ in AT):
        noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if noun is None or occasions().keys().isdisjoint((noun.lemma_.lower(), noun.lower_)):
            continue
        words = [t for t in prep.subtree if "\n" not in t.text]
        cut = next((t.i for t in words if t.text == "," or t.dep_ == "relcl"), words[-1].i + 1)
        kept = [t for t in words if t.i < cut]
        span = Span(kept[0].idx, kept[-1].idx + len(kept[-1]))
        if not any(part.touches(span) for part in contents):
            return span
    return None


def settled(scene: Scene, statements: Sequence[Statement]) -> list[Statement]:
    """Statements with the channel that the page tells for a whole scene, where they have none of their own.

    A page's own voice ("written statement" of a readout) gives way to the call that it tells of.
    """
    found = list(statements)
    for rule in (by_call, beside_another, in_a_debate):
        found = rule(scene, found)
    return found


def with_channel(statement: Statement, channel: Channel) -> Statement:
    return msgspec.structs.replace(statement, channel=channel)


def by_call(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """What a page that tells of a call reports of its two parties is said on the phone; the office that tells of it writes.

    Quoted words are for the press, unless the page is the office's own.
    """
    own = scene.article.kind == "statement"
    opening = [b.stop for b in scene.article.blocks if b.role == "paragraph"][:2]
    calls = [m.start() for m in CALL.finditer(scene.text) if own or m.start() < max(opening, default=0)]
    if not calls or not statements:
        return statements
    contents = [part for s in statements for part in s.content]
    parties: dict[str, int] = {}
    for offset in calls:
        sentence = scene.doc.char_span(offset, offset + 1, alignment_mode="expand")
        if sentence is None or any(p.start <= offset < p.stop for p in contents if scene.text[p.start - 1] in '“"'):
            continue
        words = sentence[0].sent
        for _, actor in scene.mentions_in(Span(words.start_char, words.end_char)):
            if actor.kind == "person" and actor.named:
                parties.setdefault(actor.id, words.start_char)
    if len(parties) < 2:
        return statements
    free = (None, "written statement") if own else (None,)
    return [
        with_channel(s, "phone")
        if s.channel in free
        and (own or s.manner != "direct")
        and parties.get(s.speaker or "", len(scene.text)) <= end_of(s)
        else s
        for s in statements
    ]


def end_of(statement: Statement) -> int:
    return statement.content[-1].stop


def beside_another(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """Who sits beside a speaker of a news conference speaks there too; so do all whom "joint news conference" names."""
    joint = {a.id for m in JOINT.finditer(scene.text) for a in people_near(scene, m.start())}
    found: list[Statement] = []
    at_table = set(joint)
    for statement in statements:
        own = statement.evidence[0].text
        if statement.channel == "news conference" and statement.speaker:
            at_table.add(statement.speaker)
        if BESIDE.search(words_before(scene, statement)) and statement.speaker and at_table:
            at_table.add(statement.speaker)
        present = statement.speaker in at_table and statement.date in (None, scene.article.published)
        if statement.channel is None and present and not ANOTHER_DAY.search(own):
            statement = with_channel(statement, "news conference")
        found.append(statement)
    return found


def words_before(scene: Scene, statement: Statement) -> str:
    """The statement's own sentence and those before it in its paragraph."""
    block = scene.block_at(statement.evidence[0].start)
    start = block.start if block is not None else statement.evidence[0].start
    return scene.text[start : statement.evidence[0].stop]


def people_near(scene: Scene, offset: int) -> list[Actor]:
    """The persons that a sentence names."""
    words = scene.doc.char_span(offset, offset + 1, alignment_mode="expand")
    if words is None:
        return []
    sentence = Span(words[0].sent.start_char, words[0].sent.end_char)
    return [a for _, a in scene.mentions_in(sentence) if a.kind == "person" and a.named]


def in_a_debate(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """Where one envoy "told the Council", the envoys told of around him spoke there too."""
    order = {block.start: i for i, block in enumerate(scene.article.blocks)}
    places = [
        order.get(block.start, -99) if (block := scene.block_at(s.evidence[0].start)) is not None else -99
        for s in statements
    ]
    opened = [
        place
        for s, place in zip(statements, places, strict=True)
        if s.channel == "speech" and any(DEBATE.search(p.text) for p in s.evidence) and is_delegate(scene, s)
    ]
    return [
        with_channel(s, "speech")
        if s.channel is None
        and is_delegate(scene, s)
        and any(-1 <= place - one <= DEBATE_REACH for one in opened)
        and not ANOTHER_DAY.search(s.evidence[0].text)
        else s
        for s, place in zip(statements, places, strict=True)
    ]


def is_delegate(scene: Scene, statement: Statement) -> bool:
    """By office, or by the words that name the speaker."""
    actor = scene.actors_by_id.get(statement.speaker or "")
    if actor is None or actor.kind != "person":
        return False
    at = statement.speaker_at
    said = scene.text[at.start : at.stop].lower().split() if at is not None else []
    titles = [word for office in actor.offices for word in office.title.lower().split()]
    return any(word.strip(",’'s") in delegates() for word in (*said, *titles))
