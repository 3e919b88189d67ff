"""A file, an archive or bytes -> Capture: the page decoded, with its source and what went wrong."""

from communique.pages.opening import open_page, open_pages

__all__ = ["open_page", "open_pages"]
