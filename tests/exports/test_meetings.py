"""The panel of meetings."""

from __future__ import annotations

import csv
import io

from communique.exports.account import Account
from communique.exports.formats import FORMATS
from communique.model import Page


def test_a_row_says_who_in_which_office_met_whom_where_and_when(page: Page) -> None:
    account = Account()
    rows = list(csv.DictReader(io.StringIO("".join(FORMATS["meetings"].write((page,), account)))))
    assert len(rows) == 1
    told = {
        "person": "Ama Owusu", "office": "foreign minister", "office_of": "GHA", "from_country": "GHA", "to_place": "Accra",
        "to_country": "GHA", "with": "Togo", "start": "2024-03-04", "precision": "day", "factuality": "actual",
    }  # fmt: skip
    assert {name: rows[0][name] for name in told} == told
    text = page.articles[0].text
    assert text[int(rows[0]["word_start"]) : int(rows[0]["word_stop"])] == rows[0]["words"]
    assert account.left == {"meetings that name no person on the visiting side": 1}
