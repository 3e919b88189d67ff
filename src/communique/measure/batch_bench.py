"""What reading an archive into a lake costs: one worker, two, and Ray with two, beside `communique add`.

Each way is run as a command of its own on made-up archives of two sizes; the difference of both is what pages cost, the
rest is start-up. CPU seconds are counted of the command and all that it starts, so that what else the machine does matters
little; by the clock two workers are as fast as their CPU seconds only where two cores are free for them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from communique.measure.pages_bench import as_record

FEW, MANY = 24, 104
# Archives that the pages lie in: four parts for each of two workers.
FILES = 8
WAYS = {
    "batch, 1 worker": ["batch", "{pages}", "--to", "{to}", "--workers", "1"],
    "batch, 2 workers on Ray": ["batch", "{pages}", "--to", "{to}", "--workers", "2"],
    "add, 1 worker": ["add", "{pages}", "--record", "{to}.db", "--workers", "1"],
    "add, 2 workers": ["add", "{pages}", "--record", "{to}.db", "--workers", "2"],
}
# Seconds between two looks at the processes; what one uses between the last look and its end is not seen. Every tenth look
# also counts their own memory, which costs the system more.
LOOK, MEMORY_LOOK = 0.5, 10


class Cost(NamedTuple):
    """What a command cost: seconds by the clock, CPU seconds of all its processes, the largest reader's and all memory."""

    clock: float
    cpu: float
    reader: int
    memory: int


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end. Raises RuntimeError where it fails."""
    import psutil

    began = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-m", "communique", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    seen: dict[int, float] = {}
    reader = memory = looks = 0
    while running.poll() is None:
        together, looks = 0, looks + 1
        for process in _family(psutil.Process(running.pid)):
            try:
                used = process.cpu_times()
                seen[process.pid] = used.user + used.system
                if looks % MEMORY_LOOK == 0:
                    together += process.memory_full_info().uss
                    if "forkserver" in " ".join(process.cmdline()):
                        reader = max(reader, process.memory_info().rss)
            except psutil.Error:
                continue
        memory = max(memory, together)
        time.sleep(LOOK)
    if running.returncode:
        raise RuntimeError(f"communique {' '.join(command)} ended with status {running.returncode}")
    return Cost(time.monotonic() - began, sum(seen.values()), reader, memory)


def _family(process: Any) -> list[Any]:
    import psutil

    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def archives(folder: Path, pages: int) -> Path:
    """So many made-up pages, in several archives."""
    folder.mkdir()
    for file in range(FILES):
        records = (as_record(number) for number in range(file, pages, FILES))
        (folder / f"{file}.warc.gz").write_bytes(b"".join(records))
    return folder


def table() -> list[str]:
    """The lines of the table, most telling first."""
    lines = [
        f"{'':26} {'ms CPU a page':>14} {'start-up, CPU s':>16} {'pages a second':>15} {'reader, MB':>11} {'all, MB':>8}"
    ]
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as temporary:
        folder = Path(temporary)
        sizes = {number: archives(folder / str(number), number) for number in (FEW, MANY)}
        for name, words in WAYS.items():
            few, many = (
                cost_of([w.format(pages=place, to=folder / f"{name.replace(' ', '')}{number}") for w in words])
                for number, place in sizes.items()
            )
            page = (many.cpu - few.cpu) / (MANY - FEW)
            rate = (MANY - FEW) / max(many.clock - few.clock, 0.001)
            start = few.cpu - FEW * page
            lines.append(
                f"{name:26} {1000 * page:14,.0f} {start:16,.1f} {rate:15,.1f} {many.reader / 1e6:11,.0f} {many.memory / 1e6:8,.0f}"
            )
            print(lines[-1], file=sys.stderr, flush=True)
    return lines


def machine() -> str:
    """The machine and what is installed, and how busy the machine was."""
    busy = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, Ray {_version('ray')}, {platform.machine()}{busy}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    print("\n".join([machine(), f"{FEW} and {MANY} made-up pages of some 400 words in {FILES} archives", *table()]))
