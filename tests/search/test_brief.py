"""The morning's brief: what is new, what is due, what nobody speaks of any more."""

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from communique.model import Actor, Article, Block, Claim, Commitment, Event, Page, Passage, Source, Span
from communique.search import BRIEF_SHAPES, BadDate, as_atom, as_html, as_markdown, as_text, brief_of
from communique.search.brief import day_of, since_day
from communique.search.brief_shapes import day_of as day_of_found
from communique.search.brief_shapes import parties_of, title_of
from communique.store import open_record
from communique.threads import save_page

ATOM = "{http://www.w3.org/2005/Atom}"
TYPES: dict[int, Any] = {1: "AID", 2: "ACCUSE", 3: "AID", 4: "PROTEST"}
ACTS = {1: "reopen its embassy", 2: "repair the dam", 3: "pay its dues", 4: "free the sailors"}
TEXT = "Peru will send <b>aid</b>."
FOUND: dict[str, Any] = {"evidence": (Passage(0, len(TEXT), TEXT),), "rule": "rule", "confidence": 0.9}


def page(number: int, published: str, due: str, status: Any = "open") -> Page:
    peru = Actor(id="actor-1", name="Peru", kind="state", country="PER")
    promise = Commitment(
        id=f"commitment-{number}", kind="pledge", debtor=("actor-1",), act=ACTS[number], due=due, status=status, **FOUND
    )
    act = Event(
        id=f"event-{number}",
        event=TYPES[number],
        actor=("actor-1",),
        date=published,
        factuality="actual",
        trigger=Span(0, 4),
        **FOUND,
    )
    article = Article(
        id=f"article-{number}", published=published, text=TEXT, actors=(peru,), events=(act,), commitments=(promise,)
    )
    return Page(source=Source(uri="a", digest=f"sha256:{number}", media_type="text/plain"), articles=(article,))


@pytest.fixture
def record(tmp_path: Any) -> Any:
    record = open_record(tmp_path / "record.db")
    save_page(record, page(1, "2025-05-01", "2025-06"), "reader")
    save_page(record, page(2, "2025-07-14", "2025-07"), "reader")
    save_page(record, page(3, "2025-07-15", "2025-08-01"), "reader")
    save_page(record, page(4, "2025-06-01", "2025-06-20", "done"), "reader")
    return record


def held(record: Any, title: str, **asked: Any) -> list[str]:
    return [f.id for s in brief_of(record, **asked).sections if s.title == title for f in s.found]


def test_what_is_new_is_of_these_days(record: Any) -> None:
    assert held(record, "What happened") == ["event-3", "event-2"]
    assert held(record, "What happened", since="2025-05") == ["event-3", "event-2", "event-4", "event-1"]


def test_a_month_is_not_over_before_its_end(record: Any) -> None:
    assert held(record, "Due soon") == ["commitment-2", "commitment-3"]
    assert held(record, "Overdue") == ["commitment-1"]
    assert held(record, "Overdue", until="2025-08-02") == ["commitment-1", "commitment-2", "commitment-3"]


def test_a_brief_can_be_about_someone(record: Any) -> None:
    assert held(record, "What happened", about=("state-per",)) == ["event-3", "event-2"]
    assert brief_of(record, about=("state-chl",)).sections == ()


def test_markdown_runs_nothing_that_a_page_wrote(record: Any) -> None:
    told = as_markdown(brief_of(record))
    assert "&lt;b&gt;aid" in told
    assert "<b>" not in told


def test_html_and_terminal_show_what_a_page_wrote_as_words(record: Any) -> None:
    assert "<b>aid" not in as_html(brief_of(record))
    assert "&lt;b&gt;aid&lt;/b&gt;" in as_html(brief_of(record))
    steering = replace(brief_of(record).sections[0].found[0], words="\x1b[2Jgone\u202e")
    brief = brief_of(record)
    told = as_text(replace(brief, sections=(replace(brief.sections[0], found=(steering,)),)))
    assert not any(c in told for c in "\x1b\u202e")


def test_a_feed_is_well_formed_and_names_each_finding_once(record: Any) -> None:
    brief = brief_of(record)
    broken = replace(brief.sections[0].found[0], words="nul \x00 and lone \ud800", uri="javascript:alert(1)")
    feed = ET.fromstring(as_atom(replace(brief, sections=(replace(brief.sections[0], found=(broken,)),))))
    assert feed.findall(f"{ATOM}entry/{ATOM}link") == []
    ids = [entry.findtext(f"{ATOM}id") for entry in ET.fromstring(as_atom(brief)).iter(f"{ATOM}entry")]
    assert "tag:communique,2025:article-3/event-3" in ids
    assert len(ids) == len(set(ids))
    assert [f.id for s in brief.sections for f in s.found].count("commitment-3") == 2
    assert all(when.endswith("T00:00:00Z") for when in (e.text or "" for e in feed.iter(f"{ATOM}updated")))


def test_every_form_says_when_nothing_happened(record: Any) -> None:
    nothing = brief_of(record, about=("state-chl",))
    assert {name: bool(form(nothing)) for name, form in BRIEF_SHAPES.items()} == dict.fromkeys(BRIEF_SHAPES, True)


def test_spans_are_given_in_days_weeks_or_dates() -> None:
    last = date(2025, 7, 15)
    assert since_day("7d", last) == date(2025, 7, 8)
    assert since_day("2w", last) == date(2025, 7, 1)
    assert since_day("2025-07", last) == date(2025, 7, 1)
    with pytest.raises(BadDate, match="is no date"):
        day_of("yesterday")


def test_an_empty_record_has_an_empty_brief(tmp_path: Any) -> None:
    empty = brief_of(open_record(tmp_path / "empty.db"))
    assert empty.sections == ()
    assert as_markdown(replace(empty, since="a", until="b")).startswith("# Brief, a to b")


def told(number: int, published: str, **changes: Any) -> Page:
    one = page(number, published, "2025-09-01")
    (article,) = one.articles
    promise = replace(article.commitments[0], act="repair the dam", **changes)
    return replace(one, articles=(replace(article, commitments=(promise,)),))


def test_what_became_of_a_promise_stands_with_the_words_that_say_so(tmp_path: Any) -> None:
    record = open_record(tmp_path / "record.db")
    save_page(record, told(1, "2025-07-01"), "reader")
    save_page(record, told(2, "2025-07-14", status="cancelled"), "reader")
    assert [
        (f.state, f.published) for s in brief_of(record).sections if s.title == "What changed" for f in s.found
    ] == [("cancelled", "2025-07-14")]
    assert held(record, "What changed", since="2025-07-15", until="2025-07-20") == []
    assert held(record, "Overdue", until="2025-09-20") == []


@pytest.mark.parametrize(
    ("numbers", "disputed"), [(("12", "14"), ["event-2"]), (("12", "12"), []), (("12", "some"), [])]
)
def test_tellings_that_give_other_numbers_contradict_each_other(tmp_path: Any, numbers: Any, disputed: Any) -> None:
    record = open_record(tmp_path / "record.db")
    for number, published in ((1, "2025-07-14"), (2, "2025-07-15")):
        text = f"Peru shelled a village in Chile on Sunday and killed {numbers[number - 1]} people."
        chile = Actor(id="actor-2", name="Chile", kind="state", country="CHL")
        peru = Actor(id="actor-1", name="Peru", kind="state", country="PER")
        event = Event(
            id=f"event-{number}", event="ASSAULT", mode=("explosives",), actor=("actor-1",), recipient=("actor-2",),
            date="2025-07-13", factuality="actual", trigger=Span(5, 12), rule="rule", confidence=0.9,
            evidence=(Passage(0, len(text), text),),
        )  # fmt: skip
        article = Article(id=f"article-{number}", published=published, text=text, actors=(peru, chile), events=(event,))
        source = Source(
            uri=f"https://{number}.example", digest=f"sha256:{number}", media_type="text/html", publisher=str(number)
        )
        save_page(record, Page(source=source, articles=(article,)), "reader")
    assert record.execute("SELECT max(articles) FROM happening").fetchone()[0] == 2
    assert held(record, "What is contradicted") == disputed


def test_an_act_that_two_pages_tell_stands_once(tmp_path: Any) -> None:
    record = open_record(tmp_path / "record.db")
    for number, published in ((1, "2025-07-14"), (2, "2025-07-15")):
        one = page(number, published, "2025-09-01")
        chile = Actor(id="actor-2", name="Chile", kind="state", country="CHL")
        event = replace(one.articles[0].events[0], event="AID", recipient=("actor-2",), date="2025-07-13")
        article = replace(one.articles[0], events=(event,), actors=(*one.articles[0].actors, chile), commitments=())
        save_page(record, replace(one, articles=(article,)), "reader")
    (done,) = [s.found for s in brief_of(record).sections if s.title == "What happened"]
    assert [(f.reports, (f.thread or "").partition("-")[0]) for f in done] == [(2, "happening")]
    assert "2 reports" in as_text(brief_of(record))


def test_a_promise_says_how_it_stands_and_the_last_day_on_which_it_is_due(record: Any) -> None:
    (late,) = [s.found for s in brief_of(record).sections if s.title == "Overdue"]
    assert (title_of(late[0]), parties_of(late[0]), day_of_found(late[0])) == ("pledge, overdue", "Peru", "2025-06-30")


def test_a_visit_called_off_has_changed_though_no_page_told_the_plan(tmp_path: Any) -> None:
    record = open_record(tmp_path / "record.db")
    words = "Peru called off a visit to Chile"
    one = page(2, "2025-07-14", "2025-09-01")
    chile = Actor(id="actor-2", name="Chile", kind="state", country="CHL")
    off = replace(
        one.articles[0].events[0], event="REJECT", mode=("meet",), recipient=("actor-2",), date=None,
        evidence=(Passage(0, len(words), words),),
    )  # fmt: skip
    block = Block(role="paragraph", start=0, stop=len(words))
    article = replace(
        one.articles[0],
        text=words,
        blocks=(block,),
        events=(off,),
        actors=(*one.articles[0].actors, chile),
        commitments=(),
    )
    save_page(record, replace(one, articles=(article,)), "reader")
    (changed,) = [s.found for s in brief_of(record).sections if s.title == "What changed"]
    assert [(title_of(f), parties_of(f), f.words) for f in changed] == [("plan, cancelled", "Peru → Chile", words)]


def test_a_claim_stands_once_with_who_asserts_and_who_denies_it(tmp_path: Any) -> None:
    record = open_record(tmp_path / "record.db")
    words = "Chile denied that Peru had mended the dyke at Arica"
    chile = Actor(id="actor-2", name="Chile", kind="state", country="CHL")
    for number, published in ((1, "2025-07-01"), (2, "2025-07-14"), (3, "2025-07-15")):
        one = page(number, published, "2025-09-01").articles[0]
        claim = Claim(
            id=f"claim-{number}", what="Peru had mended the dyke at Arica", asserted_by=("actor-1",), denied_by=("actor-2",),
            rule="deny-fact", confidence=0.9, evidence=(Passage(0, len(words), words),),
        )  # fmt: skip
        article = replace(one, text=words, actors=(*one.actors, chile), events=(), commitments=(), claims=(claim,))
        source = Source(uri=f"https://{number}.example", digest=f"sha256:{number}", media_type="text/html")
        save_page(record, Page(source=source, articles=(article,)), "reader")
    whole = {s.title: s.found for s in brief_of(record, since="2025-06-01").sections}
    assert [(parties_of(f), f.reports) for f in whole["What is contested"]] == [("Peru asserts; Chile denies", 3)]
    assert "What is contradicted" not in whole
    later = {s.title: s.found for s in brief_of(record, since="2025-07-10").sections}
    assert "What is contested" not in later
    assert [parties_of(f) for f in later["What is contradicted"]] == ["Peru asserts; Chile denies"]
