"""Lines of tab-separated text, as event data sets have them: no quoting, so no cell may hold a tab or a line end.

Some of their readers know no quotation marks, others (readr, Python's csv) would take a straight one at the head of a cell
for the beginning of a quoted one: it is written as a typographic one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.exports.lines import harmless

BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def tab_line(cells: Iterable[object]) -> str:
    """One line. None is an empty cell; a name that a spreadsheet would run as a formula gets an apostrophe in front."""
    return "\t".join(cell_of(cell) for cell in cells) + "\n"


def cell_of(cell: object) -> str:
    if cell is None:
        return ""
    return str(harmless(BREAKS.sub(" ", cell).replace('"', "”") if isinstance(cell, str) else cell))
