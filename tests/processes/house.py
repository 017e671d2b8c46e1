"""A running house for tests: the real supervisor with its children, on a port of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

READY = "Vermilion is at"


class House:
    """A data folder and the supervisor that serves it; what it says is kept in a file."""

    process: subprocess.Popen[bytes]

    def __init__(self, folder: Path, workers: int = 2, **settings: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self.data = folder / "data"
        self._said = folder / "said.txt"
        own = {"DATA": str(self.data), "PORT": str(self.port), "WORKERS": str(workers)} | settings
        own.setdefault("TRANSLATION_INDEX", "")  # nothing is fetched from anywhere
        rest = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
        self._environment = rest | {f"VERMILION_{name}": value for name, value in own.items()}

    def start(self) -> None:
        """Start the supervisor and wait until a web worker answers."""
        with self._said.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "vermilion.cli", "serve"], env=self._environment, stdout=output, stderr=output
            )
        begun = self.said.count(READY)
        wait_until(lambda: self.said.count(READY) > begun or self.process.poll() is not None, 60)
        assert self.process.poll() is None, self.said

    def stop(self) -> int:
        """End it in order; returns its status. Nobody of it is left."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(40)
        assert not any(alive(pid) for pid in self.children.values()), self.said
        return status

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    @property
    def children(self) -> dict[str, int]:
        """Who runs in each place now, as the supervisor told: name -> process id."""
        found: dict[str, int] = {}
        for line in self.said.splitlines():
            if '"child_started"' in line:
                event = json.loads(line)
                found[event["child"]] = event["pid"]
        return found

    def kill_child(self, name: str) -> None:
        """`kill -9`, then wait until somebody new stands in the place."""
        pid = self.children[name]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: self.children[name] != pid)

    def kill_supervisor(self) -> None:
        """`kill -9`, then wait until the children have ended by themselves."""
        children = self.children.values()
        self.process.kill()
        self.process.wait()
        wait_until(lambda: not any(alive(pid) for pid in children))

    def status(self, path: str) -> int:
        """The status of a GET on a connection of its own."""
        return self.get(path)[0]

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of a GET on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def running_house(folder: Path, workers: int = 2, **settings: str) -> Iterator[House]:
    """A house in an empty folder that answers; ended whatever happens."""
    house = House(folder, workers, **settings)
    house.start()
    try:
        yield house
    finally:
        house.stop()


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Look again and again; fails when the time is over."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
