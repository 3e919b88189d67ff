"""Findings shown in a notebook: each with the sentence around its words, the words themselves marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

# Characters around the words: enough for the sentence, and one line too many for none.
AROUND = 140


class Card(NamedTuple):
    """One finding: a title, the article's text, where the words stand in it, and where all that comes from."""

    title: str
    text: str
    start: int
    stop: int
    source: str


class Shown:
    """What a notebook displays; `str()` gives the same as plain text, the words between » and «."""

    def __init__(self, cards: Iterable[Card], more: int = 0) -> None:
        self.cards, self.more = tuple(cards), more

    def _repr_html_(self) -> str:
        rest = f"<p>{self.more:,} more</p>" if self.more else ""
        return "<div>" + "".join(_card(card) for card in self.cards) + rest + "</div>"

    def __str__(self) -> str:
        lines = []
        for card in self.cards:
            before, words, after = _around(card)
            lines.append(f"{card.title}\n  {before}»{words}«{after}\n  {card.source}")
        return "\n".join([*lines, *([f"{self.more:,} more"] if self.more else [])])

    __repr__ = __str__


def _card(card: Card) -> str:
    """Page text is hostile: every piece of it is escaped, and an address is text, not a link."""
    before, words, after = (escape(part) for part in _around(card))
    return (
        f'<div style="margin:0 0 .8em"><div><strong>{escape(card.title)}</strong></div>'
        f"<div>{before}<mark>{words}</mark>{after}</div>"
        f'<div style="opacity:.7"><small>{escape(card.source)}</small></div></div>'
    )


def _around(card: Card) -> tuple[str, str, str]:
    """Before, the words, after: cut at line ends and at AROUND characters, at a space where there is one."""
    before, after = card.text[: card.start].rpartition("\n")[2], card.text[card.stop :].partition("\n")[0]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, card.text[card.start : card.stop], after
