"""A record written out and brought back is the same record, to the byte."""

import gzip
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "threads"))

from told import act, actor, page
from undertaken import contested, promise
from undertaken import page as page_of

from communique import threads
from communique.exports.whole import NotARecord, read_whole, whole_lines, write_whole
from communique.store import check, note_failure, open_record

GABON, CONGO = actor("Gabon", "GAB", "state"), actor("Congo", "COG", "state")
MBA, OKEMBA = actor("Alice Mba", "GAB"), actor("Jean Okemba", "COG")
MET = act(
    "Mba met Okemba in Libreville about ferries — “at last”", by=(MBA, OKEMBA), date="2025-03-04", place="Libreville"
)
TALKED = act("Gabon and Congo held talks on ferries", by=(GABON, CONGO), date="2025-03-14")
PLEDGED = promise("Gabon will lend Congo two ferries by May", (GABON,), (CONGO,), due="2025-05", act="lend two ferries")
DENIED = contested("Okemba denied that Congo had sunk a ferry", "Congo had sunk a ferry", denied=(OKEMBA,))


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """A record with something of everything that a reader can say."""
    record = open_record(tmp_path / "desk.db")
    pages = (page("libreville", "2025-03-05", MET), page("brazzaville", "2025-03-06", TALKED),
             page_of("ferries", "2025-03-07", PLEDGED, DENIED))  # fmt: skip
    for one in pages:
        threads.save_page(record, one, "reader 1")
    event = pages[1].articles[0].events[0].id
    threads.correcting.wrong(record, event, field="date", value="2025-03-04", reason="a slip of the desk’s")
    undone = threads.correcting.not_same(record, event, pages[0].articles[0].events[0].id)
    threads.correcting.undo(record, undone.id)
    (chain,) = threads.chains(record)
    threads.verdicts.judge(record, chain.id, "done", "seen in port")
    note_failure(record, "broken.html", "cannot be read")
    return record


def threads_of(record: Any) -> list[Any]:
    queries = ("SELECT id, event, date, tellings, sources FROM happening", "SELECT id, state, due FROM chain",
               "SELECT id, voices FROM contention", "SELECT id, name, country, articles FROM person")  # fmt: skip
    return [row for query in queries for row in sorted(map(tuple, record.execute(query)), key=repr)]


@pytest.mark.parametrize("name", ["desk.jsonl", "desk.jsonl.gz"])
def test_a_record_brought_back_is_the_same_to_the_byte(desk: Any, tmp_path: Path, name: str) -> None:
    write_whole(desk, tmp_path / name)
    again = open_record(tmp_path / "again.db")
    assert read_whole(again, tmp_path / name) == 3
    assert list(whole_lines(again)) == list(whole_lines(desk))
    assert threads_of(again) == threads_of(desk)
    assert [*check(again), *threads.check(again)] == []
    write_whole(again, tmp_path / f"second-{name}")
    assert (tmp_path / f"second-{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_what_readers_said_holds_in_the_record_brought_back(desk: Any, tmp_path: Path) -> None:
    write_whole(desk, tmp_path / "desk.jsonl")
    again = open_record(tmp_path / "again.db")
    read_whole(again, tmp_path / "desk.jsonl")
    assert [c.state for c in threads.chains(again)] == ["done"]
    assert [h.tellings for h in threads.happenings(again)] == [2]
    assert len(threads.corrections(again, undone=True)) == 2


def test_bringing_back_twice_changes_nothing(desk: Any, tmp_path: Path) -> None:
    write_whole(desk, tmp_path / "desk.jsonl")
    read_whole(desk, tmp_path / "desk.jsonl")
    assert gzip.compress("".join(whole_lines(desk)).encode()) == gzip.compress((tmp_path / "desk.jsonl").read_bytes())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("once upon a time\n", "line 1"),
        ('{"page":{}}\n', "line 1"),
        ('{"record":1}\n{"novel":{"id":"x"}}\n', "line 2: novel is no part"),
        ('{"record":1}\n{"watch":{"id; DROP TABLE page":"x"}}\n', "line 2"),
        ('{"record":1}\n{"page":{"source":1},"reader":"r","added":"a"}\n', "line 2"),
        ('{"record":99}\n', "line 1"),
    ],
)
def test_what_is_no_record_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "file.jsonl").write_text(text)
    with pytest.raises(NotARecord, match=said):
        read_whole(open_record(tmp_path / "new.db"), tmp_path / "file.jsonl")
