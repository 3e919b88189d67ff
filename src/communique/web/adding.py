"""Pages put into the record from the explorer: files that are dropped, and addresses where that is switched on.

They are read by a process of its own, one job after another, as `communique add` reads them; the page tells how it goes.
"""

from __future__ import annotations

import logging
import queue
import re
import secrets
import subprocess
import sys
import tempfile
import threading
from collections import deque
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect
from msgspec import Struct

from communique.search import totals_of
from communique.store import open_record
from communique.web.asking import answers
from communique.web.changing import Change, refuse_strangers
from communique.web.fetching import CannotFetch, as_warc, fetch
from communique.web.shown import html

log = logging.getLogger(__name__)
# What one drop may hold: a web archive of a day's front pages has some 20 MB.
MOST_FILES, LARGEST = 50, 50_000_000
# How many jobs may wait, and how many done ones are told of.
WAITING, TOLD = 10, 20
# Lines of what went wrong that are kept of a job, and seconds it may take: some three thousand pages.
LINES, PATIENCE = 50, 900
# In what the reader says, the lines that are told to a browser: nothing that names a file of this machine.
OWN_FILES = "dropped/"


class Job(Struct, kw_only=True):
    """Pages that are being read: `state` is waiting, reading, done or failed; `told` what was said of them; `pages` how
    many came into the record."""

    id: str
    names: list[str]
    state: str = "waiting"
    begun: str = ""
    pages: int = 0
    told: list[str] = []


class Adding:
    """The jobs of one explorer, done one after another in the background."""

    def __init__(self, file: Path, *, addresses: bool = False) -> None:
        self.file, self.addresses = file, addresses
        self.jobs: deque[Job] = deque(maxlen=TOLD)
        self._waiting: queue.Queue[tuple[Job, tempfile.TemporaryDirectory[str], str]] = queue.Queue(WAITING)
        self._worker: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, folder: tempfile.TemporaryDirectory[str], names: list[str], address: str = "") -> Job:
        """Have what lies in the folder read, or what is at the address. Raises CannotFetch where too much is waiting."""
        job = Job(id=secrets.token_hex(6), names=names)
        try:
            self._waiting.put_nowait((job, folder, address))
        except queue.Full as error:
            raise CannotFetch("Too many pages are waiting to be read. Wait until some are done.") from error
        self.jobs.appendleft(job)
        with self._starting:
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()
        return job

    def _work(self) -> None:
        while True:
            job, folder, address = self._waiting.get()
            with folder as place:
                try:
                    self._read(job, Path(place), address)
                except CannotFetch as error:
                    job.state, job.told = "failed", [str(error)]
                except Exception:  # whatever it was, the next job must be done, and nobody wait for this one
                    log.exception("pages that were brought in could not be read")
                    job.state, job.told = "failed", ["The pages could not be read in time, or not at all."]

    def _read(self, job: Job, place: Path, address: str) -> None:
        job.state, job.begun = "reading", datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
        if address:
            page = fetch(address)
            (place / "dropped" / "page.warc").write_bytes(as_warc(page))
        before = number_of_pages(self.file)
        command = [
            sys.executable,
            "-P",  # nothing is imported from where the files lie
            "-m",
            "communique",
            "add",
            "dropped",
            "--record",
            str(self.file.resolve()),
            "--workers",
            "1",
        ]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, errors="replace", timeout=PATIENCE)
        job.pages = number_of_pages(self.file) - before
        job.told = [
            line for line in map(str.strip, (done.stderr + done.stdout).splitlines()) if self._may_be_told(line)
        ][:LINES]
        job.state = "done" if done.returncode == 0 else "failed"

    def _may_be_told(self, line: str) -> bool:
        """What names no path of this machine but the names under which the files were dropped."""
        own = line.replace(OWN_FILES, "")
        return (
            bool(line)
            and str(self.file) not in line
            and not re.search(r"(^|\s)(/|[A-Za-z]:\\)\S", own)
            and "Traceback" not in line
        )


def number_of_pages(file: Path) -> int:
    record = open_record(file, readonly=True)
    try:
        return totals_of(record).pages
    finally:
        record.close()


def adding_of(state: State) -> Adding:
    """The jobs of this explorer; refused where it takes no pages."""
    adding: Adding | None = state.get("adding")
    if adding is None:
        raise PermissionDeniedException("This explorer takes no pages.")
    return adding


@get("/add", include_in_schema=False, sync_to_thread=True)
def add_page(state: State) -> Response[str]:
    """Where pages are dropped, and how those go that were."""
    adding = adding_of(state)
    running = any(job.state in ("waiting", "reading") for job in adding.jobs)
    return html(
        "add.html", jobs=list(adding.jobs), addresses=adding.addresses, running=running, most=MOST_FILES,
        largest=LARGEST // 1_000_000, here="add",
    )  # fmt: skip


@post("/add/files", include_in_schema=False, request_max_body_size=LARGEST + 1_000_000)
async def add_files(request: Request[Any, Any, Any], state: State) -> Redirect:
    """Read the files that were dropped."""
    adding = adding_of(state)
    form = await request.form()
    refuse_strangers(str(form.get("token", "")))
    files = [one for one in form.getall("files", []) if isinstance(one, UploadFile) and one.filename][: MOST_FILES + 1]
    if not files or len(files) > MOST_FILES:
        raise CannotFetch(f"Choose one file at least and {MOST_FILES} at most.")
    folder = tempfile.TemporaryDirectory(prefix="communique-")
    place, names = Path(folder.name) / "dropped", []
    place.mkdir()
    for one in files:
        name = free_name(place, one.filename)
        (place / name).write_bytes(await one.read())
        names.append(name)
    adding.put(folder, names)
    return Redirect("/add", status_code=303)


@post("/add/address", include_in_schema=False, sync_to_thread=True)
def add_address(state: State, data: Annotated[Change, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """Read the page at an address, where that is switched on."""
    adding = adding_of(state)
    refuse_strangers(data.token)
    if not adding.addresses:
        raise PermissionDeniedException("This explorer fetches nothing.")
    address = data.value.strip()
    folder = tempfile.TemporaryDirectory(prefix="communique-")
    (Path(folder.name) / "dropped").mkdir()
    adding.put(folder, [address[:200]], address)
    return Redirect("/add", status_code=303)


def free_name(place: Path, given: str) -> str:
    """A name that is nothing but a name: letters, digits, dots and dashes, and taken by no other file of the drop."""
    plain = re.sub(r"[^\w.-]+", "-", PurePosixPath(given.replace("\\", "/")).name).lstrip(".-")[-100:] or "page.txt"
    number = 1
    name = plain
    while (place / name).exists():
        number += 1
        name = f"{number}-{plain}"
    return name


@answers("/api/v1/adding")
def adding_list(state: State) -> list[Job]:
    """Pages that were dropped into this explorer, and how far they are; nothing where it takes none."""
    adding: Adding | None = state.get("adding")
    return list(adding.jobs) if adding else []


ADDING = [add_page, add_files, add_address, adding_list]
