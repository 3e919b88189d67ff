"""What was promised is followed over pages: kept, moved, called off, or overdue."""

import random
import re
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from told import act, actor
from undertaken import page, promise

from communique import threads
from communique.model import Block, Mention, Page, Place
from communique.store import check, open_record
from communique.store.record import transaction
from communique.threads import verdicts
from communique.threads.standing import Reached, standing

MALI, NIGER = actor("Mali", "MLI", "state"), actor("Niger", "NER", "state")
KEITA, ABDOU = actor("Oumou Keita", "MLI"), actor("Salissou Abdou", "NER")
INVITED = promise("Abdou has invited Keita to visit the border market", (KEITA,), (ABDOU,), "invitation")
ACCEPTED = promise("Keita accepted the invitation to visit", (KEITA,), (ABDOU,), "invitation", status="accepted")
DATED = promise("Keita will visit Niger on 4 May", (KEITA,), (NIGER,), "plan", "2025-05-04", act="visit Niger on 4 May")
VISITED = act("Keita met Abdou in the border market", by=(KEITA, ABDOU), date="2025-05-04")
OFF = act(
    "Mali has cancelled the visit that Keita was to pay to Niger", "REJECT", by=(MALI,), to=(NIGER,), mode=("meet",)
)
WELLS = promise("Mali will dig nine wells on the Niger side by June", (MALI,), (NIGER,), due="2025-06")
DUG = act("Mali has dug the nine wells on the Niger side", "AID", by=(MALI,), to=(NIGER,), date="2025-07-02")


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


def kept(record: Any, *pages: Page) -> None:
    for one in pages:
        threads.save_page(record, one, "reader")
    assert list(threads.check(record)) == []
    assert list(check(record)) == []


def states(record: Any, *days: str) -> list[str]:
    """How the one chain of the record stood on these days."""
    (one,) = threads.chains(record)
    told = (threads.chain(record, one.id, on=date.fromisoformat(day)) for day in days)
    return [found.state if found else "unheard of" for found in told]


def test_an_invitation_is_followed_until_the_visit_is_paid(record: Any) -> None:
    kept(record, page("a", "2025-03-01", INVITED), page("b", "2025-03-09", ACCEPTED), page("c", "2025-04-01", DATED),
         page("d", "2025-05-05", VISITED))  # fmt: skip
    days = ("2025-02-01", "2025-03-02", "2025-03-10", "2025-04-02", "2025-05-06")
    assert states(record, *days) == ["unheard of", "open", "accepted", "scheduled", "done"]


def test_an_invitation_ends_cancelled(record: Any) -> None:
    kept(record, page("a", "2025-03-01", INVITED), page("c", "2025-04-01", DATED), page("d", "2025-05-02", OFF))
    assert states(record, "2025-04-02", "2025-05-03", "2025-06-01") == ["scheduled", "cancelled", "cancelled"]


def test_what_nobody_tells_of_after_its_day_is_overdue(record: Any) -> None:
    kept(record, page("a", "2025-03-01", WELLS))
    assert states(record, "2025-06-30", "2025-07-01") == ["open", "overdue"]
    assert [c.act for c in threads.chains(record, state="overdue", on=date(2025, 7, 1))] == [WELLS[0]]
    assert threads.chains(record, state="overdue", on=date(2025, 6, 30)) == []


def test_a_promise_kept_late_is_kept(record: Any) -> None:
    kept(record, page("a", "2025-03-01", WELLS), page("b", "2025-07-03", DUG))
    assert states(record, "2025-07-02", "2025-07-03") == ["overdue", "done"]
    (one,) = threads.chains(record)
    assert [(s.tells, s.sort, s.words) for s in one.steps] == [
        ("promised", "commitment", WELLS[0]), ("done", "event", DUG[0])]  # fmt: skip
    assert "nin" in str(one.steps[1].reason)


def test_another_ministers_visit_is_not_the_one_promised(record: Any) -> None:
    other = act("Abdou met Traore in the border market", by=(actor("Fanta Traore", "MLI"), ABDOU), date="2025-05-04")
    kept(record, page("a", "2025-04-01", DATED), page("b", "2025-05-05", other))
    assert states(record, "2025-05-06") == ["overdue"]


def test_a_verdict_stands_over_what_pages_tell_and_can_be_taken_back(record: Any) -> None:
    kept(record, page("a", "2025-03-01", WELLS))
    (one,) = threads.chains(record)
    with transaction(record):
        made = verdicts.judge(record, one.id, "broken", "the minister said so on the phone")
    assert threads.chains(record, state="overdue", on=date(2025, 8, 1)) == []
    assert [c.state for c in threads.chains(record, state="broken")] == ["broken"]
    kept(record, page("b", "2025-07-03", DUG))
    assert states(record, "2025-07-03") == ["broken"]
    threads.catch_up(record, again=True)
    assert states(record, "2025-07-03") == ["broken"]
    with transaction(record):
        verdicts.take_back(record, made.id)
    assert states(record, "2025-07-03") == ["done"]


def test_steps_said_to_be_two_matters_stay_two(record: Any) -> None:
    kept(record, page("a", "2025-03-01", WELLS), page("b", "2025-07-03", DUG))
    (one,) = threads.chains(record)
    made = threads.correcting.two_matters(record, *(s.finding for s in one.steps), reason="other wells")
    assert states(record, "2025-07-03") == ["overdue"]
    threads.catch_up(record, again=True)
    assert states(record, "2025-07-03") == ["overdue"]
    threads.correcting.undo(record, made.id)
    assert states(record, "2025-07-03") == ["done"]


def test_the_parties_find_their_chains(record: Any) -> None:
    kept(record, page("a", "2025-03-01", WELLS))
    assert len(threads.chains(record, who=["state-mli"])) == 1
    assert len(threads.chains(record, who=["of-mli", "of-ner"])) == 1
    assert threads.chains(record, who=["of-per"]) == []


def test_what_was_called_off_is_on_again_when_a_day_is_set() -> None:
    may, june = (739_010, 739_010), (739_040, 739_040)
    steps = [
        Reached("scheduled", 1, may, False),
        Reached("cancelled", 2, None, True),
        Reached("invited", 3, None, False),
    ]
    assert standing(steps).state == "cancelled"
    assert standing([*steps, Reached("scheduled", 4, june, False)]) == ("scheduled", june)


SIDES = (MALI, NIGER, KEITA, ABDOU)
WORDS = ("dig nine wells", "visit the market", "send forty lorries of millet", "meet again")


@st.composite
def lines(draw: Any) -> Any:
    by = draw(st.sampled_from(SIDES))
    to = draw(st.sampled_from([s for s in SIDES if s != by]))
    words = draw(st.sampled_from(WORDS))
    day = draw(st.sampled_from((None, "2025-03-04", "2025-03-06", "2025-04", "2025-06")))
    if draw(st.booleans()):
        return promise(f"{by.name} will {words} with {to.name}", (by,), (to,), draw(st.sampled_from(("plan", "pledge", "invitation"))),
                       day, act=words)  # fmt: skip
    event = draw(st.sampled_from(("CONSULT", "AID")))
    return act(f"{by.name} did {words} with {to.name}", event, by=(by, to) if event == "CONSULT" else (by,),
               to=() if event == "CONSULT" else (to,), date=day)  # fmt: skip


@st.composite
def many_pages(draw: Any) -> list[Page]:
    day = st.sampled_from(("2025-03-01", "2025-03-05", "2025-04-08", "2025-06-02", None))
    return [
        page(f"p{i}", draw(day), *draw(st.lists(lines(), min_size=1, max_size=3)))
        for i in range(draw(st.integers(2, 8)))
    ]


def chains_of(record: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """All that the chains say, without the numbers of rows."""
    queries = (
        "SELECT id, act, kind, meeting, due, due_last, state, steps, articles, first, last FROM chain",
        "SELECT s.finding, s.tells, c.id, l.finding, s.score, s.reason FROM chain_step AS s"
        " LEFT JOIN chain AS c ON c.key = s.chain JOIN chain_step AS l ON l.key = s.leader",
    )
    return [row for query in queries for row in sorted(map(tuple, record.execute(query)), key=repr)]


def added(pages: list[Page]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "record.db")
        for one in pages:
            threads.save_page(record, one, "reader")
        return record  # open still: the file goes when it is closed


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(many_pages(), many_pages(), st.randoms(use_true_random=False))
def test_neither_the_order_of_pages_nor_reading_anew_matters(
    pages: list[Page], newer: list[Page], chance: random.Random
) -> None:
    twice = added([*pages, *newer])
    last = {p.source.digest: p for p in (*pages, *newer)}
    once = added(chance.sample(list(last.values()), len(last)))
    assert list(threads.check(twice)) == []
    assert chains_of(twice) == chains_of(once)


def test_a_summit_told_by_its_host_alone_is_held_when_leaders_meet_there(record: Any) -> None:
    host = promise(
        "Mali will host a summit in Bamako on 4 May", (MALI,), (), "plan", "2025-05-04", act="host a summit in Bamako"
    )
    held = act("Leaders met in Bamako", by=(actor("Leaders", None, "body"),), date="2025-05-04", place="Bamako")
    kept(record, in_bamako(page("a", "2025-03-01", host)), in_bamako(page("b", "2025-05-05", held)))
    assert states(record, "2025-05-05") == ["done"]


def in_bamako(made: Page) -> Page:
    """The same page with the town found in its text."""
    article = made.articles[0]
    start = article.text.index("Bamako")
    place = Place(start=start, stop=start + 6, text="Bamako", name="Bamako", country="MLI")
    return msgspec.structs.replace(made, articles=(msgspec.structs.replace(article, places=(place,)),))


def test_an_invitation_turned_down_is_declined(record: Any) -> None:
    refused = act("Keita turned down the invitation to Niger", "REJECT", by=(KEITA,), to=(NIGER,), mode=("meet",))
    kept(record, page("a", "2025-03-01", INVITED), page("b", "2025-03-09", refused))
    assert states(record, "2025-03-10") == ["declined"]


def test_two_promises_of_one_article_are_two(record: Any) -> None:
    lorries = promise("Mali and Niger will exchange forty lorries by June", (MALI, NIGER), (), "agreement", "2025-06")
    radio = promise("Mali and Niger will share a radio mast by June", (MALI, NIGER), (), "agreement", "2025-06")
    kept(record, page("a", "2025-03-01", lorries, radio))
    assert len(threads.chains(record)) == 2


def test_a_pledge_withdrawn_is_called_off(record: Any) -> None:
    taken_back = act("Mali has withdrawn its pledge of nine wells on the Niger side", "REJECT", by=(MALI,), to=(NIGER,))
    kept(record, wordy(page("a", "2025-03-01", WELLS)), wordy(page("b", "2025-05-03", taken_back)))
    assert states(record, "2025-05-03") == ["cancelled"]


def test_what_has_not_been_done_yet_settles_nothing(record: Any) -> None:
    waiting = act("Mali has not yet dug or delivered the nine wells on the Niger side", "AID", by=(MALI,), to=(NIGER,),
                  factuality="negated")  # fmt: skip
    kept(record, wordy(page("a", "2025-03-01", WELLS)), wordy(page("b", "2025-07-03", waiting)))
    assert states(record, "2025-07-03") == ["overdue"]


def wordy(made: Page) -> Page:
    """The same page with its text cut into paragraphs, and its states found in them."""
    article = made.articles[0]
    start, blocks = 0, []
    for line in article.text.splitlines():
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    named = tuple(
        msgspec.structs.replace(
            a, mentions=tuple(Mention(m.start(), m.end(), "made-up") for m in re.finditer(a.name, article.text))
        )
        for a in article.actors
    )
    return msgspec.structs.replace(
        made, articles=(msgspec.structs.replace(article, blocks=tuple(blocks), actors=named),)
    )


def test_what_is_put_off_to_no_day_is_not_overdue_on_the_old_one() -> None:
    may = (10, 10)
    steps = [Reached("scheduled", 1, may, False), Reached("moved", 2, None, True)]
    assert standing(steps, date.fromordinal(40)) == ("moved", None)


def test_a_promise_kept_in_part_is_still_owed(record: Any) -> None:
    part = act(
        "Mali has dug four of the nine wells on the Niger side", "AID", by=(MALI,), to=(NIGER,), date="2025-05-02"
    )
    kept(record, page("a", "2025-01-10", WELLS), page("b", "2025-05-03", part))
    assert states(record, "2025-05-10", "2025-07-10") == ["open", "overdue"]
