"""One title for several: "Transport Ministers X of Egypt and Y of Sudan", "the foreign ministers of Ghana and Togo, X
and Y". Each is found as a title of its own, with its holder and whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.grammar.parsed import Doc, Token
from communique.lexicon.people import singular_title
from communique.mentions.office_holders import person_at
from communique.mentions.office_parts import OWNER_KINDS, Around, Draft
from communique.mentions.office_words import take_before
from communique.model import Name

# Tokens [first, after last).
Stretch = tuple[int, int]
# What stands between the members of a list. Closed.
JOINTS = frozenset({",", "and", "&"})


def joint_titles(doc: Doc, head: Token, around: Around) -> list[Draft]:
    """A title for each of the persons that share it, none where fewer than two are named."""
    singular = singular_title(head.lower_)
    if singular is None:
        return []
    title = Draft(head.i, head.i + 1, [singular])
    take_before(doc, title, around)
    owners, after = owners_told(doc, title, around)
    holders = list(persons_listed(doc, after, around))
    if len(holders) < 2:
        return []
    if len(owners) == len(holders):
        holders = [(name, own or owner) for (name, own), owner in zip(holders, owners, strict=True)]
    elif len(owners) == 1:
        holders = [(name, own or owners[0]) for name, own in holders]
    return [
        Draft(title.start, title.stop, title.words, title.marks, own, holder=name, rule="title-joint")
        for name, own in holders
    ]


def owners_told(doc: Doc, title: Draft, around: Around) -> tuple[list[Stretch], int]:
    """Whose offices they are, and the token where the holders may begin: "*Ghanaian and Togolese* ministers",
    "ministers *of Ghana and Togo*,"."""
    owners = [title.of] if title.of is not None else []
    while owners and (before := owner_joined(doc, owners[0][0], around)) is not None:
        owners.insert(0, before)
        title.start = before[0]
    at = title.stop
    if not owners and at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while (named := owner_at(doc, at, around)) is not None:
            owners.append(named)
            at = past_joints(doc, named[1])
    while at < len(doc) and doc[at].text == ",":
        at += 1
    return owners, at


def owner_joined(doc: Doc, at: int, around: Around) -> Stretch | None:
    """The state before "and" or a comma that stands before a token."""
    here = at
    while here > 0 and doc[here - 1].lower_ in JOINTS:
        here -= 1
    found = around.ends.get(here) if here < at else None
    return (found[0], here) if found is not None and found[1].kind in OWNER_KINDS else None


def owner_at(doc: Doc, at: int, around: Around) -> Stretch | None:
    """The state that begins at a token, "the" left out of account."""
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    found = around.begins.get(at)
    return (at, found[0]) if found is not None and found[1].kind in OWNER_KINDS else None


def persons_listed(doc: Doc, at: int, around: Around) -> Iterator[tuple[Name, Stretch | None]]:
    """The persons of a list that begins at a token, each with the state said after the name."""
    while (found := person_at(at, around)) is not None:
        stop, name = found
        own = owner_at(doc, stop + 1, around) if stop < len(doc) and doc[stop].lower_ == "of" else None
        yield name, own
        end = own[1] if own is not None else stop
        at = past_joints(doc, end)
        if at == end:
            return


def past_joints(doc: Doc, at: int) -> int:
    """The token after a comma, an "and" or both."""
    while at < len(doc) and doc[at].lower_ in JOINTS:
        at += 1
    return at
