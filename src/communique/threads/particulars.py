"""What an article tells of a meeting beside who, when and where: on the sidelines of what, about what, what was signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from communique.lexicon.meeting_words import agenda_in, documents_in, sidelines_in, speaks_on, topic_in
from communique.model import Article, Event, Span
from communique.threads.steps import sentences_of

# A readout goes on for a few sentences with "the two ministers".
AFTER = 3


class Particulars(Struct, frozen=True):
    """The words of an article, in their order."""

    sidelines: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def particulars(article: Article, event: Event) -> Particulars:
    """What an article tells of a meeting in the sentence that tells it and those after it that speak of the same; and what
    those who met signed there by other sentences."""
    met = {*event.actor, *event.recipient, *event.host}
    signed = [
        one.evidence[0].span
        for one in article.events
        if one.event in ("SUPPORT", "AGREE") and one.factuality == event.factuality == "actual"
        and one.date in (event.date, None) and met & {*one.actor, *one.recipient}
    ]  # fmt: skip
    told = told_of(article, event.evidence[0].span, signed, event.place)
    # A gathering of one body's members is what others meet on the sidelines of.
    return msgspec.structs.replace(told, sidelines=()) if len(met) < 2 else told


def told_of(article: Article, at: Span, signed: Iterable[Span] = (), place: str | None = None) -> Particulars:
    """The same from an article's text and blocks alone: `at` are the words of the meeting, `signed` those of what was;
    that it was held in `place` is no part of what it was about."""
    sentences = list(sentences_of(article))
    of_it = list(_of_it(article.text, sentences, at))
    others = [s for s in sentences if s not in of_it and any(s.touches(one) for one in signed)]
    own = of_it[:1]
    about = [*_words(article.text, of_it, agenda_in, at), *_words(article.text, own, topic_in, at)]
    here = f" in {place}" if place else "\n"
    return Particulars(
        sidelines=_words(article.text, of_it, sidelines_in),
        agenda=tuple(dict.fromkeys(what.removesuffix(here) for what in about)),
        documents=_words(article.text, sorted([*of_it, *others], key=lambda s: s.start), documents_in),
    )


def _of_it(text: str, sentences: Sequence[Span], at: Span) -> Iterator[Span]:
    """The sentence of the meeting, and those after it as long as they speak of it."""
    first = next((i for i, s in enumerate(sentences) if s.touches(at)), None)
    if first is None:
        yield at
        return
    yield sentences[first]
    for sentence in sentences[first + 1 : first + 1 + AFTER]:
        if not speaks_on(text[sentence.start : sentence.stop].lstrip('“" ')):
            return
        yield sentence


def _words(
    text: str,
    sentences: Iterable[Span],
    find: Callable[[str], Iterator[tuple[int, int]]],
    apart_from: Span | None = None,
) -> tuple[str, ...]:
    """What is found in the sentences; not what holds the words of the meeting ("discussed preparations for the summit")."""
    found = [Span(s.start + start, s.start + stop) for s in sentences for start, stop in find(text[s.start : s.stop])]
    kept = [f for f in found if apart_from is None or not f.start <= apart_from.start < f.stop]
    return tuple(dict.fromkeys(" ".join(text[f.start : f.stop].split()) for f in kept))
