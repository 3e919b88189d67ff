"""Where a list stands that is shown a page at a time."""

from __future__ import annotations

from typing import NamedTuple

from communique.web.asking import PAGE


class Pager(NamedTuple):
    """Where a list stands: the page shown, whether there are more, and how many entries in all."""

    number: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def offset(self) -> int:
        return (self.number - 1) * PAGE
