"""Load by wrk: distinct signed-in viewers in turn, what they ask for, and what it took."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.houses import House, cpu

LUA = Path(__file__).with_name("load.lua")
CONNECTIONS = 64
CROWD = 256
AT_EASE = 2048  # that ask at a steady rate: so many that the time until an answer hardly slows them down
SECONDS = 5


class Round(msgspec.Struct, frozen=True):
    """What one run of wrk saw; times in microseconds, `cpu` a request and in the web workers alone."""

    requests: int
    microseconds: int
    failed: int
    p50: int
    p95: int
    p99: int
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests * 1_000_000 / self.microseconds


class Load:
    """One kind of request. It goes on where its last round ended, so that nobody likes anything twice."""

    def __init__(
        self, house: House, folder: Path, method: str, credentials: Sequence[str], paths: Sequence[str], extra: str = ""
    ) -> None:
        self.house = house
        self._method = method
        self._extra = extra
        self._lists = [_written(folder, credentials), _written(folder, paths)]
        self._first = 0

    def measured(self, seconds: int = SECONDS, connections: int = CONNECTIONS) -> Round:
        before = cpu(self.house.web)
        with self._running(seconds, connections, 0) as running:
            said, _ = running.communicate()
        found = msgspec.json.decode(said.splitlines()[-1], type=Round)
        spent = (cpu(self.house.web) - before) / max(found.requests, 1)
        self._first += found.requests + connections
        if found.failed or not found.requests:
            raise RuntimeError(f"{found.failed} of {found.requests} requests failed: {self._method} on {self.house}")
        return msgspec.structs.replace(found, cpu=spent)

    @contextmanager
    def beside(self, rate: float, seconds: int, connections: int = AT_EASE) -> Iterator[list[Round]]:
        """Ask at a steady rate (requests a second) while the block runs; what it saw is in the list afterwards."""
        found: list[Round] = []
        with self._running(seconds, connections, round(connections * 1000 / rate)) as running:
            yield found
            said, _ = running.communicate()
        found.append(msgspec.json.decode(said.splitlines()[-1], type=Round))
        self._first += found[0].requests + connections

    @contextmanager
    def _running(self, seconds: int, connections: int, pause: int) -> Iterator[subprocess.Popen[bytes]]:
        wrk = shutil.which("wrk")
        if wrk is None:
            raise SystemExit("The benchmarks need wrk (Debian: apt install wrk).")
        arguments = [self._method, *map(str, self._lists), str(self._first), "1", str(pause), self._extra]
        command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(LUA)]
        with subprocess.Popen([*command, self.house.url(), "--", *arguments], stdout=subprocess.PIPE) as running:
            yield running


def _written(folder: Path, lines: Sequence[str]) -> Path:
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".txt", delete=False) as file:
        file.write("\n".join(lines) + "\n")
    return Path(file.name)
