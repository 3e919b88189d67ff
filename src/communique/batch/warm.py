"""Imported once by the process that reading processes are forked from: they begin with everything loaded.

Importing it loads the pipeline and the word lists (two seconds); nothing else imports it.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

# One process a core: more threads in each would only wait for one another, and could not be forked.
for setting in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(setting, "1")

from communique.reading import read  # noqa: E402
from communique.sentences import PipelineMissing  # noqa: E402

# It has something for every stage to do, so that each loads its lists.
FIRST = b"""<!DOCTYPE html><html><body><article><h1>Envoys meet in Accra</h1>
<p>ACCRA: The foreign minister of Ghana met the ambassador of Togo on Monday and said that talks would go on in May.</p>
<p>Togo denied that it had accused Ghana, and promised to invite its president to a summit.</p></article></body></html>"""

with suppress(PipelineMissing):  # the first page says so to whoever asked for it
    read(FIRST)
# What is loaded by now stays: the collector need not touch it, and forked processes go on sharing it.
gc.collect()
gc.freeze()
