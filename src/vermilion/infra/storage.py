"""The one door to files that members sent: a local folder or an S3 bucket, alike, through obstore.

Keys look like paths: `originals/…` is never served, `public/…` is. Whoever makes a key puts 128 random bits into it.
What `put` has returned survives a power cut: S3 promises that itself, a local file is flushed with its folders.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from vermilion.infra.errors import NotFound, Unavailable

KEY = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*){1,5}")
CHUNK = 256 * 1024


class Stored(msgspec.Struct, frozen=True):
    """A file in the storage; `modified_at` in microseconds."""

    key: str
    size: int
    modified_at: int


class Streamed(msgspec.Struct, frozen=True):
    """A file that is being read: `size` is that of the whole file, `chunks` may be a part of it."""

    size: int
    chunks: AsyncIterator[bytes]


class Storage:
    """An open storage. Every verb raises NotFound for a key that is not there, Unavailable when the storage fails."""

    def __init__(self, store: LocalStore | S3Store, root: Path | None) -> None:
        self._store = store
        self._root = root

    async def put(self, key: str, content: Path | bytes) -> None:
        """Keep `content` under `key`, whole or not at all, durably."""
        _require_key(key)
        with _mapped(key):
            await obstore.put_async(self._store, key, content)
        if self._root:
            await asyncio.to_thread(_flush, self._root / key, self._root)

    async def get(self, key: str) -> bytes:
        _require_key(key)
        with _mapped(key):
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())

    async def get_range(self, key: str, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`, both within the file."""
        _require_key(key)
        with _mapped(key):
            return bytes(await obstore.get_range_async(self._store, key, start=start, end=end))

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> Streamed:
        """The file in chunks, or its bytes from `start` to before `end`, both within the file."""
        _require_key(key)
        whole = start == 0 and end is None
        wanted: Any = {"offset": start} if end is None else (start, end)
        with _mapped(key):
            found = await obstore.get_async(self._store, key, options=None if whole else {"range": wanted})
        return Streamed(int(found.meta["size"]), _chunks(key, found))

    async def fetch(self, key: str, path: Path) -> None:
        """Copy a file to a local path."""
        with path.open("wb") as file:
            async for chunk in (await self.stream(key)).chunks:
                await asyncio.to_thread(file.write, chunk)

    async def size(self, key: str) -> int:
        """In bytes."""
        _require_key(key)
        with _mapped(key):
            return int((await obstore.head_async(self._store, key))["size"])

    async def exists(self, key: str) -> bool:
        try:
            await self.size(key)
        except NotFound:
            return False
        return True

    async def delete(self, key: str) -> None:
        """Forget a file; one that is not there is no error."""
        _require_key(key)
        try:
            with _mapped(key):
                await obstore.delete_async(self._store, key)
        except NotFound:
            return

    async def remove_halves(self, before: int) -> None:
        """Delete what a `put` that was killed left half-way before this moment (S3: a rule of the bucket does it)."""
        if self._root:
            await asyncio.to_thread(_remove_halves, self._root, before)

    async def list(self, prefix: str = "") -> AsyncIterator[Stored]:
        """Every file whose path begins with the folders of `prefix`, in no order."""
        with _mapped(prefix):
            async for batch in obstore.list(self._store, prefix or None, chunk_size=500):
                for meta in batch:
                    modified = int(meta["last_modified"].timestamp() * 1_000_000)
                    yield Stored(meta["path"], int(meta["size"]), modified)


def open_storage(url: str) -> Storage:
    """Open `file:///folder` (made if missing) or `s3://bucket/prefix`, given as `Settings.media`.

    S3 takes `?endpoint=…&region=…` in the URL, and keys as `s3://key:secret@bucket` or from AWS_* in the environment.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        root = Path(unquote(url.removeprefix("file://")))
        root.mkdir(parents=True, exist_ok=True)
        return Storage(LocalStore(root), root)
    if parts.scheme != "s3" or not parts.hostname:
        raise ValueError("a storage is file:///folder or s3://bucket/prefix")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if parts.username and parts.password:
        options["access_key_id"], options["secret_access_key"] = unquote(parts.username), unquote(parts.password)
    plain = str(options.get("endpoint", "")).startswith("http://")
    client: Any = {"allow_http": plain, "timeout": "300s"}
    prefix = unquote(parts.path).strip("/") or None
    return Storage(S3Store(parts.hostname, prefix=prefix, client_options=client, **options), None)


async def _chunks(key: str, found: Any) -> AsyncIterator[bytes]:
    with _mapped(key):
        async for chunk in found.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)


def _require_key(key: str) -> None:
    """Keys are made by the house; one that came with an address may be anything."""
    if not KEY.fullmatch(key):
        raise NotFound("storage.not_found")


@contextmanager
def _mapped(key: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise NotFound("storage.not_found") from error
    except (BaseError, OSError) as error:
        raise Unavailable("storage.unavailable", "Files cannot be reached right now.") from error


def _remove_halves(root: Path, before: int) -> None:
    for path in root.rglob("*#*"):  # obstore's name for a file that is not yet whole; no key has one
        if path.stat().st_mtime_ns // 1000 < before:
            path.unlink(missing_ok=True)


def _flush(path: Path, root: Path) -> None:
    """Make a new file and its entries in every folder up to the root durable."""
    for place in (path, *path.parents):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if place == root:
            return
