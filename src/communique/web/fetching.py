"""Fetch one page from the open web for somebody who pasted its address: never from this machine or its own network.

Whoever pastes an address makes this machine ask for it. So that nobody reaches through it what only it can reach (a router,
a database, a cloud's metadata), a name is resolved once, every address it has must be a public one, and the connection goes
to the address that was checked; the same again for each redirect. Off unless switched on.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from communique import __version__

# News pages have 10 kB to 1 MB; what reads them takes 5 MB at most.
LARGEST = 5_000_000
# Seconds that the server may stay silent, and that the whole may take; a page that is up answers in two.
SILENT, PATIENCE = 10.0, 30.0
REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 2000
KINDS = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/pdf")
MOVED = (301, 302, 303, 307, 308)


# Public by their number, or so Python holds, yet answered by the cloud that a machine stands in, which tells it its secrets.
OF_CLOUDS = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24")))


class CannotFetch(ValueError):
    """The page is not fetched; the message says why, in words that name nothing of this machine's network."""


class Fetched(Struct, frozen=True):
    """A page as its server sent it: the last address, when it was fetched (UTC), the kind it says it is, and its bytes."""

    address: str
    fetched: str
    media_type: str
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open web: not private, loopback, link-local (metadata), multicast, or one of
    those written into IPv6 (mapped, 6to4, Teredo, NAT64)."""
    one = ipaddress.ip_address(address)
    if isinstance(one, ipaddress.IPv6Address):
        if one.is_site_local:  # an older kind of private address, which Python takes for a global one
            return False
        inner = [one.ipv4_mapped, one.sixtofour, *(one.teredo or ())]
        if one in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
        if any(within is not None and not _is_open(within) for within in inner):
            return False
    return _is_open(one)


def _is_open(one: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if any(one in network for network in OF_CLOUDS):
        return False
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified)


def may_be_asked(address: str) -> bool:
    """Whether an IP address is of the open web and not this machine's own."""
    return is_public(address) and not is_own(address)


def is_own(address: str) -> bool:
    """Whether an IP address is one of this machine's: on the way to it a packet would leave from it. Nothing is sent."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as tried:
            tried.connect((address, 9))
            return bool(tried.getsockname()[0] == address)
    except OSError:
        return False


def fetch(address: str, allowed: Callable[[str], bool] = may_be_asked, ports: dict[str, int] | None = None) -> Fetched:
    """The page at a web address. `allowed` says of each IP address whether it may be asked. Raises CannotFetch."""
    late = time.monotonic() + PATIENCE
    for _ in range(REDIRECTS + 1):
        answer = _asked(address.strip(), allowed, ports or PORTS, late)
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise CannotFetch("It leads on and on: too many redirects.")


def _asked(address: str, allowed: Callable[[str], bool], ports: dict[str, int], late: float) -> Fetched | str:
    """The page, or the address it has moved to."""
    scheme, host, port, path = _parts(address, ports)
    connection = _connected(scheme, host, port, allowed)
    hanging_up = threading.Timer(max(0.0, late - time.monotonic()), _hang_up, (connection.sock,))
    hanging_up.start()
    try:
        connection.request("GET", path, headers=_headers(host, port, ports[scheme]))
        answer = connection.getresponse()
        if answer.status in MOVED and (there := answer.getheader("location")):
            return urljoin(address, there)
        return _page(address, answer, late)
    except (OSError, http.client.HTTPException) as error:
        raise CannotFetch("The server did not answer as a web server does, or not in time.") from error
    finally:
        hanging_up.cancel()
        connection.close()


def _hang_up(plain: socket.socket) -> None:
    """End a connection on which somebody else waits: a server that sends a letter every few seconds is never silent."""
    with contextlib.suppress(OSError):
        plain.shutdown(socket.SHUT_RDWR)


def _parts(address: str, ports: dict[str, int]) -> tuple[str, str, int, str]:
    """Scheme, host, port and path. Raises CannotFetch where it is no plain address of the web."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise CannotFetch("That is no web address.") from error
    if len(address) > LONGEST_ADDRESS or parts.scheme not in ports or not host or not address.isprintable():
        raise CannotFetch("That is no web address: it begins with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise CannotFetch("An address with a name or a password in it is not fetched.")
    if port not in (None, ports[parts.scheme]):
        raise CannotFetch("Only the ports of the web, 80 and 443, are asked.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, ports[parts.scheme], quote(path, safe="%/:=&?~+!$,;'@()*[]|")


def _connected(scheme: str, host: str, port: int, allowed: Callable[[str], bool]) -> http.client.HTTPConnection:
    """A connection to the very address that was checked: a name that answers otherwise the second time gains nothing."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(one[4][0]).partition("%")[0] for one in found]
    except (OSError, UnicodeError) as error:
        raise CannotFetch("No server of that name is known.") from error
    if not addresses or not all(allowed(one) for one in addresses):
        raise CannotFetch("That address is not on the open web, and is not asked.")
    try:
        plain = socket.create_connection((addresses[0], port), timeout=SILENT)
        secure = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    except (OSError, ValueError) as error:
        raise CannotFetch("The server could not be reached, or its certificate is not good.") from error
    connection = http.client.HTTPConnection(host, port, timeout=SILENT)
    connection.sock = secure
    return connection


def _headers(host: str, port: int, usual: int) -> dict[str, str]:
    name = f"[{host}]" if ":" in host else host.encode("idna").decode() if not host.isascii() else host
    return {
        "Host": name if port == usual else f"{name}:{port}", "User-Agent": f"communique/{__version__}",
        "Accept": "text/html, text/plain;q=0.9, */*;q=0.5", "Accept-Encoding": "identity", "Connection": "close",
    }  # fmt: skip


def _page(address: str, answer: http.client.HTTPResponse, late: float) -> Fetched:
    if answer.status != 200:
        raise CannotFetch(f"The server answered {answer.status}: there is no page to read.")
    media_type = (answer.getheader("content-type") or "text/html").strip()
    if not media_type.lower().startswith(KINDS):
        raise CannotFetch("That is no page of words.")
    body = b""
    while part := answer.read(65_536):
        body += part
        if len(body) > LARGEST:
            raise CannotFetch("The page has over 5 MB.")
    if time.monotonic() > late:
        raise CannotFetch("The page takes too long to come.")
    return Fetched(address, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), media_type, body)


def as_warc(page: Fetched) -> bytes:
    """The page as a web archive of one record, which keeps its address and when it was fetched."""
    media_type = "".join(c for c in page.media_type if c.isprintable() and c.isascii())
    told = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(page.body)}\r\n\r\n".encode()
        + page.body
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: {page.fetched}\r\nWARC-Target-URI: {page.address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(told)}\r\n\r\n"
    )
    return head.encode() + told + b"\r\n\r\n"
