"""Acts that one side tells and another denies: not settled by the text, and so possible at most."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Claim, Event

# Clauses and phrases inside what is contested that tell of something else, which no denial touches ("armed the rebels
# who killed eleven", "threw stones after the talks"). Closed.
ASIDE = frozenset({"relcl", "advcl", "acl", "prep", "nsubj", "nsubjpass"})
# The claims' rule for who rejects what was said as a whole ("rejected the criticism", "the Iranian version"): that
# leaves open whether the act was done ("Kenya said Uganda had seized a trawler. Uganda rejected the criticism").
REJECTED_AS_A_WHOLE = "reject-allegation"
# What `events.finding` takes off for an act that is not told as done.
LESS_SURE = 0.1


def events_in_doubt(scene: Scene) -> tuple[Event, ...]:
    """The events of an article; those told as done, by one side alone, that another denies are possible.

    Asks for the article's claims. The words, parties and ids of the events stay as they are."""
    contested = [claim for claim in scene.article.claims if _names_the_act(claim)]
    return tuple(
        _in_doubt(event) if any(_is_denied(scene, event, claim) for claim in contested) else event
        for event in scene.article.events
    )


def _in_doubt(event: Event) -> Event:
    return replace(event, factuality="possible", confidence=round(max(0.2, event.confidence - LESS_SURE), 2))


def _names_the_act(claim: Claim) -> bool:
    """Whether both sides are known, and what is denied is the act told and not an account as a whole."""
    return bool(claim.asserted_by and claim.denied_by) and claim.rule.partition(":")[0] != REJECTED_AS_A_WHOLE


def _is_denied(scene: Scene, event: Event, claim: Claim) -> bool:
    """Whether an act told as done, and nowhere else, is what a claim asserts, not what it mentions besides."""
    told = claim.evidence[0]
    start = told.start + told.text.find(claim.what)
    stop = start + len(claim.what)
    if event.factuality != "actual" or start < told.start or not start <= event.trigger.start < stop:
        return False
    if any(not passage.span.touches(told.span) for passage in event.evidence):
        return False  # the page tells it in its own words too
    word = scene.head_of(event.trigger)
    return not any(step.dep_ in ASIDE for step in _up_to_its_clause(word, start, stop))


def _up_to_its_clause(word: Token, start: int, stop: int) -> Iterator[Token]:
    """A word and those above it as far as they stand inside a stretch of the text; the topmost is left out."""
    while word.head.i != word.i and start <= word.head.idx < stop:
        yield word
        word = word.head
