"""Serve the explorer on 127.0.0.1."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from communique.store import open_record
from communique.web.app import make_app

ADDRESS = "127.0.0.1"
PORT = 8765


def serve(file: Path, port: int = PORT, announce: Callable[[str], None] = print) -> None:
    """Serve the record until Ctrl-C; `announce` is told the address. Opens no browser and no other network.

    Where the port is taken, a free one is used. Raises RecordError where there is no record.
    """
    import uvicorn

    open_record(file, readonly=True).close()
    listening = listen(port)
    announce(f"http://{ADDRESS}:{listening.getsockname()[1]}/")
    settings = uvicorn.Config(make_app(file), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(settings).run(sockets=[listening])


def listen(port: int) -> socket.socket:
    """A listening socket at the port, or at a free one where that is taken."""
    try:
        return socket.create_server((ADDRESS, port))
    except OSError:
        return socket.create_server((ADDRESS, 0))
