"""Small articles that tell of undertakings and claims, built by hand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.model import Actor, Article, Block, Claim, Commitment, Event, Page, Passage, Source, Span, content_id

replace = msgspec.structs.replace
Found = Commitment | Event | Claim
Line = tuple[str, Found, tuple[Actor, ...]]


def promise(
    words: str, by: Sequence[Actor] = (), to: Sequence[Actor] = (), kind: str = "pledge", due: str | None = None,
    status: str = "open", act: str | None = None,
) -> Line:  # fmt: skip
    made = Commitment(
        id="", kind=kind, debtor=tuple(a.id for a in by), creditor=tuple(a.id for a in to), act=act or words, due=due,  # type: ignore[arg-type]
        status=status, evidence=(Passage(0, len(words), words),), rule="made-up", confidence=0.9,  # type: ignore[arg-type]
    )  # fmt: skip
    return words, made, (*by, *to)


def contested(words: str, what: str, by: Sequence[Actor] = (), denied: Sequence[Actor] = ()) -> Line:
    made = Claim(
        id="", what=what, asserted_by=tuple(a.id for a in by), denied_by=tuple(a.id for a in denied),
        evidence=(Passage(0, len(words), words),), rule="made-up", confidence=0.9,
    )  # fmt: skip
    return words, made, (*by, *denied)


def page(name: str, published: str | None, *lines: Line, others: Sequence[Actor] = ()) -> Page:
    """A page with one article that tells these, a paragraph each."""
    text, blocks, found, actors = "", list[Block](), list[Found](), {a.id: a for a in others}
    article_id = content_id("article", name, published, *(words for words, _, _ in lines))
    for words, told, who in lines:
        start = len(text)
        text += words + "\n"
        blocks.append(Block("paragraph", start, start + len(words)))
        actors |= {a.id: a for a in who}
        place = {
            "id": content_id("finding", article_id, start),
            "evidence": (Passage(start, start + len(words), words),),
        }
        found.append(replace(told, **place, **({"trigger": Span(start, start + 1)} if isinstance(told, Event) else {})))
    article = Article(
        id=article_id,
        headline=name,
        published=published,
        text=text or name,
        blocks=tuple(blocks),
        actors=tuple(actors.values()),
        events=tuple(f for f in found if isinstance(f, Event)),
        commitments=tuple(f for f in found if isinstance(f, Commitment)),
        claims=tuple(f for f in found if isinstance(f, Claim)),
    )
    source = Source(uri=f"https://{name}.example/", digest=f"sha256:{name}", media_type="text/html")
    return Page(source=source, articles=(article,))
