"""The day of an act told without one, from the scene it belongs to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from communique.events.parties import Who
from communique.events.setting import first_day, host_of
from communique.events.told import Told
from communique.events.triggers import Trigger
from communique.grammar import Scene
from communique.model import Span, Time

# News is told within these days of what happened; an older date is background, and background lends no date.
FRESH_DAYS = 4


def day_of_scene(scene: Scene, trigger: Trigger, who: Who, told: Told) -> Time | None:
    """The day of the acts told before, for what the same doer did next in the same scene ("met on Monday. They agreed").

    The simple past only; all recent days of that doer's acts must be one day, and none may be told between. Nothing is
    taken from the article's own date.
    """
    published = scene.article.published
    if published is None or not _goes_on(trigger):
        return None
    doers = dict.fromkeys(a.id for a in who[0])
    days: dict[str, Time] = {}
    dated = [time for doer in doers for time in told.days[doer].values()]
    for time in (*dated, *_days_of_speech(scene, doers, trigger.token.idx)):
        day = first_day(time.value)
        if day is not None and len(time.value or "") >= 10 and _is_fresh(day, published[:10]):
            days[day] = time
    return next(iter(days.values())) if len(days) == 1 else None


def _days_of_speech(scene: Scene, doers: Collection[str], offset: int) -> list[Time]:
    """The times at which the same doers are said to have spoken, before an offset ("Berg told reporters on Friday")."""
    found: list[Time] = []
    for at, speaker, times in _speeches(scene):
        if at > offset:
            break
        if speaker in doers:
            found += times
    return found


def _speeches(scene: Scene) -> list[tuple[int, str, list[Time]]]:
    """(offset of the cue, speaker, its times) of every statement with a time, found once for an article."""
    kept: list[tuple[int, str, list[Time]]] | None = scene.doc.user_data.get("dated_speeches")
    if kept is None:
        kept = []
        for statement in scene.article.statements:
            if statement.speaker is None or statement.cue is None:
                continue
            cue = scene.head_of(statement.cue)
            sentence = Span(cue.sent.start_char, cue.sent.end_char)
            times = [t for t in scene.times_in(sentence) if host_of(scene, t).i == cue.i]
            if times:
                kept.append((statement.cue.start, statement.speaker, times))
        kept.sort(key=lambda speech: speech[0])
        scene.doc.user_data["dated_speeches"] = kept
    return kept


def _goes_on(trigger: Trigger) -> bool:
    """A verb in the simple past that carries the story on: no perfect, no relative clause, no quoted words."""
    verb = trigger.token if trigger.support is None else trigger.support
    if verb.dep_ in ("relcl", "acl", "advcl", "pcomp") or verb.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("had", "has", "have") for c in helpers):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers)


def _is_fresh(day: str, published: str) -> bool:
    try:
        age = (date.fromisoformat(published) - date.fromisoformat(day)).days
    except ValueError:
        return False
    return 0 <= age <= FRESH_DAYS
