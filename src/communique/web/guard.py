"""What every answer and every question must satisfy, whatever handler it meets."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import date
from pathlib import Path
from typing import Any

from communique import __version__
from communique.web.access import Access
from communique.web.kept import AT_ONCE, DUE, Address, Answer, Kept, Listening, Version
from communique.web.shown import MAY_ADD, MAY_CHANGE, TOKEN

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

# Pages are built from hostile text. Should an escape ever fail, nothing may run, load or be sent anywhere.
HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    # Nothing is told to other sites; "no-referrer" would make browsers send our own forms with "Origin: null".
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


# Seconds that a wrong password costs, so that guessing takes for ever.
GUESS = 0.5
# What is drawn by chance, and how far a job is, differs each time it is asked for.
BY_CHANCE = frozenset({"/audit", "/add", "/api/v1/adding"})


def guarded(app: App, file: Path, access: Access) -> App:
    """The app behind a check of who asks, every answer with the headers above.

    While the record at `file` stays as it is, so does every answer: a browser or a program that gives the ETag of its
    copy is told so (304) without a question to the record, and what was told before is told again from memory. While
    pages are added, what is told from memory may be some seconds behind (`kept`).
    """
    # Who must give a secret is also counted, and each answer says how many questions are left.
    kept = Kept(file) if access.secret is None else None

    async def guard(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        MAY_CHANGE.set(access.changes)
        MAY_ADD.set(access.adds)
        told = dict(scope["headers"])
        asks = scope["method"] in ("GET", "HEAD")
        if scope["method"] == "HEAD":  # the same answer, without its body
            scope, send = {**scope, "method": "GET"}, headers_alone(send)
        tag = state_of(file) if scope["path"] not in BY_CHANCE else b""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message.get("headers", [])]
                marked = (
                    not tag or not asks or message["status"] not in (200, 304) or any(n == b"etag" for n, _ in given)
                )
                message["headers"] = [*given, *HEADERS, *([] if marked else [(b"etag", tag)])]
            await send(message)

        if not access.knows(told.get(b"host", b"")) or not (asks or access.comes_from_us(told)):
            host = access.knows(told.get(b"host", b""))
            await refuse(send_with_headers, *((403, NOT_FROM_US) if host else (421, NOT_OURS)))
        elif not access.admits(told.get(b"authorization", b"")):
            await asyncio.sleep(GUESS)
            await answer(send_with_headers, 401, [(b"www-authenticate", b'Basic realm="communique", charset="UTF-8"')])
        elif asks and tag and tag in told.get(b"if-none-match", b""):
            await answer(send_with_headers, 304, [(b"cache-control", b"no-cache")])
        elif kept and tag and scope["method"] == "GET":
            await from_memory(app, kept, tag, scope, receive, send_with_headers)
        else:
            await app(scope, receive, send_with_headers)
            if kept and not asks:
                kept.forget()

    return guard


def headers_alone(send: Send) -> Send:
    """Sends on what is said of an answer, and nothing of the answer itself."""

    async def send_headers(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_headers


async def from_memory(app: App, kept: Kept, tag: bytes, scope: Any, receive: Receive, send: Send) -> None:
    """What was told before at this address, where it may be told again; else what the app says, of the record that has this
    ETag. Who asks for what is just being made for another waits for that."""
    address, told = (scope["path"], scope["query_string"]), dict(scope["headers"])
    version, anew = kept.now(), asks_anew(told)
    found = kept.get(address, version, anew) if version else None
    if version and not found and (others := kept.making.get((address, version))):
        await others.wait()
        found = kept.get(address, version, anew)
    if not found:
        await make(app, kept, (address, version), tag, scope, receive, send)
        return
    await send_again(*found, told.get(b"if-none-match", b""), send)
    if found[1] >= DUE and address not in kept.unasked and len(kept.unasked) < AT_ONCE:
        making = make(app, kept, (address, version), tag, dict(scope), nothing_more, unheard)
        kept.unasked[address] = asyncio.create_task(making)
        kept.unasked[address].add_done_callback(lambda _: kept.unasked.pop(address))


async def make(
    app: App, kept: Kept, which: tuple[Address, Version | None], tag: bytes, scope: Any, receive: Receive, send: Send
) -> None:
    """Have the app answer, and keep that where it may be kept."""
    (address, version), listening, begun = which, Listening(send), time.monotonic()
    if version is None:
        await app(scope, receive, send)
        return
    made = kept.making[address, version] = asyncio.Event()
    try:
        await app(scope, receive, listening)
        if heard := listening.heard(tag):
            kept.put(address, version, heard, begun)
    finally:
        made.set()
        if kept.making.get((address, version)) is made:
            del kept.making[address, version]


async def nothing_more() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def unheard(message: Message) -> None:
    """Nobody waits for this answer."""


def asks_anew(told: dict[bytes, bytes]) -> bool:
    """Whether a reader wants nothing but the newest: what a browser says when a page is loaded again (RFC 9111, 5.2.1)."""
    asked = told.get(b"cache-control", b"").lower()
    return b"no-cache" in asked or b"max-age=0" in asked


async def send_again(kept: Answer, age: int, has: bytes, send: Send) -> None:
    """An answer from memory; to who has it already, that it is so still."""
    marks = [(b"etag", kept.tag), *([(b"age", str(age).encode())] if age else [])]
    if kept.tag and kept.tag in has:
        await answer(send, 304, [(b"cache-control", b"no-cache"), *marks])
    else:
        await answer(send, 200, [*kept.headers, *marks], kept.body)


def state_of(file: Path) -> bytes:
    """An ETag that changes whenever the record does, with every version of communique, and with the token of its forms.

    SQLite writes first to the file beside the record, `-wal`, and later into the record itself.
    """
    parts = [__version__, TOKEN, date.today().isoformat()]  # what is overdue is another question tomorrow
    for one in (file, file.with_name(file.name + "-wal")):
        try:
            stat = one.stat()
            parts.append(f"{stat.st_mtime_ns}:{stat.st_size}")
        except OSError:
            parts.append("none")
    return b'W/"' + hashlib.sha256("|".join(parts).encode()).hexdigest()[:20].encode() + b'"'


NOT_OURS = b"communique answers only to 127.0.0.1 and localhost.\n"
NOT_FROM_US = b"A change must come from a page of this explorer.\n"


async def refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await answer(send, status, headers, body)


async def answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    """A whole answer at once."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
