"""A page's record as a person reads it in a terminal: what happened, was said, is claimed and is promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from communique.model import (
    Article,
    Claim,
    Commitment,
    Event,
    Page,
    Passage,
    SetPhrase,
    Span,
    Statement,
    Topic,
)

LAYERS = ("events", "statements", "claims", "commitments", "phrases", "topics")
# A quotation of 300 characters is about four lines of a terminal: enough to judge a finding by.
LONGEST_QUOTE = 300
COLOUR = {"actual": "green", "planned": "cyan", "negated": "red", "possible": "yellow"}


def print_page(page: Page, console: Console, layers: Iterable[str] = LAYERS) -> None:
    """Print a page: each article's headline, date and source; then the layers asked for."""
    for article in page.articles:
        print_article(article, page, console, tuple(layers))
    if not page.articles:
        console.print(Text(page.source.uri, style="bold"), Text("no article found on this page", style="yellow"))
    for problem in page.source.problems:
        console.print(Text(f"! {problem}", style="yellow"))
    if page.teasers:
        console.print(Text(f"{count(len(page.teasers), 'promo')} of other stories left out", style="dim"))
    console.print()


def print_article(article: Article, page: Page, console: Console, layers: tuple[str, ...]) -> None:
    """One article: its head, then a section for each layer that has findings."""
    console.print(Text(article.headline or "(no headline)", style="bold"))
    console.print(Text(" · ".join(head_of(article, page)), style="dim"))
    sections = {
        "events": ("What happened", (event_lines(article, e) for e in article.events)),
        "statements": ("What was said", (statement_lines(article, s) for s in article.statements)),
        "claims": ("What is claimed and denied", (claim_lines(article, c) for c in article.claims)),
        "commitments": ("What is promised", (commitment_lines(article, c) for c in article.commitments)),
        "phrases": ("Set phrases", (phrase_lines(p) for p in article.phrases)),
        "topics": ("Projects and meetings", (topic_lines(t) for t in article.topics)),
    }
    nothing = True
    for layer in layers:
        title, findings = sections[layer]
        for position, lines in enumerate(findings):
            if position == 0:
                console.print(Text(f"\n{title}", style="bold underline"))
            nothing = False
            for depth, line in enumerate(lines):
                console.print(indented(line, 2 if depth == 0 else 6, console))
    if nothing:
        console.print(Text("nothing found", style="dim"))
    console.print()


def indented(line: Text, spaces: int, console: Console) -> Padding | Text:
    """A terminal's lines wrap under their indent; piped lines stay whole, for grep."""
    if console.is_terminal:
        return Padding(line, (0, 0, 0, spaces), expand=False)
    return Text(" " * spaces) + line


def head_of(article: Article, page: Page) -> Iterator[str]:
    """Date, dateline, byline and source, as far as the page gives them."""
    yield article.published or "no date"
    if article.dateline:
        yield article.dateline
    if article.kind != "report":
        yield article.kind
    if article.byline:
        yield article.byline
    if article.syndicated_from:
        yield f"from {article.syndicated_from}"
    if article.language not in (None, "en"):
        yield f"language {article.language}: kept, not mined"
    yield page.source.publisher or page.source.uri


def event_lines(article: Article, event: Event) -> Iterator[Text]:
    """ "CONSULT visit  Dar, Xi  2025-07-15, Beijing  (planned)", its words, its rule."""
    line = Text(" ".join((event.event, *event.mode)), style="bold " + COLOUR[event.factuality])
    line.append(f"  {names(article, event.actor) or 'nobody named'}", style="default not bold")
    if event.recipient:
        line.append(f" → {names(article, event.recipient)}", style="default not bold")
    for role, ids in (("mediated by", event.mediator), ("host", event.host)):
        if ids:
            line.append(f", {role} {names(article, ids)}", style="default not bold")
    when_where = ", ".join(filter(None, (span_of_days(event), event.place)))
    if when_where:
        line.append(f"  {when_where}", style="default not bold")
    if event.factuality != "actual":
        line.append(f"  ({event.factuality})")
    told_by = teller(article, event)
    if told_by:
        line.append(f"  as {told_by} has it", style="not bold dim")
    yield line
    yield from words(event.evidence)
    yield rule_line(event.rule, event.confidence, event.id)


def statement_lines(article: Article, statement: Statement) -> Iterator[Text]:
    """ "Ishaq Dar, in a post", the content, the rule."""
    line = Text(speaker_name(article, statement), style="bold")
    if statement.addressee:
        line.append(f" to {names(article, (statement.addressee,))}", style="not bold")
    if statement.channel:
        line.append(f"  [{statement.channel}]", style="not bold cyan")
    if statement.date:
        line.append(f"  {statement.date}", style="not bold cyan")
    if statement.occasion:
        at = statement.occasion
        line.append(f"  {' '.join(article.text[at.start : at.stop].split())}", style="not bold")
    line.append(f"  {statement.manner}", style="not bold dim")
    yield line
    yield from words([span.of(article.text) for span in statement.content])
    yield rule_line(statement.rule, statement.confidence, statement.id)


def claim_lines(article: Article, claim: Claim) -> Iterator[Text]:
    """What is claimed, by whom, and who denies it."""
    yield Text(claim.what, style="bold")
    yield Text(f"asserted by {names(article, claim.asserted_by) or 'nobody named'}")
    yield Text(f"denied by {names(article, claim.denied_by) or 'nobody named'}")
    yield from words(claim.evidence)
    yield rule_line(claim.rule, claim.confidence, claim.id)


def commitment_lines(article: Article, commitment: Commitment) -> Iterator[Text]:
    """Who owes what to whom by when."""
    line = Text(f"{commitment.kind}  ", style="bold")
    line.append(names(article, commitment.debtor) or "nobody named", style="not bold")
    if commitment.creditor:
        line.append(f" to {names(article, commitment.creditor)}", style="not bold")
    line.append(f": {commitment.act}", style="not bold")
    line.append(f"  due {commitment.due}" if commitment.due else "  no date", style="not bold cyan")
    line.append(f"  {commitment.status}", style="not bold dim")
    if commitment.postponed:
        line.append(f", put off from {commitment.was_due or 'a day not told'}", style="not bold yellow")
    if commitment.weak:
        line.append("  weak: no new act", style="not bold dim")
    yield line
    yield from term_lines(article, commitment)
    yield from words(commitment.evidence)
    yield rule_line(commitment.rule, commitment.confidence, commitment.id)


def term_lines(article: Article, commitment: Commitment) -> Iterator[Text]:
    """How much, only if, and what for: in the page's words."""
    if commitment.amount is not None:
        how_much = commitment.amount
        yield Text(f"amount: {how_much.value:,.15g} {how_much.unit}")
    for label, span in (("on condition", commitment.condition), ("for", commitment.purpose)):
        if span is not None:
            yield Text(f"{label}: {' '.join(article.text[span.start : span.stop].split())}")


def phrase_lines(phrase: SetPhrase) -> Iterator[Text]:
    """ "grave concern  displeasure, rung 5": one line a phrase."""
    line = Text(" ".join(phrase.evidence[0].text.split()), style="bold")
    rung = f", rung {phrase.weight}" if phrase.weight is not None else ""
    line.append(f"  {phrase.family}{rung}", style="not bold cyan")
    line.append(f"  {phrase.rule}", style="not bold dim")
    yield line


def topic_lines(topic: Topic) -> Iterator[Text]:
    """ "project  steel mill in Sindh (PAK), mentioned 3 times": one line a topic."""
    line = Text(f"{topic.kind}  ", style="not bold dim")
    line.append(" ".join(topic.name.split()), style="bold")
    home = f" ({topic.country})" if topic.country else ""
    line.append(f"{home}, {count(len(topic.mentions), 'mention')}", style="not bold")
    line.append(f"  {topic.mentions[0].rule}", style="not bold dim")
    yield line


def words(passages: Iterable[Passage]) -> Iterator[Text]:
    """Each passage in quotation marks, cut with a mark where it is very long."""
    for passage in passages:
        told = " ".join(passage.text.split())
        short = told if len(told) <= LONGEST_QUOTE else told[: LONGEST_QUOTE - 1].rstrip() + "…"
        yield Text(f"“{short}”", style="italic")


def rule_line(rule: str, confidence: float, finding: str) -> Text:
    return Text(f"{rule}  {confidence:.2f}  {finding}", style="dim")


def names(article: Article, ids: Iterable[str]) -> str:
    known = {actor.id: actor.name for actor in article.actors}
    return ", ".join(known.get(i, i) for i in ids)


def speaker_name(article: Article, statement: Statement) -> str:
    """The speaker's name, else the words that stand for one, else that nobody is named."""
    ids = [i for i in (statement.speaker, *statement.co_speakers) if i]
    if ids:
        return names(article, ids)
    at: Span | None = statement.speaker_at
    return article.text[at.start : at.stop] if at else "nobody named"


def teller(article: Article, event: Event) -> str | None:
    """Who is reported as saying that it happened, where the article does not say so itself."""
    if event.attributed_to is None:
        return None
    told = next((s for s in article.statements if s.id == event.attributed_to), None)
    return speaker_name(article, told) if told else names(article, (event.attributed_to,))


def span_of_days(event: Event) -> str | None:
    return f"{event.date} to {event.enddate}" if event.date and event.enddate else event.date


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
