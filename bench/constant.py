"""The yardstick: a frozen Litestar application that answers one small JSON, served by as many workers and in the same
way as production. It is never made faster or slower, so that ratios to it can be compared over time.

`python -m bench.constant PORT WORKERS`
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys

import uvloop
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from litestar import Litestar, get

from vermilion.processes import lifetimes
from vermilion.processes.web import BACKLOG, BACKPRESSURE, _ServerOnSocket


@get("/constant")
async def constant() -> dict[str, object]:
    return {"id": "7", "name": "constant", "items": [1, 2, 3], "next": None}


def main(port: int, workers: int) -> None:
    """Hold the sockets and start the workers; they end with this process."""
    place = "127.0.0.1", port
    listening = [socket.create_server(place, backlog=BACKLOG, reuse_port=True) for _ in range(workers)]
    children = [_start(held.fileno()) for held in listening]
    print("children", *(child.pid for child in children), flush=True)
    for child in children:
        child.wait()


def _start(descriptor: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.constant", "worker", str(descriptor), str(os.getpid())]
    return subprocess.Popen(command, pass_fds=[descriptor])


async def _serve(descriptor: int) -> None:
    stopping = lifetimes.stop_event()
    server = _ServerOnSocket(
        Litestar(route_handlers=[constant], openapi_config=None, logging_config=None),
        interface=Interfaces.ASGI,
        websockets=False,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.error,
    )
    server.socket = SocketHolder(descriptor, False, BACKLOG)  # type: ignore[call-arg]  # its stub lacks the constructor
    serving = asyncio.create_task(server.serve())
    told_to_stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, told_to_stop}, return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]  # granian's
    await serving


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        lifetimes.begin(int(sys.argv[3]))
        uvloop.run(_serve(int(sys.argv[2])))
    else:
        main(int(sys.argv[1]), int(sys.argv[2]))
