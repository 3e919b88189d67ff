"""Who is speaking at a point of the text, and whom "I" and "we" mean there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from communique.events.sides import FOR_A_STATE
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor, Statement

# First persons are a closed class; the plural speaks for the speaker's state or body.
ONE, MANY = frozenset({"i", "me", "my", "mine", "myself"}), frozenset({"we", "us", "our", "ours", "ourselves"})
KEPT = "statements_by_place"
# Contents lie inside each other two or three deep ("he said that she had said"); further back none can hold the point.
NESTED = 6


def statement_at(scene: Scene, offset: int) -> Statement | None:
    """The innermost statement whose content holds an offset."""
    starts, parts = _parts(scene)
    last = bisect_right(starts, offset)
    inside = [
        (stop - start, n) for n, (start, stop, _) in enumerate(parts[max(0, last - NESTED) : last]) if offset < stop
    ]
    return parts[max(0, last - NESTED) + min(inside)[1]][2] if inside else None


def statements_before(scene: Scene, offset: int) -> Iterator[Statement]:
    """The statements whose content ends before an offset, the nearest first; a few, for no answer reaches further."""
    starts, parts = _parts(scene)
    last = bisect_right(starts, offset)
    for _, _, statement in reversed(parts[max(0, last - 2 * NESTED) : last]):
        if statement.content[-1].stop <= offset:
            yield statement


def _parts(scene: Scene) -> tuple[list[int], list[tuple[int, int, Statement]]]:
    kept: tuple[list[int], list[tuple[int, int, Statement]]] | None = scene.doc.user_data.get(KEPT)
    if kept is None:
        parts = [(part.start, part.stop, s) for s in scene.article.statements for part in s.content]
        parts.sort(key=lambda part: (part[0], part[1]))
        kept = [start for start, *_ in parts], parts
        scene.doc.user_data[KEPT] = kept
    return kept


def speaks_in(scene: Scene, offset: int) -> str | None:
    """The id of the innermost statement whose content holds an offset."""
    statement = statement_at(scene, offset)
    return statement.id if statement is not None else None


def speaker_at(scene: Scene, offset: int, quoted: bool = False) -> Actor | None:
    """Who says what stands at an offset; with `quoted`, only where the words are the speaker's own."""
    statement = statement_at(scene, offset)
    if statement is None or statement.speaker is None or (quoted and statement.manner == "indirect"):
        return None
    return scene.actors_by_id.get(statement.speaker)


def first_person(scene: Scene, word: Token) -> Actor | None:
    """Whom "I" or "we" means inside quoted words: the speaker, or the state an official speaks for."""
    if word.lower_ not in ONE and word.lower_ not in MANY:
        return None
    speaker = speaker_at(scene, word.idx, quoted=True)
    if speaker is None or word.lower_ in ONE or speaker.sector not in FOR_A_STATE:
        return speaker
    return next((a for a in scene.article.actors if a.kind == "state" and a.country == speaker.country), speaker)
