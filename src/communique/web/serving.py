"""Serve the explorer on 127.0.0.1, or where asked, with a password, to other machines."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from communique.store import open_record
from communique.web.access import Access
from communique.web.app import make_app

ADDRESS, EVERYWHERE = "127.0.0.1", "0.0.0.0"
PORT = 8765
# Seconds after which a thread that computes lets another have its turn. At Python's 0.005 whoever reads some hundred rows
# waited that long for many of them while another page was put together: of nine questions a second on two busy cores the
# slowest twentieth took 625 ms, and 459 so.
TURN = 0.0005


def serve(file: Path, port: int = PORT, announce: Callable[[str], None] = print, access: Access | None = None) -> None:
    """Serve the record until Ctrl-C; `announce` is told the address. Opens no browser and no other network.

    Where the port is taken, a free one is used. With an `access` that answers to any name, other machines reach it.
    Raises RecordError where there is no record.
    """
    import uvicorn

    open_record(file, readonly=True).close()
    public = access is not None and access.names is None
    listening = listen(port, EVERYWHERE if public else ADDRESS)
    announce(f"http://{socket.gethostname() if public else ADDRESS}:{listening.getsockname()[1]}/")
    sys.setswitchinterval(TURN)
    settings = uvicorn.Config(make_app(file, access), log_level="warning", access_log=False, server_header=False)
    settings.load()
    pass_over_what_stays()
    uvicorn.Server(settings).run(sockets=[listening])


def pass_over_what_stays() -> None:
    """Have Python look for what nobody needs any more among what answers leave behind, and not among all that was loaded
    to give them: that takes a twentieth of a second, and some reader waits for it."""
    gc.collect()
    gc.freeze()


def listen(port: int, address: str = ADDRESS) -> socket.socket:
    """A listening socket at the port, or at a free one where that is taken."""
    try:
        return socket.create_server((address, port))
    except OSError:
        return socket.create_server((address, 0))
