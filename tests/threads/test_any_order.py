"""Reading the same pages in any order gives the same record: happenings, chains, contentions and persons."""

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from told import act, actor
from undertaken import contested, page, promise

from communique import threads
from communique.exports.whole import whole_lines
from communique.model import Actor, Page
from communique.store import check, open_record

MALI, NIGER, CHAD = (actor(n, c, "state") for n, c in (("Mali", "MLI"), ("Niger", "NER"), ("Chad", "TCD")))
KEITA, KNOWN = actor("Awa Keita", None), actor("Awa Keita", "MLI", offices=(("foreign minister", "MLI"),))
ISSA, NAMESAKE = actor("Issa Brah", "NER"), actor("Awa Keita", "NER")
OPPOSITE = actor("Awa Keita", "NER", offices=(("foreign minister", "NER"),))
PARTIES = (MALI, NIGER, CHAD, KEITA, KNOWN, ISSA, NAMESAKE, OPPOSITE)
THINGS = ("lend grain trucks", "reopen the river bridge", "visit Niamey", "hold talks in Bamako")
DAYS = ("2025-03-03", "2025-03-04", "2025-03-20", "2025-05-02", None)
SETTINGS = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])


@st.composite
def lines(draw: Any) -> Any:
    one, other = draw(st.permutations(PARTIES))[:2]
    thing, day = draw(st.sampled_from(THINGS)), draw(st.sampled_from(DAYS))
    sort = draw(st.sampled_from(("act", "again", "owed", "done", "contested", "called off", "planned")))
    if sort == "owed":
        kind = draw(st.sampled_from(("pledge", "invitation", "plan", "agreement")))
        status = draw(st.sampled_from(("open", "accepted", "cancelled")))
        return promise(f"{one.name} would {thing} for {other.name}", (one,), (other,), kind, day, status, thing)
    if sort == "contested":
        what = f"{one.name} refused to {thing}"
        return contested(
            f"{other.name} denied that {what}", what, by=draw(st.sampled_from(((), (other,)))), denied=(one,)
        )
    helper = "had agreed to" if sort == "again" else "agreed to"
    event = {"act": "AGREE", "again": "AGREE", "done": draw(st.sampled_from(("AID", "CONSULT", "COOPERATE")))}
    return act(
        f"{one.name} {helper} {thing} with {other.name}", event.get(sort, "CONSULT" if sort == "planned" else "REJECT"), (one,), (other,),
        None if sort == "again" else day, mode=("meet",) if sort == "called off" else (),
        factuality="planned" if sort == "planned" else "actual",
    )  # fmt: skip


@st.composite
def many_pages(draw: Any) -> list[Page]:
    number = draw(st.integers(2, 8))
    published = st.sampled_from(DAYS)
    return [page(f"p{i}", draw(published), *draw(st.lists(lines(), min_size=1, max_size=4))) for i in range(number)]


def added(pages: list[Page]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "record.db")
        for one in pages:
            threads.save_page(record, one, "reader")
        return record  # open still: the file goes when it is closed


def content(record: Any) -> list[Any]:
    """All that the threads say, without the numbers of rows."""
    queries = (
        "SELECT id, event, date, tellings, articles, sources, first, last FROM happening",
        "SELECT t.event, h.id, l.event, t.score, t.reason, t.traits FROM happening_event AS t"
        " JOIN happening AS h ON h.key = t.happening JOIN happening_event AS l ON l.key = t.leader",
        "SELECT id, act, kind, due, due_last, state, steps, articles, first, last FROM chain",
        "SELECT s.sort, s.finding, s.tells, c.id, l.finding, s.score, s.reason, s.traits FROM chain_step AS s"
        " LEFT JOIN chain AS c ON c.key = s.chain JOIN chain_step AS l ON l.key = s.leader",
        "SELECT id, what, voices, articles, first, last FROM contention",
        "SELECT v.sort, v.finding, c.id, l.finding, v.score, v.reason, v.traits FROM voice AS v"
        " LEFT JOIN contention AS c ON c.key = v.contention JOIN voice AS l ON l.key = v.leader",
        "SELECT g.who, g.traits, p.id, p.country, p.articles FROM guise AS g JOIN person AS p ON p.key = g.person",
    )
    return [row for query in queries for row in sorted(map(tuple, record.execute(query)), key=repr)]


def read(record: Any) -> list[str]:
    return [line.partition('"added"')[0] for line in whole_lines(record)]


@SETTINGS
@given(many_pages(), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(pages: list[Page], chance: random.Random) -> None:
    once = added(pages)
    assert [*check(once), *threads.check(once)] == []
    shuffled = added(chance.sample(pages, len(pages)))
    assert content(shuffled) == content(once)
    assert read(shuffled) == read(once)


@SETTINGS
@given(many_pages(), many_pages(), st.randoms(use_true_random=False))
def test_pages_read_anew_leave_what_reading_once_would(
    older: list[Page], newer: list[Page], chance: random.Random
) -> None:
    record = added(older)
    for one in chance.sample(newer, len(newer)):
        threads.save_page(record, one, "newer reader")
    names = {one.source.digest for one in newer}
    once = added([*(one for one in older if one.source.digest not in names), *newer])
    assert [*check(record), *threads.check(record)] == []
    assert content(record) == content(once)


@SETTINGS
@given(
    st.lists(
        st.tuples(st.sampled_from(DAYS), st.sampled_from((KEITA, KNOWN, OPPOSITE, NAMESAKE))), min_size=4, max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_namesakes_are_parted_or_not_whatever_the_order(
    seen: list[tuple[str | None, Actor]], chance: random.Random
) -> None:
    pages = [
        page(f"p{i}", day, act(f"{who.name} agreed to visit Niamey with Chad", by=(who,), to=(CHAD,)))
        for i, (day, who) in enumerate(seen)
    ]
    once = added(pages)
    assert [*check(once), *threads.check(once)] == []
    assert content(added(chance.sample(pages, len(pages)))) == content(once)
    place = chance.randrange(len(pages))
    pages[place] = page(f"p{place}", None, act("Chad agreed to visit Niamey", by=(CHAD,)))
    threads.save_page(once, pages[place], "newer reader")
    assert content(added(pages)) == content(once)


def test_who_alone_bears_a_name_lends_a_state_to_who_bears_it_without() -> None:
    told = page(
        "story", "2025-03-03", act("Awa Keita agreed to reopen the river bridge with Mali", "AID", (KEITA,), (MALI,))
    )
    ours = page("ours", "2025-03-04", act("Keita of Mali met Issa Brah", "CONSULT", (KNOWN, ISSA)))
    theirs = page("theirs", "2025-03-04", act("Keita of Niger met Issa Brah", "CONSULT", (NAMESAKE, ISSA)))
    without = page("theirs", "2025-03-04", act("Issa Brah met an envoy of Chad", "CONSULT", (ISSA, CHAD)))
    read_anew = added([told, ours, theirs])
    threads.save_page(read_anew, without, "newer reader")
    assert content(read_anew) == content(added([told, ours, without]))
