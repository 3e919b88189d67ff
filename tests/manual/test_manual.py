"""The manual: every command in it runs, every piece of code, every question; and the site needs no network."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import typer.main
from typer.testing import CliRunner

from communique.cli import app

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, *languages: str) -> list[str]:
    return [code for language, code in BLOCK.findall(page.read_text(encoding="utf-8")) if language in languages]


def commands_in(code: str) -> list[list[str]]:
    """The words of every line that begins with communique, comments and redirections left out."""
    lines = (line.strip().removeprefix(".venv/bin/") for line in code.splitlines())
    told = [shlex.split(line.partition(" > ")[0], comments=True) for line in lines if line.startswith("communique ")]
    return [words[1:] for words in told]


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("manual_build", DOCS / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the manual's reader has it: the samples, and what the commands of a page write."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "samples", folder / "samples")
    done = CliRunner().invoke(app, ["add", str(folder / "samples"), "--record", str(folder / "desk.db")])
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.mark.model
@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "sh")], ids=lambda p: p.name)
def test_every_command_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    for words in (words for code in blocks(page, "sh") for words in commands_in(code)):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, (words, done.stderr, done.exception)


def option_names(words: list[str]) -> set[str]:
    """The options of the command that a line names."""
    command: Any = typer.main.get_command(app)
    for word in words:
        if word not in getattr(command, "commands", {}):
            break
        command = command.commands[word]
    return {name for parameter in command.params for name in parameter.opts} | {"--help", "--version"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_and_option_exists(page: Path) -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for words in (words for code in blocks(page, "sh", "text") for words in commands_in(code)):
        assert words[0] in known or words[0].startswith("--") or words[0].isupper(), words
        asked = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert asked <= option_names(words), words


@pytest.mark.model
@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.name)
def test_every_piece_of_python_runs(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), names)


@pytest.mark.model
def test_every_question_in_duckdb_is_answered(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(desk)
    done = CliRunner().invoke(app, ["export", "--as", "parquet", "--to", "lake/", "--record", "desk.db"])
    assert done.exit_code == 0, done.stderr
    questions = blocks(DOCS / "duckdb.md", "sql")
    assert len(questions) == 10
    answers = [duckdb.connect().execute(question).fetchall() for question in questions]
    done = CliRunner().invoke(app, ["batch", "samples/", "--to", "batched/", "--workers", "1"])
    assert done.exit_code == 0, done.stderr
    of_batch = [duckdb.connect().execute(q.replace("'lake/", "'batched/")).fetchall() for q in questions]
    assert [sorted(map(repr, answer)) for answer in of_batch] == [sorted(map(repr, answer)) for answer in answers]
    for question in blocks(DOCS / "archives.md", "sql"):
        assert duckdb.connect().execute(question).fetchall()
    assert sum(1 for answer in answers if answer) >= 8, [len(answer) for answer in answers]


def test_the_rule_of_the_manual_is_one() -> None:
    from communique.events.rules import EventRule, frames

    [entry] = tomllib.loads(blocks(DOCS / "own-rules.md", "toml")[0])["event"]
    rule = msgspec.convert(entry, EventRule)
    assert rule.frame in frames()
    assert rule.yes
    assert rule.no


def test_what_the_manual_expects_of_a_source_can_be_expected(tmp_path: Path) -> None:
    from communique.batch.lake.expected import read_expected

    (tmp_path / "expected.toml").write_text(blocks(DOCS / "archives.md", "toml")[0], encoding="utf-8")
    [source] = read_expected(tmp_path / "expected.toml")
    assert source.weekend == (10, 150)


def test_every_page_stands_in_the_contents_and_every_insert_is_known() -> None:
    contents = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    listed = {file for entry in contents for file in entry.values()}
    assert {page.name for page in DOCS.glob("*.md")} | {"contributing.md", "changelog.md"} == listed
    made = builder()
    asked = {name for page in DOCS.glob("*.md") for name in made.INSERT.findall(page.read_text(encoding="utf-8"))}
    assert asked == set(made.INSERTS)


@pytest.mark.parametrize("name", ["commands", "formats", "columns", "findings", "vocabularies", "rules", "api"])
def test_an_insert_tells_all_there_is(name: str) -> None:
    from communique.exports.formats import FORMATS
    from communique.exports.tables import TABLES

    made = builder()
    told = made.INSERTS[name]()
    expected = {
        "commands": ["communique read", "communique export", "communique compare"],
        "formats": [f"| `{form}` |" for form in FORMATS],
        "columns": [f"## {table}" for table in TABLES],
        "findings": ["## Event", "`factuality`", "## Commitment"],
        "vocabularies": ["CONSULT", "actual, planned, negated, possible"],
        "rules": [f"## {path.name}" for path in made.LEXICON.iterdir() if path.suffix in (".toml", ".tsv")],
        "api": ["communique.open", "communique.read", "OpenRecord.events"],
    }[name]
    assert [part for part in expected if part not in told] == []


@pytest.mark.model
def test_the_site_is_built_and_fetches_nothing(tmp_path: Path) -> None:
    """As `make manual` builds it, in a folder of its own."""
    made = builder()
    made.write_sources(tmp_path / "build" / "manual-source")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "build" / "manual"
    pages = {page.name: page.read_text(encoding="utf-8") for page in site.glob("*.html")}
    assert {"index.html", "stages.html", "rules.html", "accuracy.html"} <= set(pages)
    for name, html in pages.items():
        fetched = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(https?://[^"]+)"', html)
        assert fetched == [], name
        assert "<!-- insert" not in html, name
    assert "CONSULT phone" in pages["stages.html"], "the example was read when the manual was built"
    for name, html in pages.items():
        for target in re.findall(r'href="([a-z-]+\.html)', html):
            assert target in pages, (name, target)


def test_the_citation_file_names_this_version() -> None:
    import communique

    told = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {communique.__version__}" in told
    assert told.startswith("cff-version: 1.2.0")
