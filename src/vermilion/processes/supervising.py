"""The supervisor: starts the children, replaces each that ends, and ends them all when it is told to.

It holds the listening sockets and nothing else: no event loop, no thread, no database. A child that falls over is
replaced alone; one that keeps falling over is given growing pauses. While all web workers are gone, connections wait
in the socket's queue.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from vermilion.infra.log import get_logger
from vermilion.processes.lifetimes import DRAIN

# A child that lived so long was well: its next end is a new story.
WELL = 10.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 15.0
# Beyond the children's own bound, for the kernel to clear away what they held.
GRACE = 2.0
# A house that never came up and fell so often has a mistake in it, not an accident.
HOPELESS = 4
# Their libraries may not run on every processor: a house without them is still one.
DISPENSABLE = frozenset({"translator"})
ENDINGS = {signal.SIGTERM, signal.SIGINT}
log = get_logger("supervisor")


class Child:
    """A place in the process tree and who fills it now."""

    def __init__(self, role: str, number: int, name: str) -> None:
        self.name = name
        self.role = role
        self.number = number
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.due_at = 0.0
        self.failures = 0


def supervise(roles: Sequence[str], listening: Sequence[socket.socket], on_ready: Callable[[], None]) -> int:
    """Run one child for each role until SIGTERM or SIGINT; returns the exit status: 0 when all ended in time.

    `listening` has a socket for each of the first places, those of role "web"; whoever fills a place takes over its
    socket with all connections that wait there. `on_ready` is called when all of those answer.
    Status 1 also when nothing could be started at all.
    """
    children = [Child(role, number, _name(roles, number)) for number, role in enumerate(roles, 1)]
    ready_read, ready_write = os.pipe()
    awaited = len(listening)
    with _signals() as woken:
        sources = [woken, ready_read]
        while not (asked := ENDINGS & _wait(sources, min(child.due_at for child in children))):
            if ready_read in sources and _readable(ready_read):
                # Each has a share of the connections, so the house is ready when all of them are.
                awaited -= len(os.read(ready_read, 64))
                if awaited <= 0:
                    sources.remove(ready_read)
                    on_ready()
            for child in children:
                _tend(child, listening, ready_write)
            if ready_read in sources and any(map(_is_hopeless, children)):
                log.error("gave_up", reason="a child ended again and again before anything was ready")
                _end(children, woken)
                return 1
        log.info("draining", signal=signal.Signals(min(asked)).name)
        return _end(children, woken)


def _is_hopeless(child: Child) -> bool:
    return child.failures >= HOPELESS and child.role not in DISPENSABLE


def _name(roles: Sequence[str], number: int) -> str:
    """Numbered where there may be several: web-1, web-2, jobs, media, translator."""
    role = roles[number - 1]
    alone = role != "web" and roles.count(role) == 1
    return role if alone else f"{role}-{roles[:number].count(role)}"


def _tend(child: Child, listening: Sequence[socket.socket], ready: int) -> None:
    """Notice that a child has ended; start one where its time has come."""
    now = time.monotonic()
    if child.process and child.process.poll() is not None:
        lived = now - child.started_at
        child.failures = 0 if lived >= WELL else child.failures + 1
        wait = min(SHORTEST_PAUSE * 2 ** (child.failures - 1), LONGEST_PAUSE) if child.failures > 1 else 0.0
        child.due_at = now + wait
        log.warning("child_ended", child=child.name, status=child.process.returncode, lived=round(lived, 1), wait=wait)
        child.process = None
    if child.process is None and now >= child.due_at:
        child.process = _start(child, listening, ready)
        child.started_at = now
        child.due_at = float("inf")
        log.info("child_started", child=child.name, pid=child.process.pid)


def _start(child: Child, listening: Sequence[socket.socket], ready: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "vermilion.processes", child.role, str(os.getpid())]
    passed: list[int] = []
    if child.role == "web":
        passed = [listening[child.number - 1].fileno(), ready]
    # A session of its own: Ctrl-C in a terminal reaches the supervisor alone.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [*command, *map(str, passed)], pass_fds=passed, stdin=subprocess.DEVNULL, start_new_session=True
    )


def _end(children: Sequence[Child], woken: int) -> int:
    """Tell all to end, wait, and end those by force that did not listen."""
    for child in children:
        _send(child, signal.SIGTERM)
    until = time.monotonic() + DRAIN + GRACE
    while any(_alive(child) for child in children) and time.monotonic() < until:
        if signal.SIGINT in _wait([woken], time.monotonic() + 0.1):
            break  # asked twice
    late = [child for child in children if _alive(child)]
    for child in late:
        log.warning("child_killed", child=child.name)
        _send(child, signal.SIGKILL)
    # One that was told before it had set itself up ends by the signal: that is in order too.
    in_order = {0, -signal.SIGTERM}
    return 0 if all(child.process.wait() in in_order for child in children if child.process) else 1


def _alive(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _send(child: Child, number: signal.Signals) -> None:
    if child.process:
        with contextlib.suppress(ProcessLookupError):
            child.process.send_signal(number)


@contextlib.contextmanager
def _signals() -> Iterator[int]:
    """Signals as bytes on a descriptor, so that one `select` waits for everything."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(-1)


def _wait(sources: list[int], until: float) -> set[int]:
    """Sleep until a source speaks or the time has come; the numbers of the signals that came."""
    timeout = None if until == float("inf") else max(0.0, until - time.monotonic())
    readable, _, _ = select.select(sources, [], [], timeout)
    return set(os.read(sources[0], 4096)) if sources[0] in readable else set()


def _readable(source: int) -> bool:
    return bool(select.select([source], [], [], 0)[0])
