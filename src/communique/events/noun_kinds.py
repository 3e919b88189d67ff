"""What sort of act or saying a noun tells of, where that decides whose it is."""

from __future__ import annotations

from communique.events.rules import word_classes
from communique.grammar.parsed import Token


def is_suffered(noun: Token) -> bool:
    """ "The arrest of Ana Rojas", "violence against farmers": whom such a noun is of, on or against does not do it."""
    return noun.lemma_.lower() in word_classes()["suffered"] or is_blow(noun)


def is_blow(noun: Token) -> bool:
    """Violence that anybody may do: where it happens says nothing of who did it, as it does of an arrest."""
    return noun.lemma_.lower() in word_classes()["blows"]


def is_a_charge(noun: Token) -> bool:
    """ "Allegations against the army", "reports of a rift with Chad": whom such a noun is about did not say it."""
    return noun.lemma_.lower() in word_classes()["denial"]


def is_of_several(noun: Token) -> bool:
    """ "The agreement between Chad and Niger" is theirs; a bridge between two towns is not."""
    return any(noun.lemma_.lower() in word_classes()[name] for name in ("accord", "talks", "war"))
