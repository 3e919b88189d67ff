"""Scenes for tests: a sentence or two, with who and when marked by hand and the parse by the pipeline."""

from __future__ import annotations

import re

from communique.grammar import Scene
from communique.model import Actor, ActorKind, Article, Block, Mention, Time, content_id
from communique.sentences import parse

STATES = (
    "Norway",
    "Kenya",
    "Peru",
    "Chile",
    "Ghana",
    "Togo",
    "Niger",
    "Laos",
    "Cuba",
    "Oman",
    "Malta",
    "Samoa",
    "Fiji",
)


def scene_of(
    text: str,
    people: tuple[str, ...] = (),
    times: dict[str, str] | None = None,
    published: str | None = "2025-07-15",
) -> Scene:
    """The text as one article; states above and `people` are its actors, `times` maps words to values."""
    actors = [actor_in(text, name, "state") for name in STATES] + [actor_in(text, name, "person") for name in people]
    article = Article(
        id="article-test",
        text=text,
        published=published,
        blocks=tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)),
        actors=tuple(actor for actor in actors if actor.mentions),
        times=tuple(time_in(text, words, value) for words, value in (times or {}).items()),
    )
    return Scene(*next(parse([article])))


def actor_in(text: str, name: str, kind: ActorKind) -> Actor:
    mentions = tuple(Mention(m.start(), m.end(), "test") for m in re.finditer(rf"\b{re.escape(name)}\b", text))
    return Actor(id=content_id("actor", name), name=name, kind=kind, mentions=mentions)


def time_in(text: str, words: str, value: str) -> Time:
    start = text.index(words)
    kind = "duration" if re.match(r"P[\dT]", value) else "date"
    return Time(start=start, stop=start + len(words), text=words, type=kind, value=value, rule="test")  # type: ignore[arg-type]


def names(scene: Scene, ids: tuple[str, ...]) -> list[str]:
    return [scene.actors_by_id[i].name for i in ids]
