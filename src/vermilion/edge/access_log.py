"""One line a request on standard error."""

from __future__ import annotations

import asyncio
import sys

import msgspec

_encode = msgspec.json.Encoder().encode_lines


class AccessLine(msgspec.Struct, frozen=True):
    """One request in the log; `ms` until the last byte was handed over."""

    at: str
    event: str
    method: str
    path: str
    status: int
    ms: float
    request_id: str
    account: int


class AccessLog:
    """Writes the lines of one turn of the event loop together: a write costs as much as the line, and lets other
    threads take the interpreter."""

    def __init__(self) -> None:
        self._lines: list[AccessLine] = []

    def add(self, line: AccessLine) -> None:
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write)
        self._lines.append(line)

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        sys.stderr.buffer.write(_encode(lines))
        sys.stderr.buffer.flush()
