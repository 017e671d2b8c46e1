"""Requests that no client library would send, byte by byte, to a running house: it refuses, goes on, and keeps nothing
of them."""

from __future__ import annotations

import contextlib
import socket

import pytest
from tests.processes.house import House

HEAD = "Host: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
BODY = '{"views": []}'
# What is sent, and what may come back: a status, or nothing where the connection is just closed.
POST = f"POST /v1/views HTTP/1.1\r\n{HEAD}"
RAW: dict[str, tuple[str, set[int]]] = {
    "more announced than sent": (f"{POST}Content-Length: 5000\r\n\r\n{BODY}", {0, 400, 403}),
    "less announced than sent": (f"{POST}Content-Length: 3\r\n\r\n{BODY}", {400, 403}),
    "two lengths": (f"{POST}Content-Length: 3\r\nContent-Length: 9\r\n\r\n{BODY}", {400}),
    "a negative length": (f"{POST}Content-Length: -1\r\n\r\n{BODY}", {400}),
    "no number as length": (f"{POST}Content-Length: abc\r\n\r\n{BODY}", {400}),
    "a broken chunk": (f"{POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{BODY}", {0, 400, 403}),
    "a space in a header's name": (f"GET / HTTP/1.1\r\n{HEAD}X Y: z\r\n\r\n", {400}),
    "out of the folder of files": (f"GET /static/../../app.py HTTP/1.1\r\n{HEAD}\r\n", {404}),
    "out of the folder of files, encoded": (f"GET /static/%2e%2e/%2e%2e/app.py HTTP/1.1\r\n{HEAD}\r\n", {404}),
    "out of the folder of media": (f"GET /media/../../secret HTTP/1.1\r\n{HEAD}\r\n", {404}),
    "out of the folder of media, encoded": (f"GET /media/..%2f..%2fsecret HTTP/1.1\r\n{HEAD}\r\n", {404}),
    "invalid UTF-8 in the address": (f"GET /topics/%c3%28 HTTP/1.1\r\n{HEAD}\r\n", {400, 404}),
    "a cookie that is no text": (f"GET / HTTP/1.1\r\n{HEAD}Cookie: vermilion_session=\xff\xfe\r\n\r\n", {200, 400}),
    "another protocol": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", {0, 400}),
}


@pytest.mark.parametrize("what", RAW)
def test_raw(shared_house: House, what: str) -> None:
    sent, expected = RAW[what]
    assert _status(shared_house, sent.encode("latin-1")) in expected
    assert shared_house.status("/healthz") == 200


def _status(house: House, sent: bytes) -> int:
    """The status of the answer; 0 when the connection ends without one, or the house waits for the rest."""
    answer = b""
    with socket.create_connection(("127.0.0.1", house.port), timeout=4) as line, contextlib.suppress(TimeoutError):
        line.sendall(sent)
        while b"\r\n" not in answer and (piece := line.recv(4096)):
            answer += piece
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0
