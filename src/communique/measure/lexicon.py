"""Run the lexicon's own sentences: every `yes` must fire its rule, no `no` may, and a `not_yet` must still fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from communique.lexicon import Entry, all_rules, where_stands
from communique.model import Article
from communique.reading import read_texts

Promise = Literal["yes", "no", "not_yet"]


class Broken(Struct, frozen=True):
    """A sentence that does not do what its entry promises."""

    rule: str
    stands: str
    promise: Promise
    sentence: str

    def __str__(self) -> str:
        says = {"yes": "should fire, does not", "no": "should not fire, does", "not_yet": "is cured: move it to yes"}
        return f"{self.stands}: {self.rule}: {says[self.promise]}: {self.sentence}"


def rules_fired(article: Article) -> set[str]:
    """The ids of all rules that found something in an article; a construction after a colon is left out of account.

    What fires a row of words ("event-condemn.lambast") fires the rule it is like.
    """
    fired = {f.rule for f in (*article.statements, *article.events, *article.claims, *article.commitments)}
    fired |= {time.rule for time in article.times}
    fired |= {mention.rule for actor in article.actors for mention in actor.mentions}
    fired |= {mention.rule for topic in article.topics for mention in topic.mentions}
    fired |= set(extra_rules(article))
    exact = {rule.split(":")[0] for rule in fired}
    return exact | {rule.split(".")[0] for rule in exact}


def extra_rules(article: Article) -> Iterator[str]:
    """Rules named by records that some readings have and others have not: offices, set phrases."""
    for actor in article.actors:
        for office in actor.offices:
            rule = getattr(office, "rule", None)
            if rule:
                yield rule
    for phrase in getattr(article, "phrases", ()):
        yield phrase.rule


def check(entries: Iterable[tuple[str, Entry]] | None = None, step: Callable[[], None] = lambda: None) -> list[Broken]:
    """Every broken promise of the lexicon (or of `entries`). `step` is called once a sentence, for progress bars."""
    promises = list(promised(all_rules() if entries is None else entries))
    broken: list[Broken] = []
    articles = read_texts((sentence, None) for _, _, sentence in promises)
    for (entry, promise, sentence), article in zip(promises, articles, strict=True):
        fired = entry.id in rules_fired(article)
        if fired != (promise == "yes"):
            broken.append(Broken(entry.id, where_stands(entry.id) or "?", promise, sentence))
        step()
    return broken


def promised(entries: Iterable[tuple[str, Entry]]) -> Iterator[tuple[Entry, Promise, str]]:
    """Each sentence of each entry with what it promises."""
    for _, entry in entries:
        yield from ((entry, "yes", s) for s in entry.yes)
        yield from ((entry, "no", s) for s in entry.no)
        yield from ((entry, "not_yet", s) for s in entry.not_yet)


def without_example(entries: Iterable[tuple[str, Entry]] | None = None) -> list[str]:
    """Ids of rules that have no `yes` sentence, and so prove nothing."""
    return [entry.id for _, entry in (all_rules() if entries is None else entries) if not entry.yes]
