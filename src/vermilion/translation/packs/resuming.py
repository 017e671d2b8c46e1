"""One download into a `.part` file, from where the last one ended if the server still has the same file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx

from vermilion.translation.packs import parts
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.headers import starts_at, validator_of
from vermilion.translation.packs.space import check_space, disk_errors

LARGEST = 2_000_000_000  # bytes of a packed pack; those of the public index have 50 to 300 million

Progress = Callable[[int, int | None], None]  # bytes that are here, bytes of the whole where known


async def go_on(opened: httpx.AsyncClient, url: str, part: Path, progress: Progress | None) -> None:
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
        elif starts_at(response) != here:
            parts.discard(part)
            raise httpx.ReadError("the server sent another part than was asked for")
        await _take(response, url, part, here, progress)


async def _take(response: httpx.Response, url: str, part: Path, here: int, progress: Progress | None) -> None:
    length = response.headers.get("Content-Length", "")
    whole = here + int(length) if length.isdigit() else None
    _check_size(url, whole or 0)
    check_space(part.parent, (whole or here) - here)
    with disk_errors(), part.open("ab" if here else "wb") as file:
        parts.begin(part, parts.Origin(url, validator_of(response)))
        async for chunk in response.aiter_raw():
            await asyncio.to_thread(file.write, chunk)
            here += len(chunk)
            _check_size(url, here)
            if progress:
                progress(here, whole)


def _check_size(url: str, size: int) -> None:
    if size > LARGEST:
        raise PackError("too_large", f"{url} is larger than any pack, {LARGEST:,} bytes.")
