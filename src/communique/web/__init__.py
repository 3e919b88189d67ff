"""The explorer: the record as pages for people and as JSON for programs, on this machine only."""

from communique.web.access import Access
from communique.web.app import make_app
from communique.web.serving import serve

__all__ = ["Access", "make_app", "serve"]
