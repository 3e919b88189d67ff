"""However what is wanted is found (from an index, from words, parties, days, or the newest articles), it is the same."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from communique.model import Actor, Article, Claim, Commitment, Event, Page, Passage, Source, Span, Statement
from communique.search import Wanted, all_findings, count_findings, find_findings
from communique.search.corrected import fits
from communique.store import Record, open_record
from communique.threads import contentions, happenings, save_page

TYPES, STATES = ("CONSULT", "AID", "ACCUSE"), ("actual", "planned", "negated")
PLACES = ("Arica", "Lima", None)


def article(number: int) -> Article:
    """A day's article; one in four tells of a harbour."""
    text = f"Story {number} of Peru, Chile and Bolivia{' at the harbour' * (number % 4 == 0)}."
    found: dict[str, Any] = {"evidence": (Passage(0, len(text), text),), "rule": "rule", "confidence": 0.9}
    day = f"2025-{1 + number % 5:02}-{1 + number % 28:02}"
    sides = (("p",), ("c",)) if number % 3 else (("c",), ("b",))
    return Article(
        id=f"article-{number}", headline=f"Story {number}", published=f"2025-06-{1 + number % 28:02}", text=text,
        actors=tuple(
            Actor(id=i, name=n, kind="state", country=c)
            for i, n, c in (("p", "Peru", "PER"), ("c", "Chile", "CHL"), ("b", "Bolivia", "BOL"))
        ),
        events=(
            Event(id=f"event-{number}", event=TYPES[number % 3], actor=sides[0], recipient=sides[1], date=day if number % 7 else None,
                  place=PLACES[number % 3], factuality=STATES[number % 2], trigger=Span(0, 5), **found),
        ),
        statements=(
            Statement(id=f"statement-{number}", speaker=sides[0][0], content=(Span(0, 5),), channel="phone" if number % 2 else None,
                      manner="direct" if number % 5 else "mixed", date=day, **found),
        ),
        claims=(Claim(id=f"claim-{number}", what=f"dam {number} broke", asserted_by=sides[0], denied_by=sides[1], **found),),
        commitments=(
            Commitment(id=f"commitment-{number}", kind="pledge" if number % 2 else "plan", debtor=sides[0], creditor=sides[1],
                       act=f"mend dam {number}", due=day, status="open" if number % 3 else "done", **found),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    record = open_record(tmp_path_factory.mktemp("record") / "record.db")
    for number in range(60):
        source = Source(uri=f"https://{number}.example/", digest=f"sha256:{number}", media_type="text/html")
        save_page(record, Page(source=source, articles=(article(number),)), "reader")
    yield record
    record.close()


WHO = ((), ("state-per",), ("of-bol",), ("state-chl", "state-per"))
DAYS = ((None, None), ("2025-02", None), (None, "2025-03"), ("2025-02-03", "2025-04"))
KINDS = {"event": (("CONSULT", "planned"), "Arica"), "statement": (("phone", "mixed"), None), "commitment": (("pledge", "done"), None)}  # fmt: skip


def questions(kind: str) -> Iterator[Wanted]:
    (what, state), place = KINDS[kind]
    for who, w, s, p, (since, until), words in product(
        WHO, (None, what), (None, state), {None, place}, DAYS, (None, "harbour")
    ):
        yield Wanted(who=who, what=w, state=s, place=p, since=since, until=until, words=words)


# As a small record is asked, and as a large one where everything is frequent.
@pytest.mark.parametrize("few", [3000, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wanted_is_found_on_every_way(
    record: Record, kind: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.search.findings.FEW", few)
    everything = list(all_findings(record, kind, Wanted()))
    for wanted in questions(kind):
        right = {
            one.id
            for one in everything
            if fits(one, wanted) and (not wanted.words or int(one.article.rpartition("-")[2]) % 4 == 0)
        }
        found = [one.id for one in all_findings(record, kind, wanted)]
        assert (set(found), len(found)) == (right, len(right)), wanted
        assert count_findings(record, kind, wanted) == len(right), wanted
        stretches = [find_findings(record, kind, wanted, 7, passed) for passed in range(0, len(right) + 7, 7)]
        assert [one.id for some in stretches for one in some] == found, wanted


def test_happenings_are_the_same_on_every_way(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[set[str]]:
        return [
            {
                one.id
                for one in happenings(
                    record, who=w.who, event=w.what, factuality=w.state, place=w.place, since=w.since, until=w.until,
                    words=w.words, limit=100,
                )
            }
            for w in questions("event")
        ]  # fmt: skip

    small = found()
    for name in ("OWN", "BUSY", "MANY", "FEW", "COMMON", "OF_TYPE"):
        monkeypatch.setattr(f"communique.threads.asking.{name}", 1)
        assert found() == small, name
    assert len({frozenset(some) for some in small}) > 20


def test_claims_followed_are_the_same_on_every_way(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    small = [[one.id for one in contentions(record, who=who, limit=100)] for who in WHO]
    monkeypatch.setattr("communique.threads.contending.LITTLE", 1)
    assert [[one.id for one in contentions(record, who=who, limit=100)] for who in WHO] == small
    assert 0 < len(small[1]) < len(small[0])
