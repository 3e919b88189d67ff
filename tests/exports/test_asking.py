"""What `communique export` is asked for: the filters of `find`, and the account at the end."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.exports.account import Account
from communique.exports.formats import FORMATS, pages_of
from communique.model import Page
from communique.search import Wanted, choose, find_findings
from communique.store import open_record


def export(record: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["export", *words, "--record", str(record)])


def ids(done: Result) -> list[str]:
    assert done.exit_code == 0, done.stderr
    return [row["id"] for row in csv.DictReader(io.StringIO(done.stdout))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--who", "TGO"], ["event-met", "event-expel", "event-bare"]),
        (["--who", "Togo", "--who", "Benin"], ["event-bare"]),
        (["--what", "CONSULT"], ["event-met", "event-visit"]),
        (["--status", "negated"], ["event-expel"]),
        (["--since", "2024-03-04", "--until", "2024-03"], ["event-met", "event-lone"]),
        (["frank"], ["event-met", "event-visit", "event-expel", "event-bare", "event-lone"]),
        (["nowhere"], []),
        (["--kind", "statements"], []),
    ],
)
def test_filters_are_those_of_find(record: Path, asked: list[str], found: list[str]) -> None:
    assert ids(export(record, "--as", "csv", *asked)) == found


@pytest.mark.parametrize("kind", ["event", "statement", "claim", "commitment"])
def test_an_export_holds_what_find_finds(record: Path, kind: str) -> None:
    known = open_record(record, readonly=True)
    wanted = Wanted(who=("state-ben",))
    choose(known, wanted, [kind])
    pages = list(pages_of(known, chosen=True))
    written = {f.id for page in pages for a in page.articles for f in getattr(a, f"{kind}s")}
    assert written == {found.id for found in find_findings(known, kind, wanted)}


def test_choosing_anew_forgets_what_was_chosen(record: Path) -> None:
    known = open_record(record, readonly=True)
    assert choose(known, Wanted(state="negated"), ["event"]) == 1
    assert choose(known, Wanted(state="planned"), ["event"]) == 1
    assert [e.id for page in pages_of(known, chosen=True) for a in page.articles for e in a.events] == ["event-visit"]


def test_pages_can_be_gone_through_twice(record: Path, page: Page) -> None:
    pages = pages_of(open_record(record, readonly=True))
    assert list(pages) == list(pages) == [page]


def test_asking_for_planned_events_writes_them(record: Path) -> None:
    done = export(record, "--as", "polecat", "--status", "negated")
    assert "event-expel" in done.stdout
    assert "stand unmarked" in done.stderr


def test_the_account_says_what_was_left_out_and_how_to_get_it(record: Path) -> None:
    done = export(record, "--as", "gdelt")
    assert "written: 2 rows" in done.stderr
    assert "1 negated events (the format cannot mark them; --also negated writes them)" in done.stderr
    assert "1 events whose words give no day (--undated published writes them)" in done.stderr
    assert "cannot hold:" in done.stderr


def test_a_folder_of_parquet_is_written(record: Path, tmp_path: Path) -> None:
    assert export(record, "--as", "parquet").exit_code == 2, "tables need a folder"
    done = export(record, "--as", "parquet", "--to", str(tmp_path / "lake"))
    assert done.exit_code == 0
    assert "5 events" in done.stderr
    assert list((tmp_path / "lake" / "commitments").glob("month=*/record-*.parquet"))


@pytest.mark.parametrize(
    "wrong", [["--also", "rumoured"], ["--undated", "today"], ["--kind", "rumours"], ["--who", "Atlantis"]]
)
def test_what_an_option_does_not_know_is_said(record: Path, wrong: list[str]) -> None:
    done = export(record, "--as", "csv", *wrong)
    assert done.exit_code in (1, 2)
    assert done.stderr
    assert not done.stdout


def test_an_account_lists_the_largest_first() -> None:
    account = Account()
    account.leave("a")
    account.leave("b", 2000)
    assert list(account.lines()) == ["written: nothing", "left out: 2,000 b; 1 a"]


def test_the_list_of_formats_is_complete(record: Path) -> None:
    told = export(record, "--as", "list").stdout
    assert [line.split()[0] for line in told.splitlines()] == [*FORMATS, "datasette", "record"]
