"""As much of S3 as the storage uses, on loopback and in memory: objects, ranges, multipart, lists, bulk delete."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

STAMP = "2026-01-01T00:00:00.000Z"


class Bucket(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.failing = False

    @property
    def url(self) -> str:
        endpoint = f"http://127.0.0.1:{self.server_address[1]}"
        return f"s3://key:secret@bucket/square?endpoint={endpoint}&region=eu-central-1"


@contextmanager
def serving() -> Iterator[Bucket]:
    bucket = Bucket()
    thread = threading.Thread(target=bucket.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield bucket
    bucket.shutdown()
    thread.join()
    bucket.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_PUT(self) -> None:
        key, query = self._target()
        body = self.rfile.read(int(self.headers["content-length"]))
        if "uploadId" in query:
            self.server.parts[query["uploadId"][0]][int(query["partNumber"][0])] = body
        else:
            self.server.objects[key] = body
        self._answer(200, headers={"ETag": _etag(body)})

    def do_POST(self) -> None:
        key, query = self._target()
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if "uploads" in query:
            upload = str(len(self.server.parts))
            self.server.parts[upload] = {}
            self._answer_xml("InitiateMultipartUploadResult", f"<UploadId>{upload}</UploadId>")
        elif "delete" in query:
            elements = ElementTree.fromstring(body).iter()
            keys = [element.text or "" for element in elements if element.tag.endswith("Key")]
            for deleted in keys:
                self.server.objects.pop(deleted, None)
            gone = (f"<Deleted><Key>{escape(deleted)}</Key></Deleted>" for deleted in keys)
            self._answer_xml("DeleteResult", "".join(gone))
        else:
            parts = self.server.parts.pop(query["uploadId"][0])
            self.server.objects[key] = b"".join(parts[number] for number in sorted(parts))
            self._answer_xml("CompleteMultipartUploadResult", f"<ETag>{_etag(b'')}</ETag>")

    def do_GET(self) -> None:
        key, query = self._target()
        if self.server.failing:
            self._answer(403, "<Error><Code>AccessDenied</Code></Error>")
        elif "list-type" in query:
            found = (
                f"<Contents><Key>{escape(name)}</Key><Size>{len(body)}</Size><LastModified>{STAMP}</LastModified></Contents>"
                for name, body in sorted(self.server.objects.items())
                if name.startswith(query.get("prefix", [""])[0])
            )
            self._answer_xml("ListBucketResult", f"<IsTruncated>false</IsTruncated>{''.join(found)}")
        elif key not in self.server.objects:
            self._answer(404, "<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._send(self.server.objects[key])

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._target()[0], None)
        self._answer(204)

    def _send(self, body: bytes) -> None:
        headers = {"ETag": _etag(body), "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}
        asked = self.headers.get("range")
        if not asked:
            return self._answer(200, body, headers)
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last) + 1 if last else len(body), len(body))
        if start >= len(body):
            return self._answer(416)
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(body)}"
        return self._answer(206, body[start:end], headers)

    def _answer_xml(self, tag: str, content: str) -> None:
        self._answer(200, f"<{tag}>{content}</{tag}>")

    def _answer(self, status: int, body: str | bytes = b"", headers: dict[str, str] | None = None) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _target(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        return unquote(parts.path).removeprefix("/bucket").lstrip("/"), parse_qs(parts.query, keep_blank_values=True)


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body).hexdigest()}"'
