"""Pages made up by hypothesis: every field of every record varies, and every record is sound."""

from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from communique import model
from communique.model import (
    Actor,
    Amount,
    Article,
    Block,
    Claim,
    Commitment,
    Event,
    Mention,
    Office,
    Page,
    Place,
    SetPhrase,
    Source,
    Span,
    Statement,
    Teaser,
    Time,
    Topic,
)

# Whatever a page may hold, NUL and other planes too; lone surrogates are no text.
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
MAYBE = st.none() | WORDS.filter(bool)
SHARE = st.floats(0, 1)
LISTED = st.lists(WORDS, max_size=2).map(tuple)


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def filled(made: type, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build one of `made`; a field that nobody made up stops here, so that a new one cannot be lost in silence."""
    assert set(fields) == {f.name for f in msgspec.structs.fields(made)}, made
    return st.builds(made, **fields)


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


def few(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=3).map(tuple)


def at(text: str, made: type, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A record that lies somewhere in the text, with its words where it keeps them."""
    names = {f.name for f in msgspec.structs.fields(made)}
    assert {*fields, "start", "stop", "text"} & names == names, made

    @st.composite
    def place(draw: Any) -> Any:
        span = draw(spans(text))
        words = {"text": text[span.start : span.stop]} if "text" in names else {}
        rest = {name: draw(field) for name, field in fields.items()}
        return made(**rest, start=span.start, stop=span.stop, **words)

    return place()


def numbered(prefix: str, count: int) -> list[str]:
    return [f"{prefix}-{number}" for number in range(count)]


@st.composite
def articles(draw: Any) -> Article:
    text = draw(WORDS.filter(bool)) + draw(st.text("ab c", min_size=3, max_size=30))
    actors = numbered("actor", draw(st.integers(0, 3)))
    statements = numbered("statement", draw(st.integers(0, 2)))
    actor = st.sampled_from(actors) if actors else st.nothing()
    anyone = st.none() | actor
    parties = few(actor) if actors else st.just(())
    quotes = st.lists(spans(text), min_size=1, max_size=3).map(lambda found: tuple(s.of(text) for s in found))
    finding = {"evidence": quotes, "rule": WORDS.filter(bool), "confidence": SHARE}

    def each(ids: list[str], made: type, /, **fields: Any) -> Any:
        return tuple(draw(filled(made, id=st.just(name), **fields)) for name in ids)

    return draw(
        filled(
            Article,
            id=st.sampled_from(["article-1", "article-2"]),
            kind=one_of(model.ArticleKind),
            headline=MAYBE,
            byline=MAYBE,
            published=MAYBE,
            published_from=MAYBE,
            modified=MAYBE,
            dateline=MAYBE,
            language=MAYBE,
            syndicated_from=MAYBE,
            source_note=st.none() | spans(text),
            text=st.just(text),
            blocks=few(at(text, Block, role=one_of(model.Role))),
            actors=st.just(
                each(
                    actors,
                    Actor,
                    name=WORDS,
                    kind=one_of(model.ActorKind),
                    country=MAYBE,
                    sector=MAYBE,
                    sectors=LISTED,
                    wikidata=MAYBE,
                    named=st.booleans(),
                    offices=few(at(text, Office, title=WORDS, of=MAYBE, former=st.booleans())),
                    mentions=few(at(text, Mention, rule=WORDS)),
                )
            ),
            times=few(at(text, Time, type=one_of(model.TimeType), value=MAYBE, anchor=MAYBE, rule=WORDS)),
            places=few(
                at(
                    text,
                    Place,
                    name=WORDS,
                    country=MAYBE,
                    lat=st.none() | st.floats(-90, 90),
                    lon=st.none() | st.floats(-180, 180),
                    geonameid=st.none() | st.integers(0, 2**40),
                )
            ),
            topics=st.just(
                each(
                    numbered("topic", draw(st.integers(0, 2))),
                    Topic,
                    name=WORDS,
                    kind=one_of(model.TopicKind),
                    country=MAYBE,
                    mentions=few(at(text, Mention, rule=WORDS)),
                )
            ),
            statements=st.just(
                each(
                    statements,
                    Statement,
                    **finding,
                    speaker=anyone,
                    speaker_at=st.none() | spans(text),
                    co_speakers=parties,
                    cue=st.none() | spans(text),
                    content=few(spans(text)),
                    manner=one_of(model.Manner),
                    channel=st.none() | one_of(model.Channel),
                    addressee=anyone,
                    date=MAYBE,
                    occasion=st.none() | spans(text),
                )
            ),
            events=st.just(
                each(
                    numbered("event", draw(st.integers(0, 2))),
                    Event,
                    **finding,
                    event=one_of(model.EventType),
                    mode=LISTED,
                    context=LISTED,
                    cameo=MAYBE,
                    actor=parties,
                    recipient=parties,
                    mediator=parties,
                    host=parties,
                    date=MAYBE,
                    enddate=MAYBE,
                    place=MAYBE,
                    factuality=one_of(model.Factuality),
                    attributed_to=st.sampled_from([None, *actors, *statements]),
                    score=st.none() | st.floats(-10, 10),
                    trigger=spans(text),
                )
            ),
            claims=st.just(
                each(
                    numbered("claim", draw(st.integers(0, 2))),
                    Claim,
                    **finding,
                    what=WORDS,
                    asserted_by=parties,
                    denied_by=parties,
                    statements=few(st.sampled_from(statements)) if statements else st.just(()),
                )
            ),
            commitments=st.just(
                each(
                    numbered("commitment", draw(st.integers(0, 2))),
                    Commitment,
                    **finding,
                    kind=one_of(model.CommitmentKind),
                    debtor=parties,
                    creditor=parties,
                    act=WORDS,
                    due=MAYBE,
                    status=one_of(model.CommitmentStatus),
                    weak=st.booleans(),
                    amount=st.none() | at(text, Amount, value=st.floats(0, 1e12), unit=WORDS),
                    condition=st.none() | spans(text),
                    purpose=st.none() | spans(text),
                    postponed=st.just(True),
                    was_due=MAYBE,
                )
            ),
            phrases=st.just(
                each(
                    numbered("phrase", draw(st.integers(0, 2))),
                    SetPhrase,
                    **finding,
                    phrase=WORDS,
                    family=one_of(model.PhraseFamily),
                    weight=st.none() | st.integers(1, 9),
                )
            ),
        )
    )


SOURCES = filled(
    Source,
    uri=st.sampled_from(["https://example.org/a", "https://example.org/b", "pages/a.html"]),
    digest=st.sampled_from(["sha256:1", "sha256:2"]),
    media_type=WORDS,
    encoding=MAYBE,
    publisher=MAYBE,
    fetched=MAYBE,
    archive=MAYBE,
    offset=st.none() | st.integers(0, 2**60),
    canonical=MAYBE,
    problems=LISTED,
)
PAGES = filled(
    Page,
    source=SOURCES,
    teasers=few(filled(Teaser, headline=WORDS, text=MAYBE)),
    articles=few(articles()),
)
