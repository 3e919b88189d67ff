"""The browser that looks at the explorer, one for all tests of a file, and the record of the sample pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample pages, as `make demo` makes it; nobody writes to it."""
    from communique.batch.adding import Tally, add_pages
    from communique.search import add_watch
    from communique.store import open_record

    file = tmp_path_factory.mktemp("samples") / "record.db"
    record = open_record(file)
    add_pages(record, [str(Path(__file__).parents[2] / "samples")], tally=Tally())
    add_watch(record, "Kenya", None)
    record.close()
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
