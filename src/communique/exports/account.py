"""What one export was asked for, and the account it gives of itself: what it wrote, left out and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from communique.model import Factuality

Undated = Literal["leave", "published"]


class Terms(Struct, frozen=True, kw_only=True):
    """What a format that cannot mark it may write.

    `also` are the factualities that go in beside what happened. `undated` says what becomes of an event whose words
    give no day where the format must have one: left out, or written under the day the article was published.
    """

    also: tuple[Factuality, ...] = ()
    undated: Undated = "leave"


class Account:
    """What an export wrote, and what it left out or changed, counted by reason."""

    def __init__(self) -> None:
        self.written: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()

    def wrote(self, what: str, number: int = 1) -> None:
        """Count rows that went in; `what` is a plural noun ("events")."""
        self.written[what] += number

    def leave(self, why: str, number: int = 1) -> None:
        """Count what did not go in; `why` reads after a number ("events without a day")."""
        self.left[why] += number

    def change(self, how: str, number: int = 1) -> None:
        """Count what went in, but not as the record has it; `how` reads after a number."""
        self.changed[how] += number

    def lines(self) -> Iterator[str]:
        """The account, a sentence a line, the largest numbers first."""
        yield f"written: {_listed(self.written) or 'nothing'}"
        if self.left:
            yield f"left out: {_listed(self.left)}"
        if self.changed:
            yield f"changed: {_listed(self.changed)}"


def _listed(counts: Counter[str]) -> str:
    return "; ".join(f"{number:,} {what}" for what, number in counts.most_common())
