"""The real `communique add`, killed at random moments, leaves a sound record and ends in the same one.

A few kills here; COMMUNIQUE_KILLS=200 asks for more, and so does `make kills`.
"""

import os
from pathlib import Path

import pytest

from communique.measure.corpus import CORPUS
from communique.measure.killed import kill_often

KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "3"))


@pytest.mark.model
def test_killed_at_any_moment_add_loses_and_doubles_nothing(tmp_path: Path) -> None:
    pages = sorted(str(one) for one in (CORPUS / "pages").iterdir())[:6]
    assert "all sound and as undisturbed" in kill_often(tmp_path, pages, KILLS, seed=7)
