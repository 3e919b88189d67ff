"""One meeting as each side tells it."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from told import act, actor
from undertaken import page

from communique import threads
from communique.model import Page, Source
from communique.store import open_record

replace = msgspec.structs.replace
BENIN, TOGO = actor("Benin", "BEN", "state"), actor("Togo", "TGO", "state")
HOUNSA, AMEGA = actor("Firmin Hounsa", "BEN"), actor("Yawa Amega", "TGO")
MET = act("Hounsa met Amega at the bridge", by=(HOUNSA, AMEGA), date="2025-02-03")


def readout(name: str, publisher: str, *lines: str) -> Page:
    """A page that a ministry put out: the meeting, and what else it says."""
    said = [act(words, "SUPPORT", by=(BENIN,)) for words in lines]
    made = page(name, "2025-02-04", MET, *said, others=(BENIN, TOGO))
    article = replace(made.articles[0], kind="statement", events=made.articles[0].events[:1])
    source = replace(made.source, publisher=publisher)
    assert isinstance(source, Source)
    return replace(made, source=source, articles=(article,))


@pytest.fixture
def compared() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "record.db")
        for one in (
            readout("cotonou", "Ministry of Foreign Affairs of Benin", "The toll on the coastal bridge will fall by half.",
                    "Smuggled petrol was discussed at length.", "The minister tasted the new pineapple juice."),
            readout("lome", "Foreign Ministry of Togo", "Both sides want to halve the bridge toll on the coastal road.",
                    "Petrol was not discussed by the ministers at any length."),
        ):  # fmt: skip
            threads.save_page(record, one, "reader")
        (happening,) = threads.happenings(record)
        return threads.accounts(record, happening.id)


def words(compared: Any, how: str) -> list[tuple[str, ...]]:
    return [tuple(f"{p.side}: {p.words}" for p in one.points) for one in compared.of(how)]


def test_what_both_sides_say_stands_side_by_side(compared: Any) -> None:
    assert compared.sides == ("BEN", "TGO")
    assert words(compared, "in other words") == [
        (
            "BEN: The toll on the coastal bridge will fall by half.",
            "TGO: Both sides want to halve the bridge toll on the coastal road.",
        )
    ]


def test_where_one_side_says_not_is_shown(compared: Any) -> None:
    assert words(compared, "one says not") == [
        (
            "BEN: Smuggled petrol was discussed at length.",
            "TGO: Petrol was not discussed by the ministers at any length.",
        )
    ]


def test_what_one_side_says_alone_is_kept_with_its_channel(compared: Any) -> None:
    assert words(compared, "alone") == [("BEN: The minister tasted the new pineapple juice.",)]
    assert {p.channel for one in compared.compared for p in one.points} == {"readout"}


def test_what_a_paper_of_one_side_tells_itself_is_told_by_its_press() -> None:
    ferry = act("Amega promised a ferry for the lagoon before June", "AGREE", by=(AMEGA,), to=(HOUNSA,))
    made = page("courier", "2025-02-04", MET, ferry, others=(BENIN, TOGO))
    papers = {"Lome Courier": "TGO", "Coast Courier": None}
    for publisher, side in papers.items():
        with tempfile.TemporaryDirectory() as folder:
            record = open_record(Path(folder) / "record.db")
            source = replace(made.source, publisher=publisher)
            assert isinstance(source, Source)
            threads.save_page(record, replace(made, source=source), "reader")
            one = next(h for h in threads.happenings(record) if h.event == "CONSULT")
            points = [p for c in threads.accounts(record, one.id).compared for p in c.points]
        assert [(p.side, p.channel) for p in points] == ([(side, "press")] if side else []), publisher
