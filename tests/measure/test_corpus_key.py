"""The answer key of the corpus fits its pages."""

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
KEY = tomllib.loads((CORPUS / "key.toml").read_text(encoding="utf-8"))


def visible(page: Path) -> str:
    """The page's words in one line, tags left out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))).split())


PAGES = {page.name: visible(page) for page in (CORPUS / "pages").iterdir()}


def quotes() -> Iterator[tuple[str, str]]:
    """Every quote of the key with its page."""
    for happening in KEY["happening"]:
        yield from ((page, words) for page, _, told in happening["told"] for words in told.split(" || "))
    for chain in KEY["chain"]:
        yield from ((page, words) for page, _, words in chain["steps"])
    for claim in KEY["claim"]:
        yield from ((page, words) for page, words, *_ in claim["told"])
    for account in KEY["account"]:
        yield from (
            (page, words) for page, words in (*account["alone"], *(p for pair in account["both"] for p in pair))
        )


def test_every_quote_stands_in_its_page() -> None:
    assert [(page, words) for page, words in quotes() if words not in PAGES.get(page, "")] == []


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(PAGES) >= 60
    assert all(len(words.split()) >= 75 for words in PAGES.values())


def test_every_person_of_the_key_is_named_by_some_page() -> None:
    for person in KEY["person"]:
        for name in person.get("pages", PAGES):
            assert name in PAGES
        assert any(spelling in words for spelling in person["spellings"] for words in PAGES.values()), person["id"]


def test_ids_are_unique() -> None:
    for table in ("happening", "chain", "claim", "person"):
        ids = [entry["id"] for entry in KEY[table]]
        assert len(ids) == len(set(ids)), table
