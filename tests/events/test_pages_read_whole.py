"""Pages written for this: a wire story, a readout, a local paper, a roundup in bullets, an agency story, a statement.

`pages/NAME.toml` lists what a careful reader finds in `pages/NAME.txt`. What is not marked `not_yet` must be found with
its parties and its factuality, and of all that is found little may be beside the list.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.model import Actor, Article, Event

pytestmark = pytest.mark.model
PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))
# Of ten acts found, at most three may be beside the list: two readers of these pages differ about as often.
BESIDE = 0.3


def key_of(name: str) -> list[dict[str, Any]]:
    acts: list[dict[str, Any]] = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))["act"]
    return acts


def tellings(name: str) -> list[tuple[Article, Event]]:
    return [(article, e) for article in communique.read(PAGES / f"{name}.txt").articles for e in article.events]


def is_called(actor: Actor, name: str, text: str) -> bool:
    called = {actor.name, *(text[m.start : m.stop] for m in actor.mentions)}
    wanted = set(name.lower().split())
    return any(wanted <= set(words) or set(words) <= wanted for words in (c.lower().split() for c in called))


def tells(article: Article, event: Event, act: dict[str, Any]) -> bool:
    """Whether an event is of the act's type and stands in its words."""
    types = [act["event"]] if isinstance(act["event"], str) else act["event"]
    start = article.text.find(act["words"])
    stop = start + len(act["words"])
    return event.event in types and start >= 0 and any(e.start < stop and start < e.stop for e in event.evidence)


def is_right(article: Article, event: Event, act: dict[str, Any]) -> bool:
    by_id = {actor.id: actor for actor in article.actors}
    ids = (*event.actor, *event.recipient, *event.mediator, *event.host)
    found = [by_id[i] for i in dict.fromkeys(ids)]
    wanted = [*act["actor"], *act["recipient"]]
    all_there = all(any(is_called(a, name, article.text) for a in found) for name in wanted)
    no_other = all(any(is_called(a, name, article.text) for name in wanted) for a in found)
    return all_there and no_other and event.factuality == act["factuality"]


@pytest.mark.parametrize("name", NAMES)
def test_the_acts_of_a_page_are_found_with_their_parties(name: str) -> None:
    told = tellings(name)
    wanted = [act for act in key_of(name) if not act.get("not_yet")]
    lost = [act["words"] for act in wanted if not any(tells(a, e, act) and is_right(a, e, act) for a, e in told)]
    assert not lost


@pytest.mark.parametrize("name", NAMES)
def test_little_is_found_beside_what_a_reader_finds(name: str) -> None:
    told, key = tellings(name), key_of(name)
    beside = [e.evidence[0].text for a, e in told if not any(tells(a, e, act) for act in key)]
    assert len(beside) <= BESIDE * len(told), beside
