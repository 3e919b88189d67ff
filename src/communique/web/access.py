"""Who may ask the explorer, and whether they may change anything."""

from __future__ import annotations

import base64
import binascii
from secrets import compare_digest

from msgspec import Struct

# The names a browser on this machine may call us by. A page elsewhere that has its own name lead to 127.0.0.1
# ("DNS rebinding") sends that name, and is refused.
OUR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Access(Struct, frozen=True, kw_only=True):
    """What is asked of a request. `names` are the hosts it may call us by, None for any; `secret` the password (with any
    user) or bearer token it must give, None for none; `changes` whether it may put the record right; `adds` whether it may put pages into it, and `addresses` whether
    this machine then fetches a page from the web for it."""

    names: frozenset[str] | None = OUR_NAMES
    secret: str | None = None
    changes: bool = True
    adds: bool = True
    addresses: bool = False

    def knows(self, host: bytes) -> bool:
        """Whether a Host header names us, with any port."""
        return self.names is None or name_of(host) in self.names

    def admits(self, authorization: bytes) -> bool:
        """Whether an Authorization header holds the secret, where one is asked for."""
        return self.secret is None or compare_digest(secret_in(authorization), self.secret.encode())

    def comes_from_us(self, told: dict[bytes, bytes]) -> bool:
        """Whether a change comes from a page of this explorer: a browser says where a form was filled in."""
        site, origin = told.get(b"sec-fetch-site", b"same-origin"), told.get(b"origin")
        if site not in (b"same-origin", b"none"):
            return False
        theirs = origin.rpartition(b"//")[2] if origin is not None else None
        return theirs is None or (theirs == told.get(b"host") if self.names is None else self.knows(theirs))


def name_of(host: bytes) -> str:
    """A Host header without its port."""
    name = host.decode("latin-1").lower()
    return name.rpartition(":")[0] if not name.endswith("]") and ":" in name else name


def secret_in(authorization: bytes) -> bytes:
    """The password of Basic or the token of Bearer authorization; nothing of any other."""
    scheme, _, value = authorization.strip().partition(b" ")
    if scheme.lower() == b"bearer":
        return value.strip()
    if scheme.lower() != b"basic":
        return b""
    try:
        return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
    except binascii.Error:
        return b""
