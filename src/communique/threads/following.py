"""Whether two steps belong to one undertaking: told again, taken up, moved, called off or done. Said in words.

Parties that contradict, or days that cannot be of one undertaking, keep two steps apart however much else agrees. What
agrees adds up to a score from 0 to 1; below ENOUGH two steps are strangers.
"""

from __future__ import annotations

from communique.threads.leading import Likeness
from communique.threads.spelling import same_person
from communique.threads.steps import AFTER, AGAIN, LATE_BY, MADE_UP, SAME_NEWS, StepTraits

ENOUGH = 0.6
# A meeting is the same with both sides and a person or place; another act with its words. Days decide between alike ones.
MEETING, ACT = 0.4, 0.3
SAME_PERSON, SAME_PLACE, SAME_DEBTOR = 0.15, 0.1, 0.1
# One withdrawal, one expulsion between the same two: a word in common will do.
SAME_TYPE = 0.2
SAME_DAY, LATE, UNDATED = 0.3, 0.1, 0.15
# Words count by how many are shared, up to ENOUGH_WORDS, and by how much that is of what the shorter says.
WORDS, ENOUGH_WORDS, LEAST_SHARE = 0.4, 4, 0.34
# What is due in more days than these has no day yet: "in May", "this year". A visit or a summit takes fewer.
STRETCH = 10
# A deadline told anew with another day ("would now arrive by June") shares nearly all of the first one's words.
RETOLD = 0.6


def alike(one: StepTraits, other: StepTraits) -> Likeness | None:
    """How surely two steps are of one undertaking; None where they are not."""
    if (one.outcome and other.outcome) or one.meeting != other.meeting:
        return None
    if one.outcome:
        one, other = other, one
    if _other_person(one, other) or not _near(one, other):
        return None
    days = _settled(one, other) if other.outcome else _undertaken(one, other)
    common = _meeting(one, other) if one.meeting else _act(one, other)
    if days is None or common is None:
        return None
    score = round(min(1.0, common[0] + days[0]), 4)
    rule = "follow-meeting" if one.meeting else "follow-act"
    return Likeness(score, rule, ", ".join(filter(None, (*common[1], days[1])))) if score >= ENOUGH else None


def _other_person(one: StepTraits, other: StepTraits) -> bool:
    """Whether both name a person of one side, and not the same: the minister's visit is not the president's."""
    return any(
        (mine := {p.person for p in one.parties if p.side == side and p.person})
        and (theirs := {p.person for p in other.parties if p.side == side and p.person})
        and not any(same_person(a, b) for a in mine for b in theirs)
        for side in {*one.sides} & {*other.sides}
    )


def _near(one: StepTraits, other: StepTraits) -> bool:
    """Whether the reports are near enough, and not one article telling of itself."""
    if one.article == other.article:
        return not other.outcome and _told_twice(one, other)
    if one.published is None or other.published is None:
        return one.published == other.published
    apart = other.published - one.published
    if not other.outcome:
        return abs(apart) <= AGAIN
    return 0 <= apart <= AFTER and (one.days is None or other.published <= one.days[1] + LATE_BY)


def _told_twice(one: StepTraits, other: StepTraits) -> bool:
    """Whether one article tells one undertaking twice: by the same words, for its parties and day are often those of
    another that the same meeting brought."""
    words, fewest = {*one.words} & {*other.words}, min(len(one.words), len(other.words))
    return len(words) >= 2 and len(words) >= RETOLD * fewest


def _meeting(one: StepTraits, other: StepTraits) -> tuple[float, list[str]] | None:
    """What agrees of two meetings: both sides, or one with the same person, and the place."""
    sides = {*one.sides} & {*other.sides}
    person = _same_person(one, other)
    places = {*one.places} & {*other.places}
    if other.tells == "done" and _at_no_day(one) and one.places and other.places and not places:
        return None  # invited to one town, and seen in another before long
    if len(sides) < 2 and not (person and places) and not (places and _hosted(one) and _one_day(one, other)):
        return None
    told = [f"both of {' and '.join(sorted(sides)[:3])}"] if sides else []
    told += ["the same person"] * person + ["the same place"] * bool(places)
    return MEETING + SAME_PERSON * person + SAME_PLACE * bool(places), told


def _at_no_day(one: StepTraits) -> bool:
    """No day, or a stretch of them ("before the end of the year")."""
    return one.days is None or one.days[1] - one.days[0] > STRETCH


def _hosted(one: StepTraits) -> bool:
    """Whether only its host is known: "Albania will host a summit"."""
    return len(one.sides) < 2 and not any(p.person for p in one.parties)


def _one_day(one: StepTraits, other: StepTraits) -> bool:
    return bool(one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1])


def _same_person(one: StepTraits, other: StepTraits) -> bool:
    mine, theirs = ([p.person for p in step.parties if p.person] for step in (one, other))
    return any(same_person(a, b) for a in mine for b in theirs)


def _act(one: StepTraits, other: StepTraits) -> tuple[float, list[str]] | None:
    """What agrees of two acts: a party and the words."""
    sides, words = {*one.sides} & {*other.sides}, {*one.words} & {*other.words}
    fewest = min(len(one.words), len(other.words))
    if _one_accord(one, other, sides):
        return ENOUGH - SAME_DAY, ["agreed by the same parties in the same days"]
    one_type = one.act is not None and one.act == other.act and len(sides) > 1
    if not sides or not words or (len(words) < 2 and not one_type):
        return None
    share = len(words) / fewest
    if share < LEAST_SHARE and not one_type:
        return None
    value = ACT + SAME_TYPE * one_type + WORDS * min(1.0, len(words) / ENOUGH_WORDS) * (0.5 + 0.5 * share)
    told = [f"both of {' and '.join(sorted(sides)[:3])}", f"both tell of {', '.join(sorted(words)[:4])}"]
    return value + SAME_DEBTOR * (len(sides) > 1), told


def _one_accord(one: StepTraits, other: StepTraits, sides: set[str]) -> bool:
    """Whether two reports of the same days tell what the same two agreed, due then too, in other words: "open the post
    around the clock", "operate the crossing 24 hours a day"."""
    if other.outcome or len(sides) < 2 or one.days is None or other.days is None:
        return False
    if one.published is None or other.published is None or abs(one.published - other.published) > SAME_NEWS:
        return False
    return bool({*one.words, *one.around} & {*other.words, *other.around})


def _undertaken(one: StepTraits, other: StepTraits) -> tuple[float, str] | None:
    """Whether two undertakings can be due on one day; a visit called off on no day is the one planned before."""
    first, second = sorted((one, other), key=lambda step: step.published or 0)
    if second.days is None and second.act == "REJECT" and first.tells not in ("cancelled", "moved", "done"):
        return _settled(first, second)
    if one.days is None or other.days is None:
        dated, open_ = (one, other) if one.days else (other, one)
        after = dated.days and open_.published is not None and open_.published > dated.days[1]
        return None if after and one.meeting else (UNDATED, "")  # invited after the visit: to another
    if one.days[0] <= other.days[1] + 1 and other.days[0] <= one.days[1] + 1:
        return SAME_DAY, "due on the same day"
    if {"moved", "cancelled"} & {one.tells, other.tells}:
        return LATE, "moved to another day"
    words = {*one.words} & {*other.words}
    if not one.meeting and len(words) >= RETOLD * max(2, min(len(one.words), len(other.words))):
        return LATE, "due on another day"
    return None


def _settled(one: StepTraits, other: StepTraits) -> tuple[float, str] | None:
    """Whether what the outcome tells can have become of the undertaking, by its day."""
    told = other.published
    if told is None or one.published is None:
        return None
    if other.tells != "done":
        over = one.days is not None and told > one.days[1] + MADE_UP
        return None if over else (SAME_DAY, f"{other.tells} afterwards")
    # A meeting reported in the same days without its own is that at which the other was agreed.
    first, last = other.days or ((told - SAME_NEWS,) * 2 if one.meeting else (told, told))
    if one.days is None or not one.meeting:
        after = last > one.published if one.meeting else last >= one.published
        return (UNDATED, "done afterwards") if after else None
    if _at_no_day(one) and last <= one.published:
        return None  # met in the month for which they then invited each other
    if first <= one.days[1] + 1 and last >= one.days[0] - 1:
        return SAME_DAY, "on the day"
    return (LATE, "later than planned") if one.days[1] < first <= one.days[1] + MADE_UP else None
