"""Where a list stands that is shown a page at a time."""

from __future__ import annotations

from typing import NamedTuple

from communique.web.asking import PAGE


class Pager(NamedTuple):
    """Where a list stands: the page shown, and how many entries in all; `floor` where no more were counted though there may
    be more, `more` where some come after this page."""

    number: int
    total: int
    floor: bool = False
    more: bool = False

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE), self.number + self.more)

    @property
    def offset(self) -> int:
        return (self.number - 1) * PAGE
