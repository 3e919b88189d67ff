"""Whether two reports tell one act: their parties, their days, the place and the words, weighed and said in words.

What contradicts keeps two reports apart however much else agrees: other parties, other people for one state, days that
cannot be one. What agrees adds up; how much is enough stands in `lexicon/en/joins.tsv` for each type. Headlines are
not looked at: two acts often share one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.lexicon.joining import Join, joins
from communique.threads.leading import Likeness
from communique.threads.spelling import same_person
from communique.threads.traits import AROUND, PLACE_TELLS, RETOLD, TIME_ZONES, EventTraits, PartyTrait, stem_of


class Weight(NamedTuple):
    """What speaks for one act, from 0 to 1, and why; and how many telling words must be shared beside it."""

    value: float
    why: str
    words: int = 0


# What agreement in each respect is worth. All parties and the day are enough for a meeting (0.6), not for an accusation.
BOTH, BOTH_AND_MORE, ONE, ONE_AND_MORE, SAME_PERSON = 0.35, 0.25, 0.25, 0.15, 0.1
SAME_DAY, WITHIN, REPORTED_THEN, NEXT_DAY = 0.3, 0.2, 0.2, 0.1
SAME_PLACE, PLACE_NAMED, OTHER_PLACE = 0.1, 0.05, -0.2
SAME_TYPE, OTHER_TYPE, SAME_MODE, OTHER_MODE, FORUM = 0.05, -0.08, 0.05, -0.05, -0.15
# For a blow the place is worth as much as a party: who struck is often said by one report only.
STRUCK = 2.5
# Words count by how many are shared and by how much of the shorter passage that is.
WORDS, ENOUGH_WORDS = 0.4, 5
# A word that stands in one clause and only beside the other counts half: "promised a laboratory", told beside the signing
# of a protocol, is another act than the signing.
BESIDE = 0.5
# Two clauses of so many telling words each that have none in common tell two acts, where several a day are told.
SAYS_MUCH = 2
# Reports that share so much of the words about an act carry one text; their parties may have been read unlike.
ONE_TEXT, LEAST_WORDS = 0.8, 6
# A party that is only guessed ("they", a person of no known state) needs two telling words: a day's "they signed" may be
# about another paper.
GUESSED = 2
# An act told again weeks later, without its day, must be of the same type and parties and share three telling words, and
# no other act may do so too; it is less sure than any report of the days themselves.
RETOLD_RULE, RETOLD_SCORE, RETOLD_WORDS = "join-retold", 0.5, 3


def alike(one: EventTraits, other: EventTraits) -> Likeness | None:
    """How alike two reports of an act are; None where they do not tell one act."""
    rule, second = joins()[one.event], joins()[other.event]
    if rule.family != second.family or one.realis != other.realis:
        return None
    if one.article == other.article:
        return Likeness(1.0, "same-text", "the same text") if one.id == other.id else None
    shared = shared_words(one, other)
    weights = _weights(one, other, rule, shared)
    if weights is None:
        return _told_again(one, other, rule)
    # Rounded, so that the order in which the weights are added cannot tell.
    score = round(min(1.0, sum(weight.value for weight in weights)), 4)
    enough = max(rule.enough, second.enough)
    guessed = max(weight.words for weight in weights)
    if score < enough or len(shared) < guessed or not _told_apart(one, other, shared, max(rule.words, second.words)):
        return None
    return Likeness(score, min(rule.id, second.id), ", ".join(weight.why for weight in weights if weight.why))


def _told_again(one: EventTraits, other: EventTraits, rule: Join) -> Likeness | None:
    """ "Tehran had agreed to it": one report tells without its day what the other told weeks before."""
    before, after = (one, other) if other.retold else (other, one)
    day = before.days[0] if before.to_the_day and before.days else before.published if before.days is None else None
    if not after.retold or one.event != other.event or day is None or after.published is None:
        return None
    if not AROUND < after.published - day <= RETOLD or _parties_of_retelling(before, after, rule) is None:
        return None
    shared = {*one.words, *one.around} & {*other.words, *other.around}
    if len(shared) < RETOLD_WORDS or not shared & {*one.words, *other.words}:
        return None
    why = f"told again {_days_told(after.published - day)} later, {', '.join(sorted(shared)[:4])} shared"
    return Likeness(RETOLD_SCORE, RETOLD_RULE, why)


def _parties_of_retelling(before: EventTraits, after: EventTraits, rule: Join) -> Weight | None:
    """All sides of the retelling must be parties of the act, and not be turned round."""
    own = {p.side for p in (*after.actor, *after.recipient) if p.side}
    if not own or not own <= before.sides or len(before.sides - own) > 1:
        return None
    return _parties(before, after, mutual=rule.mutual == "yes", lenient=False)


def shared_words(one: EventTraits, other: EventTraits) -> set[str]:
    """The telling words of either clause that the other report has too, in its clause or beside it."""
    first, second = set(one.words), set(other.words)
    return (first & (second | set(other.around))) | (second & (first | set(one.around)))


def _weights(one: EventTraits, other: EventTraits, rule: Join, shared: set[str]) -> list[Weight] | None:
    fewest = max(1, min(len(one.words), len(other.words)))
    copied = fewest >= LEAST_WORDS and len(set(one.words) & set(other.words)) / fewest >= ONE_TEXT
    parties = _parties(one, other, mutual=rule.mutual == "yes", lenient=copied)
    days = _days(one, other, max(rule.days, joins()[other.event].days), copied=copied)
    place = _place(one, other)
    if parties is None or days is None or place is None:
        return None
    return [parties, days, place, _type(one, other), _words(one, other, shared, fewest)]


def _told_apart(one: EventTraits, other: EventTraits, shared: set[str], wanted: int) -> bool:
    """Whether more than parties and days agrees, for acts of which there may be several a day."""
    if wanted and not shared and min(len(one.words), len(other.words)) >= SAYS_MUCH:
        return False
    if set(one.names) & set(other.names) and (one.place == other.place or {one.event, other.event} & PLACE_TELLS):
        wanted -= 1
    if any(_person_met(p, q) for p in one.parties for q in other.parties):
        wanted -= 2
    return len(shared) >= min(wanted, max(1, len(one.words)), max(1, len(other.words)))


def _parties(one: EventTraits, other: EventTraits, *, mutual: bool, lenient: bool) -> Weight | None:
    met = {(p, q) for p in one.parties for q in other.parties if _meet(p, q)}
    left, right = _unmet(one, met, other), _unmet(other, {(q, p) for p, q in met}, one)
    if not lenient and (_contradict(left, right, met) or (not mutual and _turned(one, other))):
        return None
    people = any(_person_met(p, q) for p, q in met)
    number = min(len({p.side or p.person for p, _ in met}), len({q.side or q.person for _, q in met}))
    number += any(
        _is_told(p, second)
        for first, second in ((one, other), (other, one))
        for p in (*first.actor, *first.recipient)
        if p in first.actor or not p.person
    )
    if not number:
        return Weight(0.0, "") if lenient or {one.event, other.event} & PLACE_TELLS else None
    stranger = _stranger(left, right) or _stranger(right, left)
    number += stranger is not None
    values = (ONE_AND_MORE, BOTH_AND_MORE) if left or right else (ONE, BOTH)
    told = "same parties" if not (left or right) else f"both have {_named(met)}"
    guessed = stranger is not None or any(_is_they(p) or _is_they(q) for p, q in met)
    return Weight(
        values[number > 1] + SAME_PERSON * people, told + (", the same person" if people else ""), GUESSED * guessed
    )


def _stranger(own: list[PartyTrait], others: list[PartyTrait]) -> PartyTrait | None:
    """The person of no known state where the other report has one state instead: it can be that one's."""
    one = own[0] if len(own) == len(others) == 1 else None
    return one if one and one.person and not one.side and not one.maybe and not others[0].person else None


def _is_they(party: PartyTrait) -> bool:
    """Whether a party is only known to be one of the states its page is about."""
    return bool(party.maybe) and not party.person


def _meet(one: PartyTrait, other: PartyTrait) -> bool:
    """Whether two parties can be one: a person and its state are, two persons of one state are not; "they" on a page about
    two states can be either, or the same "they"."""
    if _is_they(one) or _is_they(other):
        return other.side in one.maybe or one.side in other.maybe or (one.maybe == other.maybe and not one.side)
    if one.person and other.person:
        unsaid = not one.side or not other.side or one.side == other.side
        return _person_met(one, other) or (unsaid and same_person(one.person, other.person))
    if one.person or other.person:
        person, state = (one, other) if one.person else (other, one)
        return bool(state.side) and (state.side == person.side or state.side in person.maybe)
    return bool(one.side and one.side == other.side) or bool(one.name and one.name == other.name)


def _person_met(one: PartyTrait, other: PartyTrait) -> bool:
    """Whether both name one person by more than one word; then it is that person whatever country it is given."""
    return min(len(one.person), len(other.person)) > 1 and same_person(one.person, other.person)


def _is_told(party: PartyTrait, other: EventTraits) -> bool:
    """Whether a party that the other report does not have is named in its words about the act: a person, or a state beside
    the only one that it has."""
    if not party.person:
        return len(other.sides) < 2 and party.side in other.told
    surname = stem_of(party.name.split()[-1]) if party.name else ""
    return len(surname) > 2 and (surname in other.words or surname in other.around)


def _unmet(event: EventTraits, met: set[tuple[PartyTrait, PartyTrait]], other: EventTraits) -> list[PartyTrait]:
    """The definite parties that the other report lacks; who hosts or mediates may go untold."""
    sides = {p.side for p, q in met if p.side == q.side}
    people = {p.side for p, q in met if p.person and q.person}
    return [
        p
        for p in (*event.actor, *event.recipient)
        if p.is_definite
        and not _is_told(p, other)
        and p not in {p for p, _ in met}
        and (p.side not in sides or (p.person and p.side not in people))
    ]


def _contradict(left: list[PartyTrait], right: list[PartyTrait], met: set[tuple[PartyTrait, PartyTrait]]) -> bool:
    """Whether each report has a party that the other lacks.

    A person whose country is not known may be one state's that the other report names. Of three that meet, or more, one
    report may leave out some and the other report others.
    """
    left, right = _without_strangers(left, right), _without_strangers(right, left)
    return bool(left and right) and not (len(met) > 2 and len(left) + len(right) <= len(met))


def _without_strangers(own: list[PartyTrait], others: list[PartyTrait]) -> list[PartyTrait]:
    states = any(p.side and not p.person for p in others)
    return [p for p in own if not (states and p.person and not p.side)]


def _turned(one: EventTraits, other: EventTraits) -> bool:
    """Whether those who act in the one do not act in the other, or those acted upon are others."""
    return any(
        own and theirs and not any(_meet(p, q) or not (p.side and q.side) for p in own for q in theirs)
        for own, theirs in (
            (_definite(one.actor), _definite(other.actor)),
            (_definite(one.recipient), _definite(other.recipient)),
        )
    )


def _definite(parties: Iterable[PartyTrait]) -> list[PartyTrait]:
    return [p for p in parties if p.is_definite]


def _named(met: set[tuple[PartyTrait, PartyTrait]]) -> str:
    return " and ".join(sorted({p.side or q.side or p.name for p, q in met if p.side or q.side or p.name})[:4])


def _days(one: EventTraits, other: EventTraits, reach: int, *, copied: bool) -> Weight | None:
    if one.days and other.days:
        return _dated(one, other, copied=copied)
    if one.days or other.days:
        return _reported(one, other, reach) if one.days else _reported(other, one, reach)
    if one.published is None or other.published is None:
        return Weight(0.0, "")
    apart = abs(one.published - other.published)
    if apart > AROUND:
        return None
    return Weight(
        REPORTED_THEN - 0.03 * apart, f"reported {_days_told(apart)} apart" if apart else "reported the same day"
    )


def _dated(one: EventTraits, other: EventTraits, *, copied: bool) -> Weight | None:
    (first, last), (begin, end) = one.days or (0, 0), other.days or (0, 0)
    if one.to_the_day and other.to_the_day:
        apart = abs(first - begin)
        if not apart:
            return Weight(SAME_DAY, "same day")
        return Weight(NEXT_DAY, "a day apart") if apart <= TIME_ZONES or (copied and apart <= AROUND) else None
    if last < begin or end < first:
        return None
    return Weight(WITHIN, "days that can be one")


def _reported(dated: EventTraits, undated: EventTraits, reach: int) -> Weight | None:
    """One report gives a day, the other was published around it."""
    if undated.published is None or dated.days is None:
        return Weight(0.0, "")
    if dated.realis == "planned" or not dated.to_the_day:
        if dated.published is None or abs(dated.published - undated.published) > AROUND:
            return None
        return Weight(REPORTED_THEN - 0.05, "reported in the same days")
    after = undated.published - dated.days[0]
    if not -TIME_ZONES <= after <= reach:
        return None
    when = f"{_days_told(after)} after the day" if after > 0 else "on the day"
    return Weight(REPORTED_THEN, f"reported {when} the other gives")


def _days_told(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _place(one: EventTraits, other: EventTraits) -> Weight | None:
    worth = STRUCK if {one.event, other.event} & PLACE_TELLS else 1.0
    if one.place and one.place == other.place:
        return Weight(SAME_PLACE * worth, "same place")
    if {one.place, other.place} & set(one.names) & set(other.names):
        return Weight(PLACE_NAMED * worth, "same place")
    if not one.place or not other.place:
        return Weight(0.0, "")
    if worth > 1:
        return None
    return Weight(OTHER_PLACE, f"places differ ({min(one.place, other.place)}, {max(one.place, other.place)})")


def _type(one: EventTraits, other: EventTraits) -> Weight:
    if one.event != other.event:
        return Weight(OTHER_TYPE, f"told as {min(one.event, other.event)} and {max(one.event, other.event)}")
    if ("multilateral" in one.mode) != ("multilateral" in other.mode):
        return Weight(SAME_TYPE + FORUM, "one was a forum")
    if one.mode and other.mode:
        agree = set(one.mode) & set(other.mode)
        return Weight(SAME_TYPE + (SAME_MODE if agree else OTHER_MODE), "same type" if agree else "modes differ")
    return Weight(SAME_TYPE, "same type")


def _words(one: EventTraits, other: EventTraits, shared: set[str], fewest: int) -> Weight:
    """Words of both clauses count in full; those that one report has only beside its clause may be of another act."""
    if not shared:
        return Weight(0.0, "")
    own = shared & {*one.words} & {*other.words}
    told = len(own) + BESIDE * (len(shared) - len(own))
    value = WORDS * min(1.0, told / ENOUGH_WORDS) * (0.5 + 0.5 * min(1.0, told / fewest))
    return Weight(round(value, 4), f"{len(shared)} telling word{'' if len(shared) == 1 else 's'} shared")
