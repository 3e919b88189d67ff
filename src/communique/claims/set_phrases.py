"""Set phrases of diplomacy, with their known weight: wording that is watched for its coming and going."""

from __future__ import annotations

from functools import cache

from communique.grammar import Scene
from communique.lexicon import load_rules
from communique.lexicon.phrases import PhraseBook, words_of
from communique.lexicon.reader import Entry
from communique.model import PhraseFamily, SetPhrase, Span, content_id


class PhraseEntry(Entry, frozen=True, kw_only=True):
    """A set phrase in its forms; `weight` is its rung in the family, where the family is a ladder."""

    family: PhraseFamily
    weight: int | None = None
    forms: tuple[str, ...]


@cache
def phrase_book() -> PhraseBook[PhraseEntry]:
    book: PhraseBook[PhraseEntry] = PhraseBook(lower=True)
    for entry in load_rules("en/phrases.toml", "phrase", PhraseEntry):
        for form in entry.forms:
            book.add(form, entry)
    return book


def find_phrases(scene: Scene) -> tuple[SetPhrase, ...]:
    """Every set phrase of the article, in reading order; where two fit, the longer is meant."""
    hits = phrase_book().find(scene.text, words_of(scene.text))
    return tuple(
        SetPhrase(
            id=content_id("phrase", scene.article.id, hit.value.id, hit.start),
            evidence=(Span(hit.start, hit.stop).of(scene.text),),
            rule=hit.value.id,
            confidence=0.95,
            phrase=hit.value.forms[0],
            family=hit.value.family,
            weight=hit.value.weight,
        )
        for hit in hits
    )
