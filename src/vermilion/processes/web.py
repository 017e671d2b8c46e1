"""A web worker: the application in granian's embedded server, on the socket that the supervisor holds.

All workers accept from one listening socket. A connection that waits in its queue outlives the death of any worker,
which a socket for each (SO_REUSEPORT) would not give; docs/decisions/0030 has the measurement.
"""

from __future__ import annotations

import asyncio
import os

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from vermilion.app import create_app
from vermilion.infra.settings import Settings
from vermilion.processes import lifetimes

BACKLOG = 2048
# Counts open streams and idle keep-alive connections too, so thousands of listeners must fit.
BACKPRESSURE = 16_384


async def serve(settings: Settings, socket: int, ready: int) -> None:
    """Serve until SIGTERM, then finish the requests under way. `socket` and `ready` are file descriptors."""
    stopping = lifetimes.stop_event()
    server = _ServerOnSocket(
        create_app(settings),
        interface=Interfaces.ASGI,
        websockets=False,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.error,
    )
    server.socket = SocketHolder(socket, False, BACKLOG)  # type: ignore[call-arg]  # its stub lacks the constructor
    server.on_startup(lambda: _tell(ready))
    serving = asyncio.create_task(server.serve())
    told_to_stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, told_to_stop}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]  # granian's
    await serving


class _ServerOnSocket(Server):
    """granian opens its own socket; this one is given (the reason for the pinned minor version)."""

    socket: SocketHolder

    def _init_shared_socket(self) -> None:
        self._shd = self.socket  # type: ignore[assignment]  # declared as None only
        self._sfd = self.socket.get_fd()
        self._ssp = None


def _tell(ready: int) -> None:
    os.write(ready, b"1")
    os.close(ready)
