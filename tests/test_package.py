"""Wheel and sdist: built, alike, installed in an empty environment, and run there."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.model


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """What a command prints, in an environment that knows nothing of the sources beside these tests."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=plain, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder)
    return folder


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_sdist_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    [sdist], [wheel] = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=source)
    [again] = tmp_path.glob("*.whl")
    assert names_in(again) == names_in(wheel)


def test_the_packages_carry_what_they_need_and_nothing_of_ours(built: Path) -> None:
    [sdist], [wheel] = built.glob("*.tar.gz"), built.glob("*.whl")
    names = names_in(wheel)
    assert {"communique/py.typed", "communique/store/schema.sql", "communique/lexicon/en/states.tsv"} <= names
    assert all(name.startswith(("communique/", "communique-")) for name in names)
    with tarfile.open(sdist) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"src", "tests", "docs", "samples", "LICENSE", "NOTICE", "CITATION.cff", "requirements.lock"} <= tops
    assert tops & {".venv", "build", "dist", ".cache", "demo"} == set()


def test_the_wheel_runs_in_an_empty_environment(built: Path, tmp_path: Path) -> None:
    """Empty but for the packages it needs, which are lent by path: nothing is downloaded for a test."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    [wheel] = built.glob("*.whl")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    home = Path(run(python, "-c", "import site; print(site.getsitepackages()[0])").strip())
    (home / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    assert Path(run(python, "-c", "import communique; print(communique.__file__)").strip()).is_relative_to(tmp_path)
    command = tmp_path / "env" / "bin" / "communique"
    assert run(command, "--version").startswith("communique ")
    page = json.loads(run(command, "read", ROOT / "samples" / "helsinki-readout.html", "--json"))
    assert page["articles"][0]["events"]
