"""What every answer and every question must satisfy, whatever handler it meets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

# The names a browser on this machine may call us by. A page elsewhere that has its own name lead to 127.0.0.1
# ("DNS rebinding") sends that name, and is refused.
OUR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

# Pages are built from hostile text. Should an escape ever fail, nothing may run, load or be sent anywhere.
HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


def guarded(app: App) -> App:
    """The app behind a check of the Host header, every answer with the headers above."""

    async def guard(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        if is_ours(dict(scope["headers"]).get(b"host", b"")):
            await app(scope, receive, send_with_headers)
        else:
            await refuse(send_with_headers)

    return guard


def is_ours(host: bytes) -> bool:
    """Whether a Host header names this machine, with any port."""
    name = host.decode("latin-1").lower()
    return (name.rpartition(":")[0] if not name.endswith("]") and ":" in name else name) in OUR_NAMES


async def refuse(send: Send) -> None:
    body = b"communique answers only to 127.0.0.1 and localhost.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
