"""Score who an article means against answer keys: found, split, merged, mistyped, of the wrong country, by kind.

A folder holds pages with a key beside each, `NAME.json`:

    {"page": "NAME.txt", "articles": [{"headline": "...", "actors": [
        {"name": "...", "aliases": ["..."], "kind": "person", "country": "KEN", "sector": "GOV"}]}]}

    python -m communique.measure.actors FOLDER
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from communique.model import Actor, Article
from communique.reading import read

OUTCOMES = ("wanted", "right", "missed", "split", "merged", "mistyped", "wrong country", "wrong sector")


class WantedActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as a key tells it."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str
    country: str | None = None
    sector: str | None = None


class WantedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a key; what else the key says of it is not read here."""

    headline: str | None = None
    actors: tuple[WantedActor, ...] = ()


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """The answer key of a page."""

    page: str
    articles: tuple[WantedArticle, ...] = ()


def measure_actors(folder: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts of each outcome by kind, and a line for everything that is not right."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for file in sorted(folder.glob("*.json")):
        key = msgspec.json.decode(file.read_bytes(), type=Key)
        page = read(folder / key.page)
        for wanted in key.articles:
            article = article_like(wanted, page.articles)
            for outcome, actor in outcomes(wanted, article):
                counts[actor.kind][outcome] += 1
                if outcome not in ("wanted", "right"):
                    wrong.append(f"{key.page}: {outcome}: {actor.name} ({actor.kind}, {actor.country})")
    return dict(counts), wrong


def article_like(wanted: WantedArticle, articles: tuple[Article, ...]) -> Article | None:
    """The article with the key's headline; of one article on the page that one."""
    same = (a for a in articles if folded(a.headline) == folded(wanted.headline))
    return next(same, articles[0] if len(articles) == 1 else None)


def outcomes(wanted: WantedArticle, article: Article | None) -> Iterator[tuple[str, WantedActor]]:
    """What became of each wanted actor. One that is found in several is split, several found in one are merged; an
    actor may have several outcomes and is right where it has none of the bad ones."""
    found = {
        actor.name: [a for a in article.actors if same(actor, a, article)] if article else [] for actor in wanted.actors
    }
    taken = Counter(hits[0].id for hits in found.values() if hits)
    for actor in wanted.actors:
        yield "wanted", actor
        hits = found[actor.name]
        bad = list(faults(actor, hits, taken)) if hits else ["missed"]
        for fault in bad or ["right"]:
            yield fault, actor


def faults(wanted: WantedActor, hits: list[Actor], taken: Counter[str]) -> Iterator[str]:
    best = max(hits, key=lambda actor: (actor.kind == wanted.kind, len(actor.mentions)))
    if len(hits) > 1:
        yield "split"
    if taken[hits[0].id] > 1:
        yield "merged"
    if best.kind != wanted.kind:
        yield "mistyped"
    if best.country != wanted.country:
        yield "wrong country"
    if wanted.sector and wanted.sector not in (best.sector, *best.sectors):
        yield "wrong sector"


def same(wanted: WantedActor, actor: Actor, article: Article) -> bool:
    """They share a name or alias; persons share a surname that is no title; states share a code."""
    if wanted.kind == actor.kind == "state":
        return wanted.country == actor.country
    have = {folded(actor.name)} | {folded(article.text[m.start : m.stop]) for m in actor.mentions}
    want = {folded(wanted.name)} | {folded(alias) for alias in wanted.aliases}
    if have & want:
        return True
    full = folded(wanted.name).split()
    return wanted.kind == actor.kind == "person" and len(full) > 1 and full[-1] == folded(actor.name).split()[-1]


def folded(text: str | None) -> str:
    """Letters only, without marks, case and a leading "the"."""
    plain = unicodedata.normalize("NFKD", text or "")
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def table(counts: dict[str, Counter[str]]) -> str:
    """The counts as lines of text, a kind a line."""
    lines = ["kind".ljust(18) + "".join(name.rjust(15) for name in OUTCOMES)]
    total: Counter[str] = sum(counts.values(), Counter())
    for kind, count in [*sorted(counts.items()), ("all", total)]:
        lines.append(kind.ljust(18) + "".join(str(count[name]).rjust(15) for name in OUTCOMES))
    return "\n".join(lines)


def main() -> None:
    """Print the table for a folder, then everything that is not right."""
    counts, wrong = measure_actors(Path(sys.argv[1]))
    print(table(counts))
    print("\n".join(wrong))


if __name__ == "__main__":
    main()
