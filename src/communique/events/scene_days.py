"""The day of an act told without one, from the scene it belongs to.

A scene is a dated act and what was done on its occasion: the talks and what the two sides agreed there, the march and
whom the police took away. What marks that the telling has left the scene (another tense, other people, an older date)
ends it. Nothing is ever taken from the article's own date, but for joint communiqués, which are acts of their day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from communique.events.merging import Draft
from communique.events.parties import Who
from communique.events.rules import word_classes
from communique.events.setting import first_day, host_of
from communique.events.sides import sides_of
from communique.events.told import Told
from communique.events.triggers import Trigger
from communique.events.voices import speaker_at
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Span, Time

# News is told within these days of what happened; an older date is background, and background lends no date.
FRESH_DAYS = 4
# A scene is told in one go: its acts stand at most so many acts apart.
SCENE_ACTS = 8
# What is done at a meeting by those who met; deeds of force and money have days of their own.
AT_MEETINGS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "CONCEDE", "REJECT", "CONSULT", "COOPERATE"})
MEETINGS = frozenset({"CONSULT", "SUPPORT", "AGREE"})
# What police and crowds do to each other belongs to the demonstration.
IN_THE_STREET = frozenset({"PROTEST", "ASSAULT", "COERCE"})
# Adverbs that say an act is the next of the same day, and prepositions that put it at a meeting just told.
NEXT, AT = frozenset({"also", "then", "later"}), frozenset({"at", "after", "during", "following", "in", "on"})


class Found(NamedTuple):
    """A day and by which mark of the text it was found."""

    time: Time
    mark: str


def day_of_scene(scene: Scene, trigger: Trigger, who: Who, factuality: str, told: Told) -> Found | None:
    """The day of an act that gives none, and the mark of the text that gives it; None where no mark is sure."""
    if (eve := _eve_of(trigger, factuality, told)) is not None:
        return Found(eve, "eve")
    if factuality == "planned":
        last = told.drafts[-1] if told.drafts else None
        after = last is not None and last.factuality == "planned" and _is_next(trigger, who, last)
        return Found(last.time, "next") if after and last is not None and last.time is not None else None
    if factuality != "actual" or scene.article.published is None:
        return None
    marks: tuple[tuple[str, Callable[[], Time | None]], ...] = (
        ("announced", lambda: _announced(scene, trigger)),
        ("communique", lambda: _issued(scene, trigger, who)),
        ("street", lambda: _in_the_street(scene, trigger, who, told)),
        ("vote", lambda: _of_the_vote(scene, trigger, told)),
        ("speech", lambda: _by_saying(scene, trigger, told)),
    )
    in_the_past: tuple[tuple[str, Callable[[], Time | None]], ...] = (
        ("meeting", lambda: _at_meeting(scene, trigger, told)),
        # A state has many hands, and its acts of one page many days; a person's go together.
        ("same-doer", lambda: _own_day(scene, trigger, tuple(a.id for a in who[0] if a.kind != "state"), told)),
        ("scene", lambda: _of_company(scene, trigger, who, told)),
    )
    for mark, look in (*marks, *(in_the_past if _goes_on(trigger) and not _denies(trigger) else ())):
        if (time := look()) is not None:
            return Found(time, mark)
    return None


def _denies(trigger: Trigger) -> bool:
    """A denial comes when it is asked for, on a day of its own."""
    return trigger.rule.type == "REJECT" and trigger.token.lemma_.lower() in word_classes()["denying"]


def _own_day(scene: Scene, trigger: Trigger, doers: Collection[str], told: Told) -> Time | None:
    """The one recent day of the same doer's acts and words ("met on Monday. She thanked")."""
    days: dict[str, Time] = {}
    dated = [time for doer in doers for time in told.days[doer].values()]
    for time in (*dated, *_days_of_speech(scene, doers, trigger.token.idx)):
        if _is_recent(scene, time):
            days[first_day(time.value) or ""] = time
    return next(iter(days.values())) if len(days) == 1 else None


def _of_company(scene: Scene, trigger: Trigger, who: Who, told: Told) -> Time | None:
    """The day of a meeting that this act's doers were at, of a state's words that its officials go on with, or of the
    many of whom this doer is one; told a few acts before."""
    doers = sides_of(a for a in who[0] if a.kind not in ("body", "military"))
    if trigger.rule.type not in AT_MEETINGS or not doers:
        return None
    for draft in told.drafts[: -SCENE_ACTS - 1 : -1]:
        if draft.time is None or draft.factuality != "actual":
            continue
        if not _is_recent(scene, draft.time):
            here = draft.trigger.token.sent.end >= trigger.token.sent.start and doers <= draft.sides
            return draft.time if here and draft.type == "CONSULT" else None  # else background has been told since
        if doers <= draft.sides and (_is_meeting(draft) or _goes_on_for(draft, doers)):
            return draft.time
        if _is_meeting(draft) or _is_one_of_many(draft, trigger, who):
            return draft.time if _is_one_of_many(draft, trigger, who) else None
    return None


def _is_meeting(draft: Draft) -> bool:
    return draft.type in MEETINGS and len(draft.sides) > 1


def _goes_on_for(draft: Draft, doers: set[str]) -> bool:
    """A state accuses on Monday, and its minister asks: one statement."""
    return draft.type in AT_MEETINGS and doers == sides_of(draft.actor)


def _is_one_of_many(draft: Draft, trigger: Trigger, who: Who) -> bool:
    """ "Donors pledged on Monday. Peru offered": each of a crowd without names does the same to the same."""
    crowd = any(a.kind == "population" and not a.named for a in draft.actor)
    same = draft.type == trigger.rule.type and sides_of(draft.recipient) == sides_of(who[1])
    return crowd and same and bool(draft.recipient)


def _in_the_street(scene: Scene, trigger: Trigger, who: Who, told: Told) -> Time | None:
    """The day of the march told last, for what police and crowds did to each other a few acts later."""
    if trigger.rule.type not in IN_THE_STREET or trigger.token.dep_ == "relcl":
        return None
    crowd = word_classes()["street"]
    if not any(w.pos_ in ("NOUN", "PROPN") and w.lemma_.lower() in crowd for w in trigger.token.sent):
        return None
    for draft in told.drafts[: -SCENE_ACTS - 1 : -1]:
        if draft.time is not None and not _is_recent(scene, draft.time):
            return None
        if draft.type == "PROTEST" and draft.time is not None and draft.factuality == "actual":
            return draft.time
    return None


def _of_the_vote(scene: Scene, trigger: Trigger, told: Told) -> Time | None:
    """Who voted, and what delegates said around it, on the day of the vote told before."""
    votes = word_classes()["voting"]
    own = trigger.token.lemma_.lower() in votes
    if not own and (trigger.rule.type not in AT_MEETINGS or not _goes_on(trigger) or _denies(trigger)):
        return None
    for draft in told.drafts[: -SCENE_ACTS - 1 : -1]:
        if draft.time is not None and draft.factuality == "actual" and draft.trigger.token.lemma_.lower() in votes:
            return draft.time if _is_recent(scene, draft.time) else None
        if draft.time is not None and not own and not _is_recent(scene, draft.time):
            return None
    return None


def _by_saying(scene: Scene, trigger: Trigger, told: Told) -> Time | None:
    """ "Said on Monday that she would not attend": what is done by saying so is done on the day the speaker spoke."""
    would = any(c.lower_ in ("would", "will", "wo") and c.dep_ == "aux" for c in trigger.token.children)
    speaker = speaker_at(scene, trigger.token.idx) if would and trigger.rule.type in AT_MEETINGS else None
    return _own_day(scene, trigger, (speaker.id,), told) if speaker is not None else None


def _at_meeting(scene: Scene, trigger: Trigger, told: Told) -> Time | None:
    """ "After the talks the protocol was signed": the talks are those told last."""
    if not any(_names_meeting(c) for verb in _verbs(trigger) for c in verb.children):
        return None
    met = (d.time for d in told.recent() if d.type == "CONSULT" and d.factuality == "actual" and d.time is not None)
    return next((time for time in met if _is_recent(scene, time)), None)


def _names_meeting(prep: Token) -> bool:
    """ "During the meeting", "at the end of the talks", "on the sidelines of the summit"."""
    if prep.dep_ != "prep" or prep.lower_ not in AT:
        return False
    for noun in prep.children:
        below = [c for p in noun.children if p.lower_ == "of" for c in p.children]
        for word in (noun, *below):
            definite = any(c.lower_ in ("the", "their", "this") for c in word.children)
            if definite and word.lemma_.lower() in word_classes()["talks"]:
                return True
    return False


def _is_next(trigger: Trigger, who: Who, last: Draft) -> bool:
    """ "He will then meet": the same doer's next act, of the same day."""
    adverbs = {c.lower_ for verb in _verbs(trigger) for c in verb.children if c.dep_ == "advmod"}
    return bool(adverbs & NEXT) and bool({a.id for a in who[0]} & {a.id for a in last.actor})


def _eve_of(trigger: Trigger, factuality: str, told: Told) -> Time | None:
    """ "On the eve of the summit": the day before the gathering told last."""
    eves = [w for w in trigger.token.sent if w.lower_ == "eve"]
    of = {c.lemma_.lower() for w in eves for p in w.children if p.lower_ == "of" for c in p.children}
    gatherings = (d for d in told.recent() if of and d.type == "CONSULT" and d.factuality == factuality)
    named = (d for d in gatherings if any(w.lemma_.lower() in of for w in d.trigger.token.sent))
    time = next((d.time for d in named if d.time is not None), None)
    day = first_day(time.value) if time is not None and len(time.value or "") >= 10 else None
    if time is None or day is None:
        return None
    before = date.fromisoformat(day) - timedelta(days=1)
    return msgspec.structs.replace(time, value=before.isoformat(), rule="eve-of")


def _announced(scene: Scene, trigger: Trigger) -> Time | None:
    """ "Has asked Spain, the minister said on Monday": what is news when it is told was done on the day it is told."""
    verb = trigger.token if trigger.support is None else trigger.support
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    beside = (c for c in verb.children if c.dep_ in ("parataxis", "ccomp", "advcl") and c.i > verb.i)
    says = verb.head if verb.dep_ in ("ccomp", "parataxis") else next(beside, verb)
    tells = says is not verb and says.lemma_.lower() in word_classes()["announcing"]
    if not helpers & {"has", "have"} or not tells:
        return None
    sentence = verb.sent
    times = scene.times_in(Span(sentence.start_char, sentence.end_char))
    return next((t for t in times if host_of(scene, t).i == says.i and _is_recent(scene, t)), None)


def _issued(scene: Scene, trigger: Trigger, who: Who) -> Time | None:
    """What a joint communiqué says its sides ask, thank or agree, they do by issuing it: on its own day."""
    article = scene.article
    title = (article.headline or "").lower()
    joint = any(
        title == words or title.startswith((f"{words} o", f"{words} by", f"{words} b"))
        for words in word_classes()["issued"]
    )
    if (
        not joint
        or trigger.kind != "verb"
        or trigger.rule.type not in AT_MEETINGS - {"CONSULT", "COOPERATE"}
        or len(sides_of(who[0])) > 2
    ):
        return None
    block = scene.block_at(trigger.token.idx)
    if block is None or article.published is None:
        return None
    return Time(
        start=block.start,
        stop=block.start,
        text="",
        type="date",
        value=article.published[:10],
        anchor="published",
        rule="communique-of",
    )


def _is_recent(scene: Scene, time: Time) -> bool:
    """A whole day within a few days of the article's own."""
    day, published = first_day(time.value), scene.article.published
    if day is None or published is None or len(time.value or "") < 10:
        return False
    try:
        age = (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days
    except ValueError:
        return False
    return 0 <= age <= FRESH_DAYS


def _verbs(trigger: Trigger) -> tuple[Token, ...]:
    return (trigger.token,) if trigger.support is None else (trigger.token, trigger.support)


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
