"""The user's own lists over the shipped ones, and dictionaries of other coders."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from communique.lexicon import own_lists
from communique.lexicon.actor_files import Held, read_actor_file, readable
from communique.lexicon.own_lists import OwnListsError
from communique.lexicon.reader import LexiconError, load_list, read_list
from communique.lexicon.states import KnownBody

ROWS = "id\tname\tacronyms\tcode\tkind\nlake-pact\tLake Security Pact\tLSP\tIGO\tintergovernmental\n-upu\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of own lists; what was read before is forgotten, then and after."""
    forget()
    monkeypatch.setenv("COMMUNIQUE_LISTS", str(tmp_path))
    yield tmp_path
    forget()


def forget() -> None:
    own_lists.own_folder.cache_clear()
    load_list.cache_clear()


def test_own_rows_stand_before_the_shipped_ones_and_take_some_out(folder: Path):
    (folder / "bodies.tsv").write_text(ROWS)
    bodies = load_list("en/bodies.tsv", KnownBody)
    ids = [body.id for body in bodies]
    assert ids[0] == "lake-pact"
    assert "un" in ids
    assert "upu" not in ids


def test_an_own_row_replaces_the_shipped_row_of_its_first_cell(folder: Path):
    (folder / "bodies.tsv").write_text("id\tname\tcode\tkind\nun\tThe Nations\tIGO\tintergovernmental\n")
    names = [body.name for body in load_list("en/bodies.tsv", KnownBody) if body.id == "un"]
    assert names == ["The Nations"]


def test_an_error_names_file_line_and_what_would_be_right(tmp_path: Path):
    file = tmp_path / "bodies.tsv"
    file.write_text("id\tname\tcolour\n")
    with pytest.raises(LexiconError, match=r"bodies\.tsv:1: no column 'colour'; the columns are id, name"):
        read_list(file, KnownBody, called=str(file))
    file.write_text("id\tname\tkind\nx\tX\n")
    with pytest.raises(LexiconError, match=r"bodies\.tsv:2: 2 cells where the header has 3"):
        read_list(file, KnownBody, called=str(file))


def test_a_list_of_an_unknown_name_is_an_error(folder: Path):
    (folder / "bodis.tsv").write_text(ROWS)
    with pytest.raises(OwnListsError, match=r"bodis\.tsv: there is no list of this name; there are .*bodies\.tsv"):
        own_lists.own_folder()


def test_a_folder_asked_for_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    forget()
    monkeypatch.setenv("COMMUNIQUE_LISTS", str(tmp_path / "none"))
    with pytest.raises(OwnListsError, match="is no folder"):
        own_lists.own_folder()
    monkeypatch.setenv("COMMUNIQUE_LISTS", "")
    forget()
    assert own_lists.own_folder() is None
    forget()


DICTIONARY = """\
# Made up for this test.
<!-- and
two lines more -->
PETRA_VOSS_  # a minister once
+MINISTER_VOSS_
\t[NORGOV 20200101-231231]
\t[NORELI]
ZORAK_ALLIANCE_ [KENREB]
+Z.A. ; its initials
OLD_UNION [ZZZ <911226]
NOBODY_ [---]
"""


def test_a_dictionary_is_read_with_names_and_dates(tmp_path: Path):
    file = tmp_path / "desk.actors.txt"
    file.write_text(DICTIONARY)
    actors, problems = read_actor_file(file)
    assert [actor.names for actor in actors] == [
        ("Petra Voss", "Minister Voss"),
        ("Zorak Alliance", "Z.A."),
        ("Old Union",),
    ]
    voss = actors[0]
    assert voss.at(date(2022, 5, 1)) == Held("NOR", "GOV", date(2020, 1, 1), date(2023, 12, 31))
    assert voss.at(date(2024, 5, 1)) == Held("NOR", "ELI")
    assert voss.at(None).sector is None
    assert actors[2].held[0].stop == date(1991, 12, 26)
    assert problems == [f"{file}:11: 'Nobody' has no code; write one behind it, such as [KENGOV]"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ZORAK [KEN1]", "'KEN1' is no actor code"),
        ("ZORAK [KENGOV 2010-13]", "'2010' is no date; write YYMMDD or YYYYMMDD"),
        ("ZORAK [KENGOV 20101399-20110101]", "'20101399' is no day of the calendar"),
        ("ZORAK [KENGOV 20100101]", "'20100101' are no dates"),
        ("ZORAK_", "'Zorak' has no code"),
        ("&ZORAKS", "sets of synonyms (&NAME) are not read"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(tmp_path: Path, line: str, said: str):
    file = tmp_path / "desk.actors.txt"
    file.write_text(f"# first line\n{line}\n")
    actors, problems = read_actor_file(file)
    assert actors == []
    assert len(problems) == 1
    assert problems[0].startswith(f"{file}:2: ")
    assert said in problems[0]


def test_names_in_capitals_become_words_and_abbreviations_stay():
    assert [readable(name) for name in ("BAN_KI-MOON_", "+UN_", "U.N._ENVOY", "Secy_Gen")] == [
        "Ban Ki-Moon",
        "UN",
        "U.N. Envoy",
        "Secy Gen",
    ]


@pytest.mark.model
def test_own_lists_reach_the_record(tmp_path: Path):
    (tmp_path / "desk.actors.txt").write_text(DICTIONARY)
    (tmp_path / "bodies.tsv").write_text(ROWS)
    code = (
        "import communique; a = communique.read_text('Petra Voss met the Zorak Alliance and the LSP in Arusha.');"
        "print([(x.name, x.kind, x.country, x.sector) for x in a.actors])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "COMMUNIQUE_LISTS": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert eval(done.stdout) == [
        ("Petra Voss", "person", "NOR", None),
        ("Zorak Alliance", "armed group", "KEN", "REB"),
        ("Lake Security Pact", "intergovernmental", "IGO", None),
    ]
