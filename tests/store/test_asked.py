"""The index of findings says who is party to what; it keeps up with pages that come, are read anew, and with old records."""

from pathlib import Path
from typing import Any

import pytest

from communique import threads
from communique.measure.made_up import made_up_pages
from communique.search import Wanted, count_findings, find_findings
from communique.store import check, open_record
from communique.threads import undertakings

# What schema 11 has and schema 10 has not.
MEETINGS = ("DROP TABLE former", "DROP INDEX happening_met", "ALTER TABLE happening DROP COLUMN day")
# What schema 10 has and schema 9 has not.
PARTIES = (
    *MEETINGS,
    "DROP TRIGGER tenure_held", "DROP TRIGGER tenure_recounted", "DROP TRIGGER tenure_unheld", "DROP TRIGGER guise_of_another",
    "DROP TABLE holder", "DROP TABLE chain_party", "DROP TABLE gathered_home", "DROP INDEX part_article", "DROP INDEX chain_due",
    "CREATE INDEX part_article ON part (article)", "CREATE INDEX chain_due ON chain (due_last, key)", "PRAGMA user_version = 9",
)  # fmt: skip
# What schema 8 has and schema 7 has not.
NEW = (
    *PARTIES,
    "DROP TABLE about", "DROP TABLE topic_mention", "DROP TABLE topic", "DROP TRIGGER findings_unindexed", "DROP TABLE finding_index", "DROP VIEW finding_term", "DROP TABLE tenure",
    "DROP TRIGGER gathered_counted", "DROP TRIGGER gathered_uncounted", "DELETE FROM total WHERE name = 'gathered'",
    "PRAGMA user_version = 7",
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("record") / "record.db"
    record = open_record(file)
    for page in made_up_pages(25):
        threads.save_page(record, page, "reader")
    record.close()
    return file


def busiest(record: Any) -> list[str]:
    return [row[0] for row in record.execute("SELECT who FROM gathered ORDER BY articles DESC, who LIMIT 6")]


def slowly(record: Any, kind: str, who: tuple[str, ...], roles: tuple[str, ...]) -> set[str]:
    """The findings to which all are party, from the parts themselves."""
    query = "SELECT article || finding FROM part WHERE who = ? AND kind = ?"
    tests = f" AND role IN ({', '.join('?' * len(roles))})" if roles else ""
    sets = [{row[0] for row in record.execute(query + tests, (name, kind, *roles))} for name in who]
    return set.intersection(*sets)


def test_the_index_counts_what_the_parts_tell(file: Path) -> None:
    record = open_record(file, readonly=True)
    names = busiest(record)
    asked = [(who,) for who in names] + [(one, other) for one in names for other in names if one < other]
    for who in asked:
        for roles in ((), ("actor", "mediator", "host"), ("recipient",), ("host",)):
            told = slowly(record, "event", who, roles)
            wanted = Wanted(who=who, roles=roles)
            assert count_findings(record, "event", wanted) == len(told)
            assert len(find_findings(record, "event", wanted, 1000)) == len(told)


def test_types_and_states_narrow_what_an_actor_did(file: Path) -> None:
    record = open_record(file, readonly=True)
    who = busiest(record)[0]
    for kind, field, wanted in (
        ("event", "what", Wanted(who=(who,), what="CONSULT")), ("event", "state", Wanted(who=(who,), state="actual")),
    ):  # fmt: skip
        found = find_findings(record, kind, wanted, 1000)
        assert found
        assert count_findings(record, kind, wanted) == len(found)
        assert {getattr(one, field) for one in found} == {getattr(wanted, field)}


def test_what_is_struck_out_is_not_counted(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    for page in made_up_pages(5):
        threads.save_page(record, page, "reader")
    wanted = Wanted(who=(busiest(record)[0],))
    before = count_findings(record, "event", wanted)
    struck = find_findings(record, "event", wanted, 1)[0]
    threads.correcting.wrong(record, struck.id)
    assert count_findings(record, "event", wanted) == before - 1


def test_a_page_read_anew_leaves_the_index_in_step(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    first, second = list(made_up_pages(2)), list(made_up_pages(2, seed=3))
    for page in first:
        threads.save_page(record, page, "reader")
    for page, other in zip(first, second, strict=True):
        anew = type(page)(source=page.source, articles=other.articles)
        assert threads.save_page(record, anew, "newer reader") == "replaced"
    assert [*check(record), *threads.check(record)] == []


def kept_by(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    record = open_record(file, readonly=True)
    return {
        table: sorted(tuple(row) for row in record.execute(f"SELECT * FROM {table}"))
        for table in ("chain_party", "holder", "gathered_home")
    }


def test_a_record_of_schema_9_is_brought_up_with_who_is_party_to_what(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(file.read_bytes())
    record = open_record(old)
    for statement in PARTIES:
        record.execute(statement)
    record.close()
    record = open_record(old)
    assert [*check(record), *threads.check(record)] == []
    assert all(kept_by(file).values())
    assert kept_by(old) == kept_by(file)


def test_what_is_counted_goes_with_the_pages(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    pages = list(made_up_pages(8))
    for page in pages:
        threads.save_page(record, page, "reader")
    for page in pages:
        threads.save_page(record, type(page)(source=page.source, articles=()), "newer reader")
    assert not any(kept_by(tmp_path / "record.db").values())


@pytest.mark.parametrize(
    ("slip", "fault"),
    [
        ("DELETE FROM chain_party WHERE chain = 1", "has other parties than its steps name"),
        ("INSERT INTO chain_party VALUES (1, 'person-nobody')", "has other parties than its steps name"),
        ("UPDATE holder SET articles = articles + 1", "are not counted as their offices are"),
        ("UPDATE gathered_home SET articles = articles + 1", "the gathered actors are out of step for of-"),
    ],
)
def test_check_sees_who_is_party_to_what_out_of_step(file: Path, tmp_path: Path, slip: str, fault: str) -> None:
    other = tmp_path / "record.db"
    other.write_bytes(file.read_bytes())
    record = open_record(other)
    record.execute(slip)
    assert any(fault in told for told in [*check(record), *threads.check(record)])


def test_a_record_of_schema_7_is_brought_up_with_all_it_has(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(file.read_bytes())
    record = open_record(old)
    for statement in NEW:
        record.execute(statement)
    record.close()
    record = open_record(old)
    assert [*check(record), *threads.check(record)] == []
    kept = [tuple(row) for row in record.execute("SELECT * FROM tenure ORDER BY of, title, guise")]
    new = open_record(file, readonly=True)
    assert kept == [tuple(row) for row in new.execute("SELECT * FROM tenure ORDER BY of, title, guise")]
    who = busiest(new)[0]
    assert count_findings(record, "event", Wanted(who=(who,))) == count_findings(new, "event", Wanted(who=(who,)))


def test_the_promises_of_who_makes_many_are_those_found_the_other_way(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = open_record(file, readonly=True)
    names = [row[0] for row in record.execute("SELECT DISTINCT who FROM part WHERE kind IN ('commitment', 'event')")]
    put_together = {who: threads.chains(record, who=(who,)) for who in names}
    monkeypatch.setattr(undertakings, "BUSY", 1)
    monkeypatch.setattr(undertakings, "SOON", 0)
    assert {who: threads.chains(record, who=(who,)) for who in names} == put_together
    assert any(put_together.values())
