"""A server of packs on loopback, over real sockets: it knows ranges and ETags as good ones do, and can behave badly."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NO_LENGTH = -1


class PackServer:
    """`files` by path; everything else is how it misbehaves, off by default."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []  # path, Range
        self.sent: dict[str, int] = {}  # bytes of each path
        self.cut_after: list[int] = []  # how many bytes each of the next answers gets before the connection is cut
        self.ranges = True
        self.etags = True
        self.claim: int | None = None  # what Content-Length says, whatever the length
        self.status = 200
        self.port = 0

    @property
    def index(self) -> str:
        return f"{self.origin}/index.json"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def offer(self, packed: Path, version: str = "1.0", links: list[str] | None = None) -> str:
        """List a pack named `translate-<source>_<target>-…` and return its path on the server."""
        source, _, target = packed.name.split("-")[1].partition("_")
        path = f"/{packed.name}"
        self.files[path] = packed.read_bytes()
        entry = {
            "package_version": version,
            "argos_version": "1.9.0",
            "from_code": source,
            "to_code": target,
            "links": links or [self.origin + path],
            "code": f"translate-{source}_{target}",
        }
        listed = json.loads(self.files.get("/index.json", b"[]"))
        self.files["/index.json"] = json.dumps([*listed, entry]).encode()
        return path

    def ranges_of(self, path: str) -> list[str]:
        """The Range headers that came for a path, in order; empty for the whole."""
        return [asked for where, asked in self.asked if where == path]


@contextmanager
def serving() -> Iterator[PackServer]:
    server = PackServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(server, self)

        def log_message(self, *args: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.port = listening.server_port
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def _answer(server: PackServer, request: BaseHTTPRequestHandler) -> None:
    asked = request.headers.get("Range", "")
    server.asked.append((request.path, asked))
    if request.path in server.redirects:
        return _redirect(request, server.redirects[request.path])
    content = server.files.get(request.path)
    misbehaving = request.path != "/index.json"
    if content is None or (misbehaving and server.status != 200):
        return _refuse(request, 404 if content is None else server.status)
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    start = int(asked.removeprefix("bytes=").rstrip("-") or 0) if server.ranges else 0
    if start and request.headers.get("If-Range") not in (etag, None):
        start = 0
    if start >= len(content) > 0:
        return _refuse(request, 416, {"Content-Range": f"bytes */{len(content)}"})
    body = content[start:]
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    if server.etags:
        request.send_header("ETag", etag)
    length = server.claim if misbehaving and server.claim is not None else len(body)
    if length == NO_LENGTH:
        request.send_header("Connection", "close")
    else:
        request.send_header("Content-Length", str(length))
    request.end_headers()
    if misbehaving and server.cut_after:
        body = body[: server.cut_after.pop(0)]
        request.close_connection = True
    server.sent[request.path] = server.sent.get(request.path, 0) + len(body)
    request.wfile.write(body)
    if length != len(body):
        request.close_connection = True
    return None


def _redirect(request: BaseHTTPRequestHandler, address: str) -> None:
    request.send_response(302)
    request.send_header("Location", address)
    request.send_header("Content-Length", "0")
    request.end_headers()


def _refuse(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str] | None = None) -> None:
    request.send_response(status)
    for name, value in (headers or {}).items():
        request.send_header(name, value)
    request.send_header("Content-Length", "0")
    request.end_headers()
