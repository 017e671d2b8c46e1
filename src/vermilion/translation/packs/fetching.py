"""Downloading a pack into a `.part` file that a later try goes on with, if the server still has the same file."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec

from vermilion.translation.packs.downloading import client
from vermilion.translation.packs.models import PackError

LARGEST = 2_000_000_000  # bytes of a packed pack; those of the public index have 50 to 300 million
PATIENCE = 3 * 3600.0  # seconds for one run
TRIES = 4
PAUSE = 1.0  # seconds before the second try; doubled for each further one
SPARE = 200_000_000  # bytes that stay free on the disk, for the database beside it

Progress = Callable[[int, int | None], None]  # bytes that are there, bytes of the whole where known

# EFBIG: a limit on the size of files that the process may write.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Origin(msgspec.Struct, frozen=True):
    """Beside a `.part`: where it comes from, and the server's word for this very content (empty: it gave none)."""

    url: str
    validator: str


async def fetch(url: str, part: Path, progress: Progress | None = None) -> None:
    """Bring the file at `url` to `part`, whole. PackError `unreachable`, `interrupted` (the part stays, to go on with),
    `too_large`, `too_slow` or `disk_full`."""
    try:
        async with asyncio.timeout(PATIENCE), client(url) as opened:
            for attempt in range(1, TRIES + 1):
                try:
                    return await _go_on(opened, url, part, progress)
                except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
                    if attempt == TRIES:
                        raise
                await asyncio.sleep(PAUSE * 2 ** (attempt - 1))
    except TimeoutError as error:
        raise PackError("too_slow", f"{url} took over {PATIENCE / 3600:.0f} hours; the next try goes on.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        code, hint = ("interrupted", "; the next try goes on from there") if _size(part) else ("unreachable", "")
        raise PackError(code, f"{url} was not fetched{hint}: {str(error) or type(error).__name__}.") from error


def discard(part: Path) -> None:
    """Forget what was downloaded."""
    part.unlink(missing_ok=True)
    _origin_path(part).unlink(missing_ok=True)


@contextlib.contextmanager
def disk_errors(part: Path | None = None) -> Iterator[None]:
    """What the disk refuses as a PackError. The part goes where it is full: others need the space more."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise PackError("cannot_write", f"Packs cannot be written: {error}.") from error
        if part:
            discard(part)
        raise PackError("disk_full", "The disk is full; nothing was installed.") from error


def check_space(folder: Path, needed: int) -> None:
    """PackError `disk_full` if `needed` bytes would not leave enough for everybody else."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise PackError(
            "disk_full", f"{needed + SPARE:,} bytes must be free on the disk, {free:,} are; nothing was installed."
        )


async def _go_on(opened: httpx.AsyncClient, url: str, part: Path, progress: Progress | None) -> None:
    there = _resumable(url, part)
    headers = {"Range": f"bytes={there}-", "If-Range": _validator_of(part)} if there else {}
    async with opened.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            if response.headers.get("Content-Range") == f"bytes */{there}":
                return  # it was whole already
            discard(part)
            raise httpx.ReadError("what was downloaded is longer than the file is now")
        response.raise_for_status()
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            there = 0
        elif _starts_at(response) != there:
            discard(part)
            raise httpx.ReadError("the server sent another part than was asked for")
        length = response.headers.get("Content-Length", "")
        whole = there + int(length) if length.isdigit() else None
        _check_size(url, part, whole or 0)
        check_space(part.parent, (whole or there) - there)
        with disk_errors(part), part.open("ab" if there else "wb") as file:
            # After the opening: old bytes must never stand beside the word for new ones.
            _origin_path(part).write_bytes(msgspec.json.encode(Origin(url, _validator(response))))
            async for chunk in response.aiter_raw():
                await asyncio.to_thread(file.write, chunk)
                there += len(chunk)
                _check_size(url, part, there)
                if progress:
                    progress(there, whole)


def _resumable(url: str, part: Path) -> int:
    """Bytes that are there and may be gone on with."""
    try:
        origin = msgspec.json.decode(_origin_path(part).read_bytes(), type=Origin)
    except (OSError, msgspec.MsgspecError):
        return 0
    return _size(part) if origin.url == url and origin.validator else 0


def _validator(response: httpx.Response) -> str:
    """What If-Range may carry (RFC 9110, 13.1.5): a strong ETag, else the date of the last change."""
    etag = str(response.headers.get("ETag", ""))
    return etag if etag.startswith('"') else str(response.headers.get("Last-Modified", ""))


def _validator_of(part: Path) -> str:
    return msgspec.json.decode(_origin_path(part).read_bytes(), type=Origin).validator


def _starts_at(response: httpx.Response) -> int:
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else -1


def _check_size(url: str, part: Path, size: int) -> None:
    if size > LARGEST:
        discard(part)
        raise PackError("too_large", f"{url} is larger than any pack, {LARGEST:,} bytes.")


def _origin_path(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
