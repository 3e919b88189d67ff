"""The articles as BibTeX, for LaTeX and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.exports.account import Account, Terms
from communique.exports.days import day_of
from communique.exports.telling import address_of, on_the_web
from communique.model import Article, Page

# What TeX would read as a command. Accented letters stay as they are: BibTeX files have been UTF-8 for long.
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """An entry an article. The key is the article's id, so the same article keeps its key."""
    for page in pages:
        for article in page.articles:
            account.wrote("articles")
            yield entry(article, page)


def entry(article: Article, page: Page) -> str:
    day = day_of(article.published)
    fields: list[tuple[str, str | None]] = [
        ("title", f"{{{escaped(article.headline or first_words(article))}}}"),
        ("author", f"{{{escaped(article.byline)}}}" if article.byline else None),
        ("journal", escaped(page.source.publisher) if page.source.publisher else None),
        ("year", str(day.year) if day else None),
        ("day", str(day.day) if day else None),
        ("url", address_of(page) if on_the_web(page) else None),
        ("urldate", page.source.fetched[:10] if page.source.fetched else None),
        ("note", "Syndicated from " + escaped(article.syndicated_from) if article.syndicated_from else None),
        ("language", article.language),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    if day:
        lines.append(f"  month = {MONTHS[day.month - 1]}")
    return f"@article{{{article.id},\n" + ",\n".join(lines) + "\n}\n\n"


def first_words(article: Article) -> str:
    """An article without a headline is known by its first line."""
    return (article.text.strip().splitlines() or [article.id])[0][:80]


def escaped(text: str) -> str:
    return "".join(SPECIAL.get(character, character) for character in re.sub(r"\s+", " ", text))
