"""The record beside made-up rows of GDELT and POLECAT, written for these tests."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.compare import NotTheirs, compare, lines_of, read_file
from communique.exports import gdelt, polecat
from communique.exports.formats import FORMATS, pages_of
from communique.model import Actor, Article, Event, Page, Source, Span
from communique.store import open_record, save_page

TEXT = "Norway hosted Iceland on 4 March 2024. Norway accused Sweden. Iceland did not meet Sweden."
ACTORS = tuple(
    Actor(id=code, name=name, kind="state", country=code, sector="GOV")
    for code, name in (("NOR", "Norway"), ("ISL", "Iceland"), ("SWE", "Sweden"))
)


def event(name: str, kind: str, cameo: str, actor: str, recipient: str, **more: object) -> Event:
    span = Span(0, 37)
    fields: dict[str, object] = {"factuality": "actual", "date": "2024-03-04", **more}
    return Event(
        id=f"event-{name}", event=kind, cameo=cameo, actor=(actor,), recipient=(recipient,), trigger=span,  # type: ignore[arg-type]
        evidence=(span.of(TEXT),), rule="event-x:verb", confidence=0.9, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


EVENTS = (
    event("host", "CONSULT", "043", "NOR", "ISL"),
    event("accuse", "ACCUSE", "112", "NOR", "SWE"),
    event("undated", "AID", "070", "NOR", "SWE", date=None),
    event("not", "CONSULT", "040", "ISL", "SWE", factuality="negated"),
)
PAGE = Page(
    source=Source(uri="https://example.org/n", digest="sha256:1", media_type="text/html"),
    articles=(Article(id="article-1", headline="Talks", text=TEXT, actors=ACTORS, events=EVENTS),),
)


def gdelt_row(number: int, day: str, one: str, other: str, code: str) -> str:
    cells = dict.fromkeys(gdelt.EVENT_COLUMNS, "") | {
        "GLOBALEVENTID": str(number), "SQLDATE": day, "Actor1CountryCode": one, "Actor1Name": one, "EventCode": code,
        "Actor2CountryCode": other, "Actor2Name": other, "SOURCEURL": "https://example.net/g",
    }  # fmt: skip
    return "\t".join(cells.values()) + "\n"


def polecat_row(number: int, day: str, one: str, other: str, kind: str) -> str:
    cells = dict.fromkeys(polecat.COLUMNS, "") | {
        "Event ID": str(number), "Event Date": day, "Event Type": kind, "Actor Country": one, "Recipient Country": other,
        "Actor Name": one, "Recipient Name": other, "Source": "A Wire",
    }  # fmt: skip
    return "\t".join(cells.values()) + "\n"


GDELT = "".join(
    (
        gdelt_row(1, "20240304", "ISL", "NOR", "042"),
        gdelt_row(2, "20240304", "ISL", "SWE", "010"),
        gdelt_row(3, "20240305", "ISL", "NOR", "040"),
        gdelt_row(4, "20240304", "FRA", "NOR", "040"),
        gdelt_row(5, "20240304", "NOR", "", "010"),
        gdelt_row(6, "2024XX04", "NOR", "ISL", "010"),
    )
)
POLECAT = "\t".join(polecat.COLUMNS) + "\n" + polecat_row(7, "2024-03-04", "NOR", "ISL", "AGREE")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    (tmp_path / "g.csv").write_text(GDELT, encoding="utf-8")
    (tmp_path / "p.txt").write_text(POLECAT, encoding="utf-8")
    return tmp_path


def test_both_one_and_the_other_are_told_apart(theirs: Path) -> None:
    source, rows = read_file(theirs / "g.csv")
    told = compare([PAGE], rows, source)
    assert [(m.pair, m.agree) for m in told.both] == [(("ISL", "NOR"), ("04",))], "host and visitor are one root"
    assert [m.pair for m in told.ours_alone] == [("NOR", "SWE")]
    assert [m.pair for m in told.theirs_alone] == [("ISL", "SWE")], "what did not happen is no meeting of ours"
    assert (told.outside, told.no_pair, told.undated) == (2, 1, 1)


def test_our_words_stand_beside_their_row(theirs: Path) -> None:
    source, rows = read_file(theirs / "g.csv")
    told = "\n".join(lines_of(compare([PAGE], rows, source)))
    assert "043 host a visit: “Norway hosted Iceland on 4 March 2024” (event-host" in told
    assert "GDELT: 042 make a visit: ISL -> NOR (1, https://example.net/g)" in told


def test_polecat_is_compared_by_type(theirs: Path) -> None:
    source, rows = read_file(theirs / "p.txt")
    told = compare([PAGE], rows, source)
    assert [(m.pair, m.agree) for m in told.both] == [(("ISL", "NOR"), ())]
    assert "differ" in "\n".join(lines_of(told))


def test_a_list_of_ones_own_is_compared(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "Date,Actor,Recipient,Event\n2024-03-04,Norway,ISL,consult\n2024-03-04,nor,Sweden,\n2024-03-04,Oslo,SWE,AID\n"
    )
    source, rows = read_file(tmp_path / "own.csv")
    told = compare([PAGE], rows, source)
    assert source == "list"
    assert [(m.pair, m.agree) for m in told.both] == [(("ISL", "NOR"), ("CONSULT",)), (("NOR", "SWE"), ())]
    assert told.no_pair == 1, "Oslo is a city here"
    assert "2024-03-04 NOR SWE\n" in "\n".join(lines_of(told)), "no type, no difference"


def test_packed_files_are_read_as_they_are_given_out(theirs: Path) -> None:
    with zipfile.ZipFile(theirs / "g.export.CSV.zip", "w") as archive:
        archive.write(theirs / "g.csv", "g.export.CSV")
    with gzip.open(theirs / "g.csv.gz", "wt", encoding="utf-8") as packed:
        packed.write(GDELT)
    plain = list(read_file(theirs / "g.csv")[1])
    assert list(read_file(theirs / "g.export.CSV.zip")[1]) == plain
    assert list(read_file(theirs / "g.csv.gz")[1]) == plain
    assert len(plain) == 5


@pytest.mark.parametrize("content", ["", "a,b,c\n1,2,3\n", "one\ttwo\n"])
def test_another_file_is_refused_with_a_reason(tmp_path: Path, content: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(NotTheirs, match="61"):
        read_file(tmp_path / "x")


def test_misformatted_polecat_files_are_read(theirs: Path) -> None:
    """Some weekly files name more columns than they have, or end their lines with tabs."""
    (theirs / "more.txt").write_text(POLECAT.replace("Version\n", "Version\tHeadline\n") + "\t\t\n", encoding="utf-8")
    assert len(list(read_file(theirs / "more.txt")[1])) == 1


@pytest.mark.parametrize("form", ["gdelt", "polecat"])
def test_our_own_export_agrees_with_us(tmp_path: Path, form: str) -> None:
    FORMATS[form].write_to((PAGE,), tmp_path / "own.tsv")
    source, rows = read_file(tmp_path / "own.tsv")
    told = compare([PAGE], rows, source)
    assert source == form
    assert len(told.both) == 2
    assert all(m.agree for m in told.both)
    assert told.ours_alone == told.theirs_alone == ()


def test_the_command_prints_and_writes_lines(theirs: Path) -> None:
    record = open_record(theirs / "r.db")
    save_page(record, PAGE, "test")
    assert list(pages_of(record))
    record.close()
    asked = ["compare", "--record", str(theirs / "r.db"), "--with"]
    done = CliRunner().invoke(app, [*asked, str(theirs / "g.csv")])
    assert done.exit_code == 0, done.stderr
    assert "both 1 (the same kind of act in 1), the record alone 1, GDELT alone 1" in done.stdout
    done = CliRunner().invoke(app, [*asked, str(theirs / "p.txt"), "--format", "jsonl"])
    assert {json.loads(line)["part"] for line in done.stdout.splitlines()} == {"both", "ours_alone"}
    assert CliRunner().invoke(app, [*asked, str(theirs / "none.csv")]).exit_code == 1
