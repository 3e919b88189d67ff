"""What goes into the record comes out of it, to the letter."""

import re
import sqlite3
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from made_up import PAGES

from communique import model
from communique.model import Actor, Article, Page, Source
from communique.store import (
    RecordError,
    check,
    load_page,
    note_failure,
    open_record,
    page_id,
    save_page,
    stored_reader,
)
from communique.store.naming import who
from communique.store.record import HERE, transaction


@pytest.fixture
def record(tmp_path: Path) -> Any:
    return open_record(tmp_path / "record.db")


@pytest.fixture(scope="module")
def shared_record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return open_record(tmp_path_factory.mktemp("record") / "record.db")


def page_of(text: str = "Bo met Li.", uri: str = "a.txt", digest: str = "sha256:1", **fields: Any) -> Page:
    article = Article(id="article-1", headline="Talks", text=text, **fields)
    return Page(source=Source(uri=uri, digest=digest, media_type="text/plain"), articles=(article,))


def everything(record: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """All rows of all tables but their numbers and times of writing."""
    tables = [
        row[0]
        for row in record.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%text_%'"
            " AND name NOT LIKE 'finding_index%'"
        )
    ]
    return [tuple(row) for table in tables for row in record.execute(f"SELECT * FROM {table}")]


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(PAGES)
def test_a_page_is_loaded_as_it_was_saved(shared_record: Any, page: Page) -> None:
    record = shared_record
    for emptied in (
        "DELETE FROM page",
        "DELETE FROM gathered",
        "DELETE FROM gathered_home",
        "DELETE FROM held",
        "UPDATE total SET number = 0",
    ):
        record.execute(emptied)
    assert save_page(record, page, "reader") == "new"
    assert load_page(record, page_id(page.source)) == page
    assert list(check(record)) == []


def test_the_same_page_twice_changes_nothing(record: Any) -> None:
    save_page(record, page_of(), "reader")
    before = everything(record)
    assert save_page(record, page_of(), "reader") == "unchanged"
    assert everything(record) == before


def test_a_file_under_another_name_is_the_same_page(record: Any) -> None:
    save_page(record, page_of(uri="a.txt"), "reader")
    assert save_page(record, page_of(uri="b.txt"), "reader") == "unchanged"


def test_two_outlets_with_one_text_are_two_pages(record: Any) -> None:
    save_page(record, page_of(uri="https://one.example/a"), "reader")
    assert save_page(record, page_of(uri="https://two.example/a"), "reader") == "new"
    assert list(check(record)) == []


def test_a_newer_reading_replaces_what_was_found(record: Any) -> None:
    save_page(record, page_of(), "old")
    newer = page_of(actors=(Actor(id="actor-1", name="Bo", kind="person"),))
    assert save_page(record, newer, "new") == "replaced"
    assert load_page(record, page_id(newer.source)) == newer
    assert stored_reader(record, page_id(newer.source)) == "new"
    assert record.execute("SELECT count(*) FROM article").fetchone()[0] == 1


def test_a_newer_reader_that_finds_the_same_only_signs(record: Any) -> None:
    save_page(record, page_of(), "old")
    assert save_page(record, page_of(), "new") == "unchanged"
    assert stored_reader(record, page_id(page_of().source)) == "new"


def test_a_page_that_contradicts_itself_leaves_no_trace(record: Any) -> None:
    twice = Actor(id="actor-1", name="Bo", kind="person")
    before = everything(record)
    with pytest.raises(sqlite3.IntegrityError):
        save_page(record, page_of(actors=(twice, twice)), "reader")
    assert everything(record) == before


def test_replaced_text_is_no_longer_found(record: Any) -> None:
    save_page(record, page_of("The envoys met in Rabat."), "old")
    save_page(record, page_of("The envoys met in Tunis."), "new")
    found = "SELECT count(*) FROM article_text WHERE article_text MATCH ?"
    assert record.execute(found, ("rabat",)).fetchone()[0] == 0
    assert record.execute(found, ("envoy",)).fetchone()[0] == 1
    assert list(check(record)) == []


def test_check_names_words_that_are_not_in_the_text(record: Any) -> None:
    time = model.Time(start=0, stop=2, text="Bo", type="date", value=None, rule="r")
    save_page(record, page_of(times=(time,)), "reader")
    record.execute("UPDATE time SET text = 'Li'")
    record.execute("UPDATE time SET stop = 400")
    faults = list(check(record))
    assert any("outside the text" in fault for fault in faults)
    assert any("'Li'" in fault for fault in faults)


def test_check_knows_a_text_with_a_nul(record: Any) -> None:
    time = model.Time(start=3, stop=7, text="\0met", type="date", value=None, rule="r")
    save_page(record, page_of("Bo \0met Li.", times=(time,)), "reader")
    assert list(check(record)) == []


def test_check_sees_totals_out_of_step(record: Any) -> None:
    save_page(record, page_of(actors=(Actor(id="actor-1", name="Bo", kind="person"),)), "reader")
    record.execute("DELETE FROM page")
    faults = list(check(record))
    assert any("total of article" in fault for fault in faults)
    assert any("person-bo" in fault for fault in faults)


def test_check_sees_an_index_out_of_step(record: Any) -> None:
    save_page(record, page_of(), "reader")
    record.execute("DROP TRIGGER article_reindexed")
    record.execute("UPDATE article SET text = 'Other words.'")
    assert any("full-text index" in fault for fault in check(record))


@pytest.mark.parametrize(
    ("slip", "fault"),
    [
        ("DELETE FROM actor", "a row of mention points to no row of actor"),
        ("UPDATE block SET article = 9", "a row of block points to no row of article"),
        ("UPDATE office SET title = 'king'", "the office 'king' of person-bo is not held by as many articles"),
        ("UPDATE held SET articles = 2", "the office 'president' of person-bo is not held by as many articles"),
        ("UPDATE tally SET number = 7", "tally is out of step for event, CONSULT, actual"),
        ("DELETE FROM part WHERE kind = 'actor'", "person-bo has an article that its part does not tell"),
        (
            "UPDATE part SET who = 'person-li' WHERE kind = 'event'",
            "the index of findings is out of step for person-li",
        ),
    ],
)
def test_check_sees_what_points_nowhere_and_what_is_counted_wrong(record: Any, slip: str, fault: str) -> None:
    office, mention = model.Office("president", "PER", False, 0, 2), model.Mention(0, 2, "r")
    bo = Actor(id="actor-1", name="Bo", kind="person", offices=(office,), mentions=(mention,))
    words = model.Passage(0, 10, "Bo met Li.")
    met = model.Event(
        id="event-1", event="CONSULT", actor=("actor-1",), factuality="actual", trigger=model.Span(3, 6), evidence=(words,),
        rule="r", confidence=0.9,
    )  # fmt: skip
    save_page(record, page_of(blocks=(model.Block("paragraph", 0, 10),), actors=(bo,), events=(met,)), "reader")
    assert list(check(record)) == []
    record.execute("PRAGMA foreign_keys = OFF")
    record.execute(slip)
    assert any(found.startswith(fault) for found in check(record)), list(check(record))


def test_states_are_gathered_by_code_and_people_by_name() -> None:
    article = page_of().articles[0]
    assert who(Actor(id="x", name="Türkiye", kind="state", country="TUR"), article) == "state-tur"
    assert who(Actor(id="x", name="José Peña", kind="person"), article) == "person-jose-pena"
    ministry = Actor(id="x", name="Foreign Ministry", kind="body", country="BGR")
    assert who(ministry, article) == "body-foreign-ministry-bgr"
    assert who(Actor(id="x", name="officials", kind="body", named=False), article) == "article-1-x"


def test_another_database_is_refused_in_words(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE cheese (name)")
    other.close()
    with pytest.raises(RecordError, match="not a communique record"):
        open_record(tmp_path / "other.db")
    (tmp_path / "junk.db").write_bytes(b"no database at all, though long enough for a header" * 20)
    with pytest.raises(RecordError, match="cannot be opened"):
        open_record(tmp_path / "junk.db")


def test_a_newer_schema_is_refused_in_words(tmp_path: Path) -> None:
    open_record(tmp_path / "record.db").execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="newer communique"):
        open_record(tmp_path / "record.db")


def test_a_missing_record_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        open_record(tmp_path / "none.db", readonly=True)
    assert not (tmp_path / "none.db").exists()


def test_two_may_read_while_one_writes(tmp_path: Path) -> None:
    writer = open_record(tmp_path / "record.db")
    save_page(writer, page_of(), "reader")
    readers = [open_record(tmp_path / "record.db", readonly=True) for _ in range(2)]
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM page")
    assert [r.execute("SELECT count(*) FROM page").fetchone()[0] for r in readers] == [1, 1]
    writer.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("article", "kind", model.ArticleKind),
        ("block", "role", model.Role),
        ("actor", "kind", model.ActorKind),
        ("time", "type", model.TimeType),
        ("statement", "manner", model.Manner),
        ("statement", "channel", model.Channel),
        ("event", "event", model.EventType),
        ("event", "factuality", model.Factuality),
        ("commitment", "kind", model.CommitmentKind),
        ("commitment", "status", model.CommitmentStatus),
    ],
)
def test_the_schema_allows_what_the_model_allows(table: str, column: str, allowed: Any) -> None:
    schema = (HERE / "schema.sql").read_text(encoding="utf-8")
    body = schema.split(f"CREATE TABLE {table} (")[1].split("STRICT")[0]
    values = re.search(rf"CHECK \({column} IN\s*\(([^)]*)\)", body)
    assert values
    assert set(re.findall(r"'([^']*)'", values.group(1))) == set(get_args(allowed))


def test_a_part_of_a_change_can_fail_alone(record):
    def fail_after_noting(uri: str) -> None:
        with transaction(record):
            note_failure(record, uri, "is no page")
            raise RecordError(uri)

    with transaction(record):
        note_failure(record, "first.html", "is no page")
        with pytest.raises(RecordError):
            fail_after_noting("second.html")
    assert [row[0] for row in record.execute("SELECT uri FROM failure")] == ["first.html"]
