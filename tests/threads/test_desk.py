"""The commands about promises, claims and accounts say what they found, or what is wrong."""

from pathlib import Path

import pytest
from told import actor
from typer.testing import CliRunner
from undertaken import contested, page, promise

from communique import threads
from communique.cli import app
from communique.store import open_record

MALTA, CYPRUS = actor("Malta", "MLT", "state"), actor("Cyprus", "CYP", "state")


@pytest.fixture
def file(tmp_path: Path) -> str:
    record = open_record(tmp_path / "record.db")
    lent = promise("Malta will lend Cyprus two dredgers by May", (MALTA,), (CYPRUS,), due="2025-05")
    denied = contested("Cyprus denied that the dredgers leak", "the dredgers leak", (MALTA,), (CYPRUS,))
    threads.save_page(record, page("a", "2025-03-01", lent, denied), "reader")
    record.close()
    return str(tmp_path / "record.db")


def told(*words: str) -> str:
    return CliRunner().invoke(app, words).output


def test_a_promise_is_overdue_until_somebody_judges_it(file: str) -> None:
    listed = told("promises", "--state", "overdue", "--who", "CYP", "--on", "2025-06-01", "--record", file)
    assert listed.startswith("overdue")
    name = listed.split()[-1]
    assert told("verdict", name, "done", "--because", "seen at sea", "--record", file).startswith("verdict-")
    assert told("promises", name, "--record", file).startswith("done")
    told("verdict", name, "--undo", "--record", file)
    assert "“Malta will lend Cyprus" in told("promises", name, "--on", "2025-04-01", "--record", file)
    assert (
        told("promises", name, "--on", "soon", "--record", file) == "--on takes a day like 2025-07-31; 'soon' is none\n"
    )


def test_a_contested_claim_names_both_sides(file: str) -> None:
    shown = told("contested", "--record", file)
    assert "asserted by Malta, 2025-03-01" in shown
    assert "denied by Cyprus, 2025-03-01" in shown


def test_what_is_not_in_the_record_is_said(file: str) -> None:
    assert told("promises", "chain-none", "--record", file) == "the record knows no chain chain-none\n"
    assert told("accounts", "happening-none", "--record", file).startswith("the record has no happening happening-none")
    assert "could not" not in told("promises", "--who", "Malta", "--record", file)
