"""Answers kept in memory for as long as nobody writes to the record: the page that was asked for before is there at once.

SQLite itself says whether anybody has written (`PRAGMA data_version`), to the last change, whichever process made it; times of
files are too coarse for that. One change, and nothing that was kept is told again.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from communique.store import Record, RecordError, open_record

# Bytes of one answer that are kept, and of all: the first pages of every list, some hundreds. A stream is longer.
LONGEST, MOST = 512 * 1024, 32 * 1024 * 1024
# What is the record's as long as these are the same: its file, the connection asked and what that says, and the day, on
# which depends what is overdue.
Version = tuple[int, int, int, int, date]
# A path and what is asked after it.
Address = tuple[str, bytes]


class Answer(Struct, frozen=True):
    """A whole answer, as it was sent."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Kept:
    """The answers of one record at its present version. Used from the thread of the event loop alone."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.record: Record | None = None
        self.opened = 0
        self.identity = (0, 0)
        self.version: Version | None = None
        self.answers: OrderedDict[Address, Answer] = OrderedDict()
        self.size = 0

    def now(self) -> Version | None:
        """The version of the record; None where it cannot be told at the moment, so that nothing may be kept."""
        try:
            told = os.stat(self.file)
            if self.record is None or self.identity != (told.st_dev, told.st_ino):
                self._open((told.st_dev, told.st_ino))
            assert self.record is not None
            written = int(self.record.execute("PRAGMA data_version").fetchall()[0][0])
        except (OSError, sqlite3.Error, RecordError):
            self.close()
            return None
        return (*self.identity, self.opened, written, date.today())

    def _open(self, identity: tuple[int, int]) -> None:
        """Open it, and never wait for it: whoever waits here lets everybody wait."""
        self.close()
        self.record, self.identity, self.opened = open_record(self.file, readonly=True), identity, self.opened + 1
        self.record.execute("PRAGMA busy_timeout = 0")

    def close(self) -> None:
        if self.record is not None:
            self.record.close()
        self.record = None

    def get(self, address: Address, version: Version) -> Answer | None:
        """What was told at this address of this version."""
        answer = self.answers.get(address) if version == self.version else None
        if answer is not None:
            self.answers.move_to_end(address)
        return answer

    def put(self, address: Address, version: Version, answer: Answer) -> None:
        """Keep an answer that was begun when the record had this version; what is longest unasked goes."""
        if version != self.version:
            self.version, self.size = version, 0
            self.answers.clear()
        old = self.answers.pop(address, None)
        self.size += len(answer.body) - (len(old.body) if old else 0)
        self.answers[address] = answer
        while self.size > MOST:
            self.size -= len(self.answers.popitem(last=False)[1].body)


Send = Callable[[Any], Awaitable[None]]


class Listening:
    """Sends an answer on and remembers it, where it is whole, right and not too long."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.headers: list[tuple[bytes, bytes]] | None = None
        self.body: bytes | None = None

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self.headers = [*message.get("headers", [])]
        elif message["type"] == "http.response.body" and self.headers is not None:
            whole = self.body is None and not message.get("more_body")
            self.body = message.get("body", b"") if whole else None
            self.headers = self.headers if whole else None
        await self.send(message)

    def heard(self) -> Answer | None:
        """The answer that was sent; None where it is not to be kept."""
        if self.headers is None or self.body is None or len(self.body) > LONGEST:
            return None
        return Answer(self.headers, self.body)
