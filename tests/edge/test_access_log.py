"""The lines that requests leave."""

from __future__ import annotations

import asyncio
import json

import pytest

from vermilion.edge.access_log import AccessLine, AccessLog


def line(request_id: str) -> AccessLine:
    return AccessLine("2026-01-01T00:00:00.000Z", "request", "GET", "/a\nb", 200, 1.5, request_id, 7)


async def test_lines_of_one_turn_are_written_together_and_in_order(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    log = AccessLog()
    for number in range(3):
        log.add(line(str(number)))
    assert capfdbinary.readouterr().err == b""
    await asyncio.sleep(0)
    log.add(line("later"))
    await asyncio.sleep(0)
    written = [json.loads(each) for each in capfdbinary.readouterr().err.splitlines()]
    assert [each["request_id"] for each in written] == ["0", "1", "2", "later"]
    assert written[0] == {
        "at": "2026-01-01T00:00:00.000Z",
        "event": "request",
        "method": "GET",
        "path": "/a\nb",
        "status": 200,
        "ms": 1.5,
        "request_id": "0",
        "account": 7,
    }
