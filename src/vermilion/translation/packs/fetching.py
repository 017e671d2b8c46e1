"""Downloading a pack, patiently: what was interrupted goes on, in this run or a later one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from vermilion.translation.packs import parts
from vermilion.translation.packs.downloading import client
from vermilion.translation.packs.errors import PackError
from vermilion.translation.packs.resuming import Progress, go_on

PATIENCE = 3 * 3600.0  # seconds for one run
TRIES = 4
PAUSE = 1.0  # seconds before the second try; doubled for each further one


async def fetch(url: str, part: Path, progress: Progress | None = None) -> None:
    """Bring the file at `url` to `part`, whole. PackError `unreachable`, `interrupted` (the part stays, to go on with),
    `too_large`, `too_slow`, `disk_full` or `cannot_write`."""
    try:
        async with asyncio.timeout(PATIENCE), client(url) as opened:
            for attempt in range(1, TRIES + 1):
                try:
                    return await go_on(opened, url, part, progress)
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
