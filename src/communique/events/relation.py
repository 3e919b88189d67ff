"""The act between two given stretches of a text: `communique.relate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from msgspec import Struct

from communique.events.ranker import load_ranker
from communique.events.relation_features import Between, between, features, predicates
from communique.grammar import mood_of
from communique.grammar.parsed import Doc, Stretch, Token
from communique.model import Article, EventType, Factuality

TYPES: tuple[EventType, ...] = get_args(EventType)
# Acts of words: what they speak of lies ahead or is denied, they themselves are done ("refused to meet", "will help").
ACTS_OF_WORDS = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "SUPPORT", "CONCEDE"})
# Above this share of belief that nothing links the two, no type is named. Lower, and "A court in Lagos freed B" told by an
# unknown verb would be lost; two states that only border each other score 0.9 and more.
NOTHING = 0.7


class Relation(Struct, frozen=True, kw_only=True):
    """Which act the actor does to the recipient.

    `event` is None where no act links the two. `ranked` gives every type with its share of belief, the likeliest first;
    `confidence` is that of `event`. Economic sanctions, embargoes and bans on trade count as COERCE here, as in the
    table of PLOVER's codes, and cuts of aid or ties as SANCTION.
    """

    event: EventType | None = None
    factuality: Factuality | None = None
    confidence: float = 0.0
    ranked: tuple[tuple[EventType, float], ...] = ()


def relation_between(article: Article, doc: Doc, actor: Sequence[int], recipient: Sequence[int]) -> Relation:
    """The act the actor (start and stop in the article's text) does to the recipient at another stretch of it.

    Raises ValueError where a stretch lies outside the text or holds no word.
    """
    pair = between(doc, checked(doc, actor), checked(doc, recipient))
    if pair is None:
        raise ValueError(f"no word at {tuple(actor)} or at {tuple(recipient)}")
    if not share_a_clause(pair):
        return Relation()
    scores = load_ranker().scores(features(pair))
    ranked = tuple(sorted(((t, round(scores[t], 4)) for t in TYPES), key=lambda one: -one[1]))
    if scores.get("NONE", 0.0) > NOTHING:
        return Relation(ranked=ranked)
    event, share = ranked[0]
    return Relation(event=event, factuality=factuality_of(pair, event), confidence=share, ranked=ranked)


def checked(doc: Doc, stretch: Sequence[int]) -> tuple[int, int]:
    start, stop = stretch
    length = doc[-1].idx + len(doc[-1]) if len(doc) else 0
    if not 0 <= start < stop <= length:
        raise ValueError(f"{start}:{stop} is no stretch of a text of {length} characters")
    return start, stop


def share_a_clause(pair: Between) -> bool:
    """Whether one sentence holds both, with a word in it that could name an act. A full stop between them parts them,
    unless the parser put it there and the line runs on ("the U.S. President")."""
    if not predicates(pair):
        return False
    low, high = sorted((pair.actor, pair.recipient), key=lambda span: span.start)
    return not any(parts(token) for token in pair.doc[low.end : max(low.end, high.start)])


def parts(token: Token) -> bool:
    """A stop that ends a sentence: a line break, or a mark with a sentence begun after it."""
    if "\n" in token.text:
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.lower_ in (".", "!", "?") and following is not None and bool(following.is_sent_start)


def factuality_of(pair: Between, event: EventType) -> Factuality:
    """Actual, planned, negated or possible, by the clause that tells the act."""
    chain = [token for token in predicates(pair) if token.pos_ in ("VERB", "AUX")]
    if not chain:
        return "actual"
    moods = [mood_of(token) for token in (chain[:1] if event in ACTS_OF_WORDS else chain)]
    if any(mood.negated for mood in moods):
        return "actual" if event == "REJECT" else "negated"
    if any(mood.conditional or mood.modal in ("may", "might", "could") for mood in moods):
        return "actual" if event in ("THREATEN", "AGREE") else "possible"
    if event not in ACTS_OF_WORDS and any(mood.time == "ahead" for mood in moods):
        return "planned"
    return "actual"


def type_scores(doc: Doc, actor: Stretch, recipient: Stretch) -> dict[str, float]:
    """Belief in each type between two spans of a parse, for a stage that doubts its own reading of a trigger."""
    pair = between(doc, (actor.start_char, actor.end_char), (recipient.start_char, recipient.end_char))
    return load_ranker().scores(features(pair)) if pair is not None else {}
