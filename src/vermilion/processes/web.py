"""A web worker: the application in granian's embedded server, on a socket that the supervisor holds.

A connection that waits in its queue outlives the worker: its successor gets the same socket (docs/decisions/0030).
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

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
        _announcing(create_app(settings), ready),
        interface=Interfaces.ASGI,
        websockets=False,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.error,
    )
    server.socket = SocketHolder(socket, False, BACKLOG)  # type: ignore[call-arg]  # its stub lacks the constructor
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


def _announcing(app: Any, ready: int) -> Any:
    """The app, which tells the supervisor once its start is complete. No coroutine of its own: requests pass here."""

    def announcing(scope: Any, receive: Any, send: Any) -> Any:
        if scope["type"] != "lifespan":
            return app(scope, receive, send)

        async def tell(message: Any) -> None:
            if message["type"] == "lifespan.startup.complete":
                _begin(ready)
            await send(message)

        return app(scope, receive, tell)

    return announcing


def _begin(ready: int) -> None:
    lifetimes.settle_memory()
    os.write(ready, b"1")
    os.close(ready)
