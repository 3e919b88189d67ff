"""What the sample pages must give (`samples.toml`), finding by finding."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.model import Article, Event, Finding, Page

pytestmark = pytest.mark.model
HERE = Path(__file__).parent
WANTED: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / "samples.toml").read_text("utf-8"))


@cache
def page_of(file: str) -> Page:
    return communique.read(HERE.parent / "samples" / file)


def cases(kind: str) -> list[Any]:
    """Each wanted finding as a test of its own; `not_yet` ones must fail."""
    mark = pytest.mark.xfail(strict=True, reason="not yet")
    return [
        pytest.param(w, id=f"{w['file']}-{i}", marks=[mark] if w.get("not_yet") else [])
        for i, w in enumerate(WANTED.get(kind, []))
    ]


def names(article: Article, ids: tuple[str, ...]) -> set[str]:
    known = {actor.id: actor.name for actor in article.actors}
    return {known[i] for i in ids}


def words(finding: Finding) -> str:
    return " ".join(passage.text for passage in finding.evidence)


def plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text).split()).casefold()


def fits(article: Article, event: Event, want: dict[str, Any]) -> bool:
    parties = names(article, (*event.actor, *event.recipient, *event.mediator, *event.host))
    return (
        event.event == want["event"]
        and want.get("words", "") in words(event)
        and set(want.get("parties", ())) <= parties
        and set(want.get("actor", ())) <= names(article, event.actor)
        and set(want.get("recipient", ())) <= names(article, event.recipient)
        and all(getattr(event, key) == want[key] for key in ("date", "factuality", "place") if key in want)
    )


@pytest.mark.parametrize("want", cases("page"))
def test_articles_of_a_page(want: dict[str, Any]) -> None:
    page = page_of(want["file"])
    if "headlines" in want:
        assert [article.headline for article in page.articles] == want["headlines"]
    assert [article.published for article in page.articles] == want["published"]
    assert [article.kind for article in page.articles] == want.get("kinds", ["report"] * len(page.articles))
    assert [teaser.headline for teaser in page.teasers][: len(want.get("teasers", ()))] == want.get("teasers", [])
    for line in want.get("never", ()):
        assert all(line not in article.text for article in page.articles), line


@pytest.mark.parametrize("want", cases("event"))
def test_event_is_found(want: dict[str, Any]) -> None:
    told = [(a, e) for a in page_of(want["file"]).articles for e in a.events]
    assert any(fits(a, e, want) for a, e in told), [
        (e.event, sorted(names(a, (*e.actor, *e.recipient))), e.date, e.place, e.factuality, words(e)[:80])
        for a, e in told
        if e.event == want["event"]
    ]


@pytest.mark.parametrize("want", cases("never"))
def test_event_is_not_invented(want: dict[str, Any]) -> None:
    articles = page_of(want["file"]).articles
    assert not [words(e) for a in articles for e in a.events if fits(a, e, want)]


@pytest.mark.parametrize("want", cases("statement"))
def test_statement_is_found(want: dict[str, Any]) -> None:
    found = []
    for article in page_of(want["file"]).articles:
        for s in article.statements:
            content = plain(" ".join(article.text[p.start : p.stop] for p in s.content))
            if all(plain(part) in content for part in want["content"]):
                speaker = ", ".join(names(article, (s.speaker,) if s.speaker else ()))
                found.append({"speaker": speaker, "manner": s.manner, "channel": s.channel})
    assert any(all(one[key] == want[key] for key in one if key in want) for one in found), found


@pytest.mark.parametrize("want", cases("claim"))
def test_claim_is_found(want: dict[str, Any]) -> None:
    found = [
        (names(a, c.asserted_by), names(a, c.denied_by), words(c))
        for a in page_of(want["file"]).articles
        for c in a.claims
    ]
    assert any(
        set(want.get("asserted_by", ())) <= asserters
        and set(want.get("denied_by", ())) <= deniers
        and want.get("words", "") in told
        for asserters, deniers, told in found
    ), found


@pytest.mark.parametrize("want", cases("commitment"))
def test_commitment_is_found(want: dict[str, Any]) -> None:
    found = [
        (c.kind, names(a, c.debtor), names(a, c.creditor), c.due, c.status, words(c))
        for a in page_of(want["file"]).articles
        for c in a.commitments
    ]
    assert any(
        kind == want["kind"]
        and set(want.get("debtor", ())) <= debtor
        and set(want.get("creditor", ())) <= creditor
        and want.get("due", due) == due
        and want.get("status", status) == status
        and want.get("words", "") in told
        for kind, debtor, creditor, due, status, told in found
    ), found
