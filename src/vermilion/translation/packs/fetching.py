"""Downloading a pack into a `.part` file that a later try goes on with, if the server still has the same file."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import httpx

from vermilion.translation.packs import parts
from vermilion.translation.packs.downloading import client
from vermilion.translation.packs.models import PackError
from vermilion.translation.packs.space import check_space, disk_errors

LARGEST = 2_000_000_000  # bytes of a packed pack; those of the public index have 50 to 300 million
PATIENCE = 3 * 3600.0  # seconds for one run
TRIES = 4
PAUSE = 1.0  # seconds before the second try; doubled for each further one

Progress = Callable[[int, int | None], None]  # bytes that are here, bytes of the whole where known


async def fetch(url: str, part: Path, progress: Progress | None = None) -> None:
    """Bring the file at `url` to `part`, whole. PackError `unreachable`, `interrupted` (the part stays, to go on with),
    `too_large`, `too_slow`, `disk_full` or `cannot_write`."""
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
        code, hint = ("interrupted", "; the next try goes on from there") if parts.size(part) else ("unreachable", "")
        raise PackError(code, f"{url} was not fetched{hint}: {str(error) or type(error).__name__}.") from error
    except PackError as error:
        if error.code in ("disk_full", "too_large"):
            parts.discard(part)  # others need the space more
        raise


async def _go_on(opened: httpx.AsyncClient, url: str, part: Path, progress: Progress | None) -> None:
    validator = parts.resumable(part, url)
    here = parts.size(part) if validator else 0
    headers = {"Range": f"bytes={here}-", "If-Range": validator} if here else {}
    async with opened.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            if response.headers.get("Content-Range") == f"bytes */{here}":
                return  # it was whole already
            parts.discard(part)
            raise httpx.ReadError("what was downloaded is longer than the file is now")
        response.raise_for_status()
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            here = 0
        elif _starts_at(response) != here:
            parts.discard(part)
            raise httpx.ReadError("the server sent another part than was asked for")
        await _take(response, url, part, here, progress)


async def _take(response: httpx.Response, url: str, part: Path, here: int, progress: Progress | None) -> None:
    length = response.headers.get("Content-Length", "")
    whole = here + int(length) if length.isdigit() else None
    _check_size(url, whole or 0)
    check_space(part.parent, (whole or here) - here)
    with disk_errors(), part.open("ab" if here else "wb") as file:
        parts.begin(part, parts.Origin(url, _validator(response)))
        async for chunk in response.aiter_raw():
            await asyncio.to_thread(file.write, chunk)
            here += len(chunk)
            _check_size(url, here)
            if progress:
                progress(here, whole)


def _validator(response: httpx.Response) -> str:
    """What If-Range may carry (RFC 9110, 13.1.5): a strong ETag, else the date of the last change."""
    etag = str(response.headers.get("ETag", ""))
    return etag if etag.startswith('"') else str(response.headers.get("Last-Modified", ""))


def _starts_at(response: httpx.Response) -> int:
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else -1


def _check_size(url: str, size: int) -> None:
    if size > LARGEST:
        raise PackError("too_large", f"{url} is larger than any pack, {LARGEST:,} bytes.")
