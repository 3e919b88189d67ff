"""A file, an archive or bytes -> Capture: the page decoded, with its source and what went wrong."""

from communique.pages.finding import can_start_within, find_raw, is_page_or_archive, open_pages, open_raw, raws_in
from communique.pages.limits import LIMITS, Limits
from communique.pages.opening import open_page
from communique.pages.problems import is_cut, is_damage
from communique.pages.raw import Raw

__all__ = [
    "LIMITS",
    "Limits",
    "Raw",
    "can_start_within",
    "find_raw",
    "is_cut",
    "is_damage",
    "is_page_or_archive",
    "open_page",
    "open_pages",
    "open_raw",
    "raws_in",
]
