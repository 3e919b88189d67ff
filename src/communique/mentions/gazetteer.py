"""The states and international bodies we have lists of, ready to be found in a text."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from communique.lexicon.phrases import PhraseBook
from communique.lexicon.states import known_bodies, states, territories
from communique.model import NameKind


class Known(NamedTuple):
    """What a list says a phrase is."""

    kind: NameKind
    name: str
    country: str | None
    sector: str | None


@cache
def gazetteer() -> PhraseBook[Known]:
    """States under all their names, and international bodies with their acronyms. A state's own name stands before a
    capital of the same spelling ("Singapore"), and what is listed first stands before what is listed later."""
    book: PhraseBook[Known] = PhraseBook()
    _add_states(book)
    _add_bodies(book)
    return book


def _add_states(book: PhraseBook[Known]) -> None:
    for state in states():
        for name in (state.name, *state.names):
            book.add(name, Known("state", state.name, state.iso3, "GOV"))
    hows: tuple[tuple[NameKind, str], ...] = (
        ("adjective", "adjectives"),
        ("demonym", "demonyms"),
        ("metonym", "metonyms"),
        ("capital", "capitals"),
    )
    for kind, field in hows:
        for state in states():
            names = getattr(state, field)
            for name in (state.capital, *names) if kind == "capital" else names:
                if name:
                    book.add(name, Known(kind, state.name, state.iso3, "GOV"))
    for land in territories():
        for name in (land.name, *land.names):
            book.add(name, Known("state" if land.sector else "place", land.name, land.country, land.sector))
        for name in land.adjectives:
            book.add(name, Known("adjective", land.name, land.country, land.sector))


def _add_bodies(book: PhraseBook[Known]) -> None:
    for body in known_bodies():
        country = body.country or body.code
        kind = cast(NameKind, body.kind)
        for name in (body.name, *body.acronyms, *body.other_names):
            book.add(name, Known(kind, body.name, country, body.sector))
