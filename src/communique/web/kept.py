"""Answers kept in memory for as long as nobody writes to the record: the page that was asked for before is there at once.

SQLite itself says whether anybody has written (`PRAGMA data_version`), to the last change, whichever process made it; times of
files are too coarse for that. One change, and nothing that was kept is told again, but for this: while pages are being added
every one of them is a change, some ten a second, and many readers would each wait for the same page to be made again and
again. So for as long as somebody adds, an answer may be as it was some seconds ago, which its header `age` says; whoever asks
for it anew (a reload does) has it anew.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from communique.store import Record, RecordError, do_pages_come, open_record

# Bytes of one answer that are kept, and of all: the first pages of every list, some hundreds. A stream is longer.
LONGEST, MOST = 512 * 1024, 32 * 1024 * 1024
# Seconds an answer may be behind while pages are added, and after how many it is made anew behind the back of who asks: what
# many look at is a few seconds behind and nobody waits for it. With a minute instead of the first, one analyst alone who comes
# back to a page would see it as it was then; fifty readers who go round some hundred pages ask for each every four seconds.
BEHIND, DUE = 20.0, 5.0
# Answers made so at once: more would take the cores from those who wait. And seconds an answer may be behind while so many are
# being made: with fifty readers the fifth of them would else wait for a page in a queue of twenty. An analyst alone never meets
# this, for nothing else is being made, and has what is at most BEHIND.
AT_ONCE, BUSY_BEHIND = 2, 60.0
# What is the record's as long as these are the same: its file, the connection asked and what that says, and the day, on
# which depends what is overdue.
Version = tuple[int, int, int, int, date]
# A path and what is asked after it.
Address = tuple[str, bytes]


class Answer(Struct, frozen=True):
    """A whole answer, as it was sent, with the ETag of the record that it was made from."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    tag: bytes = b""


class Entry(Struct):
    """An answer, the version of the record that it is of, and when (`time.monotonic`) the record was last known to be so."""

    answer: Answer
    version: Version
    true_at: float


class Kept:
    """The answers of one record at its present version. Used from the thread of the event loop alone."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.record: Record | None = None
        self.opened = 0
        self.identity = (0, 0)
        self.entries: OrderedDict[Address, Entry] = OrderedDict()
        self.size = 0
        self.changed_at = 0.0
        # What is being made at this moment, and what is made with nobody waiting.
        self.making: dict[tuple[Address, Version], asyncio.Event] = {}
        self.unasked: dict[Address, asyncio.Task[None]] = {}

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

    def get(self, address: Address, version: Version, anew: bool = False) -> tuple[Answer, int] | None:
        """What was told at this address, and how many seconds ago it was so for certain: 0 where it is of this version of the
        record. Older ones are told while pages come, but never where it is asked for `anew`."""
        entry = self.entries.get(address)
        if entry is None:
            return None
        now = time.monotonic()
        if entry.version == version:
            entry.true_at = now
        elif anew or not self._may_be_behind(entry, version, now):
            return None
        self.entries.move_to_end(address)
        return entry.answer, int(now - entry.true_at)

    def _may_be_behind(self, entry: Entry, version: Version, now: float) -> bool:
        """The same file, the same day, a few seconds ago, and pages are coming."""
        (*file, _, day), (*now_file, _, today) = entry.version, version
        most = BUSY_BEHIND if len(self.making) >= AT_ONCE else BEHIND
        return (file, day) == (now_file, today) and now - entry.true_at <= most and do_pages_come(self.file)

    def put(self, address: Address, version: Version, answer: Answer, begun: float) -> None:
        """Keep an answer that was begun (`time.monotonic`) when the record had this version; what is longest unasked goes."""
        if begun <= self.changed_at:
            return
        old = self.entries.pop(address, None)
        self.size += len(answer.body) - (len(old.answer.body) if old else 0)
        self.entries[address] = Entry(answer, version, begun)
        while self.size > MOST:
            self.size -= len(self.entries.popitem(last=False)[1].answer.body)

    def forget(self) -> None:
        """A reader has changed the record through this explorer: what was told or begun before is not told again."""
        self.changed_at = time.monotonic()
        self.entries.clear()
        self.size = 0


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

    def heard(self, tag: bytes) -> Answer | None:
        """The answer that was sent, with its ETag; None where it is not to be kept."""
        if self.headers is None or self.body is None or len(self.body) > LONGEST:
            return None
        return Answer(self.headers, self.body, tag)
