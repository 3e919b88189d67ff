"""What short news texts must give of what was said, contested and promised (`texts.toml`), nothing more of it and nothing less."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.model import Article, Claim, Commitment, Statement

pytestmark = pytest.mark.model
TEXTS: dict[str, dict[str, Any]] = {
    text["id"]: text for text in tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]
}


@cache
def read(name: str) -> Article:
    """The text as a page: its headline, the day, its paragraphs."""
    headline, body = TEXTS[name]["text"].strip("\n").split("\n", 1)
    day = date.fromisoformat(TEXTS[name]["published"]).strftime("%d %B %Y")
    page = communique.read(f"{headline}\n{day}\n{body}\n".encode(), uri="https://example.org/page.txt")
    assert len(page.articles) == 1
    return page.articles[0]


def cases(kind: str) -> list[Any]:
    mark = pytest.mark.xfail(strict=True, reason="not yet")
    return [
        pytest.param(name, want, id=f"{name}-{i}", marks=[mark] if want.get("not_yet") else [])
        for name, text in TEXTS.items()
        for i, want in enumerate(text.get(kind, []))
    ]


def names(article: Article, ids: tuple[str, ...]) -> set[str]:
    known = {actor.id: actor.name for actor in article.actors}
    return {known[i] for i in ids}


def content(article: Article, statement: Statement) -> list[str]:
    return [article.text[part.start : part.stop].rstrip(".,") for part in statement.content]


def speaker(article: Article, statement: Statement) -> str:
    """The speaker's name; nothing for one whom the page does not name."""
    return next((a.name for a in article.actors if a.id == statement.speaker and a.named), "")


@pytest.mark.parametrize(("name", "want"), cases("statements"))
def test_a_statement_is_found_with_its_exact_words(name: str, want: dict[str, Any]) -> None:
    article = read(name)
    found = [s for s in article.statements if content(article, s) == [part.rstrip(".,") for part in want["content"]]]
    assert found, [content(article, s) for s in article.statements]
    said = found[0]
    assert "speaker" not in want or speaker(article, said) == want["speaker"] or not want["speaker"]
    for key in ("manner", "channel", "date"):
        assert getattr(said, key) == want.get(key, getattr(said, key))
    if "addressee" in want:
        assert names(article, (said.addressee or "",)) == {want["addressee"]}
    if "occasion" in want:
        assert said.occasion is not None
        assert want["occasion"] in article.text[said.occasion.start : said.occasion.stop]
    assert not want.get("low") or said.confidence < 0.7


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "statements" in text])
def test_nothing_more_is_a_statement(name: str) -> None:
    article = read(name)
    wanted = [[part.rstrip(".,") for part in want["content"]] for want in TEXTS[name]["statements"]]
    missed = [want for want in TEXTS[name]["statements"] if want.get("not_yet")]
    assert [c for s in article.statements if (c := content(article, s)) not in wanted] == [] or missed


@pytest.mark.parametrize(("name", "want"), cases("claims"))
def test_a_claim_is_found_with_both_sides(name: str, want: dict[str, Any]) -> None:
    article = read(name)
    found: list[Claim] = [c for c in article.claims if any(want["words"] in e.text for e in c.evidence)]
    assert found
    assert set(want.get("asserted_by", [])) <= names(article, found[0].asserted_by)
    assert set(want.get("denied_by", [])) <= names(article, found[0].denied_by)


@pytest.mark.parametrize(("name", "want"), cases("commitments"))
def test_a_commitment_is_found_with_its_parts(name: str, want: dict[str, Any]) -> None:
    article = read(name)
    found: list[Commitment] = [
        c for c in article.commitments if c.kind == want["kind"] and any(want["words"] in e.text for e in c.evidence)
    ]
    assert found, [(c.kind, c.act) for c in article.commitments]
    owed = found[0]
    for key in ("debtor", "creditor"):
        assert key not in want or names(article, getattr(owed, key)) == set(want[key])
    for key in ("due", "status", "weak", "was_due", "postponed"):
        assert key not in want or getattr(owed, key) == want[key]
    for key in ("condition", "purpose", "amount"):
        assert key not in want or article.text[getattr(owed, key).start : getattr(owed, key).stop] == want[key]
