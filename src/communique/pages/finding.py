"""Every page under a path, one at a time: a file, a folder, an archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from communique.model import Capture
from communique.pages.limits import LIMITS, Limits
from communique.pages.opening import nothing_but, open_page

# What a folder is searched for; other files in it are left alone.
PAGE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml")


def open_pages(path: str | Path, limits: Limits = LIMITS) -> Iterator[Capture]:
    """Yield every page under a path, in the order of their names: a file is one page, a folder all its pages.

    Raises OSError where the path itself cannot be opened; a file of a folder that cannot be is yielded empty, with
    the problem said.
    """
    path = Path(path)
    if not path.is_dir():
        yield from open_file(path, limits)
        return
    for file in files_under(path):
        try:
            yield from open_file(file, limits)
        except OSError as error:
            yield nothing_but(f"This file could not be opened: {error.strerror or error}.", str(file))


def files_under(folder: Path) -> Iterator[Path]:
    """The pages of a folder and of those in it, by name; a link that leads back up is not followed."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(PAGE_SUFFIXES):
                yield Path(here) / name


def open_file(path: Path, limits: Limits) -> Iterator[Capture]:
    """Every page of one file."""
    yield open_page(path, limits=limits)
