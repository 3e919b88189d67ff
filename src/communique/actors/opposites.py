"""Whom phrases mean that tell of somebody by another: "his Turkish counterpart", "my colleague", "her host", "the guest"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors.cast import Cast, Draft
from communique.actors.common_words import Owner, plural
from communique.actors.facing import goal_of
from communique.actors.quoted import quotation_at, speaker_of
from communique.grammar import agent_of, is_passive, object_of, subject_of
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words

# Who holds the same office elsewhere; who sits at the other side of the table, office or not.
COUNTERPARTS = actor_words("counterpart")
COLLEAGUES = actor_words("colleague")
OPPOSITES = COUNTERPARTS | COLLEAGUES
HOSTS = actor_words("host")
GUESTS = actor_words("guest")
RECEIVES = actor_words("receives")
JOURNEYS = actor_words("journey")
# How many sentences back a guest may have been received.
RECEIVED_WITHIN = 8
# "My", "our": in a quotation its speaker's. Closed.
SPEAKERS_OWN = frozenset({"my", "our"})


def current(person: Draft) -> set[str]:
    """The titles a person holds now."""
    return {office.title for office in person.offices if not office.former}


def counterpart_of(cast: Cast, token: Token, words: list[Token]) -> Draft | None:
    """Whose counterpart: "Lavrov's"; for "my" the speaker's; for "his" and "her" that of the person who is subject, else
    of the last named with an office."""
    for word in words:
        if word.dep_ == "poss" and word.i in cast.heads:
            return cast.heads[word.i]
    before = words[0].idx
    if words[0].lower_ in SPEAKERS_OWN:
        inside = quotation_at(cast, before)
        return speaker_of(cast, inside) if inside is not None else None

    def holds_office(draft: Draft) -> bool:
        return draft.kind == "person" and bool(current(draft))

    return cast.subject_before(before, holds_office) or cast.latest(before, holds_office)


def counterpart_known(cast: Cast, token: Token, words: list[Token], owners: list[Owner]) -> Draft | None:
    """ "his Turkish counterpart", "my colleague" with no name beside it: of that state, else of any other, the one who
    holds the same office. A colleague from a state may be the one of its people who holds any."""
    if plural(token) or (token.lower_ in COLLEAGUES and not across_table(token, words)):
        return None
    other = counterpart_of(cast, token, words)
    if other is None or other.kind != "person":
        return None
    people = [d for d in cast.drafts if d.kind == "person" and d is not other and d.country]
    if not owners:
        fits = [d for d in people if d.named and d.country != other.country and current(d) & current(other)]
        return fits[0] if len(fits) == 1 else None
    there = [d for d in people if d.country == owners[0][0]]
    same = [d for d in there if current(d) & current(other)]
    told = [d for d in there if not d.named and d.nouns & OPPOSITES]
    fits = same or told or ([d for d in there if d.named and current(d)] if token.lower_ in COLLEAGUES else [])
    return fits[0] if len(fits) == 1 else None


def across_table(token: Token, words: list[Token]) -> bool:
    """ "*My* colleague from Peru", not "a colleague", "my colleague in the ministry", "my colleague the treasurer"."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return words[0].tag_ == "PRP$" and after not in ("in", "at", "of", "the")


def host_or_guest(cast: Cast, token: Token, host: bool) -> Draft | None:
    """ "X received Y ... *The guest* thanked *his host*": who received, and who was received last before; else who came
    on the last journey told, and who holds the same office where it went."""
    for verb in verbs_before(cast, token):
        if verb.lemma_ in RECEIVES and verb.pos_ == "VERB":
            who = (agent_of(verb) if is_passive(verb) else subject_of(verb)) if host else object_of(verb)
            meant = cast.heads.get(who.i) if who is not None else None
            if meant is not None and meant.kind == "person":
                return meant
    for verb in verbs_before(cast, token):
        if verb.lemma_ in JOURNEYS and (there := goal_of(cast, verb)) is not None:
            traveller = traveller_of(cast, verb, there)
            meant = host_there(cast, traveller, there) if host else traveller
            if meant is not None:
                return meant
    return host_by_office(cast) if host else None


def verbs_before(cast: Cast, token: Token) -> Iterator[Token]:
    """The words before, the nearest first, as far back as a reception may have been told."""
    last = cast.scene.sentence_of[token.i]
    for i in range(token.i - 1, -1, -1):
        if last - cast.scene.sentence_of[i] > RECEIVED_WITHIN:
            return
        yield cast.doc[i]


def traveller_of(cast: Cast, verb: Token, there: str) -> Draft | None:
    """The person who goes, and is not of the state gone to."""
    who = subject_of(verb) if verb.pos_ == "VERB" else None
    meant = cast.heads.get(who.i) if who is not None else None
    return meant if meant is not None and meant.kind == "person" and meant.country != there else None


def host_there(cast: Cast, traveller: Draft | None, there: str) -> Draft | None:
    """The one person of the state gone to who holds an office: the traveller's, if somebody there does."""
    people = [d for d in cast.drafts if d.kind == "person" and d.named and d.country == there and current(d)]
    same = [d for d in people if traveller is not None and current(d) & current(traveller)]
    fits = same or people
    return fits[0] if len(fits) == 1 else None


def host_by_office(cast: Cast) -> Draft | None:
    """Where nobody is told to receive: the one person of the home state who holds the office of one from abroad."""
    people = [d for d in cast.drafts if d.kind == "person" and d.named and d.country]
    abroad = {title for d in people if d.country != cast.home for title in current(d)}
    hosts = [d for d in people if d.country == cast.home and any(o.title in abroad for o in d.offices)]
    return hosts[0] if len(hosts) == 1 else None
