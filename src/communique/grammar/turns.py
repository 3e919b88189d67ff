"""Who speaks in turn: interviews with question and answer, transcripts of news conferences.

A turn is a paragraph that opens with its speaker's name and a colon ("Reuters: Can you confirm ...?"), and the paragraphs
without a label that go on from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, zip_longest

from communique.model import Span

LABEL = re.compile(r"[\"“]?((?:[^\W\d_][\w.’'-]*)(?:[ \xa0][\w.’'-]+){0,5})[ \xa0]?[:.—–][ \xa0]+(?=\S)")
# "Q:" and "A:" are marks of the form, not names.
ASKS = frozenset({"q", "question"})
ANSWERS = frozenset({"a", "answer"})
# Two questions and two answers at least: "Moscow: no talks planned" alone is a headline.
TURNS = 4
# Of those who speak once, so many at least must ask something and be answered by the same voice: two lines "Paris: ...",
# "Rome: ..." in a round-up are no conference.
ASKERS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled line: who, what after the label, and the unlabelled paragraphs that go on from it."""

    label: str
    at: Span
    words: Span
    more: tuple[Span, ...] = ()

    @property
    def stop(self) -> int:
        return (self.more[-1] if self.more else self.words).stop


@dataclass(frozen=True)
class Exchange:
    """The turns of a text in order. `names` gives each label's full form, `askers` the full forms of those who ask.
    `conference` is set where many ask and one answers."""

    turns: tuple[Turn, ...]
    names: dict[str, str]
    askers: frozenset[str]
    conference: bool

    def asks(self, turn: Turn) -> bool:
        return self.names[turn.label] in self.askers

    @cached_property
    def answers(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if not self.asks(turn))

    def turn_at(self, offset: int) -> Turn | None:
        """The turn that a character of the text stands in, None before the first and after the last."""
        return next((turn for turn in self.turns if turn.at.start <= offset < turn.stop), None)


def exchange_in(text: str, lines: Sequence[Span]) -> Exchange | None:
    """The questions and answers of a text by its paragraphs, None where it has none."""
    labelled = turns_in(text, lines)
    names = grouped([turn.label for turn in labelled])
    held = _interview(text, labelled, names) or _conference(text, labelled, names)
    if held is None:
        return None
    turns, askers, conference = held
    first = next((turn.at.start for turn in turns if names[turn.label] in askers), 0)
    turns = [
        replace(a, more=between(a, b, lines)) if a.at.start > first else a for a, b in zip_longest(turns, turns[1:])
    ]
    return Exchange(tuple(turns), names, frozenset(askers), conference)


Held = tuple[list[Turn], set[str], bool]


def _interview(text: str, labelled: Sequence[Turn], names: dict[str, str]) -> Held | None:
    """Two voices at least that each speak twice, one of them asking."""
    counts = Counter(names[turn.label] for turn in labelled)
    turns = [turn for turn in labelled if counts[names[turn.label]] >= 2]
    if len(turns) < TURNS or len({names[turn.label] for turn in turns}) < 2:
        return None
    if _conference(text, labelled, names) is not None:
        return None
    return turns, {asker_of(text, turns, names)}, False


def _conference(text: str, labelled: Sequence[Turn], names: dict[str, str]) -> Held | None:
    """One voice that answers, again and again, whoever asked just before: several ask."""
    counts = Counter(names[turn.label] for turn in labelled)
    voice = max(counts, key=lambda name: counts[name], default=None)
    if voice is None or counts[voice] < 2:
        return None
    asked = [
        a for a, b in pairwise(labelled) if names[a.label] != voice == names[b.label] and "?" in _words(text, a, b)
    ]
    askers = {names[turn.label] for turn in asked}
    if len(askers) < ASKERS or asker_of(text, labelled, names) == voice:
        return None
    others = {names[turn.label] for turn in labelled} - {voice}
    return list(labelled), others, True


def _words(text: str, turn: Turn, following: Turn) -> str:
    return text[turn.words.start : following.at.start]


def between(turn: Turn, following: Turn | None, lines: Sequence[Span]) -> tuple[Span, ...]:
    """The further paragraphs of a turn: those up to the next label. After the last label stands the page's own text."""
    if following is None:
        return ()
    return tuple(line for line in lines if turn.words.stop <= line.start and line.stop <= following.at.start)


def turns_in(text: str, lines: Sequence[Span]) -> list[Turn]:
    """The paragraphs that open with a label."""
    found = []
    for line in lines:
        label = LABEL.match(text, line.start, line.stop)
        if label is not None:
            found.append(Turn(label.group(1), Span(label.start(1), label.end(1)), Span(label.end(), line.stop)))
    return found


def grouped(labels: Sequence[str]) -> dict[str, str]:
    """Each label's full form: initials and last words stand for the longer label they shorten."""
    full: dict[str, str] = {}
    for label in labels:
        owner = next((name for name in full.values() if shortens(label, name)), None)
        full[label] = full.get(label) or owner or label
    return full


def shortens(label: str, name: str) -> bool:
    """Whether a label is the initials or the last word of a name."""
    words = name.split()
    initials = "".join(word[0] for word in words).casefold()
    return label.replace(".", "").casefold() == initials or label.casefold() == words[-1].casefold()


def asker_of(text: str, turns: Sequence[Turn], names: dict[str, str]) -> str:
    """Who asks: by the label's meaning, else whoever ends most turns with a question mark."""
    shares: dict[str, list[bool]] = {}
    for turn in turns:
        shares.setdefault(names[turn.label], []).append(text[turn.words.start : turn.words.stop].rstrip().endswith("?"))
    marked = next((name for name in shares if name.casefold() in ASKS), None)
    if marked is not None:
        return marked
    return max(shares, key=lambda name: (sum(shares[name]) / len(shares[name]), name == names[turns[0].label]))
