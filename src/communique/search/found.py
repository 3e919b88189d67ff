"""What may be asked of findings, and what is shown of each that is found."""

from __future__ import annotations

from msgspec import Struct


class Party(Struct, frozen=True):
    """An actor in its part: `role` is the field of the record it stands in, `who` the name it is gathered under."""

    role: str
    who: str
    name: str
    named: bool
    country: str | None = None


class Found(Struct, frozen=True, kw_only=True):
    """A finding in a list, with the article it was found in.

    `what` is an event's type, what a statement says, what is claimed or what is promised; `state` is factuality,
    manner or status; `date` when it happened, was said or is due; `words` the first passage of its evidence;
    `corrected` the fields that a reader has put right; `thread` the chain, contention or happening it stands for,
    which `reports` articles tell; `happening` what an event tells of, told by so many independent `sources`.
    """

    kind: str
    id: str
    what: str
    mode: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    date: str | None = None
    enddate: str | None = None
    place: str | None = None
    state: str | None = None
    channel: str | None = None
    score: float | None = None
    words: str
    rule: str
    confidence: float
    article: str
    headline: str | None
    published: str | None
    uri: str
    publisher: str | None
    corrected: tuple[str, ...] = ()
    thread: str | None = None
    reports: int = 1
    happening: str | None = None
    sources: int | None = None

    def of(self, *roles: str) -> tuple[Party, ...]:
        """The parties in these roles, in the order of the roles."""
        return tuple(party for role in roles for party in self.parties if party.role == role)


class Wanted(Struct, frozen=True, kw_only=True):
    """What to look for; what is None does not matter.

    `words` must occur in the article, as `match_expression` has it.
    `who` names actors as they are gathered (`person-ishaq-dar`, `state-pak`): all must be party to the finding, in any
    of `roles` where given. `about` are words of the name of a project or meeting that the finding's own words tell of.
    `state` as in Found. `place` is where an event happened.
    `since` and `until` are ISO dates that `date` must lie between;
    `reported` is the first and the last day that the article may be of.
    """

    id: str | None = None
    words: str | None = None
    about: str | None = None
    article: int | None = None
    who: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    what: str | None = None
    state: str | None = None
    since: str | None = None
    until: str | None = None
    reported: tuple[str, str] | None = None
    place: str | None = None
    dated: bool = False
    by_date: bool = False
