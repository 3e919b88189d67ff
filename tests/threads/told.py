"""Small articles that tell of acts, built by hand: no pipeline is needed to put them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import Actor, Article, Event, Office, Page, Passage, Source, Span, content_id


def actor(name: str, country: str | None, kind: str = "person", offices: Iterable[tuple[str, str]] = ()) -> Actor:
    held = tuple(Office(title, of, False, 0, 1) for title, of in offices)
    return Actor(id=content_id("actor", name, country), name=name, kind=kind, country=country, offices=held)  # type: ignore[arg-type]


def act(
    words: str,
    event: str = "CONSULT",
    by: Sequence[Actor] = (),
    to: Sequence[Actor] = (),
    date: str | None = None,
    factuality: str = "actual",
    mode: tuple[str, ...] = (),
    place: str | None = None,
) -> tuple[str, Event, tuple[Actor, ...]]:
    made = Event(
        id="",
        event=event,  # type: ignore[arg-type]
        mode=mode,
        actor=tuple(a.id for a in by),
        recipient=tuple(a.id for a in to),
        date=date,
        place=place,
        factuality=factuality,  # type: ignore[arg-type]
        trigger=Span(0, 1),
        evidence=(Passage(0, len(words), words),),
        rule="made-up",
        confidence=0.9,
    )
    return words, made, (*by, *to)


def page(
    name: str,
    published: str | None,
    *acts: tuple[str, Event, tuple[Actor, ...]],
    publisher: str | None = None,
    syndicated_from: str | None = None,
    others: Sequence[Actor] = (),
) -> Page:
    """A page with one article that tells these acts, a line each."""
    import msgspec

    text, events, actors = "", list[Event](), {a.id: a for a in others}
    article_id = content_id("article", name, published, *(words for words, _, _ in acts))
    for words, event, who in acts:
        start = len(text)
        text += words + "\n"
        actors |= {a.id: a for a in who}
        verb = start + max(words.find(f" {helper} ") for helper in ("has", "had")) + 1  # "Jordan *had* agreed"
        events.append(
            msgspec.structs.replace(
                event,
                id=content_id("event", article_id, event.event, start),
                trigger=Span(verb + 4, verb + 5) if verb > start else Span(start, start + 1),
                evidence=(Passage(start, start + len(words), words),),
            )
        )
    article = Article(
        id=article_id,
        headline=name,
        published=published,
        syndicated_from=syndicated_from,
        text=text or name,
        actors=tuple(actors.values()),
        events=tuple(events),
    )
    source = Source(
        uri=f"https://{name}.example/", digest=f"sha256:{name}", media_type="text/html", publisher=publisher
    )
    return Page(source=source, articles=(article,))
