"""A matched expression to be valued, with what it may be counted from, and the value it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from communique.grammar import Scene
from communique.mentions.times_calendar import Point, Way, point_of
from communique.mentions.times_patterns import Match, part
from communique.mentions.times_tense import way_of
from communique.model import Time, TimeType


class Value(NamedTuple):
    """What an expression says: its TIMEX3 type and value, and what the value was counted from."""

    type: TimeType
    value: str | None
    anchor: str | None


@dataclass(frozen=True)
class Question:
    """A match to be valued, with what it may be counted from."""

    match: Match
    scene: Scene
    published: date | None
    published_from: str
    earlier: tuple[Time, ...]
    coming: Callable[[], Point | None]

    @property
    def text(self) -> str:
        return self.match.found.group()

    @property
    def start(self) -> int:
        return self.match.found.start()

    @cached_property
    def way(self) -> Way:
        """Which way the clause looks."""
        return way_of(self.scene, self.match.found.start(), self.match.found.end())

    @cached_property
    def base(self) -> date | None:
        """What relative days are counted from: the article's day; for what was still to come when it was said
        ("said on Monday that talks would resume on Tuesday"), the day of the saying."""
        if self.published is None or self.way != "ahead":
            return self.published
        said = self.said_on
        return said if said and 0 < (self.published - said).days < 7 else self.published

    @cached_property
    def said_on(self) -> date | None:
        """The day given before in the same sentence, where the clause asked about looks ahead from the past."""
        words = self.scene.doc.char_span(self.start, self.start + len(self.text), alignment_mode="expand")
        sentence = words.root.sent if words is not None and len(words) else None
        if sentence is None or not any(t.lower_ == "would" for t in sentence):
            return None
        days = [t for t in self.earlier if sentence.start_char <= t.start and t.value]
        point = point_of(days[-1].value or "") if days else None
        return point.first if point and point.grain == "day" else None

    @property
    def named_year(self) -> str | None:
        """A year given as "last year", "that year"."""
        return self.get("relyear") or self.get("yearnamed") or self.get("thatyear")

    def before(self, count: int) -> str:
        """The text just before the match."""
        return self.scene.text[max(0, self.start - count) : self.start]

    def get(self, name: str) -> str | None:
        found = part(self.match.found, name)
        return found.lower() if found else None

    def number(self, name: str) -> int | None:
        found = self.get(name)
        return int(found) if found and found.isdigit() else None

    def dated(self, value: str | None, type: TimeType = "date") -> Value:
        """A value counted from the article's day."""
        return Value(type, value, self.published_from if value else None)

    def reference(self, grains: tuple[str, ...] = (), reach: int = 1) -> Point | None:
        """The date that the text set up last, in this paragraph or the one before: as exact as asked for."""
        edge = self.start
        for _ in range(reach + 1):
            edge = len(self.scene.text[: max(self.scene.text.rfind("\n", 0, edge), 0)].rstrip())
        for time in reversed(self.earlier):
            if time.start < edge:
                return None
            point = point_of(time.value or "")
            if point and (not grains or point.grain in grains):
                return point
        return None


Mechanism = Callable[[Question], Value | None]
