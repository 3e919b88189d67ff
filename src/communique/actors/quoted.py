"""Who says a quotation, as far as the words about it tell: for "I" and "my" inside it."""

from __future__ import annotations

import re

from communique.actors.cast import Cast, Draft

QUOTED = re.compile(r"[“\"«][^“”\"«»\n]{3,}(?:[”\"»]|(?=\n)|$)")


def quotations(cast: Cast) -> list[tuple[int, int]]:
    """Where each quotation starts and stops, in characters."""
    if cast.quotations is None:
        cast.quotations = [match.span() for match in QUOTED.finditer(cast.scene.text)]
    return cast.quotations


def quotation_at(cast: Cast, offset: int) -> tuple[int, int] | None:
    """The quotation an offset stands in."""
    return next((quote for quote in quotations(cast) if quote[0] <= offset < quote[1]), None)


def speaker_of(cast: Cast, inside: tuple[int, int]) -> Draft | None:
    """Who says a quotation: the one person who is subject, outside all quotations, in the sentences it touches or in
    the words right after it."""
    doc = cast.doc
    block = cast.scene.block_at(inside[0])
    start, stop = (block.start, block.stop) if block else (0, len(cast.scene.text))
    outside: list[tuple[int, Draft]] = []
    for i, draft in cast.heads.items():
        token = doc[i]
        if not start <= token.idx < stop or draft.kind not in ("person", "body", "population"):
            continue
        if token.dep_ not in ("nsubj", "nsubjpass") or quotation_at(cast, token.idx) is not None:
            continue
        gap = token.idx - inside[1] if token.idx >= inside[1] else inside[0] - token.idx
        outside.append((gap, draft))
    return min(outside, key=lambda pair: pair[0])[1] if outside else None
