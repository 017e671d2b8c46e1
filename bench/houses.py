"""The processes that are measured: the whole house as `vermilion serve` starts it, and the constant beside it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

WORKERS = 2
START = 60.0
TICK = 1_000_000 / os.sysconf("SC_CLK_TCK")


class House(msgspec.Struct, frozen=True):
    """What listens on a port. `web` are the process ids of its web workers, `others` those of the job workers."""

    port: int
    web: list[int]
    others: list[int] = []

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def vermilion_house(data: Path, port: int, **settings: str) -> Iterator[House]:
    """Two web workers, job worker and media worker on a data folder, logging every request to a file there."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("VERMILION_")}
    environ["VERMILION_TRANSLATION_INDEX"] = ""  # nothing is fetched while we measure
    environ |= {"VERMILION_DATA": str(data), "VERMILION_PORT": str(port), "VERMILION_WORKERS": str(WORKERS)}
    environ |= {f"VERMILION_{name.upper()}": value for name, value in settings.items()}
    said = data / "said.txt"
    with said.open("wb") as output:
        command = [sys.executable, "-m", "vermilion.cli", "serve"]
        process = subprocess.Popen(command, env=environ, stdout=output, stderr=output)
    with _ended(process):
        _wait_for(port, "/v1/explore", process)
        events = [json.loads(line) for line in said.read_text().splitlines() if '"child_started"' in line]
        started = {event["child"]: int(event["pid"]) for event in events}
        web = [pid for name, pid in started.items() if name.startswith("web")]
        yield House(port, web, [pid for name, pid in started.items() if not name.startswith("web")])


@contextmanager
def constant_house(port: int) -> Iterator[House]:
    command = [sys.executable, "-m", "bench.constant", str(port), str(WORKERS)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    with _ended(process):
        assert process.stdout is not None
        web = [int(word) for word in process.stdout.readline().split()[1:]]
        _wait_for(port, "/constant", process)
        yield House(port, web)


def cpu(pids: list[int]) -> float:
    """Microseconds of processor time that these processes have used, system time included."""
    return sum(_ticks(pid) for pid in pids) * TICK


def free_port(first: int = 8250) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError(f"no free port from {first} on")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"nothing answers on port {port}")


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
