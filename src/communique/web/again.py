"""What was told before is told again: from memory, where the record allows it (`kept`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from communique.web.kept import AT_ONCE, DUE, Address, Answer, Kept, Listening, Version

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]
# Under what name a question carries the ETag of the record it is asked of; empty where the answer differs each time.
TAG = "communique.etag"


def remembering(kept: Kept) -> Callable[[App], App]:
    """What stands between who counts questions and who answers them, so that what comes from memory is counted too."""

    def around(app: App) -> App:
        async def remembered(scope: Any, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["method"] == "GET" and scope.get(TAG):
                await from_memory(app, kept, scope[TAG], scope, receive, send)
            else:
                await app(scope, receive, send)

        return remembered

    return around


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
    if found[1] >= DUE and address not in kept.unasked and max(len(kept.unasked), len(kept.making)) < AT_ONCE:
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


async def answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    """A whole answer at once."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
