"""The record beside somebody else's events: what both have for the same days and actors, what each has alone."""

from communique.compare.comparing import Comparison, Meeting, compare
from communique.compare.reading import NotTheirs, Row, read_file
from communique.compare.terminal import json_lines, lines_of

__all__ = ["Comparison", "Meeting", "NotTheirs", "Row", "compare", "json_lines", "lines_of", "read_file"]
