"""One page through all the stages. Read this first.

A stage is a function from records to records and knows no other stage; their order stands here.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from communique.actors import find_actors
from communique.articles import article_of_text, find_articles
from communique.claims import find_claims, find_commitments, find_phrases
from communique.events import Relation, events_in_doubt, find_events, relation_between
from communique.grammar import Scene
from communique.grammar.parsed import Doc
from communique.lexicon import LexiconError
from communique.mentions import find_names, find_places, find_times, find_topics
from communique.model import Actor, Article, Capture, Page, Source
from communique.model.checks import references_of
from communique.pages import open_page
from communique.sentences import parse
from communique.statements import find_statements

replace = msgspec.structs.replace
log = logging.getLogger(__name__)


def read(page: str | Path | bytes, uri: str | None = None) -> Page:
    """Read one page: a path, or the page's bytes; never a network address by surprise.

    Raises OSError where the path cannot be opened. Whatever else is odd about the page stands in
    `page.source.problems`. The page is read in this process, which a page made to hurt could hold for minutes; where
    pages come from strangers by the thousand, `communique add` reads each in a process with bounds on time and memory.
    """
    return next(read_captures([open_page(page, uri=uri)]))


def read_captures(captures: Iterable[Capture]) -> Iterator[Page]:
    """Read many captures, their articles batched through one parse; pages come out in order, one at a time."""
    waiting: deque[tuple[Page, list[Mined]]] = deque()

    def articles() -> Iterator[Article]:
        for capture in captures:
            page = find_safely(capture)
            waiting.append((page, []))
            yield from page.articles

    for article, doc in parse(articles()):
        yield from whole_pages(waiting)
        page, mined = waiting[0]
        mined.append(mine_safely(article, doc, page.source))
    yield from whole_pages(waiting)


def find_safely(capture: Capture) -> Page:
    """The articles on a page; where finding them stumbles, a page without any that says so."""
    try:
        return find_articles(capture)
    except Exception as error:
        log.debug("could not find the articles of %s", capture.source.uri, exc_info=True)
        problem = f"no article could be found on this page ({type(error).__name__}: {error})"
        return Page(source=replace(capture.source, problems=(*capture.source.problems, problem)))


def whole_pages(waiting: deque[tuple[Page, list[Mined]]]) -> Iterator[Page]:
    """Take the pages off the queue's front whose articles have all been read."""
    while waiting and len(waiting[0][1]) == len(waiting[0][0].articles):
        page, mined = waiting.popleft()
        problems = (*page.source.problems, *(problem for one in mined for problem in one.problems))
        source = replace(page.source, problems=problems)
        yield replace(page, source=source, articles=tuple(one.article for one in mined))


def read_text(text: str, published: date | None = None, headline: str | None = None) -> Article:
    """Read an article's bare text; `article.text` is that text, unchanged."""
    return next(read_articles([article_of_text(text, published=published, headline=headline)]))


def read_texts(pairs: Iterable[tuple[str, date | None]]) -> Iterator[Article]:
    """Read many (text, published) pairs, batched, in order."""
    return read_articles(article_of_text(text, published=published) for text, published in pairs)


def read_articles(articles: Iterable[Article]) -> Iterator[Article]:
    """Find in each article what there is to find. Articles not in English are kept, not mined."""
    for article, doc in parse(articles):
        yield mine(article, doc) if article.language in (None, "en") else article


class Mined(NamedTuple):
    """An article read, and what went wrong in reading it."""

    article: Article
    problems: tuple[str, ...] = ()


def mine_safely(article: Article, doc: Doc, source: Source | None = None) -> Mined:
    """Mine an article; where a rule stumbles, keep the article with its text and say so, so that the rest is read."""
    name = f"article {article.headline or article.id!r}"
    if article.language not in (None, "en"):
        return Mined(article, (f"{name} is not in English ({article.language}): kept, not mined",))
    cut = len(article.text) - len(doc.text)
    problems = (f"{name} is very long: its last {cut:,} characters were kept, not mined",) if cut else ()
    try:
        return Mined(mine(article, doc, source), problems)
    except LexiconError:
        raise  # a list that says something it may not would spoil every page
    except Exception as error:
        log.debug("could not mine %s", name, exc_info=True)
        return Mined(article, (*problems, f"{name} could not be mined ({type(error).__name__}: {error}): kept as text"))


def mine(article: Article, doc: Doc, source: Source | None = None) -> Article:
    """An article through the stages: when, where, who, of what; then what was said, done, contested and promised."""
    scene = Scene(article, doc, source)
    scene = scene.having(times=find_times(scene))
    names = find_names(scene)
    scene = scene.having(places=find_places(scene, names))
    scene = scene.having(actors=find_actors(scene, names))
    scene = scene.having(topics=find_topics(scene, names))
    scene = scene.having(statements=find_statements(scene))
    scene = scene.having(events=find_events(scene))
    scene = scene.having(claims=find_claims(scene))
    scene = scene.having(events=events_in_doubt(scene))
    scene = scene.having(commitments=find_commitments(scene))
    scene = scene.having(phrases=find_phrases(scene))
    return replace(scene.article, actors=those_that_matter(scene.article))


def those_that_matter(article: Article) -> tuple[Actor, ...]:
    """Named actors, and of those known only by common words ("officials") or by a city the ones some finding points to."""
    used = {pointed_to for _, pointed_to in references_of(article)}
    return tuple(actor for actor in article.actors if (actor.named and actor.mentions) or actor.id in used)


def relate(text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation | None:
    """Which act the actor at one stretch of the text does to the recipient at the other; None where there is none."""
    return relation_between(*_parsed(text), actor=actor, recipient=recipient)


@lru_cache(maxsize=8)
def _parsed(text: str) -> tuple[Article, Doc]:
    """The last few texts asked about: many pairs of one text cost one parse."""
    return next(parse([article_of_text(text)]))


def to_dict(record: msgspec.Struct) -> dict[str, Any]:
    """A record as plain dicts and lists: what `--json` prints."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return plain
