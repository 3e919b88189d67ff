"""Tests run the sources beside them, also in the processes they start."""

import os
from pathlib import Path

SOURCES = str(Path(__file__).parent.parent / "src")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (SOURCES, os.environ.get("PYTHONPATH"))))
os.environ["COMMUNIQUE_LISTS"] = ""  # nobody's own lists change what tests see
