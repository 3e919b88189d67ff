"""What every answer and every question must satisfy, whatever handler it meets."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.json import encode

from communique import __version__
from communique.web.access import Access, Guesses, secret_in
from communique.web.again import TAG, App, Message, Receive, Send, answer
from communique.web.kept import Kept
from communique.web.shown import MAY_ADD, MAY_CHANGE, TOKEN

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


def guarded(app: App, file: Path, access: Access, kept: Kept) -> App:
    """The app behind a check of who asks, every answer with the headers above.

    While the record at `file` stays as it is, so does every answer: a browser or a program that gives the ETag of its
    copy is told so (304) without a question to the record. What is `kept` is forgotten once a reader changes something.
    """
    guesses = Guesses()

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
        send_with_headers = with_headers(send, tag if asks else b"")
        if not access.knows(told.get(b"host", b"")) or not (asks or access.comes_from_us(told)):
            host = access.knows(told.get(b"host", b""))
            await refuse(scope, send_with_headers, *((403, NOT_FROM_US) if host else (421, NOT_OURS)))
        elif access.secret is not None and guesses.too_many(asker_of(scope), time.monotonic()):
            await refuse(scope, send_with_headers, 429, TOO_MANY_GUESSES)
        elif not access.admits(told.get(b"authorization", b"")):
            await ask_who(scope, send_with_headers, told, guesses)
        elif asks and tag and tag in told.get(b"if-none-match", b""):
            await answer(send_with_headers, 304, [(b"cache-control", b"no-cache")])
        else:
            scope[TAG] = tag
            await app(scope, receive, send_with_headers)
            if not asks:
                kept.forget()

    return guard


async def ask_who(scope: Any, send: Send, told: dict[bytes, bytes], guesses: Guesses) -> None:
    """Ask for the password. A wrong one counts as a guess; a browser asks first without any."""
    if secret_in(told.get(b"authorization", b"")):
        guesses.count(asker_of(scope), time.monotonic())
    await asyncio.sleep(GUESS)
    await refuse(scope, send, 401, NOT_KNOWN, [(b"www-authenticate", b'Basic realm="communique", charset="UTF-8"')])


def asker_of(scope: Any) -> str:
    """The address that asks; behind a server on this machine that tells for whom it asks, the one it tells."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def with_headers(send: Send, tag: bytes) -> Send:
    """Sends on with the headers of every answer, and with an ETag where there is one and the answer has none of its own."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [*message.get("headers", [])]
            told_already = any(name == b"etag" for name, _ in given)
            marked = tag and message["status"] in (200, 304) and not told_already
            message["headers"] = [*given, *HEADERS, *([(b"etag", tag)] if marked else [])]
        await send(message)

    return send_with_headers


def headers_alone(send: Send) -> Send:
    """Sends on what is said of an answer, and nothing of the answer itself."""

    async def send_headers(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_headers


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


NOT_OURS = "communique answers only to 127.0.0.1 and localhost."
NOT_FROM_US = "A change must come from a page of this explorer."
TOO_MANY_GUESSES = "Too many wrong passwords came from your address. Wait a minute."
NOT_KNOWN = "This explorer asks for a password: any name with it, or the header Authorization: Bearer PASSWORD."


async def refuse(scope: Any, send: Send, status: int, words: str, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
    """In words, as problem+json to who asks the API."""
    kind, told = "text/plain; charset=utf-8", f"{words}\n".encode()
    if scope["path"].startswith("/api/"):
        kind, told = "application/problem+json", encode({"type": "about:blank", "title": words, "status": status})
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(told)).encode()), *more]
    await answer(send, status, headers, told)
