"""Who deals with whom as a network: actors are nodes, every event between two of them an edge with its dates.

GEXF 1.2 for Gephi's timeline, and GraphML for networkx, igraph, R and yEd. The pages are gone through twice, once for
the nodes and once for the edges, so that memory holds the names of the actors and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from communique.exports.account import Account, Terms
from communique.exports.days import Days, days_of
from communique.exports.telling import Told, address_of, happenings_once, sides_of
from communique.model import Actor, Page
from communique.store import who

NODE_FIELDS = (("label", "string"), ("kind", "string"), ("country", "string"), ("sector", "string"))
EDGE_FIELDS = (
    ("event", "string"), ("mode", "string"), ("cameo", "string"), ("score", "double"), ("factuality", "string"),
    ("start", "string"), ("end", "string"), ("precision", "string"), ("words", "string"), ("uri", "string"),
    ("finding", "string"), ("confidence", "double"), ("happening", "string"), ("sources", "int"),
)  # fmt: skip


# What GEXF calls a whole number.
GEXF_TYPE = {"int": "integer"}


class Edge(NamedTuple):
    """An event between two actors. `days` is None where the words give no date: such an edge is always there."""

    id: str
    source: str
    target: str
    days: Days | None
    values: tuple[object, ...]


def gexf(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """A dynamic GEXF 1.2 graph; edges have a start and an end where the record has a date."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        "<meta><creator>communique</creator></meta>\n"
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
    )
    yield from _gexf_fields("node", NODE_FIELDS[1:])
    yield from _gexf_fields("edge", EDGE_FIELDS)
    yield "<nodes>\n"
    for name, actor in nodes_of(pages, account, terms):
        values = _gexf_values((actor.kind, actor.country, actor.sector))
        yield f"<node id={_quoted(name)} label={_quoted(actor.name)}>{values}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in edges_of(pages, account, terms):
        when = f' start="{edge.days.first}" end="{edge.days.last}"' if edge.days else ""
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f"<edge {ends} label={_quoted(edge.values[0])}{when}>{_gexf_values(edge.values)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def graphml(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[str]:
    """A GraphML graph; dates are attributes of the edges, GraphML having no time of its own."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields:
            yield f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="communique" edgedefault="directed">\n'
    for name, actor in nodes_of(pages, account, terms):
        cells = (actor.name, actor.kind, actor.country, actor.sector)
        yield f"<node id={_quoted(name)}>{_graphml_values('node', NODE_FIELDS, cells)}</node>\n"
    for edge in edges_of(pages, account, terms):
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f"<edge {ends}>{_graphml_values('edge', EDGE_FIELDS, edge.values)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def nodes_of(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[tuple[str, Actor]]:
    """Every actor that an edge will point to, once."""
    seen: set[str] = set()
    for told, source, target in _pairs(pages, Account(), terms):
        for actor in (source, target):
            name = who(actor, told.article)
            if name not in seen:
                seen.add(name)
                account.wrote("nodes")
                yield name, actor


def edges_of(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[Edge]:
    for number, (told, source, target) in enumerate(_pairs(pages, account, terms), start=1):
        account.wrote("edges")
        event, days, until = told.event, days_of(told.event.date), days_of(told.event.enddate)
        if days and until and until.last >= days.last:
            days = days._replace(last=until.last)
        yield Edge(
            f"e{number}", who(source, told.article), who(target, told.article), days,
            (
                event.event, "; ".join(event.mode), event.cameo, event.score, event.factuality,
                days.first if days else None, days.last if days else None, days.precision if days else None,
                event.evidence[0].text, address_of(told.page), event.id, event.confidence,
                told.thread.id if told.thread else None, told.thread.sources if told.thread else 1,
            ),
        )  # fmt: skip


def _pairs(pages: Iterable[Page], account: Account, terms: Terms) -> Iterator[tuple[Told, Actor, Actor]]:
    """The events between two named actors. What did not happen is no tie unless it is asked for."""
    for told in happenings_once(pages, account):
        state = told.event.factuality
        if state != "actual" and state not in terms.also:
            account.leave(f"{state} events (no tie came of them; --also {state} writes them, marked)")
            continue
        sides = sides_of(told, account)
        named = [(s.source, s.target) for s in sides if s.source and s.target and s.source.named and s.target.named]
        if not named:
            account.leave("events without two named actors")
        for source, target in named:
            yield told, source, target


def _gexf_fields(owner: str, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for number, (name, kind) in enumerate(fields):
        yield f'<attribute id="{number}" title="{name}" type="{GEXF_TYPE.get(kind, kind)}"/>\n'
    yield "</attributes>\n"


def _gexf_values(values: Iterable[object]) -> str:
    told = (
        f'<attvalue for="{number}" value={_quoted(value)}/>'
        for number, value in enumerate(values)
        if value not in (None, "")
    )
    return f"<attvalues>{''.join(told)}</attvalues>"


def _graphml_values(owner: str, fields: Iterable[tuple[str, str]], values: Iterable[object]) -> str:
    cells = zip(fields, values, strict=True)
    return "".join(
        f'<data key="{owner}-{name}">{_text(value)}</data>' for (name, _), value in cells if value not in (None, "")
    )


def _quoted(value: object) -> str:
    return quoteattr(_clean(str(value)))


def _text(value: object) -> str:
    return escape(_clean(str(value)))


def _clean(text: str) -> str:
    """XML 1.0 has no place for most control characters, nor for halves of surrogate pairs."""
    return "".join(
        c if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") else " "
        for c in text
    )
