"""A file, an archive or bytes -> Capture: the page decoded, with its source and what went wrong."""

from communique.pages.finding import open_pages
from communique.pages.limits import LIMITS, Limits
from communique.pages.opening import open_page

__all__ = ["LIMITS", "Limits", "open_page", "open_pages"]
