"""A finding explained: what it says, the words that say it, the rule that found it, and where the rule stands."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from communique.exports.terminal import names, span_of_days, speaker_name, teller
from communique.lexicon import all_rules, where_stands
from communique.model import Actor, Article, Claim, Commitment, Event, Finding, Span, Statement
from communique.model.checks import findings_of
from communique.store import Place, Record, load_article, places_of

# How many characters of context stand on either side of a finding's words: about one sentence.
CONTEXT = 120
WIDTH = len("invitation") + 2


class NothingToExplain(LookupError):
    """No finding has this id, or several do; the message says which."""


def explain(record: Record, name: str) -> Iterator[Text]:
    """Lines that explain the finding or actor of this id, or of the one id that begins so.

    Raises NothingToExplain.
    """
    places = [place for place in places_of(record, name) if place.kind != "article"]
    ids = sorted({place.id for place in places})
    if not ids:
        raise NothingToExplain(f"the record has no finding {name}; ids stand in the last column of `communique read`")
    if len(ids) > 1 and name not in ids:
        some = ", ".join(ids[:5]) + (" ..." if len(ids) > 5 else "")
        raise NothingToExplain(f"{len(ids)} findings begin with {name}: {some}")
    places = [place for place in places if place.id == (name if name in ids else ids[0])]
    article = load_article(record, places[0].article)
    if article is None:
        raise NothingToExplain(f"{name} is gone: another process has just replaced its page")
    yield from _finding_or_actor(article, places)


def _finding_or_actor(article: Article, places: list[Place]) -> Iterator[Text]:
    place = places[0]
    finding = next((f for f in findings_of(article) if f.id == place.id), None)
    if finding is None:
        yield from _actor(article, next(a for a in article.actors if a.id == place.id))
        spans: list[Span] = []
    else:
        yield from _what(article, finding)
        spans = [passage.span for passage in finding.evidence]
        for span in spans:
            yield _line("words", in_context(article.text, span))
        yield from _because(finding.rule)
        yield _line("sure", Text(f"{finding.confidence:.2f} of 1"))
    yield from _seen_in(article, places, spans)


def _what(article: Article, finding: Finding) -> Iterator[Text]:
    """What the finding says, in one to three lines."""
    match finding:
        case Event():
            yield _line("event", Text(" ".join((finding.event, *finding.mode)), style="bold"))
            for role in ("actor", "recipient", "mediator", "host"):
                for one in getattr(finding, role):
                    yield _line(role, Text(named(article, one)))
            when_where = ", ".join(filter(None, (span_of_days(finding), finding.place))) or "no date given"
            yield _line("when", Text(f"{when_where} ({finding.factuality})"))
            told_by = teller(article, finding)
            if told_by:
                yield _line("told by", Text(told_by))
        case Statement():
            said = " … ".join(article.text[part.start : part.stop] for part in finding.content)
            ids = [i for i in (finding.speaker, *finding.co_speakers) if i]
            speaker = ", ".join(named(article, i) for i in ids) or speaker_name(article, finding)
            yield _line("says", Text(f'{speaker}: "{flat(said)}"'))
            yield _line("how", Text(", ".join(filter(None, (finding.manner, finding.channel)))))
        case Claim():
            yield _line("claim", Text(finding.what))
            yield from (_line("asserts", Text(named(article, i))) for i in finding.asserted_by)
            yield from (_line("denies", Text(named(article, i))) for i in finding.denied_by)
        case Commitment():
            owed = f" to {names(article, finding.creditor)}" if finding.creditor else ""
            who = ", ".join(named(article, i) for i in finding.debtor) or "nobody named"
            yield _line(finding.kind, Text(f"{who}{owed}: {finding.act}"))
            yield _line("due", Text(f"{finding.due or 'no date given'} ({finding.status})"))


def _actor(article: Article, actor: Actor) -> Iterator[Text]:
    yield _line("actor", Text(named(article, actor.id), style="bold"))
    yield _line("kind", Text(actor.kind))
    for office in actor.offices:
        words = ("former " if office.former else "") + office.title + (f" of {office.of}" if office.of else "")
        yield _line("office", Text(words))
        yield _line("words", in_context(article.text, Span(office.start, office.stop)))
    for mention in actor.mentions:
        yield _line("words", in_context(article.text, mention.span))
        yield from _because(mention.rule)


def _because(rule: str) -> Iterator[Text]:
    """The rule, the file and line where it stands, and what its author says it means."""
    stands = where_stands(rule)
    yield _line("because", Text(f"rule {rule}, {stands or 'a mechanism in the code'}"))
    note = next((entry.note for _, entry in all_rules() if stands and entry.id == rule.split(":")[0]), None)
    if note:
        yield _line("", Text(note, style="dim"))


def _seen_in(article: Article, places: list[Place], spans: list[Span]) -> Iterator[Text]:
    at = ", ".join(f"{span.start}-{span.stop}" for span in spans)
    for place in places:
        facts = (place.uri, f"fetched {place.fetched}" if place.fetched else None, f"characters {at}" if at else None)
        yield _line("seen in", Text(", ".join(filter(None, facts))))
    head = ", ".join(filter(None, (article.headline, article.published)))
    if head:
        yield _line("", Text(head, style="dim"))


def in_context(text: str, span: Span) -> Text:
    """The words in bold with some of their line on either side, cut between words."""
    start = max(span.start - CONTEXT, text.rfind("\n", 0, span.start) + 1)
    line_end = text.find("\n", span.stop)
    stop = min(span.stop + CONTEXT, len(text) if line_end < 0 else line_end)
    before, after = text[start : span.start], text[span.stop : stop]
    if start and text[start - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if stop < len(text) and text[stop] != "\n":
        after = after.rpartition(" ")[0] + " …"
    return Text.assemble(flat(before), (flat(text[span.start : span.stop]), "bold underline"), flat(after))


def named(article: Article, actor_id: str) -> str:
    """ "Ishaq Dar (PAK)": an actor's name with the code that settles which one is meant."""
    actor = next((a for a in article.actors if a.id == actor_id), None)
    if actor is None:
        return actor_id
    code = actor.wikidata or actor.country
    return f"{actor.name} ({code})" if code else actor.name


def flat(words: str) -> str:
    """One line, whatever the page had; a space at either end stays."""
    return "".join(" " if c in "\n\r\t" else c for c in words if c >= " " or c in "\n\r\t")


def _line(label: str, told: Text) -> Text:
    return Text.assemble((f"{label:<{WIDTH}}", "dim"), told)
