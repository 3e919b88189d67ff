"""Which named body "the bloc", "the group" or "the newspaper" means: one whose kind fits, and that the text about is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.actors.cast import Cast, Draft
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words, kinds_called

# Nouns for a union of states, for one under arms, and for any body at all: of several that fit no order tells which.
UNIONS = actor_words("union-of-states")
DEFENCE = actor_words("defence-union")
LOOSE = actor_words("any-body")
# Words in the names of what no union of states and no group is: banks, courts, organs, treaties.
NO_UNIONS = actor_words("no-union") | actor_words("framework")
# Sectors of a state's own institutions.
OF_STATES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
# How many sentences back a body counts, and how much each sentence takes from it: a subject two sentences back counts as
# much as what is only mentioned in the last.
WITHIN = 10
FADES = 0.5
# One must count so much more than the next to be meant: of two joined by "and" neither does.
CLEARLY = 1.25


def called_by_kind(cast: Cast, token: Token, lemma: str) -> Draft | None:
    """Whom a noun means that nobody was called by before."""
    kinds = kinds_called(lemma)
    if lemma not in UNIONS | DEFENCE | LOOSE:
        return cast.latest(token.idx, lambda d: d.kind in kinds and d.named and (d.kind != "body" or not d.nouns))
    fits = [d for d in cast.drafts if d.named and d.kind in kinds and d.last_before(token.idx) >= 0]
    fits = [d for d in fits if may_be_called(d, lemma)]
    return most_told(cast, token, of_sort(fits, lemma))


def may_be_called(draft: Draft, lemma: str) -> bool:
    """Whether the noun fits what the body is by its name: no court is called a bloc, no ministry a group."""
    name = draft.name.lower()
    words = set(name.split())
    heads = {name.split()[-1], re.split(" (?:of|for) ", name)[0].split()[-1]}
    if lemma in words or draft.kind in ("armed group", "party"):
        return True
    if draft.kind == "body" and draft.sector in OF_STATES:
        return False
    return not heads & NO_UNIONS and not ({"united", "nations"} <= words)


def of_sort(fits: list[Draft], lemma: str) -> list[Draft]:
    """NATO before all others for "the alliance", and after them for "the bloc"; those who fight, before a union of states
    that talks to them, for "the group"."""
    if lemma in LOOSE:
        return [d for d in fits if d.kind == "armed group"] or fits
    armed = [d for d in fits if d.sector == "MIL"]
    others = [d for d in fits if d.sector != "MIL"]
    return (armed or others) if lemma in DEFENCE else (others or armed)


def most_told(cast: Cast, token: Token, fits: list[Draft]) -> Draft | None:
    """Of these the one that the sentences before are about; None where two could be."""
    counts = sorted(((sum(weights(cast, token, draft)), i) for i, draft in enumerate(fits)), reverse=True)
    counts = [pair for pair in counts if pair[0]]
    if not counts or (len(counts) > 1 and counts[0][0] < CLEARLY * counts[1][0]):
        return None
    return fits[counts[0][1]]


def weights(cast: Cast, token: Token, draft: Draft) -> Iterator[float]:
    """What each mention before a word counts: a subject twice."""
    here = cast.scene.sentence_of[token.i]
    for start, stop in draft.mentions:
        if stop <= token.idx:
            head = cast.head(start, stop)
            back = here - cast.scene.sentence_of[head.i]
            if back <= WITHIN:
                yield (2 if is_subject(head) else 1) * FADES**back


def is_subject(head: Token) -> bool:
    while head.dep_ in ("conj", "appos", "compound"):
        head = head.head
    return head.dep_ in ("nsubj", "nsubjpass")
