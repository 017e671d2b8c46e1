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

START = 30.0


class House:
    """The supervisor's process and what it said."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, said: Path) -> None:
        self.process = process
        self.port = port
        self._said = said

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    @property
    def children(self) -> dict[str, int]:
        """Who runs in each place now, as the supervisor told: name -> process id."""
        found: dict[str, int] = {}
        for line in self.said.splitlines():
            if line.startswith("{") and (event := json.loads(line)).get("event") == "child_started":
                found[event["child"]] = event["pid"]
        return found

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
def running_house(folder: Path, workers: int = 2) -> Iterator[House]:
    """Start a house in an empty folder, wait until it answers, and end it whatever happens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    said = folder / "said.txt"
    own = {"VERMILION_DATA": str(folder / "data"), "VERMILION_PORT": str(port), "VERMILION_WORKERS": str(workers)}
    rest = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "vermilion.cli", "serve"], env=rest | own, stdout=output, stderr=output
        )
    house = House(process, port, said)
    try:
        wait_until(lambda: "Vermilion is at" in house.said or process.poll() is not None, START)
        assert process.poll() is None, house.said
        yield house
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        for pid in house.children.values():
            assert not alive(pid), house.said


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
