"""Who may ask the explorer, and whether they may change anything."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections import OrderedDict
from secrets import compare_digest

from msgspec import Struct

# The names a browser on this machine may call us by. A page elsewhere that has its own name lead to 127.0.0.1
# ("DNS rebinding") sends that name, and is refused.
OUR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


# Wrong passwords from one address within so many seconds before it has to wait, and how many addresses are kept in mind. Ten
# a minute are 15,000 a day; a person who mistypes stops at three.
MOST, A_MINUTE, REMEMBERED = 10, 60.0, 10_000


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
        # With its port: what another program of this machine shows is another site.
        return origin is None or origin.rpartition(b"//")[2].lower() == told.get(b"host", b"").lower()


class Guesses:
    """Who guesses at the password: after MOST wrong ones from one address within a minute nothing more is tried from there,
    the right one neither, until the minute is over. Waiting alone would not do: a hundred can be tried at once."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def too_many(self, address: str, now: float) -> bool:
        """Whether nothing more is tried from an address; `now` in seconds."""
        number, since = self._wrong.get(network_of(address), (0, now))
        return number >= MOST and now - since < A_MINUTE

    def count(self, address: str, now: float) -> None:
        """A wrong password came from there."""
        name = network_of(address)
        number, since = self._wrong.pop(name, (0, now))
        self._wrong[name] = (number + 1, since) if now - since < A_MINUTE else (1, now)
        if len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)


def network_of(address: str) -> str:
    """An address, of IPv6 the network: whoever has one address there has billions."""
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ipaddress.ip_network((one, 64), strict=False)) if one.version == 6 else str(one)


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
